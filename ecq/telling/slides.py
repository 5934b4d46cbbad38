"""The slides as blocks: the outcome, dimensions, gates, what to do next, the way to the target.

`report.shown` says which section of the report gives to which slide. Computes no score and no plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import assert_never

from ecq.assessment.changes import rebind
from ecq.assessment.model import Assessment
from ecq.base.errors import PlanningError
from ecq.base.language import LANGUAGES, Lang, Text, text
from ecq.document.blocks import Beside, Bullets, Deck, Figure, Paragraph, Slide, SlideBlock
from ecq.document.charts import Key, Level, ScoreColumns, ScorePoint
from ecq.planning import Plan
from ecq.planning.agreed import cheapest_plan
from ecq.planning.schedule import timeline
from ecq.rubric.model import Rubric
from ecq.scoring.answers import GateScore
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.plan.work_plan import WorkPlan, work_plan
from ecq.telling.report import words as r
from ecq.telling.report.comparisons import Earlier, Peers, peers_claim, peers_note, peers_table
from ecq.telling.report.cover import View, bar_states, dimensions_claim, gates_claim
from ecq.telling.report.decision import Ways, asked_table, decision_title, facts_note, ways_notes, ways_of, ways_table
from ecq.telling.report.details import place_of
from ecq.telling.report.findings import gates_in_short
from ecq.telling.report.plan import agreed_of
from ecq.telling.report.shown import SHOWN, SLIDES, SlideId, gives_to
from ecq.telling.report.standing import (
    dimensions,
    next_actions,
    outcome,
    shares_table,
    strongest_and_weakest,
    verdict_line,
)
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.result_words import PROGRESS
from ecq.telling.text.sentences import bands_note, gates_words, headline, interval_words, law_as_of, score_words

TITLE = text("{platform} · 服务质量自评结果", "{platform} · self-check of service quality")
NOT_SCORED = text("回答后才有分数和等级。", "There is a score and a grade once questions are answered.")
NOTHING_COUNTS = text("现在没有要计分的题。", "There is no question to score.")

GATES_STAND = text("红线项：{counts}", "Gates: {counts}")
GATES_MORE = text("红线项（续）", "Gates, continued")
GATES_OTHERS = text("另外 {count} 个", "{count} more")

SINCE = text(
    "能保证的分：{day} 是 {before}，现在是 {now}", "The guaranteed score was {before} on {day} and is {now} now"
)
COLUMN = text("{day} {score}，有证据 {evidenced}", "{day}: {score}, with evidence {evidenced}")
WITHOUT = text("现在的情况：{standing}", "As things stand: {standing}")
SCENARIOS = text("到每一级要多少人日", "What each grade takes in person-days")

KEYS = text("→ 下一页 · ← 上一页 · Esc 退出", "→ next · ← back · Esc to leave")

# Speaker notes: where each number stands
PAGES: Mapping[SlideId, Text] = {
    "standing": w.PAGE_RESULTS,
    "dimensions": w.PAGE_RESULTS,
    "gates": w.PAGE_RESULTS,
    "progress": PROGRESS,
    "way": w.PAGE_PLAN,
    "scenarios": w.PAGE_PLAN,
    "peers": w.PAGE_RESULTS,
    "decision": w.PAGE_PLAN,
}
STANDS_IN = text(
    "数字在报告的{parts}部分，在应用的{page}页。",
    "The numbers stand in the report under {parts} and in the app on the page {page}.",
)
QUESTION_IS = text("{id}：{question}（{place}）", "{id}: {question} ({place})")
WORKED_OUT_WITH = text("按评价细则 {rubric} 算出。", "Worked out with the rubric {rubric}.")


APART = 8
"""Points between the target and another grade whose names have room one below the other."""
MOST_COLUMNS = 7
"""So many columns have room on a slide."""


def columns_before(view: View, day: str, before: Sequence[Earlier]) -> ScoreColumns | None:
    """The scores of earlier states answered under the same rubric, oldest first, and today's; None where there is none."""
    same = [one for one in before if one.assessment.rubric.digest == view.rubric.digest and one.day <= day]
    cards = [(one.day, scorecard(view.rubric, one.assessment)) for one in sorted(same, key=lambda one: one.day)]
    return _columns(view, [*cards[1 - MOST_COLUMNS :], (day, view.card)]) if cards else None


