"""Checks of each question by itself: items and steps that gain or cost nothing, and conditions that decide nothing.

What would make a question unsound (credits out of order, a gate that names no answer, a fact that is not in the profile)
is refused when a rubric is read. So each gate can be passed by itself, and as answers do not depend on each other, nor
applicability on answers, all gates of a pattern can be passed at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

from ecq.base.exact import plain
from ecq.checking.finding import Finding
from ecq.checking.profiles import Profiles
from ecq.rubric.conditions import Condition
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric

ALWAYS, NEVER = frozenset({True}), frozenset({False})


def check_questions(rubric: Rubric, profiles: Profiles) -> Iterator[Finding]:
    """Every finding about questions by themselves, in the order they are asked."""
    for question_id in rubric.order:
        question = rubric.by_id[question_id]
        yield from _credits(question)
        yield from _proofs(question)
        yield from _steps(question)
        if question.applies is not None:
            yield from _applies(question, question.applies, profiles)


def _credits(question: Question) -> Iterator[Finding]:
    """Items of a checklist that gain nothing over one fewer. Credits of levels always rise from 0 to 1, as they are read."""
    scale = list(question.scale.items())
    flat = [count for (_, less), (count, more) in pairwise(scale) if more == less]
    if flat:
        message = f"Item number {', '.join(flat)} to be ticked earns nothing more, so its step gains nothing; check that the credits of this checklist are meant so."
        earned = {name: plain(credit) for name, credit in scale}
        yield Finding("item-without-gain", "warning", question.id, message, {"counts": flat, "credits": earned})


def _proofs(question: Question) -> Iterator[Finding]:
    """Answers that earn credit and that no piece of evidence belongs to: nothing would prove them."""
    bare = [name for name, pieces in question.answer_pieces.items() if not pieces]
    if bare:
        message = f"No piece of evidence belongs to {', '.join(bare)}, so having nothing would prove it; name it with a piece, or have a piece belong to every answer."
        yield Finding("answer-without-evidence", "error", question.id, message, {"answers": bare})


def _steps(question: Question) -> Iterator[Finding]:
    """Steps that cost nothing: whoever stands below could always be one higher."""
    free = [name for name, step in question.steps.items() if step.effort == 0 and step.lead_time == 0]
    if free:
        message = f"The step to {', '.join(free)} takes neither effort nor time, so what is below is never the better choice; give it its effort or remove the level below."
        yield Finding("step-costs-nothing", "warning", question.id, message, {"levels": free})


def _applies(question: Question, condition: Condition, profiles: Profiles) -> Iterator[Finding]:
    truths = profiles.truths(condition)
    if truths is None:
        message = "The condition ties together too many facts to try every profile; whether it can be true and false was not decided. Split it."
        yield Finding("not-decided", "warning", question.id, message, {"condition": condition_data(condition)})
    elif truths == ALWAYS:
        message = "The condition is true for every profile; remove it, or correct it if it should rule something out."
        example = {"condition": condition_data(condition)}
        yield Finding("condition-always-true", "warning", question.id, message, example)
    elif truths == NEVER:
        conflict = [condition_data(part) for part in _conflict(condition, profiles)]
        message = "The condition is true for no profile, so the question is never asked; correct the parts that contradict each other or remove the question."
        yield Finding("condition-never-true", "error", question.id, message, {"conflict": conflict})
    else:
        yield from _idle_parts(question, condition, profiles)


def _conflict(condition: Condition, profiles: Profiles) -> tuple[Condition, ...]:
    """The fewest parts of an `all` that cannot hold together; the condition itself where it has another form."""
    parts = condition.all_
    for size in range(1, len(parts)):
        for chosen in combinations(parts, size):
            if profiles.truths(Condition.model_validate({"all": chosen})) == NEVER:
                return _conflict(chosen[0], profiles) if size == 1 else chosen
    return parts or (condition,)


def _idle_parts(question: Question, condition: Condition, profiles: Profiles) -> Iterator[Finding]:
    """Parts of a condition that decide nothing, because they are the same for every profile."""
    for part in (*condition.all_, *condition.any_, *((condition.not_,) if condition.not_ else ())):
        truths = profiles.truths(part)
        if truths is not None and len(truths) == 1:
            (truth,) = truths
            word = "true" if truth else "false"
            message = (
                f"A part of the condition is {word} for every profile, so it decides nothing; correct or remove it."
            )
            example = {"part": condition_data(part), "always": truth}
            yield Finding("condition-part-idle", "warning", question.id, message, example)
        else:
            yield from _idle_parts(question, part, profiles)


def condition_data(condition: Condition) -> Any:
    """A condition as it is written in a file."""
    if condition.fact is not None:
        return {"fact": condition.fact, "is": list(condition.is_)}
    if condition.not_ is not None:
        return {"not": condition_data(condition.not_)}
    if condition.all_:
        return {"all": [condition_data(part) for part in condition.all_]}
    return {"any": [condition_data(part) for part in condition.any_]}
