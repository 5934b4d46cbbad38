"""Of all figures that a message about a measure says, the one that answers the question; or that there is none.

In go the message, the question and what was heard of it; out comes an answer, the two figures that may be meant, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ecq.base.exact import plain
from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts, no_figure_words
from ecq.interview.typed.clauses import LONGEST, as_read, clauses, denials, denies_something
from ecq.interview.typed.denial import NEVER
from ecq.interview.typed.figures.extremes import THAT_DAY, extreme_asked, of_the_extreme, once_worse, usually_worse
from ecq.interview.typed.figures.in_a_clause import ONE_TIME, in_the_same_unit, read_within
from ecq.interview.typed.figures.numerals import NUMBER
from ecq.interview.typed.figures.quantities import in_whole
from ecq.interview.typed.figures.units import MONTHS, UNITS_SAID, Reading
from ecq.interview.typed.hearing.claims import Heard, words_of
from ecq.interview.typed.nearest import grams
from ecq.interview.typed.outcomes import Answer, NotUnderstood
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import NO_FIGURE, Invalid

_TELLS_MORE = 4
"""Who says so many clauses names what a figure is of."""


def is_of_another(text: str, question: Question, facts: QuestionFacts, heard: Heard) -> bool:
    """Whether a message of several clauses has no word of the question, so that a figure in it is of something else.

    It is not where its own clause names what is counted.
    """
    if len(heard.quotes) < _TELLS_MORE or grams(text) & (words_of(question, facts) - _OF_UNITS):
        return False
    told = [quote for quote in map(as_read, heard.quotes) if re.search(NUMBER, quote)]
    return not any(any(facts.of.spans(quote)) for quote in told)


_OF_UNITS = grams("个月，小时，工作日，百分之 working days years months hours percent times")
"""What any figure has beside it, whatever it counts."""
_NOT_SO = later(
    r"(?:不(?![到足] ?[0-9一二两三四五六七八九十])|没|未)(?!超过|晚于|到期|少于|低于|多于).{0,4}(?<![这那])[0-9一二两三四五六七八九十]|每周|[是对]吧$|\bnot .{0,12}[0-9]|\bnot (?:for |even )*an? (?:year|month|week|day|hour)s?$"
)
_BESIDE = later(
    r"统一(?=[0-9一二两三四五六七八九十半])|去年到现在|(?<!查看)(?<!能看)[这那][一半两二三][年月周][里内]|(?:等|聊|忙|找|弄|问|翻|想)[^，]{0,2}(?:老|大|好)?半天|(?:最?近|过去)这?[一二两三四五六0-9半]+个?[年月天日周季]度?(?:[里内来]|以来)?|[七7][天日](?:无理由)|一年到头|一天到晚|有一天|第一天|\b(?:(?:from )?day one|all day|one day|the other day|seven[- ]day (?:no[- ]reason|returns?)|7[- ]day (?:no[- ]reason|returns?))\b|\b(?:in|over|during|for) the (?:last|past) (?:\w+ )?(?:years?|months?|days?)\b"
)
"""Figures that belong to something else: the time that is looked at, and the name of a right."""
NOT_THE_RULE = later(
    r"(?:[再你]?等我?|给我|容我)[一两三几0-9]+(?:下|分钟|秒|天|会)|(?:[有没]人|有的人|同事|老板|领导)[^，]{0,6}(?:想|要(?!在|于)|提|建议|觉得|说|主张)|(?:律所|律师|顾问|专家|咨询公司)[^，]{0,4}(?:想|要|提|建议|觉得|说|主张)|(?:法务|运营|财务|技术|产品|市场|安全|合规|客服|仓库)部?(?:那边|的)?(?:[老小][\u4e00-\u9fff])?(?:想要?|说要|建议|主张|提议)|(?:法律|法规|国家|国标|办法|条例|监管)(?:上|里|规定)?(?:的)?(?:要求|规定|说|是)|(?:吵|争论?|讨论|商量|考虑)[过了](?!后|之后|以后|定)|\b(?:argued|debated|haggled|toyed with) |\b(?:the|our) (?:\w+ ){1,2}wanted\b|\b(?:somebody|someone|some people|they|he|she|(?:the|our) (?:lawyers?|law firm|consultants?|advisers?)) (?:wanted|suggests?|suggested|says?|said|asked for|proposed|recommends?)\b|\b(?:give me|hang on|wait|back in|just) (?:a|an|one|two|three|five|ten|[0-9]+) (?:secs?|seconds?|min(?:ute)?s?|moments?|hours?|days?)\b|\bthe (?:law|regulation|standard|rule book) (?:says|requires|asks|allows|wants)\b"
)
"""What somebody wished for or argued about, what the law says, and how long to wait for the writer, is no figure of the platform."""
_TO_CLAIM = later(
    r"内(?:都|才|就|就?要|也|必须)*(?:能|可以?|允许)?(?:来|去)?(?:提(?!供|醒|前|货|交材料|现|示|升)|申请|报(?!告|送|备|给)|反馈|申诉)|\bto (?:claim|complain|return (?:it|them))\b|(?:申请|提出|受理|报损)(?:的)?(?:期限|时限|期)"
)
"""What says how long people have to ask for something, which is not how long it takes."""
_SETTLED_IN = later("办[完结]|退款|处理|答复|解决")


def time_to_claim(text: str, question: Question) -> bool:
    """Whether a text as read says how long people have to ask for something, where that is not what is asked."""
    return _TO_CLAIM.search(text) is not None and _SETTLED_IN.search(question.text.zh) is not None


_IN_ALL = later(
    r"(?:[总一]共|共(?!同)|合计|合(?:起来|在一起|并)|加起来|加一[块起]|平均下来|平均起来|总体|整体|综合(?:[下起]来|算)?)(?=[^，]{0,5}[0-9零一二两三四五六七八九十])|\b(?:in total|altogether|all told|all in all|overall|averag(?:es|ing) out)\b"
)
"""What says that a figure is the sum of others, or what they come to."""
_TODAY = later(
    r"(?:现在|如今|目前|眼下|而家|当前|现阶段|到了?今[年天])(?=[^，]{0,8}[0-9一二两三四五六七八九十半])|\b(?:now|nowadays|these days|today|currently|presently|at (?:present|the moment))\b"
)
"""What says that a figure is how it is today, where others stand before it."""


def _told_in_all(text: str) -> bool:
    """Whether a clause says in a number what others come to; how many cases there were in all is no such number."""
    found = _IN_ALL.search(text)
    return found is not None and re.search(rf"(?>{NUMBER})(?! ?[件条单家份笔起例宗])", text[found.end() :]) is not None


def comes_to(message: str) -> bool:
    """Whether a clause says in a number what others come to, or how it is today, after others that say in one how it was."""
    texts = [as_read(quote) for quote in clauses(message)]
    return len(texts) > 1 and (any(map(_told_in_all, texts)) or _today(texts) > 0)


def _today(texts: Sequence[str]) -> int:
    """The place of the clause that says in a number how it is today, after others that say in one how it was; 0 where none does.

    What a rule says is no such other.
    """
    told = [at for at, text in enumerate(texts) if re.search(NUMBER, text)]
    at = next((at for at in reversed(told[1:]) if _TODAY.search(texts[at])), 0)
    return 0 if any(_BY_RULE.search(text) for text in texts[:at]) else at


_BY_RULE = later(
    r"规[则定]|承诺|要求|制度|合同|协议|写|\b(?:rules?|policy|promised?|contract|terms|says?|written|supposed|target|limit)\b"
)


def _of_today(read: list[tuple[str, Reading]], today: str, question: MeasureQuestion) -> list[tuple[str, Reading]]:
    """The figure of today; where the longest or shortest is asked, the worst that was said stands beside it."""
    now = [one for one in read if today and one[0] == today]
    if not now or not extreme_asked(question):
        return now
    worst = (min if question.better == "higher" else max)(read, key=lambda one: one[1].amount)
    return [worst, *now]


_TWO_UNITS = later(
    r"(?P<ten>[一二三四五六七八九]?十)(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?![十百千万])"
)
_LAST_FIGURE = later(rf".*{NUMBER}(?: ?(?:to|到|至|-) ?{NUMBER})?")


def _with_its_unit(text: str, question: MeasureQuestion) -> str:
    """The clause with the unit that is asked for behind its last figure, where it names none."""
    worse = "low" if question.better == "higher" else "high"
    text = _TWO_UNITS.sub(lambda two: f"{two['ten']}{two[worse]}", text)
    unit, found = UNITS_SAID.get(question.unit), _LAST_FIGURE.match(text)
    if unit is None or found is None or read_within(text, question):
        return text
    return f"{text[: found.end()]}{unit[text.isascii()]}{text[found.end() :]}"


_TAKES_BACK = later(
    r"(?:[啊哦噢欸诶呃喔唉哎]|我)*(?:不是|不对|错了|(?:说|记|讲|打)错了?|口误|应该说)(?:[啊哦噢欸诶]|是)*|(?:oh |ah )?(?:no,? )?(?:wait|sorry|scratch that|i mean(?:t)?|correction)(?:,? no)?"
)
"""A clause that only takes back what was said before it."""


def after_taken_back(quotes: Sequence[str]) -> Sequence[str]:
    """The clauses after the last that takes back a figure; all, where none of those names one."""
    at = next((at for at, quote in reversed([*enumerate(quotes)]) if _TAKES_BACK.fullmatch(as_read(quote))), -1)
    return quotes[at + 1 :] if any(re.search(NUMBER, as_read(quote)) for quote in quotes[at + 1 :]) else quotes


_PUT_RIGHT = later(r"不对|(?:说|记|讲)错了?|口误|\b(?:no,? wait|wait,? no|i mean(?:t)?|scratch that)\b")
"""What takes back the figure before it, said in one breath."""


def _same_day(found: re.Match[str]) -> str:
    return f"{found['en']}the same day" if found["en"] else "当日"


_MONTHS = rf"(?:{MONTHS})"
_MONTH = later(rf"(?:{_MONTHS}|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月)")
_EVERY_MONTHS = later(
    rf"\b(?:every|each) {_MONTHS}(?:(?:,| and| &)+ {_MONTHS})+\b|每年(?:的|都)*{_MONTH.pattern}份?(?:[、和跟及，,]+{_MONTH.pattern}份?)+|{_MONTH.pattern}份?(?:[、和跟及，,]*{_MONTH.pattern}份?)+[^，。0-9]{{0,4}}(?:各|都)"
)
"""The months in which something is done every year."""


_NOT_EXACTLY = later(
    r"\b(?:no idea|not sure|(?:don't|do not) know|(?:couldn't|can't) (?:say|tell)) (?:exactly|precisely|the exact)\b|(?:具体|准确|确切)[^，]{0,4}(?:不(?:太)?(?:知道|清楚|记得)|说不[准好])"
)
"""What says only that the writer does not have the exact figure."""


_NOT_ONE = later(r"一[次回个件单]?[^，0-9]{0,4}(?:都|也)(?:没|未|不)|\bnot (?:once|one)\b")


def only_put_away(text: str, question: Question) -> bool:
    """Whether a text as read says how long something is put away, and not what can be looked up, where that is asked."""
    asked_for = isinstance(question, MeasureQuestion) and "查到" in question.text.zh
    return asked_for and _PUT_AWAY.search(text) is not None and not _SEEN.search(text)


_SEEN = later(r"[查看翻调]|下载|\b(?:look|see|view|download|find|visible|show|available|access|go back)\w*")
_PUT_AWAY = later(
    r"归档|存档|档案|日志|财务|凭证|账本|备份|\b(?:archives?|logs?|ledgers?|finance|accounting|backups?)\b"
)
_LATE = r"(?:超|拖|逾|晚|慢)"
_NONE_LATE = later(
    rf"(?:没有?|未|从来?没有?)(?:任何|哪|一)?[个单件笔家条]?[^，统算数]{{0,4}}{_LATE}|{_LATE}[^，统算数]{{0,8}}(?:没有?|未(?:有|见))(?:过|的)?$"
    r"|\b(?:not (?:a single|one|any)|none(?: of them)?|nothing|never|no (?:order|return|refund|case)s?)\b[^,]*\b(?:over|late|overdue|longer than|more than)\b"
)
"""What says that none took longer than it may."""
_NONE_AT_ALL = later(
    r"一[单件笔个条家]也?都?没有?(?:过|的)?$|^(?:not (?:a single )?one|none(?: at all| of them)?|zero)$"
)


def _none_late(texts: Sequence[str]) -> bool:
    """Whether a message says that none took longer, and denies nothing else."""
    said = [text for text in texts if denials(text)]
    return any(map(_NONE_LATE.search, said)) and all(_NONE_LATE.search(one) or _NONE_AT_ALL.search(one) for one in said)


def figure_said(message: str, question: MeasureQuestion, facts: QuestionFacts, heard: Heard) -> Answer | NotUnderstood:
    """The only figure in the question's unit that is said of today; or that there is none."""
    nothing = NotUnderstood(note="" if heard.asks else message)
    if heard.asks or only_put_away(as_read(message[:LONGEST]), question):
        return nothing
    months = _EVERY_MONTHS.search(as_read(message[:LONGEST])) if question.unit == "times-a-year" else None
    if months and not any(map(denies_something, heard.quotes)):
        named = _MONTH.findall(months[0])
        return Answer(str(len(set(named))), doubt="resembles")
    told = [as_read(quote) for quote in after_taken_back(clauses(message)) if quote not in heard.not_now]
    texts = [THAT_DAY.sub(_same_day, _PUT_RIGHT.split(text)[-1]) for text in told]
    texts = [in_whole(text, question) for text in texts]
    texts = [_BESIDE.sub("", text) for text in texts if not _NOT_SO.search(text) and not NOT_THE_RULE.search(text)]
    texts = [text for text in texts if not time_to_claim(text, question)]
    texts = [_with_its_unit(text, question) if _told_in_all(text) else text for text in texts]
    texts = [part for text in texts for part in re.split("[()]", text)]
    at = _today(texts)
    texts = in_the_same_unit(texts, question, alike=at > 0 and question.unit != "times-a-year")
    today = texts[at] if at else ""
    if extreme := extreme_asked(question):
        led = next((at for at, text in enumerate(texts) if extreme.search(text) and not re.search(NUMBER, text)), -1)
        after = texts[led + 1 :]
        texts = after if led >= 0 and any(read_within(text, question) for text in after) else texts
        texts = [part for text in texts if (part := of_the_extreme(text, extreme))]
    read = [(text, reading) for text in texts if not _NOT_ONE.search(text) and (reading := read_within(text, question))]
    read = [one for one in read if one[1].doubt not in ("range", "resembles")] or read
    in_all = [one for one in read if _IN_ALL.search(one[0])]
    if not in_all and any(map(_told_in_all, texts)):
        return nothing  # what the others come to was said, and not in words that are read
    read = in_all or _of_today(read, today, question) or read
    if len({reading.amount for _, reading in read}) > 1 and not (extreme and len(read) == 2):
        read = _most_like(read, question, facts) + _once_otherwise(read, question, worst_of_all=extreme is not None)
    values = tuple(dict.fromkeys(plain(reading.amount) for _, reading in read))
    if len(values) > 2 or any(isinstance(question.read(value), Invalid) for value in values):
        return nothing
    if len(values) == 2:
        return NotUnderstood(tuple(sorted(values, key=lambda one: question.credit_of(one) or 0)), message)
    if len(values) == 1 and extreme and once_worse(texts, question):
        return nothing
    if len(values) == 1 and extreme and (worse := usually_worse(told, values[0], question)):
        return NotUnderstood((worse, values[0]), message)
    without = question.none and any(
        True for text in texts for words in no_figure_words(question) for _ in words.spans(_NOT_EXACTLY.sub("", text))
    )
    if len(values) == 1 and without and (values[0] == "0" or not NEVER.search(as_read(message))):
        return NotUnderstood((NO_FIGURE, values[0]), message)
    if values:
        return Answer(values[0], doubt=read[0][1].doubt or "rest")
    if question.unit == "percent" and _none_late(told):
        return Answer("0" if question.better == "lower" else "100", doubt="resembles")
    planned = heard.planned and any(read_within(as_read(quote), question) for quote in heard.not_now)
    return Answer(NO_FIGURE, doubt="resembles") if without and not planned else nothing


def says_none(message: str, question: Question) -> bool:
    """Whether a clause says that there is no figure without denying anything: "deleted at once"."""
    texts = [text for text in map(as_read, clauses(message)) if not denials(text)]
    return any(any(words.spans(text)) for text in texts for words in no_figure_words(question))


def _once_otherwise(
    read: list[tuple[str, Reading]], question: MeasureQuestion, *, worst_of_all: bool
) -> list[tuple[str, Reading]]:
    """The worst of several figures, where that is asked or it is said of one time: "twice a year, last year once"."""
    worst = (min if question.better == "higher" else max)(reading.amount for _, reading in read)
    return [one for one in read if one[1].amount == worst and (worst_of_all or ONE_TIME.search(one[0]))]


def _most_like(
    read: list[tuple[str, Reading]], question: MeasureQuestion, facts: QuestionFacts
) -> list[tuple[str, Reading]]:
    """The figures of the clauses that have most words of the question."""
    asked = words_of(question, facts)
    shares = [len(grams(text) & asked) for text, _ in read]
    return [one for one, share in zip(read, shares, strict=True) if share == max(shares)]
