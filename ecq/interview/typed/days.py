"""A day as people speak of it: "Monday", "上周", "three days ago", "2026-11-20". Today is handed in."""

from __future__ import annotations

import re

from ecq.base.day import day_after, day_of, weekday
from ecq.interview.typed.numerals import number

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = r"(?:周|星期|礼拜)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = "|".join(_MONTHS)
SPOKEN = re.compile(
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
