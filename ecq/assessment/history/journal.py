"""The journal of an assessment: what a change changed, how it is taken back, and when two windows conflict.

Fields are compared and not named, so that whatever an assessment comes to hold is covered.

Remarks are what is said in an interview besides its answers, so that a reload still shows the conversation. The journal has what
changed; a remark has the operator's own words, those that changed nothing too, questions left for later, and what waits to be
confirmed. No answer and no figure is computed from remarks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, filterfalse, repeat
from operator import is_not
from typing import Any, Final, Literal

from pydantic import BaseModel, TypeAdapter, ValidationError

from ecq.assessment.model import Assessment
from ecq.base.errors import AssessmentError, EcqError

Path = tuple[str, ...]
ABSENT: Final = object()
"""Stands for "nothing there": a key that is missing, or a field at its default."""

UNJOURNALED = frozenset({"updated_at", "as_of", "format"})
"""Fields without entries: every entry has a time of its own, and day and format change by no press of anybody."""

TIME = "at"
ANSWER = frozenset({"state", "value", "reason"})
"""Fields of a response that are one answer together: they stand or fall as one."""

AGAIN, UNDO, REDO, SEVERAL = "again", "undo", "redo", "several"


@dataclass(frozen=True)
class Change:
    """One field: where it is, and its value before and after as JSON data (ABSENT where there is none)."""

    path: Path
    before: Any
    after: Any

    @property
    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.path, self.after, self.before)

    @property
    def question(self) -> str | None:
        """The question it belongs to, if any."""
        return self.path[1] if self.path[0] == "responses" else None

    @property
    def part(self) -> str | None:
        """What it changes: "answer", "note", "evidence", or the field's name; None for a time alone."""
        if self.question is None:
            return self.path[0]
        name = self.path[2] if len(self.path) > 2 else TIME
        return None if name == TIME else "answer" if name in ANSWER else name

    @property
    def key(self) -> Path | None:
        """Two changes of the same key overwrite each other; None for a time alone."""
        if self.question is None:
            return self.path[:1] if self.path[0] == "rubric" else self.path
        return None if self.part is None else (*self.path[:2], self.part)


@dataclass(frozen=True)
class Entry:
    """One journal entry: the revision it made, when (ISO 8601, UTC), what kind, by which window, which entry it
    undoes, and by which person where people log in."""

    revision: int
    at: str
    kind: str
    changes: tuple[Change, ...]
    by: str = ""
    undoes: int | None = None
    person: str = ""

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions it changed, each once."""
        return tuple(dict.fromkeys(c.question for c in self.changes if c.question is not None))


class ConflictError(EcqError):
    """A change refused because it would overwrite what another window changed meanwhile: `mine` and `theirs`."""

    def __init__(self, mine: Sequence[Change], theirs: Sequence[Entry]) -> None:
        self.mine, self.theirs = tuple(mine), tuple(theirs)
        super().__init__("this was changed in another window meanwhile")


# -- what changed


def changes_between(before: Assessment, after: Assessment) -> tuple[Change, ...]:
    """Every field that differs. A response that is the same object on both sides is not compared: an answer costs little."""
    changes: list[Change] = []
    for name in Assessment.model_fields:
        if name in UNJOURNALED:
            continue
        old, new = getattr(before, name), getattr(after, name)
        if isinstance(old, Mapping):
            touched = [
                *compress(new, map(is_not, map(old.get, new, repeat(ABSENT)), new.values())),
                *filterfalse(new.__contains__, old),
            ]
            for key in touched:
                one, other = old.get(key, ABSENT), new.get(key, ABSENT)
                if one != other:
                    changes += _differences((name, key), one, other)
        elif old != new:
            changes += _differences((name,), _own(before, name), _own(after, name))
    return tuple(changes)


def _differences(path: Path, one: Any, other: Any) -> Iterator[Change]:
    old, new = dict(_leaves(path, _plain(one))), dict(_leaves(path, _plain(other)))
    for place in dict.fromkeys((*old, *new)):
        before, after = old.get(place, ABSENT), new.get(place, ABSENT)
        if before is ABSENT or after is ABSENT or before != after:
            yield Change(place, before, after)


def _leaves(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    """Every value in nested data with its path. An empty mapping is a value, so that taking a change back is exact."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves((*path, key), inner)
    elif value is not ABSENT:
        yield path, value


_ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)


def _plain(value: Any) -> Any:
    """A value as JSON data without what is at its default, so that a later field with a default changes no old entry."""
    return value if value is ABSENT else _ANYTHING.dump_python(value, mode="json", exclude_defaults=True)


def _own(model: BaseModel, name: str) -> Any:
    """A field of a model, ABSENT where it is at its default or there is no such field."""
    known = type(model).model_fields.get(name)
    if known is None:
        return ABSENT
    value = getattr(model, name)
    return ABSENT if value == known.default else value


def kind_of(changes: Sequence[Change]) -> str:
    """One word for a change: "answer", "note", "evidence", a field's name, "several", or "again" where nothing is new."""
    parts = {change.part for change in changes} - {None}
    if not parts:
        return AGAIN
    questions = {change.question for change in changes if change.part}
    if len(questions) > 1:
        return SEVERAL
    if "answer" in parts:
        return "answer"
    return str(parts.pop()) if len(parts) == 1 else SEVERAL


# -- taking back


def reversal(entry: Entry) -> tuple[Change, ...]:
    """The changes that take an entry back."""
    return tuple(change.reversed for change in reversed(entry.changes))


