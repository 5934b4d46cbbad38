"""Print the counts: python -m tests.talk.asked [--of SET] [--missed]."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from ecq.interview.typed.outcomes import Answer, NotApplicable, Note, NotUnderstood, ShowPage, Understood, Unsure
from ecq.interview.typed.reading import understand
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric
from tests.talk.__main__ import likely_between

HERE = Path(__file__).parent
DIGESTS = {
    "first": "1494bbb97d7c5a8e10ef32fb99fd393a7af1a0ffd970ef2b941dce0fc1a93495",
    "second": "cfc28c87656293bbf2e2697a7f652c173c080836d432aa572b260e83ebaebeef",
    "third": "c339de4c665165b89bef88b1fa90d23671cfa874e088709f0eef95a3d44df3c5",
    "fourth": "ac42568564d96465cc02d42cad9200fc0b1729d44b644f9e7884f4cd5b0e349c",
    "fifth": "23e10f589fa488277811d6705be427b1b74967e4b858f392b3fb99e20ead752e",
    "sixth": "e970b77120ef50f1ecc37aea4a8697d65a8893dd0176c76779c9eb26ed4e160f",
}
"""Of the messages, so that none is changed to suit the reader."""

MEANS = {
    "why-score": "ask-why-score", "score": "ask-score", "first": "ask-first", "settles": "ask-settles",
    "worth-this": "ask-worth", "worth-named": "AskWorth", "said": "AskSaid", "what-if": "AskWhatIf",
    "term": "AskTerm", "article": "AskArticle", "since": "AskSince", "time": "ask-time", "left": "ask-left",
    "ready": "ask-ready", "grade": "AskGrade", "weakest": "ask-weakest", "gates": "ask-gates", "gate-this": "ask-gate",
    "basis-this": "basis", "evidence-this": "evidence", "why-this": "why", "colleague": "colleague",
    "plan": "plan", "undo": "ask-undo", "report": "report", "saved": "save", "thanks": "thanks", "leave": "leave",
    "summary": "ask-summary", "next": "Skip", "back": "back",
}  # fmt: skip
"""What each wish is to be understood as."""


def name_of(understood: Understood) -> str:
    """What a message was understood as, in the words of MEANS."""
    if isinstance(understood, str):
        return understood
    return understood.page if isinstance(understood, ShowPage) else type(understood).__name__


def became(case: dict[str, Any], understood: Understood) -> str:
    """What became of a message: right, another wish, kept as a note, an answer recorded or offered, or nothing."""
    if name_of(understood) == MEANS[case["wants"]]:
        return "right"
    match understood:
        case Answer(doubt=None) | NotApplicable() | Unsure():
            return "recorded"
        case Note():
            return "note"
        case NotUnderstood(candidates=()):
            return "nothing"
        case str() | ShowPage():
            return "another"
    return "another" if name_of(understood) in MEANS.values() else "offered"


def counted(name: str, rubric: Rubric) -> Iterator[tuple[dict[str, Any], Understood, str]]:
    """Each message of a set, what it was understood as, and what became of it."""
    for case in yaml.load((HERE / f"{name}.yaml").read_bytes(), Loader=yaml.CSafeLoader):
        understood = understand(case["say"], rubric.by_id[case["question"]], rubric, rubric.order)
        yield case, understood, became(case, understood)


def main() -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(prog="python -m tests.talk.asked")
    parser.add_argument("--missed", action="store_true", help="list every message that was not understood")
    parser.add_argument("--of", choices=DIGESTS, default="first", help="which set to count")
    options = parser.parse_args()
    if hashlib.sha256((HERE / f"{options.of}.yaml").read_bytes()).hexdigest() != DIGESTS[options.of]:
        print(f"{options.of}.yaml is not as it was when it was counted", file=sys.stderr)
        return 1
    tables: dict[str, Counter[str]] = defaultdict(Counter)
    for case, understood, what in counted(options.of, load_rubric("gbt31526-2025")):
        for table in ("all", case["lang"], case["wants"]):
            tables[table][what] += 1
        if options.missed and what != "right":
            print(f"{what}: {case['wants']} {case['question']} {case['say']}\n    {str(understood)[:100]}")
    for name, table in tables.items():
        total, right = sum(table.values()), table["right"]
        low, high = likely_between(right, total)
        print(
            f"{name} ({total}): right {100 * right / total:.0f} % ({low:.0f} to {high:.0f})  {dict(table.most_common())}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
