"""Who made a change: a person, where people log in, or whoever filled in what was accepted."""

from __future__ import annotations

from collections.abc import Iterable

from ecq.assessment.history.journal import Entry
from ecq.store.invitations import invitation_of
from ecq.store.organisations import Organisations
from ecq.web.session import words as k
from ecq.web.session.database import database
from ecq.web.session.stores import invitations, permissions, proposals
from ecq.web.session.visit import Visit

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
    for person, by, revision in asked:
        name, of = names.get(person, ""), (person, by, revision)
        if source := came.get(revision):
            said[of] = (
                visit.say(k.ACCEPTED_BY, invitee=source.by or source.name, name=name)
                if name
                else source.by or source.name
            )
        elif by in invited:
            label = labels.get(invited[by], "")
            invitee = visit.say(k.BY_INVITATION, label=label) if label else visit.say(k.BY_INVITATION_GONE)
            said[of] = visit.say(k.ACCEPTED_BY, invitee=invitee, name=name) if name else invitee
        elif name:
            said[of] = name
    return said
