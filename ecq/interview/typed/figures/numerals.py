"""Numbers as people write them, also as how often and as a day, read exactly; today is handed in.

In figures, Chinese numerals and English words: 三十五; 每年两次, every six months; "Monday", 上周, "three days ago".
"""

from __future__ import annotations

import re
from fractions import Fraction

from ecq.base.day import day_after, day_of, weekday
from ecq.base.patterns import later

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇", "一壹", "二两贰俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIAD = 10_000
_WORDS = {
    word: number
    for number, word in enumerate(
        (
            *(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
        )
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
_ONES = [(word, value) for word, value in _WORDS.items() if 0 < value < 10]
_WORDS |= {
    f"{ten}{between}{one}": value + unit
    for ten, value in list(_WORDS.items())
    if 20 <= value < 100
    for one, unit in _ONES
    for between in "- "
}
_ONE_WORD = "|".join(word for word, _ in _ONES)
_ANY_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_HUNDREDS = later(rf"({_ONE_WORD}|a) hundred(?:(?: and)? (.+))?")
_THOUSANDS = later(rf"({_ONE_WORD}|ten|a) thousand")
_HAN_CLASS = "".join(_DIGITS) + "".join(_TENS) + "廿卅万点"
_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]{1,15}(?:\.[0-9]{1,15})?"
NUMBER = (
    rf"(?:(?:{_ARABIC})[百千万]?|[{_HAN_CLASS}]+|半|half"
    rf"|\b(?:(?:{_ONE_WORD}|ten|a) thousand|(?:{_ONE_WORD}|a) hundred(?:(?: and)? (?:{_ANY_WORD}))?|(?:{_ANY_WORD})(?: point(?: (?:zero|{_ONE_WORD}))+)?)\b)"
)
"""A pattern for a number in folded text; what it finds may still be none."""

NUMBERED = later(rf"[-−]?{NUMBER}\W*$")
"""A text that is a number and no more."""

_PLAIN = later(rf"({_ARABIC})([百千万]?)")


def number(text: str) -> Fraction | None:
    """The number that a folded text is as a whole, or None."""
    if text in ("半", "half"):
        return Fraction(1, 2)
    if text in _WORDS:
        return Fraction(_WORDS[text])
    if thousands := _THOUSANDS.fullmatch(text):
        return Fraction(1000 * _WORDS.get(thousands[1], 1))
    if hundreds := _HUNDREDS.fullmatch(text):
        return Fraction(100 * _WORDS.get(hundreds[1], 1) + (_WORDS[hundreds[2]] if hundreds[2] else 0))
    whole, _, decimals = text.partition(" point ")
    if decimals:
        return Fraction(f"{_WORDS[whole]}.{''.join(str(_WORDS[digit]) for digit in decimals.split())}")
    plain = _PLAIN.fullmatch(text)
    if plain:
        scale = {"": 1, "百": 100, "千": 1000, "万": _MYRIAD}[plain[2]]
        return Fraction(plain[1].replace(",", "")) * scale
    return _han(text)


def approximate(text: str) -> tuple[Fraction, Fraction] | None:
    """The two ends of "两三" or "七八"; None for anything else."""
    if len(text) != 2 or not all(char in _DIGITS for char in text):
        return None
    low, high = _DIGITS[text[0]], _DIGITS[text[1]]
    return (Fraction(low), Fraction(high)) if low and high == low + 1 else None


def _han(text: str) -> Fraction | None:
    whole, point, decimals = text.replace("廿", "二十").replace("卅", "三十").partition("点")
    if not whole or (point and not decimals) or any(char not in _DIGITS for char in decimals):
        return None
    value = _whole(whole)
    if value is None:
        return None
    behind = "".join(str(_DIGITS[char]) for char in decimals)
    return Fraction(f"{value}.{behind or 0}")


def _whole(text: str) -> int | None:
    high, myriad, low = text.partition("万")
    if not myriad:
        return _below_myriad(text)
    above = _below_myriad(high)
    rest = _below_myriad(low.lstrip("零〇")) if low else 0  # 一万零五
    if not above or rest is None:
        return None
    if len(low) == 1 and low in _DIGITS and rest:
        rest *= 1000  # 一万五 is 15,000
    return above * _MYRIAD + rest


def _below_myriad(text: str) -> int | None:
    """A number below 10,000 in Chinese numerals: units must fall, each with its digit, 零 only between."""
    total, digit, last, zero = 0, None, _MYRIAD, False
    for char in text:
        if char in _TENS:
            unit = _TENS[char]
            if unit >= last or digit == 0 or (digit is None and (unit != 10 or zero)):
                return None
            total, digit, last, zero = total + (1 if digit is None else digit) * unit, None, unit, False
        elif char not in _DIGITS or digit is not None:
            return None
        elif _DIGITS[char] == 0 and len(text) > 1:
            if zero or not total:
                return None
            zero = True
        else:
            digit = _DIGITS[char]
    if digit is None:
        return None if zero or not text else total
    short = last // 10 if last not in (_MYRIAD, 10) and not zero else 1  # 一百二 is 120, 一百零二 is 102
    return total + digit * short


_EVERY = later(
    rf"(?P<every>每隔?)?(?P<n>{NUMBER})?(?:个?(?P<half>半))?(?P<unit>年|个?月|个?季度?|周|星期)(?:内)?(?:要|都|会)?"
    rf"(?:做|审|审计|复核|核验|报|报送|公布)?了?(?:(?P<times>{NUMBER})[次回遍])?"
)
_EVERY_EN = later(
    rf"(?:(?P<once>once|twice)|(?P<times>{NUMBER}) times?)? ?(?:a|an|per|every|each|in|once every) ?(?P<n>{NUMBER}|other)? ?(?P<unit>year|month|quarter|week)s?"
)
_ADVERBS = {
    "yearly": 12,
    "annually": 12,
    "quarterly": 3,
    "monthly": 1,
    "half-yearly": 6,
    "half yearly": 6,
    "semi-annually": 6,
}
_MONTHS_IN = {"年": 12, "year": 12, "月": 1, "month": 1, "季": 3, "季度": 3, "quarter": 3}


def every(text: str) -> tuple[Fraction, Fraction] | None:
    """(times, months) of a frequency."""
    text = re.sub(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])", "", text)
    text = re.sub(
        r"^(?:我们|平台|(?:so|we|it's|it is|that's|that was|just|only|do it|did it|sent it|reported|audit) )+", "", text
    ).strip()
    text = re.sub(r"(?<=once|wice) (?:last|this|in the past|in the last) year$", "", text)
    if text in ("once", "twice"):
        return Fraction(1 if text == "once" else 2), Fraction(12)
    if text in _ADVERBS:
        return Fraction(1), Fraction(_ADVERBS[text])
    match = _EVERY.fullmatch(text)
    if match and (match["every"] or match["times"]):
        unit = _MONTHS_IN.get(match["unit"].removeprefix("个"))
        times = number(match["times"]) if match["times"] else Fraction(1)
    else:
        match = _EVERY_EN.fullmatch(text)
        if match is None:
            return None
        unit = _MONTHS_IN.get(match["unit"])
        once = {"once": Fraction(1), "twice": Fraction(2)}.get(match["once"] or "once")
        times = number(match["times"]) if match["times"] else once
    period = Fraction(2) if match["n"] == "other" else number(match["n"]) if match["n"] else Fraction(1)
    if unit is None or times is None or not period:
        return None
    half = Fraction(1, 2) if match.groupdict().get("half") else Fraction(0)
    return times, (period + half) * unit


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = r"(?:周|星期|礼拜)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = "|".join(_MONTHS)
SPOKEN = later(
    rf"(?:(?P<back>上上|上|这|本)?个?{_WEEK}(?P<zh>[一二三四五六日天])"
    rf"|(?P<weeks>上上|上|这|本)个?{_WEEK}(?!前)|(?P<months>上|这|本)个?月(?!前)"
    r"|(?P<near>今天|昨天|前天|today|yesterday)"
    r"|(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,3}|an?|one|two|three|four|five|six|seven) ?个?(?P<unit>天|日|周|星期|礼拜|月|days?|weeks?|months?) ?(?:以?前|ago)"
    rf"|(?P<last>last |this )?(?P<en>{'|'.join(_WEEKDAYS)})|(?P<stretch>last|this|the last|past) (?P<of>week|month)"
    r"|(?P<year>[0-9]{4}[-/.年])?(?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})[日号]?"
    rf"|(?P<written>(?:{_NAMES})[a-z]* [0-9]{{1,2}}(?:st|nd|rd|th)?|[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_NAMES})[a-z]*)"
    r"|(?:近|最近|过去|(?:over )?the (?:last|past) )(?P<stretched>[0-9]{1,2}|[一二两三四五六七八九十]|two|three|four|five|six|seven) ?(?:天|日|days)"
    r"|(?P<begins>月初|(?:the )?(?:beginning|start) of (?:the|this) month))"
)
"""A day, a week or a month in folded words."""
_SMALL = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "两": 2}
_BACK = {"上上": 2, "上": 1, "last": 1, "the last": 1, "past": 1}


