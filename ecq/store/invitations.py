"""What somebody is asked: questions of one self-check, by a link or with an answer sheet, and what they answered.

Whoever has the link needs no account and sees nothing but these questions. Their answers are kept apart: handed in,
they become proposals (`ecq.store.proposals`). Times are the database's own, never a browser's. How often links that
open nothing were tried is counted by each process, so that nobody can go on guessing.
"""

from __future__ import annotations

import json
import secrets
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Literal

import sqlalchemy as sa

from ecq.assessment.changes import kept_text
from ecq.assessment.history.journal import Entry, changes_between, in_effect, overwritten
from ecq.assessment.model import Assessment
from ecq.assessment.proposals import Part, Proposal, Proposed, Source, answer_of, stamp_of
from ecq.base.day import time_after
from ecq.base.errors import EcqError
from ecq.store.failures import as_text, assessment_of, damaged, self_check
from ecq.store.permitted import PermittedPart
from ecq.store.proposals import OvertakenError, add_in, drop_waiting
from ecq.store.tables import ASSESSMENTS, HELD, INVITATIONS, LISTINGS
from ecq.store.tokens import hidden

State = Literal["open", "submitted", "returned", "accepted"]
Ended = Literal["", "closed", "revoked"]
Shut = Literal["none", "expired", "closed"]
Kind = Literal["link", "sheet"]

LABEL_LIMIT = 200
DAYS_DEFAULT, DAYS_MOST = 14, 90
MOST = 200
"""How many invitations one self-check may have."""

_FAILED = ("the invitation could not be saved", "没能存下邀请")
_UNREAD = ("the invitations could not be read", "没能读出邀请")
_BINNED = sa.select(LISTINGS.c.assessment_id).where(LISTINGS.c.binned_at.is_not(None))


@dataclass(frozen=True)
class Invitation:
    """One invitation; times are ISO 8601, UTC, `due` is a day or "". `answers` holds these answers alone, without a name.

    `base` is the revision of the assessment when it was made, `revision` counts the changes of the invitation itself.
    """

    id: str
    assessment_id: str
    label: str
    questions: tuple[str, ...]
    created_at: str
    created_by: str
    expires_at: str
    due: str
    ended: Ended
    state: State
    base: int
    answers: Assessment
    remark: str
    changed_at: str
    revision: int
    kind: Kind = "link"
    opened_at: str = ""
    reminded_at: str = ""

    @property
    def answered(self) -> int:
        """How many of its questions are answered, set aside or marked unsure."""
        return sum(self.answers.response(one).state != "unanswered" for one in self.questions)

    @property
    def takes_answers(self) -> bool:
        """Whether its respondent may still change something, as far as that does not depend on the time."""
        return not self.ended and self.state in ("open", "returned")

    def expired(self, now: str) -> bool:
        """Whether the link has expired by then."""
        return now >= self.expires_at


class ShutError(EcqError):
    """A link that does not open; `why` is the same for one that was revoked and one that never was."""

    def __init__(self, why: Shut) -> None:
        self.why = why
        super().__init__(*_SHUT[why])


_SHUT: dict[Shut, tuple[str, str]] = {
    "none": (
        "this link opens nothing; check that it was copied whole, or ask whoever sent it for another",
        "这个链接打不开，请检查是否复制完整，或向发来链接的人再要一个",
    ),
    "expired": (
        "this invitation has expired; ask whoever sent the link for another",
        "这份邀请已经过期，请向发来链接的人再要一个链接",
    ),
    "closed": (
        "this invitation is closed: no more answers are taken",
        "这份邀请已经关闭，不再收回答",
    ),
}


