"""Who made a change: a person, where people log in, or whoever answered by invitation."""

from __future__ import annotations

from collections.abc import Iterable

from ecq.assessment.history.journal import Entry
from ecq.store.invitations import invitation_of
from ecq.store.organisations import Organisations
from ecq.web.session import words as k
from ecq.web.session.database import database
from ecq.web.session.stores import invitations, permissions
from ecq.web.session.visit import Visit

Maker = tuple[str, str]
"""The person and the window, or invitation, of an entry of the journal."""


def maker(entry: Entry) -> Maker:
    """Who made an entry, to be asked for by `who_made`."""
    return entry.person, entry.by


def who_made(visit: Visit, makers: Iterable[Maker]) -> dict[Maker, str]:
    """What they are called. Those of whom nothing is known are left out: where nobody logs in, all windows."""
    assert visit.stored is not None
    asked = set(makers)
    people = {person for person, _ in asked if person}
    names = Organisations(database()).names(people) if people and permissions() else {}
    invited = {by: found for _, by in asked if (found := invitation_of(by))}
    labels = invitations().labels(visit.stored.id) if invited else {}
    said: dict[Maker, str] = {}
    for person, by in asked:
        name = names.get(person, "")
        if by in invited:
            label = labels.get(invited[by], "")
            invitee = visit.say(k.BY_INVITATION, label=label) if label else visit.say(k.BY_INVITATION_GONE)
            said[(person, by)] = visit.say(k.ACCEPTED_BY, invitee=invitee, name=name) if name else invitee
        elif name:
            said[(person, by)] = name
    return said
