"""A number with its unit, read for a measure question: "7 working days", 半年, "3 to 5 days".

Nothing is taken that claims more than was typed: where the words leave a choice, the worse number for the question is
proposed and has to be confirmed, and where only a better one could be proposed, none is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from ecq.base.exact import plain
from ecq.base.patterns import later
from ecq.interview.typed.numerals import NUMBER, NUMBERED, approximate, every, number
from ecq.interview.typed.outcomes import Doubt
from ecq.interview.typed.sought import sought
from ecq.interview.typed.vocabulary import HEDGE, NEGATION
from ecq.rubric.kinds import MeasureQuestion
from ecq.rubric.kinds.ladder import UnitId

_UNITS: dict[str, tuple[str, Fraction, str]] = {
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
_UNIT = "|".join(f"(?P<u{place}>{pattern})" for place, (_, _, pattern) in enumerate(_UNITS.values()))
_ONE = sought(
    rf"(?P<n>[-−]?{NUMBER}|\ba(?:n)?\b)(?P<half> and a half)?(?: (?:a|an)\b)?[- ]?(?:个(?P<inner>半))?(?:{_UNIT})(?P<outer>半| and a half)?(?: 钟)?"
)
_RANGE = later(
    rf"(?P<low>{NUMBER}) ?(?P<unit>{_UNIT.replace('?P<u', '?P<w')})? ?(?:-|~|到|至|to|—|–) ?(?P<high>{NUMBER}) ?"
    rf"(?={_UNIT.replace('?P<u', '?P<v')})"
)
_BARE_RANGE = later(rf"(?P<low>{NUMBER}) ?(?:-|~|到|至|to|—|–) ?(?P<high>{NUMBER})")
_BETWEEN = later(
    rf"(?:介于|在|between )? ?(?P<low>{NUMBER}) ?(?P<unit>{_UNIT.replace('?P<u', '?P<w')})? ?(?:和|与|跟|到|至|-|~|and|to) ?(?P<high>{NUMBER})(?P<rest>.*?) ?(?P<end>之间|中间)?$"
)
_EITHER = later(rf"(?P<low>{NUMBER}) ?(?:或者?|还是|or|/|、|,) ?(?P<high>{NUMBER})(?P<rest>.*)")
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
_MONTH_DAYS, _YEAR_DAYS, _WEEK_WORKDAYS = 30, 365, 5
"""What a month, a year and a week count as where only days, or only working days, are asked; always to be confirmed."""

_JOINT = later(r" ?(?:and|零|又)? ?")
_BARE = later(rf"[-−]?{NUMBER}")
_SHARE = later(
    rf"(?P<of>[0-9一二两三四五六七八九十百千万]+)分之(?P<n>{NUMBER})|(?P<parts>{NUMBER}|an?) (?P<whole>third|quarter|fifth|tenth)s?\b|(?P<more>[二三四五六七八九](?=[三四五六七八九]成))?(?P<tenths>[一二三四五六七八九])成(?P<hundredths>[一二三四五六七八九])?"
)
_PERIOD = later(r"[每周月天日季]|星期|\b(?:per|every|each|weeks?|months?|days?|quarters?)\b")
_AT_MOST = later(
    r"最多|至多|不超过|不多于|不大于|不高于|不迟于|不晚于|最迟|最晚|最长(?:的一次)?|以内|之内|内|以下"
    r"|\b(?:within|at most|up to|no more than|not more than|no later than|no longer than|max(?:imum)?|or less|or fewer)\b"
)
_AT_LEAST = later(
    r"至少|不少于|不低于|不小于|不短于|最少|最低|起码|最短|(?:及|或)?以上|起"
    r"|\b(?:at least|no less than|not less than|no fewer than|min(?:imum)?|or more|or longer)\b"
)
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_AFTERWARDS = later(r"[以之]?内|以[上下]|起|(?<![最至])多$|左右|上下|or (?:less|more|fewer|longer)\b")
"""Limits that are said after their number: before one they belong to something else."""
_OVER = later(r"超过|多于|大于|高于|超出|\+|多$|\b(?:more than|over|longer than|above|greater than|exceeds?)\b|>")
_UNDER = later(
    r"不到|不足|少于|低于|小于|不满|未满|将近|接近|\b(?:less than|under|below|fewer than|shorter than|nearly|almost)\b|<"
)
_FILLER = later(
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


def read_quantity(message: str, question: MeasureQuestion) -> Reading | None:
    """The number that a folded, tidied text says as a whole; None where it says none that can be proposed."""
    message = in_whole(
        _OR_SO.sub(
            lambda found: f"{'约' if found['so'] == '来' else '超过'}{found['n']}个", _BY_NAME.sub(" ", message)
        ),
        question,
    )
    said = _day(message, question) or _without_a_number(message, question, whole=True)
    if said:
        return said
    limited = _without_limits(message, question)
    if limited is None:
        return None
    text, doubt = limited
    reading = _frequency(text, question) or _amount(_spanned(text), question)
    if reading is None:
        return None
    return _rounded(Reading(reading.amount, reading.doubt or doubt), question)


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
    text = _OR_SO.sub(lambda found: f"{'约' if found['so'] == '来' else '超过'}{found['n']}个", _BY_NAME.sub(" ", text))
    text = _OF_DAYS.sub(" ", text) if question.unit == "percent" else text
    text = re.sub(
        r"(?<=[年月天时])[零又](?=[0-9一二两三四五六七八九十])|[头第][一1][天日个](?=起|开始|就)|\bday one\b"
        r"|\b(?:and )?not an? \w+ (?:more|longer|later)\b|(?<=%) ?(?:a|per|each|every) (?:day|week|month|quarter|year)\b",
        "",
        text,
    )
    of = OUT_OF.search(text) if question.unit == "percent" else None
    if of and (reading := _out_of(of, question.better == "higher")):
        return _rounded(reading, question)
    share = _SHARE.search(text) if question.unit == "percent" else None
    if share:
        return read_quantity(share[0], question)
    own = _family(question.unit)
    near = {"work": ("work", "clock"), "clock": ("clock", "work", "calendar"), "calendar": ("calendar",)}.get(
        own, (own,)
    )
    quantities = _quantities(text)
    named = [one for one in quantities if _UNITS[one[1]][0] in near and not _a_month(one, own)]
    if not named and own == "calendar" and question.better == "higher":
        named = [one for one in quantities if _converted(one[0], one[1], question)]
    timed = _WITH_FREQUENCY.search(text) if own in ("times", "calendar") else None
    if timed and (reading := read_quantity(_SPOKEN_BETWEEN.sub("", timed[0].strip()), question)):
        return reading
    if _same_or_next_day(text, own) and not named:
        return read_quantity(re.search(r"当天|当日|次日|第二天|隔天|same day|next day", text)[0], question)  # type: ignore[index]
    if not named:
        return _without_a_number(text, question)
    if len(named) > 1 and _compound(named):
        return read_quantity(text[named[0][2].start() : named[-1][2].end()], question)
    if len({one and one.amount for one in (_converted(amount, unit, question) for amount, unit, _ in named)}) != 1:
        return None
    match = named[-1][2]
    earlier = max((one.end() for _, _, one in quantities if one.end() <= match.start()), default=0)
    limits = (_AT_MOST, _AT_LEAST, _OVER, _UNDER, HEDGE)
    ahead = _AFTERWARDS.sub(" ", text[max(earlier, match.start() - 12) : match.start()])
    # "at the latest not over 20": what is not over a number is at most that
    aheads = (_AT_MOST.sub(" ", ahead) if limit is _OVER else ahead for limit in limits)
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


def _a_month(quantity: tuple[Fraction, str, re.Match[str]], family: str) -> bool:
    """Whether 六月 is June, where days or hours are asked and something else is said beside it."""
    beside = quantity[2].string[: quantity[2].start()] + quantity[2].string[quantity[2].end() :]
    return quantity[1] == "month" and family in ("clock", "work") and _FILLER.sub("", beside) != ""


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


def _without_a_number(text: str, question: MeasureQuestion, whole: bool = False) -> Reading | None:
    """At once, forever, both times, all of them: the least that these words say, to be confirmed."""
    family, higher = _family(question.unit), question.better == "higher"
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
        if found and amount is not None and not NEGATION.search(left) and not (whole and _FILLER.sub("", left)):
            return Reading(amount, "limit" if words is _FOREVER else "resembles")
    return None


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
    too_good = (_AT_MOST, _UNDER) if higher else (_AT_LEAST, _OVER)
    if NEGATION.search(message) or any(limit.search(message) for limit in too_good):
        return ()
    either = _EITHER.fullmatch(message)
    if either:
        readings = [read_quantity(either[one] + either["rest"], question) for one in ("low", "high")]
    else:
        family = _family(question.unit)
        quantities = [one for one in _quantities(message) if not _a_month(one, family)]
        readings = [_converted(value, unit, question) for value, unit, _ in quantities]
    if None in readings:
        return ()
    amounts = {_rounded(one, question).amount for one in readings if one}
    fitting = sorted((one for one in amounts if question.least <= one <= question.most), reverse=not higher)
    return tuple(map(plain, fitting)) if 2 <= len(fitting) <= 3 else ()


def mentions_quantity(message: str, question: MeasureQuestion) -> bool:
    """Whether a folded text names a further number in a unit of the question's family."""
    family = _family(question.unit)
    return any(_UNITS[unit][0] in (family, "work", "clock") for _, unit, _ in _quantities(message)) if family else False


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
    named = any(_value(found[0]) is not None for found in _BARE.finditer(_ONE.sub(" ", others)))
    once = question.unit == "times-a-year" and re.search(r"\b(?:once|twice)\b", rest)
    otherwise = says_worse(rest, question) or _LATER.search(rest)
    return bool(named or once or otherwise or (extreme and not agreed and ONE_TIME.search(rest)))


