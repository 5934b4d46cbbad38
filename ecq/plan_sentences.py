"""Plans in words: the sentence on top, why nothing cheaper exists, what stands in the way, what a change did.

Must not compute a plan or a score; it only words what a Plan says. Shared by screen, command line and report.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ecq import wording as ww
from ecq.assessment import Response, Value
from ecq.exact import cut, plain
from ecq.languages import words
from ecq.planning import Binding, Plan
from ecq.rubric import ChecklistQuestion, Lang, Question, Rubric
from ecq.scoring import ZERO
from ecq.sentences import answer_words, gap_words, point_words, score_words
from ecq.wording import plans as w
from ecq.wording import say

NAMED = 3
"""How many questions a sentence names before it only counts the rest."""


def plan_headline(plan: Plan, lang: Lang) -> str:
    """The sentence a manager repeats: what is missing, the least effort, how many questions, how long."""
    target = words(plan.target.title, lang)
    if not plan.feasible:
        assert plan.most is not None
        most = plan.most
        grade = words(most.grade.title, lang)
        return say(
            w.HEAD_IMPOSSIBLE,
            lang,
            target=target,
            score=score_words(most.score),
            grade=grade,
            effort=day_words(most.effort),
        )
    if not plan.steps:
        return say(w.HEAD_NOTHING_TO_DO, lang, target=target)
    gap = plan.target.from_ - plan.score_before
    return say(
        w.HEAD_PLAN if gap > 0 else w.HEAD_GATES_ONLY,
        lang,
        target=target,
        gap=gap_words(max(gap, ZERO)),
        effort=day_words(plan.effort),
        count=len(plan.steps),
        days=day_words(plan.lead_time),
    )


def day_words(days: Fraction) -> str:
    """Days as whole or half where they are; else with two decimals, cut."""
    return plain(days) if (days * 2).denominator == 1 else cut(days, 2)


def rise_words(question: Question, before: Response, to: Value, lang: Lang) -> str:
    """From which answer to which. A checklist names only what comes on top: the whole list would hide it."""
    if isinstance(question, ChecklistQuestion):
        held = before.value if before.state == "answered" and isinstance(before.value, tuple) else ()
        added = [words(item.text, lang) for item in question.items if item.id in to and item.id not in held]
        counts = [say(ww.ITEMS_OF, lang, count=len(one), all=len(question.items)) for one in (held, to)]
        joint = "; " if lang == "en" else "；"
        return say(w.RISE_BY, lang, before=counts[0], after=counts[1], added=joint.join(added))
    after = answer_words(question, Response(state="answered", value=to), lang)
    return say(w.RISE, lang, before=answer_words(question, before, lang), after=after)


def proof_line(plan: Plan, lang: Lang) -> str:
    """Why no plan costs less; empty where there is nothing to prove."""
    if plan.certificate is None or not plan.effort:
        return ""
    effort = day_words(plan.effort)
    below = plan.certificate.below
    if below is None:
        return say(w.PROOF_BY_GATES, lang, effort=effort)
    return say(w.PROOF, lang, effort=effort, below=score_words(below))


def binding_lines(rubric: Rubric, plan: Plan, lang: Lang) -> list[str]:
    """What constrains the plan, a sentence each."""
    lines = [_binds(rubric, plan, one, lang) if plan.feasible else _blocks(rubric, one, lang) for one in plan.binding]
    return [line for line in lines if line]


def _binds(rubric: Rubric, plan: Plan, one: Binding, lang: Lang) -> str:
    effort = day_words(one.effort) if one.effort is not None else ""
    if one.limit == "target":
        if not plan.steps:
            return ""
        target = words(plan.target.title, lang)
        margin = one.points or ZERO
        return say(w.MARGIN, lang, score=score_words(plan.score_after), target=target, points=point_words(margin))
    if one.limit == "gate":
        return say(w.COST_OF_GATES, lang, effort=effort, questions=_questions(rubric, one.questions, lang))
    if one.limit == "lead-time":
        return say(w.COST_OF_LEAD_TIME, lang, effort=effort)
    cost = w.COST_OF_LOCK if one.limit == "lock" else w.COST_OF_EXCLUDING
    return say(cost, lang, question=key_words(rubric, one.questions[0], lang), effort=effort)


def _blocks(rubric: Rubric, one: Binding, lang: Lang) -> str:
    if one.limit == "nothing":
        return words(w.NOTHING_COUNTS, lang)
    if one.limit == "capacity":
        return say(w.OVER_CAPACITY, lang, effort=day_words(one.effort or ZERO))
    if one.limit == "target":
        return say(w.MISSING_POINTS, lang, points=gap_words(one.points or ZERO))
    questions = _questions(rubric, one.questions, lang)
    if one.gate:
        return say(w.GATE_HELD_BY[one.limit], lang, questions=questions)
    return say(w.HELD_BY[one.limit], lang, points=point_words(one.points or ZERO), questions=questions)


def key_words(rubric: Rubric, key: str, lang: Lang) -> str:
    """A question, or a step of one named `question/step`, in words: the question's text."""
    return words(rubric.by_id[key.partition("/")[0]].text, lang)


def _questions(rubric: Rubric, ids: Sequence[str], lang: Lang) -> str:
    joint = "; " if lang == "en" else "；"
    named = joint.join(key_words(rubric, one, lang).rstrip("？?") for one in ids[:NAMED])
    if len(ids) <= NAMED:
        return named
    return f"{named}{joint}{say(w.AND_MORE, lang, count=len(ids))}"


def change_line(before: Plan, after: Plan, lang: Lang) -> str:
    """What a change of limits or answers did to the plan for the same target."""
    parts: list[str] = []
    if before.feasible != after.feasible:
        parts.append(words(w.NOW_POSSIBLE if after.feasible else w.NOW_IMPOSSIBLE, lang))
    else:
        days = after.effort - before.effort
        if days:
            parts.append(say(w.MORE_DAYS if days > 0 else w.FEWER_DAYS, lang, days=day_words(abs(days))))
        old, new = ({step.question: step.to for step in plan.steps} for plan in (before, after))
        changes = [
            (w.STEPS_IN, len(new.keys() - old.keys())),
            (w.STEPS_OUT, len(old.keys() - new.keys())),
            (w.STEPS_OTHER, sum(new[one] != old[one] for one in new.keys() & old.keys())),
        ]
        changed = [say(text, lang, count=count) for text, count in changes if count]
        if changed and not days:
            parts.append(words(w.SAME_DAYS, lang))
        parts += changed
    if not parts:
        return words(w.SAME_PLAN, lang)
    return say(w.PLAN_CHANGED, lang, parts=("; " if lang == "en" else "，").join(parts))
