"""How pages fall: what belongs together stays together, nothing leaves the paper, and the summary says all on one page, or with what to do on the next. Hundreds of reports: `python -m tests.report.varied`."""

from __future__ import annotations

from functools import lru_cache

import pytest

from ecq.assessment.changes import answer, begin
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples
from ecq.base.language import words
from ecq.document.bilingual import Both, first, flat
from ecq.document.blocks import Card
from ecq.document.drawing.fonts import face, type_
from ecq.document.drawing.line_breaking import Coverage
from ecq.document.drawing.page import RIGHT, Bookmark, Shape, Sheets, Type, Written
from ecq.planning.calendar import work_calendar
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.plan.words import GAIN_HEADS
from ecq.telling.report import words as r
from ecq.telling.report.shown import EDITIONS, EXTENTS, Extent, choose
from ecq.telling.report.whole import ReportModel
from ecq.telling.text import words as w
from ecq.writers.pdf.build import Order
from ecq.writers.pdf.layout.cover import frame, lay_contents
from ecq.writers.pdf.layout.tables import Column, Row, Table
from tests import building as b
from tests.building import sampled
from tests.planning.sentence_states import owned, staffed
from tests.report import varied
from tests.report.assessments import DAY, filled, full_profile, taken
from tests.report.full_reports import blocks_of, pages_of, paragraphs, rows_of, sealed_of, summary_of, title_of
from tests.report.varied import what_falls_apart

SAMPLES = [sample.id for sample in load_samples()]


@lru_cache(maxsize=64)
def _sample(name: str, edition: str) -> Assessment:
    from ecq.exchange.rubric_catalogue import rubric

    return sampled(name, rubric("gbt31526-2025"), EDITIONS[edition][0], f"{DAY}T09:00:00+00:00")


def laid_out(rubric: Rubric, made: Assessment, edition: str, extent: Extent = "standard") -> tuple[ReportModel, Sheets]:
    order = Order(rubric, made, choose(edition, extent), DAY)
    return sealed_of(order), pages_of(order)


def written(page: list) -> list[Written]:
    return [mark for mark in page if isinstance(mark, Written)]


def full_marks(rubric: Rubric) -> Assessment:
    made = begin(rubric, "满分", full_profile(rubric), "three-star")
    return b.answered_further(rubric, made, {question.id: b.best(question) for question in rubric.questions})


SAMPLE_AND_EDITION = [
    pytest.param(name, edition, marks=() if (place - number) % 3 == 0 else pytest.mark.long)
    for number, name in enumerate(SAMPLES)
    for place, edition in enumerate(EDITIONS)
]
"""Every sample and every edition; the other pairs of them are long, as the same parts are laid by the same code."""


def test_a_long_verdict_in_two_languages_stays_on_the_cover(shipped: Rubric):
    model, sheets = laid_out(shipped, full_marks(shipped), "zh+en", "short")
    assert "有条件" in model.cover.readiness.value
    for line in written(sheets.pages[0]):
        assert line.x + sheets.type.width(line.text, line.style) <= RIGHT + 0.5, line.text


def page_of(sheets: Sheets, title: str) -> list[Written]:
    (page,) = [
        page for page in sheets.pages if any(isinstance(mark, Bookmark) and mark.title == title for mark in page)
    ]
    return written(page)


def summary_page(model: ReportModel, sheets: Sheets) -> list[Written]:
    return page_of(sheets, summary_of(model).title)


def to_do_page(model: ReportModel, sheets: Sheets) -> list[Written]:
    """The summary's, or the one after it where both do not fit on one."""
    return page_of(sheets, summary_of(model).first_title)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "edition"), SAMPLE_AND_EDITION)
def test_nothing_falls_apart_and_decision_summary_and_limits_stand_whole_on_one_page_each(
    shipped: Rubric, name: str, edition: str
):
    model, sheets = laid_out(shipped, _sample(name, edition), edition)
    assert list(what_falls_apart(sheets)) == []
    for place, part in ((1, "decision"), (2, "summary")):
        assert page_of(sheets, title_of(model.part(part))) == written(sheets.pages[place])
    said = {line.text for line in to_do_page(model, sheets)}
    (way, *_), waves = summary_of(model).ways, summary_of(model).ways[0].waves
    wanted = [first(wave.head.label) for wave in waves if wave.head] + [first(one.label) for one in way.sums]
    assert [one for one in wanted if not any(line.startswith(one) for line in said)] == []
    assert any(first(line.title)[:9] in text for line in waves[0].lines for text in said)
    apart = to_do_page(model, sheets) != summary_page(model, sheets)
    assert not apart or "+" in edition, "in one language all stands on one page"
    limits = {sheets.type.lines(one, 493)[0].text for one in paragraphs(model, "limits")}
    assert sum(any(line.text in limits for line in written(page)) for page in sheets.pages) == 1


