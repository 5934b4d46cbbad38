"""What the journal says of an interview's course: how long the rest takes this visitor, and who made each change.

The journal is read as far as it is new. Whoever made a change is a person, where people log in, or whoever filled
in what was accepted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from ecq.assessment.history.journal import Entry
from ecq.base.language import Lang
from ecq.interview.reading_time import A_MINUTE, LATEST, length, minutes_with, own_pace
from ecq.interview.thread import Course
from ecq.store.invitations import invitation_of
from ecq.store.organisations import Organisations
from ecq.web.session import words as k
from ecq.web.session.history import between
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import database, invitations, permissions, proposals, store
from ecq.web.session.visit import Visit


@dataclass
class Followed(PageState):
    """The course that was read last."""

    course: tuple[str, Course] | None = None
    """By assessment."""
    pace: tuple[Course, Lang, int | None] | None = None
    """What was worked out of which course, in which language."""

    def forget_what_was_read(self) -> None:
        """Read it anew."""
        self.course = None


def course_of(visit: Visit) -> Course:
    """The course of the assessment of the address."""
    assert visit.stored is not None
    here, kept = session().page(Followed), visit.stored
    known = here.course[1] if here.course and here.course[0] == kept.id else Course()
    if known.revision != kept.revision or not known.revision:
        known = known.followed(store().back_from(kept) if known.revision else store().entries(kept.id))
        known = replace(known, revision=kept.revision)
        here.course = (kept.id, known)
    return known


def pace_of(visit: Visit) -> int | None:
    """The seconds this window takes for a question beside reading it, from the times of its answers; None after few."""
    course, here = course_of(visit), session().page(Followed)
    if here.pace is None or here.pace[0] is not course or here.pace[1] != visit.lang:
        window = session().window
        mine = sorted([(at, one) for one, (by, at) in course.times.items() if by == window])
        took = [
            (question, int(between(before, at).total_seconds()))
            for (before, _), (at, question) in pairwise(mine[-LATEST - 1 :])
            if question in visit.rubric.by_id
        ]
        here.pace = (course, visit.lang, own_pace(visit.rubric, took, visit.lang))
    return here.pace[2]


def minutes_left(visit: Visit, question_ids: Iterable[str]) -> str:
    """How long these questions take: to read, and with this visitor's own pace once it is known."""
    ids = tuple(question_ids)
    pace = pace_of(visit)
    if pace is None:
        return visit.minutes(ids)
    return visit.say(k.MINUTES_OWN, count=minutes_with(length(visit.rubric, ids), len(ids), pace, visit.lang))


def time_left(visit: Visit, question_ids: Iterable[str]) -> tuple[str, str]:
    """How long these questions take, and the same as a sentence that says what it rests on."""
    pace, minutes = pace_of(visit), minutes_left(visit, question_ids)
    if pace is None:
        return minutes, visit.say(k.TIME_LEFT, minutes=minutes, speed=A_MINUTE[visit.lang])
    return minutes, visit.say(k.TIME_LEFT_OWN, minutes=minutes)


Maker = tuple[str, str, int]
"""The person, the window and the revision of an entry of the journal."""


def maker(entry: Entry) -> Maker:
    """Who made an entry, to be asked for by `who_made`."""
    return entry.person, entry.by, entry.revision


def who_made(visit: Visit, makers: Iterable[Maker]) -> dict[Maker, str]:
    """What they are called. Those of whom nothing is known are left out: where nobody logs in, all windows."""
    assert visit.stored is not None
    asked = set(makers)
    people = {person for person, _, _ in asked if person}
    names = Organisations(database()).names(people) if people and permissions() else {}
    invited = {by: found for _, by, _ in asked if (found := invitation_of(by))}
    labels = invitations().labels(visit.stored.id) if invited else {}
    came = proposals().sources(visit.stored.id, min(revision for _, _, revision in asked)) if asked else {}
    said: dict[Maker, str] = {}
    for of in asked:
        person, by, revision = of
        name, invitee = names.get(person, ""), None
        if source := came.get(revision):
            invitee = source.by or source.name
        elif by in invited:
            label = labels.get(invited[by], "")
            invitee = visit.say(k.BY_INVITATION, label=label) if label else visit.say(k.BY_INVITATION_GONE)
        if invitee is not None:
            said[of] = visit.say(k.ACCEPTED_BY, invitee=invitee, name=name) if name else invitee
        elif name:
            said[of] = name
    return said
