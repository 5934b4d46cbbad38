"""What must hold for each question by itself: its credits, its gate, and when it applies.

Knows one question and the profile facts; must not know the tree. That every gate of a pattern can be passed at once
follows from each being passable by itself: answers do not depend on each other, and applicability not on answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

from ecq.checking.finding import Finding
from ecq.checking.profiles import Profiles
from ecq.exact import plain
from ecq.rubric.conditions import Condition
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric

ALWAYS, NEVER = frozenset({True}), frozenset({False})


def check_questions(rubric: Rubric, profiles: Profiles) -> Iterator[Finding]:
    """Every finding about questions by themselves, in the order they are asked."""
    for question_id in rubric.order:
        question = rubric.by_id[question_id]
        yield from _credits(question)
        yield from _steps(question)
        yield from _gate(question)
        if question.applies is not None:
            yield from _applies(rubric, question, question.applies, profiles)


def _credits(question: Question) -> Iterator[Finding]:
    """Levels that gain nothing over the one below, or less than it."""
    ladder = list(question.scale.items())
    flat: list[str] = []
    if ladder[0][1] != 0 or ladder[-1][1] != 1:
        message = "Its credits do not run from 0 to 1, so the guaranteed interval would not hold; give the lowest level 0 and the highest 1."
        example = {name: plain(credit) for name, credit in ladder}
        yield Finding("credits-do-not-span", "error", question.id, message, {"credits": example})
    for (lower, less), (upper, more) in pairwise(ladder):
        pair = {"levels": [lower, upper], "credits": [plain(less), plain(more)]}
        if more < less:
            message = f"{upper!r} earns {plain(more)}, less than {lower!r} below it; put the levels in rising order."
            yield Finding("credits-out-of-order", "error", question.id, message, pair)
        elif more == less and question.parts:
            flat.append(upper)
        elif more == less:
            message = f"{upper!r} earns no more than {lower!r} below it, so its step gains nothing; give it more credit or remove it."
            yield Finding("option-dominated", "error", question.id, message, pair)
    if flat:
        message = f"Item number {', '.join(flat)} to be ticked earns nothing more, so its step gains nothing; check that the credits of this checklist are meant so."
        earned = {name: plain(credit) for name, credit in ladder}
        yield Finding("item-without-gain", "warning", question.id, message, {"counts": flat, "credits": earned})


def _steps(question: Question) -> Iterator[Finding]:
    """Steps that cost nothing: whoever stands below could always be one higher."""
    free = [name for name, step in question.steps.items() if step.effort == 0 and step.lead_time == 0]
    if free:
        message = f"The step to {', '.join(free)} takes neither effort nor time, so what is below is never the better choice; give it its effort or remove the level below."
        yield Finding("step-costs-nothing", "warning", question.id, message, {"levels": free})


def _gate(question: Question) -> Iterator[Finding]:
    if question.gate is None:
        return
    passing = question.gate.pass_
    credits = list(question.scale.values())
    try:
        needed = question.gate_credit
    except (StopIteration, ValueError):
        message = f"The gate passes at {passing!r}, which is no level of this question, so it can never be passed; name one of its levels."
        levels = list(question.scale)
        yield Finding("gate-cannot-pass", "error", question.id, message, {"pass": passing, "levels": levels})
        return
    assert needed is not None
    example = {"pass": passing, "needed": plain(needed), "least": plain(min(credits)), "greatest": plain(max(credits))}
    if max(credits) < needed:
        message = f"The gate needs credit {plain(needed)}, which no answer earns; lower what it needs."
        yield Finding("gate-cannot-pass", "error", question.id, message, example)
    if min(credits) >= needed:
        message = f"The gate passes at {passing!r}, and so does the lowest answer, so it can never fail; name a higher level or remove the gate."
        yield Finding("gate-cannot-fail", "error", question.id, message, example)


def _applies(rubric: Rubric, question: Question, condition: Condition, profiles: Profiles) -> Iterator[Finding]:
    strangers = list(_strangers(rubric, condition))
    if strangers:
        named = ", ".join(strangers)
        message = f"The condition names {named}, which the profile does not have, so it cannot be decided; correct it."
        yield Finding("condition-unknown-fact", "error", question.id, message, {"unknown": strangers})
        return
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


def _strangers(rubric: Rubric, condition: Condition) -> Iterator[str]:
    for fact_id, values in condition.facts():
        fact = rubric.facts.get(fact_id)
        if fact is None:
            yield fact_id
        else:
            options = {option.id for option in fact.options}
            yield from (f"{fact_id}={value}" for value in values if value not in options)


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
