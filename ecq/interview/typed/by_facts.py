"""A message about a question whose facts are written: a denied premise first, then the figure it states, then its claims.

In go the message, the question with its facts, and what is known of the platform; out comes an answer, what is offered or
asked, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.belief import told_in
from ecq.interview.typed.clauses import LONGEST, OTHERS, as_read
from ecq.interview.typed.deciding import decide_heard
from ecq.interview.typed.denial import NEVER, beside, denied, does_not_arise
from ecq.interview.typed.figures.which_figure import figure_said, is_of_another, says_none
from ecq.interview.typed.folding import fold
from ecq.interview.typed.hearing.claims import Heard, raises_the_answer, words_of
from ecq.interview.typed.hearing.sentence import hear_at
from ecq.interview.typed.hearing.when_and_whose import OURS
from ecq.interview.typed.nearest import grams
from ecq.interview.typed.outcomes import Answer, NotApplicable, NotUnderstood, PremiseDenied, Understood
from ecq.interview.typed.said import not_asked
from ecq.interview.typed.sought import sought
from ecq.interview.typed.vocabulary import GUESS, HEDGE
from ecq.interview.typed.weighed import weighed
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import NO_FIGURE
from ecq.rubric.model import Rubric


def read_by_facts(
    message: str,
    question: Question,
    facts: QuestionFacts,
    rubric: Rubric,
    profile: Mapping[str, ProfileValue],
) -> Understood:
    """What a message says of the question; `NotUnderstood` where it says nothing of it."""
    heard, whole = hear_at(message, question, facts), as_read(message[:LONGEST])
    stated = figure_said(message, question, facts, heard) if isinstance(question, MeasureQuestion) else None
    away = _AWAY.search(whole) and not heard.claims
    if away or (stated and is_of_another(whole, question, facts, heard)):
        return NotUnderstood(note=message)
    no_figure = isinstance(stated, Answer) and stated.value == NO_FIGURE and not says_none(message, question)
    of_others = len(heard.not_now) == len(heard.quotes) and OTHERS.search(whole) and not OURS.search(whole)
    counted = no_figure and not NEVER.search(whole)
    if not of_others and (ways := denied(message, question, facts, rubric, profile, counted=counted)):
        if not _arises(heard, facts) or does_not_arise(message):
            return ways
        if left := tuple(way for way in ways.ways if not isinstance(way, NotApplicable)):
            return PremiseDenied(left)
    if isinstance(question, MeasureQuestion) and stated:
        return _unless_it_does_not_arise(stated, message, question)
    return _by_claims(message, question, facts, heard)


def _unless_it_does_not_arise(stated: Answer | NotUnderstood, message: str, question: MeasureQuestion) -> Understood:
    """The figure that is stated, or that there is none, where nothing says rather that the question does not arise."""
    if not isinstance(stated, Answer):
        return stated
    if stated.doubt and not_asked(message) >= _RATHER_THAN_A_FIGURE:
        return NotUnderstood(note=message)
    if stated.doubt and _NOT_ONCE.search(as_read(message[:LONGEST])):
        return Answer(NO_FIGURE, doubt="resembles") if question.none else NotUnderstood(note=message)
    return stated


def _by_claims(message: str, question: Question, facts: QuestionFacts, heard: Heard) -> Understood:
    """What comes of what a message claims: an answer, what is offered or asked, or nothing."""
    told = told_in(heard, question, facts)
    doubted = _DOUBTED.search(_ABOUT_HALF.sub("", fold(message)))
    if heard.planned and heard.claims and not any(claim.holds for claim in heard.claims.values()):
        return NotUnderstood(note=message)
    said = decide_heard(question, facts, heard, message)
    if isinstance(said, Answer) and doubted:
        said = replace(said, doubt=said.doubt or "resembles")
    lowest = isinstance(said, Answer) and not question.credit_of(said.value)
    if isinstance(said, Answer) and lowest and not _denies_only_that(heard, question, facts):
        said = replace(said, doubt=said.doubt or "rest")
    if isinstance(said, Answer) and (said.doubt or lowest) and does_not_arise(message):
        return NotUnderstood(note=message)
    return weighed(said, told, message, question)


def _denies_only_that(heard: Heard, question: Question, facts: QuestionFacts) -> bool:
    """Whether the clauses that deny a fact say nothing besides, so that it is not denied of some time, place or kind alone."""
    denied = (claim for claim in heard.claims.values() if claim.words and not claim.holds)
    left = (as_read(claim.quote).replace(claim.words, " ", 1) for claim in denied)
    return all(grams(" ".join(beside(one))) <= words_of(question, facts) for one in left)


def _arises(heard: Heard, facts: QuestionFacts) -> bool:
    """Whether a clause states a fact of the question in words of its own, so that it does not fall away."""
    return any(
        claim.words and claim.stated and claim.firm and raises_the_answer(claim, facts)
        for claim in heard.claims.values()
    )


_RATHER_THAN_A_FIGURE = 10
"""So much must speak for it that the question does not arise, where a figure is said."""
_AWAY = sought(
    r"(?:下午|晚[点上]|明天|改天|回头|待会儿?|等[会下]儿?|一会儿?|稍后|过会儿?|回来|我们|咱们?)[^，]{0,4}再[^，]{0,3}(?:联系|聊|弄|搞|谈|说|填|回复?[你您])|等我(?:一下|几分钟|[一两三几0-9]+分钟)|\b(?:bear(?:ing)? with me|be (?:right )?(?:back|with you)|(?:talk|speak|chat) (?:later|soon|tomorrow)|hang on a (?:sec|minute|moment))\b"
)
"""What says that somebody will go on later, and nothing of the matter."""
_ALWAYS = "[^，。]{0,3}(?:删|清|销毁|丢|漏|落下|超|拖|逾|断|误|迟|晚)"
"""What never happened where something always holds: "never deleted"."""
_NOT_ONCE = later(
    rf"一[次回遍个条项例][都也](?:没|未|不)(?!{_ALWAYS})|(?:从来?|压根儿?|根本)(?:就|都|还)?(?:没|未)(?!有?[限期]|{_ALWAYS})[^，。]{{0,3}}过|\b(?:not even once|not once|never once|not a single)\b"
)
"""What says that something was never done, though it may name a figure."""
_DOUBTED = sought(
    rf"{HEDGE.pattern}|{GUESS.pattern}|如果|别选|去年|除外|不对$|不$|\b(?:if|except|or so)\b|\bnot$|^(?:not|isn't|不是) "
)
"""What leaves nothing that was said firm."""
_ABOUT_HALF = later(r"(?:大概|大约|差不多|约)(?=有?一半)|\b(?:about|roughly|around|maybe)(?= half\b)")
"""Of how many it is said may be known only roughly: not of all."""
