"""ECQ: the self-check an e-commerce platform runs before its service-quality star certification.

The engine as a library: load a rubric, record answers, score exactly. Importing this takes no Streamlit, Plotly,
pandas or fpdf2.
"""

from ecq.assessment import Assessment, begin
from ecq.errors import AssessmentError, EcqError, RubricError
from ecq.interview import Interview
from ecq.loading import load_library, load_rubric
from ecq.readiness import readiness
from ecq.scoring import Scorecard, score

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
