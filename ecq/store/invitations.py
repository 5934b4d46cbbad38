"""Invitations: a link with which somebody answers chosen questions of one self-check, what they answered, and its review.

Whoever has the link needs no account and sees nothing but these questions. Their answers are kept apart: they enter the
self-check when they are accepted, as one change of its journal. Times are the database's own, never a browser's.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Literal

import sqlalchemy as sa

from ecq.assessment.cleaning import clean
from ecq.assessment.history.journal import Entry, changes_between, overwritten
from ecq.assessment.model import Assessment
from ecq.base.errors import EcqError
from ecq.rubric.kinds.base import Invalid
from ecq.store.access.permissions import Action
from ecq.store.damage import as_text, assessment_of, damaged, self_check
from ecq.store.database import DatabaseStore
from ecq.store.permitted import Permissions
from ecq.store.stored import StoredAssessment
from ecq.store.tables import ASSESSMENTS, HELD, INVITATIONS, LISTINGS

State = Literal["open", "submitted", "returned", "accepted"]
Ended = Literal["", "closed", "revoked"]
Shut = Literal["none", "expired", "closed"]

LABEL_LIMIT, REMARK_LIMIT = 200, 2_000
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


class OvertakenError(EcqError):
    """What was pressed is refused: the page it was pressed on did not show the newest state."""

    def __init__(self) -> None:
        super().__init__(
            "this was changed in another window meanwhile and is shown as it is now; look again before you go on",
            "这里在别的窗口里改过，现在显示的是最新内容，请看过再继续",
        )


class Invitations:
    """The invitations of a store; where people log in, as far as `permissions` allow. Every method raises StoreError."""

    def __init__(self, store: DatabaseStore, permissions: Permissions | None = None) -> None:
        self._store, self._allowed = store, permissions

    # -- whoever invites and reviews

    def make(
        self, assessment_id: str, questions: Sequence[str], label: str, days: int = DAYS_DEFAULT, due: str = ""
    ) -> tuple[Invitation, str] | None:
        """Make one and its secret, which is not kept and so is told once; None where there is no such assessment."""
        if not self._must("invite", assessment_id):
            return None
        named, now, secret = _said(label, LABEL_LIMIT), self._store.now(), _secret()
        if not named or not questions:
            raise EcqError("say whom the invitation is for, and choose questions", "请写明邀请谁，并选出题目")
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
                "expires_at": _later(now, days),
                "due": due,
                "ended": "",
                "state": "open",
                "base": row.revision,
                "answers": empty.model_dump_json(),
                "remark": "",
                "changed_at": now,
                "revision": 1,
            }
            connection.execute(INVITATIONS.insert().values(secret=_hidden(secret), **values))
            made = _one(connection, INVITATIONS.c.id == values["id"])
        self._enter("invite", assessment_id, str(len(questions)))
        assert made is not None
        return made, secret

    def of(self, assessment_id: str) -> tuple[Invitation, ...]:
        """All of an assessment, oldest first."""
        if self._allowed is not None and not self._allowed.may("see", assessment_id):
            return ()
        return self._read(INVITATIONS.c.assessment_id == assessment_id)

    def labels(self, assessment_id: str) -> dict[str, str]:
        """Whom each invitation of an assessment is for, by its id."""
        if self._allowed is not None and not self._allowed.may("see", assessment_id):
            return {}
        query = sa.select(INVITATIONS.c.id, INVITATIONS.c.label).where(INVITATIONS.c.assessment_id == assessment_id)
        with self._store.reading(_UNREAD) as connection:
            return {row.id: row.label for row in connection.execute(query)}

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

        The invitation is then the one's who made it.
        """
        secret = _secret()
        values = {"secret": _hidden(secret), "expires_at": _later(self._store.now(), days), "created_by": self._person}
        done = self._mark("new link", assessment_id, invitation_id, INVITATIONS.c.ended == "", **values)
        return secret if done else None

    def take_over(self, assessment_id: str, invitation_id: str) -> bool:
        """Make somebody else's invitation one's own: it ends with the membership of whoever has it."""
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
        where = _where(assessment_id, invitation_id)
        with self._store.transaction(_FAILED) as connection:
            done = bool(connection.execute(INVITATIONS.delete().where(where)).rowcount)
        if done:
            self._enter("remove invitation", assessment_id)
        return done

    def accept(
        self,
        assessment_id: str,
        invitation_id: str,
        how: Callable[[Assessment, Invitation], Assessment],
        *,
        seen: int,
        revision: int,
    ) -> StoredAssessment | None:
        """Take what was submitted over into the assessment, as one change; None where there is no such assessment.

        `how` does it; `seen` and `revision` are those of the assessment and the invitation that the review showed.
        OvertakenError where the invitation is not as shown, so that of two who review one succeeds; ConflictError where
        it would overwrite what was changed since.
        """
        if not self._must("review", assessment_id):
            return None
        with self._store.transaction() as connection:
            # The assessment is locked before the invitation, here as where it is deleted.
            def taken(assessment: Assessment) -> Assessment:
                found = _one(connection, _where(assessment_id, invitation_id), lock=True)
                if found is None or found.state != "submitted" or found.revision != revision:
                    raise OvertakenError
                self._set(connection, found, state="accepted", remark="")
                return how(assessment, found)

            by = made_by(invitation_id)
            changed = self._store.change_in(connection, assessment_id, taken, by=by, seen=seen, person=self._person)
        self._enter("accept", assessment_id)
        return self._store.remember(changed)

    def send_back(self, assessment_id: str, invitation_id: str, remark: str, revision: int) -> bool:
        """Have the respondent go on, with a remark that says what is missing. OvertakenError as for `accept`."""
        if not self._must("review", assessment_id):
            return False
        said = _said(remark, REMARK_LIMIT)
        if not said:
            raise EcqError("say in a remark what is missing", "请写一句说明，让对方知道要补什么")
        with self._store.transaction(_FAILED) as connection:
            found = _one(connection, _where(assessment_id, invitation_id), lock=True)
            if found is None or found.state != "submitted" or found.revision != revision:
                raise OvertakenError
            if found.ended or found.expired(self._store.now()):
                raise EcqError(
                    "the link of this invitation does not open any more; make a new link first, or invite anew",
                    "这份邀请的链接已经打不开，请先换新链接，或重新邀请",
                )
            self._set(connection, found, state="returned", remark=said)
        self._enter("send back", assessment_id)
        return True

    # -- whoever has the link

    def opened(self, secret: str) -> Invitation:
        """The invitation of a link. Raises ShutError."""
        with self._store.reading(_UNREAD) as connection:
            return self._must_be_open(connection, _one(connection, INVITATIONS.c.secret == _hidden(secret)))

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

    def submit(self, secret: str, revision: int) -> Invitation:
        """Hand the answers in for review. OvertakenError where they are not as the page showed them; ShutError."""
        with self._store.transaction() as connection:
            found = self._locked(connection, secret)
            if found.revision != revision:
                raise OvertakenError
            if not found.answered:
                raise EcqError("answer at least one question before you submit", "请至少回答一题再提交")
            return self._set(connection, found, state="submitted")

    def _locked(self, connection: sa.Connection, secret: str) -> Invitation:
        found = self._must_be_open(connection, _one(connection, INVITATIONS.c.secret == _hidden(secret), lock=True))
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

    @property
    def _person(self) -> str:
        return self._allowed.person.id if self._allowed else ""

    def _must(self, action: Action, assessment_id: str) -> bool:
        return self._allowed is None or self._allowed.must(action, assessment_id)

    def _enter(self, did: str, assessment_id: str, more: str = "") -> None:
        if self._allowed is not None:
            self._allowed.enter(did, assessment_id, more)

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
        query = _QUERY.where(where).order_by(INVITATIONS.c.created_at, INVITATIONS.c.id)
        with self._store.reading(_UNREAD) as connection:
            return tuple(_invitation(row) for row in connection.execute(query))


_MADE_BY = "invitation "


def made_by(invitation_id: str) -> str:
    """How the journal names what was accepted of an invitation, in place of a window."""
    return _MADE_BY + invitation_id


def invitation_of(made: str) -> str | None:
    """The id of the invitation that a change in the journal was taken from; None for all other changes."""
    return made.removeprefix(_MADE_BY) if made.startswith(_MADE_BY) else None


_QUERY = sa.select(INVITATIONS)


def _one(connection: sa.Connection, where: sa.ColumnElement[bool], lock: bool = False) -> Invitation | None:
    query = _QUERY.where(where)
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


def _said(text: str, limit: int) -> str:
    cleaned = clean(text, limit)
    if isinstance(cleaned, Invalid):
        raise EcqError(cleaned.sentence.en.rstrip("."), cleaned.sentence.zh.rstrip("。"))
    return cleaned


def _secret() -> str:
    """128 random bits, which nobody guesses."""
    return secrets.token_urlsafe(16)


def _hidden(secret: str) -> str:
    """Only a digest is stored: who reads the database cannot open the link."""
    return sha256(secret.encode()).hexdigest()


def _later(now: str, days: int) -> str:
    return (datetime.fromisoformat(now) + timedelta(days=days)).isoformat(timespec="seconds")
