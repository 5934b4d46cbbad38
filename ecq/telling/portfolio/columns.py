"""The columns of a list of self-checks, each told once: for who reads a list, for sheets, and for programs.

The start page, the portfolio on screen, as PDF and as text, `ecq list`, the workbook and JSON are all made of `COLUMNS`:
whoever adds one adds it here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, get_args

from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.document.blocks import Cell, Link, Mark, Rated, Said, Shares, Span, Table, Tagged, cell
from ecq.document.blocks import Column as TableColumn
from ecq.document.blocks import Row as TableRow
from ecq.document.charts import axis_share
from ecq.document.lists import Content, Day, Exact
from ecq.rubric.model import Rubric
from ecq.scoring.export import exact_interval, fields, rubric_data
from ecq.scoring.readiness import ReasonCode, Verdict
from ecq.telling.evidence.binder import fall_words
from ecq.telling.portfolio import words as pf
from ecq.telling.portfolio.sentences import left_words, name_words, rubric_words, score_or_none, verdict_words
from ecq.telling.portfolio.summary import Listing, SelfCheckRow
from ecq.telling.text import words as w
from ecq.telling.text.sentences import gap_words, grade_words, score_words
from ecq.telling.text.words import say

Group = Literal["name", "score", "grade", "progress", "readiness", "due"]
GROUPS: Mapping[Group, tuple[Text, int]] = {
    "name": (pf.CLIENT, 28),
    "score": (w.SCORE, 21),
    "grade": (w.GRADE, 15),
    "progress": (pf.PROGRESS, 14),
    "readiness": (pf.READINESS, 32),
    "due": (pf.TARGET_DAY, 14),
}
"""Where lists are read, several columns stand in one: its head and its share of the width."""

_VERDICTS: dict[Verdict, Mark] = {"ready": "good", "conditional": "fair", "not-ready": "plain"}
_SHORT: Mapping[ReasonCode, Text] = {
    "out-of-reach": pf.SHORT,
    "below-target": pf.SHORT,
    "evidence-below-target": pf.EVIDENCE_SHORT,
    "margin": pf.ABOVE,
    "gate-cap": pf.CAPPED,
}


@dataclass(frozen=True)
class Way:
    """How a list is told: in which language, and what only the place knows where it is read.

    `several`: the rows are of more than one rubric, so each says its own. `changed` says when a row was last changed,
    `page` which page of the app it leads to. `sets_day`: whoever reads it can set a day to be ready by. `on_screen`: what is
    settled is drawn as well.
    """

    lang: Lang
    several: bool = False
    changed: Callable[[SelfCheckRow], str] = lambda row: row.changed_at[:10]
    page: Callable[[SelfCheckRow], str] = lambda _: "results"
    sets_day: bool = False
    on_screen: bool = False


@dataclass(frozen=True)
class Column:
    """A fact of a self-check. `said` is what is read of it in its `group`; a sheet has `value` under `head`, so many
    characters wide; JSON has `data`, where a name with a dot stands inside another, and what the row has under the `same` names.
    """

    group: Group
    said: Callable[[SelfCheckRow, Way], Cell] = lambda _row, _way: ()
    head: Text | None = None
    width: int = 9
    value: Callable[[SelfCheckRow, Lang], Content] = lambda _row, _lang: None
    data: Mapping[str, Callable[[SelfCheckRow], Any]] = field(default_factory=dict)
    same: str = ""


def table(rows: Iterable[SelfCheckRow], way: Way, unscored: Iterable[TableRow] = ()) -> Table:
    """The list as a table; `unscored` rows, with a name and a reason, follow."""
    heads = tuple(TableColumn(words(head, way.lang), share) for head, share in GROUPS.values())
    return Table(heads, (*(TableRow(tuple(groups(row, way).values())) for row in rows), *unscored))


def groups(row: SelfCheckRow, way: Way) -> dict[Group, Cell]:
    """What is said of a row, by group."""
    told: dict[Group, Cell] = dict.fromkeys(get_args(Group), ())
    for column in COLUMNS:
        told[column.group] += column.said(row, way)
    return told


def unscored_row(row: Listing, lang: Lang) -> TableRow:
    """One that cannot be read, or whose rubric is not at hand."""
    name = Link(name_words(row.name, lang), row.id, "strong", "results")
    return TableRow((cell(name), cell(Said(words(why_unscored(row), lang), "muted"))))


def why_unscored(row: Listing) -> Text:
    """Why a self-check has no score on a list."""
    return pf.UNREADABLE_ROW if row.unreadable else pf.NO_RUBRIC_ROW


def data(row: SelfCheckRow) -> dict[str, Any]:
    """How one self-check stands, for programs."""
    told: dict[str, Any] = {}
    for column in COLUMNS:
        told |= fields(row, column.same)
        for name, value in column.data.items():
            outer, _, inner = name.partition(".")
            if inner:
                told.setdefault(outer, {})[inner] = value(row)
            else:
                told[outer] = value(row)
    return told


def starts(rubric: Rubric) -> tuple[tuple[Fraction, int, Fraction], ...]:
    """Where each grade with stars begins on the axis of the bars, its stars, and from which score on it is given."""
    starred = [band for band in rubric.bands if band.stars]
    return tuple((axis_share(band.from_, starred[0].from_), band.stars, band.from_) for band in starred)


# What is read


def _name(row: SelfCheckRow, way: Way) -> Cell:
    return (Link(name_words(row.name, way.lang), row.id, "strong", way.page(row)),)


def _marks(row: SelfCheckRow, way: Way) -> Cell:
    demo: tuple[tuple[str, Mark], ...] = ((words(pf.DEMO, way.lang), "fair"),) if row.demo else ()
    tagged = Tagged(way.changed(row), (*demo, *((tag, "plain") for tag in row.tags)), "muted")
    return cell(tagged) if tagged.whole else ()


def _rubric(row: SelfCheckRow, way: Way) -> Cell:
    return cell(Said(rubric_words(row.rubric, way.lang), "muted")) if way.several else ()


def _score(row: SelfCheckRow, way: Way) -> Cell:
    if not row.begun:
        return cell(Said(words(pf.NOT_BEGUN, way.lang), "muted"))
    marks = starts(row.rubric)
    first = marks[0][2] if marks else Fraction(0)
    ends = (row.evidenced.low, row.score.low, row.score.high, row.target.from_)
    evidenced, low, high, target = (axis_share(end, first) for end in ends)
    bar = Shares(evidenced, low, high, target, False, "", tuple(place for place, *_ in marks))
    return bar, *cell(Said(score_or_none(row.score, True, way.lang), "strong"))


def _evidenced(row: SelfCheckRow, way: Way) -> Cell:
    said = say(pf.EVIDENCED_SCORE, way.lang, score=score_words(row.evidenced.low))
    return cell(Said(said, "muted")) if row.begun else ()


def _grade(row: SelfCheckRow, way: Way) -> Cell:
    if not row.begun:
        return ()
    named = grade_words(row.grade, way.lang)
    if not row.grade.settled:
        return named, Said(words(w.NOT_SETTLED, way.lang), "muted")
    return (Rated(f"{named} · {words(w.SETTLED, way.lang)}", row.grade.low.stars, "muted"),)


def _settled(row: SelfCheckRow, way: Way) -> Cell:
    told = say(pf.SETTLED_OF, way.lang, settled=row.settled, applicable=row.applicable)
    if not way.on_screen:
        return cell(told)
    share = Fraction(row.settled, row.applicable) if row.applicable else Fraction(0)
    return told, Span(Fraction(0), share, "")


def _ready(row: SelfCheckRow, way: Way) -> Cell:
    aim = say(pf.AIM, way.lang, target=words(row.target.title, way.lang))
    mark = _VERDICTS[row.verdict] if row.begun else "plain"
    return (Tagged(aim, ((verdict_words(row, way.lang), mark),)),)


def _failed(row: SelfCheckRow, way: Way) -> Cell:
    return cell(Said(say(pf.FAILED_COUNT, way.lang, count=row.failed), "bad")) if row.failed else ()


def _left(row: SelfCheckRow, way: Way) -> Cell:
    """What is left to do: questions, else what the target still lacks; gates of which nothing is said yet."""
    lang, parts = way.lang, []
    if not row.begun:
        return ()
    if row.left:
        minutes = say(pf.MINUTES, lang, count=row.length.minutes(lang))
        parts.append(say(pf.QUESTIONS_LEFT, lang, count=row.left, minutes=minutes))
    if row.waiting:
        parts.append(say(w.WAITING, lang, count=row.waiting))
    if not parts and not row.failed and row.reason and row.reason in _SHORT:
        amount = score_words(row.amount) if row.reason == "margin" else gap_words(row.amount)
        parts.append(say(_SHORT[row.reason], lang, amount=amount))
    if row.gates_open:
        parts.append(say(pf.OPEN_COUNT, lang, count=row.gates_open))
    return cell(Said(LANGUAGES[lang].comma.join(parts), "muted"))


def _falls(row: SelfCheckRow, lang: Lang) -> str:
    """From which day the grade with evidence falls; "" where nothing that is known ends it."""
    return fall_words(row.rubric, row.evidenced.low, row.falls, lang) if row.falls else ""


def _due(row: SelfCheckRow, way: Way) -> Cell:
    if row.gone_in is not None:
        said = say(pf.GONE_IN, way.lang, count=row.gone_in) if row.gone_in > 0 else words(pf.GONE_TODAY, way.lang)
        return cell(Said(said, "muted"))
    if not row.ready_by:
        link = Link(words(pf.SET_DAY, way.lang), row.id, "muted", "plan") if way.sets_day else ""
        return cell(words(pf.NO_DAY, way.lang), link)
    return cell(row.ready_by, Said(left_words(row, way.lang), "muted"))


# What sheets and programs have


def _if_begun(value: Callable[[SelfCheckRow, Lang], Content]) -> Callable[[SelfCheckRow, Lang], Content]:
    """Nothing where nothing is answered: there is no score to speak of."""
    return lambda row, lang: value(row, lang) if row.begun else None


def _named(row: SelfCheckRow, lang: Lang) -> str:
    return name_words(row.name, lang) + (LANGUAGES[lang].bracketed(words(pf.DEMO, lang)) if row.demo else "")


COLUMNS: tuple[Column, ...] = (
    Column("name", _name, pf.CLIENT, 26, _named, same="id name demo"),
    Column("score", _score, w.SURE, 11, _if_begun(lambda row, _: Exact(row.score.low, "score")), same="begun"),
    Column(
        "score",
        head=w.POSSIBLE,
        value=_if_begun(lambda row, _: Exact(row.score.high, "score")),
        data={
            "score.low": lambda row: score_words(row.score.low),
            "score.high": lambda row: score_words(row.score.high),
            "exact": lambda row: exact_interval(row.score),
        },
    ),
    Column(
        "score",
        _evidenced,
        w.WITH_EVIDENCE,
        9,
        _if_begun(lambda row, _: Exact(row.evidenced.low, "score")),
        {
            "evidenced": lambda row: score_words(row.evidenced.low),
            "evidenced_exact": lambda row: exact_interval(row.evidenced),
        },
    ),
    Column(
        "grade",
        _grade,
        pf.GRADE_AT_LEAST,
        11,
        _if_begun(lambda row, lang: words(row.grade.low.title, lang)),
        {"grade.low": lambda row: row.grade.low.id},
    ),
    Column(
        "grade",
        head=pf.GRADE_AT_MOST,
        width=11,
        value=_if_begun(lambda row, lang: words(row.grade.high.title, lang)),
        data={"grade.high": lambda row: row.grade.high.id},
    ),
    Column(
        "readiness",
        _ready,
        pf.TARGET,
        9,
        lambda row, lang: words(row.target.title, lang),
        {"target": lambda row: row.target.id},
    ),
    Column("readiness", head=pf.READINESS, width=15, value=verdict_words, same="verdict"),
    Column("readiness", _failed, pf.FAILED, 9, lambda row, _: row.failed, {"gates.failed": lambda row: row.failed}),
    Column(
        "readiness", _left, pf.GATES_OPEN, 9, lambda row, _: row.gates_open, {"gates.open": lambda row: row.gates_open}
    ),
    Column(
        "readiness",
        lambda row, way: cell(Said(_falls(row, way.lang), "muted")) if row.falls else (),
        pf.FALLS,
        30,
        _falls,
        {
            "falls": lambda row: (
                row.falls
                and {
                    "day": row.falls.day,
                    "grade": row.rubric.grade_of(row.falls.evidenced).id,
                    "pieces": row.falls.pieces,
                }
            )
        },
    ),
    Column("progress", _settled, pf.SETTLED, 9, lambda row, _: row.settled, same="settled"),
    Column("progress", head=pf.APPLICABLE, value=lambda row, _: row.applicable, same="applicable"),
    Column("due", _due, pf.TARGET_DAY, 12, lambda row, _: Day(row.ready_by or ""), same="ready_by"),
    Column("due", head=pf.DAYS_LEFT, width=8, value=lambda row, _: row.days_left, same="days_left"),
    Column("name", head=pf.CHANGED, width=12, value=lambda row, _: Day(row.changed_at[:10]), same="changed_at"),
    Column("name", _marks, pf.TAGS, 12, lambda row, lang: LANGUAGES[lang].listed(row.tags), same="tags"),
    Column(
        "name",
        _rubric,
        pf.RUBRIC,
        34,
        lambda row, lang: rubric_words(row.rubric, lang),
        {"rubric": lambda row: rubric_data(row.rubric)},
    ),
)
