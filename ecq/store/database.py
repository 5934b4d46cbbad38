"""Assessments in a database through SQLAlchemy: an SQLite file by default, or PostgreSQL. Knows tables; must not know questions or scores."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, TypedDict, Unpack

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ecq.assessment.file import compact
from ecq.assessment.history.journal import (
    ConflictError,
    Entry,
    Remark,
    changes_between,
    dump_changes,
    kind_of,
    overwritten,
    read_changes,
    reversal_kind,
)
from ecq.assessment.model import Assessment
from ecq.base.caches import Recent
from ecq.base.errors import DamagedError, StoreError
from ecq.store import failures
from ecq.store.engine import (
    BUSY_TIMEOUT,
    File,
    WatchedPool,
    engine_of,
    file_of,
    holds_assessments,
    lengthen_log,
    make_no_file,
    straight,
    writing,
)
from ecq.store.migration import bring_up_to_date, must_be_of_this_version
from ecq.store.stored import Snapshot, StoredAssessment
from ecq.store.tables import ASSESSMENTS, JOURNAL, PROPOSALS, REMARKS, RUBRICS, SNAPSHOTS, SUMMARIES, insert_if_missing

_log = logging.getLogger("ecq.store")

FILE_NAME = "ecq.sqlite3"
"""The SQLite file in the data folder."""

REMEMBERED = 128
"""How many parsed assessments one process caches; they are immutable, and only used while their revision is the newest."""

ENTRIES_REMEMBERED, STRIDE = 1024, 12
"""How many journal entries one process caches, since none ever changes; and how many are read at once."""

SINCE_SHOWN = 50
"""How many of the changes since a revision are told where only the newest would do."""

_NOT_SAVED = ("the answers could not be saved", "没能存下回答")

# Made once: building a statement costs as much as running it.
_OF: sa.BindParameter[str] = sa.bindparam("of")
_CAME = sa.exists().where(PROPOSALS.c.assessment_id == ASSESSMENTS.c.id).label("came")
_FIND = sa.select(ASSESSMENTS, _CAME).where(ASSESSMENTS.c.id == _OF)
_FIND_REVISION = sa.select(ASSESSMENTS.c.revision, _CAME).where(ASSESSMENTS.c.id == _OF)
_LOCK, _LOCK_REVISION = _FIND.with_for_update(), _FIND_REVISION.with_for_update()
_SAVE = (
    ASSESSMENTS.update()
    .where(ASSESSMENTS.c.id == _OF)
    .values({name: sa.bindparam(name) for name in ("revision", "saved_at")})
    .values(body=sa.cast(sa.bindparam("body"), sa.Text))
)
_ENTER = JOURNAL.insert()


class Under(TypedDict, total=False):
    """What a change rests on. `by` names the window that makes it; `seen` is the revision its page was drawn from: ConflictError
    if the change would overwrite what others entered since, or with `exact` if it is not the newest any more. `reverses`
    is the entry that an undo or redo takes back.
    """

    by: str
    seen: int | None
    exact: bool
    reverses: Entry | None


class Which(TypedDict, total=False):
    """Which entries of a journal: of one question, after revision `since`, below revision `before`, at most `limit`."""

    question: str | None
    since: int | None
    before: int | None
    limit: int | None


@dataclass(frozen=True)
class Changed:
    """What a change left, and its entry in the journal; None where nothing changed."""

    state: StoredAssessment
    entry: Entry | None = None


class DatabaseStore:
    """Stores assessments over any SQLAlchemy URL. Safe to share between threads; every method raises StoreError with one sentence."""

    def __init__(self, url: str | sa.URL, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Open the database and create what is missing. Raises StoreError."""
        self._clock = clock
        self._file: File = None
        self._log: File = None
        self._turn, self._opening = Lock(), Lock()
        self.openings = 1
        """How often the database was opened: one more each time another file had taken the place of the one opened."""
        self.damaged: set[str] = set()
        """The assessments met so far that cannot be read."""
        self.to_wipe = False
        """Whether the file is still to be written anew after something was deleted for good."""
        self._states: Recent[str, StoredAssessment] = Recent(REMEMBERED)
        self.came: Recent[str, bool] = Recent(REMEMBERED)
        """Whether there are proposals for an assessment, decided or not, as of when it was last read: for most there are none to look for."""
        self._snapshots: Recent[str, Assessment] = Recent(REMEMBERED)
        self._entries: Recent[tuple[str, int], Entry] = Recent(ENTRIES_REMEMBERED)
        try:
            self._engine = engine_of(url)
            bring_up_to_date(self._engine)
            make_no_file(self._engine)
            self._note_files()
        except (SQLAlchemyError, ModuleNotFoundError, OSError) as error:
            raise failures.not_opened(url, error) from None

    @classmethod
    def in_folder(cls, folder: Path) -> DatabaseStore:
        """The SQLite file `ecq.sqlite3` in a folder that only its owner can read; the folder is created where it is missing."""
        failures.make_folder(folder)
        return cls(sa.URL.create("sqlite", database=str(folder / FILE_NAME)))

    def add(self, assessment: Assessment) -> StoredAssessment:
        """Store a new assessment under a new unguessable id of 128 random bits."""
        # 128 random bits, not beginning with a dash, which commands would take for an option.
        while (made := secrets.token_urlsafe(16)).startswith("-"):
            pass
        state = StoredAssessment(made, assessment, 1, self.now())
        with self.transaction() as connection:
            values = {"id": made, "body": compact(assessment).decode(), "revision": 1}
            connection.execute(
                ASSESSMENTS.insert().values(**values, created_at=state.saved_at, saved_at=state.saved_at)
            )
        return state

    @property
    def connections(self) -> tuple[int, int]:
        """How many connections to the database are in use, and how many are open and wait to be used."""
        pool = self._engine.pool
        return (pool.checkedout(), pool.checkedin()) if isinstance(pool, WatchedPool) else (0, 0)

    def find(self, assessment_id: str) -> StoredAssessment | None:
        """The assessment of that id, or None. Raises DamagedError where it cannot be read; lists then say so."""
        try:
            with self.engine.connect() as connection:
                return self._read(connection, assessment_id)
        except SQLAlchemyError as error:
            if failures.cause_of(error)[0] != "SQLITE_CORRUPT":
                raise failures.store_error("the answers could not be read", "没能读出回答", error) from None
        except DamagedError:
            pass
        self.damaged.add(assessment_id)
        self.forget_summary(assessment_id)
        raise failures.damaged(failures.self_check(assessment_id, self._last_name(assessment_id)))

    def _last_name(self, assessment_id: str) -> str:
        query = sa.select(ASSESSMENTS.c.body, SUMMARIES.c.body.label("summary")).outerjoin(SUMMARIES)
        with suppress(SQLAlchemyError), self.engine.connect() as connection:
            for row in alone(connection, query.where(ASSESSMENTS.c.id == assessment_id)):
                return failures.name_of(row.body, row.summary)
        return ""

    def change(
        self,
        assessment_id: str,
        how: Callable[[Assessment], Assessment],
        *,
        person: str = "",
        **under: Unpack[Under],
    ) -> StoredAssessment | None:
        """Apply a change to the newest state and save it with its journal entry, all or nothing; None where there is no
        such assessment. Where `how` returns the very object it was given, nothing is saved and nothing entered.

        Two writers at once both succeed: each change is applied to what the other left. `person` says who it is where
        people log in.
        """
        with self.transaction() as connection:
            changed = self.change_in(connection, assessment_id, how, person=person, **under)
        return self.remember(changed)

    def change_in(
        self,
        connection: sa.Connection,
        assessment_id: str,
        how: Callable[[Assessment], Assessment],
        *,
        by: str = "",
        seen: int | None = None,
        exact: bool = False,
        reverses: Entry | None = None,
        person: str = "",
    ) -> Changed | None:
        """As `change`, within a transaction that does more; when it has ended well, `remember` what this returns."""
        before = self._read(connection, assessment_id, lock=True)
        if before is None:
            return None
        if exact and seen != before.revision:
            raise ConflictError((), _entries(connection, assessment_id, since=seen, limit=SINCE_SHOWN))
        after = how(before.assessment)
        if after is before.assessment:
            return Changed(before)
        changes = changes_between(before.assessment, after)
        if seen is not None and seen < before.revision:
            missed = [one for one in _entries(connection, assessment_id, since=seen) if one.by != by]
            theirs = overwritten(changes, missed)
            if theirs:
                raise ConflictError(changes, theirs)
        saved = StoredAssessment(assessment_id, after, before.revision + 1, self.now())
        kind, undoes = (reversal_kind(reverses), reverses.revision) if reverses else (kind_of(changes), None)
        entry = Entry(saved.revision, saved.saved_at, kind, changes, by, undoes, person)
        row = {
            "assessment_id": assessment_id,
            "revision": saved.revision,
            "at": saved.saved_at,
            "kind": kind,
            "made_by": by,
            "undoes": undoes,
            "person": person,
            "questions": _listed(entry.questions),
            "changes": dump_changes(changes),
        }
        straight(connection, _ENTER, row)
        body = _in_pages(compact(after))
        values = {"of": assessment_id, "body": body, "revision": saved.revision, "saved_at": saved.saved_at}
        straight(connection, _SAVE, values)
        if reverses is not None:
            _turn_proposals(connection, assessment_id, reverses.revision, saved.revision)
        return Changed(saved, entry)

    def remember(self, changed: Changed | None) -> StoredAssessment | None:
        """Cache what a transaction that has ended well left, and return it."""
        if changed is None:
            return None
        if changed.entry is not None:
            self._states.put(changed.state.id, changed.state)
            self._entries.put((changed.state.id, changed.entry.revision), changed.entry)
        return changed.state

    def back_from(self, state: StoredAssessment) -> Iterator[Entry]:
        """The journal of a state, newest first, read only as far as it is asked for; entries in memory are not read again."""
        revision = state.revision
        while revision > 1:
            entry = self._entries.get((state.id, revision))
            if entry is None:
                further = self.entries(state.id, before=revision + 1, limit=STRIDE)
                if not further:
                    return
                for one in further:
                    self._entries.put((state.id, one.revision), one)
                entry = further[0]
            yield entry
            revision = entry.revision - 1

    def entries(self, assessment_id: str, **which: Unpack[Which]) -> tuple[Entry, ...]:
        """The journal, newest first."""
        with self.reading(("the history could not be read", "没能读出修改记录")) as connection:
            return _entries(connection, assessment_id, **which)

    def add_remark(self, assessment_id: str, remark: Remark) -> None:
        """Keep a remark after those kept before."""
        self.run(REMARKS.insert().values(assessment_id=assessment_id, **vars(remark)))

    def keep_waiting(self, assessment_id: str, waits: Mapping[str, Remark | None]) -> None:
        """Keep what waits at these questions in place of what waited there; None: nothing does any more."""
        was = REMARKS.delete().where(
            REMARKS.c.assessment_id == assessment_id, REMARKS.c.kind == "waits", REMARKS.c.question.in_([*waits])
        )
        rows = [{"assessment_id": assessment_id, **vars(one)} for one in waits.values() if one]
        with self.transaction() as connection:
            connection.execute(was)
            if rows:
                connection.execute(REMARKS.insert(), rows)

    def remarks(self, assessment_id: str) -> tuple[Remark, ...]:
        """The remarks of an assessment, oldest first."""
        query = sa.select(REMARKS).where(REMARKS.c.assessment_id == assessment_id).order_by(REMARKS.c.number)
        rows = self.rows(query, ("the conversation could not be read", "没能读出对话"))
        return tuple(Remark(row.revision, row.question, row.kind, row.words, row.reply) for row in rows)

    def add_snapshot(self, assessment_id: str, name: str, rubric: str, rubric_text: str) -> Snapshot | None:
        """Store the newest state under a name; None where there is no such assessment.

        `rubric` is the digest of the rubric it is read with and `rubric_text` all that rubric says, stored once for each
        digest, so that a snapshot is still read with the same rubric when that has changed.
        """
        with self.transaction() as connection:
            state = self._read(connection, assessment_id, lock=True)
            if state is None:
                return None
            snapshot = Snapshot(secrets.token_urlsafe(8), name, self.now(), state.revision, rubric, state.assessment)
            of_it = SNAPSHOTS.c.assessment_id == assessment_id
            last = connection.scalar(sa.select(sa.func.max(SNAPSHOTS.c.number)).where(of_it))
            insert_if_missing(connection, RUBRICS, digest=rubric, text=rubric_text)
            values = {name: getattr(snapshot, name) for name in ("id", "name", "at", "revision", "rubric")}
            values |= {"assessment_id": assessment_id, "number": (last or 0) + 1}
            values["body"] = compact(state.assessment).decode()
            connection.execute(SNAPSHOTS.insert().values(values))
        return snapshot

    def snapshots(self, assessment_id: str) -> tuple[Snapshot, ...]:
        """The snapshots of an assessment, newest first."""
        columns = [column for column in SNAPSHOTS.c if column.name not in ("assessment_id", "number", "body")]
        query = sa.select(*columns).where(SNAPSHOTS.c.assessment_id == assessment_id)
        with self.reading(("the snapshots could not be read", "没能读出快照")) as connection:
            rows = connection.execute(query.order_by(SNAPSHOTS.c.number.desc())).all()
            return tuple(
                Snapshot(row.id, row.name, row.at, row.revision, row.rubric, self._body_of(connection, row.id))
                for row in rows
            )

    def rename_snapshot(self, assessment_id: str, snapshot_id: str, name: str) -> bool:
        """Give a snapshot another name; False where the assessment has no such snapshot."""
        return bool(self.run(SNAPSHOTS.update().where(_one(assessment_id, snapshot_id)).values(name=name)))

    def remove_snapshot(self, assessment_id: str, snapshot_id: str) -> bool:
        """Remove a snapshot; False where the assessment has no such snapshot. The assessment itself is not touched."""
        done = self.run(SNAPSHOTS.delete().where(_one(assessment_id, snapshot_id)))
        self._snapshots.drop(snapshot_id)
        return bool(done)

    def rubric_text(self, digest: str) -> str | None:
        """What the rubric of that digest says, where a snapshot was read with it; else None."""
        with self.reading(("the snapshots could not be read", "没能读出快照")) as connection:
            return connection.scalar(sa.select(RUBRICS.c.text).where(RUBRICS.c.digest == digest))

    def _body_of(self, connection: sa.Connection, snapshot_id: str) -> Assessment:
        """The state in a snapshot, parsed once: it never changes."""
        state = self._snapshots.get(snapshot_id)
        if state is None:
            body = connection.scalar(sa.select(SNAPSHOTS.c.body).where(SNAPSHOTS.c.id == snapshot_id))
            state = failures.assessment_of(body, (f"the snapshot {snapshot_id}", f"快照 {snapshot_id} "))
            self._snapshots.put(snapshot_id, state)
        return state

    def must_answer(self) -> None:
        """Raise StoreError where the database does not answer, its file is gone, or its tables are another version's."""
        self._must_be_there()
        with self.reading(("the database cannot be used", "数据库现在用不了")) as connection:
            connection.execute(sa.select(ASSESSMENTS.c.id).limit(1)).first()
            must_be_of_this_version(connection)

    def must_take_writes(self) -> None:
        """Raise StoreError where nothing can be stored; asked before anybody is let in, and the log made ready for them."""
        try:
            with writing(self._engine) as connection:
                connection.execute(sa.text("UPDATE alembic_version SET version_num = version_num"))
        except SQLAlchemyError as error:
            raise failures.not_opened(self._engine.url, error) from None
        lengthen_log(self._engine)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def _read(self, connection: sa.Connection, assessment_id: str, lock: bool = False) -> StoredAssessment | None:
        """The newest state. What was read or written before is parsed again only if its revision has changed since."""
        if "\0" in assessment_id:  # in an address there may be anything, and PostgreSQL takes no such text
            return None
        known = self._states.get(assessment_id)
        query = (_LOCK_REVISION if lock else _FIND_REVISION) if known else _LOCK if lock else _FIND
        row = straight(connection, query, {"of": assessment_id})
        if row is None:
            return None
        self.came.put(assessment_id, bool(row.came))
        if known:
            if row.revision == known.revision:
                return known
            row = straight(connection, _FIND, {"of": assessment_id})
        state = _state(assessment_id, row)
        self._states.put(state.id, state)
        return state

    @property
    def engine(self) -> sa.Engine:
        """The database, for the other modules of the store.

        Where another file of ECQ's has taken the place of the one opened, as after `ecq restore`, that one. Where the file is
        gone, or is none of ECQ's, what was opened is still read. Raises StoreError where the other one cannot be opened.
        """
        if file_of(self._engine.url) != self._file and self._another_there:
            with self._opening:
                self._open_anew()
        return self._engine

    def _note_files(self) -> None:
        self._file, self._log = file_of(self._engine.url), file_of(self._engine.url, "-wal")

    @property
    def _another_there(self) -> bool:
        """Whether what is there now is a whole database of ECQ's.

        Where the log of the one opened is still beside it, the file alone was replaced, by hand, and SQLite would read that
        log into it.
        """
        log = file_of(self._engine.url, "-wal")
        return (log is None or log != self._log) and holds_assessments(self._engine.url)

    def _open_anew(self) -> None:
        there = file_of(self._engine.url)
        if there == self._file:  # another thread was quicker
            return
        self._engine.dispose()
        try:
            bring_up_to_date(self._engine)
        except (SQLAlchemyError, OSError) as error:
            raise failures.store_error("the database cannot be opened", "数据库打不开", error) from None
        self.forget_all()
        self._note_files()
        self._file = there  # where it was replaced once more meanwhile, that is noticed next time
        self.openings += 1
        _log.warning("the database file was replaced while ECQ was running; going on with the one that is there now")

    def _must_be_there(self) -> None:
        if file_of(self.engine.url) != self._file:
            _log.error("the database file was deleted or replaced while ECQ was running")
            raise StoreError(
                "the database file was deleted, or replaced by one that is none of ECQ's, while ECQ was running; "
                "put it back, or put a backup in its place with ecq restore",
                "数据库文件在 ECQ 运行时被删除，或换成了不是 ECQ 的文件；请放回原来的，或用 ecq restore 放回备份",
            )

    @contextmanager
    def reading(self, failed: tuple[str, str]) -> Iterator[sa.Connection]:
        """A connection that reads. Raises StoreError. `failed` says in English and Chinese what could not be done."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise failures.store_error(*failed, error) from None

    def rows(
        self, query: sa.Select[Any], failed: tuple[str, str], given: Mapping[str, object] | None = None
    ) -> Sequence[sa.Row[Any]]:
        """All rows of a query that is read by itself. Raises StoreError."""
        with self.reading(failed) as connection:
            return connection.execute(query, given).all()

    @contextmanager
    def transaction(self, failed: tuple[str, str] = _NOT_SAVED) -> Iterator[sa.Connection]:
        """A connection that writes: all or nothing. Raises StoreError. `failed` says in English and Chinese what could not be done."""
        try:
            with self._in_turn(), self._begun() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise failures.store_error(*failed, error) from None

    def run(self, statement: sa.UpdateBase, failed: tuple[str, str] = _NOT_SAVED) -> int:
        """Do what is one statement, in a transaction of its own; how many rows it changed. Raises StoreError."""
        with self.transaction(failed) as connection:
            return connection.execute(statement).rowcount

    @contextmanager
    def _begun(self) -> Iterator[sa.Connection]:
        """A transaction in the database that is there: `ecq restore` takes the file away under the same lock, so it is looked
        at once more when the lock is held, and nothing is ever written into the one that was taken away.
        """
        while True:
            engine, opening = self.engine, self.openings
            with writing(engine) as connection:
                if file_of(engine.url) == self._file and self.openings == opening:
                    self._log = file_of(engine.url, "-wal")
                    must_be_of_this_version(connection)
                    yield connection
                    return
            self._must_be_there()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """One thread after another writes to an SQLite file: by itself SQLite asks again after ever longer pauses, of up to 0.1 s.

        Who has waited as long as SQLite would tries all the same, and so gets its error.
        """
        sqlite = self._engine.dialect.name == "sqlite"
        mine = sqlite and self._turn.acquire(timeout=BUSY_TIMEOUT / 1000)
        try:
            yield
        finally:
            if mine:
                self._turn.release()

    def drop(self, assessment_id: str) -> None:
        """Forget what this process remembers of an assessment that is gone."""
        self._states.drop(assessment_id)
        self.came.drop(assessment_id)
        self.damaged.discard(assessment_id)

    def forget_summary(self, assessment_id: str) -> None:
        """Have lists work out anew what they show of an assessment: what was worked out before does not hold any more."""
        with suppress(StoreError):  # its name stays to be shown
            self.run(SUMMARIES.update().where(SUMMARIES.c.assessment_id == assessment_id).values(revision=0))

    def forget_all(self) -> None:
        """Forget all that this process remembers, so that it is read from the database again."""
        for remembered in (self._states, self.came, self._snapshots, self._entries, self.damaged):
            remembered.clear()

    def forget_entries(self) -> None:
        """Forget the journal entries this process remembers: a person was deleted, whom they name."""
        self._entries.clear()

    def now(self) -> str:
        """The present time, as it is stored."""
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")


def _entries(connection: sa.Connection, assessment_id: str, **which: Unpack[Which]) -> tuple[Entry, ...]:
    query = sa.select(JOURNAL).where(JOURNAL.c.assessment_id == assessment_id)
    if (question := which.get("question")) is not None:
        query = query.where(JOURNAL.c.questions.contains(_listed([question]), autoescape=True))
    if (since := which.get("since")) is not None:
        query = query.where(JOURNAL.c.revision > since)
    if (before := which.get("before")) is not None:
        query = query.where(JOURNAL.c.revision < before)
    rows = connection.execute(query.order_by(JOURNAL.c.revision.desc()).limit(which.get("limit")))
    return tuple(entry_of(row) for row in rows.mappings())


def alone(connection: sa.Connection, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
    """The row of one assessment; where a page of it is damaged its id and what other tables say of it, and None for the rest."""
    try:
        return connection.execute(query).all()
    except SQLAlchemyError:
        lost = {column.name for column in ASSESSMENTS.c} - {"id"}
        columns = [sa.null().label(each.name) if each.name in lost else each for each in query.selected_columns]
        return connection.execute(query.with_only_columns(*columns)).all()


def entry_of(row: sa.RowMapping) -> Entry:
    """A row of the journal. Raises DamagedError."""
    try:
        failures.must_be_times(row["at"])
        changes = read_changes(row["changes"])
        return Entry(row["revision"], row["at"], row["kind"], changes, row["made_by"], row["undoes"], row["person"])
    except (ValueError, TypeError, AttributeError):
        one, chinese = failures.self_check(row["assessment_id"])
        raise failures.damaged((f"the history of {one}", f"{chinese}的修改记录")) from None


def _state(assessment_id: str, row: Any) -> StoredAssessment:
    assessment = failures.assessment_of(row.body, failures.self_check(assessment_id))
    try:
        failures.must_be_times(row.saved_at)
        return StoredAssessment(assessment_id, assessment, int(row.revision), row.saved_at)
    except (ValueError, TypeError):
        raise failures.damaged(failures.self_check(assessment_id)) from None


def _in_pages(body: bytes) -> bytes:
    """The body, where it is longer than a page of SQLite with blanks up to the next: what grows takes their place, and of a row
    as long as before SQLite writes only the pages in which something changed.
    """
    return body + b" " * (-len(body) % 4096) if len(body) > 4096 else body


def _one(assessment_id: str, snapshot_id: str) -> sa.ColumnElement[bool]:
    return sa.and_(SNAPSHOTS.c.assessment_id == assessment_id, SNAPSHOTS.c.id == snapshot_id)


def _turn_proposals(connection: sa.Connection, assessment_id: str, reversed_: int, made: int) -> None:
    """Have the proposals that a reversed revision accepted wait again, and those accepted that it had made wait again."""
    turned = sa.case((PROPOSALS.c.state == "accepted", "waiting"), else_="accepted")
    which = sa.and_(PROPOSALS.c.assessment_id == assessment_id, PROPOSALS.c.revision == reversed_)
    connection.execute(
        PROPOSALS.update().where(which, PROPOSALS.c.state != "returned").values(state=turned, revision=made)
    )


def _listed(questions: Iterable[str]) -> str:
    """Ids each between line ends, so that one can be looked for without meeting it inside another."""
    return "".join(f"\n{one}\n" for one in dict.fromkeys(questions))
