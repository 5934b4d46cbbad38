"""A question that is set aside: "not applicable", with or without a reason, or asked whether it has to be answered."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed import nearest
from ecq.interview.typed.clauses import as_read
from ecq.interview.typed.clauses import clauses as quotes_of
from ecq.interview.typed.denial import by_profile, denied, little_else
from ecq.interview.typed.folding import LONGEST_CLAUSE, fold
from ecq.interview.typed.outcomes import FactOfProfile, NotApplicable, PremiseDenied, Understood
from ecq.interview.typed.picks import ASKED, asks
from ecq.interview.typed.vocabulary import EDGES, tidy
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric

_NA = r"不适用|不適用|(?:[跟和与與同][我咱][们們]|[跟同]我哋)(?:平台|平臺)?(?:(?:[没沒]|冇)(?:有)?(?:什么|什麼|啥|咩)?(?:关系|關係)|[无無][关關])|不[关關](?:[我咱][们們])?(?:的)?事|不相关|不相關|(?:不是|唔係)我(?:们|們|哋)(?:的|嘅|這种|这种|這種)?(?:情[况況形]|业务|業務|范围|範圍)(?=\W*$|[，,。；;])|n/a|n\.a\.|na|not applicable|inapplicable|(?:(?:this|it|that)(?: is|'s)? )?(?:not|isn't) our (?:case|situation|business|field|line(?: of business)?)(?: here)?(?=\W*$|[,.;!])|(?:this |it |that )?(?:does not|doesn't|doesn’t) apply(?: to us| here)?|not relevant(?: to us)?|(?:this |it |that )?(?:has |have |'s )?(?:got )?nothing to do with us|(?:this |it |that )?(?:does not|doesn't|doesn’t) (?:concern|affect|involve) us"
_NA_FIRST = later(
    rf"(?:(?:这一?题|這一?題|这项|這項|该项|[这這]?[个個]?[问問][题題]|[对對]?我[们們]|it is|it's|this is)\s*)*(?:{_NA})(?![a-z吗嗎]|[^没沒我因，,。.；;：:、\s]{{1,12}}的(?:商品|[货貨訂订][单單]?|东西|東西|产品|產品|类目|類目|情形|情况|情況|服务|服務))[\s，,。.；;：:、!！（(\-—]*(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NA_LAST = later(
    rf"(?P<words>.{{1,300}}?)[\s，,。.；;：:、]++(?:(?:所以|因此|so|thus|therefore)\s*+)?(?:{_NA})[\s。.!！]*",
    re.IGNORECASE | re.DOTALL,
)
_NA_ASKED = later(
    rf"(?:[那这]|我们?|一?题|道|个|就|能不能|可不可以|可以|能|也)*(?:选|填|答|算|点|说)?(?:{_NA})(?:可以|能|行|可)?(?:选|填|答|算|点)?(?:[吗么吧]|不|行不行|可以吗|行吗|可不可以)+"
    r"|(?:[那这]|我们?|一?题|道|个|就|真的?)*(?:还|也|一定|必须|非)*(?:[要用得]|需要)(?:不[要用])?(?:回?答|填|选)[这个吗么]*"
    rf"|(?:so |then |and )*(?:can|could|may|should|shall|do|would) (?:i|we|you) (?:just |then |also )*(?:pick|choose|select|say|put|mark|tick|take|use|answer|enter)?(?: it| this)?(?: as| that| with)? ?(?:{_NA})(?: here| for (?:this|it)| then)?"
    r"|(?:do|must|should) (?:i|we) (?:really |even |still )*(?:have to |need to )?answer (?:this|it|that)(?: one| question)?(?: at all)?|is (?:it|this) (?:really |even )?(?:necessary|needed|required)(?: to answer (?:this|it))?",
    re.IGNORECASE,
)
"""What asks whether a question has to be answered, or may be set aside."""
_NO_REASON = later(
    r"(?:\b(?:then|right|so|ok(?:ay)?|really|here|(?:for|to) us|i (?:think|guess|suppose))\b|[吧呀啊呢对是嗯了的那就也]|这一?题|我们|[\s,，.。])+"
)
"""What is said beside "not applicable" and gives no reason."""


def set_aside(
    message: str,
    question: Question,
    facts: QuestionFacts | None,
    rubric: Rubric,
    profile: Mapping[str, ProfileValue],
) -> Understood | None:
    """不适用, with or without a reason; the reason's id only where its own words were typed.

    Where no reason is permitted and the words deny what the question takes for granted, what to offer for that.
    """
    match = _NA_FIRST.fullmatch(message) or _NA_LAST.fullmatch(message)
    asking = [quote for quote in quotes_of(message) if _NA_ASKED.fullmatch(tidy(fold(quote)))]
    if not asking and (not match or ASKED.search(message)):
        return None
    words = match["words"].strip(EDGES + "\n") if match and not asking else ""
    words = "" if _NO_REASON.fullmatch(fold(words)) else words
    if asking or little_else(as_read(words)) or asks(words):
        rest = "，".join(quote for quote in quotes_of(message) if quote not in asking) if asking or words else ""
        ways = denied(rest, question, facts, rubric, profile) if rest and facts is not None else None
        if isinstance(ways, PremiseDenied):
            return ways
        words = ""
    texts = [choice.text for choice in question.not_applicable]
    best = next(iter(nearest.ranked(words[:LONGEST_CLAUSE], texts)), None)
    place = nearest.exact(words, texts)
    if place is None and best is not None and best.own:
        place = best.place
    if place is None and facts is not None:
        ways = denied(words, question, facts, rubric, profile)
        of_profile = isinstance(ways, PremiseDenied) and any(isinstance(way, FactOfProfile) for way in ways.ways)
        if of_profile or (isinstance(ways, PremiseDenied) and not question.not_applicable):
            return ways
    if not question.not_applicable and (ways := by_profile(question, rubric)):
        return ways
    return NotApplicable(None if place is None else question.not_applicable[place].id, words)
