"""Frequencies: 每年两次, every six months, quarterly."""

from __future__ import annotations

import re
from fractions import Fraction

from ecq.interview.typed.numerals import NUMBER, number

_EVERY = re.compile(
    rf"(?P<every>每隔?)?(?P<n>{NUMBER})?(?:个?(?P<half>半))?(?P<unit>年|个?月|个?季度?|周|星期)(?:内)?(?:要|都|会)?"
    rf"(?:做|审|审计|复核|核验|报|报送|公布)?了?(?:(?P<times>{NUMBER})[次回遍])?"
)
_EVERY_EN = re.compile(
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
_MONTHS = {"年": 12, "year": 12, "月": 1, "month": 1, "季": 3, "季度": 3, "quarter": 3}


def every(text: str) -> tuple[Fraction, Fraction] | None:
    """(times, months) of a frequency."""
    text = re.sub(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])", "", text)
    text = re.sub(r"^(?:我们|平台|we |it's |it is |do it |audit |we audit )+", "", text).strip()
    if text in ("once", "twice"):
        return Fraction(1 if text == "once" else 2), Fraction(12)
    if text in _ADVERBS:
        return Fraction(1), Fraction(_ADVERBS[text])
    match = _EVERY.fullmatch(text)
    if match and (match["every"] or match["times"]):
        unit = _MONTHS.get(match["unit"].removeprefix("个"))
        times = number(match["times"]) if match["times"] else Fraction(1)
    else:
        match = _EVERY_EN.fullmatch(text)
        if match is None:
            return None
        unit = _MONTHS.get(match["unit"])
        once = {"once": Fraction(1), "twice": Fraction(2)}.get(match["once"] or "once")
        times = number(match["times"]) if match["times"] else once
    period = Fraction(2) if match["n"] == "other" else number(match["n"]) if match["n"] else Fraction(1)
    if unit is None or times is None or not period:
        return None
    half = Fraction(1, 2) if match.groupdict().get("half") else Fraction(0)
    return times, (period + half) * unit
