"""The figure that stands within a clause beside other words, and whether words beside a figure name another or a worse one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ecq.base.exact import plain
from ecq.base.patterns import later
from ecq.interview.typed.figures.numerals import NUMBER, NUMBERED, number
from ecq.interview.typed.figures.quantities import (
    AT_LEAST,
    AT_MOST,
    OVER,
    SHARE,
    UNDER,
    read_quantity,
    rounded,
    without_a_number,
    without_names,
)
from ecq.interview.typed.figures.units import (
    BARE_NUMBER,
    MONTHS,
    NUMBER_WITH_UNIT,
    UNITS,
    UNITS_SAID,
    Reading,
    converted,
    family_of,
    is_a_month,
    is_compound,
    quantities_in,
    value_of,
)
from ecq.interview.typed.vocabulary import HEDGE, NEGATION
from ecq.rubric.kinds import MeasureQuestion

_EITHER = later(rf"(?P<low>{NUMBER}) ?(?:或者?|还是|or|/|、|,) ?(?P<high>{NUMBER})(?P<rest>.*)")
_AFTERWARDS = later(r"[以之]?内|以[上下]|起|(?<![最至])多$|左右|上下|or (?:less|more|fewer|longer)\b")
"""Limits that are said after their number: before one they belong to something else."""


def read_within(text: str, question: MeasureQuestion) -> Reading | None:
    """The only number in the question's kind of unit that stands in a folded clause, with the limit beside it; else None.

    A share of those of which the opposite of what is asked is said is taken from the whole.
    """
    if of_the_rest(text, question):
        opposite = "lower" if question.better == "higher" else "higher"
        rest = _only_figure(text, question.model_copy(update={"better": opposite}))
        return None if rest is None or rest.amount > 100 else Reading(100 - rest.amount, rest.doubt or "rest")
    return _only_figure(text, question)


def _only_figure(text: str, question: MeasureQuestion) -> Reading | None:
    text = without_names(text)
    text = _OF_DAYS.sub(" ", text) if question.unit == "percent" else text
    text = re.sub(
        r"(?<=[年月天时])[零又](?=[0-9一二两三四五六七八九十])|[头第][一1][天日个](?=起|开始|就)|\bday one\b"
        r"|\b(?:and )?not an? \w+ (?:more|longer|later)\b|(?<=%) ?(?:a|per|each|every) (?:day|week|month|quarter|year)\b",
        "",
        text,
    )
    of = OUT_OF.search(text) if question.unit == "percent" else None
    if of and (reading := _out_of(of, question.better == "higher")):
        return rounded(reading, question)
    share = SHARE.search(text) if question.unit == "percent" else None
    if share:
        return read_quantity(share[0], question)
    own = family_of(question.unit)
    near = {"work": ("work", "clock"), "clock": ("clock", "work", "calendar"), "calendar": ("calendar",)}.get(
        own, (own,)
    )
    quantities = quantities_in(text)
    named = [one for one in quantities if UNITS[one[1]][0] in near and not is_a_month(one, own)]
    if not named and own == "calendar" and question.better == "higher":
        named = [one for one in quantities if converted(one[0], one[1], question)]
    timed = _WITH_FREQUENCY.search(text) if own in ("times", "calendar") else None
    if timed and (reading := read_quantity(_SPOKEN_BETWEEN.sub("", timed[0].strip()), question)):
        return reading
    if _same_or_next_day(text, own) and not named:
        return read_quantity(re.search(r"当天|当日|次日|第二天|隔天|same day|next day", text)[0], question)  # type: ignore[index]
    if not named:
        return without_a_number(text, question)
    if len(named) > 1 and is_compound(named):
        return read_quantity(text[named[0][2].start() : named[-1][2].end()], question)
    if len({one and one.amount for one in (converted(amount, unit, question) for amount, unit, _ in named)}) != 1:
        return None
    match = named[-1][2]
    earlier = max((one.end() for _, _, one in quantities if one.end() <= match.start()), default=0)
    limits = (AT_MOST, AT_LEAST, OVER, UNDER, HEDGE)
    ahead = _AFTERWARDS.sub(" ", text[max(earlier, match.start() - 12) : match.start()])
    # "at the latest not over 20": what is not over a number is at most that
    aheads = (AT_MOST.sub(" ", ahead) if limit is OVER else ahead for limit in limits)
    before = "".join(
        found[0] for limit, text_ahead in zip(limits, aheads, strict=True) if (found := limit.search(text_ahead))
    )
    after = "".join(found[0] for limit in limits if (found := limit.search(text[match.end() : match.end() + 10])))
    return read_quantity(f"{before} {match[0]}{' ' if after.isascii() else ''}{after}".strip(), question)


_LATE = later(
    rf"(?P<denied>(?:没有?|未|不|无)[会曾有一]{{0,2}}|\b(?:not|never|no|none)\b[^,]{{0,12}}|n't [^,]{{0,8}})?"
    rf"(?:超过? ?(?:{NUMBER}) ?个?(?:工作)?[天日]|超(?!过? ?(?:百分|{NUMBER}))|逾期|延[误期迟后]|[晚误迟](?:到|点|了|的|交|发|送)|拖|\b(?:late|later|overdue|delayed|miss(?:ed|es)?|slip(?:s|ped)?|(?:runs?|ran|goes|went|go) over|over (?:the |our |its )?(?:own )?(?:limit|deadline|time)|past (?:the |our |its )?(?:own )?(?:limit|deadline)|outside|behind)\b)"
)
"""What took longer than it may."""
_IN_TIME = later(
    r"(?P<denied>(?:没有?|未|不)[^，]{0,6}?|\bnot\b[^,]{0,16}|n't [^,]{0,16})?"
    r"(?:按[时期]|准[时点]|如期|及时|办[结完]|完成|改[正完]|做完|送到|[时期]限[之以]?内|天[之以]?内|\b(?:(?:in|on) time|punctual\w*|prompt\w*|within|closed|finished|done|delivered|corrected|make it|made it)\b)"
)
_OF_DAYS = later(
    rf"(?:(?:没有?|未|不)?超过?|在)? ?(?:{NUMBER}) ?个?(?:工作)?[天日](?:[之以]?内)?|\b(?:within|in|over|more than|after) (?:{NUMBER}) days?\b"
)


def of_the_rest(text: str, question: MeasureQuestion) -> bool:
    """Whether a folded clause speaks of the opposite of the share that is asked: of those late, where it is of those in time."""
    if question.unit != "percent":
        return False
    late, timely = [*_LATE.finditer(text)], [*_IN_TIME.finditer(text)]
    denied = [one for one in timely if one["denied"]]
    if question.better == "higher":
        return bool(denied) or (not timely and any(not one["denied"] for one in late))
    return bool(timely or late) and not denied and all(one["denied"] for one in late)


OUT_OF = later(
    rf"(?:(?P<least>{NUMBER})(?: or | to |-))?(?P<n>{NUMBER}) (?:out )?(?:of|in) (?:every )?(?P<of>{NUMBER})\b"
    rf"|\b(?:out )?of (?:every )?(?P<of_all>{NUMBER})(?: \w+)? (?:maybe |perhaps |about |some |only )?(?P<n_of>{NUMBER})(?= (?!per\b)[a-z])"
    rf"|(?P<all>{NUMBER})[个单件条笔次家项张]单?(?:(?:[里中当](?:面|头|中|间)?|入面))?(?P<most>[最顶]多)?(?:[也就只会]|大概|大约|差不多|可能|估计)*有?(?:那么)?"
    rf"(?:(?P<tens>[二三四五六七八九]?十)?(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?=[个单件条笔次家项张])|(?P<part>{NUMBER}))[个单件条笔次家项张]"
)
"""How many of how many: "3 or 4 out of every hundred", 一百单里头三四单."""


def _out_of(found: re.Match[str], higher: bool) -> Reading | None:
    """The share that so many of so many are, at its worse end; None where only a better one is said."""
    tens, part = found["tens"] or "", found["n"] or found["n_of"] or found["part"]
    if found["low"]:
        part = f"{tens}{found['low' if higher else 'high']}"
    elif found["least"] and higher:
        part = found["least"]
    of, n = number(found["of"] or found["of_all"] or found["all"]), number(part)
    return None if of is None or n is None or n > of or (higher and found["most"]) else Reading(100 * n / of, "rest")


_WITH_FREQUENCY = later(
    rf"(?<![几多数个])每?隔?(?:{NUMBER})?个?半?(?:年|月|季度?)(?:{NUMBER})?[次回遍]|\bevery (?:(?:other|{NUMBER}) )?(?:year|month|quarter)s?\b|每个?(?:半年|年|月|季度?)[^，0-9]{{0,8}}?(?:{NUMBER})[次回遍]|(?:{NUMBER}|一)年(?:[^，]{{0,2}})(?:{NUMBER})次|半年一次|\b(?:once|twice|{NUMBER} times) (?:a|per|every) (?:{NUMBER} )?(?:year|months?|quarter)\b"
)
_SPOKEN_BETWEEN = later(rf"(?<=[年月季度])(?!{NUMBER})[^，0-9]{{1,8}}?(?={NUMBER}[次回遍]$)")


def _same_or_next_day(text: str, family: str) -> bool:
    return family in ("clock", "work") and bool(
        re.search(r"当天|当日|次日|第二天|(?<!每)隔天|\b(?:same|next) day", text)
    )


def named_amounts(message: str, question: MeasureQuestion) -> tuple[str, ...]:
    """The two or three numbers that a text names beside each other, as values to choose from, the worse first.

    None where a denial goes with them, or a limit that leaves only better numbers.
    """
    higher = question.better == "higher"
    too_good = (AT_MOST, UNDER) if higher else (AT_LEAST, OVER)
    if NEGATION.search(message) or any(limit.search(message) for limit in too_good):
        return ()
    either = _EITHER.fullmatch(message)
    if either:
        readings = [read_quantity(either[one] + either["rest"], question) for one in ("low", "high")]
    else:
        family = family_of(question.unit)
        quantities = [one for one in quantities_in(message) if not is_a_month(one, family)]
        readings = [converted(value, unit, question) for value, unit, _ in quantities]
    if None in readings:
        return ()
    amounts = {rounded(one, question).amount for one in readings if one}
    fitting = sorted((one for one in amounts if question.least <= one <= question.most), reverse=not higher)
    return tuple(map(plain, fitting)) if 2 <= len(fitting) <= 3 else ()


def mentions_quantity(message: str, question: MeasureQuestion) -> bool:
    """Whether a folded text names a further number in a unit of the question's family."""
    family = family_of(question.unit)
    return (
        any(UNITS[unit][0] in (family, "work", "clock") for _, unit, _ in quantities_in(message)) if family else False
    )


