"""What was said of other questions: on cards that propose it for each, and offered again at the question it is about.

Each card is a proposal of the inbox, to be accepted or left. What was said elsewhere is offered with the words and
the question at which they were said. It is found each time in what is kept with the answers, the words typed and
the notes; nothing is stored for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from typing import Any

from ecq.assessment.proposals import Kept, Proposal, present
from ecq.base.errors import EcqError
from ecq.base.language import Text, error_sentence, filled, in_every_language
from ecq.exchange.accepting import refused, sides, title
from ecq.exchange.documents.reading import Document, Passage
from ecq.exchange.documents.spoken import Spoken, Told, mostly_about, speaks_of, told_in
from ecq.exchange.incoming import asked_with, proposals_said
from ecq.interview import words as c
from ecq.interview.typed.folding import HAN
from ecq.interview.typed.outcomes import (
    Answer,
    AskFact,
    FactOfProfile,
    NotApplicable,
    Note,
    NotUnderstood,
    PremiseDenied,
    Understood,
)
from ecq.interview.typed.reading import LEAST_SAID
from ecq.interview.typed.replies.to_offer import puts_down
from ecq.interview.typed.replies.which_one import which
from ecq.rubric.kinds import Question
from ecq.rubric.model import ByDigest
from ecq.telling.text import words as w
from ecq.web.inbox.deciding import accept, effect, facts_known, send_back
from ecq.web.interview.thread import Conversation, Lead, add_remark, remarks_of
from ecq.web.session.asked_model import found_by_model, upon
from ecq.web.session.going import go_on_from
from ecq.web.session.state import Barred, Done, Outcome, Refused, session
from ecq.web.session.stores import proposals
from ecq.web.session.visit import Visit, newest_visit
from ecq.web.session.waiting import Understanding

SHOWN = 6
"""So many cards stand in the conversation; further ones wait in the inbox."""

UNUSED_MOST, WHOLE = 120, 0.6
"""So many characters are repeated of what was not used; what share of a text must be about a question for the text to be."""
_NAMES = frozenset(in_every_language(c.SAID_HERE))


def heard_in(text: str, outcome: Understood, visit: Visit, question: Question) -> Told | None:
    """What a text says of all questions; None where it is a command, a question or said to be a note."""
    if not isinstance(outcome, Answer | AskFact | NotApplicable | PremiseDenied | Note | NotUnderstood):
        return None
    if isinstance(outcome, Note) and outcome.text.strip() != text.strip():  # it is said to be one
        return None
    return told_in(text, visit.rubric, question.id, frozenset(visit.interview.states), outcome)


def of_several(told: Told, text: str, outcome: Understood, question: Question) -> bool:
    """Whether a text says something of other questions than the one on screen."""
    about_others = [one for one in told.spoken if one.about != question.id]
    alone = isinstance(outcome, Note | NotUnderstood) and not getattr(outcome, "candidates", ())
    if not alone and told.of(question.id) is None:
        doubtful = isinstance(outcome, AskFact | NotUnderstood) or (isinstance(outcome, Answer) and not outcome.sure)
        alone = doubtful and not speaks_of(text, question)
        if not alone and all(isinstance(one.understood, AskFact) for one in about_others):
            return False
    return bool(about_others) and (len(told.spoken) > 1 or alone)


def leads_of(told: Told | None, text: str) -> tuple[Lead, ...]:
    """The questions that a part of a text may be about that was not used, each with its words."""
    parts = told.perhaps if told else ()
    return tuple(Lead(*one) for one in parts if len(one[1]) < WHOLE * len(text.strip()))[:SHOWN]


def leads(visit: Visit) -> dict[str, Any] | None:
    """The presses that lead to questions which words said before may be about; None where there are none, or all are answered."""
    states = visit.interview.states
    there = [
        (place, visit.say(visit.rubric.by_id[one.question].text), one.words)
        for place, one in enumerate(session().page(Conversation).leads)
        if states.get(one.question) == "unanswered"
    ]
    if not there or visit.looks_only:
        return None
    return {"kind": "leads", "lead": visit.say(c.LEADS), "there": there, "leave": visit.say(c.LEAVE)}


def propose(told: Told, visit: Visit, here: str) -> Text | None:
    """Keep what was said as proposals, and what to reply; None where nothing of it is new, or all is about the question `here`."""
    made = [
        one
        for one in proposals_said(told.spoken, upon(visit), visit.say(c.SAID_HERE))
        if one.part == "fact" or one.about in visit.interview.states
    ]
    asked, conversation = asked_with(made, upon(visit)), session().page(Conversation)
    conversation.leads = tuple(one for one in conversation.leads if asked.get(one.question) is not False)
    halves = [
        one.about
        for one in told.spoken
        if isinstance(one.understood, AskFact) and one.about != here and asked.get(one.about) is not False
    ]
    if all(one.about == here for one in made) and (made or not halves or not (len(told.spoken) > 1 or told.unused)):
        return None
    try:
        _put_aside_what_is_said_anew(visit, made)
        proposals().add(visit.kept.id, made)
    except EcqError as error:
        return error_sentence(error)
    parts = [filled(c.HEARD_SEVERAL, count=len(made))] if made else []
    if len(halves) == 1:
        parts.append(filled(c.HEARD_HALF_OF, question=visit.rubric.by_id[halves[0]].text))
    elif halves:
        parts.append(filled(c.HEARD_HALF, count=len(halves)))
    if told.unused:
        zh, en = (_shortened(between.join(told.unused)) for between in ("；", "; "))
        parts.append(filled(c.HEARD_UNUSED, words=Text(zh=zh, en=en)))
    return Text(zh="".join(one.zh for one in parts), en=" ".join(one.en for one in parts))


def _put_aside_what_is_said_anew(visit: Visit, made: Sequence[Proposal]) -> None:
    """Send back what waits of the same and says otherwise. Raises EcqError."""
    spots = {one.spot: one.id for one in made}
    stale = [
        kept.id
        for kept in proposals().waiting_from(visit.kept.id, _NAMES)
        if kept.proposal.spot in spots and kept.proposal.id != spots[kept.proposal.spot]
    ]
    if stale:
        proposals().send_back(visit.kept.id, stale, "")


def about_another(text: str, outcome: Understood, told: Told | None, visit: Visit, here: str) -> str | None:
    """The other question that something is about which would only be noted here; None where it is a note of this one."""
    question = visit.rubric.by_id[here]
    noted = isinstance(outcome, Note) and outcome.text.strip() == text.strip()
    plain = "".join(text.split())
    much = len(plain) >= LEAST_SAID * (1 if HAN.search(plain) else 2)
    counted = much and isinstance(outcome, Answer) and not outcome.sure and question.answered_by != "choice"
    if not noted and not (counted and not speaks_of(text, question)):
        return None
    halves = [one for one in told.spoken if one.about in visit.rubric.by_id] if told else []
    whole = len(halves) == 1 and len(halves[0].quote) >= WHOLE * len(text.strip())
    about = halves[0].about if whole else mostly_about(text, visit.rubric, here)
    there = about is not None and about in visit.interview.states
    return about if about and there and speaks_of(text, visit.rubric.by_id[about]) else None


def _shortened(text: str) -> str:
    return text if len(text) <= UNUSED_MOST else f"{text[:UNUSED_MOST]}…"


def propose_of_model(text: str, visit: Visit, question: Question) -> tuple[bool, Text | None]:
    """Keep what a model finds in words that were not understood, where it may be asked: whether there is any, and what to reply."""
    said = Document(visit.say(c.SAID_HERE), sha256(text.encode()).hexdigest(), (Passage(text, "line 1"),))
    came = found_by_model(visit, said, here=question.id)
    made = [one for one in came.proposals if one.about in visit.interview.states]
    try:
        added = proposals().add(visit.kept.id, made)
    except EcqError as error:
        return False, error_sentence(error)
    return (True, filled(c.HEARD_BY_MODEL, count=added)) if added else (False, next(iter(came.notices), None))


def _waiting(visit: Visit, at: str | None) -> list[Kept]:
    """What was said here, is not so already and waits: of the question on screen first, what fails a gate last."""
    kept = proposals().waiting_from(visit.kept.id, _NAMES)
    waiting = [one for one in kept if present(visit.assessment, *one.proposal.spot) != one.proposal.value]
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
    told = {"id": kept.id, "title": visit.say(title(one, visit.rubric)), "quote": one.source.quote, "says": after}
    if before:
        told["says"] = visit.say(w.BEFORE_AFTER, before=before, after=after)
    if told_with and not why and (rows := effect(visit, one)):
        told["effect"] = " · ".join(f"{head} {said}" for head, said in rows)
    if why:
        told["cannot"] = visit.say(why.sentence)
    return told | ({} if why or _fails(visit, kept) else {"keys": "yes"})


def of_a_card(text: str, outcome: Understood, visit: Visit, question_id: str) -> bool:
    """Whether words that answer nothing take what lies there, or the first of it, where cards stand."""
    waiting = [] if visit.looks_only or outcome != NotUnderstood() else _waiting(visit, question_id)
    return bool(waiting) and (puts_down(text) or which(text, len(waiting)) is not None)


def take_the_only(visit: Visit, question_id: str) -> bool:
    """Accept the one card that stands, where it can be taken and fails no gate."""
    waiting = [] if visit.looks_only else _waiting(visit, question_id)
    if len(waiting) != 1 or _fails(visit, waiting[0]) or refused(visit.assessment, visit.rubric, waiting[0].proposal):
        return False
    return isinstance(decide_card(question_id, waiting[0].id, True), Done)


def decide_card(question_id: str, which: str, taking: bool) -> Outcome:
    """Accept a card, or all of them ("all"), or leave it; `question_id` is the question on screen, "" for none. For callbacks."""
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
    gone = bool(question_id) and visit is not None and question_id not in visit.interview.states
    if question_id in abouts or gone:
        go_on_from(question_id, done if question_id in abouts else None)


LOOKED_AT, SHORTEST = 80, 5
"""So many texts are looked through, the newest first, and characters below which a text is about its own question alone."""


@dataclass(frozen=True)
class Remembered:
    """What is offered, and the question at which it was said."""

    waiting: Understanding
    said_at: str


def remembered(visit: Visit, question: Question) -> Remembered | None:
    """What was said elsewhere of a question that is not answered; None where nothing was, or it was declined."""
    here = session().page(Conversation)
    if visit.looks_only or visit.interview.states.get(question.id) != "unanswered" or question.id in here.declined:
        return None
    for said_at, spoken in _spoken_in(tuple(islice(_texts(visit), LOOKED_AT)), ByDigest(visit.rubric)):
        may = said_at != question.id and (spoken.about == question.id or isinstance(spoken.understood, FactOfProfile))
        offer = _offer(visit, question, spoken) if may else None
        if offer is not None and not _decided(visit, spoken):
            return Remembered(offer, said_at)
    return None


@lru_cache(maxsize=64)
def _spoken_in(texts: Sequence[tuple[str, str]], key: ByDigest) -> tuple[tuple[str, Spoken], ...]:
    """What texts say, each with the question at which it was said; from one press to the next they seldom change."""
    return tuple(
        (q, one) for q, words in texts if len(words) >= SHORTEST for one in told_in(words, key.rubric, q).spoken
    )


def _texts(visit: Visit) -> Iterator[tuple[str, str]]:
    """The words typed, the newest first, and then the notes."""
    for remark in reversed(remarks_of(visit.kept.id)):
        if remark.words and remark.question in visit.rubric.by_id:
            yield remark.question, remark.words
    for question, response in visit.assessment.responses.items():
        if response.note and question in visit.rubric.by_id:
            yield question, response.note


def _offer(visit: Visit, question: Question, spoken: Spoken) -> Understanding | None:
    """What to offer of something said: an answer, the question about what is missing, or a fact that decides whether it is asked."""
    match spoken.understood:
        case FactOfProfile(fact=fact) as said:
            asks = question.applies is not None and any(name == fact for name, _ in question.applies.facts())
            return (
                Understanding(question.id, (said,), words=spoken.quote)
                if asks and not visit.assessment.profile.get(fact)
                else None
            )
        case AskFact() as asks_fact:
            return Understanding(question.id, (), words=spoken.quote, asks=asks_fact)
        case PremiseDenied(ways=ways):
            return Understanding(question.id, ways, words=spoken.quote)
        case Answer(value=value):
            return None if question.fails_gate(value) else Understanding(question.id, (value,), words=spoken.quote)
        case reason:
            return Understanding(question.id, (reason,), words=spoken.quote)


def _decided(visit: Visit, spoken: Spoken) -> bool:
    """Whether the same words stand or stood on a card."""
    kept = (one.proposal for one in proposals().of(visit.kept.id))
    return any((one.about, one.source.quote) == (spoken.about, spoken.quote) for one in kept)
