"""Questions about one's own self-check that name something: since when, what if what, which is worth how much, which article.

Only as a whole message, as with `manners`.
"""

from __future__ import annotations

import re

from ecq.assessment.cleaning import clean
from ecq.interview.typed.clauses import unspaced
from ecq.interview.typed.days import spoken
from ecq.interview.typed.folding import HAN, bare, fold, forms
from ecq.interview.typed.manners import manners
from ecq.interview.typed.numerals import number
from ecq.interview.typed.outcomes import (
    AskArticle,
    AskSaid,
    AskSince,
    AskTerm,
    AskWhatIf,
    AskWorth,
    NotUnderstood,
    Understood,
)
from ecq.interview.typed.requests import request, term_of, terms_of
from ecq.interview.typed.vocabulary import tidy
from ecq.interview.typed.wishes import left_open, rather, wish
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric

LONGEST = 200
"""Characters of a question that are read."""

_CHANGED = r"(?:我们|分数|自评|有|都|又|一共|做|改|过|了)*(?:什么|哪些|啥|怎么|几题|多少)?(?:不同|不一样|变化|变动|改动|改变|进展|新的|变|改|动)(?:了|过)*(?:什么|哪些|啥|几题|多少)?(?:题|地方|东西|没有)?"
_INQUIRIES: tuple[tuple[type[AskSince | AskWhatIf | AskWorth], re.Pattern[str]], ...] = (
    (
        AskSince,
        re.compile(
            rf"(?:自从|从|自)?(?P<zh>[^，,]{{2,14}}?)(?:以来|之后|以后|起|开始|到现在|至今)*[，,]?{_CHANGED}"
            r"|what(?:'s| has| is| have| did)?(?: we| been| is)* (?:changed?|new|different|moved|happened|do)(?: here)?,? (?:since|from|after) (?P<en>.{3,24}?)"
            r"|(?:since|from) (?P<en2>.{3,24}?),? what(?:'s| has| is)? (?:changed|new|different)"
        ),
    ),
    (
        AskWhatIf,
        re.compile(
            r"(?:如果|要是|假如|假设|若)(?:我们|把|先)*(?P<zh>.{1,60}?)(?:都)?(?:改好|做好|修好|做到最好|做到位|做到|整改完?|补上|补齐|解决|改|做|选|满足|达标)(?:了|掉|完)?(?:的话|之后)?"
            r"[，,]?(?:我们|会|能|可以|那)*(?:怎么样|怎样|如何|多少分|几分|得?到?多少分|加多少分?|变成?多少分?|到?几星|是?什么等级|分数?(?:会|能)?(?:是|变|到)?(?:多少|怎样|怎么样|几分)?)?(?:呢)?"
            r"|把(?P<zh2>.{1,60}?)(?:都)?(?:改好|做好|修好|做到最好|做到位|整改完?|补上|补齐|解决)(?:了|掉|完)?(?:的话|之后)?[，,]?(?:会|能|可以)*(?:怎么样|怎样|多少分|得?到?多少分|加多少分?|变成?多少分?|到?几星)"
            r"|(?:如果|要是|假如|假设)(?:我们|把|都)*(?:选择?)?(?P<zh3>.{1,60}?)[，,]?(?:会|能)(?:怎么样|怎样|如何|(?:得|到)*多少分|到?几星)"
            r"|(?:so )?what (?:would (?:happen|the score be) )?if (?:we|i|they)?(?: were to| would| could)? ?(?:fix(?:ed)?|improved?|solved?|raised?|did|do|had|have|met|meet|chose|choose|answered?|got|get|set|took|take) (?P<en>.{1,100})"
            r"|if (?:we|i) (?:fix(?:ed)?|improved?|solved?|raised?|did|do|had|have|met|meet|chose|choose|got|get) (?P<en2>.{1,100}?),? (?:what|how (?:much|many|high)|which grade)(?: .{1,40})?"
        ),
    ),
    (
        AskWorth,
        re.compile(
            r"(?P<zh>[^，,。]{2,40}?)(?:这一?[题项]|这个指标)?(?:一共|总共|到底)?(?:值|占|能?拿|能?得)(?:多少|几)分"
            r"|how (?:much|many points) (?:is|are|does|do) (?P<en>.{2,80}?) (?:worth|bring|count)(?: for)?"
        ),
    ),
)
_ARTICLE = re.compile(
    r"(?:请?解释一?下?|什么是|what (?:does|is|says?)|explain|show me|看一?下?)? ?(?:the )?"
    r"(?:《?(?P<zh>[^《》第0-9，,]{0,30}?)》?第? ?(?P<of>[0-9]{1,3}|[零〇一二三四五六七八九十百]{1,7}) ?条"
    r"|(?P<law>[a-z][a-z \-]{1,60}?)?,? ?(?:article|art\.?) ?(?P<en>[0-9]{1,3})(?: of (?:the )?(?P<law2>[a-z][a-z \-]{1,60}?))?)"
    r"(?:是|讲|说|规定|要求|管)?(?:了|的|的是)?(?:什么|啥)?(?:意思|内容|要求)?(?: mean| say| ask| about| demand)*"
)


_ASKS = re.compile(r"[?吗呢]$|什么|哪些|啥|几[题星分]|多少|怎么|怎样|如何|解释|\b(?:what|which|how|explain)\b")


def inquiry(folded: str, *, alone: bool = False) -> AskSince | AskWhatIf | AskWorth | AskArticle | None:
    """What a folded, tidied text asks with a name in it; `alone`: where nothing else can be meant, also without a word that asks."""
    whole = unspaced(folded[:LONGEST])
    if not alone and not _ASKS.search(whole):
        return None
    text = whole.rstrip("?？。.!！ 呢吗")
    article = _ARTICLE.fullmatch(text)
    if article and (count := number(article["of"] or article["en"])):
        return AskArticle((article["zh"] or article["law"] or article["law2"] or "").strip(" 的"), int(count))
    for kind, pattern in _INQUIRIES:
        if found := pattern.fullmatch(text):
            name = next(one for one in found.groups() if one)
            if kind is not AskSince or spoken(name):
                return kind(name.strip())
    return None


def question_asked(typed: str, rubric: Rubric) -> Understood | None:
    """What is asked where there is no question to answer: the questions of the conversation, and a word or a day alone."""
    message = clean(typed, LONGEST)
    if isinstance(message, Invalid):
        return message
    short = tidy(fold(message)).rstrip("? ")
    said = manners(short) or inquiry(short, alone=True) or request(short, rubric)
    if not short or (said and not left_open(said, message)):
        return said
    if said := rather(said, wish(message, rubric)):
        return said
    day = re.sub(r"^(?:自从|从|自|since )|(?:以来|起)$", "", short)
    if spoken(day):
        return AskSince(day)
    if term := term_of(short, terms_of(rubric)):
        return AskTerm(term)
    name = bare(short)
    telling = len(name) >= (2 if HAN.search(name) else 4)
    known = telling and any(name in form for question in rubric.questions for form in forms(question.text))
    return AskSaid(short) if known else NotUnderstood()
