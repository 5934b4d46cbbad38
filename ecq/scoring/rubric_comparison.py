"""The difference between two rubrics, and what it does to the score of the same answers, exactly.

Everything a rubric states is compared, so that two rubrics of different digests never compare as equal. The same
answers can be put side by side under several rubrics: the score under each, and how their questions overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ecq.assessment.model import Assessment
from ecq.base.frozen import Frozen
from ecq.rubric.model import Node, Rubric, walk
from ecq.scoring.difference import Between, between
from ecq.scoring.scorecard import Scorecard
from ecq.scoring.table import points
from ecq.scoring.unknown_facts import scorecard

Kind = Literal[
    "question-added",
    "question-removed",
    "question-moved",
    "questions-reordered",
    "reworded",
    "scale-changed",
    "effort-changed",
    "gate-changed",
    "applies-changed",
    "not-applicable-changed",
    "sources-changed",
    "core-changed",
    "points-changed",
    "points-stated",
    "cap-changed",
    "band-added",
    "band-removed",
    "band-changed",
    "node-added",
    "node-removed",
    "node-changed",
    "fact-added",
    "fact-removed",
    "fact-changed",
    "source-added",
    "source-removed",
    "source-changed",
    "rubric-changed",
]
_OWN_KIND: dict[str, Kind] = {
    "applies": "applies-changed",
    "not_applicable": "not-applicable-changed",
    "gate": "gate-changed",
    "sources": "sources-changed",
    "core": "core-changed",
}
_ASIDE = ("bands", "tree", "gate_cap")
"""Parts of a layout that are compared by themselves."""


@dataclass(frozen=True)
class Change:
    """One thing that changed at `where` (an id). `before` and `after` hold what changed, by path; absent: not there."""

    kind: Kind
    where: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """All that differs between two rubrics, and the effect on an assessment where one was given."""

    old: Rubric
    new: Rubric
    changes: tuple[Change, ...]
    effect: Between | None


def compare(old: Rubric, new: Rubric, assessment: Assessment | None = None) -> Difference:
    """What changed from `old` to `new`, and what it does to the assessment's score and grade."""
    changes = (
        *_layout(old, new),
        *_listed("band", _by_id(old.bands), _by_id(new.bands)),
        *_listed("node", _nodes(old), _nodes(new)),
        *_listed("fact", _by_id(old.profile.facts), _by_id(new.profile.facts)),
        *_placing(old, new),
        *(change for q in old.order if q in new.by_id for change in _question(old, new, q)),
        *_points(old, new),
        *_listed("source", _by_id(old.sources), _by_id(new.sources)),
    )
    effect = None if assessment is None else between(old, assessment, new, assessment)
    return Difference(old, new, changes, effect)


def _flat(value: Any, path: str = "") -> dict[str, Any]:
    """Plain data as leaves by path. A text is one leaf; an entry of a list goes by its id, or by its place."""
    if isinstance(value, dict) and not {"zh", "en"} <= set(value):
        pairs = {str(name): inner for name, inner in value.items()}
    elif isinstance(value, list) and not all(isinstance(one, str) for one in value):
        ids = [one["id"] for one in value if isinstance(one, dict) and "id" in one]
        names = ids or [str(place) for place in range(1, len(value) + 1)]
        pairs = dict(zip(names, value, strict=True)) | ({"order": ids} if ids else {})
    else:
        return {} if value is None or value == [] else {path: value}
    flat: dict[str, Any] = {}
    for name, inner in pairs.items():
        flat.update(_flat(inner, f"{path}.{name}" if path else name))
    return flat


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The paths that differ; an order only where it orders the same things, as added and removed ones have paths of their own."""

    def differs(path: str) -> bool:
        was, now = before.get(path), after.get(path)
        return was != now and not (path.endswith(".order") and set(was or ()) != set(now or ()))

    return [path for path in dict.fromkeys((*before, *after)) if differs(path)]


def _dump(model: Frozen, *aside: str) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude=set(aside))


def _split(kind: Kind, where: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """One change with only the paths that differ; nothing where none does."""
    paths = _differing(before, after)
    if paths:
        was = {path: before[path] for path in paths if path in before}
        now = {path: after[path] for path in paths if path in after}
        yield Change(kind, where, was, now)


def _layout(old: Rubric, new: Rubric) -> Iterator[Change]:
    def leaves(rubric: Rubric) -> dict[str, Any]:
        efforts = {"efforts": [_dump(text) for text in rubric.efforts]}
        return _flat(_dump(rubric.layout, *_ASIDE)) | _flat(efforts)

    yield from _split("rubric-changed", new.id, leaves(old), leaves(new))
    caps = [{} if one.layout.gate_cap is None else {"gate_cap": one.layout.gate_cap} for one in (old, new)]
    yield from _split("cap-changed", new.id, *caps)


def _by_id(models: tuple[Any, ...]) -> dict[str, dict[str, Any]]:
    """Each model's leaves by its id; its place among the others counts too."""
    return {one.id: _flat(_dump(one)) | {"place": place} for place, one in enumerate(models, 1)}


def _nodes(rubric: Rubric) -> dict[str, dict[str, Any]]:
    nodes_by_id: dict[str, dict[str, Any]] = {}

    def descend(nodes: tuple[Node, ...], parent: dict[str, str]) -> None:
        for place, node in enumerate(nodes, 1):
            nodes_by_id[node.id] = _flat(_dump(node, "children", "questions")) | parent | {"place": place}
            descend(node.children, {"parent": node.id})

    descend(rubric.layout.tree, {})
    return nodes_by_id


