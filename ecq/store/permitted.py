"""A store as one person who is logged in may use it: what they may not see is as if it did not exist.

Pages, the API and commands that act for a person get these in place of the store and its lists. What a person may see
but not do raises NotAllowedError. Deeds are entered in the audit log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, Unpack

from ecq.assessment.history.journal import Entry
from ecq.assessment.model import Assessment
from ecq.store.audit import Audit
from ecq.store.collection import Collection, HeldBy, Listed, Place, Receipt, Summary, Whose
from ecq.store.database import DatabaseStore, Under
from ecq.store.organisations import Organisations
from ecq.store.person import Action, NotAllowedError, Person, Role
from ecq.store.stored import StoredAssessment


class Permissions:
    """What one person may do with what a store holds, as of the moment their memberships were read."""

    def __init__(self, store: DatabaseStore, person: Person, audit: Audit) -> None:
        self.store, self.person, self.audit = store, person, audit
        self._holders: dict[str, str | None] = {}

    def holder(self, assessment_id: str) -> str | None:
        """The organisation that holds an assessment."""
        if assessment_id not in self._holders:
            self._holders[assessment_id] = Organisations(self.store).holder(assessment_id)
        return self._holders[assessment_id]

    def role(self, assessment_id: str) -> Role | None:
        """What the person is in the organisation that holds an assessment."""
        return self.person.role(self.holder(assessment_id))

    def may(self, action: Action, assessment_id: str) -> bool:
        """Whether the person may do that with an assessment."""
        holder = self.holder(assessment_id)
        return holder is not None and self.person.may(action, holder)

    def must(self, action: Action, assessment_id: str) -> bool:
        """Whether there is such an assessment for the person; NotAllowedError where they see it but may not do that."""
        if not self.may("see", assessment_id):
            return False
        if not self.may(action, assessment_id):
            raise NotAllowedError(action, self.role(assessment_id))
        return True

    def must_in(self, action: Action, organisation_id: str) -> None:
        """Raise NotAllowedError where the person may not do that in an organisation."""
        if not self.person.may(action, organisation_id):
            raise NotAllowedError(action, self.person.role(organisation_id))

    def enter(self, did: str, assessment_id: str, more: str = "") -> None:
        """Enter in the audit log what the person did with an assessment."""
        holder = self.holder(assessment_id)
        if holder is not None:
            self.audit.enter(holder, self.person, did, assessment_id, more)


class PermittedPart:
    """A part of a store as far as `permissions` allow; without them nobody logs in, and everybody may do everything."""

    def __init__(self, store: DatabaseStore, permissions: Permissions | None = None) -> None:
        self._store, self._allowed = store, permissions

    @property
    def _person(self) -> str:
        return self._allowed.person.id if self._allowed else ""

    def _may_see(self, assessment_id: str) -> bool:
        return self._allowed is None or self._allowed.may("see", assessment_id)

    def _must(self, action: Action, assessment_id: str) -> bool:
        """Whether there is such an assessment for the person; NotAllowedError where they see it but may not do that."""
        return self._allowed is None or self._allowed.must(action, assessment_id)

    def _enter(self, did: str, assessment_id: str, more: str = "") -> None:
        if self._allowed is not None:
            self._allowed.enter(did, assessment_id, more)


_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


def _where(
    action: Action, method: Callable[Concatenate[DatabaseStore, str, _Given], _Found], otherwise: _Found
) -> Callable[Concatenate[PermittedStore, str, _Given], _Found]:
    """A method of DatabaseStore for a person who may do `action` with the assessment; where there is no such assessment for
    them, it returns `otherwise`.
    """

    @wraps(method)
    def permitted(self: PermittedStore, assessment_id: str, /, *given: _Given.args, **named: _Given.kwargs) -> _Found:
        allowed = self._allowed.must(action, assessment_id)
        return method(self._store, assessment_id, *given, **named) if allowed else otherwise

    return permitted


class PermittedStore:
    """The assessments of a store, as far as a person may use them; the methods are those of DatabaseStore."""

    def __init__(self, permissions: Permissions) -> None:
        self._allowed = permissions
        self._store = permissions.store

    def find(self, assessment_id: str) -> StoredAssessment | None:
        if not self._allowed.may("see", assessment_id):
            return None
        self._allowed.enter("open", assessment_id)
        return self._store.find(assessment_id)

    def change(
        self, assessment_id: str, how: Callable[[Assessment], Assessment], **under: Unpack[Under]
    ) -> StoredAssessment | None:
        """As DatabaseStore; the journal says who it was."""
        if not self._allowed.must("edit", assessment_id):
            return None
        changed = self._store.change(assessment_id, how, person=self._allowed.person.id, **under)
        self._allowed.enter("edit", assessment_id)
        return changed

    def back_from(self, state: StoredAssessment) -> Iterator[Entry]:
        return self._store.back_from(state) if self._allowed.may("see", state.id) else iter(())

    entries = _where("see", DatabaseStore.entries, ())
    remarks = _where("see", DatabaseStore.remarks, ())
    add_remark = _where("edit", DatabaseStore.add_remark, None)
    keep_waiting = _where("edit", DatabaseStore.keep_waiting, None)
    snapshots = _where("see", DatabaseStore.snapshots, ())
    add_snapshot = _where("edit", DatabaseStore.add_snapshot, None)
    rename_snapshot = _where("edit", DatabaseStore.rename_snapshot, False)
    remove_snapshot = _where("edit", DatabaseStore.remove_snapshot, False)

    def rubric_text(self, digest: str) -> str | None:
        """As DatabaseStore: rubrics are nobody's secret, and whoever asks knows the digest from a snapshot."""
        return self._store.rubric_text(digest)