_NO_FIGURE_OF_IT = later(
    rf"(?:第|\b(?:articles?|sections?|clauses?|rules?|versions?|pages?|no\.?|q)) ?{NUMBER}|(?<![0-9])(?:19|20)[0-9]{{2}}(?![0-9])|{NUMBER} ?(?:月份?(?!前|内|以)|[a-z]{{4,}}s\b)|一[次回个]|\b(?:the|that|this|last|each|every|which)(?: \w+)? one\b"
)
"""Numbers that are none of what is asked: of an article, a year, a month, or of things that are named."""
_WORSE = {
    "higher": later(
        r"[短少低](?:了?一?[些点]|得多)|更[短少低]|减半|对折|一半|例外|破例|\b(?:half|exceptions?|shorter|less|fewer|lower|worse)\b"
    ),
    "lower": later(
        r"[长多高慢久](?:了?一?[些点]|得多)|更[长多高慢晚久]|翻[了一]?[倍番]|[一两二三]倍|例外|破例|\b(?:twice|double|triple|exceptions?|longer|more|higher|worse|slower|later)\b"
    ),
}
"""What says that it was once a worse figure without saying which."""
_LATER = later(r"次日|第二天|[晚迟拖逾超]了|\b(?:next (?:day|morning|week|month)|late|slipped|overran|missed)\b")
ONE_TIME = later(
    r"[那上有某][一几]?[次回]|[0-9一二三四五六七八九十]月|去年|前年|今年|20[0-9]{2}年|双十一|大促"
    rf"|\b(?:in 20[0-9]{{2}}|once|one time|last (?:time|year)|this (?:time|year)|that (?:one|time)|{MONTHS})\b"
)
"""What names one time, of which it may have been otherwise."""


