"""The results to take away, each in one call: the workbook sheet by sheet, CSV, and JSON.

CSV has a row for each question, for each line of the plan, or for each question that changed between two states; JSON
has all of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ecq.assessment.model import Assessment
from ecq.base.exact import cut
from ecq.base.language import Lang, Text, words
from ecq.checking.law import agreed
from ecq.document.blocks import Block, Bullets, Chapter, Paragraph, Row, Section, Table, cell
from ecq.document.lists import Content, Of, SheetList
from ecq.planning import Between, Move, Side
from ecq.planning.agreed import cheapest_plan, next_steps
from ecq.rubric.law import OwnWords
from ecq.rubric.model import Rubric
from ecq.scoring.export import fields, score_data
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.evidence.binder import binder
from ecq.telling.plan import words as p
from ecq.telling.plan.agreed import agreed_work
from ecq.telling.plan.export import plan_data, sentences_data
from ecq.telling.plan.work_plan import WaveLines, WorkLine, work_plan
from ecq.telling.report.comparisons import breakdown, group_title
from ecq.telling.report.shown import SHOWN, SheetId
from ecq.telling.report.whole import Sections, view_of
from ecq.telling.result_lists import COLUMNS, Asked, asked, results_lists
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import POINT_DECIMALS, answer_words, columns, law_as_of, placement_note, source_place
from ecq.telling.text.words import say
from ecq.writers.sheets import words as f
from ecq.writers.sheets.evidence_checklist import evidence_list
from ecq.writers.sheets.lists import csv_content, write_blocks, write_list
from ecq.writers.sheets.results.contents import HEAD_ROW, Places, Results
from ecq.writers.sheets.results.plan import PlanSheet
from ecq.writers.sheets.results.scorecard import ScorecardSheet
from ecq.writers.sheets.results.summary import Summary
from ecq.writers.sheets.stamps import ORIGIN, origin_of
from ecq.writers.sheets.writing import Book, SheetWriter, csv_cell, csv_file, csv_number

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
    card = scorecard(rubric, assessment)
    book = Book(lang, f"{say(f.TITLE, lang)} · {assessment.name}")
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
    names = (f.SUMMARY, f.SCORECARD, w.GATES, wr.GAPS, f.PLAN, w.EVIDENCE, w.ANSWERS)
    summary, scored, gates, gaps, planned, evidence, answers = (book.sheet(say(name, lang)) for name in names)
    places = ScorecardSheet(results, scored).write()
    Summary(results, summary, places).write()
    for sheet, told in zip((gates, gaps, answers), results_lists(card, results.steps, lang), strict=True):
        _list(results, sheet, told, places)
    PlanSheet(results, planned, places).write()
    _list(results, evidence, evidence_list(binder(rubric, assessment, lang, card)), places)
    _told(results, others)
    if own_words:
        _blocks(results, f.OWN_WORDS, tuple(_articles(results, own_words)))
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
        ("sureness", SHOWN["sureness"].title, ()),
        ("editions", SHOWN["editions"].title, ()),
        ("about", w.ABOUT, tuple(_how_to_read(results, view.early))),
    )
    for sheet, name, lead in told:
        here = (one for one, place in SHOWN.items() if place.sheet == sheet)
        shown = (one for one in here if SHOWN[one].while_early or not view.early)
        content = (*lead, *(block for one in shown for block in sections.blocks(one)))
        if content:
            _blocks(results, name, content)


def _blocks(results: Results, name: Text, content: Sequence[Block]) -> None:
    """A sheet that is read like a page."""
    written = results.book.sheet(results.say(name))
    write_blocks(written, content)
    written.page(results.foot, portrait=True)


def _articles(results: Results, own_words: Sequence[OwnWords]) -> Iterator[Block]:
    """Articles in their own words, and whether these are the words that were read."""
    yield Chapter(results.say(f.OWN_WORDS))
    rows = []
    for one in own_words:
        place = source_place(results.rubric.source_by_id[one.source], (one.article,), results.lang)
        held = agreed(one.differing, one.paragraphs, results.lang)
        rows.append(Row((cell(place), cell("\n".join(one.paragraphs)), cell(held))))
    yield Table(columns(results.lang, (w.BASIS, 22), (f.OWN_WORDS, 58), (f.AGREEMENT, 20)), tuple(rows))


def _how_to_read(results: Results, early: bool) -> Iterator[Block]:
    layout = results.rubric.layout
    rubric = results.say(f.RUBRIC_LINE, title=results.say(layout.title), id=layout.id, version=layout.version)
    placement = placement_note(results.rubric, results.lang)
    yield Chapter(results.say(f.HOW_TO_READ))
    yield Bullets(tuple(map(results.say, f.HOW_LINES)))
    yield Section(results.say(w.RUBRIC))
    digest = f"{results.say(f.DIGEST)} {results.rubric.digest}"
    yield Bullets((rubric, digest, *([placement] if placement else [])))
    if early:  # else it stands with the sources
        yield Paragraph(law_as_of(results.rubric, results.lang), "note")
    yield Section(results.say(f.LIMITS))
    yield Bullets(tuple(map(results.say, w.LIMIT_LINES)))


_VALUE: Mapping[str, Callable[[Asked], Content]] = {
    "question_id": lambda row: row.scored.id,
    "value": lambda row: (
        row.response.value if isinstance(row.response.value, str) else ",".join(row.response.value or ())
    ),
    "evidenced": lambda row: int(row.scored.evidenced),
    "evidence_in_hand": lambda row: "\n".join(item.text for item in row.response.evidence if item.in_hand),
    "evidence_to_obtain": lambda row: "\n".join(item.text for item in row.response.evidence if not item.in_hand),
    "changed": lambda row: row.response.at,
}
"""What only a file of rows has, or has otherwise."""
CSV_COLUMNS = (
    "dimension", "indicator", "question_id", "question", "gate", "state", "answer", "value", "credit", "points",
    "contribution", "evidenced", "reason", "note", "evidence_in_hand", "evidence_to_obtain", "next_step", "effort",
    "lead_time", "step_gain", "changed",
)  # fmt: skip
PLAN_COLUMNS = (
    "wave", "kind", "to_do", "question_id", "question", "from_to", "how", "evidence", "gate", "law", "quick_win",
    "points", "effort", "lead_time", "owner", "day", "too_soon",
)  # fmt: skip


def results_csv(rubric: Rubric, assessment: Assessment, lang: Lang) -> bytes:
    """A row for each question, in UTF-8 with a byte order mark; what looks like a formula has an apostrophe before it."""
    card = scorecard(rubric, assessment)
    steps = next_steps(rubric, assessment, cheapest_plan(rubric, assessment).steps)
    told = [_VALUE.get(column) or COLUMNS[column].value for column in CSV_COLUMNS]
    rows = ([csv_content(value(row)) for value in told] for row in asked(card, steps, lang))
    return csv_file([CSV_COLUMNS, *rows])


def plan_csv(rubric: Rubric, assessment: Assessment, lang: Lang, day: str | None = None) -> bytes:
    """A row for each line of the plan, in its order, as of a day."""
    shown = work_plan(rubric, assessment, cheapest_plan(rubric, assessment), lang, day)
    rows = (map(csv_cell, _plan_row(wave, line, lang)) for wave in shown.waves for line in wave.lines)
    return csv_file([PLAN_COLUMNS, *rows])


def _plan_row(wave: WaveLines, line: WorkLine, lang: Lang) -> list[str]:
    step = line.step
    return [
        wave.title,
        words(p.KINDS[line.kind], lang),
        line.title,
        line.question,
        line.asked,
        line.rise,
        "\n".join(line.how),
        "\n".join(line.evidence),
        words(w.GATE, lang) if line.gate else "",
        "\n".join(line.law),
        "1" if line.quick else "0",
        cut(step.gain, POINT_DECIMALS) if step else "",
        csv_number(step.effort) if step else "",
        csv_number(step.in_a_row) if step else "",
        line.owner,
        line.day,
        "1" if line.late else "0",
    ]


def results_json(rubric: Rubric, assessment: Assessment, lang: Lang, day: str | None = None) -> bytes:
    """Score, answers in words, and the plan; the shapes are in docs/workbook.md. `day` as in `plan_csv`."""
    card = scorecard(rubric, assessment)
    verdict = readiness(rubric, assessment, card)
    cheapest = cheapest_plan(rubric, assessment)
    shown = work_plan(rubric, assessment, cheapest, lang, day)
    said = {
        **sentences_data(shown, agreed_work(rubric, assessment, cheapest, lang, day) if day else None),
        "kinds": [fields(one, "kind label amount days") for one in shown.shares],
        "waves": [_wave(wave) for wave in shown.waves],
    }
    data = {
        **score_data(rubric, assessment, card, verdict),
        "lang": lang,
        "answers": [_answer(rubric, assessment, card, question_id, lang) for question_id in card.questions],
        "plan": {**plan_data(cheapest), "words": said},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _answer(rubric: Rubric, assessment: Assessment, card: Scorecard, question_id: str, lang: Lang) -> dict[str, Any]:
    question, response = rubric.by_id[question_id], assessment.response(question_id)
    return {
        "id": question_id,
        "question": words(question.text, lang),
        "answer": answer_words(question, response, lang),
        **response.model_dump(mode="json"),
        "state": card.questions[question_id].state,
    }


def _wave(wave: WaveLines) -> dict[str, Any]:
    told = "question kind title asked rise gain effort lead actions evidence law gate quick owner day late"
    return {**fields(wave, "title gain effort after"), "lines": [fields(line, told) for line in wave.lines]}


def breakdown_csv(rubric_a: Rubric, rubric_b: Rubric, between: Between, lang: Lang) -> bytes:
    """Every question that changed, as CSV in UTF-8 with a byte order mark, so that Excel reads it right.

    Numbers are decimals, cut at the twelfth place. The last row holds the sums: own + shifted = difference = the score after less the score before.
    """
    rows = [[words(column, lang) for column in wr.CSV_COLUMNS]]
    for group in breakdown(rubric_a, rubric_b, between):
        title = group_title(rubric_a, rubric_b, group, lang)
        rows.extend(_change_row(rubric_a, rubric_b, title, move, lang) for move in (*group.moves, *group.quiet))
    before, after = between.before.score.low, between.after.score.low
    own = between.difference - between.shifted
    sums = [csv_number(before), "", "", *map(csv_number, (after, own, between.shifted, between.difference))]
    rows.append(["", words(w.TOTAL, lang), "", "", "", "", *sums])
    return csv_file(rows)


def _change_row(rubric_a: Rubric, rubric_b: Rubric, indicator: str, move: Move, lang: Lang) -> list[str]:
    rubric = rubric_b if move.question in rubric_b.by_id else rubric_a
    text = words(rubric.by_id[move.question].text, lang)
    said = [csv_cell(indicator), csv_cell(text), move.question, words(p.CAUSES[move.cause], lang)]
    return [*said, *_side(move.before), *_side(move.after), *map(csv_number, (move.own, move.shifted, move.difference))]


def _side(side: Side) -> tuple[str, str, str]:
    credit = "" if side.credit is None else csv_number(side.credit)
    return (csv_number(side.points) if side.counts else "", credit, csv_number(side.contribution))
