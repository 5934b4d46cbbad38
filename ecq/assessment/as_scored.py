"""An assessment as far as its score depends on it, read several times quicker: for batches of very many.

The file format once more, for msgspec: what it takes, `ecq.assessment.file.read` takes as well and with the same answers
(tests/test_as_scored.py); what it does not take is left to that, which knows the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from ecq.assessment import model
from ecq.assessment.file import compact, key_twice

_Value = str | tuple[str, ...]


class _File(Struct, forbid_unknown_fields=True, gc=False):
    name: Annotated[str, Meta(min_length=1, max_length=model.FILE_NAME_LIMIT)]
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Meta(gt=0)]
    type: Annotated[str, Meta(pattern=r"^[a-z0-9.+-]{1,60}/[a-zA-Z0-9.+-]{1,100}$")]


class _Review(Struct, forbid_unknown_fields=True, gc=False):
    verdict: Literal["accepted", "returned"]
    by: Annotated[str, Meta(min_length=1, max_length=model.OWNER_LIMIT)]
    on: date
    words: Annotated[str, Meta(max_length=model.NOTE_LIMIT)]


class _Evidence(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    text: Annotated[str, Meta(min_length=1, max_length=model.EVIDENCE_LIMIT)]
    in_hand: bool
    place: Annotated[str, Meta(max_length=model.PLACE_LIMIT)]
    owner: Annotated[str, Meta(max_length=model.OWNER_LIMIT)]
    due: date | None
    pieces: Annotated[tuple[str, ...], Meta(max_length=model.EVIDENCE_ITEMS)] | None = None
    thing: Annotated[str, Meta(max_length=64)] = ""
    dated: date | None = None
    until: date | None = None
    brought_by: Annotated[str, Meta(max_length=model.OWNER_LIMIT)] = ""
    file: _File | None = None
    review: _Review | None = None


class _Response(Struct, forbid_unknown_fields=True, gc=False):
    state: model.State
    value: _Value | None
    reason: Annotated[str, Meta(max_length=model.NOTE_LIMIT)] | None
    note: Annotated[str, Meta(max_length=model.NOTE_LIMIT)]
    evidence: Annotated[tuple[_Evidence, ...], Meta(max_length=model.EVIDENCE_ITEMS)]
    at: str | None


class _RubricRef(Struct, forbid_unknown_fields=True, gc=False):
    id: str
    version: str
    digest: str


class AsScored(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """An assessment with everything that ECQ writes, checked as strictly as any; its terms of plans are left as they are written."""

    format: Literal["ecq-assessment/3", "ecq-assessment/2", "ecq-assessment/1"]
    rubric: _RubricRef
    name: Annotated[str, Meta(max_length=model.NAME_LIMIT)]
    profile: dict[str, _Value]
    target: str | None
    responses: dict[str, _Response]
    created_at: str | None
    updated_at: str | None
    terms: Raw | UnsetType = UNSET
    comments: Raw | UnsetType = UNSET
    client: Raw | UnsetType = UNSET
    papers: Raw | UnsetType = UNSET
    reviewer: Annotated[str, Meta(max_length=model.OWNER_LIMIT)] = ""
    as_of: date | None = None

    @property
    def day(self) -> str:
        """As that of `ecq.assessment.model.Assessment`."""
        return self.as_of.isoformat() if self.as_of else (self.updated_at or "")[:10]

    def on(self, day: str) -> AsScored:
        """The same with its figures of that day."""
        return msgspec.structs.replace(self, as_of=date.fromisoformat(day))


Proving = model.Evidence | _Evidence
"""A thing that proves: a score depends on its words, place, pieces, dates, file, who brought it and what a review said."""

ScoredResponse = model.Response | _Response
"""Of a response a score depends on its state, value and evidence."""

Scored = model.Assessment | AsScored
"""What can be scored: a score, and readiness for the target, depend on profile, target, responses, reviewer and day."""

_decode: Callable[[bytes], AsScored] = msgspec.json.Decoder(AsScored).decode
_encode: Callable[[object], bytes] = msgspec.json.Encoder().encode


_CONTROL = {
    b"\\": re.compile(rb"\\(?:[bf]|u(?:00[0189]|007[fF]|202[a-eA-E]|206[6-9]|[fF]{3}[9abefABEF]|[dD][89a-fA-F]))"),
    b"\xe2": re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])"),
    b"\xc2": re.compile(rb"\xc2[\x80-\x9f]"),
    b"\xef": re.compile(rb"\xef\xbf[\xb9-\xbb\xbe\xbf]"),
    b"\x7f": re.compile(rb"\x7f"),
}
"""Characters that nobody types and the full reading takes out, in the bytes of JSON: escaped or as UTF-8.

By the bytes they begin with: these are looked for first, which is quick.
"""


def read_as_scored(json: bytes) -> AsScored | None:
    """The assessment; None where it takes the full reading."""
    if _may_hold_control(json):
        return None
    try:
        given = _decode(json)
        if any(one is not UNSET for one in (given.comments, given.client, given.papers)) or _may_say_twice(json, given):
            return None
        if given.terms is not UNSET:
            terms = bytes(given.terms)
            (_check_terms if len(terms) < _SHORT else _check_terms.__wrapped__)(terms)
    except (msgspec.MsgspecError, ValueError, RecursionError):  # pydantic's and those about UTF-8 are ValueErrors
        return None
    return given


_SHORT = 1_000
"""Bytes of terms that are worth remembering: most assessments have none, always written alike."""


@lru_cache(maxsize=100)
def _check_terms(json: bytes) -> None:
    """Raise ValueError where the terms are not valid, or take the full reading."""
    if key_twice(json) is not None:
        raise ValueError
    model.PlanTerms.model_validate_json(json)


def _may_say_twice(json: bytes, given: AsScored) -> bool:
    """Whether a key may stand twice in an object; never False where one does, but for within the terms.

    Everything that is written comes back when what was read is written anew, but for what stood twice. So it has as many
    quotation marks, unless one within a text was written by its number.
    """
    return json.count(b'"') != _encode(given).count(b'"') or (b"\\" in json and b"\\u0022" in json)


def digest_of(given: Scored) -> str:
    """A digest of all that is said of the platform, whatever day its figures are of and whatever plans rest on."""
    one = _decode(compact(given)) if isinstance(given, model.Assessment) else given
    said = (one.rubric, one.name, one.profile, one.target, one.responses, one.reviewer, one.created_at, one.updated_at)
    return blake2b(_encode(said), digest_size=16).hexdigest()


def _may_hold_control(json: bytes) -> bool:
    """Whether a JSON file may hold such characters; never False where it does."""
    return any(first in json and whole.search(json) for first, whole in _CONTROL.items())
