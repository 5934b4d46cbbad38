"""Small words that change what is said around an answer: negation, doubt, limits, contrast. All for folded text."""

from __future__ import annotations

import re

NEGATION = re.compile(
    r"没有?|不|未(?!来)|[无非否勿]|\b(?:no|not|never|none|nothing|nobody|without|cannot|neither|nor)\b|n't\b"
)
QUANTIFIER = re.compile(r"都|全部?|每|仅|只|部分|有的|有时|偶尔|\b(?:all|every|each|only|some|partly|sometimes|any)\b")
TENSE = re.compile(r"[别将曾已]|如果|去年|以前|上次|原来|计划|打算|\b(?:if|will|plan|planned|used to|last year)\b")
"""Words that leave a fact no fact of today; like negations and figures they must agree before words count as the same."""

DIGITS = re.compile(r"[0-9]+|[一二三四五六七八九十]+")
HEDGE = re.compile(
    r"大概|大约|差不多|估计|可能|应该|好像|也许|一般|通常|平均|左右|上下|基本|吧$|^约|约(?=[0-9一二三四五六七八九十两半])"
    r"|\b(?:about|around|roughly|approximately|approx|maybe|perhaps|probably|i think|i guess|i believe|usually|on average"
    r"|mostly|or so|i feel|i suppose)\b|^~|^我(?:觉得|认为|想|猜)"
)
ASKING = re.compile(
    r"\?|[吗么]$|呢$|是不是|能不能|算不算|可不可以|怎么|什么|哪[些个种]|多少|几(?=[天日年月个次周])|^(?:what|how|which|who|when|where|does|do|is|are|can|should|could)\b"
)
TURN = re.compile(
    r"但|不过|可是|然而|除了|除外|不对|错了|改成|改为|\b(?:but|however|except|although|wait|sorry|actually|i mean)\b"
)
"""What takes back what was said before it, even within a reason."""

CONTRAST = re.compile(
    r"只[是有剩差]|唯[独一]|就[差剩]|倒是|差点|勉强|以外|之外|除非|还是|或者?(?!者)|应该是|其实|等等|先别|\b(?:though|only|apart from|save for|barely|or|rather|correction|instead)\b"
)
"""What limits or changes an answer when it follows it directly."""

GUESS = re.compile(
    r"不确定|不知道|不清楚|猜|不对|不准|错了|\b(?:not sure|unsure|don't know|guess|guessing|wrong|mistake)\b"
)
"""What takes the certainty even out of a reason given: "2, because I am not sure"."""

COURTESY = re.compile(
    r"^(?:请(?!问)|麻烦|你好|您好|please|ok|okay|well|so|hi|hello)[,，!! ]*|[,， ]*(?:谢谢|多谢|thanks|thank you|please|哈|哦|啊|呀|哟)$"
)
EDGES = " \t\"'“”‘’「」『』《》<>()（）[]【】.。!！,，、;；:：*…"


def tidy(folded: str) -> str:
    """A folded text without quotes, stops and courtesies at its ends."""
    stripped = folded.strip(EDGES)
    while (shorter := COURTESY.sub("", stripped).strip(EDGES)) != stripped and shorter:
        stripped = shorter
    return stripped