def says_worse(text: str, question: MeasureQuestion) -> bool:
    """Whether a folded clause says in no figure that it was once worse."""
    if not _WORSE[question.better].search(text) or NEGATION.search(text):
        return False
    return not any(
        _converted(one[0], one[1], question) for one in _quantities(text) if not _a_month(one, _family(question.unit))
    )


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
    first = next((one for text in texts for one in _quantities(text) if _converted(one[0], one[1], question)), None)
    families = {_UNITS[first[1]][0], _family(question.unit)} if first else set()
    own = len(families) == 1 or families == {"clock", "work"}  # days for working days
    unit = first[2][0][len(first[2]["n"]) :] if first and own else ""
    leads = texts and (NUMBERED.match(texts[0]) or (question.unit == "percent" and _LEADS.fullmatch(texts[0])))
    if not unit and (first or alike or leads):
        unit = UNITS_SAID.get(question.unit, ("", ""))[texts[0].isascii()]
    told = []
    in_its_unit = first and _converted(first[0], first[1], question)
    for text in texts:
        others = _NO_FIGURE_OF_IT.sub(lambda found: "_" * len(found[0]), text)
        found = _ALONE.search(others) if unit and not _quantities(text) else None
        if found and len([*_BARE.finditer(others)]) == 1 and (value := _value(found["n"])) is not None:
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
    named = [_converted(value, unit, question) for value, unit, _ in _quantities(rest)]
    higher = question.better == "higher"
    return any(one and (one.amount < reading.amount if higher else one.amount > reading.amount) for one in named)


