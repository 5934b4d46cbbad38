"""A plan and the staircase as lines of text. Knows what is printed; the sentences are those of the screen."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.assessment.model import Assessment
from ecq.language import LANGUAGES, Lang, words
from ecq.planning import Goal, Plan, Staircase
from ecq.planning import page_words as wp
from ecq.planning import words as p
from ecq.planning import work_plan_words as w
from ecq.planning.sentences import binding_line, less_line, most_line, named
from ecq.planning.work_plan import Line, effort_of, figures_of, work_plan
from ecq.rubric.model import Rubric
from ecq.text.words import GATE, say


def plan_lines(rubric: Rubric, assessment: Assessment, plan: Plan, lang: Lang, day: str) -> Iterator[str]:
    """A plan to read, as of a day: its sentence, the work in waves, what binds and why nothing cheaper will do."""
    shown = work_plan(rubric, assessment, plan, lang, day)
    yield shown.headline
    yield from shown.notes
    if shown.schedule:
        yield shown.schedule
    if plan.most is not None and plan.most.gates:
        yield say(p.PLAN_MOST_GATES, lang, questions=named(rubric, plan.most.gates, lang))
    for wave in shown.waves:
        yield ""
        total = (say(w.PERSON_DAYS, lang, days=wave.effort), wave.after) if wave.effort else ()
        yield " · ".join((wave.title, *total))
        for line in wave.lines:
            yield from _line_lines(line, plan.goal, lang)
    if shown.more:
        yield f"\n{shown.more}"
    bound = [binding_line(rubric, plan, one, lang) for one in plan.binding if plan.steps or not plan.feasible]
    less = less_line(plan, lang)
    if bound:
        yield ""
        yield words(p.WHAT_BINDS if plan.feasible else p.WHY_NOT, lang)
    yield from (f"  · {line}" for line in (*bound, *([less] if less else [])))


def _line_lines(line: Line, goal: Goal, lang: Lang) -> Iterator[str]:
    marks = [
        *figures_of(line, goal, lang),
        *([words(p.PASSES_GATE if line.kind != "confirm" else GATE, lang)] if line.gate else []),
        *([words(w.QUICK, lang)] if line.quick else []),
        *(part for part in (line.owner, line.day) if part),
        *([words(w.LATE, lang)] if line.late else []),
    ]
    yield f"  {line.question}  {line.title}  [{LANGUAGES[lang].comma.join(marks)}]"
    yield from (f"      {part}" for part in (line.asked, line.rise, *line.law) if part)
    if line.kind == "improve":
        yield from (f"      · {action}" for action in line.actions)


def stairs_lines(stairs: Staircase, lang: Lang) -> Iterator[str]:
    """The least effort to each grade, one line each."""
    yield words(p.STAIRS_HEAD, lang)
    for plan in stairs.plans:
        yield f"  {words(plan.target.title, lang)}{LANGUAGES[lang].colon}{effort_of(plan, lang)}"
    most = most_line(stairs.top, stairs.goal, lang)
    if not all(plan.settled for plan in stairs.plans):
        most = f"{words(wp.AT_LEAST_ENDS, lang)}{LANGUAGES[lang].colon}{most}"
    yield f"  {most}"
