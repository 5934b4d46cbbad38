"""The proposals of a store: kept with what became of them, and decided in the same transaction as the change they make."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError

from ecq.assessment.changes import kept_text
from ecq.assessment.model import Assessment
from ecq.assessment.proposals import Kept, Proposal, Source
from ecq.base.errors import EcqError
from ecq.store.failures import as_text, damaged
from ecq.store.permitted import PermittedPart
from ecq.store.stored import StoredAssessment
from ecq.store.tables import INVITATIONS, PROPOSALS

MOST, REMARK_LIMIT = 5_000, 2_000
"""How many proposals one self-check keeps, and characters of why one was sent back."""

# Made once: a press in the conversation runs both, and building a statement costs as much as running it.
_OF: sa.BindParameter[str] = sa.bindparam("of")
_MADE = sa.select(PROPOSALS).where(PROPOSALS.c.assessment_id == _OF).order_by(PROPOSALS.c.number)
_DECIDED = _MADE.where(PROPOSALS.c.revision >= sa.bindparam("since"))


@lru_cache(maxsize=8)
def _waiting_from(names: frozenset[str]) -> sa.Select[Any]:
    named = sa.or_(*(PROPOSALS.c.body.contains(f'"name":"{name}"', autoescape=True) for name in names))
    return _MADE.where(PROPOSALS.c.state == "waiting", named)


_UNREAD = ("the proposals could not be read", "没能读出待采纳的内容")
_FAILED = ("the proposals could not be saved", "没能存下待采纳的内容")


class OvertakenError(EcqError):
    """What was pressed is refused: the page it was pressed on did not show the newest state."""

    def __init__(self) -> None:
        super().__init__(
            "this was changed in another window meanwhile and is shown as it is now; look again before you go on",
            "这里在别的窗口里改过，现在显示的是最新内容，请看过再继续",
        )


class Proposals(PermittedPart):
    """What came in for the self-checks of a store; where people log in, as far as `permissions` allow."""

    def of(self, assessment_id: str) -> tuple[Kept, ...]:
        """All of a self-check, in the order they came. Raises StoreError."""
        if not self._may_have(assessment_id):
            return ()
        return tuple(map(_kept, self._store.rows(_MADE, _UNREAD, {"of": assessment_id})))

    def waiting_from(self, assessment_id: str, names: frozenset[str]) -> tuple[Kept, ...]:
        """Those that wait and come from what goes by one of these names."""
        if not self._may_have(assessment_id):
            return ()
        return tuple(map(_kept, self._store.rows(_waiting_from(names), _UNREAD, {"of": assessment_id})))

    def sources(self, assessment_id: str, since: int) -> Mapping[int, Source]:
        """Where the changes from a revision on came from that accepted proposals made, by revision. Raises StoreError."""
        if not self._may_have(assessment_id):
            return {}
        rows = self._store.rows(_DECIDED, _UNREAD, {"of": assessment_id, "since": max(since, 1)})
        return {one.revision: one.proposal.source for one in map(_kept, rows)}

    def _may_have(self, assessment_id: str) -> bool:
        """Whether there can be anything to see: most self-checks have no proposals, which is known since they were last read."""
        return self._may_see(assessment_id) and self._store.came.get(assessment_id) is not False

    def waiting(self, assessment_id: str) -> int:
        """How many wait to be decided."""
        if not self._may_see(assessment_id):
            return 0
        which = (PROPOSALS.c.assessment_id == assessment_id, PROPOSALS.c.state == "waiting")
        with self._store.reading(_UNREAD) as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(PROPOSALS).where(*which)) or 0

    def add(self, assessment_id: str, made: Sequence[Proposal]) -> int:
        """Keep what is not kept yet; how many that were. Nothing of it counts. Raises StoreError, EcqError."""
        if not self._must("edit", assessment_id):
            return 0
        with self._store.transaction(_FAILED) as connection:
            added = add_in(connection, assessment_id, made)
        self._store.came.put(assessment_id, True)
        return added

    def accept(
        self,
        assessment_id: str,
        chosen: Mapping[str, Proposal],
        how: Callable[[Assessment, Sequence[Proposal]], Assessment],
        *,
        seen: int | None = None,
        by: str = "",
    ) -> StoredAssessment | None:
        """Take these over as one change, which undo takes back as a whole; None where there is no such self-check.

        `chosen` are the proposals by id, as changed before accepting where they were; `how` makes the change. OvertakenError
        where one of them does not wait any more, so that of two who accept at once one succeeds; ConflictError where it
        would overwrite what was changed since `seen`.
        """
        if not self._must_decide(assessment_id, chosen.values()):
            return None
        with self._store.transaction(_FAILED) as connection:
            # The self-check is locked before its proposals, here as where it is deleted.
            def taken(assessment: Assessment) -> Assessment:
                if {one.id for one in _waiting(connection, assessment_id, chosen)} != {*chosen}:
                    raise OvertakenError
                return how(assessment, tuple(chosen.values()))

            changed = self._store.change_in(connection, assessment_id, taken, by=by, seen=seen, person=self._person)
            if changed is not None:
                entered = changed.entry.revision if changed.entry else 0
                for key, one in chosen.items():
                    values = {"body": one.model_dump_json(exclude_defaults=True), "revision": entered, "remark": ""}
                    self._decide(connection, assessment_id, [key], state="accepted", **values)
                _close_requests(connection, assessment_id)
        self._enter("accept", assessment_id, str(len(chosen)))
        return self._store.remember(changed)

    def send_back(self, assessment_id: str, ids: Collection[str], remark: str = "") -> bool:
        """Put them aside with the reason, which who filled in a link sees. OvertakenError where one does not wait any more."""
        if not self._must_decide(assessment_id, [one.proposal for one in self.of(assessment_id) if one.id in ids]):
            return False
        said = kept_text(remark, REMARK_LIMIT)
        with self._store.transaction(_FAILED) as connection:
            found = _waiting(connection, assessment_id, ids)
            if {one.id for one in found} != {*ids}:
                raise OvertakenError
            self._decide(connection, assessment_id, ids, state="returned", remark=said)
            requests = {one.proposal.source.request for one in found} - {""}
            if said and requests:
                now, this = self._store.now(), INVITATIONS.c
                asked = sa.select(INVITATIONS).where(this.id.in_(requests), this.ended == "", this.expires_at > now)
                for row in connection.execute(asked.with_for_update()).all():
                    about = [one.proposal.about for one in found if one.proposal.source.request == row.id]
                    back = {"state": "returned", "remark": _remarks(row, about, said), "changed_at": now}
                    back["revision"] = row.revision + 1
                    connection.execute(INVITATIONS.update().where(this.id == row.id).values(back))
            _close_requests(connection, assessment_id)
        self._enter("send back", assessment_id, str(len(ids)))
        return True

    def take_up(self, assessment_id: str, proposal_id: str) -> bool:
        """Have one that was sent back wait again."""
        which = (_which(assessment_id, [proposal_id]), PROPOSALS.c.state == "returned")
        values = {"state": "waiting", "remark": "", "decided_at": "", "decided_by": ""}
        return bool(self._store.run(PROPOSALS.update().where(*which).values(values), _FAILED))

    # -- within

    def _must_decide(self, assessment_id: str, made: Iterable[Proposal]) -> bool:
        """What a respondent submitted is for who reviews, all else for who edits."""
        links = {one.source.kind == "link" for one in made}
        return all(self._must("review" if link else "edit", assessment_id) for link in links)

    def _decide(self, connection: sa.Connection, assessment_id: str, ids: Collection[str], **values: Any) -> None:
        when = {"decided_at": self._store.now(), "decided_by": self._person}
        connection.execute(PROPOSALS.update().where(_which(assessment_id, ids)).values(when | values))


def add_in(connection: sa.Connection, assessment_id: str, made: Sequence[Proposal]) -> int:
    """Keep proposals within a transaction that does more.

    One of a request that was sent back and comes again waits again, and so does what a person says again.
    """
    of_it = PROPOSALS.c.assessment_id == assessment_id
    known = {row.id: row.state for row in connection.execute(sa.select(PROPOSALS.c.id, PROPOSALS.c.state).where(of_it))}
    last = connection.scalar(sa.select(sa.func.max(PROPOSALS.c.number)).where(of_it)) or 0
    fresh = {one.id: one for one in made if one.id not in known}
    if len(known) + len(fresh) > MOST:
        raise EcqError(
            f"a self-check keeps at most {MOST} proposals; decide on those that wait, and bring less at once",
            f"一份自评最多留 {MOST} 条待采纳的内容，请先处理已有的，再少放一些",
        )
    nothing = {"state": "waiting", "decided_at": "", "decided_by": "", "revision": 0, "remark": ""}
    for number, (key, one) in enumerate(fresh.items(), last + 1):
        body = one.model_dump_json(exclude_defaults=True)
        row = {"assessment_id": assessment_id, "id": key, "number": number, "request": one.source.request, "body": body}
        connection.execute(PROPOSALS.insert().values(row | nothing))
    again = [
        one.id
        for one in made
        if (known.get(one.id) == "returned" and one.source.request)
        or (known.get(one.id, "waiting") != "waiting" and one.source.kind == "text" and not one.source.digest)
    ]
    if again:
        connection.execute(PROPOSALS.update().where(_which(assessment_id, again)).values(nothing))
    return len(fresh) + len(again)


def drop_waiting(connection: sa.Connection, assessment_id: str, request: str) -> None:
    """Forget what waits of a request: it is handed in anew."""
    which = (PROPOSALS.c.assessment_id == assessment_id, PROPOSALS.c.request == request)
    connection.execute(PROPOSALS.delete().where(*which, PROPOSALS.c.state == "waiting"))


def _remarks(row: sa.Row[Any], about: Collection[str], said: str) -> str:
    """Why questions were sent back, each reason with their numbers, below what was sent back since it was submitted."""
    asked = json.loads(row.questions)
    numbers = ", ".join(str(number) for number, one in enumerate(asked, 1) if one in about)
    line = f"{numbers}. {said}" if len(asked) > 1 else said
    return f"{row.remark}\n{line}" if row.state == "returned" else line


def _close_requests(connection: sa.Connection, assessment_id: str) -> None:
    """A request is done when nothing of it waits any more and nothing was sent back to whom it was for."""
    waiting = sa.select(PROPOSALS.c.request).where(
        PROPOSALS.c.assessment_id == assessment_id, PROPOSALS.c.state == "waiting"
    )
    done = (INVITATIONS.c.assessment_id == assessment_id, INVITATIONS.c.state == "submitted")
    connection.execute(INVITATIONS.update().where(*done, INVITATIONS.c.id.not_in(waiting)).values(state="accepted"))


def _which(assessment_id: str, ids: Collection[str]) -> sa.ColumnElement[bool]:
    return sa.and_(PROPOSALS.c.assessment_id == assessment_id, PROPOSALS.c.id.in_(ids))


def _waiting(connection: sa.Connection, assessment_id: str, ids: Collection[str]) -> list[Kept]:
    query = sa.select(PROPOSALS).where(_which(assessment_id, ids), PROPOSALS.c.state == "waiting").with_for_update()
    return [_kept(row) for row in connection.execute(query)]


def _kept(row: sa.Row[Any]) -> Kept:
    try:
        made = Proposal.model_validate_json(row.body)
    except ValidationError:
        raise damaged((f"the proposal {as_text(row.id)}", f"待采纳的 {as_text(row.id)} ")) from None
    return Kept(row.id, made, row.state, row.decided_at, row.decided_by, row.revision, row.remark)
