"""Builds the workbook of results, sheet by sheet: the one call from outside."""

from __future__ import annotations

from ecq.assessment.model import Assessment
from ecq.base.language import Lang
from ecq.planning.agreed import cheapest_plan
from ecq.planning.next_step import next_steps
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score
from ecq.telling.evidence.binder import binder
from ecq.telling.plan.work_plan import work_plan
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.writers.sheets.results import words as b
from ecq.writers.sheets.results.about import write_about
from ecq.writers.sheets.results.contents import Results
from ecq.writers.sheets.results.lists import write_answers, write_evidence, write_gaps, write_gates
from ecq.writers.sheets.results.plan import write_plan
from ecq.writers.sheets.results.scorecard import write_scorecard
from ecq.writers.sheets.results.summary import Summary
from ecq.writers.sheets.stamps import ORIGIN, origin_of
from ecq.writers.sheets.writing import Book

FORMAT = "ecq-results/1"


def results_workbook(rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> bytes:
    """The workbook as of a day (ISO 8601 text), on which evidence is overdue or not. The same bytes for the same input.

    Raises EcqError where XlsxWriter (or, for Traditional Chinese, OpenCC) is not installed.
    """
    card = score(rubric, assessment)
    book = Book(lang, f"{say(b.TITLE, lang)} · {assessment.name}")
    cheapest = cheapest_plan(rubric, assessment)
    results = Results(
        rubric,
        assessment,
        card,
        readiness(rubric, assessment, card),
        lang,
        day,
        book,
        cheapest,
        work_plan(rubric, assessment, cheapest, lang, day or None),
        next_steps(rubric, assessment, cheapest.steps),
    )
    names = (b.SUMMARY, b.SCORECARD, w.GATES, b.GAPS, b.PLAN, w.EVIDENCE, b.ANSWERS, b.ABOUT)
    summary, scorecard, gates, gaps, planned, evidence, answers, about = (book.sheet(say(name, lang)) for name in names)
    places = write_scorecard(results, scorecard)
    Summary(results, summary, places).write()
    write_gates(results, gates, places)
    write_gaps(results, gaps, places)
    write_plan(results, planned, places)
    write_evidence(results, evidence, binder(rubric, assessment, lang, day or None, card))
    write_answers(results, answers, places)
    write_about(results, about)
    lines = " ".join(dict.fromkeys(line.question for line in results.work.lines))
    origin = origin_of(rubric, assessment, FORMAT)
    book.hidden_pairs(ORIGIN, {**origin, "start": assessment.terms.start or "", "lines": lines})
    book.remember_cells()
    return book.to_bytes()
