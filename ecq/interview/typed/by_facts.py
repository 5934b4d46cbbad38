"""A message about a question whose facts are written: a denied premise first, then the figure it states, then its claims.

In go the message, the question with its facts, and what is known of the platform; out comes an answer, what is offered or
asked, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.belief import belief, told_in
from ecq.interview.typed.clauses import LONGEST, OTHERS, as_read, denies_something, waits
from ecq.interview.typed.deciding import decide_heard
from ecq.interview.typed.denial import NEVER, beside, denied, does_not_arise, little_else
from ecq.interview.typed.figures.which_figure import figure_said, is_of_another, says_none
from ecq.interview.typed.folding import fold
from ecq.interview.typed.hearing.claims import Heard, raises_the_answer, words_of
from ecq.interview.typed.hearing.sentence import hear_at
from ecq.interview.typed.hearing.stating import STATES
from ecq.interview.typed.hearing.when_and_whose import OURS, only_of_merchants
from ecq.interview.typed.nearest import grams
from ecq.interview.typed.outcomes import Answer, AskFact, NotApplicable, NotUnderstood, PremiseDenied, Understood
from ecq.interview.typed.said import HARDLY, not_asked
from ecq.interview.typed.sought import sought
from ecq.interview.typed.vocabulary import GUESS, HEDGE
from ecq.interview.typed.weighed import TOLD, weighed
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
    if (
        away
        or (question.answered_by == "choice" and only_of_merchants(whole, question.text.zh))
        or (waits(message) and not heard.by_words)
        or (stated and is_of_another(whole, question, facts, heard))
    ):
        return NotUnderstood(note=message)
    no_figure = isinstance(stated, Answer) and stated.value == NO_FIGURE and not says_none(message, question)
    figure = stated is not None and not no_figure and (isinstance(stated, Answer) or bool(stated.candidates))
    of_others = len(heard.not_now) == len(heard.quotes) and OTHERS.search(whole) and not OURS.search(whole)
    counted = no_figure and not NEVER.search(whole)
    unset = isinstance(question, MeasureQuestion) and question.none is not None and _LIMIT_NOT_SET.search(whole)
    if not (of_others or unset) and (
        ways := denied(message, question, facts, rubric, profile, figure=figure, counted=counted)
    ):
        if not (isinstance(ways, PremiseDenied) and _arises(heard, facts)) or does_not_arise(message):
            return ways
        if left := tuple(way for way in ways.ways if not isinstance(way, NotApplicable)):
            return PremiseDenied(left)
    if isinstance(question, MeasureQuestion) and stated:
        return _unless_it_does_not_arise(stated, message, question, facts, no_figure=no_figure)
    return _by_claims(message, question, facts, heard)


def _unless_it_does_not_arise(
    stated: Answer | NotUnderstood, message: str, question: MeasureQuestion, facts: QuestionFacts, *, no_figure: bool
) -> Understood:
    """The figure that is stated, or that there is none, where nothing says rather that the question does not arise."""
    if not isinstance(stated, Answer):
        return stated
    whole = as_read(message[:LONGEST])
    if no_figure and does_not_arise(message) and not _NOT_IN_A_RULE.search(whole):
        return NotUnderstood(note=message)
    if stated.doubt and not_asked(message) >= _RATHER_THAN_A_FIGURE:
        return NotUnderstood(note=message)
    if stated.doubt and _NOT_ONCE.search(whole):
        if question.none and stated.value == "0":
            return NotUnderstood((NO_FIGURE, "0"), message)
        return Answer(NO_FIGURE, doubt="resembles") if question.none else NotUnderstood(note=message)
    return stated


def _by_claims(message: str, question: Question, facts: QuestionFacts, heard: Heard) -> Understood:
    """What comes of what a message claims: an answer, what is offered or asked, or nothing."""
    whole = as_read(message[:LONGEST])
    told = told_in(heard, question, facts)
    if heard.planned and not heard.claims and 2 * len(heard.not_now) > len(heard.quotes):
        return NotUnderstood(note=message)
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
    if lowest and not_asked(message) > HARDLY and not _plainly_undone(heard):
        sure = [
            one.fact
            for one in heard.claims.values()
            if one.firm and one.stated and belief(told, one.fact).denied >= TOLD
        ]
        return AskFact(sure[0], (), 1, False) if sure else NotUnderstood(note=message)
    if lowest and question.applies is not None and _NOT_TRADED.search(whole):
        return NotUnderstood(note=message)
    return weighed(said, told, message, question)


_LIMIT_NOT_SET = later(
    r"(?:没|未|没有|从没)(?:有)?(?:具体|明确|统一|正式)?(?:定|规定|设|约定)(?:过|下来|死)?(?:多久|几天|多少天|期限|时限|多长时间)|\bnever (?:set|fixed|laid down) (?:a|any|the) (?:limit|deadline|time|period)\b"
)
"""What says that no limit is set, which is no reason that the question does not arise."""


def _denies_only_that(heard: Heard, question: Question, facts: QuestionFacts) -> bool:
    """Whether the clauses that deny a fact say nothing besides, so that it is not denied of some time, place or kind alone."""
    denied = (claim for claim in heard.claims.values() if claim.words and not claim.holds)
    left = (as_read(claim.quote).replace(claim.words, " ", 1) for claim in denied)
    return all(little_else(one) or grams(" ".join(beside(one))) <= words_of(question, facts) for one in left)


_UNDONE = later(
    r"[没未]有?(?:去|真的?|怎么|专门|正式|认真|系统地?)?[做搞弄办测评审查开][\u3400-\u9fff]{0,2}(?:过|了|$)|\b(?:never|(?:have|has|did)(?:n't| not)(?: ever| yet)?) (?:been )?(?:do|did|done|made|make|held|run|ran|carried)\b"
)
"""What says that something was not done, which is no reason for it not to arise."""


def _plainly_undone(heard: Heard) -> bool:
    """Whether all that is claimed is that something was not done, in clauses that say nothing of why."""
    claimed = [as_read(claim.quote) for claim in heard.claims.values()]
    more = any(STATES.search(as_read(quote)) or denies_something(quote) for quote in heard.unread)
    return not (more or heard.open or heard.unclear) and bool(claimed) and all(map(_UNDONE.search, claimed))


def _arises(heard: Heard, facts: QuestionFacts) -> bool:
    """Whether a clause that denies nothing states a fact of the question in words of its own, so that it does not fall away."""
    return any(
        claim.words
        and claim.stated
        and claim.firm
        and raises_the_answer(claim, facts)
        and not denies_something(claim.quote)
        for claim in heard.claims.values()
    )


_NOT_TRADED = later(
    r"^(?:我们|咱们|平台上?|这里|我司)*(?:不(?:卖|做|经营|涉及)|没有?(?:卖|[^，]{0,4}(?:业务|交易|餐饮|外卖)))"
    r"|\b(?:(?:we|they) (?:do not|don't) (?:sell|have|run)|we have no|not sold|no such)\b"
)
"""What may say that the platform has nothing of what the question is about, which its profile should say."""
_NOT_IN_A_RULE = later(
    r"(?:制度|规则|规定|预案|流程|文件|合同|协议|条款)[^，。]{0,6}(?:没有?|未)(?:写|规定|约定|提|明确|列)"
)
"""What says of a rule that it does not say it, though it may never have been needed."""
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
