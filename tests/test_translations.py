"""A language that is data: the texts go out, a translation comes in, and commands and pages speak it without any Python."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stdout
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from openpyxl.comments import Comment

import ecq
from ecq.base.errors import WorkbookError
from ecq.base.language import Text, words
from ecq.base.translations import Pair, Translation, translations
from ecq.cli import main
from ecq.cli.commands import COMMANDS
from ecq.exchange.translation.workbook import Returned, every_text, read, take, write
from tests.serving import ROOT
from tests.test_languages import texts
from tests.tools import opened, saved

VIETNAMESE = {"tag": "vi", "name": "Tiếng Việt", "short_name": "VI", "instead": "en"}
COUNTED = Pair("{count} 题，共 {all} 题", "{count} of {all} questions")
PLAIN = Pair("完成", "Done")
LEFT_OUT = "ecq.telling.report.words.WAY_HOLDS"


@pytest.fixture(scope="module")
def every() -> dict[Pair, str]:
    """Every text there is."""
    return every_text()


def vietnamese(said: dict[Pair, str]) -> Translation:
    """A translation of some texts."""
    return Translation("vi", "Tiếng Việt", "VI", "en", said)


def taken(pair: Pair, said: str) -> list[str]:
    """What is wrong with one row of a workbook."""
    returned = Returned(VIETNAMESE, (("Translation!D5", pair, said, False),))
    return [words(one, "en") for one in take(returned, {COUNTED: "", PLAIN: ""}).wrong]


def test_a_text_whose_marks_are_filled_in_is_known_again():
    translation = vietnamese({COUNTED: "trong {all} câu: {count}", PLAIN: "Xong"})
    assert translation.said(*PLAIN) == "Xong"
    assert translation.said("3 题，共 7 题", "3 of 7 questions") == "trong 7 câu: 3"
    assert translation.said("", "3 of 7 answers") is None


def test_a_sentence_of_many_parts_is_known_or_passed_over_at_once():
    many = Pair("", "every " + ", ".join(f"{{m{n}}}" for n in range(8)) + " counted")
    assert vietnamese({many: "x"}).said("", "every " + ", " * 20_000) is None


@pytest.mark.parametrize(
    ("pair", "said", "wrong"),
    [
        (COUNTED, "{all}: {count}", []),
        (COUNTED, "{count} câu", ["Translation!D5: the translation lacks {all}; put in what the text has"]),
        (
            COUNTED,
            "{count} {all} {more}",
            ["Translation!D5: the translation has {more}, which the text has not; take it out"],
        ),
        (PLAIN, "<b>Xong", ["Translation!D5: the translation has <b>, which the text has not; take it out"]),
        (PLAIN, "Xong {", ["Translation!D5: the translation has {, which the text has not; take it out"]),
        (PLAIN, "[Xong](http://x)", None),
    ],
)
def test_a_translation_keeps_marks_and_brings_none_in(pair, said, wrong):
    found = taken(pair, said)
    assert found == wrong if wrong is not None else len(found) == 1


def test_a_row_that_is_no_text_of_this_version_is_named():
    returned = Returned(VIETNAMESE, (("Translation!D5", Pair("旧的", "old"), "cũ", False),))
    assert take(returned, {PLAIN: ""}).not_ours == ("Translation!D5",)


@pytest.mark.parametrize(
    ("said", "message"),
    [({"tag": "en"}, "en as the tag"), ({"tag": "../x"}, "../x as the tag"), ({"name": ""}, "name is missing")],
)
def test_a_workbook_that_names_no_language_of_its_own_is_refused(said, message):
    with pytest.raises(WorkbookError, match=message.replace(".", r"\.")):
        take(Returned({**VIETNAMESE, **said}, ()), {})


def test_what_was_exported_comes_back_as_it_was(every):
    some = dict(list(every.items())[::40])
    into = vietnamese({pair: f"«{pair.en}»" for pair in some})
    back = take(read(write(some, into, "en")), some)
    assert (back.wrong, back.not_ours, back.unread, back.translation.texts) == ((), (), (), into.texts)


def test_what_is_not_read_of_a_translation_or_is_gone_is_named(every):
    some = dict(list(every.items())[::400])
    book = opened(write(some, vietnamese({pair: f"«{pair.en}»" for pair in some}), "en"))
    sheet = book["Translation"]
    sheet["C6"], sheet["E7"], sheet["D8"].comment = "no text of ours", "remark", Comment("is that right?", "T")
    sheet["D9"], deleted = "=C9", sheet["C10"].value
    sheet.delete_rows(10)
    back = take(read(saved(book)), some)
    assert [one.en for one in back.wrong] == [
        "Translation!D9: holds the formula =C9, which is not taken; paste its value"
    ]
    assert [f"{one.place}: {one.sentence.en}" for one in back.unread] == [
        "Translation!E7: holds “remark” where nothing is read; it is not taken",
        "Translation!D8: holds the comment “is that right?”, which is not read; write it into a cell that is, such as a note",
        "Translation!D6: the Chinese or English text of this row was changed, so its translation was not taken; put the text back",
        f"Translation: rows are gone, so these texts (1) count as not translated: “{deleted}”",
    ]
    assert back.not_ours == ()
    assert len(back.translation.texts) == len(some) - 3


@pytest.mark.slow
def test_every_text_that_modules_and_rubrics_hold_is_exported(every, library):
    in_modules = (
        vars(import_module(found.name)) for found in walk_packages(ecq.__path__, "ecq.") if "__" not in found.name
    )
    held = {Pair(one.zh, one.en) for names in in_modules for _, one in texts(names)}
    held |= {Pair(one.zh, one.en) for _, one in texts(dict(library.questions))}
    held |= {Pair(*one.help) for command in COMMANDS for one in (command, *command.arguments)}
    everything = vietnamese(dict.fromkeys(every, "x"))
    assert sorted(pair.en for pair in held if pair.zh and everything.said(*pair) is None) == []
    assert {pair for pair in every if not pair.zh or not pair.en} == set()


@pytest.fixture(scope="module")
def speaking(tmp_path_factory, every) -> dict[str, str]:
    """The environment of a program with a trial language: all texts but one, each in «», taken over from a workbook."""
    folder = tmp_path_factory.mktemp("vi")
    settings = {"ECQ_TRANSLATIONS": str(folder / "kept"), "ECQ_HOME": str(folder / "home")}
    book = folder / "vi.xlsx"

    def told(*argv: str) -> dict[str, Any]:
        """What a command says as JSON, run here, where the texts were looked for already."""
        with pytest.MonkeyPatch.context() as here, redirect_stdout(io.StringIO()) as out:
            here.setattr("ecq.cli.translating.every_text", lambda: every)
            for name, value in settings.items():
                here.setenv(name, value)
            assert main(["words", *argv, "--json"]) == 0
        found: dict[str, Any] = json.loads(out.getvalue())
        return found

    assert told("--export", str(book), "--to", "vi")["texts"] == len(every)
    filled = opened(book)
    for cells in filled.worksheets[0].iter_rows(min_row=5):
        cells[3].value = f"«{cells[2].value}»" if cells[0].value != LEFT_OUT else None
    for row, value in enumerate(VIETNAMESE.values(), 1):
        filled["Language"].cell(row, 2).value = value
    book.write_bytes(saved(filled))
    assert told("--import", str(book))["not_ours"] == []
    return {**os.environ, **settings}


def run(environment: dict[str, str], *argv: str) -> str:
    """What a process of its own prints that must succeed."""
    done = subprocess.run(
        [sys.executable, *argv], capture_output=True, text=True, check=False, cwd=ROOT, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_help_speaks_it_where_the_machine_does(speaking):
    told = run({**speaking, "LANG": "vi_VN.UTF-8", "LC_ALL": ""}, "-m", "ecq.cli", "score", "--help")
    assert "usage:" in told
    assert "«Score an assessment.»" in told
    assert "zh, en, zh-Hant, vi" in " ".join(told.split())


@pytest.mark.slow
def test_what_is_not_translated_is_named(speaking, every, monkeypatch, capsys):
    monkeypatch.setenv("ECQ_TRANSLATIONS", speaking["ECQ_TRANSLATIONS"])
    monkeypatch.setattr("ecq.cli.translating.TRANSLATIONS", translations())
    monkeypatch.setattr("ecq.cli.translating.every_text", lambda: every)
    assert main(["words", "--missing", "vi", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"where": LEFT_OUT, "zh": "包括什么", "en": "What it holds"}]
    assert main(["words", "--missing", "fr"]) == 2
    assert "there are: vi" in capsys.readouterr().err


SPEAKING = """
import sys
from contextlib import redirect_stderr
from streamlit.testing.v1 import AppTest
from ecq.cli import main
from tests.app.conftest import SCRIPT
from tests.app.walker import Walker

