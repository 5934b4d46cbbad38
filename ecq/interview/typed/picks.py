"""Options named by their number, letter or place: "2", "b", 第二个, "1、3", 前两项."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ecq.interview.typed.numerals import number
from ecq.interview.typed.outcomes import Doubt

_N = r"[0-9]{1,2}|[一二两三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten"
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINALS = {word: place for place, word in enumerate(_PLACES, 1)} | {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    **{f"{place}th": place for place in range(4, 21)},
}
_NOUN = r"(?:个?选项|个|项|条|点|种|号|option|one|item|answer)"
_LEAD = re.compile(
    r"^(?:(?:改成|改为|改选|换成|只有|只是|只|就是|就|仅有|仅|change (?:it )?to|only|just|我们?|我方|平台|应该|答案|回答|结果|勾选?|选项|选择?|填|属于|目前|做到|具备|满足|符合|有|是|了|在|为|:|"
    r"i(?:'d)? (?:choose|pick|say|take|select)|we (?:have|do|are at)|it's|it is|my answer is|the answer is|answer|options?|"
    r"items?|numbers?|nos?\.|choose|pick|select|tick|the)\s*)+"
)
_TAIL = re.compile(r"\s*(?:都?(?:做到|有|是|做|符合|满足)了?|了|的)$")
_SINGLE = re.compile(
    rf"(?P<nth>第)?(?P<n>{_N})(?P<noun>{_NOUN})?|(?P<word>{'|'.join(_ORDINALS)})(?: {_NOUN})?|(?P<letter>[a-z])(?P<mark>项|选项)?"
)
_LAST = re.compile(r"最后(?:一)?(?:个|项|条)?|last(?: one| option| item)?")
_FROM_END = re.compile(
    rf"倒数第(?P<n>{_N})(?:个选项|个|项|条)?|(?P<word>second|third|fourth)(?:[ -](?:to|from)[ -](?:the[ -])?)?[ -]?(?:last|end)(?: {_NOUN})?"
    rf"|(?P<next>next to(?: the)? last|penultimate)(?: {_NOUN})?|last(?: {_NOUN})? but (?P<but>one|two)"
)
_ENDS = re.compile(
    rf"(?P<side>前|头|后|最后|倒数)(?:面)?(?P<n>{_N})(?:个选项|个|项|条)?|(?P<eside>first|last|top) (?P<en>{_N})(?: items| options)?"
)
_SPAN = re.compile(
    rf"第?(?P<low>{_N}|[a-z])(?:个|项|条)? ?(?P<join>到|至|to|through|-|~|–|—) ?第?(?P<high>{_N}|[a-z])(?:个|项|条)?"
)
_JOINTS = re.compile(r"\s*(?:[,，、;；&+\n]|\band\b|和|与|及|以及|还有|跟)\s*|\s+")


@dataclass(frozen=True)
class Picked:
    """Places of options from 0, rising, and why they are not certain."""

    places: tuple[int, ...]
    doubt: Doubt | None = None


def read_single(message: str, count: int) -> int | None:
    """The place of the one option a folded, tidied text names as a whole."""
    return _place(_stripped(message), count)


def read_several(message: str, count: int) -> Picked | None:
    """The options a folded, tidied text lists as a whole; None where any part of it is something else."""
    text = _stripped(message)
    plain = _parts(text, count)
    if plain is not None:
        return plain
    run = _run(text, count)
    return Picked(run, "range") if run else None


def _stripped(message: str) -> str:
    text = _LEAD.sub("", message).strip()
    return _TAIL.sub("", text).strip(" .、)") or text


def _parts(text: str, count: int) -> Picked | None:
    places: set[int] = set()
    doubt: Doubt | None = None
    parts = [part for part in _JOINTS.split(_joined(text)) if part]
    for part in parts:
        several = _several(part.replace("_", " "), count)
        if several is None:
            place = _place(part, count, counted=len(parts) > 1)
            several = None if place is None else Picked((place,))
        if several is None:
            return None
        places.update(several.places)
        doubt = doubt or several.doubt
    return Picked(tuple(sorted(places)), doubt) if places else None


def _joined(text: str) -> str:
    """Words that belong together tied, so that splitting at spaces keeps them: "first two", "1 to 3"."""
    for pattern in (_FROM_END, _ENDS, _SPAN):
        text = pattern.sub(lambda match: match[0].replace(" ", "_"), text)
    return re.sub(r"\b(?:the|items?|options?|ones?|numbers?)\b", " ", text)


def _several(part: str, count: int) -> Picked | None:
    ends = _ENDS.fullmatch(part)
    if ends:
        many = _number(ends["n"] or ends["en"])
        if many is None or not 1 <= many <= count:
            return None
        front = (ends["side"] or ends["eside"]) in ("前", "头", "first", "top")
        return Picked(tuple(range(many) if front else range(count - many, count)))
    span = _SPAN.fullmatch(part)
    if not span:
        return None
    low, high = _index(span["low"]), _index(span["high"])
    if low is None or high is None or not 0 <= low < high < count:
        return None
    return Picked(tuple(range(low, high + 1)), "range" if span["join"] in "-~–—" else None)


def _place(text: str, count: int, counted: bool = False) -> int | None:
    """A place from 0. "3项" alone is how many, not which; beside others (`counted`) it is which."""
    if _LAST.fullmatch(text):
        return count - 1
    before_last = _before_last(text)
    if before_last is not None:
        return count - before_last if 1 <= before_last <= count else None
    match = _SINGLE.fullmatch(text)
    if not match:
        return None
    if match["word"]:
        place = _ORDINALS[match["word"]] - 1
    elif match["letter"]:
        place = ord(match["letter"]) - ord("a")
    else:
        if match["noun"] not in (None, "号") and not match["nth"] and not counted:
            return None
        parsed = _number(match["n"])
        place = -1 if parsed is None else parsed - 1
    return place if 0 <= place < count else None


def _before_last(text: str) -> int | None:
    """How far from the end, 1 being the last: 2 for 倒数第二个 and "second to last"."""
    match = _FROM_END.fullmatch(text)
    if not match:
        return None
    if match["n"]:
        return _number(match["n"])
    if match["but"]:
        return 2 if match["but"] == "one" else 3
    return 2 if match["next"] else _ORDINALS[match["word"]]


def _index(text: str) -> int | None:
    if len(text) == 1 and "a" <= text <= "z":
        return ord(text) - ord("a")
    known = _number(text)
    return None if known is None else known - 1


def _number(text: str) -> int | None:
    known = number(text)
    return int(known) if known is not None and known.denominator == 1 else None


def _run(text: str, count: int) -> tuple[int, ...]:
    """ "134" or "ac" as a list: rising figures or letters without a gap between them."""
    if not re.fullmatch(r"[1-9]{2,9}|[a-z]{2,9}", text):
        return ()
    places = [(int(char) if char.isdigit() else ord(char) - ord("a") + 1) - 1 for char in text]
    return tuple(places) if places == sorted(set(places)) and places[-1] < count else ()


def leading_pick(message: str, count: int) -> int | None:
    """The place a folded text begins with, if it begins with one: what follows an answer must not name another."""
    first = re.match(
        r"(?:第|选|选项|option )?(?P<n>[0-9]{1,2}(?![0-9a-z%.天日年月周个小次])|[a-z](?![a-z0-9' ]))", message
    )
    place = _index(first["n"]) if first else None
    return place if place is not None and 0 <= place < count else None
