"""Numbers with a unit, and what one comes to in another unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ecq.base.patterns import later
from ecq.interview.typed.figures.numerals import NUMBER, number
from ecq.interview.typed.outcomes import Doubt
from ecq.interview.typed.sought import sought
from ecq.rubric.kinds import MeasureQuestion
from ecq.rubric.kinds.ladder import UnitId

UNITS: dict[str, tuple[str, Fraction, str]] = {
    # family, size in the family's smallest unit, pattern; longer words first where one holds another
    "working-days": ("work", Fraction(1), r"个?工作[日天]|working[ -]days?|business[ -]days?|work ?days?"),
    "days": ("clock", Fraction(86_400), r"个?自然日|calendar days?|天|日|days?\b|d\b"),
    "seconds": ("clock", Fraction(1), r"秒钟?|seconds?\b|secs?\b|s\b"),
    "minutes": ("clock", Fraction(60), r"分钟|minutes?\b|mins?\b"),
    "hours": ("clock", Fraction(3_600), r"个?小时|个?钟头|个钟|hours?\b|hrs?\b|h\b"),
    "weeks": ("clock", Fraction(604_800), r"个?星期|个?礼拜|周(?!年)|weeks?\b|wks?\b"),
    "fortnights": ("clock", Fraction(1_209_600), r"fortnights?\b"),
    "quarter-hours": ("clock", Fraction(900), r"刻钟"),
    "quarters": ("calendar", Fraction(3), r"个?季度|quarters?\b"),
    "months": ("calendar", Fraction(1), r"个月|months?\b|mos?\b"),
    "month": (
        "calendar",
        Fraction(1),
        r"月(?!份|[只才仅是有就的]*[0-9一二两三四五六七八九十]|那|[里初底中]|测|做)",
    ),  # 6月 may be June
    "years": ("calendar", Fraction(12), r"周?年|years?\b|yrs?\b|y\b"),
    "percent": ("percent", Fraction(1), r"%|趴|个(?:百分)?点|percent\b|per cent\b|pct\b"),
    "times-a-year": ("times", Fraction(1), r"次(?: ?/ ?年)?|回|times?\b(?: (?:a|per) year\b)?"),
    "count": ("count", Fraction(1), r"[个家件条项人份]"),
}
UNIT = "|".join(f"(?P<u{place}>{pattern})" for place, (_, _, pattern) in enumerate(UNITS.values()))
NUMBER_WITH_UNIT = sought(
    rf"(?P<n>[-−]?{NUMBER}|\ba(?:n)?\b)(?P<half> and a half)?(?: (?:a|an)\b)?[- ]?(?:个(?P<inner>半))?(?:{UNIT})(?P<outer>半| and a half)?(?: 钟)?"
)
_MONTH_DAYS, _YEAR_DAYS, _WEEK_WORKDAYS = 30, 365, 5
"""What a month, a year and a week count as where only days, or only working days, are asked; always to be confirmed."""

_JOINT = later(r" ?(?:and|零|又)? ?")
BARE_NUMBER = later(rf"[-−]?{NUMBER}")
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
FILLER = later(
    r"我们|我方|最近|近|用|只能|办结|统计|我司|平台|公司|现在|目前|规定|时限|期限|时间|保存|保留|留存|可以?查|能查|提前|公示|报告|退款|处理|审计|复核|核验|做|留|存"
    r"|每隔|隔|一次|是|为|要|会|按|都|在|的|了|前|后|就|给|占|有|满|正好|刚好|又|零"
    r"|\b(?:it's|it is|it|we|our|they|keep|kept|keeps|them|that|is|are|was|the|for|in|after|before|ahead|of|exactly|and|have|had"
    r"|a|notice|just|stored?|days'|limit|rules?|say|set|to|every|once)\b|[\s,.'，。:：-]"
)


@dataclass(frozen=True)
class Reading:
    """A number in the question's unit, and why it is not certain."""

    amount: Fraction
    doubt: Doubt | None = None


