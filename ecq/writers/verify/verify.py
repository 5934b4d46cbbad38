"""Verifying a report: whether what it prints follows from what it carries, and where not.

Everything is made again from the answers, the rubric and the options inside, then compared: digests, the scorecard number
by number, the cover's conclusions, the pages as they are seen and heard, and all else the file holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from ecq.assessment.file import read
from ecq.base.errors import AssessmentError, ReportError, RubricError, one_line
from ecq.base.language import Text, closed, error_text
from ecq.document.logo import carried_logo
from ecq.rubric.law import OwnWords
from ecq.rubric.loading import read_rubric
from ecq.rubric.model import Rubric
from ecq.rubric.released import published, release_name, released_rubric, released_rubrics
from ecq.rubric.variant import variant_in
from ecq.telling.report import whole as report
from ecq.telling.report.comparisons import Earlier, Peers
from ecq.telling.report.cover import View, grade_with_state
from ecq.telling.text.sentences import score_words
from ecq.writers.pdf.build import annex_of, sealed, writes_annex
from ecq.writers.pdf.render import render
from ecq.writers.pdf.signatures import Signature, signatures
from ecq.writers.verify import words as v
from ecq.writers.verify.object_diff import entry
from ecq.writers.verify.remade import checks as compared
from ecq.writers.verify.remade import page_texts, pressed
from ecq.writers.verify.reopen import files_inside, reading, reopen
from ecq.writers.verify.words import Check, Outcome, Sentence, Verification, first, worst

DIGEST_SHOWN = 12
_OWN_WORDS = TypeAdapter(tuple[OwnWords, ...])


def verify(data: bytes, where: str, trust: Sequence[bytes] = (), at: datetime | None = None) -> Verification:
    """Check a report, and its signatures as of a moment, against the certificates (DER) of those who are trusted.

    Raises ReportError where the file cannot be read as a report at all.
    """
    files = files_inside(data, where)
    if report.RECORD not in files:
        reopen(data, where)  # says what is wrong with a file that is no report
        return Verification((Check("files", None, (Sentence(v.RECORD_MISSING, {"file": report.RECORD}),)),), None, None)
    record = report.read_record(files[report.RECORD], where)
    # the part that prints the digest is the last one; of many files in two languages it goes on on a second page
    checks = [_files(record, files, "".join(page_texts(data, where, (-2, -1))))]
    # Another version may write what this one cannot read.
    readable: Outcome = False if record.made_by == report.MADE_BY else None
    try:
        order = _order(record, files)
    except RubricError as error:
        first_of_all = Text(zh=error.problems[0].chinese(), en=str(error.problems[0]))
        checks.append(Check("rubric", readable, (Sentence(v.RUBRIC_BAD, {"reason": closed(first_of_all)}),)))
    except AssessmentError as error:
        checks.append(Check("score", readable, (Sentence(v.ANSWERS_BAD, {"reason": closed(error_text(error))}),)))
    except ReportError as error:
        checks.append(Check("files", None, (Sentence(v.LOGO_BAD, {"reason": closed(error_text(error))}),)))
    else:
        model, carried, view = sealed(order, record.made_by, record.signature)
        again = render(model, carried, order.options.brand.accent, order.logo)
        alike, pages = compared(data, again, where, record.made_by, report.MADE_BY)
        expected = report.printed(model.cover)
        under = {report.RUBRIC: order.rubric, **{report.other_file(one.id): one for one in order.others}}
        checks += [
            _rubric(order),
            check_published(under, record.made_by),
            _score(view, expected, files.get(report.SCORECARD, b"")),
            _printed(view, expected, record, page_texts(data, where, (0,))[0], alike),
            *_annex(order, record),
            *pages,
        ]
    checks += _signatures(data, where, trust, at, record.signature)
    return Verification(tuple(checks), report.sha256(files[report.RECORD]), record.made_by)


def _order(record: report.Record, files: Mapping[str, bytes]) -> report.Order:
    """What the report was made from. Raises RubricError, AssessmentError or ReportError for the part that is not right."""
    rubric = read_rubric(files.get(report.RUBRIC, b""), report.RUBRIC)
    others = [read_rubric(files.get(report.other_file(one), b""), report.other_file(one)) for one in record.compared]
    kind = record.options.brand.logo
    logo = carried_logo(files.get(report.logo_file(kind), b""), kind, report.logo_file(kind)) if kind else None
    assessment = read(files.get(report.ASSESSMENT, b""), report.ASSESSMENT)
    earlier = None
    if record.since:
        before = read(files.get(report.EARLIER, b""), report.EARLIER)
        earlier = Earlier(name=record.since.name, day=record.since.day, assessment=before)
    name = report.PEERS
    try:
        peers = Peers.model_validate_json(files[name]) if name in files else None
        name = report.OWN_WORDS
        own_words = _OWN_WORDS.validate_json(files.get(name, b"[]"))
    except ValueError:
        raise ReportError(f"{name} is damaged", f"{name} 已损坏") from None
    annex = (files[report.ANNEX], record.annex_by or "") if report.ANNEX in files else None
    return report.Order(
        rubric, assessment, record.options, record.day, tuple(others), logo, earlier, annex, peers, own_words
    )


def _files(record: report.Record, files: Mapping[str, bytes], last_pages: str) -> Check:
    wrong = [Sentence(v.FILE_MISSING, {"file": name}) for name in record.attached if name not in files]
    for name, data in files.items():
        recorded = record.attached.get(name)
        if recorded is None and name != report.RECORD:
            wrong.append(Sentence(v.FILE_STRANGE, {"file": name}))
        elif recorded is not None and recorded != report.sha256(data):
            marks = {"file": name, "recorded": recorded[:DIGEST_SHOWN], "found": report.sha256(data)[:DIGEST_SHOWN]}
            wrong.append(Sentence(v.FILE_ALTERED, marks))
    digest = report.sha256(files[report.RECORD])
    if digest not in last_pages:
        wrong.append(Sentence(v.DIGEST_NOT_PRINTED, {"digest": digest[:DIGEST_SHOWN]}))
    sound = (
        Sentence(v.FILES_SOUND, {"count": len(record.attached)}),
        Sentence(v.DIGEST_SOUND, {"digest": digest[:DIGEST_SHOWN]}),
    )
    return Check("files", not wrong, tuple(wrong) or sound)


def _annex(order: report.Order, record: report.Record) -> list[Check]:
    """The check of the workbook of answers, where there is one: it follows from them, or another program wrote it."""
    if order.annex is None or not order.options.annexed:
        return []
    if order.annex[0] == annex_of(order):
        return [Check("annex", True, (Sentence(v.ANNEX_SOUND),))]
    if record.made_by == report.MADE_BY and record.annex_by == writes_annex():
        return [Check("annex", False, (Sentence(v.ANNEX_DIFFERS),))]
    return [Check("annex", None, (Sentence(v.ANNEX_UNSURE),))]


def _rubric(order: report.Order) -> Check:
    rubric, bound = order.rubric, order.assessment.rubric
    marks = {"id": rubric.id, "version": rubric.version, "digest": rubric.digest[:DIGEST_SHOWN]}
    same = (bound.id, bound.digest) == (rubric.id, rubric.digest)
    sentence = v.RUBRIC_SOUND if same else v.RUBRIC_OTHER
    return Check("rubric", True, (Sentence(sentence, {**marks, "made": f"{bound.id} {bound.version}"}),))


def _score(view: View, expected: report.Printed, attached: bytes) -> Check:
    again = report.scorecard_file(view)
    if attached == again:
        zh, en = (grade_with_state(replace(view, lang=lang)) for lang in ("zh", "en"))
        return Check("score", True, (Sentence(v.SCORE_SOUND, {"score": expected.score, "grade": Text(zh=zh, en=en)}),))
    try:
        different = _differences(v.SCORE_DIFFERS, attached, again)
    except (ValueError, RecursionError):
        different = ()
    return Check("score", False, different or (Sentence(v.SCORE_BAD),))


def _printed(view: View, expected: report.Printed, record: report.Record, page: str, alike: bool) -> Check:
    """Whether the cover prints the grade, score and readiness that follow. Another version may word them otherwise."""
    ours, card = record.made_by == report.MADE_BY, view.card
    must_name = {  # however it is worded
        "grade": view.say(card.grade.low.title),
        "score": score_words(card.score.low),
        "evidenced": score_words(card.evidenced.low),
    }
    wrong: list[Sentence] = []
    for name in report.Printed.model_fields:
        here, recorded = str(getattr(expected, name)), str(getattr(record.printed, name))
        if recorded != here if ours else must_name.get(name, "") not in recorded:
            wrong.append(Sentence(v.RECORD_DIFFERS, {"said": recorded, "wanted": here}))
        shown = here if ours else recorded
        if pressed(shown) not in page:
            wrong.append(Sentence(v.PRINTED_DIFFERS, {"wanted": shown}))
    if wrong:
        return Check("printed", False, tuple(wrong))
    marks = {"grade": expected.grade, "score": expected.score, "readiness": expected.readiness}
    said = Sentence(v.PRINTED_SOUND if alike else v.PRINTED_UNSEEN, marks)
    return Check("printed", True if alike else None, (said,))


def _signatures(
    data: bytes, where: str, trust: Sequence[bytes], at: datetime | None, issued: report.SignedBy | None
) -> list[Check]:
    """The check of the signatures, where there are any, or one was `issued`, or someone is named who is to have signed."""
    gone = Sentence(v.SIGNATURE_GONE, issued.model_dump()) if issued else None
    if not _signed(data, where):
        if gone:
            return [Check("signature", False, (gone,))]
        return [Check("signature", None, (Sentence(v.UNSIGNED),))] if trust else []
    try:
        found = signatures(data, trust, at)
    except ReportError as error:
        return [Check("signature", None, (Sentence(v.SIGNATURE_UNCHECKED, {"reason": closed(error_text(error))}),))]
    holds = worst(None if one.intact is None else one.intact and not one.changed for one in found)
    if holds and trust and not any(one.trusted for one in found):
        holds = None
    said = [line for one in found for line in _of_signature(one, at)]
    if gone and issued and all(one.certificate not in ("", issued.certificate) for one in found):
        return [Check("signature", False, (gone, *said))]
    return [Check("signature", holds, tuple(said))]


def _of_signature(one: Signature, at: datetime | None) -> list[Sentence]:
    if one.intact is None:
        return [Sentence(v.SIGNATURE_UNREADABLE, {"reason": one.why_not or "–"})]
    marks = {"signer": one.signer, "claimed": _day(one.claimed), "since": _day(one.since), "until": _day(one.until)}
    if not one.intact:
        return [Sentence(v.SIGNATURE_BROKEN, marks)]
    extent = v.COVERS if one.covers else v.CHANGED_AFTER if one.changed else v.SIGNED_AFTER
    return [
        Sentence(v.SIGNATURE_INTACT, marks),
        Sentence(extent),
        Sentence(_trust(one, at), marks, one.trusted is None),
    ]


def _trust(one: Signature, at: datetime | None) -> Text:
    if one.trusted is None:
        return v.TRUST_NOT_ASKED
    if one.trusted:
        return v.TRUSTED
    if at and one.until and one.until < at:
        return v.EXPIRED
    return v.NOT_VALID_YET if at and one.since and at < one.since else v.NOT_TRUSTED


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "?"


def _signed(data: bytes, where: str) -> bool:
    """Whether there is any field for a signature, in the form or on a page."""
    with reading(data, where) as pdf:
        fields = entry(entry(pdf.root_object, "/AcroForm", {}), "/Fields", ())
        marks = (mark for page in pdf.pages for mark in entry(page, "/Annots", ()))
        return any(entry(mark.get_object(), "/FT") == "/Sig" for mark in (*fields, *marks))


_NAME = 200
"""Characters shown of what a table of points calls itself."""


def check_published(rubrics: Mapping[str, Rubric], made_by: str) -> Check:
    """The check that all rubrics of a report, by the file each is in, were published."""
    strange = [line for file, rubric in rubrics.items() for line in _strange(rubric, file)]
    if not strange:
        names = ", ".join(f"{rubric.id} {rubric.version}" for rubric in rubrics.values())
        return Check("published", True, (Sentence(v.PUBLISHED, {"names": names}),))
    if made_by != report.MADE_BY:
        strange.append(Sentence(v.LATER_RUBRIC, {"made": made_by, "now": report.MADE_BY}))
    return Check("published", None, tuple(strange))


def _strange(rubric: Rubric, file: str) -> Iterator[Sentence]:
    """What a rubric is that was not published; nothing of one that was."""
    listed, name = published(), release_name(rubric)
    if rubric.digest in listed.values():
        return
    marks = {"file": file, "id": rubric.id, "version": rubric.version, "digest": rubric.digest}
    if name in listed:
        yield Sentence(v.NOT_AS_PUBLISHED, {**marks, "published": listed[name]})
        if there := released_rubric(listed[name]):
            yield from _differences(v.RUBRIC_DIFFERS, rubric.canonical, there.canonical)
        return
    table = next(filter(None, (variant_in(rubric, base) for base in released_rubrics())), None)
    if table is not None:
        base = f"{table.variant_of} {table.base_version}"
        whose = {"name": one_line(table.name, _NAME), "source": one_line(table.source, _NAME), "base": base}
        yield Sentence(v.POINTS_TABLE, {**marks, **whose})
    else:
        yield Sentence(v.NOT_PUBLISHED if rubric.layout.points_status == "working" else v.NO_POINTS_TABLE, marks)


def _differences(said: Text, recorded: str | bytes, computed: str | bytes) -> tuple[Sentence, ...]:
    """The first few places where two JSON texts say other things."""
    pairs = differing(json.loads(recorded), json.loads(computed))
    return first([Sentence(said, {"place": p or "top", "said": short(a), "found": short(b)}) for p, a, b in pairs])


def differing(recorded: Any, computed: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two plain data differ, list entries named by their id."""
    if isinstance(recorded, dict) and isinstance(computed, dict):
        for key in sorted({*recorded, *computed}):
            yield from differing(recorded.get(key), computed.get(key), f"{place}.{key}" if place else key)
    elif isinstance(recorded, list) and isinstance(computed, list) and len(recorded) == len(computed):
        for number, (one, other) in enumerate(zip(recorded, computed, strict=True)):
            name = other.get("id") or other.get("question") if isinstance(other, dict) else None
            yield from differing(one, other, f"{place}[{name or number + 1}]")
    elif recorded != computed:
        yield place, recorded, computed


def short(value: Any) -> str:
    """A value in few characters."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"