file = sys.argv[1]
assert main(["sample", "qinghe-mall", "-o", file, "--force"]) == 0
assert main(["score", file, "--lang", "vi"]) == 0
with redirect_stderr(sys.stdout):
    assert main(["score", file + "gone", "--lang=vi"]) == 2
print("pages:")
app = AppTest.from_file(SCRIPT, default_timeout=60)
app.query_params["lang"] = "vi"
walker = Walker(app, None, None, "vi").run()
print([one.label for one in app.button])
next(one for one in app.button if "Qinghe" in one.label).click().run()
for page in ("interview", "overview", "plan", "evidence", "results", "inbox", "progress", "portfolio"):
    print(page, walker.go(page).html.count("«"), [one.options for one in app.selectbox])
"""


@pytest.mark.slow
def test_commands_their_errors_and_pages_speak_it(speaking, tmp_path):
    commands, _, shown = run(speaking, "-c", SPEAKING, str(tmp_path / "q.json")).partition("pages:\n")
    assert "«Management summary»" in commands
    assert "\necq: «" in commands
    assert "check the name»" in commands
    start, *pages = shown.splitlines()
    assert "«Start the self-check»" in start
    assert len(pages) == 8
    assert [line for line in pages if line.split()[1] == "0"] == []


def test_a_file_in_the_folder_that_is_no_translation_stops_nothing(tmp_path, monkeypatch):
    (tmp_path / "vi.json").write_text("{", encoding="utf-8")
    (tmp_path / "zh.json").write_text(vietnamese({}).kept(), encoding="utf-8")
    (tmp_path / "en.json").write_text(vietnamese({}).kept().replace('"vi"', '"en"'), encoding="utf-8")
    monkeypatch.setenv("ECQ_TRANSLATIONS", str(tmp_path))
    assert translations() == {}


def test_without_a_folder_a_translation_is_not_taken(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ECQ_TRANSLATIONS", "")
    assert main(["words", "--import", str(tmp_path / "x.xlsx")]) == 2
    assert "ECQ_TRANSLATIONS" in capsys.readouterr().err


def test_texts_are_told_in_the_language_that_stands_in(monkeypatch):
    monkeypatch.setitem(import_module("ecq.base.language").TRANSLATIONS, "vi", vietnamese({PLAIN: "Xong"}))
    assert words(Text(zh=PLAIN.zh, en=PLAIN.en), "vi") == "Xong"
    assert words(Text(zh="别的", en="other"), "vi") == "other"
