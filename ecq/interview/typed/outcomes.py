"""What a typed message can turn out to be: an answer, a command, a request, a note, or nothing that can be taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ecq.interview.flow import RouteId
from ecq.interview.terms import Term
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds.base import Invalid, Value

Doubt = Literal["resembles", "unsaid", "unit", "limit", "about", "range", "rounded", "negation", "rest", "question"]
"""Why an answer needs one press to confirm.

resembles: the words are like one option's, not its own; unsaid: of some items nothing was said; unit: no unit that converts exactly; limit: "more than", "less
than"; about: hedged; range: several numbers, the worse one taken; rounded: cut towards the worse; negation: a double
negative or an exception; rest: what follows says otherwise or more; question: asked rather than stated.
"""
Known = tuple[tuple[str, bool], ...]
"""Facts of a question by name, and whether each holds."""

Command = Literal[
    "back",
    "why",
    "evidence",
    "basis",
    "options",
    "undo",
    "redo",
    "change-previous",
    "ask-left",
    "ask-time",
    "ask-score",
    "ask-help",
    "ask-why-score",
    "ask-first",
    "ask-settles",
    "ask-worth",
    "ask-ready",
    "ask-summary",
    "ask-weakest",
    "ask-gates",
    "ask-gate",
    "ask-undo",
    "ask-about",
    "ask-who-sees",
    "ask-if-unsure",
    "ask-who",
    "colleague",
    "thanks",
    "save",
    "leave",
    "slower",
    "as-before",
    "hello",
    "agreed",
    "which",
    "language",
    "start-over",
]
"""What needs no more words.

back: show the question before; why, evidence, basis: why this is asked, which evidence to have ready, which law or clause
is behind it; options: what can be answered; change-previous: open the last answer; ask-…: how many questions are left, how long they take, the score and
grade so far, what can be typed here;
why the score is what it is, what to do first, which answers settle the grade, what this question is worth, whether the
platform is ready, where the dimension stands, what is weakest and strongest, how the gates stand, whether this question is one
and what follows if it fails, how an answer is changed, what all this is for, who sees the answers, what to do where one does not
know, whether a person answers here. colleague: somebody else is to answer this question. thanks, save,
leave, slower: what people say besides; as-before: that it is as at the question before; hello, agreed: a greeting, and that
something is understood; which: which answer to choose; language, start-over: how to have another language, or begin anew.
"""


@dataclass(frozen=True)
class Answer:
    """A value of the question, always one that `Question.read` takes. With a `doubt` it is to be confirmed by one press.

    `known` are the facts that it rests on, where it rests on such.
    """

    value: Value
    note: str = ""
    doubt: Doubt | None = None
    known: Known = field(default=(), compare=False)

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
class FactOfProfile:
    """A fact of the profile, with which the question would not be asked; of one that takes several options, all that are left,
    and () where only its page in the profile can say which those are.
    """

    fact: str
    value: ProfileValue


@dataclass(frozen=True)
class ProfileSaid:
    """Several facts of the profile, to be put into it by one press."""

    facts: tuple[tuple[str, ProfileValue], ...]


@dataclass(frozen=True)
class PremiseDenied:
    """What the question takes for granted is said not to be there; each way to say so is to be offered."""

    ways: tuple[NotApplicable | FactOfProfile, ...]


@dataclass(frozen=True)
class AskFact:
    """What is still to be asked before the answer is known: a fact, beside those that were said; `asked` counts the questions.

    `then` are facts that were spoken of as well, in words of which it is not plain what they say.
    """

    fact: str
    known: Known
    asked: int
    firm: bool
    then: tuple[str, ...] = ()


@dataclass(frozen=True)
class Correction:
    """Another answer in place of the one given: to the question answered last where it is `before`, else to this one.

    `back` is how many questions before; `among` are those that were named instead. Of a `thought` nothing says which question
    it is about: what it comes to is only offered there, and what only adds something is a note.
    """

    words: str
    before: bool = False
    back: int = 1
    among: tuple[str, ...] = ()
    thought: Literal["wrong", "more"] | None = None


@dataclass(frozen=True)
class Unsure:
    """Nobody knows yet; `note` is the rest of the message."""

    note: str = ""


@dataclass(frozen=True)
class Skip:
    """Go on without an answer; `note` is the rest of the message."""

    note: str = ""


@dataclass(frozen=True)
class EvidenceNamed:
    """Evidence in hand for the question, in the operator's words; not yet recorded."""

    words: str


@dataclass(frozen=True)
class Go:
    """Go to a question or node; without a target the candidates are to be offered. Without any there is nothing about `where`."""

    target: str | None
    candidates: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True)
class Order:
    """Take another way through the questions."""

    route: RouteId


class Inquiry:
    """What is asked about the self-check, with something named in it."""


@dataclass(frozen=True)
class AskTerm(Inquiry):
    """What a word means; without a term there is none of that name, and the candidates come nearest."""

    term: Term | None
    candidates: tuple[Term, ...] = ()


@dataclass(frozen=True)
class AskSaid(Inquiry):
    """What was said about a topic; "" for the question on screen."""

    topic: str


@dataclass(frozen=True)
class AskOf(Inquiry):
    """Which evidence, or which law, another question than the one on screen has, by what it is about."""

    what: Literal["evidence", "basis"]
    topic: str


@dataclass(frozen=True)
class AskSince(Inquiry):
    """What changed since a day, a week or a month, as it was spoken of."""

    when: str


@dataclass(frozen=True)
class AskWhatIf(Inquiry):
    """What the score would be with something as good as can be: a question, an option, an indicator or dimension, as named; or
    with the `figure` that stands in these words.
    """

    what: str
    figure: str = ""


@dataclass(frozen=True)
class AskWorth(Inquiry):
    """How much something is worth, as it was named."""

    what: str


@dataclass(frozen=True)
class AskArticle(Inquiry):
    """What an article asks; the law as it was named, "" for none."""

    law: str
    number: int


@dataclass(frozen=True)
class AskWhyScore(Inquiry):
    """Why the score is what it is, by one who takes it for a figure."""

    figure: str


@dataclass(frozen=True)
class AskGrade(Inquiry):
    """How far a grade is, by its stars; None for the `target`, or the one above the guaranteed one."""

    stars: int | None
    target: bool = False


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

    `note` is what was stated beyond them: kept beside the one that is pressed, or alone where none is. `known` are the facts
    that leave these values, where facts do.
    """

    candidates: tuple[Value, ...] = ()
    note: str = ""
    known: Known = field(default=(), compare=False)


Understood = (
    Answer
    | AskFact
    | Correction
    | NotApplicable
    | PremiseDenied
    | ProfileSaid
    | Unsure
    | Skip
    | Command
    | EvidenceNamed
    | Inquiry
    | ShowPage
    | Go
    | Order
    | Note
    | NotUnderstood
    | Invalid
)
"""`Invalid` carries the sentence about a number out of range or a text that is too long."""
