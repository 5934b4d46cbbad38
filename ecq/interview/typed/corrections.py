"""What takes an answer back and says another: "1不对，选3" of the question on screen, "上一题答错了，应该选 2" of the one before."""

from __future__ import annotations

import re

from ecq.interview.typed.outcomes import Correction

_GAP = r"[\s,，。.;；:：!！-]*"
_WRONG = r"(?:是)?(?:我)?(?:选|答|填|说|点)?错了?+|(?:说得|答得|选得)?不对|有误|(?:was|is|'s) (?:wrong|a mistake|not right|incorrect)"
_BEFORE = (
    r"(?:刚才|前面|刚刚|上面)?的?(?:上一?|前一?|刚才那?|刚刚那?|前面那?|最后一?)[题个道条]题?的?(?:回答|答案)?我?|(?:刚才|刚刚)[的那]?(?:回答|答案)?我?"
    r"|(?:in )?(?:the |my )?(?:last|previous)(?: one| answer| question)?|the (?:one|question|answer) before"
)
_INTO = r"应该|应当|要|得|请|我|是|就|[改换选填答](?:成|为|到|作)?|\b(?:it|that|we|i|should|be|have|been|is|was|mean|meant|rather|actually|to|instead|change|make|pick)\b|[\s,，]"
_HERE = re.compile(
    rf"(?:我|选|[0-9a-z第个项条 ])?[0-9一二三四五六七八九十个项条 ]{{0,4}}(?:{_WRONG}){_GAP}(?P<right>.+)"
    rf"|(?:sorry|oops|wait|no,? wait|i meant?|correction|等等|不对不对|哦不|更正|说错了){_GAP}(?P<then>.+)|not (?P<not>[0-9a-h]{{1,2}}),? (?P<but>[0-9a-h]{{1,2}})"
)
_PREVIOUS = re.compile(
    rf"(?:change |correct |(?:请|帮我|麻烦)?把)?(?:{_BEFORE}){_GAP}(?:{_WRONG}|(?=改成|改为|换成|应该|should|to )){_GAP}(?P<right>.+)"
)
_LEADING = re.compile(rf"(?:{_INTO})+")


def correction(folded: str) -> Correction | None:
    """What a folded, tidied text puts right, as a whole."""
    found = _PREVIOUS.fullmatch(folded) or _HERE.fullmatch(folded)
    if not found:
        return None
    right = next(words for name, words in found.groupdict().items() if words and name != "not")
    right = _LEADING.sub("", right, count=1) if _LEADING.match(right) else right
    return Correction(right.strip(), before=found.re is _PREVIOUS) if right.strip() else None