class PermittedCollection:
    """The lists of a store, as far as a person may use them; the methods are those of Collection."""

    def __init__(self, permissions: Permissions) -> None:
        self._allowed = permissions
        self._lists = Collection(permissions.store)

    def _organisation(self, whose: Whose, action: Action) -> HeldBy | None:
        """The organisation's list, where the person may see it; other lists there are none where people log in."""
        if not isinstance(whose, HeldBy) or not self._allowed.person.may("see", whose.organisation_id):
            return None
        self._allowed.must_in(action, whose.organisation_id)
        return whose

    def listed(
        self,
        whose: Whose,
        bases: Mapping[str, str],
        summarise: Callable[[Assessment], Summary],
        at_most: int | None = None,
        day: str = "",
    ) -> tuple[Listed, ...]:
        mine = self._organisation(whose, "see")
        return self._lists.listed(mine, bases, summarise, at_most, day) if mine else ()

    def several(self, whose: Whose) -> bool:
        mine = self._organisation(whose, "see")
        return mine is not None and self._lists.several(mine)

    def add(self, assessment: Assessment, whose: Whose, sample: str = "") -> StoredAssessment:
        """As Collection; it belongs to the organisation of that list."""
        mine = self._organisation(whose, "create")
        if mine is None:
            raise NotAllowedError("create", None)
        stored = self._lists.add(assessment, mine, sample)
        self._allowed.audit.enter(mine.organisation_id, self._allowed.person, "create", stored.id)
        return stored

    def remember(self, assessment_id: str, _whose: str) -> bool:
        """Nothing to do: a self-check is on the list of its organisation and on no other."""
        return self._allowed.may("see", assessment_id)

    def forget(self, _whose: str, _assessment_id: str | None = None) -> None:
        """Nothing to do, as for `remember`."""

    def sample_of(self, sample: str, whose: Whose) -> str | None:
        mine = self._organisation(whose, "see")
        return self._lists.sample_of(sample, mine) if mine else None

    def begun_at(self, at: str, whose: Whose) -> dict[str, Assessment]:
        mine = self._organisation(whose, "see")
        return self._lists.begun_at(at, mine) if mine else {}

    def place(self, assessment_id: str, whose: Whose) -> Place:
        """As Collection; it is on the list of its organisation in any case."""
        if not self._allowed.may("see", assessment_id):
            return Place("", False, False, False)
        found = self._lists.place(assessment_id, whose)
        return Place(found.sample, found.archived, found.binned, True)

    def tag(self, assessment_id: str, tags: Sequence[str]) -> bool:
        return self._allowed.must("edit", assessment_id) and self._lists.tag(assessment_id, tags)

    def archive(self, assessment_id: str, on: bool = True) -> bool:
        return self._shelve("archive" if on else "unarchive", assessment_id, self._lists.archive, on)

    def bin(self, assessment_id: str, on: bool = True) -> bool:
        return self._shelve("bin" if on else "take back", assessment_id, self._lists.bin, on)

    def _shelve(self, did: str, assessment_id: str, put: Callable[[str, bool], bool], on: bool) -> bool:
        if not self._allowed.must("shelve", assessment_id) or not put(assessment_id, on):
            return False
        self._allowed.enter(did, assessment_id)
        return True

    def delete(self, assessment_id: str) -> Receipt | None:
        return next(iter(self.delete_all([assessment_id])), None)

    def delete_all(self, ids: Sequence[str]) -> tuple[Receipt, ...]:
        theirs = [one for one in ids if self._allowed.must("delete", one)]
        receipts = self._lists.delete_all(theirs)
        for one in receipts:
            self._allowed.enter("delete", one.id, one.digest)
        return receipts

    def empty_bin(self) -> tuple[Receipt, ...]:
        """As Collection: what has been in the bin for long goes for everybody."""
        return self._lists.empty_bin()


AnyStore = DatabaseStore | PermittedStore
AnyCollection = Collection | PermittedCollection
