"""What a question takes for granted, denied: "we take no deposits". It is no answer, least of all the lowest.

Offered instead are the reason for which the question does not apply and the profile's fact that rules it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ecq.interview.facts import Cues, QuestionFacts, Spoken, profile_words
from ecq.interview.typed import nearest
from ecq.interview.typed.agreement import agreement, says_lack
from ecq.interview.typed.claims import as_read, asked, clauses
from ecq.interview.typed.folding import fold
from ecq.interview.typed.outcomes import FactOfProfile, NotApplicable, PremiseDenied
from ecq.interview.typed.vocabulary import tidy
from ecq.rubric.conditions import ProfileValue, holds
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric

DENIES = re.compile(
    r"没有?|不(?!过|同|只|仅|但)|无(?!法)|从不|未|\b(?:no|not|none|never|without|neither|nor|nothing|zero)\b|n't\b"
)
_LITTLE = re.compile(
    r"既|我们|咱们|我司|平台|综合|电商|商城|自己|商家|目前|现在|暂时|根本|压根|完全|任何|这[种类些块个]|司机|业务|功能|服务|活动|模式|各端|一[个条件项笔]|近?[最近]*[一二三四五六0-9]个?[月年天]内?"
    r"|开业|以来|到现在|至今|从来|收到|遇到|过|来|提供|开展|涉及|使?用|卖|做|搞|弄|收|发|打|有|上|里|都|也|和|的|呢|啊|了|还|就|带|去|结算|也不|存在|处理|给|向|但是?|可是|所以|反正|参与|参加|接入|合作|这块|这里"
    r"|\b(?:we|our|us|platform|site|business|at all|any|do|does|did|don|doesn|have|has|had|got|get|there|is|are|was|were|isn|aren|a|an|the|on|here|merchants?|of|sells?|takes?|runs?|offers?"
    r"|uses?|sends?|and|or|ever|so|far|yet|in|this|these|for|to|from|by|through|receive[ds]?|with|involved|also|us|yes|kind|only|honestly|really|actually|simply|all|sellers?|but|ours(?:elves)?|anyone|it)\b|[^\w\u3400-\u9fff]"
)
MOST_BESIDE = 1
"""So many English words may stay beside what is denied; of Chinese ones none, where each is a verb or a thing."""


def denied(
    message: str, question: Question, facts: QuestionFacts, rubric: Rubric, profile: Mapping[str, ProfileValue]
) -> PremiseDenied | None:
    """What to offer where a message denies what the question takes for granted; None for any other."""
    if asked(message):
        return None
    said = [as_read(quote) for quote in clauses(message)]
    lowest = question.choices[0][1].zh if question.choices else ""
    if agreement(tidy(fold(message))) in ("no", "none") and question.answered_by == "choice" and not says_lack(lowest):
        bare = tuple(NotApplicable(choice.id, message) for choice in question.not_applicable)
        return PremiseDenied(bare) if bare else None
    ways: list[NotApplicable | FactOfProfile] = [
        NotApplicable(reason, message)
        for reason, words in facts.set_aside.items()
        if any(_says(words, text) for text in said) or _says(words, as_read(message))
    ]
    ways += _just_begun(message, question) if not ways else ()
    ways += _ruled_out(said, question, rubric, profile)
    return PremiseDenied(tuple(ways)) if ways else None


def _just_begun(message: str, question: Question) -> Iterator[NotApplicable]:
    """The reasons that say that something is not due yet, where a message says that it has only begun, or is not due."""
    if _BEGUN.search(as_read(message)):
        for choice in question.not_applicable:
            if _NOT_DUE.search(choice.text.zh):
                yield NotApplicable(choice.id, message)


_BEGUN = re.compile(
    r"刚(?:刚|才)?(?:开|上线|成立|起步|做|被?认定|成为)|才(?:刚|开[业张通始]?)|[开成][业张通立为][^，。]{0,8}(?:不久|不到|没多久|没几天)|[还都]没(?:有)?到(?:期|时候|日子|报|点|[0-9一七]+月)"
    r"|\b(?:(?:only |have )?just (?:opened|started|launched|begun)|only (?:opened|started|launched|became)|recently (?:opened|started|launched)|opened recently|(?:isn't|not|aren't|is|are) (?:yet )?due|has come (?:round |around )?yet)\b"
)
_NOT_DUE = re.compile(r"到期|不久|不满|未满|报送期")


def reasons_like(message: str, question: Question) -> PremiseDenied | None:
    """The reasons that a message is like, of which no fact was heard; at most two, each to be pressed."""
    choices = question.not_applicable
    if not choices or asked(message) or not _LACKS.search(as_read(message)):
        return None
    floor = nearest.OFFERED if _NEVER.search(as_read(message)) else nearest.STATED
    places = nearest.nearest(message, [choice.text for choice in choices], floor)[:2]
    return PremiseDenied(tuple(NotApplicable(choices[at].id, message) for at in places)) if places else None


_LACKS = re.compile(rf"{DENIES.pattern}|只|都是|刚|才|\b(?:only|all|just)\b")
_NEVER = re.compile(
    r"从(?:来)?(?:没|未)|没.{0,8}过|没有?(?:开|哪个|任何人|人来)|还(?:没|不)(?:到|有过)|一[个件次条单]?.{0,5}(?:都|也)没|才.{0,6}[年月]|\b(?:never|(?:haven't|hasn't) (?:been|had|come)|nobody has|no one has|so far|yet)\b"
)
"""What says that something has never happened or begun; a reason for not applicable may say the same in other words."""

"""What a reason for not applicable says: that something is not there, or that there is nothing but something else."""


def _says(words: Spoken, text: str) -> bool:
    """Whether a text says the reason itself ("="), or denies what it denies and says nothing else."""
    itself = Cues(zh=_marked(words.zh, " "), en=_marked(words.en, ","))
    there = Cues(
        zh=" ".join(word for word in words.zh.split() if "=" not in word),
        en=", ".join(word for word in words.en.split(",") if "=" not in word),
    )
    return any(True for _ in itself.spans(text)) or _denies(there, text)


def _marked(words: str, between: str) -> str:
    return between.join(word.strip()[1:] for word in words.split(between) if word.strip().startswith("="))


def _denies(there: Cues, text: str) -> bool:
    return DENIES.search(text) is not None and says_nothing_else(there, text)


def says_nothing_else(there: Cues, text: str) -> bool:
    """Whether a folded clause names this, denied or not, and says nothing besides."""
    spans = sorted(there.spans(text), key=lambda span: span[0] - span[1])
    kept = text
    for start, end in spans:
        kept = kept[:start] + " " * (end - start) + kept[end:]
    left = _LITTLE.sub(" ", DENIES.sub(" ", kept)).split()
    return bool(spans) and (not left or (text.isascii() and len(left) <= MOST_BESIDE))


def _ruled_out(
    said: list[str], question: Question, rubric: Rubric, profile: Mapping[str, ProfileValue]
) -> Iterator[FactOfProfile]:
    """Facts of the profile that are denied, and with which the question is not asked."""
    if question.applies is None:
        return
    for name in dict.fromkeys(fact for fact, _ in question.applies.facts()):
        words, fact = profile_words().get(name), rubric.facts.get(name)
        if words is None or fact is None or fact.kind != "one" or not any(one.id == "no" for one in fact.options):
            continue
        ruled_out = holds(question.applies, {**profile, name: "no"}, rubric.facts) is False
        if ruled_out and any(_denies(words, text) for text in said):
            yield FactOfProfile(name, "no")
