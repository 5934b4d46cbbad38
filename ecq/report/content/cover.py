"""What the cover says, and the parts on dimensions and indicators, strengths and weaknesses. Computes no score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ecq.assessment.model import Assessment
from ecq.exact import cut, plain
from ecq.language import LANGUAGES, Lang, Text, words
from ecq.planning import NaRefused, Plan
from ecq.planning.sentences import na_costs_line
from ecq.report import words as r
from ecq.report.charts.radar import Axis, Radar
from ecq.report.model import (
    Cover,
    Finding,
    Findings,
    FindingsPart,
    GradeBox,
    IntervalBar,
    Mark,
    NodeRow,
    NodesPart,
    NumberBox,
    Tone,
)
from ecq.report.options import Options
from ecq.rubric.model import Node, Rubric, walk
from ecq.scoring.readiness import Readiness
from ecq.scoring.scorecard import NodeScore, Scorecard
from ecq.scoring.strengths import strengths, weaknesses
from ecq.text import result_words as wr
from ecq.text import words as w
from ecq.text.sentences import (
    bands_note,
    gap_words,
    headline,
    interval_words,
    node_title,
    placement_note,
    point_words,
    reason_lines,
    score_words,
    to_gain_words,
)

_LEVEL = Fraction(80)
"""The words for shares change at this one, and where the lowest grade with a star starts."""

DIGEST_SHOWN, FINDINGS_SHOWN, GATES_NAMED = 8, 5, 2
_NAMED_AXES, _LETTERS = 3, 26
"""Around a radar of more axes than three there is no room for titles; it shows the labels of the table."""


@dataclass(frozen=True)
class View:
    """What every part of the report is made from.

    `plans`: to the target grade, and to the next one where that is lower. `refused`: what refusing what was set aside would do.
    """

    rubric: Rubric
    assessment: Assessment
    card: Scorecard
    verdict: Readiness
    lang: Lang
    plans: tuple[Plan, ...] = ()
    refused: NaRefused | None = None

    def say(self, text: Text, **marks: object) -> str:
        """A text in the report's language with its marks filled in."""
        return w.say(text, self.lang, **marks)

    def listed(self, parts: Iterable[str]) -> str:
        """Parts one after the other in a sentence."""
        return LANGUAGES[self.lang].semicolon.join(parts)

    def sentences(self, *sentences: str) -> str:
        """Whole sentences one after the other."""
        return LANGUAGES[self.lang].between_sentences.join(sentences)

    def sentence(self, text: str) -> str:
        """A text with the full stop of the language."""
        return text + LANGUAGES[self.lang].full_stop

    @property
    def first_star(self) -> Fraction:
        """Where the lowest grade with a star starts."""
        return next((band.from_ for band in self.rubric.bands if band.stars), Fraction(0))


def cover(view: View, name: str, day: str, options: Options) -> Cover:
    """The first page."""
    rubric, card = view.rubric, view.card
    standard = rubric.source_by_id[rubric.layout.standard]
    gap = LANGUAGES[view.lang].between_sentences
    titled = f"{standard.number}{gap}{view.say(w.LAW_TITLE, title=words(standard.title, view.lang))}"
    made_with = assessed = view.assessment.rubric
    notice = ""
    if (made_with.id, made_with.digest) != (rubric.id, rubric.digest):
        notice = view.say(w.MADE_WITH_OTHER, old=f"{assessed.id} {assessed.version}", new=rubric.version)
    brand = options.brand
    logo = ""
    if brand.logo:
        logo = view.say(r.LOGO_OF, name=brand.name) if brand.name else words(r.LOGO, view.lang)
    return Cover(
        brand=brand.name,
        logo=logo,
        product=words(w.PRODUCT, view.lang),
        not_a_certificate=words(w.NOT_A_CERTIFICATE, view.lang),
        title=words(r.TITLE, view.lang),
        name=name,
        based_on=view.say(
            r.BASED_ON, standard=titled, points=words(w.POINTS_STATUSES[rubric.layout.points_status], view.lang)
        ),
        facts=(
            view.say(r.DATE, date=day),
            view.say(r.RUBRIC, id=rubric.id, version=rubric.version, digest=rubric.digest[:DIGEST_SHOWN]),
        ),
        notice=notice,
        grade=_grade_box(view),
        score=NumberBox(
            words(w.SCORE, view.lang),
            interval_words(card.score.low, card.score.high),
            view.say(r.EVIDENCED, score=interval_words(card.evidenced.low, card.evidenced.high)),
        ),
        readiness=_readiness_box(view),
        interval=_interval_bar(view),
        bands_note=bands_note(rubric, view.lang),
        conclusion_title=words(r.CONCLUSION, view.lang),
        headline=view.sentence(headline(rubric, card, view.verdict, view.lang)),
        reasons=reasons_of(view),
        set_aside=set_aside_line(view),
        contents_title=words(r.CONTENTS, view.lang),
        footer=words(r.FOOT_DATA, view.lang),
    )


