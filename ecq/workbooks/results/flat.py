"""The results as CSV (a row for each question) and as JSON (all of it). Knows names and order; must not know workbooks."""

from __future__ import annotations

import json
from typing import Any

from ecq.assessment.model import Assessment
from ecq.language import Lang, words
from ecq.planning import Plan, plan
from ecq.planning.agreed import limits_of
from ecq.rubric.model import Rubric
from ecq.scoring.export import score_data
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import Scorecard, score
from ecq.text import words as w
from ecq.text.sentences import answer_words, next_step, reason_words
from ecq.workbooks.csv_file import csv_cell, csv_file, csv_number

CSV_COLUMNS = (
    "dimension", "indicator", "question_id", "question", "gate", "state", "answer", "value", "credit", "points",
    "contribution", "evidenced", "reason", "note", "evidence_in_hand", "evidence_to_obtain", "next_step", "effort",
    "lead_time", "changed",
)  # fmt: skip


def results_csv(rubric: Rubric, assessment: Assessment, lang: Lang) -> bytes:
    """A row for each question, in UTF-8 with a byte order mark; what looks like a formula has an apostrophe before it."""
    card = score(rubric, assessment)
    rows = (map(csv_cell, _row(rubric, assessment, card, question_id, lang)) for question_id in card.questions)
    return csv_file([CSV_COLUMNS, *rows])


def _row(rubric: Rubric, assessment: Assessment, card: Scorecard, question_id: str, lang: Lang) -> list[str]:
    question, response, scored = (
        rubric.by_id[question_id],
        assessment.response(question_id),
        card.questions[question_id],
    )
    value = response.value if isinstance(response.value, str) else ",".join(response.value or ())
    step = next_step(question, scored, response)
    return [
        words(rubric.nodes[scored.dimension].title, lang),
        words(rubric.nodes[scored.indicator].title, lang),
        question_id,
        words(question.text, lang),
        words(w.GATE, lang) if question.gate else "",
        words(w.STATES[scored.state], lang),
        answer_words(question, response, lang),
        value,
        "" if scored.credit is None else csv_number(scored.credit),
        csv_number(scored.points),
        csv_number(scored.contribution),
        "1" if scored.evidenced else "0",
        reason_words(question, response, lang) if response.state == "na" else "",
        response.note,
        "\n".join(item.text for item in response.evidence if item.in_hand),
        "\n".join(item.text for item in response.evidence if not item.in_hand),
        words(step.advice, lang) if step else "",
        csv_number(step.effort) if step else "",
        csv_number(step.lead_time) if step else "",
        response.at or "",
    ]


def results_json(rubric: Rubric, assessment: Assessment, lang: Lang) -> bytes:
    """Score, answers in words, and the cheapest path; the shapes are in docs/workbook.md."""
    card = score(rubric, assessment)
    verdict = readiness(rubric, assessment, card)
    cheapest = plan(rubric, assessment, verdict.target.id, limits_of(rubric, assessment))
    data = {
        **score_data(rubric, assessment, card, verdict),
        "lang": lang,
        "answers": [_answer(rubric, assessment, card, question_id, lang) for question_id in card.questions],
        "plan": _plan(cheapest),
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


def _plan(cheapest: Plan) -> dict[str, Any]:
    return {
        "target": cheapest.target.id,
        "feasible": cheapest.feasible,
        "effort": str(cheapest.effort),
        "score_before": str(cheapest.score_before),
        "score_after": str(cheapest.score_after),
        "steps": [
            {
                "question": step.question,
                "from": step.from_,
                "to": step.to,
                "effort": str(step.effort),
                "lead_time": str(step.in_a_row),
                "gain": str(step.gain),
                "gate": step.gate,
            }
            for step in cheapest.steps
        ],
    }
