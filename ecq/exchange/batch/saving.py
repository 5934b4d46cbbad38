"""Self-checks saved together: a JSON file for each, and its report beside it where that is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ecq.assessment.changes import rebind
from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.base import arms_length
from ecq.base.errors import DamagedError, EcqError
from ecq.base.file_limits import VERIFYING
from ecq.base.language import Lang, error_sentence, words
from ecq.exchange import rubric_catalogue
from ecq.store.stored import StoredAssessment
from ecq.telling.text.sentences import file_name
from ecq.telling.text.words import UNNAMED, UNREADABLE, say

REPORTS_MOST = 50
"""How many reports are made at once in the app."""


def stored(find: Callable[[str], StoredAssessment | None], ids: Iterable[str]) -> Iterator[Assessment | DamagedError]:
    """What is stored under these ids, or that it cannot be read; nothing of those that are gone."""
    for one in ids:
        try:
            found = find(one)
        except DamagedError as error:
            yield error
        else:
            if found:
                yield found.assessment


def saved_files(
    assessments: Iterable[Assessment | DamagedError], lang: Lang, reported: str = ""
) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each file; no two names are the same, on no system. `reported` is the day as of which a report
    stands beside each ("": no reports).

    Reports are made at arm's length, as they take long. Where an assessment cannot be read, or a report not be made, a
    text says why in its place.
    """
    taken: set[str] = set()
    for one in assessments:
        if isinstance(one, DamagedError):
            yield f"{free(say(UNREADABLE, lang), taken)}.txt", _why_not(one, lang)
            continue
        stem = free(file_name(f"{one.name or say(UNNAMED, lang)} {(one.updated_at or '')[:10]}"), taken)
        yield f"{stem}.json", dump(one).encode()
        if reported:
            try:
                yield f"{stem}.pdf", _report(one, lang, reported)
            except EcqError as error:
                yield f"{stem}.txt", _why_not(error, lang)


def _why_not(error: EcqError, lang: Lang) -> bytes:
    return f"{words(error_sentence(error), lang)}\n".encode()


def free(stem: str, taken: set[str]) -> str:
    """A name not taken yet; systems that take no notice of capitals are thought of."""
    number, free = 1, stem
    while free.casefold() in taken:
        number += 1
        free = f"{stem} ({number})"
    taken.add(free.casefold())
    return free


def _report(assessment: Assessment, lang: Lang, day: str) -> bytes:
    from ecq.exchange.report_order import order_of
    from ecq.telling.report.shown import choose
    from ecq.writers.pdf.build import make_report

    name = assessment.name or say(UNNAMED, lang)
    rubric = rubric_catalogue.rubric_of(assessment.rubric.id, name)
    order = order_of(rubric, rebind(assessment, rubric), choose(lang, "standard"), day)
    return arms_length.read(make_report, order, where=name, allowance=VERIFYING)