def reasons_of(view: View) -> tuple[str, ...]:
    """Why the verdict is what it is, gravest first; many failed gates are left to the headline, which counts them."""
    failed = [reason for reason in view.verdict.reasons if reason.code == "gate-failed"]
    if len(failed) <= GATES_NAMED:
        return tuple(reason_lines(view.rubric, view.verdict, view.lang))
    others = tuple(reason for reason in view.verdict.reasons if reason.code != "gate-failed")
    return tuple(reason_lines(view.rubric, replace(view.verdict, reasons=others), view.lang))


def _grade_box(view: View) -> GradeBox:
    grade = view.card.grade
    low, high = words(grade.low.title, view.lang), words(grade.high.title, view.lang)
    state = words(r.SETTLED if grade.settled else r.NOT_SETTLED, view.lang)
    return GradeBox(
        label=words(r.GRADE_NOW, view.lang),
        stars_sure=grade.low.stars,
        stars_possible=grade.high.stars,
        stars_all=max(band.stars for band in view.rubric.bands),
        words=view.say(r.GRADE_WITH_STATE, grade=low if grade.settled else f"{low} — {high}", state=state),
        against=_against(view),
    )


def _against(view: View) -> str:
    """What is to be known beside the stars: they follow the points, and a failed gate takes none away."""
    failed = len(view.card.gates_in("failed"))
    if not failed:
        return ""
    return words(r.GATE_AGAINST, view.lang) if failed == 1 else view.say(r.GATES_AGAINST, count=failed)


def set_aside_line(view: View) -> str:
    """What refusing all that was set aside would do, where it costs the grade or a gate; else ""."""
    line = na_costs_line(view.refused, view.card, view.lang) if view.refused else ""
    return view.sentence(line) if line else ""


def _readiness_box(view: View) -> NumberBox:
    target = view.verdict.target
    gap = target.from_ - view.card.score.low
    line = (
        view.say(r.SHORT_OF_TARGET, gap=gap_words(gap)) if gap > 0 else view.say(r.ABOVE_TARGET, gap=score_words(-gap))
    )
    return NumberBox(
        view.say(w.READINESS_FOR, target=words(target.title, view.lang)),
        words(w.VERDICTS[view.verdict.verdict], view.lang),
        f"{words(w.GUARANTEED, view.lang)} {score_words(view.card.score.low)} · {line}",
    )


def _interval_bar(view: View) -> IntervalBar:
    marks = tuple(
        Mark(band.from_, words(band.title, view.lang), plain(band.from_)) for band in view.rubric.bands if band.stars
    )
    score = view.card.score
    alt = view.say(
        w.SCORE_BAR_ALT,
        evidenced=score_words(view.card.evidenced.low),
        low=score_words(score.low),
        high=score_words(score.high),
        target=words(view.verdict.target.title, view.lang),
        marks=view.listed(f"{mark.title} {mark.number}" for mark in marks),
    )
    return IntervalBar(
        view.card.evidenced.low,
        score.low,
        score.high,
        view.first_star,
        view.verdict.target.from_,
        marks,
        alt,
        (
            *(words(state, view.lang) for state in r.STATES),
            view.say(r.TARGET_TICK, target=words(view.verdict.target.title, view.lang)),
        ),
    )


def nodes_part(view: View) -> NodesPart:
    """Dimensions and indicators with their numbers and figures, in the order of the rubric."""
    tree = view.rubric.layout.tree
    labels = {node.id: chr(ord("A") + place) if place < _LETTERS else "" for place, node in enumerate(tree)}
    below = [node for node, path in walk(tree) if path and not node.children]
    labels.update({node.id: str(place) for place, node in enumerate(below, 1)})
    rows = [(node_row(view, node, labels.get(node.id, ""), top=not path), node) for node, path in walk(tree)]
    dimensions = [row for row, _ in rows if row.bar and row.dimension]
    leaves = [row for row, node in rows if row.bar and not node.children]
    named = len(dimensions) <= _NAMED_AXES
    return NodesPart(
        title=words(r.DIMENSIONS, view.lang),
        radars=(
            _radar(view, r.BY_DIMENSION, [(row.title if named else row.label, row) for row in dimensions], named),
            _radar(view, r.ALL_INDICATORS, [(row.label, row) for row in leaves], named=False),
        ),
        sure=words(w.GUARANTEED_SERIES, view.lang),
        possible=words(w.POSSIBLE_SERIES, view.lang),
        states=tuple(words(state, view.lang) for state in r.STATES),
        heads=tuple(words(head, view.lang) for head in (w.INDICATOR, w.SHARE, w.SURE, w.POSSIBLE, w.WORTH, w.TO_GAIN)),
        rows=tuple(row for row, _ in rows),
        points_note=view.sentences(*_points_notes(view)),
    )


def _points_notes(view: View) -> Iterator[str]:
    """Where points come from, and what the dimensions rest on."""
    if view.rubric.layout.points_status == "working":
        yield words(w.WORKING_POINTS, view.lang)
    placement = placement_note(view.rubric, view.lang)
    if placement:
        yield placement


