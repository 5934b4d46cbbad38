"""Of when a clause speaks and of whom: what was, is planned or is so elsewhere claims nothing, up to a clause that says otherwise."""

from __future__ import annotations

from ecq.base.patterns import later
from ecq.interview.typed.clauses import OTHERS, PAST, PLANNED, denials
from ecq.interview.typed.hearing.claims import Listener
from ecq.interview.typed.sought import sought

NOW = later(
    r"(?:现在|如今|目前)(?!的(?:方案|计划|设想|版本|想法|打算|考虑))(?!(?:是|还是?)?[^，。]{0,8}?(?:不(?:太|大)?(?:清楚|知道|确定|了解)|没数|说不[准好]|[要得](?:再|去)|是否|是不是|什么样|啥样|怎么样|怎样|如何))|实际上|至今|最近这?一年|[去今]年[^，。]{0,8}?[没未](?!问题)|[从自打][那此](?:[以之]?后|次以后)|今年起|改成|改为|后来[我们就才也都]*(?:定|建|立|设|做|上|加|写|补|出|弄|搞)了|\b(?:(?:now|nowadays|today|at present)(?!,? (?:i|we) (?:can't|couldn't|don't|do not|cannot|wouldn't)| (?:is|would be) another)|since then|since (?:19|20)[0-9]{2}(?=[ ,]+(?:it|we|they|that|this|only|just|once)\b)|(?:is|are|'s|'re|has|have) still|no longer)\b|any ?more\b"
)
_ALREADY = later(r"已经|早就|到(?:现在|今天|目前|今)|至今|直到现在|\balready\b|\bto this day\b")
_GOT_THEN = later(
    r"\b(?:got|obtained|received|passed|graded|registered|filed|introduced|launched|set up|signed|installed|added|built|wrote|written) (?:\w+ ){0,6}?back in (?:19|20)[0-9]{2}"
)
"""What was got in a year that is over, and is there since."""
OURS = later(
    r"(?<![跟和与同比给抢对是])我们(?!(?:合作|对接)的)|我司|咱们|本平台|\b(?:we|ours|our (?:platform|own|site))\b"
)
HERE = sought(rf"{OURS.pattern}|这[里边儿家]|自[家己]|本店|我的|\b(?:here|my|our)\b")
"""What speaks of oneself somewhere."""
_THEY = later(r"(?:他们|人家)(?!的)|\b(?:they|them)\b(?!.*\b(?:we|our)\b)")
_NO_PLAN = sought(
    r"\b(?:that|which) (?:\w+ ){1,3}(?:is|are) (?:still )?working on$|[没不未](?:有)?(?:打算|计划|准备)(?:要|过)?|\b(?:not|never|n't|no) (?:plan(?:s|ning)?|intend(?:ing)?)(?: (?:to|on|for))?\b"
)
"""What is not even planned, and what somebody works on, which makes no plan of what is said beside it."""


def turn(listener: Listener, text: str) -> None:
    """Whether it is of the past, of others, or planned."""
    now = NOW.search(text)
    listener.past = bool(PAST.search(_GOT_THEN.sub("", text)))
    no_plan = _ALREADY.search(text) or (now and not denials(text))
    listener.planned = bool(PLANNED.search(_NO_PLAN.sub("", text))) or (listener.planned and not no_plan)
    listener.others = bool(OTHERS.search(text)) or (
        listener.others and bool(_THEY.search(text) or not OURS.search(text))
    )


def beside_the_matter(listener: Listener, past: bool, planned: bool, others: bool, named: bool) -> None:
    """Let a clause say nothing of the time and of whom for what follows, where it names nothing and tells that beside the matter."""
    listener.past = past if listener.beside["past"] and not named else listener.past
    listener.planned = planned if listener.beside["plans"] and not named else listener.planned
    listener.others = others if listener.beside["elsewhere"] and not named else listener.others