class Invitations(PermittedPart):
    """The invitations of a store; where people log in, as far as `permissions` allow. Every method raises StoreError."""

    # -- whoever invites and reviews

    def make(
        self,
        assessment_id: str,
        questions: Sequence[str],
        label: str,
        days: int = DAYS_DEFAULT,
        due: str = "",
        kind: Kind = "link",
    ) -> tuple[Invitation, str] | None:
        """Make one and its secret, which is not kept and so is told once; None where there is no such assessment.

        With an answer sheet the secret opens nothing: its answers come back in the file.
        """
        if not self._must("invite", assessment_id):
            return None
        named, now, secret = kept_text(label, LABEL_LIMIT), self._store.now(), _secret()
        if not named:
            raise EcqError("say whom the invitation is for", "请写明邀请谁")
        if not questions:
            raise EcqError("choose questions for the invitation", "请选出题目")
        if not 1 <= days <= DAYS_MOST:
            raise EcqError(f"a link is valid for 1 to {DAYS_MOST} days", f"链接的有效期是 1 至 {DAYS_MOST} 天")
        with self._store.transaction(_FAILED) as connection:
            row = connection.execute(sa.select(ASSESSMENTS).where(ASSESSMENTS.c.id == assessment_id)).first()
            if row is None:
                return None
            of_it = sa.select(sa.func.count()).where(INVITATIONS.c.assessment_id == assessment_id)
            if (connection.scalar(of_it) or 0) >= MOST:
                raise EcqError(
                    f"a self-check takes at most {MOST} invitations; remove those no longer needed",
                    f"一份自评最多 {MOST} 份邀请，请先删除不再需要的",
                )
            empty = Assessment(rubric=assessment_of(row.body, self_check(assessment_id)).rubric, created_at=now)
            values = {
                "id": secrets.token_hex(8),
                "assessment_id": assessment_id,
                "label": named,
                "questions": json.dumps(list(dict.fromkeys(questions))),
                "created_at": now,
                "created_by": self._person,
                "expires_at": time_after(now, days=days),
                "due": due,
                "ended": "",
                "state": "open",
                "base": row.revision,
                "answers": empty.model_dump_json(),
                "remark": "",
                "changed_at": now,
                "revision": 1,
                "kind": kind,
            }
            connection.execute(INVITATIONS.insert().values(secret=hidden(secret), **values))
            made = _one(connection, INVITATIONS.c.id == values["id"])
        self._enter("invite", assessment_id, str(len(questions)))
        assert made is not None
        return made, secret

    def of(self, assessment_id: str) -> tuple[Invitation, ...]:
        """All of an assessment, oldest first."""
        if not self._may_see(assessment_id):
            return ()
        return self._read(INVITATIONS.c.assessment_id == assessment_id)

    def labels(self, assessment_id: str) -> dict[str, str]:
        """Whom each invitation of an assessment is for, by its id."""
        if not self._may_see(assessment_id):
            return {}
        query = sa.select(INVITATIONS.c.id, INVITATIONS.c.label).where(INVITATIONS.c.assessment_id == assessment_id)
        return {row.id: row.label for row in self._store.rows(query, _UNREAD)}

    def open_ones(self, organisation_id: str | None = None) -> tuple[Invitation, ...]:
        """Those of all self-checks, or of an organisation's, that still wait for somebody; none of the bin."""
        where = [INVITATIONS.c.state != "accepted", INVITATIONS.c.ended != "revoked"]
        where.append(INVITATIONS.c.assessment_id.not_in(_BINNED))
        if organisation_id is not None:
            held = sa.select(HELD.c.assessment_id).where(HELD.c.organisation_id == organisation_id)
            where.append(INVITATIONS.c.assessment_id.in_(held))
        return self._read(sa.and_(*where))

    def renew_link(self, assessment_id: str, invitation_id: str, days: int = DAYS_DEFAULT) -> str | None:
        """Another link for an invitation, valid so many days from now; the one before opens nothing any more.

        The invitation then belongs to whoever made the new link.
        """
        secret = _secret()
        values = {
            "secret": hidden(secret),
            "expires_at": time_after(self._store.now(), days=days),
            "created_by": self._person,
        }
        done = self._mark("new link", assessment_id, invitation_id, INVITATIONS.c.ended == "", **values)
        return secret if done else None

    def take_over(self, assessment_id: str, invitation_id: str) -> bool:
        """Make somebody else's invitation one's own: an invitation ends with the membership of whoever it belongs to."""
        return self._mark("take over", assessment_id, invitation_id, INVITATIONS.c.ended == "", created_by=self._person)

    def close(self, assessment_id: str, invitation_id: str) -> bool:
        """Take no more answers; what was submitted can still be reviewed."""
        return self._mark("close", assessment_id, invitation_id, INVITATIONS.c.ended == "", ended="closed")

    def revoke(self, assessment_id: str, invitation_id: str) -> bool:
        """Have the link open nothing any more."""
        return self._mark("revoke", assessment_id, invitation_id, INVITATIONS.c.ended != "revoked", ended="revoked")

    def remove(self, assessment_id: str, invitation_id: str) -> bool:
        """Delete it with its answers; what was accepted stays in the self-check."""
        if not self._must("invite", assessment_id):
            return False
        done = self._store.run(INVITATIONS.delete().where(_where(assessment_id, invitation_id)), _FAILED)
        if done:
            self._enter("remove invitation", assessment_id)
        return bool(done)

    # -- whoever has the link

    def opened(self, secret: str) -> Invitation:
        """The invitation of a link; when it is opened first is kept. Raises ShutError."""
        with self._store.reading(_UNREAD) as connection:
            found = self._must_be_open(connection, _one(connection, INVITATIONS.c.secret == hidden(secret)))
        if not found.opened_at:
            first = INVITATIONS.update().where(INVITATIONS.c.id == found.id)
            self._store.run(first.values(opened_at=self._store.now()), _FAILED)
        return found

    def reminded(self, ids: Sequence[str]) -> None:
        """Keep that somebody was reminded of these now."""
        told = INVITATIONS.update().where(INVITATIONS.c.id.in_(ids))
        self._store.run(told.values(reminded_at=self._store.now()), _FAILED)

    def came_back(self, assessment_id: str, request: str) -> str:
        """Note that an answer sheet has come back; whom it was for, or "" where it answers no request of this self-check."""
        which = sa.and_(_where(assessment_id, request), INVITATIONS.c.kind == "sheet")
        with self._store.transaction(_FAILED) as connection:
            found = _one(connection, which, lock=True)
            if found is not None:
                self._set(connection, found, state="submitted")
        return found.label if found else ""

    def answer(self, secret: str, how: Callable[[Assessment], Assessment], seen: Assessment) -> Invitation:
        """Change the answers and keep them; `seen` are those that the page showed.

        OvertakenError where that would overwrite what another window of theirs answered meanwhile; ShutError.
        """
        with self._store.transaction() as connection:
            found = self._locked(connection, secret)
            after = how(found.answers)
            mine = changes_between(found.answers, after)
            if overwritten(mine, [Entry(0, "", "", changes_between(seen, found.answers))]):
                raise OvertakenError
            if not mine:
                return found
            if not {one.question for one in mine} <= {*found.questions}:
                raise ShutError("none")
            return self._set(connection, found, answers=after.model_dump_json())

    def submit(self, secret: str, revision: int, signed: str = "") -> Invitation:
        """Hand the answers in: they become proposals, with who filled them in and the role. OvertakenError where they are not as the page showed them; ShutError."""
        seen = self.opened(secret)
        entries = in_effect(self._store.entries(seen.assessment_id, since=seen.base))
        answered_since = {one.question for entry in entries for one in entry.changes if one.part == "answer"}
        state = self._store.find(seen.assessment_id)
        with self._store.transaction() as connection:
            found = self._locked(connection, secret)
            if found.revision != revision or state is None:
                raise OvertakenError
            if not found.answered:
                raise EcqError("answer at least one question before you submit", "请至少回答一题再提交")
            drop_waiting(connection, found.assessment_id, found.id)
            made = _proposals(found, state.assessment, answered_since, self._store.now(), signed)
            add_in(connection, found.assessment_id, made)
            self._store.came.put(found.assessment_id, True)
            return self._set(connection, found, state="submitted")

    def _locked(self, connection: sa.Connection, secret: str) -> Invitation:
        found = self._must_be_open(connection, _one(connection, INVITATIONS.c.secret == hidden(secret), lock=True))
        if not found.takes_answers:
            raise OvertakenError
        return found

    def _must_be_open(self, connection: sa.Connection, found: Invitation | None) -> Invitation:
        if found is None or found.ended == "revoked":
            raise ShutError("none")
        binned = _BINNED.where(LISTINGS.c.assessment_id == found.assessment_id)
        if found.ended or connection.scalar(binned) is not None:
            raise ShutError("closed")
        if found.expired(self._store.now()):
            raise ShutError("expired")
        return found

    # -- within

    def _mark(
        self, did: str, assessment_id: str, invitation_id: str, only: sa.ColumnElement[bool], **values: Any
    ) -> bool:
        if not self._must("invite", assessment_id):
            return False
        with self._store.transaction(_FAILED) as connection:
            found = _one(connection, sa.and_(_where(assessment_id, invitation_id), only), lock=True)
            if found is not None:
                self._set(connection, found, **values)
        if found is not None:
            self._enter(did, assessment_id)
        return found is not None

    def _set(self, connection: sa.Connection, found: Invitation, **values: Any) -> Invitation:
        """Change a row that this transaction holds; the invitation as it is then."""
        counted = {"revision": found.revision + 1, "changed_at": self._store.now(), **values}
        connection.execute(INVITATIONS.update().where(INVITATIONS.c.id == found.id).values(counted))
        changed = _one(connection, INVITATIONS.c.id == found.id)
        assert changed is not None
        return changed

    def _read(self, where: sa.ColumnElement[bool]) -> tuple[Invitation, ...]:
        query = sa.select(INVITATIONS).where(where).order_by(INVITATIONS.c.created_at, INVITATIONS.c.id)
        return tuple(map(_invitation, self._store.rows(query, _UNREAD)))


