"""How well descriptions of a platform are read: python -m tests.talk.platforms [--missed].

Each stands with what is true and was to be said of it; who wrote it saw nothing else. All have been learned from since they
were counted (docs/reading.md).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from ecq.interview.typed.about_platform import platform_said
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric

SETS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
"""Descriptions by set, each with its language, what was said, and the state: facts of the profile, name, stars aimed for."""


def read(case: dict[str, Any], rubric: Rubric) -> Iterator[tuple[str, str]]:
    """What became of each thing said, and of what was read besides: right, missed, wrong or besides, with the name of it."""
    stars = {band.stars: band.id for band in rubric.bands}
    stated = {name: tuple(one) if isinstance(one, list) else one for name, one in case["state"].items()}
    if "target" in stated:
        stated["target"] = stars[stated["target"]]
    found = platform_said(case["say"], rubric)
    heard = dict(found.facts) | ({"name": found.name} if found.name else {})
    heard |= {"target": found.target} if found.target else {}
    for name, value in stated.items():
        yield ("missed" if name not in heard else "right" if heard[name] == value else "wrong"), name
    for name in heard.keys() - stated.keys():
        yield "besides", name


def main() -> None:
    """Count each set, and say what was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.talk.platforms")
    parser.add_argument("--missed", action="store_true", help="say what was not right")
    asked, rubric = parser.parse_args(), load_rubric("gbt31526-2025")
    for name, cases in SETS.items():
        counts: Counter[str] = Counter()
        for case in cases:
            became = list(read(case, rubric))
            counts.update(kind for kind, _ in became)
            missed = [f"{kind} {what}" for kind, what in became if kind != "right"]
            if asked.missed and missed:
                print(f"{case['lang']} {case['say']}\n    {', '.join(missed)}")
        said, given = counts["right"] + counts["missed"] + counts["wrong"], counts["wrong"] + counts["besides"]
        share = 100 * counts["right"] / said
        print(f"{name} ({len(cases)} descriptions, {said} things said): right {share:.0f} %, wrong or besides {given}")


if __name__ == "__main__":
    main()
