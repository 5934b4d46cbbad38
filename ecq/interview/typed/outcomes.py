"""What a typed message can turn out to be. Knows no words; the parsing modules decide which of these it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ecq.interview.routes import RouteId
from ecq.interview.terms import Term
from ecq.rubric.kinds.base import Invalid, Value

Doubt = Literal["resembles", "unit", "limit", "about", "range", "rounded", "negation", "rest", "question"]
"""Why an answer needs one press to confirm.

resembles: the words are like one option's, not its own; unit: no unit that converts exactly; limit: "more than", "less
than"; about: hedged; range: several numbers, the worse one taken; rounded: cut towards the worse; negation: a double
negative or an exception; rest: what follows says otherwise or more; question: asked rather than stated.
"""


@dataclass(frozen=True)
class Answer:
    """A value of the question, always one that `Question.read` takes. With a `doubt` it is to be confirmed by one press."""

    value: Value
    note: str = ""
    doubt: Doubt | None = None

    @property
    def sure(self) -> bool:
        """Whether it can be taken without asking again."""
        return self.doubt is None


@dataclass(frozen=True)
class NotApplicable:
    """The question does not apply: by a permitted reason, or in the operator's own words (which may be none)."""

    reason_id: str | None = None
    words: str = ""


@dataclass(frozen=True)
class Unsure:
    """Nobody knows yet; `note` is what else was said."""

    note: str = ""


@dataclass(frozen=True)
class Skip:
    """Go on without an answer; `note` is what else was said."""

    note: str = ""


@dataclass(frozen=True)
class Back:
    """Show the question before this one."""


@dataclass(frozen=True)
class Why:
    """Why this is asked."""


@dataclass(frozen=True)
class Evidence:
    """Which evidence to have ready."""


@dataclass(frozen=True)
class EvidenceNamed:
    """Evidence in hand for the question, in the operator's words; not yet recorded."""

    words: str


@dataclass(frozen=True)
class Basis:
    """Which law or clause stands behind the question."""


@dataclass(frozen=True)
class Go:
    """Go to a question or node; without a target the candidates are to be offered."""

    target: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Order:
    """Take another way through the questions."""

    route: RouteId


@dataclass(frozen=True)
class Undo:
    """Take the last step back."""


@dataclass(frozen=True)
class Redo:
    """Do again what was taken back."""


@dataclass(frozen=True)
class ChangePrevious:
    """Open the last answer for a change."""


@dataclass(frozen=True)
class AskLeft:
    """How many questions are left."""


@dataclass(frozen=True)
class AskTime:
    """How long what is left will take."""


@dataclass(frozen=True)
class AskScore:
    """What score and grade stand at now."""


@dataclass(frozen=True)
class AskHelp:
    """What can be typed here."""


@dataclass(frozen=True)
class AskTerm:
    """What a word means; without a term there is none of that name, and the candidates come nearest."""

    term: Term | None
    candidates: tuple[Term, ...] = ()


PageId = Literal["results", "report", "plan", "evidence", "overview", "profile"]


@dataclass(frozen=True)
class ShowPage:
    """Leave the question for another page."""

    page: PageId


@dataclass(frozen=True)
class Note:
    """An explanation without an answer: keep it as the question's note and go on asking."""

    text: str


@dataclass(frozen=True)
class NotUnderstood:
    """Nothing that can be taken; the values that come nearest may be offered.

    `note` is what was stated beyond them: kept beside the one that is pressed, or alone where none is.
    """

    candidates: tuple[Value, ...] = ()
    note: str = ""


Understood = (
    Answer
    | NotApplicable
    | Unsure
    | Skip
    | Back
    | Why
    | Evidence
    | EvidenceNamed
    | Basis
    | AskLeft
    | AskTime
    | AskScore
    | AskHelp
    | AskTerm
    | ShowPage
    | Go
    | Order
    | Undo
    | Redo
    | ChangePrevious
    | Note
    | NotUnderstood
    | Invalid
)
"""`Invalid` carries the sentence that says what is wrong with a number out of range or a text that is too long."""
