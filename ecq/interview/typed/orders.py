"""Another order of questions, asked for in words: "only the unsure ones", "by chapter".

Only a message that says so as a whole: a route that is not asked for would hide questions.
"""

from __future__ import annotations

import re

from ecq.interview.routes import RouteId
from ecq.interview.typed.outcomes import Order

_ONLY = r"(?:请|我想|我要|先)?(?:只|仅|光)(?:看|问|答|要|显示|过)?(?:一下)?(?:还|那些)?"
_ONES = r"(?:的)?(?:题|题目|项|项目|部分|回答)?"
_ONLY_EN = r"(?:please |show |ask |show me |ask me |go through )?(?:only|just)(?: show| ask)? (?:what is |what's |the |those |questions |answers )*"
_ONES_EN = r"(?: ones| questions| answers)?"

_ORDERS: tuple[tuple[RouteId, str], ...] = (
    (
        "chapter",
        r"(?:还是|改回|回到|恢复|请)?(?:按照?)(?:章节|指标|原来的?|正常)(?:的)?(?:顺序)?(?:来|问|答|接着答|继续)?|(?:in |by )?chapters?(?: order)?|(?:in )?the usual order",
    ),
    (
        "first",
        r"(?:请|先)*(?:先答|先问|只答)?最(?:要紧|关键)的?(?:[0-9十五]+)?(?:题|几题)?(?:先答|先问)?|(?:the )?first fifteen(?: questions)?|what settles most(?: first)?",
    ),
    (
        "certainty",
        r"(?:请|走|按)?最(?:快|短)(?:的)?(?:确定等级|定等级|路线?|路径|顺序)(?:来|问|答)?|(?:先问|先答)(?:最重要|分值最[大高]|分最[多高])(?:的)?(?:题)?"
        r"|(?:the )?(?:shortest|fastest|quickest) way(?: to (?:certainty|settle the grade|a settled grade))?|(?:most important|largest|biggest) first",
    ),
    (
        "open",
        rf"{_ONLY}(?:未|没有?)(?:答|回答|定|确定)(?:过)?{_ONES}|{_ONLY_EN}(?:open|unanswered|not answered|still open){_ONES_EN}",
    ),
    (
        "unsure",
        rf"{_ONLY}(?:待确认|不确定|要确认|没把握){_ONES}|{_ONLY_EN}(?:unsure|uncertain|to be confirmed|i am unsure about){_ONES_EN}",
    ),
    (
        "unevidenced",
        rf"{_ONLY}(?:缺少?|没有?|无|差)证据{_ONES}|{_ONLY_EN}(?:without evidence|unevidenced|lacking evidence|with no evidence){_ONES_EN}",
    ),
    (
        "failed",
        rf"{_ONLY}(?:未过|没过|没通过|未通过|不合格|零分|0 ?分|没得分|不得分)(?:的)?(?:红线项?)?{_ONES}|{_ONLY}红线项?(?:未过|没过){_ONES}"
        rf"|{_ONLY_EN}(?:failed|failing|failed gates|without points|with no points){_ONES_EN}",
    ),
)
_PATTERNS = tuple((route, re.compile(pattern)) for route, pattern in _ORDERS)


def order(folded: str) -> Order | None:
    """The order that a folded, tidied text asks for as a whole."""
    for route, pattern in _PATTERNS:
        if pattern.fullmatch(folded):
            return Order(route)
    return None
