"""Builds the workbook of results, sheet by sheet: the one call from outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecq.assessment.model import Assessment
from ecq.base.language import Lang, Text
from ecq.checking.law import agreed
from ecq.document.blocks import Block, Bullets, Chapter, Paragraph, Row, Section, Table, cell
from ecq.document.lists import Of, SheetList
from ecq.planning.agreed import cheapest_plan
from ecq.planning.next_step import next_steps
from ecq.rubric.law import OwnWords
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import readiness
from ecq.scoring.unknown_facts import scorecard as scorecard_of
from ecq.telling.evidence.binder import binder
from ecq.telling.plan.work_plan import work_plan
from ecq.telling.report import words as r
from ecq.telling.report.sections import Sections, view_of
from ecq.telling.report.shown import SHOWN, SheetId
from ecq.telling.results.lists import results_lists
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import law_as_of, placement_note, source_place
from ecq.telling.text.tables import columns
from ecq.telling.text.words import say
from ecq.writers.sheets.evidence_checklist import evidence_list
from ecq.writers.sheets.lists import write_blocks, write_list
from ecq.writers.sheets.results import words as b
from ecq.writers.sheets.results.contents import HEAD_ROW, Places, Results
from ecq.writers.sheets.results.plan import PlanSheet
from ecq.writers.sheets.results.scorecard import ScorecardSheet
from ecq.writers.sheets.results.summary import Summary
from ecq.writers.sheets.stamps import ORIGIN, origin_of
from ecq.writers.sheets.writing import Book, SheetWriter

FORMAT = "ecq-results/1"


def results_workbook(
    rubric: Rubric,
    assessment: Assessment,
    lang: Lang,
    day: str,
    others: Sequence[Rubric] = (),
    own_words: Sequence[OwnWords] = (),
) -> bytes:
    """The workbook as of a day (ISO 8601 text), on which evidence is overdue or not. The same bytes for the same input.

    `others` are the rubrics to compare with, `own_words` those of articles whose text was brought.

    Raises EcqError where XlsxWriter (or, for Traditional Chinese, OpenCC) is not installed.
    """
    card = scorecard_of(rubric, assessment)
    book = Book(lang, f"{say(b.TITLE, lang)} · {assessment.name}")
    cheapest = cheapest_plan(rubric, assessment)
    results = Results(
        rubric=rubric,
        assessment=assessment,
        card=card,
        verdict=readiness(rubric, assessment, card),
        lang=lang,
        day=day,
        book=book,
        plan=cheapest,
        work=work_plan(rubric, assessment, cheapest, lang, day or None),
        steps=next_steps(rubric, assessment, cheapest.steps),
    )
    names = (b.SUMMARY, b.SCORECARD, w.GATES, wr.GAPS, b.PLAN, w.EVIDENCE, w.ANSWERS)
    summary, scorecard, gates, gaps, planned, evidence, answers = (book.sheet(say(name, lang)) for name in names)
    places = ScorecardSheet(results, scorecard).write()
    Summary(results, summary, places).write()
    for sheet, told in zip((gates, gaps, answers), results_lists(card, results.steps, lang), strict=True):
        _list(results, sheet, told, places)
    PlanSheet(results, planned, places).write()
    _list(results, evidence, evidence_list(binder(rubric, assessment, lang, day or None, card)), places)
    _told(results, others)
    if own_words:
        written = book.sheet(say(b.OWN_WORDS, lang))
        write_blocks(written, tuple(_articles(results, own_words)))
        written.page(results.foot, portrait=True)
    lines = " ".join(dict.fromkeys(line.question for line in results.work.lines))
    origin = origin_of(rubric, assessment, FORMAT)
    book.hidden_pairs(ORIGIN, {**origin, "start": assessment.terms.start or "", "lines": lines})
    book.remember_cells()
    return book.to_bytes()


def _list(results: Results, sheet: SheetWriter, told: SheetList[Of], places: Places) -> None:
    """A list under its title; its last column, the ids, is for machines and is not printed."""
    results.top(sheet, told.title, *told.lines)
    write_list(sheet, told, HEAD_ROW, places.live, printed=len(told.columns) - 1)
    sheet.page(results.foot)


def _told(results: Results, others: Sequence[Rubric]) -> None:
    """The sheets that are sections of the report, and what is to be known of the workbook."""
    view = view_of(results.rubric, results.assessment, results.lang, ())
    sections = Sections(view, "standard", results.day, (), tuple(others))
    told: tuple[tuple[SheetId, Text, Sequence[Block]], ...] = (
        ("sureness", r.PARTS["sureness"], ()),
        ("editions", r.PARTS["editions"], ()),
        ("about", w.ABOUT, tuple(_how_to_read(results, view.early))),
    )
    for sheet, name, lead in told:
        here = (one for one, place in SHOWN.items() if place.sheet == sheet)
        shown = (one for one in here if SHOWN[one].while_early or not view.early)
        content = (*lead, *(block for one in shown for block in sections.blocks(one)))
        if content:
            written = results.book.sheet(results.say(name))
            write_blocks(written, content)
            written.page(results.foot, portrait=True)


def _articles(results: Results, own_words: Sequence[OwnWords]) -> Iterator[Block]:
    """Articles in their own words, and whether these are the words that were read."""
    yield Chapter(results.say(b.OWN_WORDS))
    rows = (
        (
            source_place(results.rubric.source_by_id[one.source], (one.article,), results.lang),
            "\n".join(one.paragraphs),
            agreed(one.differing, one.paragraphs, results.lang),
        )
        for one in own_words
    )
    heads = columns(results.lang, (w.BASIS, 22), (b.OWN_WORDS, 58), (b.AGREEMENT, 20))
    yield Table(heads, tuple(Row(tuple(map(cell, row))) for row in rows))


def _how_to_read(results: Results, early: bool) -> Iterator[Block]:
    layout = results.rubric.layout
    rubric = results.say(b.RUBRIC_LINE, title=results.say(layout.title), id=layout.id, version=layout.version)
    placement = placement_note(results.rubric, results.lang)
    yield Chapter(results.say(b.HOW_TO_READ))
    yield Bullets(tuple(map(results.say, b.HOW_LINES)))
    yield Section(results.say(w.RUBRIC))
    digest = f"{results.say(b.DIGEST)} {results.rubric.digest}"
    yield Bullets((rubric, digest, *([placement] if placement else [])))
    if early:  # else it stands with the sources
        yield Paragraph(law_as_of(results.rubric, results.lang), "note")
    yield Section(results.say(b.LIMITS))
    yield Bullets(tuple(map(results.say, w.LIMIT_LINES)))
