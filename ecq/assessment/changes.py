"""Changes of an assessment: to its profile, target and answers, and as they are handed to a store.

Every change returns a new assessment, or an `Invalid` with the sentence that says why not. The time of a change is
handed in. A change handed to a store is made to the newest state, maybe more than once. Text that a person typed is
kept without the characters that nobody types.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ecq.assessment.model import NAME_LIMIT, NOTE_LIMIT, OWNER_LIMIT, Assessment, ClientRecord, Comment, RubricRef
from ecq.base.errors import AssessmentError, EcqError
from ecq.base.language import Text, error_of
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid, invalid
from ecq.rubric.model import Rubric

# Control characters, halves of characters, and marks that turn the direction of all that follows.
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
_LINE = re.compile("\r\n|[\r\u2028\u2029]")


def clean(text: str, limit: int) -> str | Invalid:
    """Text a person typed, without control characters; Invalid where it is longer than `limit` characters."""
    cleaned = CONTROL.sub("", _LINE.sub("\n", text)).strip()
    if len(cleaned) > limit:
        return invalid(
            f"这段文字有 {len(cleaned)} 个字，最多 {limit} 个；请缩短后再保存。",
            f"This text has {len(cleaned)} characters; at most {limit} can be kept. Please shorten it.",
        )
    return cleaned


def kept_text(text: str, limit: int) -> str:
    """The same where there is nowhere else to say what is wrong. Raises EcqError."""
    cleaned = clean(text, limit)
    if isinstance(cleaned, Invalid):
        raise EcqError(cleaned.sentence.en.rstrip("."), cleaned.sentence.zh.rstrip("。"))
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
    changes: dict[str, Any] = {}
    if name is not None:
        changes["name"] = _name(name)
    if profile is not None:
        known = {fact: _fact_value(rubric, fact, value) for fact, value in profile.items() if value is not None}
        unchanged = {fact: value for fact, value in assessment.profile.items() if fact not in profile}
        changes["profile"] = {**unchanged, **known}
    if target is not None:
        refused = no_target(rubric, target)
        if refused is not None:
            raise error_of(refused, AssessmentError)
        changes["target"] = target
    return assessment.changed(at, **changes)


def no_target(rubric: Rubric, target: str | None) -> Text | None:
    """Why a grade cannot be aimed at: it is none of the rubric with a star; the sentence names those. None where it can, or none is named."""
    grades = [band.id for band in rubric.bands if band.stars]
    if target is None or target in grades:
        return None
    return Text(
        zh=f"{rubric.id} 没有目标等级 {target!r}，可选：{'、'.join(grades)}",
        en=f"target {target!r} is not a grade of {rubric.id}; choose one of: {', '.join(grades)}",
    )


def rebind(assessment: Assessment, rubric: Rubric, at: str | None = None) -> Assessment:
    """The same answers under another rubric, or another version of it. Answers to questions it does not ask stay."""
    reference = RubricRef(id=rubric.id, version=rubric.version, digest=rubric.digest)
    target = None if no_target(rubric, assessment.target) else assessment.target
    if at is None and (reference, target) == (assessment.rubric, assessment.target):
        return assessment
    return assessment.changed(at, rubric=reference, target=target)


def _name(text: str) -> str:
    """A name on one line, also where several were pasted."""
    cleaned = clean(text, NAME_LIMIT)
    if isinstance(cleaned, Invalid):
        raise error_of(cleaned.sentence, AssessmentError)
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
    return assessment.changed(at, responses={**assessment.responses, question_id: response})


def answer(
    assessment: Assessment, question: Question, entry: str | Sequence[str], at: str | None = None, exact: bool = False
) -> Assessment | Invalid:
    """The assessment with the question answered, or Invalid with the sentence that says why not; `exact` as in `Question.read`."""
    value = question.read(entry, exact)
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


SURELY_SAME = 8
"""A line of the note counts as repeated where it stands within the new words and has at least so many characters."""


def add_note(assessment: Assessment, question: Question, note: str, at: str | None = None) -> Assessment | Invalid:
    """The assessment with words added to the question's note, where they do not stand there yet; lines that they repeat are removed."""
    lines = assessment.response(question.id).note.split("\n")
    if not note or note.strip() in lines:
        return assessment
    again = [len(line) >= SURELY_SAME and line.rstrip("。.；; ") in note for line in lines]
    earlier = "\n".join(line for line, said in zip(lines, again, strict=True) if not said)
    return annotate(assessment, question, f"{earlier}\n{note}" if earlier else note, at)


