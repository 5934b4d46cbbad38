"""Mutation testing by command: python -m tests.mutation [PART …] --seconds S (Linux).

A part is a name of PARTS or the path of a module. Mutants are tried in an order by chance (--seed) until the time is
over; what was tried is kept in .mutation/ and not tried again while its function stays as it is (what runs on import:
its module), so the command goes on where it stopped. `--survivors` tries those again that no test noticed, with every
test that reaches their module: after a test was added. tests/mutation/survivors.yaml names those that change nothing a
user could see, and why.
"""

from __future__ import annotations

import argparse
import atexit
import hashlib
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.mutation.mutants import Mutant, functions, mutants
from tests.mutation.trying import ALL, AT_MOST, KILLED, OPTIONS, QUICK, ROOT, TIMED_OUT, Tried, outcome_of_import

PARTS = {
    "scoring": ["ecq/scoring/scorecard.py", "ecq/scoring/answers.py", "ecq/scoring/table.py",
                "ecq/scoring/proof.py", "ecq/scoring/difference.py", "ecq/scoring/rubric_comparison.py", "ecq/scoring/readiness.py"],
    "credits": [*(f"ecq/rubric/kinds/{kind}.py" for kind in ("base", "ladder", "checklist")),
                "ecq/rubric/model.py", "ecq/base/exact.py"],
    "readiness": ["ecq/scoring/readiness.py"],
    "conditions": ["ecq/rubric/conditions.py"],
    "interview": ["ecq/interview/flow.py"],
    "planning": ["ecq/planning/cheapest.py", "ecq/planning/knapsack.py", "ecq/planning/limits.py",
                 "ecq/planning/problem.py"],
    "journal": ["ecq/assessment/history/journal.py", "ecq/assessment/history/past_states.py"],
}  # fmt: skip
_SCORING = ["tests/test_scoring.py", "tests/test_cases.py", "tests/test_editions.py", "tests/test_readiness.py",
            "tests/test_samples.py", "tests/test_reactions.py", "tests/test_presentation.py",
            "tests/test_certainty.py", "tests/test_checking.py", "tests/test_moving.py",
            "tests/test_unknown_facts.py", "tests/test_evidence.py", "tests/test_proof.py", "tests/test_progress.py"]  # fmt: skip
_INTERVIEW = ["tests/test_interview.py", "tests/test_routes.py", "tests/test_thread.py", "tests/test_certainty.py"]
TESTS = {
    "scoring": _SCORING,
    "credits": ["tests/test_kinds.py", "tests/test_exact.py", "tests/test_rubric_schema.py", "tests/test_loading.py",
                "tests/test_assessment.py", "tests/test_evidence.py", "tests/test_scoring.py", "tests/test_cases.py",
                "tests/test_proof.py", "tests/test_gates.py"],
    "readiness": _SCORING,
    "conditions": ["tests/test_conditions.py", "tests/test_rubric_schema.py", "tests/test_loading.py", "tests/test_checking.py", *_INTERVIEW],
    "interview": _INTERVIEW,
    "planning": ["tests/test_unknown_facts.py", "tests/test_proof.py",
                 *(f"tests/planning/test_{part}.py" for part in ("choice", "limits", "plan", "cases", "agreed", "waves",
                                                                 "work_plan", "command", "deadline_curve"))],
    "journal": ["tests/test_journal.py", "tests/test_past_states.py", "tests/test_progress.py", "tests/test_thread.py"],
}  # fmt: skip
"""Where the tests of a part are; of those, the ones that reach the changed line are run."""
KEPT = ROOT / ".mutation"
SURVIVORS = Path(__file__).with_name("survivors.yaml")


class Kept:
    """What became of each mutant, as lines of JSON; the last line about a mutant of the function as it is counts."""

    def __init__(self, files: list[str]) -> None:
        KEPT.mkdir(exist_ok=True)
        self.path = KEPT / "tried.jsonl"
        self.digests = {
            f"{file}:{function}": hashlib.sha256(text.encode()).hexdigest()[:16]
            for file in files
            for function, text in functions(ROOT / file).items()
        }
        lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        rows = [row for row in map(json.loads, lines) if self.digests.get(_place(row["name"])) == row["digest"]]
        self.rows = {row["name"]: row for row in rows}

    def note(self, mutant: Mutant, outcome: tuple[str, str]) -> None:
        """Keep what became of a mutant."""
        row = {"name": mutant.name, "file": mutant.file, "line": mutant.line, "outcome": outcome[0], "by": outcome[1]}
        self.rows[mutant.name] = row
        with self.path.open("a", encoding="utf-8") as kept:
            kept.write(json.dumps({**row, "digest": self.digests[_place(mutant.name)]}, ensure_ascii=False) + "\n")


def _place(name: str) -> str:
    """File and function of a mutant, from its name."""
    return ":".join(name.split(":")[:2])


