"""What an operator has said: profile, answers, evidence. Knows the file format and what a valid answer is.

Must not know scores or screens, nor the time: the time of a change is handed in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError

from ecq.assessment.improvement import NO_TERMS, Terms
from ecq.day import Day, day_of
from ecq.errors import AssessmentError
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

FILE_LIMIT = 20_000_000
# Control characters, halves of characters, and marks that turn the direction of all that follows.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
_LINE = re.compile("\r\n|[\r\u2028\u2029]")

State = Literal["unanswered", "answered", "unsure", "na"]


class Evidence(Frozen):
    """One proof: what it is, whether it is in hand or still to be obtained, where it lies, by whom and until when.

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
    """All that was said on one question. `value` may stand beside `unsure` as a tentative answer."""

    state: State = "unanswered"
    value: Value | None = None
    reason: Annotated[str, StringConstraints(max_length=NOTE_LIMIT)] | None = None
    note: Annotated[str, StringConstraints(max_length=NOTE_LIMIT)] = ""
    evidence: Annotated[tuple[Evidence, ...], Field(max_length=EVIDENCE_ITEMS)] = ()
    at: str | None = None

    @property
    def evidenced(self) -> bool:
        """Whether evidence in hand is named."""
        return any(item.in_hand for item in self.evidence)


class RubricRef(Frozen):
    """Which rubric, in which state of its text, an assessment was made with."""

    id: str
    version: str
    digest: str


class Assessment(Frozen):
    """One self-assessment, as kept and as saved to a file. Times are ISO 8601 text handed in from outside."""

    format: Literal["ecq-assessment/2"] = "ecq-assessment/2"
    rubric: RubricRef
    name: Annotated[str, StringConstraints(max_length=NAME_LIMIT)] = ""
    profile: dict[str, ProfileValue] = Field(default_factory=dict)
    target: str | None = None
    responses: dict[str, Response] = Field(default_factory=dict)
    terms: Terms = NO_TERMS
    created_at: str | None = None
    updated_at: str | None = None

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        yield from (("name", self.name), ("rubric", self.rubric.id), ("responses", len(self.responses)))

    def response(self, question_id: str) -> Response:
        """What was said on a question; an empty response where nothing was."""
        return self.responses.get(question_id, _NOTHING)


_NOTHING = Response()


def clean(text: str, limit: int) -> str | Invalid:
    """Text a person typed, without control characters; Invalid where it is longer than `limit` characters."""
    kept = _CONTROL.sub("", _LINE.sub("\n", text)).strip()
    if len(kept) > limit:
        return invalid(
            f"这段文字有 {len(kept)} 个字，最多 {limit} 个；请缩短后再保存。",
            f"This text has {len(kept)} characters; at most {limit} can be kept. Please shorten it.",
        )
    return kept


def begin(
    rubric: Rubric,
    name: str = "",
    profile: Mapping[str, ProfileValue] | None = None,
    target: str | None = None,
    at: str | None = None,
) -> Assessment:
    """A new, empty assessment under a rubric. Raises AssessmentError for an unknown fact, value or grade."""
    started = Assessment(
        rubric=RubricRef(id=rubric.id, version=rubric.version, digest=rubric.digest),
        name=_name(name),
        created_at=at,
        updated_at=at,
    )
    return set_up(started, rubric, profile=profile or {}, target=target, at=at)


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
        kept = {fact: value for fact, value in assessment.profile.items() if fact not in profile}
        changes["profile"] = {**kept, **known}
    if target is not None:
        wanted = [band.id for band in rubric.bands if band.stars]
        if target not in wanted:
            raise AssessmentError(
                f"target {target!r} is not a grade of {rubric.id}; choose one of: {', '.join(wanted)}",
                f"{rubric.id} 没有等级 {target!r}，可选：{', '.join(wanted)}",
            )
        changes["target"] = target
    return assessment.model_copy(update=changes)


