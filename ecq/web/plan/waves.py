"""The waves of a plan as the list draws them: what is shown as a line, and what folds under one with its totals.

All figures are those of `ecq.telling.plan.work_plan`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ecq.base.language import LANGUAGES
from ecq.planning import PlanStep
from ecq.telling.plan import page_words as w
from ecq.telling.plan import work_plan_words as ww
from ecq.telling.plan.page_sentences import day_words
from ecq.telling.plan.work_plan import Line, WaveLines, WorkPlan, totals
from ecq.telling.text import words as wt
from ecq.telling.text.sentences import citation_words
from ecq.web.plan.component import Group, Row, Rung, Section
from ecq.web.session.visit import Visit

CONFIRM_SHOWN, SHOWN, NAMED = 10, 6, 3
"""How many lines to confirm, and how many others, a wave shows before the rest folds; how many of those are named."""


def sections(visit: Visit, plan: WorkPlan, off: Collection[str]) -> list[Section]:
    """The waves, with what is unticked in the what-if (`off`)."""
    return [
        Section(
            entries=tuple(_entries(visit, wave, f"{place}", off)),
            title=wave.title,
            gain=wave.gain,
            effort=wave.effort,
            after=wave.after,
        )
        for place, wave in enumerate(plan.waves)
    ]


def _entries(visit: Visit, wave: WaveLines, place: str, off: Collection[str]) -> Iterator[Row | Group]:
    """Confirm, failed gates, proofs as one, then the rest in working order."""
    confirm = [line for line in wave.lines if line.kind == "confirm"]
    gates = [line for line in wave.lines if line.kind != "confirm" and line.gate]
    proofs = [line for line in wave.lines if line.kind == "prove" and not line.gate]
    rest = [line for line in wave.lines if line.kind == "improve" and not line.gate]

    def rows(lines: Sequence[Line]) -> tuple[Row, ...]:
        return tuple(_row(visit, line, off) for line in lines)

    def group(name: str, title: str, lines: Sequence[Line], ticks: bool) -> Group:
        some, days = totals(lines), sorted({line.day for line in lines if line.day})
        return Group(
            id=f"{name}-{place}",
            kind=lines[0].kind,
            title=title,
            gain=some.gain,
            effort=some.effort,
            lead=some.lead,
            rows=rows(lines),
            note=_named(visit, lines),
            day=days[-1] if days else "",
            ticks=ticks,
        )

    shown, folded = _split(confirm, CONFIRM_SHOWN)
    yield from rows(shown)
    if folded:
        yield group("confirm", visit.say(ww.THE_OTHER_QUESTIONS, count=len(folded)), folded, ticks=False)
    yield from rows(gates)
    if len(proofs) > 1:
        yield group("prove", visit.say(ww.PROVE_MANY, count=len(proofs)), proofs, ticks=True)
    else:
        yield from rows(proofs)
    shown, folded = _split(rest, SHOWN)
    yield from rows(shown)
    if folded:
        yield group("rest", visit.say(ww.THE_OTHERS, count=len(folded)), folded, ticks=True)


def _split(lines: list[Line], shown: int) -> tuple[list[Line], list[Line]]:
    """The lines shown and those folded; one alone is not folded."""
    return (lines, []) if len(lines) <= shown + 1 else (lines[:shown], lines[shown:])


def _named(visit: Visit, lines: Sequence[Line]) -> str:
    """The first few by name: what is to be produced, or to be done; a list of questions would say little."""
    if lines[0].kind == "confirm":
        return ""
    names = [line.evidence[0] if line.kind == "prove" else line.title for line in lines[:NAMED]]
    named = LANGUAGES[visit.lang].semicolon.join(names)
    return visit.say(ww.AND_SO_ON, names=named) if len(lines) > NAMED else named


def _row(visit: Visit, line: Line, off: Collection[str]) -> Row:
    question, step = visit.rubric.by_id[line.question], line.step
    joint = LANGUAGES[visit.lang].semicolon
    tags = []
    if line.gate:
        tags.append(("red", visit.say(wt.GATE)))
    if line.quick:
        tags.append(("jade", visit.say(ww.QUICK)))
    if line.late:
        tags.append(("gold", visit.say(ww.LATE)))
    return Row(
        id=line.question,
        kind=line.kind,
        title=line.title,
        gain=line.gain,
        effort=line.effort,
        lead=line.lead,
        ticked=None if step is None else line.question not in off,
        goes=step is None,
        asked=line.asked,
        rise=line.rise,
        to_show=visit.say(ww.EVIDENCE, evidence=joint.join(line.evidence)) if step and step.proves else "",
        law=joint.join(line.law),
        tags=tuple(tags),
        owner=line.owner,
        day=line.day,
        due=visit.assessment.terms.due.get(line.question, ""),
        rungs=None if step is None else tuple(_rungs(visit, step)),
        evidence=line.evidence if step else (),
        basis=() if step is None else tuple(citation_words(visit.rubric, one, visit.lang) for one in question.sources),
    )


def _rungs(visit: Visit, step: PlanStep) -> Iterator[Rung]:
    for rung in step.rungs:
        advice = visit.words(rung.advice)
        yield Rung(
            f"{step.question}/{rung.id}",
            advice,
            day_words(rung.effort),
            visit.say(w.EFFORT_OF, step=advice),
            visit.say(w.LEAD_DAYS, days=day_words(rung.lead_time)),
        )
