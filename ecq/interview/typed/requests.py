"""Questions that the operator asks back: how many are left, my score, what is 等保; and evidence named in words.

Only a message that asks so as a whole; it never touches an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from rapidfuzz import fuzz

from ecq.interview.terms import TERMS, Term, source_term
from ecq.interview.typed.agreement import agreement
from ecq.interview.typed.folding import HAN, bare, fold, forms
from ecq.interview.typed.outcomes import AskTerm, Command, EvidenceNamed, NotUnderstood, PageId, ShowPage, Understood
from ecq.interview.typed.vocabulary import ASKING, tidy
from ecq.rubric.model import Rubric

_POLITE = r"(?:请问|请|我想知道|我想|我要|帮我|给我|带我|告诉我|能不能|可以|我们|我|平台|现在|目前|到现在|当前|一共|总共|全部|大概|大约|到底|那|please|can you|could you|so|ok|,| )*"
_QUESTIONS = r"(?:个|道)?(?:题目|题|问题|评价项|项|条)"
_LEFT_OPEN = r"(?:没答|没做|没填|没回答|未答|要答|要填|要回答|待答)?(?:的|了|呢|啊)*"

_REQUESTS: tuple[tuple[Command, str], ...] = (
    (
        "ask-left",
        rf"(?:(?:还|后面|下面)*(?:剩下?余?|有|差|要答|得答|需要答|要回答|没答)(?:多少|几){_QUESTIONS}?{_LEFT_OPEN}|(?:还)?(?:有|要答|要填)?(?:多少|几){_QUESTIONS}{_LEFT_OPEN}"
        rf"|(?:还)?(?:没|未)(?:有)?(?:答|回答|填|做)(?:完|过)?的(?:题目?|问题)?(?:还)?(?:有|剩)?(?:多少|几){_QUESTIONS}?"
        r"|(?:答|做|填)(?:到哪(?:里|儿)?|到第几题|了多少题?|完多少题?|了几题|到多少题?)了?|(?:到|在)?第几题了?|(?:答题)?进度(?:怎么样|如何|是多少|到哪了)?|快(?:答|做|填)?完了吗?|到哪(?:里|儿)?了|还多不多|还有多少)"
        r"|(?:about )?how many (?:more )?(?:questions |items |answers )?(?:are |is |do (?:i|we) (?:still )?have |have (?:i|we) got )?(?:there |still )*(?:left|remaining|remain|to go|open|unanswered|more)(?: to answer| to go)?"
        r"|how many (?:more )?questions(?: are there)?(?: in total| altogether)?|how much (?:is |more |of it is )*(?:left|remains|remaining|to go)|how far (?:am i|are we|along am i|have (?:i|we) got)(?: along)?"
        r"|(?:questions |what is |what's )(?:still )?left|(?:what(?:'s| is) )?(?:my |our |the )?progress|where (?:am i|are we)(?: now)?|(?:am i|are we) (?:almost |nearly )?(?:done|finished|there)(?: yet)?",
    ),
    (
        "ask-time",
        r"(?:(?:答完|做完|填完|完成|剩下的?|全部)*(?:还|大概|大约)*(?:需要|要|得|剩)?(?:花)?(?:多久|多长时间|多少时间|几分钟|多少分钟|几个?小时|几个?钟头)(?:才)?(?:能)?(?:答完|做完|填完|完成|结束|弄完|搞定)?(?:呢|啊)?|什么时候(?:能|可以)?(?:答完|做完|填完|结束))"
        r"|(?:about )?how (?:long|much time|many minutes|many hours)(?: more)?(?: will| does| do| is| would)?(?: (?:this|it|that|the rest|the whole thing|i|we|all this))?(?: (?:take|need|last|left|remain|remains|to go|still|more))*(?: to (?:finish|complete|answer(?: everything)?))?"
        r"|(?:how much )?time (?:is )?(?:left|needed)|when (?:will|am|are) (?:i|we)(?: be)? (?:done|finished)",
    ),
    (
        "ask-score",
        r"(?:看一?下|看看|查一?下)?(?:的|得|能得|能拿|拿|算|是|有)*(?:(?:多少|几)分|什么分数?|(?:几颗?|多少颗?)星级?|(?:什么|哪个|哪一|第几)(?:星级|等级|档)|(?:的|总)*(?:得分|分数|总分|成绩|评分|评级|星级|等级)(?:有|是|到)?(?:多少|几|怎么样|如何|什么|哪个|出来)*(?:分|星)?)(?:了|呢|啊|现在|目前|吗)*|考得怎么样|(?:够|能|到|是)*[二三四五两]星了?(?:吗|没有?)"
        r"|(?:(?:what(?:'s| is| are)|how is|how's)(?= (?:my|our|the|current) )|show(?: me)?|tell me|give me|see)? ?(?:my|our|the)? ?(?:current |present |total |overall )*(?:score|points|grade|stars?|rating|star rating)(?: so far| now| right now| at the moment| currently| at present)*"
        r"|how (?:am i|are we) doing(?: so far)?|how many (?:points|stars)(?: do (?:i|we) have| have (?:i|we)(?: got)?| are we at)?(?: now| so far| right now)?|where do (?:i|we) stand(?: now)?|(?:which|what) grade (?:am i|are we|is it|do (?:i|we) have)(?: now)?",
    ),
    (
        "ask-help",
        r"(?:(?:可以|能|该|要)*(?:怎么|如何)(?:说|用|答|回答|输入|打字|填)|(?:可以|能)*(?:说|打|输入|问)(?:什么|哪些|啥)(?:话)?|你(?:能|会|可以)(?:做|干|说|听懂|回答)(?:什么|啥|哪些)|你是谁|有(?:什么|哪些)(?:命令|指令)|怎么(?:操作|玩)|命令|指令|使用说明)"
        r"|what can i (?:say|type|ask|do)(?: here)?|how does (?:this|it) work|how do i (?:answer|use (?:this|it)|reply)(?: this)?|commands?|what can you (?:do|understand)|who are you|instructions",
    ),
)
_ASKED = tuple((outcome, re.compile(_POLITE + rf"(?:{pattern})")) for outcome, pattern in _REQUESTS)

_PAGES: tuple[tuple[PageId, str, str], ...] = (
    ("report", r"(?:自评|准备度|评价)?报告|pdf", r"(?:readiness |pdf )?report|pdf"),
    ("results", r"(?:评价|自评|最终|最后的?|评分)?结果|成绩单?|评分卡", r"results?|scorecard|outcome"),
    (
        "plan",
        r"(?:提升|改进|整改)(?:方案|计划)|方案|先改什么",
        r"(?:improvement )?plan|what to (?:fix|improve)(?: first)?",
    ),
    ("evidence", r"证据(?:夹|册|清单页|页)", r"evidence (?:binder|page)|binder"),
    (
        "overview",
        r"总览|概览|(?:全部|所有)(?:的)?(?:题目?|问题|回答)|题目列表",
        r"overview|all (?:the )?questions|all (?:my )?answers|list of questions",
    ),
    ("profile", r"(?:平台)?画像", r"(?:platform )?profile"),
)
_SEE = (
    r"(?:看(?:一?下)?|改(?:一?下)?|想|查看|显示|打开|出|进入|去|到|跳到|回到|返回|修改|下载|导出)+(?:我们?的|自评的?)?"
)
_SEE_EN = r"(?:show|see|view|open|display|go to|go back to|back to|take me to|jump to|let me see|i want to see|i'd like to see|download|change|edit)(?: me)?(?: my| our| the)*"
_SHOWN = tuple(
    (
        page,
        re.compile(
            rf"{_POLITE}(?:{_SEE}(?:{zh})(?:页面?|吧|在哪里?)?|(?:我的)?(?:{zh})(?:页面?|在哪里?|怎么看|呢)|{_SEE_EN} (?:{en})(?: page)?(?: now)?|where (?:is|are) (?:my|the|our) (?:{en}))"
        ),
    )
    for page, zh, en in _PAGES
)
_RESULTS_ALONE = frozenset(("结果", "results", "the results", "my results", "result"))

_MEANING = re.compile(
    r"(?:什么是|什么叫做?|啥是|啥叫|何为|何谓|解释一?下|解释|说明一下|介绍一?下)(?P<a>.{1,80})"
    r"|(?P<b>.{1,80}?)(?:到底|究竟|具体|在这里|这个词|这词)?(?:是(?:个)?(?:什么|啥|指什么|指啥)(?:意思|东西|概念|法律?|标准|规定|文件)?|(?:是)?(?:什么|啥)意思|指(?:的是|的)?(?:什么|啥)|的(?:意思|含义|定义|概念)(?:是什么|是啥)?|怎么理解|(?:讲|说|管)(?:的是|的)?(?:什么|啥))(?:呢|啊|的)?"
    r"|(?:what(?:'s| is| are| does| do)|define|explain|describe|(?:the )?(?:meaning|definition) of|what do you mean by|what is meant by)(?: an?| the| meant by)? (?P<c>.{1,150}?)(?: mean| stand for| about)?"
    r"|(?P<d>.{1,150}?) (?:meaning|definition)"
)
_HERE = re.compile(
    r"(?:这|那|这个|那个|它|这一?[题项条道]|这个?问题|这里|此题|本题|this|that|it|this question|this one)(?:说|问|讲)?的?"
)
_DENIED = re.compile(r"没|无|暂无|还没|尚无|no\b|none\b|not\b")
_SAME, _ALIKE, MOST_OFFERED = 88.0, 70.0, 3

_HAVE_EVIDENCE = (
    re.compile(
        r"(?:我们?有?的?)?(?:证据|證據|证明材料|證明材料|佐证|佐證|凭证|憑證|evidence|proof)(?:是|有|为|為| is| are)?\s*[:：]\s*(?P<words>.+)",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        r"(?:我们?)?(?:这里|手里|手上|手头)?(?:有|有现成的?)(?P<words>[^，。,.?？]{2,60}?)(?:，|,)?(?:可以?|能)?(?:作为|作為|当作?|當作?|做|作)(?:证据|證據|证明|證明)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:we|i) have (?P<words>[^?]{2,80}?) (?:as|for|to serve as) (?:evidence|proof)",
        re.IGNORECASE,
    ),
)


def request(folded: str, rubric: Rubric) -> Understood | None:
    """What a folded, tidied text asks about the interview or the matter as a whole."""
    if not folded:
        return None
    for outcome, pattern in _ASKED:
        if pattern.fullmatch(folded):
            return outcome
    if folded in _RESULTS_ALONE:
        return ShowPage("results")
    for page, pattern in _SHOWN:
        if pattern.fullmatch(folded):
            return ShowPage(page)
    return _meaning(folded, rubric)


def evidence_named(message: str) -> EvidenceNamed | Literal["evidence"] | NotUnderstood | None:
    """Evidence in hand, named as such: "证据：备案证明"; a list where it is asked for, and nothing where it is denied."""
    for pattern in _HAVE_EVIDENCE:
        named = pattern.fullmatch(message.strip())
        if named:
            words = named["words"].strip()
            folded = tidy(fold(words[:300]))
            if ASKING.search(folded):
                return "evidence"
            denied = agreement(folded) is not None or _DENIED.match(folded) or not bare(words[:300])
            return NotUnderstood() if denied else EvidenceNamed(words)
    return None


def _meaning(folded: str, rubric: Rubric) -> AskTerm | Literal["why"] | None:
    asked = _MEANING.fullmatch(folded)
    if not asked:
        return None
    word = (asked["a"] or asked["b"] or asked["c"] or asked["d"]).strip(" “”\"'《》:：,，")
    if _HERE.fullmatch(word):
        return "why"
    terms = terms_of(rubric)
    term = term_of(word, terms)
    if term:
        return AskTerm(term)
    near = tuple(_nearest(word, terms))
    return AskTerm(None, near) if near or asked["c"] is None else None


def terms_of(rubric: Rubric) -> tuple[Term, ...]:
    """The words that can be explained: those of the field, and the sources of a rubric."""
    return (*TERMS, *map(source_term, rubric.sources))


def term_of(word: str, terms: Iterable[Term]) -> Term | None:
    """The term that goes by that name, or by one that differs by a slip."""
    name = bare(word)
    named = [(max(fuzz.ratio(name, other) for other in _names(term)), term) for term in terms]
    best = max(named, key=lambda one: one[0], default=None)
    return best[1] if best and best[0] >= (_SAME if len(name) > 3 else 100) else None


def _nearest(word: str, terms: Iterable[Term]) -> Iterator[Term]:
    """The terms whose name the words are part of, or are rather like."""
    name = bare(word)
    if len(name) < (2 if HAN.search(name) else 4):
        return
    degrees = [
        (max(100.0 if name in other else fuzz.ratio(name, other) for other in _names(term)), term) for term in terms
    ]
    degrees.sort(key=lambda one: -one[0])
    yield from (term for degree, term in degrees[:MOST_OFFERED] if degree >= _ALIKE)


def _names(term: Term) -> tuple[str, ...]:
    return (*forms(term.name), *map(bare, term.aliases))
