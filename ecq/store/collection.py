"""The list of assessments: names, tags, samples, what is put away, the bin, and whose browser each is on.

Knows the tables; what a row shows of an assessment is worked out by whoever asks. Deleted for good is gone: rows are
overwritten, the file is written anew, and a receipt says what went.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ecq.assessment.model import Assessment, read
from ecq.store.database import DatabaseStore, store_error
from ecq.store.stored import StoredAssessment
from ecq.store.tables import ASSESSMENTS, BROWSERS, LISTINGS, SUMMARIES

BIN_DAYS = 30
"""How long what was deleted stays in the bin."""

TAG_LIMIT, TAGS_MOST = 40, 12

Summary = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """A row of the list. `summary` is what was worked out for this revision; times are ISO 8601, UTC.

    `sample`: the sample it is a demo of, else "". `archived_at` and `binned_at` are None where it is neither.
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


@dataclass(frozen=True)
class Receipt:
    """What was deleted for good, and when: the SHA-256 of its last state, so that a saved copy can be matched."""

    id: str
    deleted_at: str
    revision: int
    digest: str


class Collection:
    """The list over a store. `browser` is a browser's key, or None for all that the store holds."""

    def __init__(self, store: DatabaseStore) -> None:
        self._store = store

    def listed(
        self, browser: str | None, digests: Mapping[str, str], summarise: Callable[[Assessment], Summary]
    ) -> tuple[Listed, ...]:
        """All rows, newest change first. `digests` are those of the rubrics at hand, by id.

        Summaries are stored, so that an assessment is read again only after a change of it or of its rubric.
        """
        columns = (
            *(ASSESSMENTS.c[name] for name in ("id", "revision", "created_at", "saved_at", "body")),
            *(LISTINGS.c[name] for name in ("tags", "sample", "archived_at", "binned_at")),
            SUMMARIES.c.revision.label("summed_at"),
            SUMMARIES.c.rubric.label("summed_for"),
            SUMMARIES.c.body.label("summary"),
        )
        joined = ASSESSMENTS.outerjoin(LISTINGS).outerjoin(SUMMARIES, SUMMARIES.c.assessment_id == ASSESSMENTS.c.id)
        query = sa.select(*columns).select_from(joined).order_by(ASSESSMENTS.c.saved_at.desc(), ASSESSMENTS.c.id)
        if browser is not None:
            mine = sa.select(BROWSERS.c.assessment_id).where(BROWSERS.c.browser == _hidden(browser))
            query = query.where(ASSESSMENTS.c.id.in_(mine))
        fresh: dict[str, dict[str, Any]] = {}
        rows = []
        for row in self._read(query):
            shown = json.loads(row.summary) if row.summary else {}
            current = row.summed_at == row.revision and row.summed_for == digests.get(shown.get("rubric", ""), "")
            if not current:
                assessment = read(row.body, "the stored assessment")
                shown = {**summarise(assessment), "rubric": assessment.rubric.id}
                fresh[row.id] = {
                    "revision": row.revision,
                    "rubric": digests.get(assessment.rubric.id, ""),
                    "body": json.dumps(shown, ensure_ascii=False),
                }
            rows.append(
                Listed(
                    row.id,
                    row.revision,
                    row.created_at,
                    row.saved_at,
                    tuple(json.loads(row.tags)) if row.tags else (),
                    row.sample or "",
                    row.archived_at,
                    row.binned_at,
                    shown,
                )
            )
        if fresh:
            self._store_summaries(fresh)
        return tuple(rows)

    def _store_summaries(self, fresh: Mapping[str, Mapping[str, Any]]) -> None:
        with self._store.transaction() as connection:
            connection.execute(SUMMARIES.delete().where(SUMMARIES.c.assessment_id.in_(fresh)))
            there = connection.scalars(sa.select(ASSESSMENTS.c.id).where(ASSESSMENTS.c.id.in_(fresh))).all()
            if there:
                connection.execute(SUMMARIES.insert(), [{"assessment_id": one, **fresh[one]} for one in there])

    def several(self, browser: str | None) -> bool:
        """Whether the list holds more than one that is not in the bin."""
        query = sa.select(ASSESSMENTS.c.id).select_from(ASSESSMENTS.outerjoin(LISTINGS))
        query = query.where(LISTINGS.c.binned_at.is_(None)).limit(2)
        if browser is not None:
            mine = sa.select(BROWSERS.c.assessment_id).where(BROWSERS.c.browser == _hidden(browser))
            query = query.where(ASSESSMENTS.c.id.in_(mine))
        return len(self._read(query)) > 1

    def add(self, assessment: Assessment, browser: str | None, sample: str = "") -> StoredAssessment:
        """Store a new assessment and put it on the browser's list."""
        stored = self._store.add(assessment)
        with self._store.transaction() as connection:
            self._list(connection, stored.id, sample=sample)
            if browser is not None:
                self._remember(connection, stored.id, browser)
        return stored

    def remember(self, assessment_id: str, browser: str) -> bool:
        """Put an assessment on a browser's list; False where there is no such assessment."""
        with self._store.transaction() as connection:
            if not self._exists(connection, assessment_id):
                return False
            self._remember(connection, assessment_id, browser)
        return True

    def forget(self, browser: str, assessment_id: str | None = None) -> None:
        """Take one assessment, or all, off a browser's list; the assessments stay."""
        where = BROWSERS.c.browser == _hidden(browser)
        if assessment_id is not None:
            where = sa.and_(where, BROWSERS.c.assessment_id == assessment_id)
        with self._store.transaction() as connection:
            connection.execute(BROWSERS.delete().where(where))

    def sample_of(self, sample: str, browser: str | None) -> str | None:
        """The id of the demo of a sample on this list, where there is one that is not in the bin."""
        query = sa.select(LISTINGS.c.assessment_id).where(LISTINGS.c.sample == sample, LISTINGS.c.binned_at.is_(None))
        if browser is not None:
            mine = sa.select(BROWSERS.c.assessment_id).where(BROWSERS.c.browser == _hidden(browser))
            query = query.where(LISTINGS.c.assessment_id.in_(mine))
        rows = self._read(query)
        return rows[0].assessment_id if rows else None

    def tag(self, assessment_id: str, tags: Sequence[str]) -> bool:
        """Give it these tags, tidied: no empty ones, none twice, at most 12 of 40 characters."""
        tidy = [" ".join(one.split())[:TAG_LIMIT] for one in tags]
        return self._mark(assessment_id, tags=json.dumps(list(dict.fromkeys(filter(None, tidy)))[:TAGS_MOST]))

    def archive(self, assessment_id: str, on: bool = True) -> bool:
        """Put it away, or back into the list."""
        return self._mark(assessment_id, archived_at=self._store.now() if on else None)

    def bin(self, assessment_id: str, on: bool = True) -> bool:
        """Put it into the bin, or take it out again."""
        return self._mark(assessment_id, binned_at=self._store.now() if on else None)

    def delete(self, assessment_id: str) -> Receipt | None:
        """Delete for good with journal, snapshots and everything else of it; None where there is no such assessment."""
        query = sa.select(ASSESSMENTS.c.revision, ASSESSMENTS.c.body).where(ASSESSMENTS.c.id == assessment_id)
        with self._store.transaction() as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            connection.execute(ASSESSMENTS.delete().where(ASSESSMENTS.c.id == assessment_id))
        self._store.drop(assessment_id)
        self._wipe()
        return Receipt(assessment_id, self._store.now(), row.revision, sha256(row.body.encode()).hexdigest())

    def empty_bin(self) -> tuple[Receipt, ...]:
        """Delete for good what has been in the bin for 30 days."""
        border = (datetime.fromisoformat(self._store.now()) - timedelta(days=BIN_DAYS)).isoformat(timespec="seconds")
        rows = self._read(sa.select(LISTINGS.c.assessment_id).where(LISTINGS.c.binned_at <= border))
        return tuple(receipt for row in rows if (receipt := self.delete(row.assessment_id)))

    def _wipe(self) -> None:
        """Write an SQLite file anew, so that no page of it and no log still holds what was deleted."""
        if self._store.engine.dialect.name != "sqlite":
            return
        try:
            with self._store.engine.connect() as connection:
                connection.exec_driver_sql("VACUUM")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except SQLAlchemyError as error:
            raise store_error("the file could not be written anew", "没能重写数据库文件", error) from None

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
        query = sa.select(LISTINGS.c.assessment_id).where(LISTINGS.c.assessment_id == assessment_id)
        if connection.scalar(query) is None:
            connection.execute(LISTINGS.insert().values(assessment_id=assessment_id, tags="[]", sample=sample))

    def _remember(self, connection: sa.Connection, assessment_id: str, browser: str) -> None:
        values = {"browser": _hidden(browser), "assessment_id": assessment_id}
        query = sa.select(BROWSERS.c.browser).where(*(BROWSERS.c[name] == value for name, value in values.items()))
        if connection.scalar(query) is None:
            connection.execute(BROWSERS.insert().values(**values, added_at=self._store.now()))

    def _read(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        try:
            with self._store.engine.connect() as connection:
                return connection.execute(query).all()
        except SQLAlchemyError as error:
            raise store_error("the list could not be read", "没能读出列表", error) from None


def _hidden(browser: str) -> str:
    """Only a digest of a browser's key is stored: who reads the database cannot use it."""
    return sha256(browser.encode()).hexdigest()