def _family(unit: UnitId) -> str:
    return _UNITS[unit][0]


def _without_limits(message: str, question: MeasureQuestion) -> tuple[str, Doubt | None] | None:
    """The text without "at most", "about" and their like; None where the limit leaves only a better number to propose."""
    message = re.sub("百分百", "百分之百", re.sub("一共|总共", "", message))
    doubt: Doubt | None = "about" if HEDGE.search(message) else None
    text = HEDGE.sub(" ", message)
    higher = question.better == "higher"
    for pattern, rising, certain in (
        (_AT_MOST, False, True),
        (_AT_LEAST, True, True),
        (_UNDER, False, False),
        (_OVER, True, False),
    ):
        if not pattern.search(text):
            continue
        if rising is not higher:
            return None
        text = pattern.sub(" ", text)
        if not certain or _frequency(text.strip(), question):
            doubt = "limit"
    return None if NEGATION.search(text) else (text.strip(), doubt)


_IN_A_MONTH = later(r"[0-9一二三四五六七八九十] ?月 ?$")
"""What stands before the day of a date."""


def _quantities(text: str) -> list[tuple[Fraction, str, re.Match[str]]]:
    """Every number with a unit, in order, as (number, unit, place); no year of a date is taken for a number of years, nor its day for one of days."""
    quantities = []
    for match in _ONE.finditer(text):
        value = _value(match["n"])
        unit = next(name for place, name in enumerate(_UNITS) if match[f"u{place}"])
        a_date = match[0].endswith("日") and _IN_A_MONTH.search(text, max(0, match.start() - 4), match.start())
        if value is not None and not (unit == "percent" and match["n"] in ("a", "an")) and not a_date:
            half = Fraction(1, 2) if match["inner"] or match["outer"] or match["half"] else Fraction(0)
            quantities.append((value + half, "months" if unit == "month" and match["inner"] else unit, match))
    return quantities


