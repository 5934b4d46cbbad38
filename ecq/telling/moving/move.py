"""An assessment moved over to the present rubric: what is carried over, what is asked again, what it kept of before.

Pure; must not know files. Answers are carried over by id where they still mean the same. One that does not is stored
as `QUESTION@VERSION` (a profile fact as `FACT@VERSION`), scores nothing and is asked again, so that nothing is lost;
it is shown in the words it was given under.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ecq.assessment.changes import rebind
from ecq.assessment.model import Assessment, Response, RubricRef, unknown_questions
from ecq.base.language import Lang, words
from ecq.rubric.conditions import ProfileValue, holds
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import Changes, FactAgain, RetiredOption, Rubric
from ecq.rubric.released import released_question, released_rubrics
from ecq.scoring.difference import Between, between
from ecq.telling.text.sentences import answer_words, fact_words, value_words

SINCE = "@"
"""Between a question's or fact's id and the version its answer was given under."""


def earlier_id(of: str, version: str) -> str:
    """Under which key an answer stays readable that no longer holds: `size@1.0.0`."""
    return f"{of}{SINCE}{version}"


@dataclass(frozen=True)
class EarlierAnswer:
    """The answer to a question under an earlier version; `question` as it was then, None where it is not available any more."""

    question_id: str
    version: str | None
    question: Question | None
    response: Response

    def title(self, lang: Lang) -> str:
        """The question as it was put, or its id."""
        return words(self.question.text, lang) if self.question else self.question_id

    def answer(self, lang: Lang) -> str:
        """What was answered."""
        if self.question is not None:
            return answer_words(self.question, self.response, lang)
        value = self.response.value
        return ", ".join(value) if isinstance(value, tuple) else value or self.response.reason or self.response.state


def earlier_answers(assessment: Assessment, rubric: Rubric) -> tuple[EarlierAnswer, ...]:
    """Everything answered that an earlier version of the rubric asked and this one does not, in the order of the file.

    What only another edition asks is not among it.
    """
    earlier_versions = []
    for key in unknown_questions(assessment, rubric):
        response = assessment.responses[key]
        if response.state == "unanswered" and not response.note and not response.evidence:
            continue
        question_id, _, version = key.partition(SINCE)
        question = released_question(question_id, rubric.id, version)
        if version or question:
            earlier_versions.append(EarlierAnswer(question_id, version or None, question, response))
    return tuple(earlier_versions)


def earlier_fact(assessment: Assessment, fact_id: str, lang: Lang) -> tuple[str, str] | None:
    """The version a profile fact was answered under before it had to be asked again, and that answer in words; or None."""
    key = next((one for one in reversed(assessment.profile) if one.startswith(fact_id + SINCE)), None)
    if key is None:
        return None
    value, version = assessment.profile[key], key.removeprefix(fact_id + SINCE)
    fact = next(
        (one.facts[fact_id] for one in released_rubrics() if one.version == version and fact_id in one.facts), None
    )
    return version, fact_words(fact, value, lang)


def earlier_answer(assessment: Assessment, rubric: Rubric, question_id: str) -> EarlierAnswer | None:
    """The latest answer to a question that is still asked, where it could not be carried over."""
    own = [one for one in earlier_answers(assessment, rubric) if one.question_id == question_id and one.version]
    return own[-1] if own else None


@dataclass(frozen=True)
class Retired:
    """A question that was answered and is no longer asked; `successor` asks the same now."""

    question: str
    successor: str | None


@dataclass(frozen=True)
class AskedAgain:
    """A question that is still asked, whose answer no longer holds; `options` says where to look instead."""

    question: str
    options: tuple[RetiredOption, ...]


@dataclass(frozen=True)
class ItemsRemoved:
    """A checklist of which some ticked items are no longer asked; the others stay ticked."""

    question: str
    items: tuple[str, ...]
    options: tuple[RetiredOption, ...]


@dataclass(frozen=True)
class FactAskedAgain:
    """A profile fact to answer again, its earlier answer, and why where that is stated."""

    fact: str
    answer: ProfileValue
    why: FactAgain | None


@dataclass(frozen=True)
class Move:
    """One assessment, before and after. `old` is None where its rubric is not available: then only ids can be compared.

    `reads_otherwise` are answers that stay, whose words or credit are not what they were.
    """

    made_with: RubricRef
    old: Rubric | None
    new: Rubric
    before: Assessment
    after: Assessment
    new_questions: tuple[str, ...]
    retired: tuple[Retired, ...]
    asked_again: tuple[AskedAgain, ...]
    items_removed: tuple[ItemsRemoved, ...]
    facts: tuple[FactAskedAgain, ...]
    reads_otherwise: tuple[str, ...]
    effect: Between | None


def move(
    assessment: Assessment, old: Rubric | None, new: Rubric, changes: Iterable[Changes], at: str | None = None
) -> Move:
    """The assessment under the present rubric, with what changed for it."""
    bound_to = assessment.rubric
    later = [one for one in changes if one.come_after(bound_to.id, bound_to.version, assessment.created_at)]
    responses, retired, again, removed = _responses(assessment, old, new, later)
    profile, facts = _profile(assessment, new, later)
    after = rebind(assessment, new, at).model_copy(update={"responses": responses, "profile": profile})
    asked = [q for q in new.order if holds(new.by_id[q].applies, profile) is not False]
    fresh = () if old is None else tuple(q for q in asked if q not in old.by_id)
    other = () if old is None else tuple(_reading_otherwise(assessment, after, old, new))
    effect = None if old is None else between(old, assessment, new, after)
    return Move(bound_to, old, new, assessment, after, fresh, retired, again, removed, facts, other, effect)


def _responses(
    assessment: Assessment, old: Rubric | None, new: Rubric, later: list[Changes]
) -> tuple[dict[str, Response], tuple[Retired, ...], tuple[AskedAgain, ...], tuple[ItemsRemoved, ...]]:
    responses = dict(assessment.responses)
    retired, again, removed = [], [], []
    for question_id, response in assessment.responses.items():
        question = new.by_id.get(question_id)
        if question is None:
            asked_before = question_id in old.by_id if old else SINCE not in question_id
            if asked_before and response.state != "unanswered":
                successors = [r.successor for one in later for r in one.questions if r.question == question_id]
                retired.append(Retired(question_id, successors[-1] if successors else None))
            continue
        moved = _carried(old.by_id.get(question_id) if old else None, question, response, later)
        if moved is response:
            continue
        responses[question_id] = moved
        earlier = response.model_copy(update={"note": "", "evidence": ()})
        responses.setdefault(earlier_id(question_id, assessment.rubric.version), earlier)
        ids = _ids(response.value)
        hints = tuple(o for one in later for o in one.options if o.question == question_id and o.option in ids)
        if moved.state == "unanswered":
            again.append(AskedAgain(question_id, hints))
        else:
            removed.append(ItemsRemoved(question_id, tuple(one for one in ids if one not in _ids(moved.value)), hints))
    return responses, tuple(retired), tuple(again), tuple(removed)


def _carried(was: Question | None, question: Question, response: Response, later: list[Changes]) -> Response:
    """The response under the present question: the very same object where its meaning is unchanged."""
    if response.state == "unanswered" and response.value is None:
        return response
    open_again = response.model_copy(update={"state": "unanswered", "value": None, "reason": None})
    if response.state == "na":
        reasons, before = ({one.id for one in q.not_applicable} if q else set() for q in (question, was))
        stays = bool(reasons) and response.reason not in before - reasons
        return response if stays else open_again
    narrowed = {o for one in later for a in one.answers if a.question == question.id for o in a.options}
    if narrowed & set(_ids(response.value)):
        return open_again
    if response.value is None or question.credit_of(response.value) is not None:
        return response
    if question.parts and isinstance(response.value, tuple):
        items = {item.id for item in question.parts}
        return response.model_copy(update={"value": tuple(one for one in response.value if one in items)})
    return open_again


def _ids(value: Value | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else value


def _profile(
    assessment: Assessment, new: Rubric, later: list[Changes]
) -> tuple[dict[str, ProfileValue], tuple[FactAskedAgain, ...]]:
    profile, again = dict(assessment.profile), []
    for fact_id, value in assessment.profile.items():
        fact = new.facts.get(fact_id)
        if fact is None:
            continue
        why = next((f for one in later for f in one.facts if f.fact == fact_id and {*f.values} & {*_ids(value)}), None)
        known = {option.id for option in fact.options}
        if why is None and known.issuperset(_ids(value)) and (fact.kind == "many") == isinstance(value, tuple):
            continue
        del profile[fact_id]
        profile[earlier_id(fact_id, assessment.rubric.version)] = value
        again.append(FactAskedAgain(fact_id, value, why))
    return profile, tuple(again)


def _reading_otherwise(before: Assessment, after: Assessment, old: Rubric, new: Rubric) -> Iterable[str]:
    for question_id in new.order:
        was, now = before.response(question_id), after.response(question_id)
        if question_id not in old.by_id or now.value is None:
            continue
        one, other = old.by_id[question_id], new.by_id[question_id]
        same_words = all(value_words(one, was, lang) == value_words(other, now, lang) for lang in ("zh", "en"))
        if not same_words or one.credit_of(was.value) != other.credit_of(now.value):
            yield question_id
