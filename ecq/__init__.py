"""ECQ: the self-check an e-commerce platform runs before its service-quality star certification.

The engine as a library: load a rubric, record answers, score exactly, plan, report (docs/engine.md is the tour).
Importing this takes no Streamlit, Plotly, pandas or fpdf2; a name is imported when it is first used.
"""

TYPE_CHECKING = False  # not from typing, which takes as long to load as Python itself
if TYPE_CHECKING:
    from typing import Any

    from ecq.assessment.changes import answer, begin, set_aside
    from ecq.assessment.model import Assessment
    from ecq.base.errors import AssessmentError, EcqError, PlanningError, ReportError, RubricError
    from ecq.interview.flow import Interview
    from ecq.planning.cheapest import Plan, plan
    from ecq.planning.limits import Limits
    from ecq.rubric.kinds.base import Invalid
    from ecq.rubric.loading import load_library, load_rubric
    from ecq.rubric.model import Rubric
    from ecq.scoring.readiness import Readiness, readiness
    from ecq.scoring.scorecard import Scorecard, score
    from ecq.writers.pdf.build import build_report

__version__ = "0.6.0"

__all__ = [
    "Assessment",
    "AssessmentError",
    "EcqError",
    "Interview",
    "Invalid",
    "Limits",
    "Plan",
    "PlanningError",
    "Readiness",
    "ReportError",
    "Rubric",
    "RubricError",
    "Scorecard",
    "__version__",
    "answer",
    "begin",
    "build_report",
    "load_library",
    "load_rubric",
    "plan",
    "readiness",
    "score",
    "set_aside",
]

# Where each name lives. No name here may also be the name of a module, which would hide it once imported.
_HOMES = {
    "assessment.changes": ("answer", "begin", "set_aside"),
    "assessment.model": ("Assessment",),
    "base.errors": ("AssessmentError", "EcqError", "PlanningError", "ReportError", "RubricError"),
    "interview.flow": ("Interview",),
    "planning.cheapest": ("Plan", "plan"),
    "planning.limits": ("Limits",),
    "rubric.kinds.base": ("Invalid",),
    "rubric.loading": ("load_library", "load_rubric"),
    "rubric.model": ("Rubric",),
    "scoring.readiness": ("Readiness", "readiness"),
    "scoring.scorecard": ("Scorecard", "score"),
    "writers.pdf.build": ("build_report",),
}


def __getattr__(name: str) -> "Any":
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"ecq.{module}"), name)
    raise AttributeError(f"module 'ecq' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