def is_a_month(quantity: tuple[Fraction, str, re.Match[str]], family: str) -> bool:
    """Whether 六月 is June, where days or hours are asked and something else is said beside it."""
    beside = quantity[2].string[: quantity[2].start()] + quantity[2].string[quantity[2].end() :]
    return quantity[1] == "month" and family in ("clock", "work") and FILLER.sub("", beside) != ""


UNITS_SAID = {
    "days": ("天", " days"),
    "working-days": ("个工作日", " working days"),
    "hours": ("小时", " hours"),
    "minutes": ("分钟", " minutes"),
    "months": ("个月", " months"),
    "years": ("年", " years"),
    "percent": ("%", "%"),
    "times-a-year": ("次", " times a year"),
}


def family_of(unit: UnitId) -> str:
    """The kind of unit: what can be turned into each other."""
    return UNITS[unit][0]


_IN_A_MONTH = later(r"[0-9一二三四五六七八九十] ?月 ?$")
"""What stands before the day of a date."""


def quantities_in(text: str) -> list[tuple[Fraction, str, re.Match[str]]]:
    """Every number with a unit, in order, as (number, unit, place); no year of a date is taken for a number of years, nor its day for one of days."""
    quantities = []
    for match in NUMBER_WITH_UNIT.finditer(text):
        value = value_of(match["n"])
        unit = next(name for place, name in enumerate(UNITS) if match[f"u{place}"])
        a_date = match[0].endswith("日") and _IN_A_MONTH.search(text, max(0, match.start() - 4), match.start())
        if value is not None and not (unit == "percent" and match["n"] in ("a", "an")) and not a_date:
            half = Fraction(1, 2) if match["inner"] or match["outer"] or match["half"] else Fraction(0)
            quantities.append((value + half, "months" if unit == "month" and match["inner"] else unit, match))
    return quantities


def value_of(text: str) -> Fraction | None:
    """The number that a text is, also as "a" or with a minus; None where it is none."""
    if text in ("a", "an"):
        return Fraction(1)
    minus = text.startswith(("-", "−"))
    value = number(text[1:] if minus else text)
    return -value if minus and value is not None else value


def is_compound(quantities: list[tuple[Fraction, str, re.Match[str]]]) -> bool:
    """Whether the numbers are one number in falling units, side by side: "1 hour 30 minutes"."""
    sizes = [UNITS[unit][:2] for _, unit, _ in quantities]
    falling = all(a[0] == b[0] and a[1] > b[1] for a, b in pairwise(sizes))
    near = all(_JOINT.fullmatch(a[2].string, a[2].end(), b[2].start()) for a, b in pairwise(quantities))
    return falling and near


def converted(value: Fraction, unit: str, question: MeasureQuestion) -> Reading | None:
    """The number in the question's unit. Working days and days are never the same, so that the number is only proposed.

    Of a week five days are working days: where fewer days are better, so many more days are what it may take.
    """
    own = question.unit
    family, size, _ = UNITS[unit]
    if family == family_of(own):
        return Reading(value * size / UNITS[own][1], "unit" if unit == "month" else None)
    if unit == "working-days" and own == "days":
        days = value if question.better == "higher" else -(-value * 7 // _WEEK_WORKDAYS)
        return Reading(Fraction(days), "unit")
    if own == "working-days" and unit in ("days", "hours"):
        return Reading(value * size / UNITS["days"][1], "unit")
    if own == "working-days" and unit == "weeks":
        return Reading(value * _WEEK_WORKDAYS, "unit")
    if family == "calendar" and family_of(own) == "clock":
        days = _days(value * size)
        return Reading(days * UNITS["days"][1] / UNITS[own][1], "unit")
    if family == "clock" and family_of(own) == "calendar" and 2 * value * size >= _MONTH_DAYS * UNITS["days"][1]:
        return Reading(_months(value * size / UNITS["days"][1]) / UNITS[own][1], "unit")
    return None


def _days(months: Fraction) -> Fraction:
    years, rest = divmod(months, 12)
    return years * _YEAR_DAYS + rest * _MONTH_DAYS


def _months(days: Fraction) -> Fraction:
    years, rest = divmod(days, _YEAR_DAYS)
    return 12 * years + min(rest / _MONTH_DAYS, Fraction(12))