def spoken(said: str) -> bool:
    """Whether folded words name a day, a week or a month."""
    return SPOKEN.fullmatch(said.strip()) is not None


def spoken_day(said: str, today: str) -> str | None:
    """The day that folded words name, or on which the week or month they name began; None where they name none."""
    named = SPOKEN.fullmatch(said.strip())
    if named is None:
        return None
    monday = day_after(today, -weekday(today))
    if named["zh"]:
        place = "一二三四五六日天".index(named["zh"])
        wanted = day_after(monday, min(place, 6) - 7 * _BACK.get(named["back"] or "", 0))
        return wanted if named["back"] or wanted <= today else day_after(wanted, -7)
    if named["en"]:
        wanted = day_after(monday, _WEEKDAYS.index(named["en"]))
        return wanted if wanted < today or (wanted == today and not named["last"]) else day_after(wanted, -7)
    if named["near"]:
        return day_after(today, {"昨天": -1, "yesterday": -1, "前天": -2}.get(named["near"], 0))
    if named["weeks"] or named["of"] == "week":
        return day_after(monday, -7 * _BACK.get(named["weeks"] or named["stretch"], 0))
    if named["months"] or named["of"] == "month":
        return _month_before(f"{today[:8]}01", _BACK.get(named["months"] or named["stretch"], 0))
    if named["count"]:
        count = _SMALL.get(named["count"]) or int(number(named["count"]) or 0)
        if named["unit"].startswith(("月", "month")):
            return _month_before(today, count)
        return day_after(today, -count * (7 if named["unit"].startswith(("周", "星期", "礼拜", "week")) else 1))
    if counted := named["stretched"]:
        return day_after(today, -(_SMALL.get(counted) or int(number(counted) or 0)))
    if named["begins"]:
        return f"{today[:8]}01"
    year, month, date = (named["year"] or today)[:4], named["month"], named["day"]
    if told := named["written"]:
        month = str(next(place for place, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", told)))
        date = re.sub(r"\D", "", told)
    written = day_of(f"{year}-{month}-{date}")
    return written if written is None or named["year"] or written <= today else day_of(f"{int(year) - 1}{written[4:]}")


def _month_before(day: str, months: int) -> str:
    """The same day so many months before, or the last that month has."""
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 - months, 12)
    for last in (int(day[8:]), 30, 29, 28):
        if found := day_of(f"{year:04}-{month + 1:02}-{last:02}"):
            return found
    return "0001-01-01"
