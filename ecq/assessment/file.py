"""The JSON file an assessment is saved in: written, and read back whoever wrote it."""

from __future__ import annotations

import json
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from pydantic import ValidationError

from ecq.assessment.changes import CONTROL
from ecq.assessment.model import Assessment
from ecq.base.errors import AssessmentError
from ecq.base.file_limits import FILE_LIMIT, JSON_DEPTH_LIMIT

FORMAT: str = Assessment.model_fields["format"].default
BEFORE = "ecq-assessment/2"
OLDER_FORMATS = ("ecq-assessment/1", BEFORE)
"""Formats that are read as they are: each later one only adds keys that may be left out. What is saved is of FORMAT.

One with evidence stays marked with the format BEFORE in the store, until somebody has seen that evidence proves otherwise since.
"""


def dump(assessment: Assessment) -> str:
    """The assessment as the text of its JSON file."""
    return assessment.model_copy(update={"format": FORMAT}).model_dump_json(indent=1) + "\n"


def _marked(assessment: Assessment) -> Assessment:
    """The assessment, of an earlier format only where it has evidence: for all others the formats do not differ."""
    named = any(response.evidence for response in assessment.responses.values())
    return assessment if named or assessment.format == FORMAT else assessment.model_copy(update={"format": FORMAT})


@lru_cache(maxsize=1_024)
def _named(question_id: str) -> bytes:
    """The id of a question as it stands in JSON after another response: the same ones at every answer."""
    return f",{encode_basestring(question_id)}:".encode()


def compact(assessment: Assessment) -> bytes:
    """The assessment as JSON on one line, as it is stored: what `model_dump_json` gives, without writing every response anew.

    No text can hold the place that is filled in, since a quotation mark within a text is escaped.
    """
    around = assessment.model_copy(update={"responses": {}}).model_dump_json().encode()
    pairs = [part for q, one in assessment.responses.items() for part in (_named(q), one.as_json)]
    return around.replace(b'"responses":{}', b'"responses":{%b}' % b"".join(pairs)[1:], 1)


def read(text: str | bytes, where: str = "the file") -> Assessment:
    """An assessment from its JSON file. Raises AssessmentError with one sentence naming `where`.

    Bytes come from outside: a key that stands twice is refused there. Text is what ECQ has written itself.
    """
    if len(text) > FILE_LIMIT:
        size = FILE_LIMIT // 1_000_000
        raise AssessmentError(
            f"{where} is larger than {size} MB and cannot be an ECQ assessment",
            f"{where} 超过 {size} MB，不会是 ECQ 存的文件",
        )
    twice = key_twice(text) if isinstance(text, bytes) else None
    if twice is not None:
        raise AssessmentError(
            f"{where} says {twice!r} twice in one place, so what is meant cannot be told; take one out or choose another copy",
            f"{where} 在同一处写了两次 {twice!r}，看不出以哪个为准；请去掉一个，或换一份文件",
        )
    plain = _plain(text)
    if plain is not None:
        return plain
    try:
        raw = _without_control(json.loads(text.decode("utf-8-sig") if isinstance(text, bytes) else text))
    except (ValueError, RecursionError):
        raise AssessmentError(
            f"{where} is not a JSON file; choose one saved by ECQ", f"{where} 不是 JSON 文件，请选 ECQ 存的文件"
        ) from None
    if not isinstance(raw, dict) or not str(raw.get("format", "")).startswith("ecq-assessment/"):
        raise AssessmentError(
            f"{where} is not an ECQ assessment; choose one saved by ECQ",
            f"{where} 不是 ECQ 存的自评，请选 ECQ 存的文件",
        )
    if raw["format"] in OLDER_FORMATS:
        raw["format"] = BEFORE
    if raw["format"] not in (FORMAT, BEFORE):
        raise AssessmentError(
            f"{where} is of format {raw['format']}, which this ECQ cannot read; use a newer ECQ",
            f"{where} 的格式是 {raw['format']}，这个版本的 ECQ 读不了，请用更新的版本",
        )
    try:
        return _marked(Assessment.model_validate_json(json.dumps(raw)))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "top"
        raise AssessmentError(
            f"{where} is damaged at {place}: {first['msg']}", f"{where} 在 {place} 处损坏，请用存下的另一份文件"
        ) from None


class _TwiceError(Exception):
    """A key stands twice in one object."""


def key_twice(data: bytes) -> str | None:
    """A key that stands twice in one object of a JSON file: which of the two counts, readers do not agree. None where none does."""
    try:
        json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except _TwiceError as error:
        return str(error)
    except (ValueError, RecursionError):  # no JSON at all
        return None
    return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return made


def _plain(text: str | bytes) -> Assessment | None:
    """A file as ECQ writes it, read at once; None for any other, which is read step by step, to clean it or say what is wrong.

    Whether there is a control character is quickly seen: no character that can be printed is one, nor can any be escaped.
    """
    try:
        said = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        if any(escape in said for escape in ("\\u", "\\b", "\\f")):
            return None
        if not said.replace("\n", "").isprintable() and CONTROL.search(said):
            return None
        made = Assessment.model_validate_json(said)
    except ValueError:
        return None
    return _marked(made) if "format" in made.model_fields_set else None


def _without_control(value: Any, depth: int = 0) -> Any:
    """What a file holds without the characters that nobody types: a terminal or a spreadsheet could take them for commands.

    Raises RecursionError where it is nested deeper than any file of ECQ.
    """
    if depth > JSON_DEPTH_LIMIT:
        raise RecursionError
    if isinstance(value, str):
        return CONTROL.sub("", value)
    if isinstance(value, list):
        return [_without_control(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {CONTROL.sub("", name): _without_control(one, depth + 1) for name, one in value.items()}
    return value
