"""Small rubrics and clients of them."""

from __future__ import annotations

from ecq.assessment.model import Assessment
from ecq.rubric.model import Rubric
from ecq.telling.portfolio.summary import Client, client
from tests.building import F, answered, fact, gate, level, node, rubric, yes_no

DAY = "2026-11-25"
"""The day that clients are looked at."""
NA = ({"id": "not-here", "text": {"zh": "没有", "en": "not here"}},)


def small(**more: object) -> Rubric:
    """Two dimensions: `shop` (half the points) with `a`, `b`, `c`; `after` with `d`, a gate, and `e`, for shops abroad."""
    fifths = tuple(F(n, 5) for n in range(6))
    questions = [
        level("a", fifths),
        level("b", fifths),
        level("c", fifths, not_applicable=NA),
        yes_no("d", gate=gate("yes")),
        level("e", fifths, applies={"fact": "abroad", "is": ("yes",)}),
    ]
    tree = [node("shop", node("front", "a", "b"), node("back", "c")), node("after", node("service", "d", "e"))]
    return rubric(questions, tree, [fact("abroad")], **more)


def made(of: Rubric, name: str, answers: dict[str, str], at: str = "2026-11-24T09:00:00+00:00") -> Assessment:
    return answered(of, answers, name=name, profile={"abroad": "no"}, at=at)


def one(of, name, answers, *, at="2026-11-24T09:00:00+00:00", demo=False):
    return client(of, made(of, name, answers, at), DAY, id=name, demo=demo)


def settled(of: Rubric, name: str, fifths: int, **more: object) -> Client:
    """A client with everything answered, `fifths` of credit for each level question."""
    answers = {**dict.fromkeys("abc", f"o{fifths}"), "d": "yes"}
    return one(of, name, answers, **more)
