"""What the slides say: grade and interval, dimensions, gates, what to do next, the way to ready.

Every number and sentence comes from scorecard, readiness and plan; nothing is computed here. Each slide is a heading and
HTML; what came from outside is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from ecq.assessment.model import Assessment
from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.planning.agreed import cheapest_plan
from ecq.rubric.model import Rubric
from ecq.scoring.answers import GateScore
from ecq.scoring.readiness import Readiness, readiness
from ecq.scoring.scorecard import NodeScore, Scorecard, score
from ecq.scoring.strengths import strengths, weaknesses
from ecq.telling.plan.next_actions import next_actions
from ecq.telling.plan.page_words import GAIN_HEADS
from ecq.telling.plan.work_plan import WorkPlan, work_plan
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as ww
from ecq.telling.text.sentences import (
    bands_note,
    gates_words,
    headline,
    interval_words,
    place_words,
    placement_note,
    score_words,
)
from ecq.telling.text.words import say
from ecq.writers.html.bars.drawing import bar_legend, score_bar, share_bar, stars
from ecq.writers.slides import words as w

GATES_ON_A_SLIDE = 4
INDICATORS_SHOWN = 3


@dataclass(frozen=True)
class Result:
    """What is presented, in which language."""

    rubric: Rubric
    assessment: Assessment
    card: Scorecard
    verdict: Readiness
    plan: WorkPlan
    lang: Lang


def result(rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> Result:
    """The result of an assessment as of a day (ISO 8601)."""
    card = score(rubric, assessment)
    plan = work_plan(rubric, assessment, cheapest_plan(rubric, assessment), lang, day)
    return Result(rubric, assessment, card, readiness(rubric, assessment, card), plan, lang)


@dataclass(frozen=True)
class Slide:
    """One slide: a heading in plain words, and HTML below it."""

    id: str
    heading: str
    body: str


def slides(shown: Result) -> tuple[Slide, ...]:
    """All slides, in the order they are shown."""
    return tuple(_Teller(shown).slides())


@dataclass(frozen=True)
class _Teller:
    shown: Result

    def say(self, text: Text, **marks: object) -> str:
        return say(text, self.shown.lang, **marks)

    def words(self, text: Text) -> str:
        return words(text, self.shown.lang)

    def slides(self) -> Iterator[Slide]:
        shown = self.shown
        yield Slide("standing", headline(shown.rubric, shown.card, shown.verdict, shown.lang), self._standing())
        if shown.card.counts.answered:
            yield Slide("dimensions", self.say(wr.DIMENSIONS), self._dimensions())
        yield from self._gates()
        actions = self._actions()
        if actions:
            yield Slide("actions", self.say(w.ACTIONS), actions)
        goal = shown.assessment.terms.goal
        yield Slide("way", self.say(w.WAY if goal == "ready" else w.WAY_TO_SCORE), self._way())

    # -- how it stands

    def _standing(self) -> str:
        rubric, card, verdict, lang = self.shown.rubric, self.shown.card, self.shown.verdict, self.shown.lang
        counts = card.counts
        settled = self.say(w.SETTLED, settled=counts.applicable - counts.open, asked=counts.applicable)
        gates = gates_words(card, lang)
        some = any(gate.state != "na" for gate in card.gates)
        lines = [settled, self.say(w.GATES_STAND, counts=gates) if some else gates]
        if not card.tells:
            return f"<p>{escape(self.say(w.NOT_SCORED if counts.open else w.NOTHING_COUNTS))}</p>{_lines(lines)}"
        low, high = card.score.low, card.score.high
        grade = self.words(card.grade.low.title)
        if not card.grade.settled:
            grade = self.say(ww.GRADE_BETWEEN, low=grade, high=self.words(card.grade.high.title))
        rest = "" if low == high else f" — {score_words(high)}"
        unit = self.say(ww.POINTS_UNIT)
        told = self.say(
            wr.VERDICT_IN_SHORT,
            target=self.words(verdict.target.title),
            verdict=self.words(ww.VERDICTS[verdict.verdict]),
        )
        note = bands_note(rubric, lang)
        return (
            f'<div class="standing"><div>{stars(card.grade.low.stars, grade)}'
            f'<p class="score">{score_words(low)}<span>{rest} {escape(unit)}</span></p>'
            f"<p>{escape(grade)}</p></div>"
            f"<div>{score_bar(rubric, card, verdict.target, lang)}{bar_legend(card, verdict.target, lang)}</div></div>"
            f"{_lines([told, *lines])}" + (f"<small>{escape(note)}</small>" if note else "")
        )

    # -- dimensions and indicators

    def _dimensions(self) -> str:
        rubric, card, target = self.shown.rubric, self.shown.card, self.shown.verdict.target
        top = [node for node in card.nodes.values() if not node.depth and node.share is not None]
        weak = weaknesses(rubric, card, target)[:INDICATORS_SHOWN]
        strong = strengths(rubric, card, target)[:INDICATORS_SHOWN]
        share = score_words(target.from_).removesuffix(".0")
        halves = "".join(
            f"<div><h2>{escape(self.say(title))}</h2>"
            + (self._shares(nodes) if nodes else f"<p>{escape(self.say(none, share=share))}</p>")
            + "</div>"
            for title, nodes, none in ((wr.WEAKEST, weak, wr.NO_WEAKNESSES), (wr.STRONGEST, strong, wr.NO_STRENGTHS))
        )
        notes = [
            self.say(wr.SHARES_NOTE, target=self.words(target.title), share=share),
            placement_note(rubric, self.shown.lang),
        ]
        small = "".join(f"<small>{escape(note)}</small>" for note in notes if note)
        return f'{self._shares(top)}<div class="halves">{halves}</div><div class="notes">{small}</div>'

    def _shares(self, nodes: Iterable[NodeScore]) -> str:
        failed = {self.shown.card.questions[gate.question].indicator for gate in self.shown.card.gates_in("failed")}
        rows = ""
        for node in nodes:
            assert node.share is not None
            mark = f' <i class="failed">{escape(self.say(wr.GATE_NOT_PASSED))}</i>' if node.id in failed else ""
            rows += (
                f"<li><span>{escape(self.words(self.shown.rubric.nodes[node.id].title))}{mark}</span>"
                f"{share_bar(node, self.shown.verdict.target)}<b>{interval_words(node.share.low, node.share.high)}</b></li>"
            )
        return f'<ul class="shares">{rows}</ul>'

    # -- gates

    def _gates(self) -> Iterator[Slide]:
        card, lang = self.shown.card, self.shown.lang
        failed, waiting = card.gates_in("failed"), card.gates_in("open")
        counts = f'<p class="counts">{escape(gates_words(card, lang))}</p>'
        if not failed:
            said = ""
            if waiting:
                listed = "".join(self._gate(gate, "waiting") for gate in waiting[:GATES_ON_A_SLIDE])
                left = len(waiting) - GATES_ON_A_SLIDE
                more = f"<small>{escape(self.say(w.GATES_OTHERS, count=left))}</small>" if left > 0 else ""
                lead = self.say(w.GATES_NONE_FAILED, count=len(waiting))
                said = f'<p>{escape(lead)}</p><ul class="gates">{listed}</ul>{more}'
            elif card.gates_in("passed"):
                said = f"<p>{escape(self.say(w.GATES_ALL_PASSED))}</p>"
            yield Slide("gates", self.say(ww.GATES), counts + said)
        for start in range(0, len(failed), GATES_ON_A_SLIDE):
            listed = "".join(self._gate(gate, "failed") for gate in failed[start : start + GATES_ON_A_SLIDE])
            heading = self.say(w.GATES_MORE if start else ww.GATES)
            yield Slide(f"gates-{start // GATES_ON_A_SLIDE + 1}", heading, f'{counts}<ul class="gates">{listed}</ul>')

    def _gate(self, gate: GateScore, kind: Literal["failed", "waiting"]) -> str:
        """A gate with its law; where it is failed, what passes it, if the plan has a step."""
        question = self.shown.rubric.by_id[gate.question]
        law = LANGUAGES[self.shown.lang].semicolon.join(
            place_words(self.shown.rubric, one, self.shown.lang) for one in question.sources
        )
        step = next((one for one in self.shown.plan.lines if one.step and one.question == gate.question), None)
        to_pass = ""
        if step is not None:
            said = self.say(wr.TO_PASS, action=step.title, effort=step.effort, lead=step.lead)
            to_pass = f"<p>{escape(said)}</p>"
        text = escape(self.words(question.text))
        return f'<li class="{kind}"><b>{text}</b><small>{escape(law)}</small>{to_pass}</li>'

    # -- what to do

    def _actions(self) -> str:
        shown = self.shown
        cards = "".join(
            f'<li><h2 class="ecq-kind"><b class="{one.texture}"></b>{escape(one.label)}</h2>{_facts(one.facts)}'
            f"<p>{escape(one.begin)}</p></li>"
            for one in next_actions(shown.rubric, shown.assessment, shown.plan, shown.lang)
        )
        return f'<ol class="actions">{cards}</ol>' if cards else ""

    def _way(self) -> str:
        plan, lang = self.shown.plan, self.shown.lang
        points = GAIN_HEADS[self.shown.assessment.terms.goal]
        heads = (w.ORDER, w.HOW_MANY, w.DAYS, points, w.AFTERWARDS)
        rows = ""
        for wave in plan.waves:
            cells = (str(len(wave.lines)), wave.effort or "—", wave.gain or "—")
            rows += (
                f'<tr><th scope="row">{escape(wave.title)}</th>'
                + "".join(
                    f'<td class="number" data-label="{escape(self.say(head))}">{escape(cell)}</td>'
                    for head, cell in zip(heads[1:4], cells, strict=True)
                )
                + f"<td>{escape(wave.after)}</td></tr>"
            )
        if plan.more:
            rows += f'<tr class="more"><td colspan="5">{escape(plan.more)}</td></tr>'
        head = "".join(
            f'<th scope="col"{" class=number" if text in heads[1:4] else ""}>{escape(self.say(text))}</th>'
            for text in heads
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
        notes = LANGUAGES[lang].sentences([note for note in (*plan.notes, plan.schedule) if note])
        small = f"<p><small>{escape(notes)}</small></p>" if notes else ""
        return f'<p class="lead">{escape(plan.headline)}</p>{small}{table}'


def _lines(lines: Sequence[str]) -> str:
    return f'<p class="line">{" · ".join(escape(line) for line in lines)}</p>'


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in facts) + "</dl>"
