"""The list of assessments: names, tags, samples, what is put away, the bin, and which browser or organisation each belongs to.

Knows the tables; what a row shows of an assessment is worked out by whoever asks. Deleted for good is gone: rows are
overwritten, the file is written anew, and a receipt says what went.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ecq.assessment.model import Assessment
from ecq.base.day import time_after
from ecq.base.errors import DamagedError, StoreError
from ecq.store import failures
from ecq.store.database import DatabaseStore, alone
from ecq.store.engine import BUSY_TIMEOUT
from ecq.store.files import named_in, remove_unnamed
from ecq.store.stored import StoredAssessment
from ecq.store.tables import ASSESSMENTS, BROWSERS, HELD, LISTINGS, SUMMARIES, insert_if_missing
from ecq.store.tokens import hidden

BIN_DAYS = 30
"""How long what was deleted stays in the bin."""

TAG_LIMIT, TAGS_MOST = 40, 12

WIPE_WAITS = 1000
"""Milliseconds that writing the file anew waits for those who read it."""

AT_ONCE = 100
"""How many summaries are worked out and stored at once."""

Summary = dict[str, Any]

_UNREADABLE = ("the list could not be read", "没能读出列表")


@dataclass(frozen=True)
class HeldBy:
    """The list of what an organisation holds."""

    organisation_id: str


Whose = str | HeldBy | None
"""Whose list: a browser's by its key, an organisation's, or, with None, all that the store holds."""


@dataclass(frozen=True)
class Listed:
    """A row of the list. `summary` is what was worked out for this revision; times are ISO 8601, UTC.

    `sample`: the sample it is a demo of, else "". `archived_at` and `binned_at` are None where it is neither. Of one that
    cannot be read the summary says `unreadable`; its times may be "".
    """

    id: str
    revision: int
    created_at: str
    saved_at: str
    tags: tuple[str, ...]
    sample: str
    archived_at: str | None
    binned_at: str | None
    summary: Summary

    @property
    def demo(self) -> bool:
        """Whether it began as a sample: shown apart, and never counted with the others."""
        return bool(self.sample)


@dataclass(frozen=True)
class Place:
    """How one assessment stands in the list: the sample it is a demo of, where it was put, whether it is on this list."""

    sample: str
    archived: bool
    binned: bool
    listed: bool


def tidied(tags: Sequence[str]) -> list[str]:
    """Tags as they are kept: no empty ones, none twice, at most 12 of 40 characters."""
    tidy = (" ".join(one.split())[:TAG_LIMIT] for one in tags)
    return list(dict.fromkeys(filter(None, tidy)))[:TAGS_MOST]


@dataclass(frozen=True)
class Receipt:
    """What was deleted for good, and when: the SHA-256 of its last state, so that a saved copy can be matched.

    `files`: how many files of evidence went with it, which nobody else uses. `wiped`: whether the database file was written
    anew as well. It is not while somebody else reads it; that is done later.
    """

    id: str
    deleted_at: str
    revision: int
    digest: str
    files: int = 0
    wiped: bool = True


class Collection:
    """The lists over a store."""

    def __init__(self, store: DatabaseStore) -> None:
        self._store = store

    def listed(
        self,
        whose: Whose,
        bases: Mapping[str, str],
        summarise: Callable[[Assessment], Summary],
        at_most: int | None = None,
        day: str = "",
    ) -> tuple[Listed, ...]:
        """All rows, newest change first. `bases` say by rubric what a summary rests on: another one, and it is renewed.

        Summaries are stored, so that an assessment is read again only after a change of it or of its rubric. Of those that
        are missing, not of this revision or do not hold on the `day`, `at_most` are worked out now, the newest; the others come with none.
        """
        columns = (
            *(ASSESSMENTS.c[name] for name in ("id", "revision", "created_at", "saved_at")),
            *(LISTINGS.c[name] for name in ("tags", "sample", "archived_at", "binned_at")),
            SUMMARIES.c.revision.label("summed_at"),
            SUMMARIES.c.rubric.label("summed_for"),
            SUMMARIES.c.body.label("summary"),
        )
        joined = ASSESSMENTS.outerjoin(LISTINGS).outerjoin(SUMMARIES, SUMMARIES.c.assessment_id == ASSESSMENTS.c.id)
        query = sa.select(*columns).select_from(joined).order_by(ASSESSMENTS.c.id)
        rows = sorted(self._read_each(_on_list(query, whose)), key=lambda row: str(row.saved_at or ""), reverse=True)
        known = {row.id: summary for row in rows if (summary := _known(row, bases, day))}
        missing = [row.id for row in rows if row.id not in known and _is_id(row.id)][:at_most]
        for start in range(0, len(missing), AT_ONCE):
            known |= self._work_out(missing[start : start + AT_ONCE], bases, summarise)
        found = tuple(_listed(row, known.get(row.id, {})) for row in rows)
        self._store.damaged.update(row.id for row in found if "unreadable" in row.summary)
        return found

    def _work_out(
        self, ids: Sequence[str], bases: Mapping[str, str], summarise: Callable[[Assessment], Summary]
    ) -> dict[str, Summary]:
        """Summaries of the newest states, stored as well."""
        columns = (ASSESSMENTS.c.id, ASSESSMENTS.c.revision, ASSESSMENTS.c.body, SUMMARIES.c.body.label("summary"))
        query = sa.select(*columns).outerjoin(SUMMARIES, SUMMARIES.c.assessment_id == ASSESSMENTS.c.id)
        made: dict[str, Summary] = {}
        values = []
        for row in self._read_each(query.where(ASSESSMENTS.c.id.in_(ids))):
            try:
                assessment = failures.assessment_of(row.body, failures.self_check(row.id))
                made[row.id] = {**summarise(assessment), "rubric": assessment.rubric.id}
            except DamagedError:
                made[row.id] = {"unreadable": True, "rubric": "", "name": failures.name_of(row.body, row.summary)}
            if row.revision is None:  # a page of it is damaged: what is stored for it stays
                continue
            basis, body = bases.get(made[row.id]["rubric"], ""), json.dumps(made[row.id], ensure_ascii=False)
            values.append({"assessment_id": row.id, "revision": row.revision, "rubric": basis, "body": body})
        with suppress(StoreError), self._store.transaction() as connection:  # a full disk keeps nobody from reading
            query = sa.select(ASSESSMENTS.c.id).where(ASSESSMENTS.c.id.in_(made)).order_by(ASSESSMENTS.c.id)
            there = set(connection.scalars(query.with_for_update()))  # another server may be working them out as well
            renewed = [one["assessment_id"] for one in values]
            connection.execute(SUMMARIES.delete().where(SUMMARIES.c.assessment_id.in_(renewed)))
            if still := [one for one in values if one["assessment_id"] in there]:
                connection.execute(SUMMARIES.insert(), still)
        return made

    def several(self, whose: Whose) -> bool:
        """Whether the list holds more than one that is not in the bin."""
        query = sa.select(ASSESSMENTS.c.id).select_from(ASSESSMENTS.outerjoin(LISTINGS))
        query = query.where(LISTINGS.c.binned_at.is_(None)).limit(2)
        return len(self._read(_on_list(query, whose))) > 1

    def add(self, assessment: Assessment, whose: Whose, sample: str = "") -> StoredAssessment:
        """Store a new assessment and put it on that list."""
        stored = self._store.add(assessment)
        with self._store.transaction() as connection:
            self._list(connection, stored.id, sample=sample)
            if whose is not None:
                self._remember(connection, stored.id, whose)
        return stored

    def remember(self, assessment_id: str, whose: str) -> bool:
        """Put an assessment on a browser's list; False where there is no such assessment."""
        with self._store.transaction() as connection:
            if not self._exists(connection, assessment_id):
                return False
            self._remember(connection, assessment_id, whose)
        return True

    def forget(self, whose: str, assessment_id: str | None = None) -> None:
        """Take one assessment, or all, off a browser's list; the assessments stay."""
        where = BROWSERS.c.browser == hidden(whose)
        if assessment_id is not None:
            where = sa.and_(where, BROWSERS.c.assessment_id == assessment_id)
        self._store.run(BROWSERS.delete().where(where))

    def sample_of(self, sample: str, whose: Whose) -> str | None:
        """The id of the demo of a sample on this list, where there is one that is not in the bin."""
        query = sa.select(LISTINGS.c.assessment_id).where(LISTINGS.c.sample == sample, LISTINGS.c.binned_at.is_(None))
        rows = self._read(_on_list(query, whose, LISTINGS.c.assessment_id))
        return rows[0].assessment_id if rows else None

    def begun_at(self, at: str, whose: Whose) -> dict[str, Assessment]:
        """The self-checks of the list that were begun at that time, by id, newest change first; none of the bin."""
        if not at:
            return {}
        query = (
            sa.select(ASSESSMENTS.c.id, ASSESSMENTS.c.body)
            .outerjoin(LISTINGS)
            .where(LISTINGS.c.binned_at.is_(None), ASSESSMENTS.c.body.contains(json.dumps(at), autoescape=True))
            .order_by(ASSESSMENTS.c.saved_at.desc(), ASSESSMENTS.c.id)
        )
        found = {}
        for row in self._read(_on_list(query, whose)):
            with suppress(DamagedError):
                found[row.id] = failures.assessment_of(row.body, failures.self_check(row.id))
        return {assessment_id: one for assessment_id, one in found.items() if one.created_at == at}

    def place(self, assessment_id: str, whose: Whose) -> Place:
        """How an assessment stands in the list; it is on the list of the whole computer in any case."""
        columns = (LISTINGS.c.sample, LISTINGS.c.archived_at, LISTINGS.c.binned_at)
        on = sa.literal(1) if whose is None else ASSESSMENTS.c.id.in_(_of(whose))
        query = sa.select(*columns, on.label("listed")).select_from(ASSESSMENTS.outerjoin(LISTINGS))
        rows = self._read(query.where(ASSESSMENTS.c.id == assessment_id))
        if not rows:
            return Place("", False, False, False)
        row = rows[0]
        return Place(row.sample or "", row.archived_at is not None, row.binned_at is not None, bool(row.listed))

    def tag(self, assessment_id: str, tags: Sequence[str]) -> bool:
        """Give it these tags, tidied."""
        return self._mark(assessment_id, tags=json.dumps(tidied(tags)))

    def archive(self, assessment_id: str, on: bool = True) -> bool:
        """Put it away, or back into the list."""
        return self._mark(assessment_id, archived_at=self._store.now() if on else None)

    def bin(self, assessment_id: str, on: bool = True) -> bool:
        """Put it into the bin, or take it out again."""
        return self._mark(assessment_id, binned_at=self._store.now() if on else None)

    def delete(self, assessment_id: str) -> Receipt | None:
        """Delete for good with journal, snapshots and everything else of it; None where there is no such assessment."""
        return next(iter(self.delete_all([assessment_id])), None)

    def delete_all(self, ids: Sequence[str]) -> tuple[Receipt, ...]:
        """Delete several for good; the file is written anew once. Those that are gone already have no receipt."""
        gone = [receipt for one in ids if (receipt := self._delete_rows(one))]
        if not gone or self.wipe():
            return tuple(gone)
        return tuple(replace(one, wiped=False) for one in gone)

    def _delete_rows(self, assessment_id: str) -> Receipt | None:
        query = sa.select(ASSESSMENTS.c.revision, ASSESSMENTS.c.body).where(ASSESSMENTS.c.id == assessment_id)
        with self._store.transaction() as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            named = named_in(connection, assessment_id) or set()
            connection.execute(ASSESSMENTS.delete().where(ASSESSMENTS.c.id == assessment_id))
        self._store.drop(assessment_id)
        files = remove_unnamed(self._store, named)
        body = str(row.body).rstrip(" ").encode("utf-8", failures.NOT_TEXT)  # also where it cannot be read
        return Receipt(assessment_id, self._store.now(), row.revision, sha256(body).hexdigest(), files)

    def empty_bin(self) -> tuple[Receipt, ...]:
        """Delete for good what has been in the bin for 30 days; write the file anew where that is still to be done."""
        border = time_after(self._store.now(), days=-BIN_DAYS)
        rows = self._read(sa.select(LISTINGS.c.assessment_id).where(LISTINGS.c.binned_at <= border))
        if not rows and self._store.to_wipe:
            self.wipe()
        return self.delete_all([row.assessment_id for row in rows])

    def wipe(self) -> bool:
        """Write an SQLite file anew, so that no page of it and no log still holds what was deleted.

        False where somebody else reads the file for long: what was deleted is overwritten in its pages already, but the
        log may still hold it. It is tried again at the next opportunity; when ECQ stops, SQLite drops the log.
        """
        self._store.to_wipe = False
        if self._store.engine.dialect.name != "sqlite":
            return True
        try:
            with self._store.engine.connect() as connection:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={WIPE_WAITS}")
                try:
                    connection.exec_driver_sql("VACUUM")
                    held = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
                finally:
                    connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
        except SQLAlchemyError as error:
            held = 1
            failures.store_error("the file could not be written anew", "没能重写数据库文件", error)
        self._store.to_wipe = bool(held)
        return not held

    def _mark(self, assessment_id: str, **values: Any) -> bool:
        with self._store.transaction() as connection:
            if not self._exists(connection, assessment_id):
                return False
            self._list(connection, assessment_id)
            connection.execute(LISTINGS.update().where(LISTINGS.c.assessment_id == assessment_id).values(**values))
        return True

    @staticmethod
    def _exists(connection: sa.Connection, assessment_id: str) -> bool:
        query = sa.select(ASSESSMENTS.c.id).where(ASSESSMENTS.c.id == assessment_id)
        return connection.scalar(query) is not None

    @staticmethod
    def _list(connection: sa.Connection, assessment_id: str, sample: str = "") -> None:
        """Make the row of the list where there is none yet: assessments of earlier versions have none."""
        insert_if_missing(connection, LISTINGS, assessment_id=assessment_id, tags="[]", sample=sample)

    def _remember(self, connection: sa.Connection, assessment_id: str, whose: str | HeldBy) -> None:
        if isinstance(whose, HeldBy):
            insert_if_missing(connection, HELD, assessment_id=assessment_id, organisation_id=whose.organisation_id)
            return
        values = {"browser": hidden(whose), "assessment_id": assessment_id, "added_at": self._store.now()}
        insert_if_missing(connection, BROWSERS, **values)

    def _read(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        return self._store.rows(query, _UNREADABLE)

    def _read_each(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        """The same for a query over assessments: each by itself where a page of one of them is damaged."""
        try:
            with self._store.engine.connect() as connection:
                return connection.execute(query).all()
        except SQLAlchemyError as error:
            if failures.cause_of(error)[0] != "SQLITE_CORRUPT":
                raise failures.store_error(*_UNREADABLE, error) from None
        ids = self._read(query.with_only_columns(ASSESSMENTS.c.id))  # from its index, which lies in other pages
        with self._store.reading(_UNREADABLE) as connection:
            return [row for found in ids for row in alone(connection, query.where(ASSESSMENTS.c.id == found.id))]


def _of(whose: str | HeldBy) -> sa.Select[Any]:
    """The assessments on a list."""
    if isinstance(whose, HeldBy):
        return sa.select(HELD.c.assessment_id).where(HELD.c.organisation_id == whose.organisation_id)
    return sa.select(BROWSERS.c.assessment_id).where(BROWSERS.c.browser == hidden(whose))


def _on_list(query: sa.Select[Any], whose: Whose, named: sa.Column[str] = ASSESSMENTS.c.id) -> sa.Select[Any]:
    return query if whose is None else query.where(named.in_(_of(whose)))


def _known(row: sa.Row[Any], bases: Mapping[str, str], day: str) -> Summary | None:
    """The summary that is stored for a row, where it is of this revision, rests on what summaries now rest on and holds on the day."""
    try:
        if row.summed_at == row.revision:
            summary: Summary = failures.parsed(row.summary)
            first, last = summary.get("holds", ("", ""))
            if row.summed_for == bases.get(summary["rubric"], "") and first <= day <= (last or day):
                return summary
    except (AttributeError, TypeError, ValueError, KeyError):  # damaged: it is worked out again
        pass
    return None


def _is_id(stored: object) -> bool:
    """Whether it is an id as the store gives them."""
    return isinstance(stored, str) and stored.isascii()


def _listed(row: Sequence[Any], summary: Summary) -> Listed:
    """A row of the list. One of which something cannot be read says so, and keeps no other from being listed."""
    assessment_id, revision, created_at, saved_at, tags, sample, archived_at, binned_at, *_ = row
    try:
        failures.must_be_times(created_at, saved_at, archived_at, binned_at)
        shown = tuple(map(failures.as_text, failures.parsed(tags))) if tags else ()
        if _is_id(assessment_id) and isinstance(revision, int):
            named = failures.as_text(sample or "")
            return Listed(assessment_id, revision, created_at, saved_at, shown, named, archived_at, binned_at, summary)
    except (AttributeError, TypeError, ValueError):
        pass
    lost = {"unreadable": True, "rubric": "", "name": summary.get("name", "")}
    return Listed(failures.as_text(str(assessment_id)), 0, "", "", (), "", _time(archived_at), _time(binned_at), lost)


def _time(stored: str | None) -> str | None:
    """A time as it is stored; None where it is none."""
    try:
        failures.must_be_times(stored)
    except (TypeError, ValueError):
        return None
    return stored