def tells_another(rest: str, question: MeasureQuestion, agreed: bool = False) -> bool:
    """Whether the folded words after a number may say another: in no unit, as a share of it, or of one time where an extreme is
    asked; who has `agreed` to the number may name that time."""
    extreme = re.search("最[长短多少久慢晚迟]", question.text.zh) is not None
    others = _NO_FIGURE_OF_IT.sub(" ", rest)
    named = any(value_of(found[0]) is not None for found in BARE_NUMBER.finditer(NUMBER_WITH_UNIT.sub(" ", others)))
    once = question.unit == "times-a-year" and re.search(r"\b(?:once|twice)\b", rest)
    otherwise = says_worse(rest, question) or _LATER.search(rest)
    return bool(named or once or otherwise or (extreme and not agreed and ONE_TIME.search(rest)))


def says_worse(text: str, question: MeasureQuestion) -> bool:
    """Whether a folded clause says in no figure that it was once worse."""
    if not _WORSE[question.better].search(text) or NEGATION.search(text):
        return False
    return not any(
        converted(one[0], one[1], question)
        for one in quantities_in(text)
        if not is_a_month(one, family_of(question.unit))
    )


_ALONE = later(
    rf"(?<![0-9.a-z第])(?P<n>(?!one\b){NUMBER}|(?<=(?:is|as|to|ok|es) )one)(?=[了吧的啊呢]*$| (?:because|in|on|for|when|if|as|due|since|after|at|during|over|last|this|though|only|then|or so|i'd say|i think|i guess)\b)"
)
_LEADS = later(
    rf"(?:about|around|roughly|maybe|大概|差不多|大约|约)? ?{NUMBER}(?: ?(?:i'd say|i think|i guess|or so|左右|吧|的样子))*"
)
"""A clause that is a number and at most a guess: a share, where one is asked."""


