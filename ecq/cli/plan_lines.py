"""A plan and the staircase as lines of text. Knows what is printed; the sentences are those of the screen."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.assessment.model import Assessment
from ecq.language import LANGUAGES, Lang, words
from ecq.planning import Plan, PlanStep, Staircase
from ecq.planning import words as p
from ecq.planning.page_sentences import plan_headline, rise_words
from ecq.planning.sentences import binding_line, effort_words, lead_words, less_line, most_line, named
from ecq.rubric.model import Rubric
from ecq.text.sentences import point_words, score_words
from ecq.text.words import say


def plan_lines(rubric: Rubric, assessment: Assessment, plan: Plan, lang: Lang) -> Iterator[str]:
    """A plan to read: its sentence, steps, what binds and why nothing cheaper will do."""
    yield plan_headline(plan, lang)
    if plan.most is not None and plan.most.gates:
        yield say(p.PLAN_MOST_GATES, lang, questions=named(rubric, plan.most.gates, lang))
    for step in plan.steps:
        yield ""
        yield from _step_lines(rubric, assessment, step, lang)
    shown = [binding_line(rubric, plan, one, lang) for one in plan.binding if plan.steps or not plan.feasible]
    less = less_line(plan, lang)
    if shown:
        yield ""
        yield words(p.WHAT_BINDS if plan.feasible else p.WHY_NOT, lang)
    yield from (f"  · {line}" for line in (*shown, *([less] if less else [])))


def _step_lines(rubric: Rubric, assessment: Assessment, step: PlanStep, lang: Lang) -> Iterator[str]:
    question = rubric.by_id[step.question]
    marks = [
        say(p.GAINED, lang, points=point_words(step.gain)),
        effort_words(step.effort, lang),
        lead_words(step.lead_time, lang),
        *([words(p.PASSES_GATE, lang)] if step.gate else []),
    ]
    yield f"{step.question}  {words(question.text, lang)}  [{LANGUAGES[lang].comma.join(marks)}]"
    yield f"  {rise_words(question, assessment.response(step.question), step.to, lang)}"
    yield from (f"  · {words(rung.advice, lang)}" for rung in step.rungs)


def stairs_lines(stairs: Staircase, lang: Lang) -> Iterator[str]:
    """The least effort to each grade, one line each."""
    yield words(p.STAIRS_HEAD, lang)
    for plan in stairs.plans:
        marks = {"grade": words(plan.target.title, lang)}
        if plan.steps:
            marks |= {"effort": effort_words(plan.effort, lang), "score": score_words(plan.score_after)}
        text = p.STAIR if plan.steps else p.STAIR_REACHED
        yield f"  {say(text if plan.feasible else p.STAIR_IMPOSSIBLE, lang, **marks)}"
    yield f"  {most_line(stairs.top, lang)}"
