"""Verifying a report: whether what it prints follows from what it carries, and where not.

Everything is made again from the answers, the rubric and the options inside, then compared: digests, the scorecard
number by number, the cover's conclusions, and the pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ecq.assessment.model import read
from ecq.errors import AssessmentError, ReportError, RubricError
from ecq.language import Lang, Text, words
from ecq.report.content.cover import View
from ecq.report.content.progress import Earlier
from ecq.report.content.record import (
    ASSESSMENT,
    EARLIER,
    MADE_BY,
    RECORD,
    RUBRIC,
    SCORECARD,
    Printed,
    Record,
    logo_file,
    other_file,
    printed,
    read_record,
    scorecard_file,
    sha256,
)
from ecq.report.logo import carried_logo
from ecq.report.pdf.build import Order, make_report, sealed
from ecq.report.verify import words as v
from ecq.report.verify.page_diff import differences, marked, page_texts, pressed, signed
from ecq.report.verify.reopen import files_inside, reading, reopen
from ecq.rubric.loading import read_rubric
from ecq.text.sentences import score_words
from ecq.text.words import say

CheckId = Literal["files", "rubric", "score", "printed", "pages"]
SHOWN, DIGITS = 5, 12


@dataclass(frozen=True)
class Sentence:
    """A sentence and what fills its marks, to be worded in any language."""

    text: Text
    marks: Mapping[str, object] = field(default_factory=dict)

    def words(self, lang: Lang) -> str:
        """The sentence in a language."""
        return say(self.text, lang, **self.marks)


@dataclass(frozen=True)
class Check:
    """One check: whether it holds, and the sentences that say so or say where not."""

    id: CheckId
    holds: bool
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Verification:
    """All checks that could be made. `follows` is False as soon as one fails; None where the report is too old to check."""

    checks: tuple[Check, ...]
    follows: bool | None
    digest: str | None
    made_by: str | None


def verify(data: bytes, where: str) -> Verification:
    """Check a report. Raises ReportError where the file cannot be read as a report at all."""
    files = files_inside(data, where)
    if RECORD not in files:
        reopen(data, where)  # says what is wrong with a file that is no report
        return Verification((Check("files", False, (Sentence(v.FILES_MISSING, {"files": RECORD}),)),), None, None, None)
    record = read_record(files[RECORD], where)
    checks = [_files(record, files, page_texts(data, where, (-1,))[0])]
    try:
        order = _order(record, files)
    except RubricError as error:
        checks.append(Check("rubric", False, (Sentence(v.RUBRIC_BAD, {"reason": str(error.problems[0])}),)))
    except AssessmentError as error:
        checks.append(Check("score", False, (Sentence(v.ANSWERS_BAD, {"reason": str(error)}),)))
    except ReportError as error:
        checks.append(Check("files", False, (Sentence(v.LOGO_BAD, {"reason": str(error)}),)))
    else:
        model, _, view = sealed(order)
        expected = printed(model.cover)
        checks += [
            _rubric(order),
            _score(view, expected, files.get(SCORECARD, b"")),
            _printed(view, expected, record, page_texts(data, where, (0,))[0]),
            _pages(order, record, data, where),
        ]
    return Verification(tuple(checks), all(one.holds for one in checks), sha256(files[RECORD]), record.made_by)


def _order(record: Record, files: Mapping[str, bytes]) -> Order:
    """What the report was made from. Raises RubricError, AssessmentError or ReportError for the part that is not right."""
    rubric = read_rubric(files.get(RUBRIC, b""), RUBRIC)
    others = [read_rubric(files.get(other_file(one), b""), other_file(one)) for one in record.compared]
    kind = record.options.brand.logo
    logo = carried_logo(files.get(logo_file(kind), b""), kind, logo_file(kind)) if kind else None
    assessment = read(files.get(ASSESSMENT, b""), ASSESSMENT)
    earlier = None
    if record.since:
        before = read(files.get(EARLIER, b""), EARLIER)
        earlier = Earlier(name=record.since.name, day=record.since.day, assessment=before)
    return Order(rubric, assessment, record.options, record.day, tuple(others), logo, earlier)


def _files(record: Record, files: Mapping[str, bytes], last_page: str) -> Check:
    wrong = [Sentence(v.FILE_MISSING, {"file": name}) for name in record.attached if name not in files]
    for name, data in files.items():
        recorded = record.attached.get(name)
        if recorded is None and name != RECORD:
            wrong.append(Sentence(v.FILE_STRANGE, {"file": name}))
        elif recorded is not None and recorded != sha256(data):
            marks = {"file": name, "recorded": recorded[:DIGITS], "found": sha256(data)[:DIGITS]}
            wrong.append(Sentence(v.FILE_ALTERED, marks))
    digest = sha256(files[RECORD])
    if digest not in last_page:
        wrong.append(Sentence(v.DIGEST_NOT_PRINTED, {"digest": digest[:DIGITS]}))
    sound = (
        Sentence(v.FILES_SOUND, {"count": len(record.attached)}),
        Sentence(v.DIGEST_SOUND, {"digest": digest[:DIGITS]}),
    )
    return Check("files", not wrong, tuple(wrong) or sound)


def _rubric(order: Order) -> Check:
    rubric, bound = order.rubric, order.assessment.rubric
    marks = {"id": rubric.id, "version": rubric.version, "digest": rubric.digest[:DIGITS]}
    if (bound.id, bound.digest) == (rubric.id, rubric.digest):
        return Check("rubric", True, (Sentence(v.RUBRIC_SOUND, marks),))
    return Check("rubric", True, (Sentence(v.RUBRIC_OTHER, {**marks, "made": f"{bound.id} {bound.version}"}),))


def _score(view: View, expected: Printed, attached: bytes) -> Check:
    again = scorecard_file(view)
    if attached == again:
        return Check("score", True, (Sentence(v.SCORE_SOUND, {"score": expected.score, "grade": expected.grade}),))
    try:
        recorded = json.loads(attached)
    except (ValueError, RecursionError):
        return Check("score", False, (Sentence(v.SCORE_BAD),))
    different = list(_differing(recorded, json.loads(again)))
    lines = [
        Sentence(v.SCORE_DIFFERS, {"place": place or "top", "said": _short(one), "found": _short(other)})
        for place, one, other in different[:SHOWN]
    ]
    return Check("score", False, (*lines, *_more(len(different))) or (Sentence(v.SCORE_BAD),))


def _more(count: int) -> tuple[Sentence, ...]:
    return (Sentence(v.AND_MORE, {"count": count - SHOWN}),) if count > SHOWN else ()


def _differing(recorded: Any, computed: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two plain data differ, list entries named by their id."""
    if isinstance(recorded, dict) and isinstance(computed, dict):
        for key in sorted({*recorded, *computed}):
            yield from _differing(recorded.get(key), computed.get(key), f"{place}.{key}" if place else key)
    elif isinstance(recorded, list) and isinstance(computed, list) and len(recorded) == len(computed):
        for number, (one, other) in enumerate(zip(recorded, computed, strict=True)):
            name = other.get("id") or other.get("question") if isinstance(other, dict) else None
            yield from _differing(one, other, f"{place}[{name or number + 1}]")
    elif recorded != computed:
        yield place, recorded, computed


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"