def columns_planned(view: View, plan: Plan, day: str) -> ScoreColumns | None:
    """The scores on days of the schedule of a plan, with what is finished by then; None where no day may be said, or facts are
    missing: then they are those of one platform, and not the score that is told.
    """
    if plan.facts:
        return None
    try:
        made = timeline(view.rubric, rebind(view.assessment, view.rubric), plan.steps, day)
    except PlanningError:
        return None
    if made is None:
        return None
    # Some days on which something ends, spread evenly, the last of them always.
    ends = made.schedule.standings[1:]
    count = min(len(ends), MOST_COLUMNS - 1)
    ahead = [ends[len(ends) * (place + 1) // count - 1] for place in range(count)]
    return _columns(view, [(day, view.card), *((one.date, one.card) for one in ahead)])


def _columns(view: View, cards: Sequence[tuple[str, Scorecard]]) -> ScoreColumns:
    points = [ScorePoint(day, card.evidenced.low, card.score.low, card.score.high) for day, card in cards]
    target = view.verdict.target
    levels = [
        Level(band.from_, view.say(band.title), band.from_ == target.from_)
        for band in view.rubric.bands
        if band.stars and (band.from_ == target.from_ or abs(band.from_ - target.from_) >= APART)
    ]
    said = (
        view.say(COLUMN, day=one.label, score=interval_words(one.low, one.high), evidenced=score_words(one.evidenced))
        for one in points
    )
    states = tuple(view.say(state) for state in r.STATES[:3])
    return ScoreColumns(tuple(points), tuple(levels), states, view.listed(said))


GATES_ON_A_SLIDE, GATE_SLIDES = 4, 2
"""So many failed gates stand on a slide, on so many slides at most; the rest are counted, and named in the notes."""
READ_ALOUD = 3
"""So many sentences of the plan stand on its slide; the rest are in the notes, for whoever speaks."""


@dataclass(frozen=True)
class Result:
    """What is presented: a self-check with its plan to the target, in words as of a day (ISO 8601), its earlier states, and its peers."""

    view: View
    work: WorkPlan
    day: str
    before: tuple[Earlier, ...] = ()
    peers: Peers | None = None

    @cached_property
    def ways(self) -> Ways:
        """The ways there are, for who decides; none before the first answer and while more is open than settled."""
        told = self.view.card.counts.answered and not self.view.early
        return ways_of(self.view, self.day, self.work) if told else {}


def result(rubric: Rubric, assessment: Assessment, lang: Lang, day: str, before: Iterable[Earlier] = ()) -> Result:
    """The result of an assessment as of a day."""
    assessment = assessment.on(day)
    card = scorecard(rubric, assessment)
    plan = cheapest_plan(rubric, assessment)
    view = View(rubric, assessment, card, readiness(rubric, assessment, card), lang)
    return planned_result(view, plan, work_plan(rubric, rebind(assessment, rubric), plan, lang, day), day, before)


def planned_result(view: View, plan: Plan, work: WorkPlan, day: str, before: Iterable[Earlier] = ()) -> Result:
    """The same of one whose plan is worked out and worded already."""
    return Result(replace(view, plans=(plan,)), work, day, tuple(before))


def deck(shown: Result, brand: str = "") -> Deck:
    """All slides with what stands on each; `brand` is a name in place of ECQ's."""
    view = shown.view
    platform = view.assessment.name or view.say(w.UNNAMED)
    points = view.say(w.POINTS_STATUSES[view.rubric.layout.points_status])
    as_of, law = view.say(w.AS_OF, day=shown.day), law_as_of(view.rubric, view.lang)
    return Deck(
        title=view.say(TITLE, platform=platform),
        brand=brand or "ECQ",
        logo=view.say(r.LOGO_OF, name=brand) if brand else view.say(r.LOGO),
        platform=platform,
        foot=" · ".join((as_of, view.say(w.NOT_A_CERTIFICATE), points, law)),
        keys=view.say(KEYS),
        day=shown.day,
        slides=slides(shown),
    )


def slides(shown: Result) -> tuple[Slide, ...]:
    """All slides, in the order they are shown."""
    return tuple(slide for id_ in SLIDES if gives_to(id_) for slide in _told(shown, id_))


def _told(shown: Result, id_: SlideId) -> Iterator[Slide]:
    view = shown.view
    match id_:
        case "standing":
            title = headline(view.rubric, view.card, view.verdict, view.lang)
            yield Slide(id_, title, tuple(_standing(view)), _notes(view, id_))
        case "dimensions":
            if view.card.counts.answered:
                key, shares = Figure(Key(bar_states(view))), shares_table(view, dimensions(view))
                content = (key, shares, *strongest_and_weakest(view))
                yield Slide(id_, dimensions_claim(view) or view.say(wr.DIMENSIONS), content, _notes(view, id_))
        case "gates":
            yield from _gates(view, shown.work)
        case "progress":
            columns = columns_before(view, shown.day, shown.before)
            if columns is not None:
                first, last = columns.points[0], columns.points[-1]
                title = view.say(SINCE, day=first.label, before=score_words(first.low), now=score_words(last.low))
                yield Slide(id_, title, (columns,), _notes(view, id_))
        case "way":
            listed = (
                f"{wave.title}{LANGUAGES[view.lang].colon}{LANGUAGES[view.lang].listed(dict.fromkeys(line.question for line in wave.lines))}"
                for wave in shown.work.waves
            )
            blocks, spoken = tuple(_way(shown)), _sentences(shown)[READ_ALOUD:]
            if blocks:
                yield Slide(id_, shown.work.headline, blocks, _notes(view, id_, *spoken, *listed))
        case "peers":
            if shown.peers is not None:
                content = peers_table(view, shown.peers), Paragraph(peers_note(view, shown.peers), "note")
                yield Slide(id_, peers_claim(view, shown.peers), content, _notes(view, id_))
        case "scenarios":
            if shown.ways:
                content = ways_table(view, shown.ways), ways_notes(view, shown.ways)
                yield Slide(id_, view.say(SCENARIOS), content, _notes(view, id_))
        case "decision":
            if shown.ways:
                yield Slide(id_, decision_title(view), tuple(_decision(shown)), _notes(view, id_))
        case _:
            assert_never(id_)


# -- where each number stands


def _notes(view: View, id_: SlideId, *further: str) -> tuple[str, ...]:
    """Where the numbers of a slide stand in report and app, and the questions they are of.

    While more is open than settled the report has no plan: what to answer first stands in its summary.
    """
    language = LANGUAGES[view.lang]
    there = [one for one in gives_to(id_) if SHOWN[one].while_early or not view.early] or ["summary"]
    parts = language.listed(language.quoted(view.say(SHOWN[one].title)) for one in there)
    page = language.quoted(view.say(PAGES[id_]))
    rubric = f"{view.rubric.id} {view.rubric.version}"
    return (view.say(STANDS_IN, parts=parts, page=page), *further, view.say(WORKED_OUT_WITH, rubric=rubric))


# -- how it stands


def _standing(view: View) -> Iterator[SlideBlock]:
    card = view.card
    counts = card.counts
    settled = view.say(w.PROGRESS_OF, settled=counts.applicable - counts.open, asked=counts.applicable)
    lines = settled, _gates_stand(view)
    if not card.tells:
        yield Paragraph(view.say(NOT_SCORED if counts.open else NOTHING_COUNTS))
        yield Bullets(lines)
        return
    yield outcome(view)
    yield Bullets((verdict_line(view), *lines))
    if note := bands_note(view.rubric, view.lang):
        yield Paragraph(note, "note")


# -- gates


def _gates_stand(view: View) -> str:
    """How many gates are failed, open and passed, named as gates."""
    counts = gates_words(view.card, view.lang)
    return view.say(GATES_STAND, counts=counts) if any(gate.state != "na" for gate in view.card.gates) else counts


def _gates(view: View, work: WorkPlan) -> Iterator[Slide]:
    """The first failed gates, so many to a slide, and how many more there are; where none is failed, the first of those not answered."""
    card = view.card
    failed, waiting = card.gates_in("failed"), card.gates_in("open")
    counts = Paragraph(_gates_stand(view), "lead")

    def slide(id_: str, title: str, shown: Sequence[GateScore], rest: Sequence[GateScore], first: int = 1) -> Slide:
        cards = gates_in_short(view, shown, work, first)
        more = (Paragraph(view.say(GATES_OTHERS, count=len(rest)), "note"),) if rest else ()
        named = (
            view.say(QUESTION_IS, id=one, question=view.question(one), place=place_of(view, card.questions[one]))
            for one in (gate.question for gate in (*shown, *rest))
        )
        return Slide(id_, title, (counts, *cards, *more), _notes(view, "gates", *named))

    most = GATES_ON_A_SLIDE
    if not failed:
        yield slide("gates", gates_claim(view) or view.say(w.GATES), waiting[:most], waiting[most:])
    for place in range(min(-(-len(failed) // most), GATE_SLIDES)):
        start, end = place * most, (place + 1) * most
        title = view.say(GATES_MORE) if place else gates_claim(view)
        rest = failed[end:] if place == GATE_SLIDES - 1 else ()
        yield slide(f"gates-{place + 1}", title, failed[start:end], rest, start + 1)


# -- what to do


def _decision(shown: Result) -> Iterator[SlideBlock]:
    """What is to be decided, and beside it the scores by the schedule where there is one."""
    view = shown.view
    columns = columns_planned(view, view.plans[0], shown.day)
    asked = asked_table(view, shown.ways, notes=False)
    yield Beside(((columns,), (asked,)), (3, 2)) if columns else asked_table(view, shown.ways)
    yield from facts_note(view, shown.ways)
    standing = view.sentence(headline(view.rubric, view.card, view.verdict, view.lang))
    yield Paragraph(view.say(WITHOUT, standing=standing), "note")


def _way(shown: Result) -> Iterator[SlideBlock]:
    work = shown.work
    actions = tuple(next_actions(shown.view, work))
    if actions:
        yield Beside(tuple((one,) for one in actions), (1,) * len(actions))
    agreed = agreed_of(shown.view, shown.day)
    if agreed is not None and any(line.standing.state != "waiting" for line in agreed.lines):
        yield Paragraph(shown.view.sentences(shown.view.sentence(agreed.headline), *agreed.notes))
    yield from (Paragraph(note) for note in _sentences(shown)[:READ_ALOUD])


def _sentences(shown: Result) -> tuple[str, ...]:
    """What is said of a plan, what a meeting asks first before the rest: why it is a range, by when, whether in time."""
    work = shown.work
    more = shown.view.sentence(work.more) if work.more else ""
    first = (*work.notes[:1], *work.dates[:1], *work.deadline[:1])
    further = (*work.notes[1:], *work.dates[1:], *work.deadline[1:], work.schedule, more)
    return tuple(filter(None, (*first, *further)))
