"""Everything `ecq check` proves about a rubric, in one call, with the checks of its tree, its questions and its texts.

Texts: each is there in every language, or the rubric is refused when it is read, and Traditional Chinese can be derived.

Points that sum to 100: points as written add up, or the rubric is refused when it is read. Why that proves the sum
for every profile: the scorer gives the points of a node to those of its children (or questions) in which something
counts, in proportion to their own, so what they get is again all of it. By induction from the root, where it is 100,
the questions that count share exactly 100, whatever drops out. The scorer is asked for each pattern of each component
as well, so that the argument and the arithmetic cannot come apart unseen.

Questions: what would make one unsound (credits out of order, a gate that names no answer, a fact that is not in the
profile) is refused when a rubric is read. So each gate can be passed by itself, and as answers do not depend on each
other, nor applicability on answers, all gates of a pattern can be passed at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

from ecq.base.errors import EcqError
from ecq.base.exact import plain
from ecq.base.frozen import Frozen
from ecq.base.language import Text, words
from ecq.checking import Finding
from ecq.checking.grades import Grades
from ecq.checking.profiles import Pattern, Profiles
from ecq.rubric.conditions import Condition
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric, walk
from ecq.scoring.scorecard import HUNDRED, ZERO
from ecq.scoring.table import points

_HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FALLBACK = re.compile("[\ufffd\u25a1\u3013]")
"""Signs that stand where a character could not be given."""

_STANDING = ("questions", "tree", "children", "facts", "sources")
"""Lists of things that a person looks for by their own id."""


def check_texts(rubric: Rubric) -> Iterator[Finding]:
    """English with Chinese characters, and Traditional Chinese that cannot be derived."""
    derivable = True
    for where, path, text in texts(rubric, rubric.id, ""):
        example = {"path": path, "zh": text.zh, "en": text.en}
        han = _HAN.search(text.en)
        if han:
            message = f"{path} has the Chinese character {han.group()} in its English; write it in English."
            yield Finding("text-not-english", "error", where, message, example)
        if derivable:
            try:
                derived = words(text, "zh-Hant")
            except EcqError as error:
                derivable = False
                message = f"Traditional Chinese was not checked: {error}."
                yield Finding("not-decided", "warning", rubric.id, message, example)
                continue
            lost = _FALLBACK.search(derived)
            if lost and lost.group() not in text.zh:
                message = f"{path} cannot be derived in Traditional Chinese; give it in `hant`."
                yield Finding(
                    "text-not-derived", "error", where, message, {"path": path, "zh": text.zh, "zh-Hant": derived}
                )


def texts(of: Any, where: str, path: str) -> Iterator[tuple[str, str, Text]]:
    """Every Text in a model or list, with the id of the question, node, fact or source that has it and the path from there."""
    if isinstance(of, Text):
        yield where, path, of
    elif isinstance(of, Frozen):
        for field in type(of).model_fields:
            yield from texts(getattr(of, field), where, f"{path}.{field}" if path else field)
    elif isinstance(of, tuple):
        for place, one in enumerate(of, 1):
            own_id = getattr(one, "id", None)
            if own_id is not None and path.rsplit(".", 1)[-1] in _STANDING:
                yield from texts(one, own_id, "")
            else:
                yield from texts(one, where, f"{path}[{own_id or place}]")


ALWAYS, NEVER = frozenset({True}), frozenset({False})


def check_questions(rubric: Rubric, profiles: Profiles) -> Iterator[Finding]:
    """Every finding about questions by themselves, in the order they are asked."""
    for question_id in rubric.order:
        question = rubric.by_id[question_id]
        # Items of a checklist that gain nothing over one fewer. Credits of levels always rise from 0 to 1, as they are read.
        scale = list(question.scale.items())
        flat = [count for (_, less), (count, more) in pairwise(scale) if more == less]
        if flat:
            message = f"Item number {', '.join(flat)} to be ticked earns nothing more, so its step gains nothing; check that the credits of this checklist are meant so."
            earned = {name: plain(credit) for name, credit in scale}
            yield Finding("item-without-gain", "warning", question.id, message, {"counts": flat, "credits": earned})
        # Answers that earn credit and that no piece of evidence belongs to: nothing would prove them.
        bare = [name for name, pieces in question.answer_pieces.items() if not pieces]
        if bare:
            message = f"No piece of evidence belongs to {', '.join(bare)}, so having nothing would prove it; name it with a piece, or have a piece belong to every answer."
            yield Finding("answer-without-evidence", "error", question.id, message, {"answers": bare})
        # Steps that cost nothing: whoever stands below could always be one higher.
        free = [name for name, step in question.steps.items() if step.effort == 0 and step.lead_time == 0]
        if free:
            message = f"The step to {', '.join(free)} takes neither effort nor time, so what is below is never the better choice; give it its effort or remove the level below."
            yield Finding("step-costs-nothing", "warning", question.id, message, {"levels": free})
        if question.applies is not None:
            yield from _applies(question, question.applies, profiles)


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
    return condition.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def check_points(rubric: Rubric, profiles: Profiles) -> Iterator[Finding]:
    """Patterns under which the points that the scorer gives do not sum to 100."""
    for pattern in _telling_patterns(profiles):
        total = sum(points(rubric, pattern.live).values(), ZERO)
        if pattern.live and total != HUNDRED:
            message = f"The points of the questions that apply sum to {plain(total)} under this profile, not to 100; report this as a fault of ECQ."
            example = {"profile": dict(pattern.profile), "sum": plain(total)}
            yield Finding("points-do-not-sum", "error", rubric.id, message, example)


def _telling_patterns(profiles: Profiles) -> Iterator[Pattern]:
    """Every pattern of each component, the others at their widest and at their narrowest."""
    for place, component in enumerate(profiles.components):
        for pattern in component.patterns:
            for end in (0, -1):
                chosen = [pattern if n == place else c.patterns[end] for n, c in enumerate(profiles.components)]
                profile = {fact: value for one in chosen for fact, value in one.profile.items()}
                yield Pattern(profile, profiles.always.union(*(one.live for one in chosen)))
    if not profiles.components:
        yield Pattern({}, profiles.always)


def check_emptied(rubric: Rubric, profiles: Profiles) -> Iterator[Finding]:
    """Nodes that some profile leaves without a question; silent where the node's note says what then happens."""
    nothing = profiles.emptying(rubric.order)
    if nothing is not None:
        message = "Under this profile no question applies at all, so there is nothing to score; give the rubric a question that always applies."
        yield Finding("nothing-applies", "warning", rubric.id, message, {"profile": nothing})
    for node, _ in walk(rubric.layout.tree):
        questions = [placed.question for inner, _ in walk((node,)) for placed in inner.questions]
        if not questions or node.note is not None:
            continue
        emptied = profiles.emptying(questions)
        if emptied is not None:
            message = "Under this profile no question here applies, so its points go to its siblings; say so in the node's note, or give it a question that always applies."
            yield Finding("node-emptied", "warning", node.id, message, {"profile": emptied})


def prove(rubric: Rubric) -> tuple[Finding, ...]:
    """What is wrong with a rubric, each with a counter-example; no findings mean that all of it is proved.

    Proved, for every profile: points sum to 100; every grade is reachable; every question changes score and grade for
    someone; credits rise; gates can be passed together; conditions can be true and false; no indicator is emptied
    without a note; every text is there in every language. What would take too long is said to be not decided.
    """
    profiles = Profiles(rubric)
    grades = Grades(rubric, profiles)
    return (
        *check_points(rubric, profiles),
        *check_questions(rubric, profiles),
        *check_emptied(rubric, profiles),
        *grades.check_bands(),
        *grades.check_questions(),
        *check_texts(rubric),
    )
