"""What commands print as lines of text: sections of the report, questions, evidence, portfolios, with the ids that commands take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from ecq.assessment.model import Assessment
from ecq.base.language import LANGUAGES, Lang, words
from ecq.planning import Plan, Staircase, na_refused
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.evidence.binder import Binder
from ecq.telling.plan import words as p
from ecq.telling.plan.sentences import most_line
from ecq.telling.plan.work_plan import effort_of
from ecq.telling.portfolio.words import NOT_BEGUN
from ecq.telling.report.cover import View
from ecq.telling.report.details import binder_blocks
from ecq.telling.report.shown import SHOWN, Printing, printed_by
from ecq.telling.report.whole import Sections, view_of
from ecq.telling.text import words as w
from ecq.telling.text.sentences import bands_note, point_words
from ecq.writers.text import lines


def section_lines(command: Printing, rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> Iterator[str]:
    """The sections that a command prints, as of a day."""
    yield from _lines(command, view_of(rubric, assessment.on(day), lang, printed_by(command)), day)
    note = bands_note(rubric, lang) if command == "score" else ""  # a report says it on its cover
    if note:
        yield from ("", note)


def plan_lines(rubric: Rubric, assessment: Assessment, plan: Plan, lang: Lang, day: str) -> Iterator[str]:
    """A plan that was made within limits of its own, as of a day."""
    card = scorecard(rubric, assessment)
    verdict = readiness(rubric, assessment, card)
    view = View(rubric, assessment, card, verdict, lang, (plan,), na_refused(rubric, assessment))
    return _lines("plan", view, day)


def _lines(command: Printing, view: View, day: str) -> Iterator[str]:
    """Sections that would claim what is not known yet are left out, unless nothing else was asked for."""
    asked = printed_by(command)
    shown = [one for one in asked if SHOWN[one].while_early or not view.early or len(asked) == 1]
    sections = Sections(replace(view, ids=True), "full", day, tuple(shown))
    written = lines(block for one in shown for block in sections.blocks(one))
    first = next(written, view.say(NOT_BEGUN))
    return chain([first], written)


def stairs_lines(stairs: Staircase, lang: Lang) -> Iterator[str]:
    """The least effort to each grade, one line each, and how far one gets, unless that is due to open questions alone."""
    yield words(p.STAIRS_HEAD, lang)
    for plan in stairs.plans:
        yield f"  {words(plan.target.title, lang)}{LANGUAGES[lang].colon}{effort_of(plan, lang)}"
    settled = all(plan.settled for plan in stairs.plans)
    if stairs.top is None or (not settled and not stairs.top.effort):
        return
    most = most_line(stairs.top, stairs.goal, lang)
    if not settled:
        most = f"{words(p.AT_LEAST_ENDS, lang)}{LANGUAGES[lang].colon}{most}"
    yield f"  {most}"


def binder_lines(rubric: Rubric, assessment: Assessment, shown: Binder) -> Iterator[str]:
    """Counts, then every question with evidence or without, under its indicator."""
    return lines(binder_blocks(replace(view_of(rubric, assessment, shown.lang, ()), ids=True), shown))


def question_lines(rubric: Rubric, card: Scorecard, lang: Lang) -> Iterator[str]:
    """Every question under its indicator, with points, state and whether it is a gate."""
    for leaf in rubric.leaves:
        yield ""
        yield f"{leaf.clause or '—'}  {words(leaf.title, lang)}"
        for placed in leaf.questions:
            question, scored = rubric.by_id[placed.question], card.questions[placed.question]
            marks = [point_words(scored.points), words(w.STATES[scored.state], lang)]
            if question.gate:
                marks.append(words(w.GATE, lang))
            yield f"  {question.id}  {words(question.text, lang)}  [{', '.join(marks)}]"
