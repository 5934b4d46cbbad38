"""What was said of several questions at once: each a proposal of the inbox, shown in the conversation as a card to be accepted or left.

Nothing of it counts before it is accepted; what is accepted together one undo takes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from ecq.assessment.proposals import Kept
from ecq.base.errors import EcqError
from ecq.base.language import Text, filled, in_every_language
from ecq.exchange.accepting import refused, sides, title
from ecq.exchange.documents.reading import Document, Passage
from ecq.exchange.documents.spoken import Told, told_in
from ecq.exchange.incoming import proposals_said
from ecq.interview.conversation import words as c
from ecq.interview.typed.outcomes import Answer, AskFact, NotApplicable, Note, NotUnderstood, PremiseDenied, Understood
from ecq.rubric.kinds import Question
from ecq.telling.text import words as w
from ecq.web.changes.deciding import accept, send_back
from ecq.web.html.words import sentence
from ecq.web.inbox.effect import effect, facts_known
from ecq.web.interview.remarks import add_remark
from ecq.web.session.asked_model import found_by_model, upon
from ecq.web.session.going import go_on_from
from ecq.web.session.outcome import Barred, Done, Outcome, Refused
from ecq.web.session.state import session
from ecq.web.session.stores import proposals
from ecq.web.session.visit import Visit, newest_visit

SHOWN = 6
"""So many cards stand in the conversation; further ones wait in the inbox."""

UNUSED_MOST = 120
_NAMES = frozenset(in_every_language(c.SAID_HERE))


def several(text: str, outcome: Understood, visit: Visit, question: Question) -> Told | None:
    """What a text says of several questions; None where it is about the one on screen, a command or a question."""
    if not isinstance(outcome, Answer | AskFact | NotApplicable | PremiseDenied | Note | NotUnderstood):
        return None
    told = told_in(text, visit.rubric, question.id)
    about_others = [one for one in told.spoken if one.about != question.id]
    alone = isinstance(outcome, Note | NotUnderstood) and not getattr(outcome, "candidates", ())
    return told if about_others and (len(told.spoken) > 1 or alone) else None


def propose(told: Told, visit: Visit, question: Question) -> Text | None:
    """Keep what was said as proposals, and what to reply; None where nothing of it is new."""
    assert visit.stored is not None
    made = [
        one
        for one in proposals_said(told.spoken, upon(visit), visit.say(c.SAID_HERE))
        if one.part == "fact" or one.about in visit.interview.states
    ]
    if all(one.about == question.id for one in made):
        return None
    try:
        proposals().add(visit.stored.id, made)
    except EcqError as error:
        return sentence(error)
    parts = [filled(c.HEARD_SEVERAL, count=len(made))]
    if halves := sum(isinstance(one.understood, AskFact) and one.about != question.id for one in told.spoken):
        parts.append(filled(c.HEARD_HALF, count=halves))
    if told.unused:
        zh, en = (_shortened(between.join(told.unused)) for between in ("；", "; "))
        parts.append(filled(c.HEARD_UNUSED, words=Text(zh=zh, en=en)))
    return Text(zh="".join(one.zh for one in parts), en=" ".join(one.en for one in parts))


def _shortened(text: str) -> str:
    return text if len(text) <= UNUSED_MOST else f"{text[:UNUSED_MOST]}…"


def propose_of_model(text: str, visit: Visit, question: Question) -> tuple[bool, Text | None]:
    """Keep what a model finds in words that were not understood, where it may be asked: whether there is any, and what to reply."""
    assert visit.stored is not None
    said = Document(visit.say(c.SAID_HERE), sha256(text.encode()).hexdigest(), (Passage(text, "line 1"),))
    came = found_by_model(visit, said, here=question.id)
    made = [one for one in came.proposals if one.about in visit.interview.states]
    try:
        added = proposals().add(visit.stored.id, made)
    except EcqError as error:
        return False, sentence(error)
    return (True, filled(c.HEARD_BY_MODEL, count=added)) if added else (False, next(iter(came.notices), None))


def _waiting(visit: Visit, at: str | None) -> list[Kept]:
    """What was said here and waits: of the question on screen first, what fails a gate last."""
    assert visit.stored is not None
    waiting = proposals().waiting_from(visit.stored.id, _NAMES)
    return sorted(waiting, key=lambda one: (_fails(visit, one), one.proposal.about != at))


def _fails(visit: Visit, kept: Kept) -> bool:
    question, value = visit.rubric.by_id.get(kept.proposal.about), getattr(kept.proposal.value, "value", None)
    return question is not None and value is not None and question.fails_gate(value)


def cards(visit: Visit, at: str | None) -> dict[str, Any] | None:
    """The cards as the conversation draws them; None where nothing waits."""
    waiting = [] if visit.looks_only else _waiting(visit, at)
    if not waiting:
        return None
    told = {
        "kind": "cards",
        "lead": visit.say(c.CARDS, count=len(waiting)),
        "cards": [
            _card(visit, one, told_with=place == 0 or facts_known(visit)) for place, one in enumerate(waiting[:SHOWN])
        ],
        "accept": visit.say(c.ACCEPT),
        "leave": visit.say(c.LEAVE),
    }
    return told | ({"all": visit.say(c.ACCEPT_ALL)} if len(waiting) > 1 else {})


def _card(visit: Visit, kept: Kept, told_with: bool) -> dict[str, Any]:
    """One card, told with its effect where that is quickly known. Only one that can be taken and fails no gate has a key."""
    one = kept.proposal
    before, after = sides(one, visit.assessment, visit.rubric, visit.lang)
    why = refused(visit.assessment, visit.rubric, one)
    told = {"id": kept.id, "title": visit.words(title(one, visit.rubric)), "quote": one.source.quote, "says": after}
    if before:
        told["says"] = visit.say(w.BEFORE_AFTER, before=before, after=after)
    if told_with and not why and (rows := effect(visit, one)):
        told["effect"] = " · ".join(f"{head} {said}" for head, said in rows)
    if why:
        told["cannot"] = visit.words(why.sentence)
    return told | ({} if why or _fails(visit, kept) else {"keys": "yes"})


def decide_card(question_id: str, which: str, taking: bool) -> Outcome:
    """Accept a card, or all of them ("all"), or leave it; for callbacks."""
    visit = newest_visit()
    if visit is None:
        return Barred()
    chosen = [one for one in _waiting(visit, question_id) if which in ("all", one.id)]
    if not chosen:
        return Barred()
    if not taking:
        why = send_back(visit, [one.id for one in chosen])
        return Refused(why) if why else Barred()
    if which == "all":
        chosen = [one for one in chosen if not refused(visit.assessment, visit.rubric, one.proposal)]
    outcome = accept(visit, {one.id: one.proposal for one in chosen})
    if isinstance(outcome, Done):
        _go_on(question_id, chosen, outcome)
    return outcome


def _go_on(question_id: str, chosen: Sequence[Kept], done: Done) -> None:
    """Put the words beside the answers they made, and leave the question where it is answered now."""
    abouts = [one.proposal.about for one in chosen]
    for kept in chosen:
        if kept.proposal.part == "answer":
            add_remark(kept.proposal.about, "change", kept.proposal.source.quote)
    session().heard = None
    visit = newest_visit()
    if question_id in abouts or (visit is not None and question_id not in visit.interview.states):
        go_on_from(question_id, done if question_id in abouts else None)