_MADE_BY = "invitation "


def invitation_of(made: str) -> str | None:
    """The invitation that a change was taken from whole, before there were proposals; None for all other changes."""
    return made.removeprefix(_MADE_BY) if made.startswith(_MADE_BY) else None


def _proposals(
    found: Invitation, now: Assessment, answered_since: Collection[str | None], at: str, signed: str
) -> list[Proposal]:
    """What was answered, noted and named, as proposals upon the state on which the invitation was made."""
    made = []
    source = Source(kind="link", name=found.label, by=signed[:LABEL_LIMIT] or found.label, request=found.id)
    for question in found.questions:
        given = found.answers.response(question)
        told: list[tuple[Part, Proposed]] = [("evidence", piece) for piece in given.evidence]
        if given.note:
            told.insert(0, ("note", given.note))
        if given.state != "unanswered":
            told.insert(0, ("answer", answer_of(given)))
        for part, value in told:
            base = "" if part == "answer" and question in answered_since else stamp_of(now, question, part)
            quote = {"quote": given.note, "day": (given.at or "")[:10]}
            one = Proposal(about=question, part=part, value=value, source=source.model_copy(update=quote), at=at)
            made.append(one.model_copy(update={"base": base, "upon": found.base}))
    return made


def _one(connection: sa.Connection, where: sa.ColumnElement[bool], lock: bool = False) -> Invitation | None:
    query = sa.select(INVITATIONS).where(where)
    row = connection.execute(query.with_for_update() if lock else query).first()
    return _invitation(row) if row else None


