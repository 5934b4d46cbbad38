"""Print the counts: python -m tests.talk.asked [--of SET] [--missed]."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import yaml

from ecq.interview.typed.folding import HAN
from ecq.interview.typed.outcomes import Answer, NotApplicable, Note, NotUnderstood, ShowPage, Understood, Unsure
from ecq.interview.typed.reading import understand
from ecq.interview.typed.wanted import learned, wishes
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric
from tests.talk.__main__ import likely_between

HERE = Path(__file__).parent
PARTS = 8
DIGESTS = {
    "eighth": "51f9409988b3b72f59088c613a2af0c89cca2975d41ed8cf398e10a93cbaa3ce",
    "ninth": "d4e3773c7650a8b36a39485626ccc21c1e24cfe55594e3d29edb7075c18c0a42",
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


def counted_apart(rubric: Rubric, parts: range = range(PARTS)) -> Iterator[tuple[dict[str, Any], Understood, str]]:
    """The same of the messages that are learned from, each part by a reader that has learned from the others."""
    chance, told = Random(8), learned.sentences()
    for part in parts:
        rest = {wish: [one for at, one in enumerate(said) if at % PARTS != part] for wish, said in told.items()}
        apart = learned.learned(rest, {})
        with patch.object(wishes, "known", lambda apart=apart: apart):
            for wanted, say in ((wish, one) for wish in MEANS for one in told[wish][part::PARTS]):
                case = {
                    "wants": wanted,
                    "lang": "zh" if HAN.search(say) else "en",
                    "question": chance.choice(rubric.order),
                    "say": learned.NAME.sub(r"\1", say),
                }
                understood = understand(case["say"], rubric.by_id[case["question"]], rubric, rubric.order)
                yield case, understood, became(case, understood)


def main() -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(prog="python -m tests.talk.asked")
    parser.add_argument("--missed", action="store_true", help="list every message that was not understood")
    parser.add_argument("--of", choices=("learned", *DIGESTS), default="learned", help="which set to count")
    options = parser.parse_args()
    rubric = load_rubric("gbt31526-2025")
    if options.of == "learned":
        cases = counted_apart(rubric)
    elif hashlib.sha256((HERE / f"{options.of}.yaml").read_bytes()).hexdigest() == DIGESTS[options.of]:
        cases = counted(options.of, rubric)
    else:
        print(f"{options.of}.yaml is not as it was when it was counted", file=sys.stderr)
        return 1
    tables: dict[str, Counter[str]] = defaultdict(Counter)
    for case, understood, what in cases:
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
