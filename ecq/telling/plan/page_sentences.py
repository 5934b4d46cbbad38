"""Plans in words for a page: from which answer to which, days, what a change did.

Must not compute a plan or a score; it only words what a Plan says. Shared by screen, command line and report.
"""

from __future__ import annotations

from fractions import Fraction

from ecq.assessment.model import Response
from ecq.base.exact import cut, plain
from ecq.base.language import LANGUAGES, Lang, words
from ecq.planning import Plan
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import Rubric
from ecq.telling.plan import page_words as w
from ecq.telling.text import words as ww
from ecq.telling.text.sentences import answer_words
from ecq.telling.text.words import say


def day_words(days: Fraction) -> str:
    """Days as whole or half where they are; else with two decimals, cut."""
    return plain(days) if (days * 2).denominator == 1 else cut(days, 2)


def rise_words(question: Question, before: Response, to: Value, lang: Lang) -> str:
    """From which answer to which. A checklist names only what comes on top: the whole list would hide it."""
    if question.parts:
        held = before.value if before.state == "answered" and isinstance(before.value, tuple) else ()
        added = [words(item.text, lang) for item in question.parts if item.id in to and item.id not in held]
        counts = [say(ww.ITEMS_OF, lang, count=len(one), all=len(question.parts)) for one in (held, to)]
        joint = LANGUAGES[lang].semicolon
        return say(w.RISE_BY, lang, before=counts[0], after=counts[1], added=joint.join(added))
    after = answer_words(question, Response(state="answered", value=to), lang)
    return say(ww.BEFORE_AFTER, lang, before=answer_words(question, before, lang), after=after)


def key_words(rubric: Rubric, key: str, lang: Lang) -> str:
    """A question, or a step of one named `question/step`, in words: the question's text."""
    return words(rubric.by_id[key.partition("/")[0]].text, lang)


def change_line(before: Plan, after: Plan, lang: Lang) -> str:
    """What a change of limits or answers did to the plan for the same target."""
    parts: list[str] = []
    if before.feasible != after.feasible:
        parts.append(words(w.NOW_POSSIBLE if after.feasible else w.NOW_IMPOSSIBLE, lang))
    else:
        days = after.effort - before.effort
        if days:
            parts.append(say(w.MORE_DAYS if days > 0 else w.FEWER_DAYS, lang, days=day_words(abs(days))))
        parts += _upper_end(before, after, lang)
        old, new = ({step.question: step.to for step in plan.steps} for plan in (before, after))
        changes = [
            (w.STEPS_IN, len(new.keys() - old.keys())),
            (w.STEPS_OUT, len(old.keys() - new.keys())),
            (w.STEPS_OTHER, sum(new[one] != old[one] for one in new.keys() & old.keys())),
        ]
        changed = [say(text, lang, count=count) for text, count in changes if count]
        if changed and not parts:
            parts.append(words(w.SAME_DAYS, lang))
        parts += changed
    if not parts:
        return words(w.SAME_PLAN, lang)
    return say(w.PLAN_CHANGED, lang, parts=LANGUAGES[lang].between_clauses.join(parts))


def _upper_end(before: Plan, after: Plan, lang: Lang) -> list[str]:
    """What changed where nothing that is open turns out well; nothing where it is the same, or no end of its own."""
    old, new = before.enough, after.enough
    if (old.feasible, old.effort) == (new.feasible, new.effort) or (before.settled and after.settled):
        return []
    if not new.feasible:
        return [say(w.NOW_OUT_OF_REACH_THEN, lang)]
    return [say(w.EFFORT_THEN, lang, days=day_words(new.effort))]
