"""Valid files changed at random: each reader gives a value or one sentence in both languages, within the limits of a file.

Brief, with every run of the tests; `python -m tests.fuzz` looks for long (docs/security.md).
"""

from __future__ import annotations

import ast
import io
import re
import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ecq
from ecq.base.arms_length import read
from ecq.base.errors import EcqError
from ecq.base.file_limits import Allowance
from ecq.document.logo import read_logo
from tests.fuzz.mutations import packed
from tests.fuzz.readers import READERS, check_sentences, hold

EXAMPLES = {"assessment": 15, "rubric": 8, "typed": 15, "logo": 15, "zip": 15, "request": 15, "body": 5, "verify": 2}
FEW = 4
"""Changed files of each kind, always the same ones; so many of kinds that take longer."""


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
    "brackets within brackets": ("assessment", b'{"format": "ecq-assessment/2", "a": %s%s}' % (b"[" * 101, b"]" * 101)),
    "a key of many characters": ("assessment", ASSESSMENT % b'"%s": 1' % (b"x" * 100_000)),
    "a style sheet in defs that refers to something": (
        "logo",
        b'<svg viewBox="0 0 9 9"><defs><style>@import "x"</style><path/></defs></svg>',
    ),
    "a page to come back to that is no address": ("request", b"/\n\necq_wanted=//[:1]/\n\n//[:1]/"),
    "an id that is a mapping": ("yaml", b"\x00questions: [{id: {a: b}}]"),
    "a list of a request that is wrong everywhere": ("body", b'\x00{"unsure": [%s1]}' % (b"1," * 240_000)),
    "an unknown key of a request with control characters": ("body", b'\x00{"\\u001b[2J\\n\\ud800": 1}'),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_told_in_one_sentence(name: str) -> None:
    reader, data = FOUND[name]
    assert hold(reader, data) == (reader == "request")


def test_a_number_of_many_digits_in_a_workbook_is_told() -> None:
    with zipfile.ZipFile(io.BytesIO(READERS["points"].valid()[0])) as whole:
        parts = [(name, whole.read(name)) for name in whole.namelist()]
    number = rb'(<c r="\w+"(?: s="\d+")?><v>)\d+'
    changed = [(name, re.sub(number, rb"\g<1>" + b"9" * 400, part)) for name, part in parts]
    assert changed != parts
    assert not hold("points", packed(changed))


@pytest.mark.parametrize(
    "typed", ["show" + " " * 1_600 + "report", "x" + "，" * 9_000 + "@", "all" + "\n \t" * 3_000 + "x"]
)
def test_a_message_of_gaps_is_understood_at_once(typed: str) -> None:
    assert read(hold, "typed", b"\x00" + typed.encode(), allowance=Allowance(3, 1_000))


def test_the_colours_of_a_style_sheet_in_defs_are_kept() -> None:
    """Where drawing programs put them."""
    drawn = b'<svg viewBox="0 0 9 9"><defs><style>.a{fill:red}</style></defs><path class="a" d="M0 0h9v9z"/></svg>'
    assert b".a {fill:red}" in read_logo(drawn, "logo.svg").data


# Limits

OWN_NUMBERS = {
    ("ecq/writers/sheets/reading.py", "_LAST_EXCEL_ROW"),  # Excel's own
    ("ecq/writers/sheets/forms.py", "TOLD"),  # how many sentences are told
    ("ecq/exchange/batch/dropped.py", "_UTF8"),  # a mark in archives
    ("ecq/api/limits.py", "_REMEMBERED"),  # how many callers are remembered
    ("ecq/api/limits.py", "SLOWEST"),  # bytes a second, not how many
    ("ecq/exchange/batch/inputs.py", "CHUNK_BYTES"),  # how much is handed on at once; any file may be larger
    ("ecq/exchange/batch/inputs.py", "_AT_ONCE"),  # how much is read at once
    ("ecq/telling/portfolio/summary.py", "MOST_CHECKED"),  # how many summaries of lists are remembered
    ("ecq/store/database.py", "ENTRIES_REMEMBERED"),  # how many entries of journals are remembered
    ("ecq/store/engine.py", "BUSY_TIMEOUT"),  # how long the database is waited for
    ("ecq/store/engine.py", "AUTOCHECKPOINT"),  # how long its log is
    ("ecq/assessment/as_scored.py", "_SHORT"),  # what is worth remembering
    ("ecq/assessment/history/journal.py", "WORDS_KEPT"),  # how many characters a remark keeps
    ("ecq/writers/page_pictures.py", "_PIXELS_WIDE"),  # points of a picture on screen
    ("ecq/writers/page_pictures.py", "PRINTED_WIDTH"),  # and in print
}


def test_limits_of_files_stand_in_one_module() -> None:
    """No module that reads them, or has them read, has a number of its own for how large, deep or slow something may be."""
    root = Path(ecq.__file__).parents[1]
    found = set()
    for path in sorted(root.glob("ecq/**/*.py")):
        source = path.read_text(encoding="utf-8")
        if path.name == "file_limits.py" or not re.search("file_limits|def read|zipfile|PdfReader|Image.open", source):
            continue
        for node in ast.parse(source).body:
            if isinstance(node, ast.Assign):
                names = [one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)]
                numbers = [one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant)]
                sized = zip(names, numbers, strict=False) if len(names) == len(numbers) else ()
                found |= {(path.relative_to(root).as_posix(), name) for name, value in sized if _is_limit(name, value)}
    assert found == OWN_NUMBERS


def _is_limit(name: str, value: object) -> bool:
    return name.isupper() and isinstance(value, int) and value >= 1_000