def comment(assessment: Assessment, part: str, text: str, by: str = "", at: str | None = None) -> Assessment | Invalid:
    """The assessment with a comment on a part of the report; without words the comment is taken away."""
    cleaned, who = clean(text, NOTE_LIMIT), clean(by, OWNER_LIMIT)
    if isinstance(cleaned, Invalid) or isinstance(who, Invalid):
        return cleaned if isinstance(cleaned, Invalid) else who  # type: ignore[return-value]
    comments = {id_: one for id_, one in assessment.comments.items() if id_ != part}
    if cleaned:
        comments[part] = Comment(text=cleaned, by=who, day=at[:10] if at else None)
    return assessment.changed(at, comments=comments)


def keep_client(assessment: Assessment, record: ClientRecord, at: str | None = None) -> Assessment:
    """The assessment with what a consultant keeps of the client."""
    return assessment.changed(at, client=record)


def noting(
    assessment: Assessment, question: Question, note: str, does: Callable[..., Assessment | Invalid], *given: Any
) -> Assessment | Invalid:
    """Do to a question what `does` says, with what is given and the time, which comes last, and add the words to its note."""
    done = does(assessment, question, *given)
    return done if isinstance(done, Invalid) else add_note(done, question, note, given[-1])


def valid(made: Assessment | Invalid, about: str = "") -> Assessment:
    """What was made. Raises AssessmentError where that could not be, with what it is about before the sentence."""
    if isinstance(made, Invalid):
        en, zh = (f"{about}: ", f"{about}：") if about else ("", "")
        raise AssessmentError(f"{en}{made.sentence.en}", f"{zh}{made.sentence.zh}")
    return made


How = Callable[[Assessment, Rubric, str], Assessment | Invalid]
"""What to do to an assessment under its rubric, and when it was asked for."""


def to_question(question_id: str, does: Callable[..., Assessment | Invalid], *given: Any) -> How:
    """Do to a question what `does` says, with what is given and the time."""
    return lambda assessment, rubric, at: does(assessment, rubric.by_id[question_id], *given, at)


def set_to(does: Callable[..., Assessment | Invalid], *given: Any) -> How:
    """Do to the assessment what `does` says, with what is given and the time; its rubric does not matter."""
    return lambda assessment, _rubric, at: does(assessment, *given, at)


def profiled(**given: Any) -> How:
    """Set the name, the target or facts of the profile."""
    return lambda assessment, rubric, at: set_up(assessment, rubric, at=at, **given)


class Attempt:
    """A change made to the newest state: what that was, and why it was refused."""

    before: Assessment | None = None
    refused: Invalid | None = None

    def __init__(self, how: Callable[[Assessment], Assessment | Invalid]) -> None:
        self._how = how

    @classmethod
    def under(cls, rubrics: Mapping[str, Rubric], how: How, at: str) -> Attempt:
        """A change under the rubric that the newest state names."""
        return cls(lambda assessment: how(assessment, rubrics[assessment.rubric.id], at))

    def __call__(self, assessment: Assessment) -> Assessment:
        """The assessment with the change; the same where it is refused."""
        result = self._how(assessment)
        self.before, self.refused = assessment, result if isinstance(result, Invalid) else None
        return assessment if isinstance(result, Invalid) else result