def in_the_same_unit(texts: Sequence[str], question: MeasureQuestion, alike: bool = False) -> list[str]:
    """Clauses with the unit behind a lone number that another has behind its own: "30 days, in june it was 10".

    `alike`: where none has one, all are figures of what is asked.
    """
    first = next((one for text in texts for one in quantities_in(text) if converted(one[0], one[1], question)), None)
    families = {UNITS[first[1]][0], family_of(question.unit)} if first else set()
    own = len(families) == 1 or families == {"clock", "work"}  # days for working days
    unit = first[2][0][len(first[2]["n"]) :] if first and own else ""
    leads = texts and (NUMBERED.match(texts[0]) or (question.unit == "percent" and _LEADS.fullmatch(texts[0])))
    if not unit and (first or alike or leads):
        unit = UNITS_SAID.get(question.unit, ("", ""))[texts[0].isascii()]
    told = []
    in_its_unit = first and converted(first[0], first[1], question)
    for text in texts:
        others = _NO_FIGURE_OF_IT.sub(lambda found: "_" * len(found[0]), text)
        found = _ALONE.search(others) if unit and not quantities_in(text) else None
        if found and len([*BARE_NUMBER.finditer(others)]) == 1 and (value := value_of(found["n"])) is not None:
            same = in_its_unit is not None and in_its_unit.amount == value  # "four weeks, call it 28"
            own_unit = UNITS_SAID.get(question.unit, ("", ""))[text.isascii()] if same else unit
            told.append(f"{text[: found.end('n')]}{own_unit}{text[found.end('n') :]}")
        else:
            told.append(_IN_THAT_YEAR.sub(r"\g<0> a year", text) if question.unit == "times-a-year" else text)
    return told


_IN_THAT_YEAR = later(r"(?:(?:last|this) year|in 20[0-9]{2})\b[^0-9]*?\b(?:once|twice)\b(?! (?:a|per|every|each)\b)")


def names_worse(message: str, rest: str, question: MeasureQuestion) -> bool:
    """Whether the words after a number name a worse one: "3 years, but 1 year for now" is not to be proposed as 3."""
    reading = read_quantity(message, question)
    if reading is None:
        return False
    named = [converted(value, unit, question) for value, unit, _ in quantities_in(rest)]
    higher = question.better == "higher"
    return any(one and (one.amount < reading.amount if higher else one.amount > reading.amount) for one in named)
