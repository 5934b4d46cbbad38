"""What comes in as a file or as pasted text, and what it proposes: a sheet that came back, earlier work, documents, archives of them.

To be run at arm's length. Goes by what is in a file, never by its name; changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from ecq.assessment.model import Assessment, Response
from ecq.assessment.proposals import Part, Proposal, Proposed, Source, answer_of, present, proposal
from ecq.base.errors import AssessmentError, EcqError, WorkbookError
from ecq.base.file_limits import DOCUMENTS_LIMIT, FILE_LIMIT
from ecq.base.language import Text, closed, error_of, error_sentence, filled
from ecq.exchange import words as i
from ecq.exchange.accepting import refused
from ecq.exchange.answer_sheet import preview, read_returned
from ecq.exchange.batch.dropped import is_archive, recognise, unpack
from ecq.exchange.documents.proposing import proposals_of
from ecq.exchange.documents.reading import Document, Passage, read_document
from ecq.exchange.documents.spoken import Spoken
from ecq.interview.facts import facts_of
from ecq.interview.typed.hearing.sentence import hear
from ecq.interview.typed.outcomes import Answer, FactOfProfile, NotApplicable, PremiseDenied
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import Rubric
from ecq.writers.sheets.forms import Trouble, Unread


@dataclass
class Incoming:
    """What files propose, and sentences about what was not read or cannot be taken. `requests`: those that sheets answer."""

    proposals: list[Proposal] = field(default_factory=list)
    notices: list[Text] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    """What was read as a document, for a model where one is to read too."""
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """The documents that are proposed as evidence, each with its name, by their digests."""


@dataclass(frozen=True)
class Upon:
    """What proposals are made upon: the rubric, the self-check as it is, its revision and the time."""

    rubric: Rubric
    assessment: Assessment
    at: str
    revision: int = 0


def incoming(data: bytes, name: str, upon: Upon) -> Incoming:
    """What a file proposes. Never raises for what is in it."""
    came = Incoming()
    if len(data) <= FILE_LIMIT and data.startswith(b"PK") and is_archive(data):
        try:
            unpacked = unpack(data, name)
        except EcqError as error:
            came.notices.append(error_sentence(error))
            return came
        for inner, content in unpacked.files[:DOCUMENTS_LIMIT]:
            _take(content, f"{name}: {inner}", upon, came, inner)
        left = len(unpacked.files) - DOCUMENTS_LIMIT
        if left > 0:
            came.notices.append(filled(i.MORE_FILES, file=name, count=left))
        came.notices += [
            closed(Text(zh=f"{name}: {inner} {why.zh}", en=f"{name}: {inner} {why.en}"))
            for inner, why in unpacked.refused
        ]
    else:
        _take(data, name, upon, came)
    return came


def pasted(text: str, name: str, upon: Upon) -> Incoming:
    """What pasted words propose."""
    lines = enumerate(map(str.strip, text.splitlines()), 1)
    passages = tuple(Passage(line, f"line {number}") for number, line in lines if line)
    document = Document(name, sha256(text.encode()).hexdigest(), passages)
    made, notices = proposals_of(document, upon.rubric, upon.assessment, at=upon.at, upon=upon.revision, kind="text")
    return Incoming(made, notices, documents=[document])


def proposals_said(spoken: Iterable[Spoken], upon: Upon, name: str) -> list[Proposal]:
    """What was said of questions and of the profile, as far as it is an answer, is none yet, and can be accepted.

    Of what several parts of a text say alike one is made, with the words said first; of what is said both ways none, nor
    of a question that is not asked with what is said of the profile.
    """
    made: dict[tuple[str, Part], list[Proposal]] = defaultdict(list)
    for one in spoken:
        source = Source(kind="text", name=name, quote=one.quote[:2_000])
        for about, part, value in _values(one, upon):
            made[about, part] += _new(about, part, value, source, upon)
    alike = [
        several[0] for several in made.values() if several and all(one.value == several[0].value for one in several)
    ]
    asked = asked_with(alike, upon)
    return [one for one in alike if one.part == "fact" or asked.get(one.about) is not False]


def asked_with(made: Iterable[Proposal], upon: Upon) -> Mapping[str, bool | None]:
    """Which questions are asked with the facts of the profile that are proposed; nothing where none is."""
    facts = {one.about: one.value for one in made if one.part == "fact" and isinstance(one.value, str | tuple)}
    return upon.rubric.applying({**upon.assessment.profile, **facts}) if facts else {}


def _values(one: Spoken, upon: Upon) -> Iterator[tuple[str, Part, Proposed]]:
    """What is said: the reason why the question is set aside, of several none, else a fact of the profile."""
    said = one.understood.ways if isinstance(one.understood, PremiseDenied) else (one.understood,)
    reasons = [way for way in said if isinstance(way, NotApplicable)]
    facts = [way for way in said if isinstance(way, FactOfProfile) and way.value]
    if len(reasons) == 1:
        yield one.about, "answer", Response(state="na", reason=reasons[0].reason_id or reasons[0].words)
    elif facts:
        yield facts[0].fact, "fact", facts[0].value
    elif isinstance(one.understood, Answer):
        yield one.about, "answer", Response(state="answered", value=_ticked(one, one.understood.value, upon))


def _ticked(one: Spoken, value: Value, upon: Upon) -> Value:
    """The value; on a checklist what was ticked before stays, but for what is said not to be there."""
    question = upon.rubric.by_id[one.about]
    before, facts = upon.assessment.response(one.about).value, facts_of(question)
    if not question.parts or not isinstance(before, tuple) or facts is None:
        return value
    known = hear(one.quote, facts).known
    return question.choose(
        [part.id for part in question.parts if part.id in value or (part.id in before and known.get(part.id, True))]
    )


def _take(data: bytes, name: str, upon: Upon, came: Incoming, file: str = "") -> None:
    try:
        if _sheet(data, name, upon, came) or _earlier(data, name, upon, came):
            return
        document = read_document(data, name)
        made, notices = proposals_of(document, upon.rubric, upon.assessment, at=upon.at, upon=upon.revision)
        came.proposals += made
        came.notices += [*document.notices, *notices]
        came.documents.append(document)
        if any(one.part == "evidence" for one in made):
            came.files[document.digest] = file or name, data
    except EcqError as error:
        came.notices.append(error_sentence(error))


def _sheet(data: bytes, name: str, upon: Upon, came: Incoming) -> bool:
    """Take an answer sheet, a checklist or a plan that came back; whether it is one."""
    if not data.startswith(b"PK"):
        return False
    try:
        sheet = read_returned(data, upon.rubric)
    except WorkbookError:
        return False
    request = sheet.origin.get("request", "")
    source = Source(
        kind="sheet", name=name, digest=sha256(data).hexdigest(), by=sheet.origin.get("signed", ""), request=request
    )
    shown = preview(sheet, upon.rubric, upon.assessment, source)
    came.proposals += [
        one.model_copy(update={"at": upon.at, "upon": upon.revision}) for one in (*shown.changes, *shown.conflicts)
    ]
    if request:
        came.requests.append(request)
    came.notices += shown.notices
    told: tuple[Trouble | Unread, ...] = (*shown.troubles, *shown.unread)
    for one in told:
        said = one.sentence
        came.notices.append(closed(Text(zh=f"{name} {one.place}：{said.zh}", en=f"{name} {one.place}: {said.en}")))
    if not shown.changes and not shown.conflicts:
        came.notices.append(filled(i.NOTHING_NEW, file=name))
    return True


def _earlier(data: bytes, name: str, upon: Upon, came: Incoming) -> bool:
    """Take a saved self-check, or a report with one inside, as earlier work; whether it is one."""
    if b"%PDF-" not in data[:1024] and data.lstrip()[:1] != b"{":
        return False
    known = recognise(data, name, {})
    found = known.assessment
    if found is None:
        if known.kind == "self-check" and known.why_not:  # damaged, not a text about the platform
            raise error_of(known.why_not, AssessmentError)
        return False
    made = list(of_earlier(found, name, sha256(data).hexdigest(), upon))
    came.proposals += made
    if not made:
        came.notices.append(filled(i.NOTHING_NEW, file=name))
    return True


def of_earlier(earlier: Assessment, name: str, digest: str, upon: Upon) -> Iterator[Proposal]:
    """What another self-check says otherwise, each with its day. Evidence is never copied: it proved something else."""
    whence = Source(kind="earlier", name=name, place=earlier.name, digest=digest, day=(earlier.updated_at or "")[:10])
    for question in upon.rubric.by_id:
        response = earlier.response(question)
        if response.state in ("answered", "na"):
            said = {"quote": (response.note or response.reason or "")[:2_000], "day": (response.at or whence.day)[:10]}
            yield from _new(question, "answer", answer_of(response), whence.model_copy(update=said), upon)
    for fact, value in earlier.profile.items():
        yield from _new(fact, "fact", value, whence, upon)


def _new(about: str, part: Part, value: Proposed, source: Source, upon: Upon) -> Iterator[Proposal]:
    """The proposal of what is not there yet and can be accepted; else none."""
    one = proposal(upon.assessment, about, part, value, source, at=upon.at, upon=upon.revision)
    if present(upon.assessment, about, part) != value and not refused(upon.assessment, upon.rubric, one):
        yield one
