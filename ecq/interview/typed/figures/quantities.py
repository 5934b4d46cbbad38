"""A text that as a whole says a number for a measure question: "7 working days", 半年, "3 to 5 days".

Nothing is taken that claims more than was typed: where the words leave a choice, the worse number for the question is
proposed and has to be confirmed, and where only a better one could be proposed, none is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from ecq.base.exact import plain
from ecq.base.patterns import later
from ecq.interview.typed.figures.numerals import NUMBER, approximate, every, number
from ecq.interview.typed.figures.units import (
    BARE_NUMBER,
    FILLER,
    UNIT,
    UNITS,
    Reading,
    converted,
    family_of,
    is_compound,
    quantities_in,
    value_of,
)
from ecq.interview.typed.outcomes import Doubt
from ecq.interview.typed.vocabulary import HEDGE, NEGATION
from ecq.rubric.kinds import MeasureQuestion

_RANGE = later(
    rf"(?P<low>{NUMBER}) ?(?P<unit>{UNIT.replace('?P<u', '?P<w')})? ?(?:-|~|到|至|to|—|–) ?(?P<high>{NUMBER}) ?"
    rf"(?={UNIT.replace('?P<u', '?P<v')})"
)
_BARE_RANGE = later(rf"(?P<low>{NUMBER}) ?(?:-|~|到|至|to|—|–) ?(?P<high>{NUMBER})")
_BETWEEN = later(
    rf"(?:介于|在|between )? ?(?P<low>{NUMBER}) ?(?P<unit>{UNIT.replace('?P<u', '?P<w')})? ?(?:和|与|跟|到|至|-|~|and|to) ?(?P<high>{NUMBER})(?P<rest>.*?) ?(?P<end>之间|中间)?$"
)
_SAME_DAY = later(
    r"(?:我们|平台|一般|都|就|能|可以|保证|做到|基本|在)*(?:当天|当日|同一?天|同日|即日)(?:之?内|就|都|能)*(?:可以|会)?(?:退款?|到账|处理|办结|完成|发货|发|回复|报告|公示|告知|解决|搞定|做完|好)*(?:了|的)?"
    r"|(?:it's |it is |we do it |done |always |on |by )*(?:within |in )?(?:the )?same[ -](?:business |working )?day|(?:within|in) the day"
)
_NEXT_DAY = later(
    r"(?:我们|平台|一般|都|就|能|可以|最晚|最迟|在)*(?:次日|第二天|隔天|转天)(?:之?内|就|都|能)*(?:可以|会)?(?:退款?|到账|处理|办结|完成|发货|发|回复|报告|公示|告知|解决|好)*(?:了|的)?|(?:on |by |within )*(?:the )?(?:next|following) (?:business |working )?day"
)
_BY_NAME = later(
    r"\b(?:the|our|of|under) (?:7|seven)[- ]days? (?:no[- ]reason )?(?:returns?|right|rule|law|cooling[- ]off)\b|(?:7|七)[天日](?:无理由|无条件|鉴赏期)"
)
"""What a right to return is called: no figure."""
_SOME_TIMES = later(rf"(?P<low>{NUMBER}) ?(?:到|至|或|-|~|to|or) ?(?P<high>{NUMBER}) ?(?:[次回遍]|times\b)")
SHARE = later(
    rf"(?P<of>[0-9一二两三四五六七八九十百千万]+)分之(?P<n>{NUMBER})|(?P<parts>{NUMBER}|an?) (?P<whole>third|quarter|fifth|tenth)s?\b|(?P<more>[二三四五六七八九](?=[三四五六七八九]成))?(?P<tenths>[一二三四五六七八九])成(?P<hundredths>[一二三四五六七八九])?"
)
_PERIOD = later(r"[每周月天日季]|星期|\b(?:per|every|each|weeks?|months?|days?|quarters?)\b")
AT_MOST = later(
    r"最多|至多|不超过|不多于|不大于|不高于|不迟于|不晚于|最迟|最晚|最长(?:的一次)?|以内|之内|内|以下"
    r"|\b(?:within|at most|up to|no more than|not more than|no later than|no longer than|max(?:imum)?|or less|or fewer)\b"
)
AT_LEAST = later(
    r"至少|不少于|不低于|不小于|不短于|最少|最低|起码|最短|(?:及|或)?以上|起"
    r"|\b(?:at least|no less than|not less than|no fewer than|min(?:imum)?|or more|or longer)\b"
)
OVER = later(r"超过|多于|大于|高于|超出|\+|多$|\b(?:more than|over|longer than|above|greater than|exceeds?)\b|>")
UNDER = later(
    r"不到|不足|少于|低于|小于|不满|未满|将近|接近|\b(?:less than|under|below|fewer than|shorter than|nearly|almost)\b|<"
)


def read_quantity(message: str, question: MeasureQuestion) -> Reading | None:
    """The number that a folded, tidied text says as a whole; None where it says none that can be proposed."""
    message = in_whole(without_names(message), question)
    said = _day(message, question) or without_a_number(message, question, whole=True)
    if said:
        return said
    limited = _without_limits(message, question)
    if limited is None:
        return None
    text, doubt = limited
    reading = _frequency(text, question) or _amount(_spanned(text), question)
    if reading is None:
        return None
    return rounded(Reading(reading.amount, reading.doubt or doubt), question)


def without_names(text: str) -> str:
    """A text without the name of a right that has a figure, and with "some" and "more than" before their number."""
    text = _BY_NAME.sub(" ", text)
    return _OR_SO.sub(lambda found: f"{'约' if found['so'] == '来' else '超过'}{found['n']}个", text)


_OR_SO = later(rf"(?P<n>{NUMBER})个?(?P<so>[来多])个?(?=[月天日周年季]|小时|钟头|星期|礼拜|工作日)")
"""A number with "some" or "more than" between it and its unit: 三个来月, 十多天."""
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TENS_AND_SOME = later(
    rf"(?:百分之)?(?P<zh>[二三四五六七八九]十|[2-9]0)[几多](?:%|个百分点)?(?=$|[吧的了啊呢左，])|\b(?P<en>{_TENS}|[2-9]0)[- ]?(?:something|odd|some)(?: ?%| ?per ?cent)?(?=$|[ ,.])"
)
"""A share in tens and some more."""
_AND_SOME = later(r"(?P<of>百分之)?(?P<n>[0-9]{1,3}|[零一二两三四五六七八九十百]{1,4})点[几多](?!分?钟|[到就])")


def in_whole(text: str, question: MeasureQuestion) -> str:
    """The same with "95 point something" as the whole number at its worse end, and "ninety something" per cent as more than that."""
    if question.unit == "percent":
        text = _TENS_AND_SOME.sub(lambda some: f"超过{some['zh']}%" if some["zh"] else f"over {some['en']}%", text)
    more = 0 if question.better == "higher" else 1
    return _AND_SOME.sub(
        lambda found: f"约{plain((number(found['n']) or Fraction(0)) + more)}{'%' if found['of'] else ''}", text
    )


_AT_ONCE = later(
    r"马上(?!就?[回来到好去看])|立刻|立即|立马|当场|秒退|随到随|(?:immediately|instantly|at once|(?:right|straight) away|on the spot)\b"
)
_FOREVER = later(
    r"永久|永远|一直(?:保?留|存|都?在|保存)|长期(?:保存|保留|留存)|(?:从来?|都|永远)?不(?:会)?(?:删|清)除?|没删过"
    r"|\b(?:forever|permanently|indefinitely|for good|(?:never|do not|don't|nothing is) deleted?)\b"
)
_EACH_TIME = later(
    r"(?:1月(?:份)?[和、跟]?7月(?:份)?|两[次回个](?:月)?|每次)都|\bboth\b|\bjanuary and july\b|\beach time\b"
)
_EVERY_ONE = later(
    r"^(?:全部|全都|所有的?|每[一]?[个单件条]都?|百分百|都按时)|^(?:all(?: of them)?|every (?:single )?one|everything)\b"
)


def without_a_number(text: str, question: MeasureQuestion, whole: bool = False) -> Reading | None:
    """At once, forever, both times, all of them: the least that these words say, to be confirmed."""
    family, higher = family_of(question.unit), question.better == "higher"
    best = question.bands[-1].bound
    named = len(re.findall(r"[0-9]+ ?月", question.text.zh))
    at_once = Fraction(0) if higher else Fraction(1)
    for words, amount in (
        (_AT_ONCE, at_once if family in ("clock", "work") else None),
        (_FOREVER, best if family == "calendar" and higher else None),
        (_EACH_TIME, Fraction(named) if family == "times" and named > 1 else None),
        (_EVERY_ONE, Fraction(100) if family == "percent" and whole and higher else None),
    ):
        found = words.search(text) if amount is not None else None
        left = text.replace(found[0], "", 1) if found else ""
        if found and amount is not None and not NEGATION.search(left) and not (whole and FILLER.sub("", left)):
            return Reading(amount, "limit" if words is _FOREVER else "resembles")
    return None


def _without_limits(message: str, question: MeasureQuestion) -> tuple[str, Doubt | None] | None:
    """The text without "at most", "about" and their like; None where the limit leaves only a better number to propose."""
    message = re.sub("百分百", "百分之百", re.sub("一共|总共", "", message))
    doubt: Doubt | None = "about" if HEDGE.search(message) else None
    text = HEDGE.sub(" ", message)
    higher = question.better == "higher"
    for pattern, rising, certain in (
        (AT_MOST, False, True),
        (AT_LEAST, True, True),
        (UNDER, False, False),
        (OVER, True, False),
    ):
        if not pattern.search(text):
            continue
        if rising is not higher:
            return None
        text = pattern.sub(" ", text)
        if not certain or _frequency(text.strip(), question):
            doubt = "limit"
    return None if NEGATION.search(text) else (text.strip(), doubt)


def _amount(text: str, question: MeasureQuestion) -> Reading | None:
    read = _united if quantities_in(text) else _unitless
    return _share(text, question) or _range(text, question) or read(text, question)


def _unitless(text: str, question: MeasureQuestion) -> Reading | None:
    numbers = [match for match in BARE_NUMBER.finditer(text) if value_of(match[0]) is not None]
    if len(numbers) != 1 or FILLER.sub("", text.replace(numbers[0][0], "", 1)):
        return None
    value = value_of(numbers[0][0])
    assert value is not None
    share_or_percent = question.unit == "percent" and 0 < value <= 1 and value.denominator > 1
    return Reading(value, "unit" if share_or_percent else None)


def _united(text: str, question: MeasureQuestion) -> Reading | None:
    quantities = quantities_in(text)
    rest = text
    for _, _, match in quantities:
        rest = rest.replace(match[0], " ", 1)
    if BARE_NUMBER.search(rest) and any(value_of(match[0]) is not None for match in BARE_NUMBER.finditer(rest)):
        return None
    readings = [converted(value, unit, question) for value, unit, _ in quantities]
    if len(readings) > 1 and not is_compound(quantities):
        return None
    known = [reading for reading in readings if reading is not None]
    if len(known) != len(readings):
        return None
    doubt = next((reading.doubt for reading in known if reading.doubt), None)
    if question.unit == "times-a-year" and _PERIOD.search(rest):
        return None
    left = FILLER.sub("", rest)
    return Reading(sum((one.amount for one in known), Fraction(0)), doubt or ("rest" if left else None))


def _day(text: str, question: MeasureQuestion) -> Reading | None:
    """On the same or the next day, at its worse end: one day at most, and no whole day at least."""
    same = _SAME_DAY.fullmatch(text)
    if not same and not _NEXT_DAY.fullmatch(text):
        return None
    days = (0 if same else 1) + (1 if question.better == "lower" else 0)
    if question.unit == "working-days":
        return Reading(Fraction(days), "range")
    return (
        Reading(days * UNITS["days"][1] / UNITS[question.unit][1], "range")
        if family_of(question.unit) == "clock"
        else None
    )


def _spanned(text: str) -> str:
    """ "between 3 and 12 days" as "3 to 12 days"."""
    match = _BETWEEN.fullmatch(text)
    opened = match and re.match(r"介于|在|between ", text)
    return (
        f"{match['low']}{match['unit'] or ''}到{match['high']}{match['rest']}"
        if match and (opened or match["end"])
        else text
    )


def _range(text: str, question: MeasureQuestion) -> Reading | None:
    """The worse end of "3 to 5 days" or 两三天."""
    bare_range = _BARE_RANGE.fullmatch(text.strip())
    if bare_range:
        low, high = value_of(bare_range["low"]), value_of(bare_range["high"])
        if low is None or high is None or low >= high:
            return None
        return Reading(low if question.better == "higher" else high, "range")
    match = _RANGE.search(text)
    if match and text.startswith(match["unit"] or "", match.end()):
        ends, rest = (
            (value_of(match["low"]), value_of(match["high"])),
            text[: match.start()] + "1" + text[match.end() :],
        )
    else:
        pair = re.search(r"[一二两三四五六七八九]{2}(?=个?[天日周月年小工星])", text)
        ends = (pair and approximate(pair[0])) or (None, None)
        rest = text.replace(pair[0], "1", 1) if pair else text
    if ends[0] is None or ends[1] is None or ends[0] >= ends[1]:
        return None
    one = _united(rest, question) if quantities_in(rest) else None
    if one is None:
        return None
    worse = min(ends[0], ends[1]) if question.better == "higher" else max(ends[0], ends[1])
    return Reading(one.amount * worse, "range")


_HUNDRED = {"百": Fraction(100), "千": Fraction(1000)}
_WHOLE = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}


def _share(text: str, question: MeasureQuestion) -> Reading | None:
    """百分之九十九点九, 千分之五, 九成五, 一半."""
    if question.unit != "percent":
        return None
    match = SHARE.search(text)
    if not match:
        return Reading(Fraction(50)) if text in ("一半", "half", "one half") else None
    rest = FILLER.sub("", text[: match.start()] + text[match.end() :])
    if match["of"]:
        parts, whole = (
            Fraction(100) if match["n"] == "百" else number(match["n"]),
            _HUNDRED.get(match["of"]) or number(match["of"]),
        )
        value = None if parts is None or not whole else 100 * parts / whole
    elif match["whole"]:
        value = 100 * (number(match["parts"]) or Fraction(1)) / _WHOLE[match["whole"]]
    else:
        tenths = match["more"] if match["more"] and question.better == "higher" else match["tenths"]
        value = 10 * (number(tenths) or Fraction(0)) + (number(match["hundredths"] or "零") or Fraction(0))
    doubt: Doubt | None = "range" if match["more"] else "rest" if rest else None
    return None if value is None else Reading(value, doubt)


_INTERVAL = later("一次|两次.*之间")
"""How a question asks how long it is from one time to the next."""
_EVERY_SO_MANY_DAYS = later(
    rf"每?隔? ?(?P<n>{NUMBER}) ?个?(?:自然日|天|日)[^，0-9]{{0,4}}一次|(?:once )?every (?P<en>{NUMBER}) (?:calendar )?days"
)


def _frequency(text: str, question: MeasureQuestion) -> Reading | None:
    """Twice a year, 每半年一次: for questions that count times a year, or ask how long from one time to the next."""
    asks_interval = family_of(question.unit) == "calendar" and _INTERVAL.search(question.text.zh)
    if question.unit != "times-a-year" and not asks_interval:
        return None
    if asks_interval and (days := _EVERY_SO_MANY_DAYS.fullmatch(text)):
        return converted(value_of(days["n"] or days["en"]) or Fraction(0), "days", question)
    some = _SOME_TIMES.search(text)
    if some:
        fewer = _frequency(text[: some.start()] + some["low"] + text[some.end("high") :], question)
        return replace(fewer, doubt="range") if fewer else None
    frequency = every(text)
    if frequency is None:
        return None
    times, months = frequency
    if question.unit == "times-a-year":
        return Reading(times * 12 / months)
    if not times:
        return None
    return Reading(months / times / UNITS[question.unit][1], None if times == 1 else "about")


def rounded(reading: Reading, question: MeasureQuestion) -> Reading:
    """An amount that no decimal can write, cut to two places towards the worse end."""
    rest = reading.amount.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        return reading
    scaled = reading.amount * 100
    whole = scaled.numerator // scaled.denominator + (0 if question.better == "higher" else 1)
    return Reading(Fraction(whole, 100), reading.doubt or "rounded")
