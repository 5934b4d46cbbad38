"""What the report says on strengths and weaknesses, on what is open, and where it is signed. Computes no score."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.base.exact import cut, plain
from ecq.document.blocks import Block, Chapter, Labelled, Paragraph, Part, Row, Said, Section, Signatures, Table, cell
from ecq.rubric.model import Node
from ecq.scoring.readiness import strengths, weaknesses
from ecq.scoring.scorecard import NodeScore, QuestionScore
from ecq.telling.report import words as r
from ecq.telling.report.claims import open_claim, strengths_claim
from ecq.telling.report.cover import View
from ecq.telling.report.shown import People
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import columns, interval_words, point_words, reason_words, to_gain_words, value_words

FINDINGS_SHOWN = 3


def findings_part(view: View, detailed: bool) -> Iterator[Block]:
    """Strengths and weaknesses of each dimension that counts, nothing where none does; `detailed`: also where most of a weakness comes from."""
    if not (claim := strengths_claim(view)):
        return
    yield Chapter(view.say(r.STRENGTHS), claim)
    for node in view.rubric.layout.tree:
        share = view.card.nodes[node.id].share
        if share is not None:
            yield Section(f"{view.say(node.title)} · {interval_words(share.low, share.high)}")
            yield _findings(view, node, detailed)


def _findings(view: View, dimension: Node, detailed: bool) -> Table:
    target = view.verdict.target
    within = {node.id: node for node in view.rubric.leaves if _within(dimension, node)}
    strong = [one for one in strengths(view.rubric, view.card, target) if one.id in within]
    weak = [one for one in weaknesses(view.rubric, view.card, target) if one.id in within]
    start = plain(target.from_)
    strongest = [_strength(view, within[one.id], one) for one in strong]
    weakest = [part for one in weak[:FINDINGS_SHOWN] for part in _weakness(view, within[one.id], one, detailed)]
    none = Said(view.say(wr.NO_STRENGTHS, share=start), "muted"), Said(view.say(wr.NO_WEAKNESSES, share=start), "muted")
    heads = columns(view.lang, (w.STRENGTHS, 42), (w.WEAKNESSES, 58))
    return Table(heads, (Row((cell(*(strongest or none[:1])), cell(*(weakest or none[1:])))),))


def _strength(view: View, node: Node, scored: NodeScore) -> str:
    share = scored.share
    assert share is not None
    return view.say(w.STRENGTH_LINE, indicator=view.say(node.title), share=cut(share.low, 1))


def _within(dimension: Node, leaf: Node) -> bool:
    return leaf.id == dimension.id or any(_within(child, leaf) for child in dimension.children)


def _weakness(view: View, node: Node, scored: NodeScore, detailed: bool) -> tuple[Part, ...]:
    failed = [gate.question for gate in view.card.gates_in("failed")]
    failed = [placed.question for placed in node.questions if placed.question in failed]
    asked = [view.card.questions[placed.question] for placed in node.questions]
    worst = max(asked, key=lambda one: one.to_gain)
    points = to_gain_words(scored.points, scored.low)
    text = view.say(w.WEAKNESS_LINE, indicator=view.say(node.title), points=points)
    if failed:
        questions = view.listed(view.say(view.rubric.by_id[one].text) for one in failed)
        return text, Said(view.say(r.WORST_GATE, questions=questions), "muted")
    if not detailed:
        return (text,)
    question = view.say(view.rubric.by_id[worst.id].text)
    gap = to_gain_words(worst.points, worst.contribution)
    return text, Said(view.say(r.WORST, question=question, points=gap), "muted")


def open_part(view: View) -> Iterator[Block]:
    """Unsure questions with their tentative answers, open questions by indicator, and what was set aside with its reason."""
    ordered = [view.card.questions[question] for question in view.rubric.order]
    unsure = [_row(view, one, _tentative(view, one)) for one in ordered if one.state == "unsure"]
    reasons = (
        (one, reason_words(view.rubric.by_id[one.id], view.assessment.response(one.id), view.lang))
        for one in ordered
        if one.state == "na"
    )
    aside = [_row(view, one, reason) for one, reason in reasons]
    lists = (
        (w.UNSURE, w.QUESTION, w.ANSWER, unsure),
        (r.OPEN_LIST, w.INDICATOR, w.HOW_MANY, list(_by_indicator(view))),
        (r.ASIDE_LIST, w.QUESTION, r.REASON, aside),
    )
    some = [one for one in lists if one[-1]]
    yield Chapter(view.say(r.PENDING), open_claim(view))
    leads = (r.PENDING_LEAD, view.card.counts.open), (r.ASIDE_LEAD, aside)
    yield Paragraph(view.sentences(*(view.say(lead) for lead, there in leads if there)) or view.say(r.NOTHING_PENDING))
    for title, first, second, rows in some:
        yield Section(view.say(title))
        heads = ((first, 49), (second, 40), (w.WORTH, 11))
        yield Table(columns(view.lang, *heads, right=(2,), tones={1: "muted"}), tuple(rows))


def _row(view: View, one: QuestionScore, remark: str) -> Row:
    points = point_words(one.points) if one.counts else "—"
    return Row((cell(view.say(view.rubric.by_id[one.id].text)), cell(remark), cell(points)))


def _tentative(view: View, one: QuestionScore) -> str:
    answer = value_words(view.rubric.by_id[one.id], view.assessment.response(one.id), view.lang)
    return view.say(w.TENTATIVE, answer=answer) if answer else "—"


def _by_indicator(view: View) -> Iterator[Row]:
    """Open questions by indicator: in an early self-check there are too many to name each."""
    for leaf in view.rubric.leaves:
        scored = [view.card.questions[placed.question] for placed in leaf.questions]
        waiting = [one for one in scored if one.state in ("unanswered", "undecided")]
        if waiting:
            points = sum((one.points for one in waiting), start=waiting[0].points * 0)
            count = view.say(r.OPEN_OF, count=len(waiting), all=sum(one.state != "hidden" for one in scored))
            yield Row((cell(view.say(leaf.title)), cell(count), cell(point_words(points))))


def sign_part(view: View, people: People) -> Iterator[Block]:
    """Who prepared the report, who answers for the platform, and who was interviewed, each with a place to sign."""
    named = ((r.SIGNS_PREPARED, people.prepared_by), (r.SIGNS_PLATFORM, ""), (r.SIGNS_INTERVIEWED, people.interviewed))
    yield Chapter(view.say(r.SIGN))
    for line in r.SIGN_LINES:
        yield Paragraph(view.say(line))
    yield Signatures(
        signature=view.say(r.SIGNATURE),
        day=view.say(r.SIGNED_ON),
        people=tuple(Labelled(view.say(label), (name,) if name else ()) for label, name in named),
    )
