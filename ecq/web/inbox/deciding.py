"""Deciding proposals, in the inbox and on the cards of the conversation alike: what accepting one would do, and doing it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from ecq.assessment.history.journal import ConflictError
from ecq.assessment.model import Assessment
from ecq.assessment.proposals import Proposal
from ecq.base.errors import AssessmentError, EcqError
from ecq.base.language import LANGUAGES, Text, error_sentence
from ecq.exchange.accepting import accepted, all_accepted
from ecq.rubric.kinds.base import Invalid
from ecq.scoring.scorecard import Scorecard
from ecq.telling.text import words as w
from ecq.telling.text.sentences import interval_words
from ecq.web.inbox import words as t
from ecq.web.session.state import OF_ASSESSMENT, Barred, Done, Outcome, PageState, Refused, session
from ecq.web.session.stores import proposals
from ecq.web.session.visit import Visit, now, scored
from ecq.web.session.widget_keys import renew


@dataclass
class Effects(PageState):
    """The score with each proposal that was shown, by revision and id."""

    after: Mapping[tuple[int, str], Scorecard | None] = field(default_factory=dict, metadata=OF_ASSESSMENT)


def score_after(visit: Visit, one: Proposal) -> Scorecard | None:
    """The score with a proposal; None where it cannot be taken."""
    here, key = session().page(Effects), (visit.kept.revision, one.id)
    if key not in here.after:
        done = accepted(visit.assessment, visit.rubric, one)
        card = None if isinstance(done, Invalid) else scored(visit.rubric, done)
        here.after = {**{kept: told for kept, told in here.after.items() if kept[0] == key[0]}, key: card}
    return here.after[key]


def facts_known(visit: Visit) -> bool:
    """Whether the profile is complete. Else a score is one over all profiles that agree, which takes a second, so that only
    what is decided first is told with its effect."""
    return visit.rubric.facts.keys() <= visit.assessment.profile.keys()


def effect(visit: Visit, one: Proposal) -> list[tuple[str, str]]:
    """What it would do to the score, and to the gates where it has to do with any; nothing of what cannot be taken."""
    after = score_after(visit, one) if one.part in ("answer", "fact") else None
    if after is None:
        return []
    before = visit.card
    scores = interval_words(before.score.low, before.score.high), interval_words(after.score.low, after.score.high)
    moved = visit.say(t.SCORE_STAYS, before=scores[0]) if scores[0] == scores[1] else f"{scores[0]} → {scores[1]}"
    rows = [(visit.say(t.SCORE), moved)]
    states = [{gate.question: gate.state for gate in card.gates} for card in (before, after)]
    changed = [(states[0].get(gate), state) for gate, state in states[1].items() if states[0].get(gate) != state]
    if one.about in states[1] or changed:
        pairs = [" → ".join(visit.say(w.GATE_STATES[state]) for state in pair if state) for pair in changed]
        rows.append((visit.say(w.GATE), LANGUAGES[visit.lang].semicolon.join(pairs) or visit.say(t.GATE_STAYS)))
    return rows


def accept(visit: Visit, chosen: Mapping[str, Proposal]) -> Outcome:
    """Take these over, as changed before accepting where they were, as one change that undo takes back as a whole; for
    callbacks."""

    def how(assessment: Assessment, made: Sequence[Proposal]) -> Assessment:
        done, troubles = all_accepted(assessment, visit.rubric, made, now())
        for why in troubles.values():
            raise AssessmentError(why.sentence.en, why.sentence.zh)
        return done

    try:
        seen, window = visit.kept.revision, session().window
        saved = proposals().accept(visit.kept.id, chosen, how, seen=seen, by=window)
    except ConflictError:
        return Refused(t.OVERTAKEN)
    except EcqError as error:
        return Refused(error_sentence(error))
    if saved is None:
        return Barred()
    session().saved = saved
    renew(*(one.about for one in chosen.values()))
    return Done(saved, visit.assessment)


def send_back(visit: Visit, ids: Collection[str], remark: str = "") -> Text | None:
    """Put these aside with the reason; why it could not be done, else None; for callbacks."""
    try:
        proposals().send_back(visit.kept.id, ids, remark)
    except EcqError as error:
        return error_sentence(error)
    return None
