"""Read for the score alone: whatever is taken is taken by the full reading too, and gives the very same scorecard."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from operator import attrgetter
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ecq.assessment.as_scored import _may_hold_control, read_as_scored
from ecq.assessment.changes import clean
from ecq.assessment.file import dump, read
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.errors import AssessmentError
from ecq.rubric.loading import load_rubric
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score

RUBRIC = load_rubric("gbt31526-2025")
SAMPLE = sample_assessment(next(one for one in load_samples() if one.id == "qinghe-mall"), RUBRIC, "zh", "2026-11-24")
FEW = dict(list(SAMPLE.responses.items())[:12])
PLAIN: dict[str, Any] = json.loads(dump(SAMPLE.model_copy(update={"responses": FEW})))
PLACES: list[tuple[Any, ...]] = [
    ("format",), ("rubric",), ("rubric", "id"), ("rubric", "digest"), ("name",), ("profile",), ("profile", "offer"),
    ("target",), ("responses",), ("terms",), ("terms", "locked"), ("terms", "capacity"), ("updated_at",), ("new",),
    *[("responses", next(iter(FEW)), key) for key in ("state", "value", "reason", "note", "evidence", "at", "new")],
    *[("responses", next(iter(FEW)), "evidence", 0, key) for key in ("text", "in_hand", "place", "due", "new")],
]  # fmt: skip
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2), st.floats(), st.text(max_size=5),
    st.sampled_from(["na", "unsure", "ecq-assessment/1", "ecq-assessment/4", "2026-02-30", "2026-03-01", "x" * 2_001]),
    st.sampled_from([[], {}, ["a", "b"], ["goods"], [1], {"a": "b"}, {"a": {}}, [{"text": "a", "in_hand": False}]]),
    st.sampled_from(["a\x7f", "a\u202eb", "\ufeff", "\ufffe", "\x85", "\b", "\ud83d\ude00", "\U0001f600"]),
)  # fmt: skip


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Files like those that are saved, with something of them changed: a value, or bytes."""
    data = json.loads(json.dumps(PLAIN))
    for place in draw(st.lists(st.sampled_from(PLACES), max_size=2)):
        spot = data
        with suppress(LookupError, TypeError):  # what the first change took away
            for key in place[:-1]:
                spot = spot[key]
            spot[place[-1]] = draw(VALUES)
    written = json.dumps(data, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    if draw(st.booleans()):
        at = draw(st.integers(0, len(written)))
        cut = draw(st.sampled_from([0, 0, 1, 5]))
        put = draw(st.sampled_from([b"", b"\x00", b"\x7f", b"\xff", b"\\u202e", b"\\b", b'"', b",", b"}", b" ", b"\n"]))
        written = written[:at] + put + written[at + cut :]
    return written


@settings(max_examples=60)
@given(data=files())
@example(data=dump(SAMPLE).encode())
@example(data=b"\xef\xbb\xbf" + dump(SAMPLE).encode())
@example(data=b'{"rubric": {"id": "a", "version": "1", "digest": "d"}}')
def test_what_is_read_quickly_is_what_the_full_reading_gives(data: bytes) -> None:
    quick = read_as_scored(data)
    if quick is None:
        return
    full = read(data)
    assert score(RUBRIC, quick) == score(RUBRIC, full)
    for kept in (
        "rubric.id",
        "rubric.version",
        "rubric.digest",
        "name",
        "profile",
        "target",
        "created_at",
        "updated_at",
    ):
        assert attrgetter(kept)(quick) == attrgetter(kept)(full)
    assert readiness(RUBRIC, quick, score(RUBRIC, quick)) == readiness(RUBRIC, full, score(RUBRIC, full))


@settings(max_examples=60)
@given(data=st.data(), indent=st.sampled_from([None, 1]))
def test_a_key_that_stands_twice_anywhere_is_refused_by_either_reading(data: st.DataObject, indent: int | None) -> None:
    written = json.dumps(PLAIN, ensure_ascii=False, indent=indent)
    place = data.draw(st.sampled_from([one.start() for one in re.finditer(r'"[^"]+":', written)]))
    key = written[place + 1 : written.index('"', place + 1)]
    spelt = data.draw(st.sampled_from([f'"{key}":', f'"{key}" :', f'"{key}"\n:', f'"\\u{ord(key[0]):04x}{key[1:]}":']))
    value = data.draw(st.sampled_from(["null", '""', '"a\\u0022b"', "[]", "{}"]))
    spoilt = f"{written[:place]}{spelt}{value},{written[place:]}".encode()
    assert json.loads(spoilt) == json.loads(written)  # the last one counts, without a word
    assert read_as_scored(spoilt) is None
    with pytest.raises(AssessmentError, match=f"says '{key}' twice in one place"):
        read(spoilt)


def test_a_saved_self_check_is_read_quickly() -> None:
    for data in (dump(SAMPLE), json.dumps(json.loads(dump(SAMPLE)))):
        assert read_as_scored(data.encode()) is not None


def test_every_control_character_is_seen_in_the_bytes_of_json() -> None:
    controls = [one for one in map(chr, range(0x10000)) if clean(f"a{one}b", 9) == "ab"]
    for one in controls:
        assert _may_hold_control(json.dumps(f"网{one}店", ensure_ascii=True).encode())
        if one >= "\x7f" and not "\ud800" <= one <= "\udfff":  # below and between it is no JSON and no UTF-8
            assert _may_hold_control(f'"网{one}店"'.encode())