def _value(text: str) -> Fraction | None:
    if text in ("a", "an"):
        return Fraction(1)
    minus = text.startswith(("-", "−"))
    value = number(text[1:] if minus else text)
    return -value if minus and value is not None else value


def _amount(text: str, question: MeasureQuestion) -> Reading | None:
    read = _united if _quantities(text) else _unitless
    return _share(text, question) or _range(text, question) or read(text, question)


def _unitless(text: str, question: MeasureQuestion) -> Reading | None:
    numbers = [match for match in _BARE.finditer(text) if _value(match[0]) is not None]
    if len(numbers) != 1 or _FILLER.sub("", text.replace(numbers[0][0], "", 1)):
        return None
    value = _value(numbers[0][0])
    assert value is not None
    share_or_percent = question.unit == "percent" and 0 < value <= 1 and value.denominator > 1
    return Reading(value, "unit" if share_or_percent else None)


def _united(text: str, question: MeasureQuestion) -> Reading | None:
    quantities = _quantities(text)
    rest = text
    for _, _, match in quantities:
        rest = rest.replace(match[0], " ", 1)
    if _BARE.search(rest) and any(_value(match[0]) is not None for match in _BARE.finditer(rest)):
        return None
    readings = [_converted(value, unit, question) for value, unit, _ in quantities]
    if len(readings) > 1 and not _compound(quantities):
        return None
    known = [reading for reading in readings if reading is not None]
    if len(known) != len(readings):
        return None
    doubt = next((reading.doubt for reading in known if reading.doubt), None)
    if question.unit == "times-a-year" and _PERIOD.search(rest):
        return None
    left = _FILLER.sub("", rest)
    return Reading(sum((one.amount for one in known), Fraction(0)), doubt or ("rest" if left else None))


def _compound(quantities: list[tuple[Fraction, str, re.Match[str]]]) -> bool:
    """Whether the numbers are one number in falling units, side by side: "1 hour 30 minutes"."""
    sizes = [_UNITS[unit][:2] for _, unit, _ in quantities]
    falling = all(a[0] == b[0] and a[1] > b[1] for a, b in pairwise(sizes))
    near = all(_JOINT.fullmatch(a[2].string, a[2].end(), b[2].start()) for a, b in pairwise(quantities))
    return falling and near


