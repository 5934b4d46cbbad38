"""Valid files changed at random: each reader gives a value or one sentence in both languages, within the limits of a file.

Brief, with every run of the tests; `python -m tests.fuzz` looks for long (docs/security.md).
"""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecq.arms_length import read
from ecq.errors import EcqError
from ecq.file_limits import Allowance
from ecq.report.logo import read_logo
from tests.fuzz.readers import READERS, check_sentences, hold

EXAMPLES = {"assessment": 100, "rubric": 60, "typed": 150, "logo": 100, "zip": 100}
FEW = 25
"""Changed files of each kind; so many of kinds that take longer."""


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_a_changed_file_gives_a_value_or_one_sentence(name: str) -> None:
    reader = READERS[name]
    valid = reader.valid()
    for data in valid:
        assert read(hold, name, data), "a valid file gives a value"

    @settings(max_examples=EXAMPLES.get(name, FEW))
    @given(st.sampled_from(valid), st.randoms(use_true_random=False))
    def changed(data: bytes, rng: Random) -> None:
        # At arm's length, as in the app: what meets a limit is told like anything else.
        try:
            read(hold, name, reader.changed(data, rng))
        except EcqError as error:
            check_sentences(error)

    changed()


# What was found that way

ASSESSMENT = b'{"format": "ecq-assessment/2", "rubric": {"id": "a", "version": "1", "digest": "b"}, "responses": {%s}}'
FOUND = {
    "a line break in a key that the sentence names": ("assessment", ASSESSMENT % b'"a\\nb": 1'),
    "a key of many characters": ("assessment", ASSESSMENT % b'"%s": 1' % (b"x" * 100_000)),
    "a style sheet in defs that refers to something": (
        "logo",
        b'<svg viewBox="0 0 9 9"><defs><style>@import "x"</style><path/></defs></svg>',
    ),
    "an id that is a mapping": ("yaml", b"\x00questions: [{id: {a: b}}]"),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_told_in_one_sentence(name: str) -> None:
    reader, data = FOUND[name]
    assert not hold(reader, data)


@pytest.mark.parametrize(
    "typed", ["show" + " " * 1_600 + "report", "x" + "，" * 9_000 + "@", "all" + "\n \t" * 3_000 + "x"]
)
def test_a_message_of_gaps_is_understood_at_once(typed: str) -> None:
    assert read(hold, "typed", b"\x00" + typed.encode(), allowance=Allowance(3, 1_000))


def test_the_colours_of_a_style_sheet_in_defs_are_kept() -> None:
    """Where drawing programs put them."""
    drawn = b'<svg viewBox="0 0 9 9"><defs><style>.a{fill:red}</style></defs><path class="a" d="M0 0h9v9z"/></svg>'
    assert b".a {fill:red}" in read_logo(drawn, "logo.svg").data