def reversal_kind(entry: Entry) -> str:
    """What taking an entry back is called: taking an undo back is a redo."""
    return REDO if entry.kind == UNDO else UNDO


def stands(assessment: Assessment, changes: Iterable[Change]) -> bool:
    """Whether every changed field still has the value the change gave it; times do not matter."""
    timeless = (c for c in changes if c.part is not None and {} not in (c.before, c.after))
    return all(_value_at(assessment, change.path) == change.after for change in timeless)


def _value_at(whole: Any, path: Path) -> Any:
    for step in path:
        if isinstance(whole, BaseModel):
            whole = _own(whole, step)
        elif isinstance(whole, Mapping):
            whole = whole.get(step, ABSENT)
        else:
            return ABSENT
    return _plain(whole)


def applied(assessment: Assessment, changes: Iterable[Change], at: str | None = None) -> Assessment:
    """The assessment with the changes applied. Raises AssessmentError where the result is no valid assessment."""
    data = as_data(assessment)
    apply_to(data, changes)
    return from_data(data, at or assessment.updated_at)


def as_data(assessment: Assessment) -> dict[str, Any]:
    """An assessment as nested JSON data that changes can be applied to."""
    return assessment.model_dump(mode="json", exclude_defaults=True)


def apply_to(data: dict[str, Any], changes: Iterable[Change]) -> None:
    """Apply the changes to the data in place."""
    changes = tuple(changes)
    for change in changes:
        if change.after is ABSENT:
            _take_out(data, change.path, only_if_empty=change.before == {})
    for change in changes:
        if change.after is not ABSENT:
            inside = data
            for step in change.path[:-1]:
                inside = inside.setdefault(step, {})
            if change.after == {}:
                inside.setdefault(change.path[-1], {})
            else:
                inside[change.path[-1]] = change.after


def from_data(data: Mapping[str, Any], at: str | None) -> Assessment:
    """The assessment from such data, last changed `at`. Raises AssessmentError where the data is not valid."""
    try:
        assessment = Assessment.model_validate_json(json.dumps(data))
    except ValidationError:
        raise AssessmentError(
            "this step was recorded by another version of ECQ and cannot be taken back or restored",
            "这一步由另一个版本的 ECQ 记下，不能撤销或恢复",
        ) from None
    return assessment.model_copy(update={"updated_at": at})


def _take_out(data: dict[str, Any], path: Path, only_if_empty: bool) -> None:
    """Take a value out, and with it what is left empty above it, but for the fields of the assessment themselves."""
    above: list[tuple[dict[str, Any], str]] = []
    inside: Any = data
    for step in path:
        if not isinstance(inside, dict) or step not in inside:
            return
        above.append((inside, step))
        inside = inside[step]
    if only_if_empty and inside != {}:
        return
    for depth, (holder, step) in reversed(list(enumerate(above, 1))):
        if depth < len(path) and (holder[step] != {} or depth < 2):
            return
        del holder[step]


# -- two windows


def overwritten(mine: Iterable[Change], theirs: Sequence[Entry]) -> tuple[Entry, ...]:
    """Other windows' entries (newest first) that a change would overwrite, without those they undid themselves.

    Additions to a list or at the end of a note overwrite nothing: they are made on the newest state.
    """
    keys = {change.key for change in mine if not _only_adds(change)} - {None}
    return tuple(entry for entry in in_effect(theirs) if any(change.key in keys for change in entry.changes))


def in_effect(newest_first: Sequence[Entry]) -> tuple[Entry, ...]:
    """Drop each undone entry together with its undo."""
    known, undone = {entry.revision for entry in newest_first}, set()
    for entry in newest_first:
        if entry.revision not in undone and entry.undoes in known:
            undone |= {entry.revision, entry.undoes}
    return tuple(entry for entry in newest_first if entry.revision not in undone)


def _only_adds(change: Change) -> bool:
    if change.question is None or change.part == "answer":
        return False
    if isinstance(change.after, list) or isinstance(change.before, list):
        return True
    return isinstance(change.before, str) and isinstance(change.after, str) and change.after.startswith(change.before)


# -- as text


def dump_changes(changes: Iterable[Change]) -> str:
    """Changes as compact JSON: [path, {"b": before, "a": after}] each; a missing letter is a missing value."""
    pairs = [
        [list(c.path), {name: value for name, value in (("b", c.before), ("a", c.after)) if value is not ABSENT}]
        for c in changes
    ]
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))


def read_changes(text: str) -> tuple[Change, ...]:
    """What `dump_changes` wrote."""
    return tuple(
        Change(tuple(path), values.get("b", ABSENT), values.get("a", ABSENT)) for path, values in json.loads(text)
    )


RemarkKind = Literal["change", "reply", "skip", "waits"]
"""change: the words made the change of this revision; reply: they were answered; skip: the question was left for later; waits:
what was understood of words waits to be confirmed, and `reply` is that as data: one for a question, until its answer changes;
the one without a question says where words may lead.
"""

WORDS_KEPT = 1_000
"""How many characters of what was typed are kept: the whole of a longer text is in the note it became, if it became one."""


@dataclass(frozen=True)
class Remark:
    """One remark: after which revision of the assessment, at which question, the words typed ("" for a press), the reply."""

    revision: int
    question: str
    kind: RemarkKind
    words: str = ""
    reply: str = ""


def shortened(text: str) -> str:
    """A typed text as a remark keeps it: on one line, and not a pasted novel."""
    line = " ".join(text.split())
    return line if len(line) <= WORDS_KEPT else line[: WORDS_KEPT - 1] + "…"
