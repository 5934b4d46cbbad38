"""One self-assessment: the platform's profile, the answers with their evidence, and the JSON file it is saved in.

Every change returns a new assessment, or an `Invalid` with the sentence that says why not. The time of a change is
handed in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from json.encoder import encode_basestring
from typing import Annotated, Any, Literal, Protocol

from pydantic import Field, StringConstraints, ValidationError

from ecq.assessment.plan_terms import NO_TERMS, PlanTerms
from ecq.day import Day, day_of
from ecq.errors import AssessmentError
from ecq.file_limits import FILE_LIMIT, JSON_DEPTH_LIMIT
from ecq.frozen import Frozen
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid, Value, invalid
from ecq.rubric.model import Rubric

FORMAT = "ecq-assessment/2"
OLDER_FORMATS = ("ecq-assessment/1",)
"""Formats that are read as they are: each later one only adds keys that may be left out. What is saved is of FORMAT."""

NAME_LIMIT, NOTE_LIMIT, EVIDENCE_LIMIT, EVIDENCE_ITEMS = 200, 10_000, 2_000, 50
PLACE_LIMIT, OWNER_LIMIT = 500, 200

# Control characters, halves of characters, and marks that turn the direction of all that follows.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
_LINE = re.compile("\r\n|[\r\u2028\u2029]")

State = Literal["unanswered", "answered", "unsure", "na"]


class Evidence(Frozen):
    """One piece of evidence: what it is, in hand or still to be obtained, where it is, by whom and until when.

    `due` is a day as ISO 8601 text (2026-11-24). Whether it has passed depends on the day it is read, which is handed in.
    """

    text: Annotated[str, StringConstraints(min_length=1, max_length=EVIDENCE_LIMIT)]
    in_hand: bool = True
    place: Annotated[str, StringConstraints(max_length=PLACE_LIMIT)] = ""
    owner: Annotated[str, StringConstraints(max_length=OWNER_LIMIT)] = ""
    due: Day | None = None

    def overdue(self, day: str) -> bool:
        """Whether it is still to be obtained though the day it was due lies before `day` (ISO 8601 text)."""
        return not self.in_hand and self.due is not None and self.due < day


class Response(Frozen):
    """The answer to one question, with its note and evidence. Beside `unsure`, `value` is a tentative answer."""

    state: State = "unanswered"
    value: Value | None = None
    reason: Annotated[str, StringConstraints(max_length=NOTE_LIMIT)] | None = None
    note: Annotated[str, StringConstraints(max_length=NOTE_LIMIT)] = ""
    evidence: Annotated[tuple[Evidence, ...], Field(max_length=EVIDENCE_ITEMS)] = ()
    at: str | None = None

    @cached_property
    def evidenced(self) -> bool:
        """Whether evidence in hand is named; a score asks for every question."""
        return any(item.in_hand for item in self.evidence)

    @cached_property
    def as_json(self) -> str:
        """As it is stored; written once, since an answer leaves all other responses as they were."""
        return self.model_dump_json()


class RubricRef(Frozen):
    """Which rubric, in which state of its text, an assessment was made with."""

    id: str
    version: str
    digest: str


class Assessment(Frozen):
    """One self-assessment, as stored and as saved to a file. Times are ISO 8601 text handed in from outside."""

    format: Literal["ecq-assessment/2"] = "ecq-assessment/2"
    rubric: RubricRef
    name: Annotated[str, StringConstraints(max_length=NAME_LIMIT)] = ""
    profile: dict[str, ProfileValue] = Field(default_factory=dict)
    target: str | None = None
    responses: dict[str, Response] = Field(default_factory=dict)
    terms: PlanTerms = NO_TERMS
    created_at: str | None = None
    updated_at: str | None = None

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        yield from (("name", self.name), ("rubric", self.rubric.id), ("responses", len(self.responses)))

    def response(self, question_id: str) -> Response:
        """The response to a question; an empty one where there is none."""
        return self.responses.get(question_id, NO_RESPONSE)


NO_RESPONSE = Response()


class ScoredResponse(Protocol):
    """What of a response a score depends on."""

    @property
    def state(self) -> State:
        """What was said of the question."""

    @property
    def value(self) -> Value | None:
        """The answer."""

    @property
    def evidenced(self) -> bool:
        """Whether evidence in hand is named."""


class Scored(Protocol):
    """What of an assessment a score, and readiness for the target, depend on."""

    @property
    def profile(self) -> Mapping[str, ProfileValue]:
        """Facts of the platform."""

    @property
    def target(self) -> str | None:
        """The grade aimed at."""

    @property
    def responses(self) -> Mapping[str, ScoredResponse]:
        """Responses by question."""


def clean(text: str, limit: int) -> str | Invalid:
    """Text a person typed, without control characters; Invalid where it is longer than `limit` characters."""
    cleaned = _CONTROL.sub("", _LINE.sub("\n", text)).strip()
    if len(cleaned) > limit:
        return invalid(
            f"这段文字有 {len(cleaned)} 个字，最多 {limit} 个；请缩短后再保存。",
            f"This text has {len(cleaned)} characters; at most {limit} can be kept. Please shorten it.",
        )
    return cleaned


def begin(
    rubric: Rubric,
    name: str = "",
    profile: Mapping[str, ProfileValue] | None = None,
    target: str | None = None,
    at: str | None = None,
) -> Assessment:
    """A new, empty assessment under a rubric. Raises AssessmentError for an unknown fact, value or grade."""
    empty = Assessment(
        rubric=RubricRef(id=rubric.id, version=rubric.version, digest=rubric.digest),
        name=_name(name),
        created_at=at,
        updated_at=at,
    )
    return set_up(empty, rubric, profile=profile or {}, target=target, at=at)


def set_up(
    assessment: Assessment,
    rubric: Rubric,
    *,
    name: str | None = None,
    profile: Mapping[str, ProfileValue | None] | None = None,
    target: str | None = None,
    at: str | None = None,
) -> Assessment:
    """Change name, profile facts (None: not known again) or target. Answers stay, also those a changed profile hides."""
    changes: dict[str, Any] = {"updated_at": at or assessment.updated_at}
    if name is not None:
        changes["name"] = _name(name)
    if profile is not None:
        known = {fact: _fact_value(rubric, fact, value) for fact, value in profile.items() if value is not None}
        unchanged = {fact: value for fact, value in assessment.profile.items() if fact not in profile}
        changes["profile"] = {**unchanged, **known}
    if target is not None:
        grades = [band.id for band in rubric.bands if band.stars]
        if target not in grades:
            raise AssessmentError(
                f"target {target!r} is not a grade of {rubric.id}; choose one of: {', '.join(grades)}",
                f"{rubric.id} 没有等级 {target!r}，可选：{', '.join(grades)}",
            )
        changes["target"] = target
    return assessment.model_copy(update=changes)


def rebind(assessment: Assessment, rubric: Rubric, at: str | None = None) -> Assessment:
    """The same answers under another rubric, or another version of it. Answers to questions it does not ask stay."""
    reference = RubricRef(id=rubric.id, version=rubric.version, digest=rubric.digest)
    target = assessment.target if assessment.target in {band.id for band in rubric.bands if band.stars} else None
    changes = {"rubric": reference, "target": target, "updated_at": at or assessment.updated_at}
    return assessment.model_copy(update=changes)


def _name(text: str) -> str:
    """A name on one line, also where several were pasted."""
    cleaned = clean(text, NAME_LIMIT)
    if isinstance(cleaned, Invalid):
        raise AssessmentError(cleaned.sentence.en, cleaned.sentence.zh)
    return " ".join(part.strip() for part in re.split(r"[\n\t]+", cleaned))


def _fact_value(rubric: Rubric, fact_id: str, value: ProfileValue) -> ProfileValue:
    fact = rubric.facts.get(fact_id)
    if fact is None:
        known = ", ".join(rubric.facts)
        raise AssessmentError(
            f"profile fact {fact_id!r} is not known; there are: {known}", f"平台画像里没有 {fact_id!r}，可填：{known}"
        )
    values = (value,) if isinstance(value, str) else tuple(value)
    options = [option.id for option in fact.options]
    unknown = [option for option in values if option not in options]
    if unknown:
        raise AssessmentError(
            f"{unknown[0]!r} is not a value of {fact_id}; choose from: {', '.join(options)}",
            f"{fact_id} 没有 {unknown[0]!r} 这个值，可选：{', '.join(options)}",
        )
    if fact.kind == "many":
        return tuple(option for option in options if option in values)
    if len(values) != 1:
        raise AssessmentError(
            f"profile fact {fact_id} takes one value of: {', '.join(options)}",
            f"平台画像的 {fact_id} 只能取一个值，可选：{', '.join(options)}",
        )
    return values[0]


def with_response(assessment: Assessment, question_id: str, at: str | None, **changes: Any) -> Assessment:
    """The assessment with a response changed; the same object where nothing differs, so that repeating an answer is no change."""
    before = assessment.response(question_id)
    if all(getattr(before, name) == value for name, value in changes.items()):
        return assessment
    response = before.model_copy(update={**changes, "at": at})
    return assessment.model_copy(
        update={
            "responses": {**assessment.responses, question_id: response},
            "updated_at": at or assessment.updated_at,
        }
    )


def answer(
    assessment: Assessment, question: Question, entry: str | Sequence[str], at: str | None = None
) -> Assessment | Invalid:
    """The assessment with the question answered, or Invalid with the sentence that says why not."""
    value = question.read(entry)
    if isinstance(value, Invalid):
        return value
    return with_response(assessment, question.id, at, state="answered", value=value, reason=None)


def set_aside(assessment: Assessment, question: Question, reason: str, at: str | None = None) -> Assessment | Invalid:
    """Mark a question not applicable: a permitted reason's id, or the operator's own words."""
    if not question.not_applicable:
        return invalid(
            "这一题不能选“不适用”；没有做到就照实选最低一项。",
            "This question cannot be set aside as not applicable; if it is not done, choose the lowest option.",
        )
    cleaned = clean(reason, NOTE_LIMIT)
    if isinstance(cleaned, Invalid):
        return cleaned
    if not cleaned:
        return invalid("请说明为什么不适用。", "Please say why it does not apply.")
    return with_response(assessment, question.id, at, state="na", value=None, reason=cleaned)


def mark_unsure(assessment: Assessment, question: Question, at: str | None = None) -> Assessment:
    """Mark a question unsure; an answer already given stays as the tentative one."""
    return with_response(assessment, question.id, at, state="unsure", reason=None)


def clear(assessment: Assessment, question: Question, at: str | None = None) -> Assessment:
    """Withdraw an answer; note and evidence stay."""
    return with_response(assessment, question.id, at, state="unanswered", value=None, reason=None)


def annotate(assessment: Assessment, question: Question, note: str, at: str | None = None) -> Assessment | Invalid:
    """Keep a note with a question."""
    cleaned = clean(note, NOTE_LIMIT)
    return cleaned if isinstance(cleaned, Invalid) else with_response(assessment, question.id, at, note=cleaned)


def read_day(text: str) -> str | Invalid:
    """A day as ISO 8601 text, from 2026-11-24, 2026/11/24, 2026.11.24 or 2026年11月24日."""
    return day_of(text) or invalid("请填一个日期，例如 2026-11-24。", "Please give a day, such as 2026-11-24.")


def add_evidence(
    assessment: Assessment,
    question: Question,
    text: str,
    in_hand: bool = True,
    at: str | None = None,
    *,
    place: str = "",
    owner: str = "",
    due: str = "",
) -> Assessment | Invalid:
    """Add a piece of evidence to a question. `due` is a day as `read_day` takes it; "" for none."""
    piece = _evidence(text, in_hand, place, owner, due)
    if isinstance(piece, Invalid):
        return piece
    pieces = assessment.response(question.id).evidence
    if len(pieces) >= EVIDENCE_ITEMS:
        return invalid(
            f"一题最多 {EVIDENCE_ITEMS} 条证据。", f"A question takes at most {EVIDENCE_ITEMS} pieces of evidence."
        )
    return with_response(assessment, question.id, at, evidence=(*pieces, piece))


def edit_evidence(
    assessment: Assessment,
    question: Question,
    index: int,
    at: str | None = None,
    *,
    seen: Evidence | None = None,
    text: str | None = None,
    in_hand: bool | None = None,
    place: str | None = None,
    owner: str | None = None,
    due: str | None = None,
) -> Assessment | Invalid:
    """Change a piece of evidence; None leaves a field as it is, "" clears place, owner or day.

    `seen` is the piece as the person saw it. Where another window moved it, it is still changed; where another window
    removed or changed it, this is Invalid, and nothing is overwritten.
    """
    pieces = assessment.response(question.id).evidence
    position = _position(pieces, index, seen)
    if position is None:
        return invalid(
            "这条证据已经在别处改过或删掉了，请看现在的内容再改。",
            "This piece of evidence has been changed or removed elsewhere; please look at it as it is now.",
        )
    old = pieces[position]
    changed = _evidence(
        old.text if text is None else text,
        old.in_hand if in_hand is None else in_hand,
        old.place if place is None else place,
        old.owner if owner is None else owner,
        (old.due or "") if due is None else due,
    )
    if isinstance(changed, Invalid):
        return changed
    if changed == old:
        return assessment
    return with_response(assessment, question.id, at, evidence=(*pieces[:position], changed, *pieces[position + 1 :]))


def drop_evidence(
    assessment: Assessment, question: Question, index: int, at: str | None = None, *, seen: Evidence | None = None
) -> Assessment:
    """Remove a piece of evidence; nothing changes where there is none, or none like the one `seen`."""
    pieces = assessment.response(question.id).evidence
    position = _position(pieces, index, seen)
    if position is None:
        return assessment
    return with_response(assessment, question.id, at, evidence=pieces[:position] + pieces[position + 1 :])


def _position(pieces: Sequence[Evidence], index: int, seen: Evidence | None) -> int | None:
    """Where the piece meant is now: at its place, or elsewhere if another window has taken one away before it."""
    there = pieces[index] if 0 <= index < len(pieces) else None
    if there is not None and seen in (None, there):
        return index
    return pieces.index(seen) if seen is not None and seen in pieces else None


def _evidence(text: str, in_hand: bool, place: str, owner: str, due: str) -> Evidence | Invalid:
    cleaned = clean(text, EVIDENCE_LIMIT)
    if isinstance(cleaned, Invalid):
        return cleaned
    if not cleaned:
        return invalid("请写明是什么证据。", "Please say what the evidence is.")
    location, person = clean(" ".join(place.split()), PLACE_LIMIT), clean(" ".join(owner.split()), OWNER_LIMIT)
    day = read_day(due) if due.strip() else None
    for one in (location, person, day):
        if isinstance(one, Invalid):
            return one
    return Evidence.model_validate(
        {"text": cleaned, "in_hand": in_hand, "place": location, "owner": person, "due": day}
    )


def dump(assessment: Assessment) -> str:
    """The assessment as the text of its JSON file."""
    return assessment.model_dump_json(indent=1) + "\n"


def compact(assessment: Assessment) -> str:
    """The assessment as JSON on one line, as it is stored: what `model_dump_json` gives, without writing every response anew.

    No text can hold the place that is filled in, since a quotation mark within a text is escaped.
    """
    around = assessment.model_copy(update={"responses": {}}).model_dump_json()
    pairs = (f"{encode_basestring(q)}:{one.as_json}" for q, one in assessment.responses.items())
    return around.replace('"responses":{}', f'"responses":{{{",".join(pairs)}}}', 1)


def read(text: str | bytes, where: str = "the file") -> Assessment:
    """An assessment from its JSON file. Raises AssessmentError with one sentence naming `where`."""
    if len(text) > FILE_LIMIT:
        size = FILE_LIMIT // 1_000_000
        raise AssessmentError(
            f"{where} is larger than {size} MB and cannot be an ECQ assessment",
            f"{where} 超过 {size} MB，不会是 ECQ 存的文件",
        )
    plain = _plain(text)
    if plain is not None:
        return plain
    try:
        raw = _without_control(json.loads(text.decode("utf-8-sig") if isinstance(text, bytes) else text))
    except (ValueError, RecursionError):
        raise AssessmentError(
            f"{where} is not a JSON file; choose one saved by ECQ", f"{where} 不是 JSON 文件，请选 ECQ 存的文件"
        ) from None
    if not isinstance(raw, dict) or not str(raw.get("format", "")).startswith("ecq-assessment/"):
        raise AssessmentError(
            f"{where} is not an ECQ assessment; choose one saved by ECQ",
            f"{where} 不是 ECQ 存的自评，请选 ECQ 存的文件",
        )
    if raw["format"] in OLDER_FORMATS:
        raw["format"] = FORMAT
    if raw["format"] != FORMAT:
        raise AssessmentError(
            f"{where} is of format {raw['format']}, which this ECQ cannot read; use a newer ECQ",
            f"{where} 的格式是 {raw['format']}，这个版本的 ECQ 读不了，请用更新的版本",
        )
    try:
        return Assessment.model_validate_json(json.dumps(raw))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "top"
        raise AssessmentError(
            f"{where} is damaged at {place}: {first['msg']}", f"{where} 在 {place} 处损坏，请用存下的另一份文件"
        ) from None


def _plain(text: str | bytes) -> Assessment | None:
    """A file as ECQ writes it, read at once; None for any other, which is read step by step, to clean it or say what is wrong.

    Whether there is a control character is quickly seen: no character that can be printed is one, nor can any be escaped.
    """
    try:
        said = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        if any(escape in said for escape in ("\\u", "\\b", "\\f")):
            return None
        if not said.replace("\n", "").isprintable() and _CONTROL.search(said):
            return None
        made = Assessment.model_validate_json(said)
    except ValueError:
        return None
    return made if "format" in made.model_fields_set else None


def _without_control(value: Any, depth: int = 0) -> Any:
    """What a file holds without the characters that nobody types: a terminal or a spreadsheet could take them for commands.

    Raises RecursionError where it is nested deeper than any file of ECQ.
    """
    if depth > JSON_DEPTH_LIMIT:
        raise RecursionError
    if isinstance(value, str):
        return _CONTROL.sub("", value)
    if isinstance(value, list):
        return [_without_control(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {_CONTROL.sub("", name): _without_control(one, depth + 1) for name, one in value.items()}
    return value


def unknown_questions(assessment: Assessment, rubric: Rubric) -> tuple[str, ...]:
    """Questions answered here that the rubric does not ask: they stay in the file and are not scored."""
    return tuple(question_id for question_id in assessment.responses if question_id not in rubric.by_id)