def contents(sheets: Sheets) -> set[int]:
    """The pages on which the list of contents stands."""
    held = enumerate(sheets.pages)
    return {at for at, page in held if any(one.kind == "TOC" for mark in written(page) for one in mark.within)}


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["en", "zh+en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_list_of_contents_has_no_page_to_itself(shipped: Rubric, name: str, edition: str):
    _, sheets = laid_out(shipped, _sample(name, edition), edition)
    (at,) = contents(sheets)
    said = [mark for mark in written(sheets.pages[at]) if "TOC" not in {one.kind for one in mark.within}]
    assert at <= 2
    assert len(said) > 10, "it stands at the foot of a page that says something else"


def test_where_no_front_page_has_room_the_contents_have_their_own(shipped: Rubric):
    sheets = Sheets(type_())
    for title in (f"Part {number}" for number in range(1, 9)):
        sheets.bookmark(title, 0)
        while sheets.room > 20:
            sheets.paragraph("said")
        sheets.turn()
    lay_contents(sheets, "Contents", 2)
    assert contents(sheets) == {2}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_total_of_the_plan_does_not_begin_a_page(shipped: Rubric, name: str):
    _, sheets = laid_out(shipped, _sample(name, "en"), "en", "full")
    for said in ([mark.text for mark in written(page) if mark.text] for page in sheets.pages):
        assert w.TOTAL.en not in said or said[said.index(w.TOTAL.en) - 1] != w.DONE_BY.en


def test_no_word_of_the_sources_is_torn_apart(shipped: Rubric):
    _, sheets = laid_out(shipped, _sample("qinghe-mall", "en"), "en")
    said = {mark.text for page in sheets.pages for mark in written(page)}
    assert "superseded" in said
    assert not {"superse", "supersede", "ded", "d"} & said


@pytest.mark.slow
@pytest.mark.parametrize(
    "edition", [one if one == "zh+en" else pytest.param(one, marks=pytest.mark.long) for one in EDITIONS]
)
def test_what_to_do_names_its_columns_and_a_failed_gate_first_with_who_and_by_which_day(shipped: Rubric, edition: str):
    lang = EDITIONS[edition][0]
    made = owned(staffed(_sample("xinghuo-live", edition)), {"林岚": "4", "周宁": "2"}, ["林岚", "周宁"])
    model, sheets = laid_out(shipped, made, edition)
    page = to_do_page(model, sheets)
    (gate,) = [line for line in summary_of(model).ways[0].waves[0].lines if line.gate]
    named = [first(line.title) for wave in summary_of(model).ways[0].waves for line in wave.lines]
    places = [place for place, line in enumerate(page) for one in named if line.text and one.startswith(line.text)]
    assert len(places) >= 3, "several things to do are named"
    top = page[places[0]]
    assert first(gate.title).startswith(top.text)
    beside = {line.text for line in page if abs(line.y - top.y) < 1}
    assert {gate.owner, gate.day, gate.effort} <= beside
    for head in (wave.head for wave in summary_of(model).ways[0].waves if wave.head):
        row = next(line for line in page if line.text.startswith(first(head.label)))
        assert {head.gain, head.effort} - {""} <= {line.text for line in page if abs(line.y - row.y) < 1}
    assert work_calendar("cn", gate.day).worked[0] == 0
    said = "".join(line.text for line in page).replace(" ", "")
    for head in (GAIN_HEADS["ready"], w.PERSON_DAYS_HEAD, w.OWNER, w.DONE_BY):
        assert words(head, lang).replace(" ", "") in said


def test_the_last_row_of_a_table_brings_the_one_before_it_along():
    kind = Type(face(False).widths, face(True).widths, Coverage(face(False).covered))
    column = Column(0, 200)
    for count in range(20, 60):
        sheets = Sheets(kind)
        Table(sheets, (column,), ("Head",)).lay([Row((kind.lines(f"row {n}", 200),)) for n in range(count)])
        for page in sheets.pages:
            assert len(written(page)) > 2, f"one of {count} rows stands alone under its head"


def test_a_row_over_two_pages_keeps_its_box_and_a_text_the_line_beside_it():
    kind = Type(face(False).widths, face(True).widths, Coverage(face(False).covered))
    long, mark = kind.lines("long " * 600, 200), Shape(((0, 0), (1, 1)))

    def drawn(*cells) -> list[int]:
        sheets = Sheets(kind)
        columns = tuple(Column(0, 200) for _ in cells)
        Table(sheets, columns).lay([Row(cells, draw=lambda _x, _y, _height: [mark])])
        assert len(sheets.pages) == 2
        return [page.count(mark) for page in sheets.pages]

    assert drawn((), long) == [1, 0]
    assert drawn(long) == [1, 1]


def test_a_foot_too_long_in_two_languages_is_whole_in_the_first():
    kind = Type(face(False).widths, face(True).widths, Coverage(face(False).covered))
    foot = "用 ECQ 服务质量自评 制作 · 自评结果，不是认证证书"
    long = Both(
        foot, "Made with ECQ service-quality self-check, kept as whole as can be · A self-assessment, not a certificate"
    )
    (marks,) = frame(Sheets(kind), "", "", (long, long), None)
    assert marks[0].text == foot
    (marks,) = frame(Sheets(kind), "", "", (Both("自评", "Self-check"),) * 2, None)
    assert "Self-check" in marks[0].text


def test_a_name_above_the_pages_is_not_cut_off_for_a_second_language():
    kind = Type(face(False).widths, face(True).widths, Coverage(face(False).covered))
    head = "ECQ 服务质量自评 · ECQ service-quality self-check · Qinghe Mall - invented sample"
    title = Both("认证前准备度报告", "Readiness report before certification")
    sheets = Sheets(kind)
    sheets.turn()
    shown = [mark.text for mark in frame(sheets, head, title, ("", ""), None)[1]]
    assert head in shown
    assert "认证前准备度报告" in shown
    shown = [mark.text for mark in frame(sheets, "ECQ · 青禾商城", title, ("", ""), None)[1]]
    assert flat(title) in shown, "both where there is room"


def test_english_is_set_with_its_own_dots(shipped: Rubric):
    _, sheets = laid_out(shipped, _sample("qinghe-mall", "en"), "en")
    wide = [
        line.text for page in sheets.pages for line in written(page) if "…" in line.text and line.text.isprintable()
    ]
    assert [text for text in wide if not any("\u4e00" <= char <= "\u9fff" for char in text)] == []


@pytest.mark.parametrize("extent", EXTENTS)
def test_failed_and_open_gates_stand_in_every_extent_in_full_or_the_seventh_on_in_a_row(
    shipped: Rubric, extent: Extent
):
    made = begin(shipped, "差", full_profile(shipped))
    gates = [question for question in shipped.questions if question.gate]
    for question in gates[: len(gates) // 2]:
        made = taken(answer(made, question, question.lowest_answer))
    card = score(shipped, made)
    model, _ = laid_out(shipped, made, "zh", extent)
    cards = blocks_of(model, "gates", Card)
    failed = [card for card in cards if card.side.tone == "bad"]
    count = len(card.gates_in("failed"))
    assert count > 10
    assert len(failed) == (6 if extent == "short" else count)
    labels = {w.ANSWER.zh, r.DEMANDED.zh, r.CONSEQUENCE.zh, w.NEXT_STEP.zh, w.BASIS.zh}
    assert all(
        {fact.label for fact in card.facts} == labels and all(fact.lines for fact in card.facts) for card in failed
    )
    rows = {row.cells[1][0] for row in rows_of(model, "gates")} | {card.title for card in cards}
    against = [*card.gates_in("failed"), *card.gates_in("open")]
    assert {shipped.by_id[gate.question].text.zh for gate in against} == rows
    assert r.GATES_UNANSWERED.zh in paragraphs(model, "gates")[0]


_OF_ALL = (6, 10)
"""The others try more of the same."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "seed", [seed if seed in _OF_ALL else pytest.param(seed, marks=pytest.mark.long) for seed in range(16)]
)
def test_nothing_falls_apart(shipped: Rubric, seed: int):
    assert list(what_falls_apart(varied.laid_out(shipped, seed))) == []


def test_a_summary_that_fills_its_page_leaves_no_heading_at_its_foot(shipped: Rubric):
    assert list(what_falls_apart(varied.laid_out(shipped, 648))) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "edition", [one if one == "zh+en" else pytest.param(one, marks=pytest.mark.long) for one in EDITIONS]
)
def test_nothing_falls_apart_where_everything_is_there(shipped: Rubric, edition: str):
    assert list(what_falls_apart(pages_of(Order(shipped, filled(shipped), choose(edition, "full"), DAY)))) == []
