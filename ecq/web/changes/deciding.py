"""Accepting proposals and sending them back, by the inbox and in the conversation alike; for callbacks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ecq.assessment.history.journal import ConflictError
from ecq.assessment.model import Assessment
from ecq.assessment.proposals import Proposal
from ecq.base.errors import AssessmentError, EcqError
from ecq.base.language import Text, error_text, text
from ecq.exchange.accepting import all_accepted
from ecq.web.html.words import sentence
from ecq.web.session.state import Barred, Done, Outcome, Refused, session
from ecq.web.session.stores import proposals
from ecq.web.session.visit import Visit, now
from ecq.web.session.widget_keys import renew

OVERTAKEN = text(
    "看的时候这几题又变了，现在显示的是最新内容，请看过再采纳。",
    "While you looked, these questions changed; they are shown as they are now. Look again before you accept.",
)


def accept(visit: Visit, chosen: Mapping[str, Proposal]) -> Outcome:
    """Take these over, as changed before accepting where they were, as one change that undo takes back as a whole."""
    assert visit.stored is not None

    def how(assessment: Assessment, made: Sequence[Proposal]) -> Assessment:
        done, troubles = all_accepted(assessment, visit.rubric, made, now())
        for why in troubles.values():
            raise AssessmentError(why.sentence.en, why.sentence.zh)
        return done

    try:
        seen, window = visit.stored.revision, session().window
        saved = proposals().accept(visit.stored.id, chosen, how, seen=seen, by=window)
    except ConflictError:
        return Refused(OVERTAKEN)
    except EcqError as error:
        return Refused(_why(error))
    if saved is None:
        return Barred()
    session().saved = saved
    renew(*(one.about for one in chosen.values()))
    return Done(saved, visit.assessment)


def send_back(visit: Visit, ids: Collection[str], remark: str = "") -> Text | None:
    """Put these aside with the reason; why it could not be done, else None."""
    assert visit.stored is not None
    try:
        proposals().send_back(visit.stored.id, ids, remark)
    except EcqError as error:
        return _why(error)
    return None


def _why(error: EcqError) -> Text:
    return error_text(error) if isinstance(error, AssessmentError) else sentence(error)