def _try(
    files: list[str], tests: list[str], to_try: list[Mutant], kept: Kept, until: float, everywhere: bool, marks: str
) -> None:
    """Try mutants until the time is over: those of functions in forks of one session, then those of imports."""
    reached = KEPT / f"reached-{os.getpid()}.json"

    def in_functions(tried: Tried) -> None:
        reach = {
            file: [*{test for tests in tried.reached[str(ROOT / file)].values() for test in tests}] for file in files
        }
        reached.write_text(json.dumps({"tests": reach, "seconds": tried.seconds}), "utf-8")
        print(f"{len(tried.items)} tests, {sum(tried.seconds.values()):.0f} s of processor time", flush=True)
        inside = [mutant for mutant in to_try if mutant.function]
        share = time.monotonic() + (until - time.monotonic()) * len(inside) / max(1, len(to_try))
        for mutant in inside:
            if time.monotonic() > share:
                break
            kept.note(mutant, tried.outcome(mutant, everywhere))

    os.environ["PYTEST_DEBUG_TEMPROOT"] = temporary = tempfile.mkdtemp()  # other sessions clear the usual place
    atexit.register(shutil.rmtree, temporary, ignore_errors=True)
    child = os.fork()
    if not child:
        code = pytest.main([*OPTIONS, marks, *tests], plugins=[Tried(files, in_functions)])
        sys.stdout.flush()
        os._exit(code)
    if os.waitpid(child, 0)[1]:
        sys.exit("the tests could not be run without any change")
    known = json.loads(reached.read_text("utf-8"))
    reached.unlink()
    for mutant in to_try:
        if time.monotonic() > until:
            break
        if not mutant.function:
            reaching = sorted(known["tests"][mutant.file], key=known["seconds"].__getitem__)
            while sum(known["seconds"][test] for test in reaching) > AT_MOST:
                reaching.pop()
            expected = sum(known["seconds"][test] for test in reaching)
            kept.note(mutant, outcome_of_import(mutant, reaching, expected, marks))


def _table(parts: dict[str, list[str]], every: list[Mutant], kept: Kept, harmless: set[str]) -> None:
    print("| part | mutants | tried | noticed | change nothing | missed | noticed of those that change something |")
    print("|---|---|---|---|---|---|---|")
    for part, files in parts.items():
        ours = [mutant.name for mutant in every if mutant.file in files]
        outcomes = Counter(
            "harmless" if kept.rows[name]["outcome"] not in (KILLED, TIMED_OUT) and name in harmless
            else kept.rows[name]["outcome"]
            for name in ours if name in kept.rows
        )  # fmt: skip
        tried, noticed = sum(outcomes.values()), outcomes[KILLED] + outcomes[TIMED_OUT]
        missed = tried - noticed - outcomes["harmless"]
        share = f"{100 * noticed / (noticed + missed):.1f} %" if noticed + missed else ""
        print(f"| {part} | {len(ours)} | {tried} | {noticed} | {outcomes['harmless']} | {missed} | {share} |")


def main() -> int:
    """Run the command; the exit code is 1 where a mutant is missed and not listed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description="Mutation testing of the engine.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}, or the path of a module")
    parser.add_argument("--seconds", type=float, default=600, help="stop after so long (600)")
    parser.add_argument("--seed", type=int, default=18, help="which order by chance (18)")
    parser.add_argument("--survivors", action="store_true", help="try again what no test noticed")
    parser.add_argument("--slow", action="store_true", help="also with the tests that are marked slow")
    options = parser.parse_args()
    parts = {part: PARTS.get(part, [part]) for part in options.parts or PARTS}
    files = [file for part in parts.values() for file in part]
    until = time.monotonic() + options.seconds
    os.environ["CI"] = "1"  # the same examples every time
    every = [mutant for file in files for mutant in mutants(ROOT / file, ROOT)]
    kept = Kept(files)
    lines = yaml.safe_load(SURVIVORS.read_text("utf-8")) or {}
    harmless = {name for names in lines.values() for name in names}
    missed = {name for name, row in kept.rows.items() if row["outcome"] not in (KILLED, TIMED_OUT)} - harmless
    to_try = [m for m in every if (m.name in missed if options.survivors else m.name not in kept.rows)]
    random.Random(options.seed).shuffle(to_try)
    if to_try and options.seconds:
        tests = list(dict.fromkeys(test for part in parts for test in TESTS.get(part, ["tests/planning", *_SCORING])))
        _try(files, tests, to_try, kept, until, options.survivors, ALL if options.slow else QUICK)
        kept = Kept(files)
    left = [m for m in every if m.name in kept.rows and m.name not in harmless]
    left = [m for m in left if kept.rows[m.name]["outcome"] not in (KILLED, TIMED_OUT)]
    for mutant in left:
        outcome = kept.rows[mutant.name]["outcome"]
        print(f"{mutant.file}:{mutant.line}: {outcome}: {mutant.name.partition(':')[2]}")
    _table(parts, every, kept, harmless)
    gone = harmless - {mutant.name for mutant in every} if not options.parts else set()
    for name in sorted(gone):
        print(f"listed, but no longer there: {name}")
    return int(bool(left or gone))


if __name__ == "__main__":
    sys.exit(main())
