"""The results as CSV (a row for each question, or for each line of the plan) and as JSON (all of it); what changed between two states as CSV.

Knows names and order; must not know workbooks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ecq.assessment.model import Assessment, Response
from ecq.base.exact import cut
from ecq.base.language import Lang, words
from ecq.document.lists import Content
from ecq.planning import Between, Move, Side
from ecq.planning.agreed import cheapest_plan
from ecq.planning.next_step import next_steps
from ecq.rubric.model import Rubric
from ecq.scoring.export import fields, score_data
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.plan import words as p
from ecq.telling.plan.agreed import agreed_work
from ecq.telling.plan.export import plan_data, sentences_data
from ecq.telling.plan.work_plan import Line, WaveLines, work_plan
from ecq.telling.progress import words as progress
from ecq.telling.progress.breakdown import breakdown, group_title
from ecq.telling.results.lists import COLUMNS, Asked, asked
from ecq.telling.text import words as w
from ecq.telling.text.sentences import POINT_DECIMALS, answer_words
from ecq.writers.sheets.lists import csv_content
from ecq.writers.sheets.writing import csv_cell, csv_file, csv_number

_VALUE: Mapping[str, Callable[[Asked], Content]] = {
    "question_id": lambda row: row.scored.id,
    "value": lambda row: _value(row.response),
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


def _value(response: Response) -> str:
    return response.value if isinstance(response.value, str) else ",".join(response.value or ())


def plan_csv(rubric: Rubric, assessment: Assessment, lang: Lang, day: str | None = None) -> bytes:
    """A row for each line of the plan, in its order, as of a day."""
    shown = work_plan(rubric, assessment, cheapest_plan(rubric, assessment), lang, day)
    rows = (map(csv_cell, _plan_row(wave, line, lang)) for wave in shown.waves for line in wave.lines)
    return csv_file([PLAN_COLUMNS, *rows])


def _plan_row(wave: WaveLines, line: Line, lang: Lang) -> list[str]:
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
    data = {
        **score_data(rubric, assessment, card, verdict),
        "lang": lang,
        "answers": [_answer(rubric, assessment, card, question_id, lang) for question_id in card.questions],
        "plan": _plan(rubric, assessment, lang, day),
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


def _plan(rubric: Rubric, assessment: Assessment, lang: Lang, day: str | None) -> dict[str, Any]:
    """The plan in exact numbers, and under `words` as every page of ECQ says it."""
    cheapest = cheapest_plan(rubric, assessment)
    shown = work_plan(rubric, assessment, cheapest, lang, day)
    said = {
        **sentences_data(shown, agreed_work(rubric, assessment, cheapest, lang, day) if day else None),
        "kinds": [fields(one, "kind label amount days") for one in shown.shares],
        "waves": [_wave(wave) for wave in shown.waves],
    }
    return {**plan_data(cheapest), "words": said}


def _wave(wave: WaveLines) -> dict[str, Any]:
    told = "question kind title asked rise gain effort lead actions evidence law gate quick owner day late"
    return {**fields(wave, "title gain effort after"), "lines": [fields(line, told) for line in wave.lines]}


def breakdown_csv(rubric_a: Rubric, rubric_b: Rubric, between: Between, lang: Lang) -> bytes:
    """Every question that changed, as CSV in UTF-8 with a byte order mark, so that Excel reads it right.

    Numbers are decimals, cut at the twelfth place. The last row holds the sums: own + shifted = difference = the score after less the score before.
    """
    rows: list[Iterable[str]] = [[words(column, lang) for column in progress.CSV_COLUMNS]]
    for group in breakdown(rubric_a, rubric_b, between):
        title = group_title(rubric_a, rubric_b, group, lang)
        rows.extend(_change_row(rubric_a, rubric_b, title, move, lang) for move in (*group.moves, *group.quiet))
    before, after = between.before.score.low, between.after.score.low
    own = between.difference - between.shifted
    sums = [csv_number(before), "", "", *map(csv_number, (after, own, between.shifted, between.difference))]
    rows.append(["", words(w.TOTAL, lang), "", "", "", "", *sums])
    return csv_file(rows)


def _change_row(rubric_a: Rubric, rubric_b: Rubric, indicator: str, move: Move, lang: Lang) -> Iterable[str]:
    rubric = rubric_b if move.question in rubric_b.by_id else rubric_a
    text = words(rubric.by_id[move.question].text, lang)
    yield from (csv_cell(indicator), csv_cell(text), move.question, words(p.CAUSES[move.cause], lang))
    yield from (*_side(move.before), *_side(move.after), *map(csv_number, (move.own, move.shifted, move.difference)))


def _side(side: Side) -> tuple[str, str, str]:
    credit = "" if side.credit is None else csv_number(side.credit)
    return (csv_number(side.points) if side.counts else "", credit, csv_number(side.contribution))