def node_row(view: View, node: Node, label: str, top: bool) -> NodeRow:
    """One dimension or indicator with its numbers in words."""
    scored = view.card.nodes[node.id]
    share = scored.share
    title = node_title(node, view.lang)
    if share is None:
        reason = r.UNKNOWN_NODE if node.status == "unknown" else r.NOT_ASKED
        none = "—"
        level = words(reason, view.lang)
        return NodeRow(label, title, None, none, none, none, none, none, level, "plain", top)
    level_word, tone = _level(view, scored)
    return NodeRow(
        label=label,
        title=title,
        bar=(scored.evidenced / scored.points, share.low / 100, share.high / 100),
        sure=point_words(scored.low),
        possible=point_words(scored.high),
        worth=point_words(scored.points),
        to_gain=to_gain_words(scored.points, scored.low),
        share=interval_words(share.low, share.high),
        level=level_word,
        tone=tone,
        dimension=top,
    )


def _level(view: View, scored: NodeScore) -> tuple[str, Tone]:
    """The level in words; while open questions can still lift it over a border there is none yet."""
    share = scored.share
    assert share is not None
    if share.low >= _LEVEL:
        return words(w.LEVEL_WORDS["strong"], view.lang), "plain"
    if share.low >= view.first_star and share.high < _LEVEL:
        return words(w.LEVEL_WORDS["middle"], view.lang), "plain"
    if share.high < view.first_star:
        return words(w.LEVEL_WORDS["weak"], view.lang), "bad"
    return view.say(r.OPEN_COUNT, count=scored.open), "plain"


def _listed(view: View, rows: list[NodeRow]) -> str:
    return view.listed(view.say(r.RADAR_PART, title=row.title, share=row.share) for row in rows)


def _radar(view: View, title: Text, labelled: list[tuple[str, NodeRow]], named: bool) -> Radar:
    axes = tuple(Axis(label, row.bar[1], row.bar[2]) for label, row in labelled if row.bar)
    alt = view.say(w.RADAR_ALT, parts=_listed(view, [row for _, row in labelled]))
    return Radar(words(title, view.lang), axes, alt, "" if named else words(r.RADAR_KEY, view.lang))


def findings_part(view: View) -> FindingsPart:
    """Strengths and weaknesses of each dimension that counts."""
    dimensions = []
    for node in view.rubric.layout.tree:
        share = view.card.nodes[node.id].share
        if share is not None:
            title = f"{node_title(node, view.lang)} · {interval_words(share.low, share.high)}"
            dimensions.append(_findings(view, node, title))
    return FindingsPart(
        title=words(r.STRENGTHS, view.lang),
        strengths=words(w.STRENGTHS, view.lang),
        weaknesses=words(w.WEAKNESSES, view.lang),
        dimensions=tuple(dimensions),
    )


def _findings(view: View, dimension: Node, title: str) -> Findings:
    target = view.verdict.target
    within = {node.id: node for node in view.rubric.leaves if _within(dimension, node)}
    strong = [one for one in strengths(view.rubric, view.card, target) if one.id in within]
    weak = [one for one in weaknesses(view.rubric, view.card, target) if one.id in within]
    start = plain(target.from_)
    return Findings(
        title=title,
        strengths=tuple(_strength(view, within[one.id], one) for one in strong),
        no_strengths=view.say(wr.NO_STRENGTHS, share=start),
        weaknesses=tuple(_weakness(view, within[one.id], one) for one in weak[:FINDINGS_SHOWN]),
        no_weaknesses=view.say(wr.NO_WEAKNESSES, share=start),
    )


def _strength(view: View, node: Node, scored: NodeScore) -> Finding:
    share = scored.share
    assert share is not None
    return Finding(view.say(w.STRENGTH_LINE, indicator=node_title(node, view.lang), share=cut(share.low, 1)), "")


def _within(dimension: Node, leaf: Node) -> bool:
    return leaf.id == dimension.id or any(_within(child, leaf) for child in dimension.children)


def _weakness(view: View, node: Node, scored: NodeScore) -> Finding:
    failed = [gate.question for gate in view.card.gates_in("failed")]
    failed = [placed.question for placed in node.questions if placed.question in failed]
    asked = [view.card.questions[placed.question] for placed in node.questions]
    worst = max(asked, key=lambda one: one.to_gain)
    points = to_gain_words(scored.points, scored.low)
    text = view.say(w.WEAKNESS_LINE, indicator=node_title(node, view.lang), points=points)
    if failed:
        questions = view.listed(words(view.rubric.by_id[one].text, view.lang) for one in failed)
        return Finding(text, view.say(r.WORST_GATE, questions=questions))
    question = words(view.rubric.by_id[worst.id].text, view.lang)
    gap = to_gain_words(worst.points, worst.contribution)
    return Finding(text, view.say(r.WORST, question=question, points=gap))