def rebind(assessment: Assessment, rubric: Rubric, at: str | None = None) -> Assessment:
    """The same answers under another rubric, or another version of it. Nothing is lost: what it does not ask is kept."""
    reference = RubricRef(id=rubric.id, version=rubric.version, digest=rubric.digest)
    target = assessment.target if assessment.target in {band.id for band in rubric.bands if band.stars} else None
    changes = {"rubric": reference, "target": target, "updated_at": at or assessment.updated_at}
    return assessment.model_copy(update=changes)


def _name(text: str) -> str:
    """A name: one line, whatever was pasted."""
    kept = clean(text, NAME_LIMIT)
    if isinstance(kept, Invalid):
        raise AssessmentError(kept.sentence.en, kept.sentence.zh)
    return " ".join(part.strip() for part in re.split(r"[\n\t]+", kept))


def _fact_value(rubric: Rubric, fact_id: str, value: ProfileValue) -> ProfileValue:
    fact = rubric.facts.get(fact_id)
    if fact is None:
        known = ", ".join(rubric.facts)
        raise AssessmentError(
            f"profile fact {fact_id!r} is not known; there are: {known}", f"平台画像里没有 {fact_id!r}，可填：{known}"
        )
    held = (value,) if isinstance(value, str) else tuple(value)
    options = [option.id for option in fact.options]
    unknown = [one for one in held if one not in options]
    if unknown:
        raise AssessmentError(
            f"{unknown[0]!r} is not a value of {fact_id}; choose from: {', '.join(options)}",
            f"{fact_id} 没有 {unknown[0]!r} 这个值，可选：{', '.join(options)}",
        )
    if fact.kind == "many":
        return tuple(one for one in options if one in held)
    if len(held) != 1:
        raise AssessmentError(
            f"profile fact {fact_id} takes one value of: {', '.join(options)}",
            f"平台画像的 {fact_id} 只能取一个值，可选：{', '.join(options)}",
        )
    return held[0]


def _with(assessment: Assessment, question_id: str, at: str | None, **changes: Any) -> Assessment:
    """The assessment with a response changed; the very same object where nothing differs: saying it again is no change."""
    held = assessment.response(question_id)
    if all(getattr(held, name) == value for name, value in changes.items()):
        return assessment
    response = held.model_copy(update={**changes, "at": at})
    return assessment.model_copy(
        update={
            "responses": {**assessment.responses, question_id: response},
            "updated_at": at or assessment.updated_at,
        }
    )


def answer(
    assessment: Assessment, question: Question, said: str | Sequence[str], at: str | None = None
) -> Assessment | Invalid:
    """The assessment with the question answered, or Invalid with the sentence that says why not."""
    value = question.read(said)
    if isinstance(value, Invalid):
        return value
    return _with(assessment, question.id, at, state="answered", value=value, reason=None)


def set_aside(assessment: Assessment, question: Question, reason: str, at: str | None = None) -> Assessment | Invalid:
    """Mark a question not applicable: a permitted reason's id, or the operator's own words."""
    if not question.not_applicable:
        return invalid(
            "这一题不能选“不适用”；没有做到就照实选最低一项。",
            "This question cannot be set aside as not applicable; if it is not done, choose the lowest option.",
        )
    kept = clean(reason, NOTE_LIMIT)
    if isinstance(kept, Invalid):
        return kept
    if not kept:
        return invalid("请说明为什么不适用。", "Please say why it does not apply.")
    return _with(assessment, question.id, at, state="na", value=None, reason=kept)


def mark_unsure(assessment: Assessment, question: Question, at: str | None = None) -> Assessment:
    """Mark a question unsure; an answer already given stays as the tentative one."""
    return _with(assessment, question.id, at, state="unsure", reason=None)


def clear(assessment: Assessment, question: Question, at: str | None = None) -> Assessment:
    """Take an answer back; note and evidence stay."""
    return _with(assessment, question.id, at, state="unanswered", value=None, reason=None)


def annotate(assessment: Assessment, question: Question, note: str, at: str | None = None) -> Assessment | Invalid:
    """Keep a note with a question."""
    kept = clean(note, NOTE_LIMIT)
    return kept if isinstance(kept, Invalid) else _with(assessment, question.id, at, note=kept)


