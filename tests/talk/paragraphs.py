"""`python -m tests.talk.paragraphs` counts how paragraphs about several questions are parted among these.

A paragraph is made of two to five sentences of a set, each written from a card of another question, in one language. Which
questions it speaks of, and what is true of them, stands on the cards. What is proposed is held against that as in
`python -m tests.talk`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace
from random import Random
from typing import Any

from ecq.exchange.documents.spoken import told_in
from ecq.interview.typed.outcomes import Answer, FactOfProfile
from ecq.rubric.loading import load_library
from ecq.rubric.model import Rubric
from tests.talk.__main__ import DIGESTS, NO_ANSWER, outcome
from tests.talk.learn import HELD_BACK, cases_of

SIZES, LANGUAGES = (2, 3, 4, 5), ("zh", "hant", "en", "mix")
RIGHT, HALF = ("right", "one press"), ("one question", "two presses", "more presses", "one press of more")


def main() -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(prog="python -m tests.talk.paragraphs")
    parser.add_argument("--of", choices=DIGESTS, default=HELD_BACK[0], help="the set whose sentences are joined")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=25, help="how many of each size and language")
    parser.add_argument("--here", action="store_true", help="with the question of the first sentence on screen")
    parser.add_argument("--missed", action="store_true", help="list what was proposed wrongly")
    asked = parser.parse_args()
    library, chance = load_library(), Random(asked.seed)
    rubric = max((library.rubric(name) for name in library.layouts), key=lambda one: len(one.by_id))
    cases = [one for one in cases_of(asked.of) if one["question"] in rubric.by_id]
    tables: dict[str, Counter[str]] = defaultdict(Counter)
    begun = time.process_time()
    for size in SIZES:
        for lang in LANGUAGES:
            for _ in range(asked.each):
                drawn = paragraph(chance, [one for one in cases if one["lang"] == lang], size)
                for what, of in counted(drawn, rubric, asked.missed, here=asked.here):
                    for table in ("all", f"of {size}", lang):
                        tables[table][what] += of
    for group, tally in sorted(tables.items()):
        print(told(group, tally))
    print(f"{time.process_time() - begun:.1f} s of processor time")
    return 0


def paragraph(chance: Random, cases: list[dict[str, Any]], size: int) -> list[dict[str, Any]]:
    """So many sentences, each about another question."""
    drawn: dict[str, dict[str, Any]] = {}
    for case in chance.sample(cases, len(cases)):
        drawn.setdefault(case["question"], case)
        if len(drawn) == size:
            break
    return list(drawn.values())


def joined(drawn: list[dict[str, Any]]) -> str:
    """The sentences as one text, each ended by a stop."""
    stop, between = (".", " ") if drawn[0]["lang"] == "en" else ("。", "")
    return between.join(one["say"].strip() + ("" if one["say"].strip()[-1] in "。！？!?.…" else stop) for one in drawn)


def counted(
    drawn: list[dict[str, Any]], rubric: Rubric, missed: bool = False, *, here: bool = False
) -> list[tuple[str, int]]:
    """What of a paragraph was found and proposed: what, and how often."""
    text = joined(drawn)
    cases = {one["question"]: one for one in drawn}
    at = str(drawn[0]["question"]) if here else ""
    spoken_of = [name for name, one in cases.items() if one["kind"] not in NO_ANSWER]
    heard = told_in(text, rubric, at)
    spoken = [one for one in heard.spoken if not isinstance(one.understood, FactOfProfile)]
    found = [("paragraphs", 1), ("spoken of", len(spoken_of))]
    found.append(("found", sum(one.about in spoken_of for one in spoken)))
    found.append(("led to", sum(about in cases for about, _ in heard.perhaps)))
    found.append(("led elsewhere", sum(about not in cases for about, _ in heard.perhaps)))
    for one in spoken:
        case = cases.get(one.about)
        said = replace(one.understood, doubt="rest") if isinstance(one.understood, Answer) else one.understood
        became = outcome(case, rubric.by_id[one.about], said) if case else "of a question nobody spoke of"
        became = "right" if became in RIGHT else "asked" if became in HALF else became
        if case is None and not isinstance(said, Answer):
            became = "asked of a question nobody spoke of"
        found.append((became, 1))
        if missed and became not in ("right", "asked"):
            print(f"{became}: {one.about} [{case and case['state']}] {one.quote}\n    {one.understood}\n    of {text}")
    return found


def told(name: str, table: Counter[str]) -> str:
    """A line: of how many questions spoken of how many were found, and what became of them."""
    rest = {what: of for what, of in table.most_common() if what not in ("paragraphs", "spoken of", "found")}
    share = 100 * table["found"] / max(table["spoken of"], 1)
    return f"{name} ({table['paragraphs']}): {table['found']} of {table['spoken of']} found ({share:.0f} %)  {rest}"


if __name__ == "__main__":
    sys.exit(main())
