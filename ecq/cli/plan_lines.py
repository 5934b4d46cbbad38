"""A plan and the staircase as lines of text. Knows what is printed; the sentences are those of the screen."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.assessment.model import Assessment
from ecq.language import LANGUAGES, Lang, words
from ecq.planning import Plan, Staircase
from ecq.planning import words as p
from ecq.planning import work_plan_words as w
from ecq.planning.sentences import binding_line, less_line, most_line, named
from ecq.planning.work_plan import Line, effort_of, work_plan
from ecq.rubric.model import Rubric
from ecq.text.words import GATE, say


def plan_lines(
    rubric: Rubric, assessment: Assessment, plan: Plan, lang: Lang, start: str | None = None
) -> Iterator[str]:
    """A plan to read: its sentence, the work in waves, what binds and why nothing cheaper will do."""
    shown = work_plan(rubric, assessment, plan, lang, start)
    yield shown.headline
    yield from shown.notes
    if plan.most is not None and plan.most.gates:
        yield say(p.PLAN_MOST_GATES, lang, questions=named(rubric, plan.most.gates, lang))
    for wave in shown.waves:
        yield ""
        total = (say(w.PERSON_DAYS, lang, days=wave.effort), wave.after) if wave.effort else ()
        yield " · ".join(part for part in (wave.title, wave.until, *total) if part)
        for line in wave.lines:
            yield from _line_lines(line, lang)
    if shown.more:
        yield f"\n{shown.more}"
    bound = [binding_line(rubric, plan, one, lang) for one in plan.binding if plan.steps or not plan.feasible]
    less = less_line(plan, lang)
    if bound:
        yield ""
        yield words(p.WHAT_BINDS if plan.feasible else p.WHY_NOT, lang)
    yield from (f"  · {line}" for line in (*bound, *([less] if less else [])))


def _line_lines(line: Line, lang: Lang) -> Iterator[str]:
    marks = [
        say(w.GAIN, lang, points=line.gain),
        *(
            []
            if line.kind == "confirm"
            else [say(w.PERSON_DAYS, lang, days=line.effort), say(w.LEAD, lang, days=line.lead)]
        ),
        *([words(p.PASSES_GATE if line.kind != "confirm" else GATE, lang)] if line.gate else []),
        *([words(w.QUICK, lang)] if line.quick else []),
        *(part for part in (line.owner, line.day) if part),
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
    yield f"  {most_line(stairs.top, stairs.goal, lang)}"