def _printed(view: View, expected: Printed, record: Record, page: str) -> Check:
    """Whether the cover prints the grade, score and readiness that follow. Another version may word them otherwise."""
    ours = record.made_by == MADE_BY
    wrong: list[Sentence] = []
    for name in Printed.model_fields:
        here, recorded = str(getattr(expected, name)), str(getattr(record.printed, name))
        if recorded != here if ours else not _names(view, name, recorded):
            wrong.append(Sentence(v.RECORD_DIFFERS, {"said": recorded, "wanted": here}))
        shown = here if ours else recorded
        if pressed(shown) not in page:
            wrong.append(Sentence(v.PRINTED_DIFFERS, {"wanted": shown}))
    sound = Sentence(
        v.PRINTED_SOUND, {"grade": expected.grade, "score": expected.score, "readiness": expected.readiness}
    )
    return Check("printed", not wrong, tuple(wrong) or (sound,))


def _names(view: View, name: str, recorded: str) -> bool:
    """Whether other words say the same grade or the same number."""
    card = view.card
    must = {
        "grade": words(card.grade.low.title, view.lang),
        "score": score_words(card.score.low),
        "evidenced": score_words(card.evidenced.low),
    }
    return must.get(name, "") in recorded


def _pages(order: Order, record: Record, data: bytes, where: str) -> Check:
    other = Sentence(v.PAGES_OTHER_VERSION, {"made": record.made_by, "now": MADE_BY})
    again = make_report(order) if record.made_by == MADE_BY else None
    if again == data:
        return Check("pages", True, (Sentence(v.PAGES_SAME_BYTES),))
    different = list(marked(data, where) if again is None else differences(data, again, where))
    if not different and again is None:
        return Check("pages", True, (other,))
    if not different and again is not None:
        with reading(again, where) as pdf:
            same = Sentence(v.PAGES_SAME_TEXT, {"count": len(pdf.pages)})
        return Check("pages", True, (same, Sentence(v.SIGNED)) if signed(data, where) else (same,))
    lines = [
        Sentence(
            _DIFFERENCES[one.kind], {"page": one.page, "near": one.near, "found": one.page, "wanted": one.expected}
        )
        for one in different[:SHOWN]
    ]
    return Check("pages", False, (*lines, *_more(len(different))))


_DIFFERENCES = {
    "count": v.PAGE_COUNT,
    "marked": v.PAGE_MARKED,
    "text": v.PAGE_DIFFERS,
    "drawn": v.PAGE_DRAWN,
}
