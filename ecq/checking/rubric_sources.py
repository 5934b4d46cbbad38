"""What a bank cites: sources, when each is due for checking again, and which article each question rests on.

For a lawyer to go through, article by article: who is bound by it, to what, and how surely we know; and what one
rubric asks that another does not. The day is handed in. Must not know answers or scores. What a source's note calls
pending (a change under way, or an amendment not read yet) begins with the mark of `is_pending`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from ecq.base.language import LANGUAGES, Lang, Text, text, words
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Status
from ecq.rubric.law import Article, Bound, duties, wider
from ecq.rubric.loading import Library
from ecq.rubric.model import Node, Source, SourceRegister, walk
from ecq.scoring.export import as_data, fields
from ecq.telling.text import words as w
from ecq.telling.text.sentences import source_place
from ecq.telling.text.words import GATE, STATUSES, say

DueReason = Literal["unreadable-date", "old", "draft", "pending", "superseded"]

PENDING_MARKS = ("待定：", "Pending:")
DUE_REASONS: dict[DueReason, Text] = {
    "unreadable-date": Text(zh="核对日期读不懂", en="its date of checking cannot be read"),
    "old": Text(zh="{days} 天前核对的", en="checked {days} days ago"),
    "draft": Text(zh="还是草案", en="still a draft"),
    "pending": Text(zh="有待定的变化", en="a change is pending"),
    "superseded": Text(zh="已被替代，仍被引用", en="superseded and still cited"),
}
NOTHING_DUE = Text(zh="没有要重新核对的来源", en="No source needs to be checked again")
DUE_HEAD = Text(zh="要重新核对的来源：{count} / {all}", en="Sources to check again: {count} of {all}")
CHECKED_ON = Text(zh="核对于 {day}", en="checked on {day}")
CITED_BY = Text(zh="{rubric}：{count} 题引用：{ids}", en="{rubric}: cited by {count}: {ids}")
CITED_BY_NONE = Text(zh="没有题目引用", en="cited by no question")
COUNTS_IN = Text(zh="题目计入的指标", en="Where each question counts")
COUNTS_NOWHERE = Text(zh="没有计入任何指标", en="counts nowhere")
NO_COUNTERPART = Text(
    zh="{rubric} 没有对应题目的指标（{other}）：{count} / {all}",
    en="Indicators of {other} that {rubric} asks nothing about: {count} of {all}",
)
CONTENT_UNKNOWN = Text(zh="内容未知，无法对照", en="content unknown, so it cannot be compared")


@dataclass(frozen=True)
class Due:
    """A source to check again, and why. `age` is in days since it was last checked; None where no date can be read."""

    source: Source
    reasons: tuple[DueReason, ...]
    age: int | None


@dataclass(frozen=True)
class Recheck:
    """All sources to check again, oldest first, each with the questions that hang on it, per rubric."""

    today: date
    every_days: int
    registered: int
    due: tuple[Due, ...]
    hanging: Mapping[str, Mapping[str, tuple[str, ...]]]

    def as_data(self) -> dict[str, Any]:
        """The same as plain data, for JSON."""
        due = [
            {
                **fields(one.source, "id title number state status official checked_on"),
                "age_days": one.age,
                "reasons": list(one.reasons),
                "cited_by": as_data(self.hanging[one.source.id]),
            }
            for one in self.due
        ]
        return {"today": self.today.isoformat(), **fields(self, "every_days registered"), "due": due}

    def lines(self, lang: Lang) -> list[str]:
        """The same to read: a head, then each source with why, where to look and what hangs on it."""
        if not self.due:
            return [words(NOTHING_DUE, lang)]
        told, lines = LANGUAGES[lang], [w.say(DUE_HEAD, lang, count=len(self.due), all=self.registered)]
        for one in self.due:
            why = [w.say(DUE_REASONS[reason], lang, days=one.age) for reason in one.reasons]
            day = w.say(CHECKED_ON, lang, day=one.source.checked_on)
            head = f"{one.source.id}  {words(one.source.title, lang)}  [{told.semicolon.join([day, *why])}]"
            beneath = [one.source.official, *([words(one.source.note, lang)] if one.source.note else [])]
            citing = [
                w.say(CITED_BY, lang, rubric=rubric, count=len(ids), ids=told.listed(ids))
                for rubric, ids in self.hanging[one.source.id].items()
                if ids
            ]
            beneath += citing or [words(CITED_BY_NONE, lang)]
            lines += ["", head, *(f"  {line}" for line in beneath)]
        return lines


@dataclass(frozen=True)
class Place:
    """Where a question counts: a rubric, its dimension and its indicator there."""

    rubric: str
    dimension: str
    indicator: str


@dataclass(frozen=True)
class Gap:
    """What `rubric` has no counterpart for in `other`: indicators none of whose questions it places.

    `unknown` are indicators of `other` of unknown content, which cannot be compared.
    """

    rubric: str
    other: str
    indicators: tuple[str, ...]
    unknown: tuple[str, ...]
    compared: int


@dataclass(frozen=True)
class Crosswalk:
    """Where each question of the bank counts, and for each pair of rubrics what the one lacks of the other."""

    places: Mapping[str, tuple[Place, ...]]
    gaps: tuple[Gap, ...]
    titles: Mapping[tuple[str, str], Text]
    """Title by rubric and node."""

    def as_data(self) -> dict[str, Any]:
        """The same as plain data, for JSON."""
        questions = [{"id": one, "places": [asdict(place) for place in places]} for one, places in self.places.items()]
        return {"questions": questions, "gaps": [asdict(gap) for gap in self.gaps]}

    def lines(self, lang: Lang) -> list[str]:
        """The same to read: first the gaps of each pair, then one line a question."""
        lines: list[str] = []
        for gap in self.gaps:
            count, all_of = len(gap.indicators), gap.compared
            lines.append(w.say(NO_COUNTERPART, lang, rubric=gap.rubric, other=gap.other, count=count, all=all_of))
            lines += [f"  {self._title(gap.other, node, lang)}" for node in gap.indicators]
            lines += [
                f"  {self._title(gap.other, node, lang)} [{words(CONTENT_UNKNOWN, lang)}]" for node in gap.unknown
            ]
            lines.append("")
        lines.append(words(COUNTS_IN, lang))
        for question_id, places in self.places.items():
            where = [f"{place.rubric} {self._title(place.rubric, place.indicator, lang)}" for place in places]
            lines.append(f"  {question_id}  {LANGUAGES[lang].semicolon.join(where) or words(COUNTS_NOWHERE, lang)}")
        return lines

    def _title(self, rubric: str, node: str, lang: Lang) -> str:
        return words(self.titles[rubric, node], lang)


def due(
    register: SourceRegister, today: date, every_days: int, cited: Collection[str] | None = None
) -> tuple[Due, ...]:
    """Sources to check again, the longest unchecked first.

    A source is due when it was last checked more than `every_days` days before `today` (or no one can read when), when
    it is a draft, when its note is marked as pending, or when it is superseded and among the `cited` ones. Without
    `cited` every superseded source counts as cited.
    """
    due_sources = []
    for source in register.sources:
        try:
            age = (today - date.fromisoformat(source.checked_on)).days
        except ValueError:
            age = None
        asked: dict[DueReason, bool] = {
            "unreadable-date": age is None,
            "old": age is not None and age > every_days,
            "draft": source.state == "draft",
            "pending": is_pending(source),
            "superseded": source.state == "superseded" and (cited is None or source.id in cited),
        }
        reasons = tuple(reason for reason, holds in asked.items() if holds)
        if reasons:
            due_sources.append(Due(source, reasons, age))
    return tuple(sorted(due_sources, key=lambda one: (one.age is not None, -(one.age or 0), one.source.id)))


def is_pending(source: Source) -> bool:
    """Whether the note says that a change is under way or an amendment is not read yet."""
    return source.note is not None and (
        source.note.zh.startswith(PENDING_MARKS[0]) or source.note.en.startswith(PENDING_MARKS[1])
    )


def hanging_on(source_id: str, library: Library) -> dict[str, tuple[str, ...]]:
    """Questions that cite a source, per rubric, in the order of its tree; a rubric that has none is there too."""
    citing = {
        one.id for one in library.questions.values() if source_id in {citation.source for citation in one.sources}
    }
    return {
        rubric_id: tuple(
            placed.question
            for node in _indicators(library, rubric_id)
            for placed in node.questions
            if placed.question in citing
        )
        for rubric_id in library.layouts
    }


def cited_sources(library: Library) -> frozenset[str]:
    """Every source that a question or a rubric rests on."""
    named = {citation.source for question in library.questions.values() for citation in question.sources}
    for layout in library.layouts.values():
        named |= {layout.standard, *(citation.source for citation in layout.bands_sources)}
    return frozenset(named)


def recheck(library: Library, today: date, every_days: int) -> Recheck:
    """`due` for a whole library, with what hangs on each source."""
    due_sources = due(library.sources, today, every_days, cited_sources(library))
    hanging = {one.source.id: hanging_on(one.source.id, library) for one in due_sources}
    return Recheck(today, every_days, len(library.sources.sources), due_sources, hanging)


def coverage(library: Library) -> Crosswalk:
    """In which rubrics and indicators every question counts, and which indicators of one rubric another lacks."""
    places: dict[str, list[Place]] = {question_id: [] for question_id in library.questions}
    titles: dict[tuple[str, str], Text] = {}
    for rubric_id, layout in library.layouts.items():
        for node, path in walk(layout.tree):
            titles[rubric_id, node.id] = node.title
            dimension = path[0].id if path else node.id
            for placed in node.questions:
                places[placed.question].append(Place(rubric_id, dimension, node.id))
    gaps = tuple(_gap(library, one, other) for one in library.layouts for other in library.layouts if one != other)
    return Crosswalk({question_id: tuple(of_question) for question_id, of_question in places.items()}, gaps, titles)


def _gap(library: Library, rubric_id: str, other_id: str) -> Gap:
    asked = {placed.question for node in _indicators(library, rubric_id) for placed in node.questions}
    compared = [node for node in _indicators(library, other_id) if node.questions]
    missing = tuple(node.id for node in compared if not asked & {placed.question for placed in node.questions})
    unknown = tuple(node.id for node in _indicators(library, other_id) if node.status == "unknown")
    return Gap(rubric_id, other_id, missing, unknown, len(compared))


def _indicators(library: Library, rubric_id: str) -> tuple[Node, ...]:
    """The nodes without children: those that hold questions, and those of unknown content."""
    return tuple(node for node, _ in walk(library.layouts[rubric_id].tree) if not node.children)


BOUND: dict[Bound, Text] = {
    "operator": text("平台经营者", "platform operator"),
    "merchant": text("平台内商家", "merchants"),
    "courier": text("快递企业", "couriers"),
    "payment-institution": text("支付机构", "payment institutions"),
    "seller": text("卖家（含平台自营）", "sellers, the platform's own sales among them"),
    "advertiser": text("广告主", "advertisers"),
    "advertising-publisher": text("广告发布者", "publishers of advertising"),
    "data-processor": text("个人信息和数据处理者", "processors of personal information and data"),
    "network-operator": text("网络运营者", "network operators"),
    "authority": text("行政机关", "authorities"),
    "everyone": text("任何单位和个人", "everyone"),
    "nobody": text("无人（定义、原则、罚则）", "nobody (definition, principle, penalty)"),
}
NOT_READ = text("未读到原文", "text not read")
WITHOUT_LINE = text("还没有写明约束谁", "who is bound is not stated yet")
CITATIONS_COUNT = text(
    "{questions} 题，{citations} 处引用，{articles} 个条款，其中 {unread} 个未读到原文",
    "{questions} questions, {citations} citations, {articles} articles; of these the text was not read: {unread}",
)


@dataclass(frozen=True)
class QuestionCitation:
    """One article (or a source as a whole, with an empty `article`) that a question cites.

    `line` says who is bound to what; None where it is not written yet. `duty_of_gate`: the gate rests on this article.
    """

    question: Question
    source: Source
    article: str
    status: Status
    line: Article | None
    duty_of_gate: bool

    def place(self, lang: Lang) -> str:
        """Title and article: "《电子商务法》第 31 条"."""
        return source_place(self.source, (self.article,) if self.article else (), lang)

    def bound(self, lang: Lang) -> str:
        """Who is bound."""
        if self.line is None:
            return words(WITHOUT_LINE, lang) if self.article else ""
        return LANGUAGES[lang].listed(words(BOUND[one], lang) for one in self.line.binds)

    def duty(self, lang: Lang) -> str:
        """To what."""
        return words(self.line.asks, lang) if self.line else ""

    def known(self, lang: Lang) -> str:
        """How surely we know, and whether the text was read."""
        status = words(STATUSES[self.status], lang)
        unread = self.line is not None and not self.line.read
        return f"{status}{LANGUAGES[lang].semicolon}{words(NOT_READ, lang)}" if unread else status


def question_citations(library: Library) -> tuple[QuestionCitation, ...]:
    """Every citation, in the order the questions are asked; those no rubric asks come last."""
    sources = {source.id: source for source in library.sources.sources}
    trees = (walk(layout.tree) for layout in library.layouts.values())
    asked = [placed.question for tree in trees for node, _ in tree for placed in node.questions]
    order = dict.fromkeys((*asked, *library.questions))
    citations: list[QuestionCitation] = []
    for question in (library.questions[question_id] for question_id in order):
        rests_on = {(duty.source, duty.article) for _, duty in duties(question)}
        for citation in question.sources:
            law = library.laws.get(citation.source)
            for article in citation.articles or ("",):
                line = law.article(article) if law else None
                rests = any((citation.source, article) in ((s, p) for p in wider(place)) for s, place in rests_on)
                citations.append(
                    QuestionCitation(question, sources[citation.source], article, citation.status, line, rests)
                )
    return tuple(citations)


def citation_lines(citations: tuple[QuestionCitation, ...], lang: Lang) -> Iterator[str]:
    """To read: each question with its citations, then the counts."""
    at: str | None = None
    for one in citations:
        if one.question.id != at:
            if at is not None:
                yield ""
            at = one.question.id
            yield f"{at}  {words(one.question.text, lang)}"
        mark = f"  [{words(GATE, lang)}]" if one.duty_of_gate else ""
        yield f"  {one.place(lang)}{mark}  [{one.known(lang)}]"
        if one.article:
            yield f"    {LANGUAGES[lang].colon.join(part for part in (one.bound(lang), one.duty(lang)) if part)}"
    yield ""
    yield say(CITATIONS_COUNT, lang, **citation_counts(citations))


def citation_counts(citations: tuple[QuestionCitation, ...]) -> dict[str, int]:
    """How many questions, citations and articles there are, and how many articles have not been read."""
    articles = {(one.source.id, one.article): one.line for one in citations if one.article}
    return {
        "questions": len({one.question.id for one in citations}),
        "citations": len(citations),
        "articles": len(articles),
        "unread": sum(line is not None and not line.read for line in articles.values()),
    }


def citation_data(citations: tuple[QuestionCitation, ...]) -> dict[str, Any]:
    """The same as plain data, for JSON."""
    return {
        "counts": citation_counts(citations),
        "citations": [
            {
                "question": one.question.id,
                "source": one.source.id,
                "article": one.article or None,
                "binds": list(one.line.binds) if one.line else None,
                "duty": as_data(one.line.asks) if one.line else None,
                "status": one.status,
                "read": one.line.read if one.line else None,
                "duty_of_gate": one.duty_of_gate,
            }
            for one in citations
        ],
    }