def _converted(value: Fraction, unit: str, question: MeasureQuestion) -> Reading | None:
    """The number in the question's unit. Working days and days are never the same, so that the number is only proposed.

    Of a week five days are working days: where fewer days are better, so many more days are what it may take.
    """
    own = question.unit
    family, size, _ = _UNITS[unit]
    if family == _family(own):
        return Reading(value * size / _UNITS[own][1], "unit" if unit == "month" else None)
    if unit == "working-days" and own == "days":
        days = value if question.better == "higher" else -(-value * 7 // _WEEK_WORKDAYS)
        return Reading(Fraction(days), "unit")
    if own == "working-days" and unit in ("days", "hours"):
        return Reading(value * size / _UNITS["days"][1], "unit")
    if own == "working-days" and unit == "weeks":
        return Reading(value * _WEEK_WORKDAYS, "unit")
    if family == "calendar" and _family(own) == "clock":
        days = _days(value * size)
        return Reading(days * _UNITS["days"][1] / _UNITS[own][1], "unit")
    if family == "clock" and _family(own) == "calendar" and 2 * value * size >= _MONTH_DAYS * _UNITS["days"][1]:
        return Reading(_months(value * size / _UNITS["days"][1]) / _UNITS[own][1], "unit")
    return None


def _days(months: Fraction) -> Fraction:
    years, rest = divmod(months, 12)
    return years * _YEAR_DAYS + rest * _MONTH_DAYS


def _months(days: Fraction) -> Fraction:
    years, rest = divmod(days, _YEAR_DAYS)
    return 12 * years + min(rest / _MONTH_DAYS, Fraction(12))


def _day(text: str, question: MeasureQuestion) -> Reading | None:
    """On the same or the next day, at its worse end: one day at most, and no whole day at least."""
    same = _SAME_DAY.fullmatch(text)
    if not same and not _NEXT_DAY.fullmatch(text):
        return None
    days = (0 if same else 1) + (1 if question.better == "lower" else 0)
    if question.unit == "working-days":
        return Reading(Fraction(days), "range")
    return (
        Reading(days * _UNITS["days"][1] / _UNITS[question.unit][1], "range")
        if _family(question.unit) == "clock"
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
        low, high = _value(bare_range["low"]), _value(bare_range["high"])
        if low is None or high is None or low >= high:
            return None
        return Reading(low if question.better == "higher" else high, "range")
    match = _RANGE.search(text)
    if match and text.startswith(match["unit"] or "", match.end()):
        ends, rest = (_value(match["low"]), _value(match["high"])), text[: match.start()] + "1" + text[match.end() :]
    else:
        pair = re.search(r"[一二两三四五六七八九]{2}(?=个?[天日周月年小工星])", text)
        ends = (pair and approximate(pair[0])) or (None, None)
        rest = text.replace(pair[0], "1", 1) if pair else text
    if ends[0] is None or ends[1] is None or ends[0] >= ends[1]:
        return None
    one = _united(rest, question) if _quantities(rest) else None
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
    match = _SHARE.search(text)
    if not match:
        return Reading(Fraction(50)) if text in ("一半", "half", "one half") else None
    rest = _FILLER.sub("", text[: match.start()] + text[match.end() :])
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
    asks_interval = _family(question.unit) == "calendar" and _INTERVAL.search(question.text.zh)
    if question.unit != "times-a-year" and not asks_interval:
        return None
    if asks_interval and (days := _EVERY_SO_MANY_DAYS.fullmatch(text)):
        return _converted(_value(days["n"] or days["en"]) or Fraction(0), "days", question)
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
    return Reading(months / times / _UNITS[question.unit][1], None if times == 1 else "about")


def _rounded(reading: Reading, question: MeasureQuestion) -> Reading:
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
