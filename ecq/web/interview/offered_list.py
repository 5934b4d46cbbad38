"""Replies to a list that is offered: what they add, take out or leave alone, and the words said until then."""

from __future__ import annotations

from collections.abc import Sequence

from ecq.base.patterns import later
from ecq.interview.facts import facts_of
from ecq.interview.typed import outcomes
from ecq.interview.typed.clauses import clauses
from ecq.interview.typed.folding import HAN, fold
from ecq.interview.typed.hearing.sentence import hear_at
from ecq.interview.typed.replies.to_what_was_asked import takes_out
from ecq.interview.typed.replies.which_one import list_put_right, out_by_place
from ecq.interview.typed.vocabulary import agreement, tidy
from ecq.rubric.kinds import Question
from ecq.web.interview.understood import wait_for_press
from ecq.web.session.waiting import Understanding


def not_of_all(rest: str) -> str:
    """What goes on behind a yes without what only says that all is so: it is said of what is offered."""
    quotes = clauses(rest)
    left = [one for one in quotes if agreement(tidy(fold(one))) != "all"]
    return rest if len(left) == len(quotes) else "，".join(left)


def with_and_without(question: Question, items: tuple[str, ...], said: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The items with what further words state, and without what they deny; an exception adds none."""
    facts = facts_of(question)
    claims = [*hear_at(said, question, facts).claims.values()] if facts else []
    claims = [claim for claim in claims if claim.quote or not takes_out(said)]
    more = question.choose([*items, *(claim.fact for claim in claims if claim.holds and claim.stated)])
    denied = {claim.fact for claim in claims if not claim.holds}
    return tuple(more), tuple(question.choose([name for name in more if name not in denied]))


def put_list_right(question: Question, waiting: Understanding, text: str, said: str = "") -> bool:
    """Take items out of a list that is offered, leave some alone, or add some that are `said` after a no; what is left is offered."""
    offered = waiting.values[0]
    if not (question.parts and isinstance(offered, tuple)):
        return False
    texts = dict(question.choices)
    out, only = list_put_right(text, [texts[one] for one in offered])
    away = {question.choices[at][0] for at in out_by_place(text, len(question.choices))}
    kept = [name for at, name in enumerate(offered) if at not in out and (not only or at in only) and name not in away]
    kept = [] if said and _NONE_OF_IT.match(fold(text)) else kept
    _, left = with_and_without(question, tuple(kept), said)
    if not left or left == offered:
        return False
    words_said = joined_words(waiting.words, said or text) if {*left} & {*offered} else said
    wait_for_press(question, (left,), words_said, known=known_with(waiting, left))
    return True


_NONE_OF_IT = later(r"\W*(?:都不|全不|neither|none)")


def known_with(waiting: Understanding, items: Sequence[str]) -> outcomes.Known:
    """What a list that is put right rests on: its items, and not those that were taken out of it."""
    before = waiting.values[0] if isinstance(waiting.values[0], tuple) else ()
    out = [name for name in before if name not in items]
    return tuple({**dict(waiting.known), **dict.fromkeys(out, False), **dict.fromkeys(items, True)}.items())


def joined_words(before: str, text: str) -> str:
    """Words with those said before them, unless they are the same or were said last."""
    if text.strip() == before.strip():
        return text
    if before.rstrip("。.；; ").endswith(f"{text.strip().rstrip('。.；; ')}") and len(text) >= _TOLD_TWICE:
        return before
    return f"{before.rstrip('。.；; ')}；{text}" if HAN.search(text) else f"{before.rstrip('。.；; ')}; {text}"


_TOLD_TWICE = 8
"""So many characters are not said twice by chance."""