def _invitation(row: sa.Row[Any]) -> Invitation:
    named = row._asdict()
    del named["secret"]
    what = (f"the invitation {as_text(row.id)}", f"邀请 {as_text(row.id)} ")
    named["answers"] = assessment_of(row.answers, what)
    try:
        named["questions"] = tuple(json.loads(row.questions))
    except ValueError:
        raise damaged(what) from None
    return Invitation(**named)


def _where(assessment_id: str, invitation_id: str) -> sa.ColumnElement[bool]:
    return sa.and_(INVITATIONS.c.assessment_id == assessment_id, INVITATIONS.c.id == invitation_id)


def _secret() -> str:
    """128 random bits, which nobody guesses."""
    return secrets.token_urlsafe(16)


WINDOW = 600.0
"""Seconds for which a wrong try counts."""

OF_ONE, OF_ALL = 20, 1_000
"""Wrong tries in that time from one address, and from all together."""


class Attempts:
    """Counts wrong tries by address. Right ones count nothing, so whoever has a link is never locked out by others."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._tries: deque[tuple[float, str]] = deque()
        self._counts: dict[str, int] = {}

    def allowed(self, address: str, now: float) -> bool:
        """Whether a link from this address is looked up at all. Where all together try too many, each address has one try."""
        with self._lock:
            self._forget(now)
            of_one = self._counts.get(address, 0)
            return of_one < (1 if len(self._tries) >= OF_ALL else OF_ONE)

    def failed(self, address: str, now: float) -> None:
        """Count a wrong try."""
        with self._lock:
            self._forget(now)
            self._tries.append((now, address))
            self._counts[address] = self._counts.get(address, 0) + 1
            if len(self._tries) > 2 * OF_ALL:  # memory stays bounded, whatever comes
                self._drop()

    def _forget(self, now: float) -> None:
        while self._tries and self._tries[0][0] <= now - WINDOW:
            self._drop()

    def _drop(self) -> None:
        _, address = self._tries.popleft()
        left = self._counts.pop(address) - 1
        if left:
            self._counts[address] = left
