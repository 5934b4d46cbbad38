"""Counts in documents, taken from the rubrics: python -m tests.counts [--write].

A number followed by `<!--n:NAME-->`, which no reader of the page sees, is one of COUNTS. Without `--write` the command
lists what is out of date and fails; so does a test.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ecq.checking.law import Register
from ecq.rubric.loading import load_library

ROOT = Path(__file__).resolve().parent.parent
MARKED = re.compile(r"(\d+)<!--n:([a-z0-9-]+)-->")


def counts() -> dict[str, int]:
    """What documents may count."""
    library = load_library()
    current, past = library.rubric("gbt31526-2025"), library.rubric("sqe-2015")
    hanging = [hanging for _, _, _, hanging in Register(library).duties()]
    return {
        "duties": len(hanging),
        "duties-gated": sum(bool(one.gates) for one in hanging),
        "duties-unasked": sum(not one.gates and not one.questions for one in hanging),
        "questions": len(current.questions),
        "core": sum(question.core for question in current.questions),
        "gates": sum(question.gate is not None for question in current.questions),
        "indicators": len(current.leaves),
        "confirmed-indicators": sum(leaf.status == "confirmed" for leaf in current.leaves),
        "questions-2015": len(past.questions),
        "sources": len(library.sources.sources),
    }


def renewed(text: str, known: dict[str, int]) -> str:
    """A document with its counts as they are now."""
    return MARKED.sub(lambda match: f"{known[match[2]]}<!--n:{match[2]}-->", text)


def documents() -> list[Path]:
    """Every document that may hold counts."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def main() -> int:
    """Renew the documents or list those to renew; the exit code."""
    known = counts()
    outdated = [path for path in documents() if renewed(path.read_text("utf-8"), known) != path.read_text("utf-8")]
    for path in outdated:
        if "--write" in sys.argv:
            path.write_text(renewed(path.read_text("utf-8"), known), "utf-8")
        print(path.relative_to(ROOT), "renewed" if "--write" in sys.argv else "is out of date")
    return 1 if outdated and "--write" not in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