def _listed(
    what: Literal["band", "node", "fact", "source"], old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]
) -> Iterator[Change]:
    """Things with ids: added, removed or changed. A place counts only among those that are in both."""
    kinds: dict[str, tuple[Kind, Kind, Kind]] = {
        "band": ("band-added", "band-removed", "band-changed"),
        "node": ("node-added", "node-removed", "node-changed"),
        "fact": ("fact-added", "fact-removed", "fact-changed"),
        "source": ("source-added", "source-removed", "source-changed"),
    }
    added, removed, changed = kinds[what]
    moved = [one for one in old if one in new] != [one for one in new if one in old]
    for one in dict.fromkeys((*old, *new)):
        before, after = dict(old.get(one, {})), dict(new.get(one, {}))
        if one in old and one in new and not moved:
            before.pop("place"), after.pop("place")
        kind = added if one not in old else removed if one not in new else changed
        yield from _split(kind, one, before, after)


def _placing(old: Rubric, new: Rubric) -> Iterator[Change]:
    """Questions added, removed, moved to another indicator, or in another order within theirs."""
    for q in (*old.order, *(q for q in new.order if q not in old.by_id)):
        before = {"indicator": old.place[q][1]} if q in old.place else {}
        after = {"indicator": new.place[q][1]} if q in new.place else {}
        kind: Kind = "question-removed" if not after else "question-moved" if before else "question-added"
        yield from _split(kind, q, before, after)
    new_leaves = {leaf.id: [placed.question for placed in leaf.questions] for leaf in new.leaves}
    for leaf in old.leaves:
        here = [placed.question for placed in leaf.questions]
        there = new_leaves.get(leaf.id, [])
        before_order = [q for q in here if q in there]
        after_order = [q for q in there if q in here]
        yield from _split("questions-reordered", leaf.id, {"order": before_order}, {"order": after_order})


def _question(old: Rubric, new: Rubric, question_id: str) -> Iterator[Change]:
    """What changed in a question itself, sorted by what it touches."""
    before, after = (_flat(_data(rubric, question_id)) for rubric in (old, new))
    kinds: dict[Kind, tuple[dict[str, Any], dict[str, Any]]] = {}
    for path in _differing(before, after):
        kind = _kind_of(path, path in before and path in after, before.get(path, after.get(path)))
        was, now = kinds.setdefault(kind, ({}, {}))
        if path in before:
            was[path] = before[path]
        if path in after:
            now[path] = after[path]
    for kind, (was, now) in kinds.items():
        yield from _split(kind, question_id, was, now)


def _data(rubric: Rubric, question_id: str) -> dict[str, Any]:
    data = _dump(rubric.by_id[question_id])
    data["sources"] = [f"{one['source']} {', '.join(one['articles'])} ({one['status']})" for one in data["sources"]]
    return data


def _kind_of(path: str, in_both: bool, value: Any) -> Kind:
    first, last = path.split(".", maxsplit=1)[0], path.rsplit(".", 1)[-1]
    if first in ("options", "items", "bands", "credits") and not in_both:
        return "scale-changed"
    if isinstance(value, dict) and (in_both or first not in _OWN_KIND):
        return "reworded"
    if last in ("effort", "lead_time", "proof_effort"):
        return "effort-changed"
    return _OWN_KIND.get(first, "scale-changed")


def _points(old: Rubric, new: Rubric) -> Iterator[Change]:
    """Nominal points: what each question is worth when all apply."""
    before, after = (points(rubric, frozenset(rubric.order)) for rubric in (old, new))
    stated_before, stated_after = _stated(old), _stated(new)
    for q in old.order:
        if q not in after:
            continue
        if before[q] != after[q]:
            yield Change("points-changed", q, {"points": str(before[q])}, {"points": str(after[q])})
        else:
            yield from _split("points-stated", q, stated_before.get(q, {}), stated_after.get(q, {}))


def _stated(rubric: Rubric) -> dict[str, dict[str, str]]:
    return {
        placed.question: {"points": str(placed.points)}
        for node, _ in walk(rubric.layout.tree)
        for placed in node.questions
        if placed.points is not None
    }


@dataclass(frozen=True)
class Standing:
    """The answers under one rubric.

    `shared` counts the questions that apply here and are asked by the rubric compared with, `only_here` those that
    apply here and are not, `left_out` those that apply there and are not asked here.
    """

    rubric: Rubric
    card: Scorecard
    shared: int
    only_here: int
    left_out: int


def side_by_side(assessment: Assessment, own: Rubric, others: Sequence[Rubric]) -> tuple[Standing, ...]:
    """The answers under their own rubric and under others; the first is compared with the second, the rest with the first."""
    rubrics = [own, *(other for other in others if other.id != own.id)]
    cards = [scorecard(rubric, assessment) for rubric in rubrics]
    asked = [{q for q, one in card.questions.items() if one.state != "hidden"} for card in cards]
    standings = []
    for place, (rubric, card) in enumerate(zip(rubrics, cards, strict=True)):
        partner = 0 if place else 1
        there = asked[partner] if len(rubrics) > 1 else asked[0]
        here = asked[place]
        standings.append(Standing(rubric, card, len(here & there), len(here - there), len(there - here)))
    return tuple(standings)
