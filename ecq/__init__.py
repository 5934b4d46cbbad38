"""ECQ: the self-check an e-commerce platform runs before its service-quality star certification.

The engine as a library: load a rubric, record answers, score exactly. Importing this takes no Streamlit, Plotly,
pandas or fpdf2; the engine itself is imported when one of its names is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ecq.assessment.model import Assessment, begin
    from ecq.errors import AssessmentError, EcqError, RubricError
    from ecq.interview.flow import Interview
    from ecq.rubric.loading import load_library, load_rubric
    from ecq.scoring.readiness import readiness
    from ecq.scoring.scorecard import Scorecard, score

__version__ = "0.1.0"

__all__ = [
    "Assessment",
    "AssessmentError",
    "EcqError",
    "Interview",
    "RubricError",
    "Scorecard",
    "__version__",
    "begin",
    "load_library",
    "load_rubric",
    "readiness",
    "score",
]

# Where each name lives. No name here may also be the name of a module, which would hide it once imported.
_HOMES = {
    "Assessment": "assessment.model",
    "begin": "assessment.model",
    "AssessmentError": "errors",
    "EcqError": "errors",
    "RubricError": "errors",
    "Interview": "interview.flow",
    "load_library": "rubric.loading",
    "load_rubric": "rubric.loading",
    "readiness": "scoring.readiness",
    "Scorecard": "scoring.scorecard",
    "score": "scoring.scorecard",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'ecq' has no attribute {name!r}")
    return getattr(import_module(f"ecq.{_HOMES[name]}"), name)