def read_day(said: str) -> str | Invalid:
    """A day as ISO 8601 text, from 2026-11-24, 2026/11/24, 2026.11.24 or 2026年11月24日."""
    return day_of(said) or invalid("请填一个日期，例如 2026-11-24。", "Please give a day, such as 2026-11-24.")


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
    """Name a piece of evidence for a question. `due` is a day as `read_day` takes it; "" for none."""
    made = _evidence(text, in_hand, place, owner, due)
    if isinstance(made, Invalid):
        return made
    held = assessment.response(question.id).evidence
    if len(held) >= EVIDENCE_ITEMS:
        return invalid(
            f"一题最多 {EVIDENCE_ITEMS} 条证据。", f"A question takes at most {EVIDENCE_ITEMS} pieces of evidence."
        )
    return _with(assessment, question.id, at, evidence=(*held, made))


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
    """Change a piece of evidence; what is None stays, "" takes place, owner or day away.

    `seen` is the piece as the person saw it: where another window has moved it, it is found; where it is gone or has
    been changed there, this is Invalid, and nothing is overwritten.
    """
    held = assessment.response(question.id).evidence
    found = _found(held, index, seen)
    if found is None:
        return invalid(
            "这条证据已经在别处改过或删掉了，请看现在的内容再改。",
            "This piece of evidence has been changed or removed elsewhere; please look at it as it is now.",
        )
    old = held[found]
    made = _evidence(
        old.text if text is None else text,
        old.in_hand if in_hand is None else in_hand,
        old.place if place is None else place,
        old.owner if owner is None else owner,
        (old.due or "") if due is None else due,
    )
    if isinstance(made, Invalid):
        return made
    if made == old:
        return assessment
    return _with(assessment, question.id, at, evidence=(*held[:found], made, *held[found + 1 :]))


def drop_evidence(
    assessment: Assessment, question: Question, index: int, at: str | None = None, *, seen: Evidence | None = None
) -> Assessment:
    """Take a piece of evidence away; nothing changes where there is none, or none like the one `seen`."""
    held = assessment.response(question.id).evidence
    found = _found(held, index, seen)
    if found is None:
        return assessment
    return _with(assessment, question.id, at, evidence=held[:found] + held[found + 1 :])


def _found(held: Sequence[Evidence], index: int, seen: Evidence | None) -> int | None:
    """Where the piece meant is now: at its place, or elsewhere if another window has taken one away before it."""
    there = held[index] if 0 <= index < len(held) else None
    if there is not None and seen in (None, there):
        return index
    return held.index(seen) if seen is not None and seen in held else None


def _evidence(text: str, in_hand: bool, place: str, owner: str, due: str) -> Evidence | Invalid:
    kept = clean(text, EVIDENCE_LIMIT)
    if isinstance(kept, Invalid):
        return kept
    if not kept:
        return invalid("请写明是什么证据。", "Please say what the evidence is.")
    lies, by = clean(" ".join(place.split()), PLACE_LIMIT), clean(" ".join(owner.split()), OWNER_LIMIT)
    day = read_day(due) if due.strip() else None
    for one in (lies, by, day):
        if isinstance(one, Invalid):
            return one
    return Evidence.model_validate({"text": kept, "in_hand": in_hand, "place": lies, "owner": by, "due": day})


def dump(assessment: Assessment) -> str:
    """The assessment as the text of its JSON file."""
    data = assessment.model_dump(mode="json")
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read(text: str | bytes, where: str = "the file") -> Assessment:
    """An assessment from its JSON file. Raises AssessmentError with one sentence naming `where`."""
    if len(text) > FILE_LIMIT:
        size = FILE_LIMIT // 1_000_000
        raise AssessmentError(
            f"{where} is larger than {size} MB and cannot be an ECQ assessment",
            f"{where} 超过 {size} MB，不会是 ECQ 存的文件",
        )
    try:
        raw = json.loads(text.decode("utf-8-sig") if isinstance(text, bytes) else text)
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


def unknown_questions(assessment: Assessment, rubric: Rubric) -> tuple[str, ...]:
    """Questions answered here that the rubric does not ask: kept, but not scored."""
    return tuple(question_id for question_id in assessment.responses if question_id not in rubric.by_id)
