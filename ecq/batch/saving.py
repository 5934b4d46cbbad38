"""Self-checks saved together: a JSON file for each, and its report beside it where that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ecq import arms_length, rubric_catalogue
from ecq.assessment.changes import rebind
from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.errors import EcqError
from ecq.file_limits import VERIFYING
from ecq.language import Lang, Text, words
from ecq.text.file_names import file_name
from ecq.text.words import UNNAMED, say

REPORTS_MOST = 50
"""How many reports are made at once in the app."""


def saved_files(assessments: Iterable[Assessment], lang: Lang, reported: str = "") -> Iterator[tuple[str, bytes]]:
    """(name, content) of each file; no two names are the same, on no system. `reported` is the day as of which a report
    stands beside each ("": no reports).

    Reports are made at arm's length, as they take long. Where one cannot be made a text says why in its place.
    """
    taken: set[str] = set()
    for one in assessments:
        stem = free(file_name(f"{one.name or say(UNNAMED, lang)} {(one.updated_at or '')[:10]}"), taken)
        yield f"{stem}.json", dump(one).encode()
        if reported:
            try:
                yield f"{stem}.pdf", _report(one, lang, reported)
            except EcqError as error:
                yield f"{stem}.txt", f"{words(Text(zh=error.zh, en=str(error)), lang)}\n".encode()


def free(stem: str, taken: set[str]) -> str:
    """A name not taken yet; systems that take no notice of capitals are thought of."""
    number, free = 1, stem
    while free.casefold() in taken:
        number += 1
        free = f"{stem} ({number})"
    taken.add(free.casefold())
    return free


def _report(assessment: Assessment, lang: Lang, day: str) -> bytes:
    from ecq.report.options import choose
    from ecq.report.pdf.build import Order, make_report

    name = assessment.name or say(UNNAMED, lang)
    rubric = rubric_catalogue.rubric_of(assessment.rubric.id, name)
    others = rubric_catalogue.compared_with(rubric)
    order = Order(rubric, rebind(assessment, rubric), choose(lang, "standard"), day, others)
    return arms_length.read(make_report, order, where=name, allowance=VERIFYING)
