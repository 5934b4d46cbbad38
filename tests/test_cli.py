"""The `ecq` command: every command, the JSON others build on, and what bad input gets."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import types
from fractions import Fraction
from importlib import import_module

import jsonschema
import pytest

from ecq import __version__
from ecq.assessment.file import read
from ecq.cli import main
from ecq.cli.commands import COMMANDS
from ecq.rubric.loading import rubric_home
from ecq.server.operation import Operation
from tests.in_one_language import in_one

NUMBER = {"type": "string", "pattern": r"^-?\d+\.\d\d$"}
EXACT = {"type": "string", "pattern": r"^-?\d+(/\d+)?$"}
TEXTS = {"type": "object", "required": ["zh", "en"], "additionalProperties": {"type": "string", "minLength": 1}}


def shape(**properties):
    """An object with at least these properties."""
    return {"type": "object", "required": list(properties), "properties": properties}


def listing(of, least=0):
    return {"type": "array", "items": of, "minItems": least}


def between(of):
    return shape(low=of, high=of)


BOOL, ID, COUNT = {"type": "boolean"}, {"type": "string", "pattern": "^[a-z0-9-]+$"}, {"type": "integer", "minimum": 0}
RUBRIC = shape(id=ID, version={"type": "string"}, digest={"type": "string", "pattern": "^[0-9a-f]{64}$"})
QUESTION = {
    **shape(
        id=ID,
        dimension=ID,
        indicator=ID,
        kind={"enum": ["level", "yes_no", "checklist", "measure"]},
        points=EXACT,
        gate=BOOL,
        na_permitted=BOOL,
        applies={"type": ["boolean", "null"]},
    ),
    "oneOf": [
        shape(kind={"enum": ["level", "yes_no"]}, options=listing(shape(id=ID, credit=EXACT), 2)),
        shape(kind={"const": "checklist"}, items=listing(ID, 2)),
        shape(
            kind={"const": "measure"},
            unit=ID,
            bands=listing(shape(id=ID, bound={"type": ["string", "null"]}, credit=EXACT), 2),
        ),
    ],
}
SCORE = shape(
    rubric=RUBRIC,
    score=between(NUMBER),
    exact=between(EXACT),
    grade=between(ID),
    settled=BOOL,
    evidenced=between(NUMBER),
    dimensions=listing(shape(id=ID, points=EXACT, low=EXACT, high=EXACT), 1),
    questions=listing(
        shape(
            id=ID,
            state={"enum": ["unanswered", "answered", "unsure", "na", "hidden", "undecided"]},
            credit={"anyOf": [EXACT, {"type": "null"}]},
            points=EXACT,
            contribution=EXACT,
        ),
        1,
    ),
    gates=listing(shape(question=ID, state={"enum": ["passed", "failed", "open", "na"]}), 1),
    readiness=shape(
        verdict={"enum": ["ready", "conditional", "not-ready"]}, target=ID, reasons=listing(shape(code=ID))
    ),
    counts=shape(applicable=COUNT, answered=COUNT, na=COUNT, unsure=COUNT, open=COUNT),
)


@pytest.fixture
def run(capsys):
    """Run a command: (exit code, standard output, standard error)."""

    def go(*argv):
        try:
            code = main([str(one) for one in argv])
        except SystemExit as stopped:
            code = stopped.code or 0
        out, err = capsys.readouterr()
        return code, out, err

    return go


@pytest.fixture
def fine(run):
    """Run a command that must succeed; what it printed."""

    def go(*argv):
        code, out, err = run(*argv)
        assert (code, err) == (0, ""), err
        return out

    return go


@pytest.fixture
def file(tmp_path, fine):
    path = tmp_path / "clinic.json"
    fine("new", "-o", path, "--name", "测试平台", "--profile", "live-commerce=no", "offer=goods,digital")
    return path


def data(out, schema):
    loaded = json.loads(out)
    jsonschema.validate(loaded, schema)
    return loaded


# What each command does


def test_the_version_is_printed(run):
    assert run("--version") == (0, f"ecq {__version__}\n", "")


@pytest.mark.parametrize("named", [command.run for command in COMMANDS if command.run])
def test_what_a_command_does_is_where_the_table_says(named):
    module, _, function = named.partition(".")
    assert callable(getattr(import_module(f"ecq.cli.{module}"), function))


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_explains_itself(run, command):
    code, out, _ = run(*command.split(), "--help")
    assert code == 0
    assert f"usage: ecq {command}" in out


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("C.UTF-8", ["usage: ecq", "Score an assessment."]),
        ("zh_CN.UTF-8", ["用法：ecq", "计算一份自评的得分。"]),
        ("zh_TW.UTF-8", ["用法：ecq", "計算一份自評的得分。"]),
    ],
)
def test_the_help_is_in_the_readers_language(run, monkeypatch, locale, words):
    monkeypatch.setenv("LC_ALL", locale)
    for argv in (["--help"], ["score", "--help"]):
        code, out, _ = run(*argv)
        assert code == 0
        assert all(one in out for one in words)


@pytest.mark.parametrize("argv", [["--version"], ["--help"], ["plan", "--help"], ["sheet", "import", "--help"]])
def test_help_loads_neither_the_engine_nor_what_it_is_built_on(argv):
    script = f"import sys; from ecq.cli import main\ntry: main({argv!r})\nexcept SystemExit: pass\nprint(*sys.modules)"
    environment = {**os.environ, "LC_ALL": "en_US.UTF-8"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    loaded = done.stdout.splitlines()[-1].split()
    allowed = {"ecq", "ecq.base", "ecq.base.errors"} | (
        {f"ecq.base.{name}" for name in ("language", "frozen", "traditional", "translations", "settings")}
        if "plan" in argv or "sheet" in argv
        else set()
    )
    assert not [one for one in loaded if one.startswith("ecq") and one not in allowed and not one.startswith("ecq.cli")]
    assert allowed >= {"ecq.base.language"} or "pydantic" not in loaded


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "tcsh"])
def test_a_shell_completes_commands_and_options(fine, shell):
    script = fine("completion", shell)
    assert "explain" in script
    assert shell == "tcsh" or "staircase" in script


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "word"), [("zh", "工作分值"), ("en", "working points"), ("zh-Hant", "工作分值")])
def test_rubrics_are_listed_in_the_readers_language(fine, lang, word):
    out = fine("rubrics", "--lang", lang)
    assert "gbt31526-2025" in out
    assert word in out


def test_rubrics_as_json(fine):
    rows = data(fine("rubrics", "--json"), listing(RUBRIC | shape(id=ID, title=TEXTS, questions=COUNT, state=ID), 1))
    assert "gbt31526-2025" in [row["id"] for row in rows]


@pytest.mark.parametrize("lang", ["zh", "en", "zh-Hant"])
def test_questions_are_listed_in_the_readers_language(fine, shipped, lang):
    out = fine("questions", "--lang", lang)
    assert all(question_id in out for question_id in shipped.order)


def test_questions_as_json_have_all_that_an_answer_needs(fine, shipped):
    rows = data(fine("questions", "--json"), listing(QUESTION))
    assert [row["id"] for row in rows] == list(shipped.order)
    assert sum(Fraction(row["points"]) for row in rows) == 100
    assert {row["applies"] for row in rows} == {True, None}


def test_questions_of_an_assessment_follow_its_profile(fine, file, shipped):
    rows = data(fine("questions", file, "--json"), listing(QUESTION))
    assert sum(Fraction(row["points"]) for row in rows) == 100
    hidden = [row for row in rows if row["applies"] is False]
    assert hidden
    assert all(row["points"] == "0" for row in hidden)


def test_a_new_assessment_is_written_and_nothing_in_it_is_answered(file, fine):
    assessment = read(file.read_bytes())
    assert (assessment.name, assessment.profile) == ("测试平台", {"live-commerce": "no", "offer": ("goods", "digital")})
    assert assessment.responses == {}
    assert assessment.created_at
    score = data(fine("score", file, "--json"), SCORE)
    assert score["exact"] == {"low": "0", "high": "100"}


def test_answers_of_every_kind_are_recorded_and_scored(fine, file):
    out = fine(
        "answer", file, "rules-on-home-page=complete", "network-log-retention=6", "complaint-channel-public=public-and-handled",
        "--na", "popup-one-click-close=no-popups",
        "--unsure", "page-speed-and-load-test",
        "--evidence", "rules-on-home-page=screenshot = 2026-11",
        "--profile", "live-commerce=yes",
        "--target", "three-star",
    )  # fmt: skip
    assert str(file) in out
    assessment = read(file.read_bytes())
    assert assessment.response("network-log-retention").value == "6"
    assert assessment.response("popup-one-click-close").reason == "no-popups"
    assert assessment.response("page-speed-and-load-test").state == "unsure"
    assert assessment.response("rules-on-home-page").evidence[0].text == "screenshot = 2026-11"
    assert (assessment.profile["live-commerce"], assessment.target) == ("yes", "three-star")
    score = data(fine("score", file, "--json"), SCORE)
    counts = score["counts"]
    assert (counts["answered"], counts["na"], counts["unsure"]) == (3, 1, 1)
    assert {"rules-on-home-page": "passed"}.items() <= {
        gate["question"]: gate["state"] for gate in score["gates"]
    }.items()


def test_a_checklist_is_answered_with_commas(fine, file, shipped):
    question = next(q for q in shipped.questions if q.kind == "checklist" and q.applies is None)
    ids = [item.id for item in question.items]
    fine("answer", file, f"{question.id}={ids[1]},{ids[0]}")
    assert read(file.read_bytes()).response(question.id).value == (ids[0], ids[1])
    fine("answer", file, f"{question.id}=")
    assert read(file.read_bytes()).response(question.id).value == ()


def test_the_score_as_json_adds_up(fine, file):
    fine("answer", file, "rules-on-home-page=complete", "--evidence", "rules-on-home-page=screenshot")
    score = data(fine("score", file, "--json"), SCORE)
    low, high = (Fraction(score["exact"][end]) for end in ("low", "high"))
    assert sum(Fraction(one["contribution"]) for one in score["questions"]) == low
    assert sum(Fraction(one["points"]) for one in score["questions"]) == 100
    assert sum(Fraction(one["low"]) for one in score["dimensions"]) == low
    assert sum(Fraction(one["high"]) for one in score["dimensions"]) == high
    assert 0 < Fraction(score["score"]["low"]) <= low
    counts = score["counts"]
    assert counts["applicable"] == counts["answered"] + counts["na"] + counts["open"]
    assert Fraction(score["evidenced"]["low"]) == 0  # words without a place or a file prove nothing


@pytest.mark.parametrize(("lang", "word"), [("zh", "准备度"), ("en", "Readiness"), ("zh-Hant", "準備度")])
def test_the_score_is_printed_in_the_readers_language(fine, file, lang, word):
    assert word in fine("score", file, "--lang", lang)


@pytest.mark.parametrize(
    ("locale", "word"), [("zh_TW.UTF-8", "準備度"), ("zh_CN.UTF-8", "准备度"), ("C.UTF-8", "Readiness")]
)
def test_without_a_language_the_locale_decides(fine, file, monkeypatch, locale, word):
    monkeypatch.setenv("LC_ALL", locale)
    assert word in fine("score", file)


@pytest.mark.slow
def test_check_says_ok_and_counts(fine, folder):
    *warnings, last = fine("check").splitlines()
    assert re.match(r"ok: rubrics \d+, questions \d{3},", last)
    assert all(": warning: " in line for line in warnings)
    for name in ("teaching.yaml", "capped.yaml", "bank/shop.yaml"):
        (folder / name).unlink()
    printed = data(fine("check", folder, "--json"), shape(ok={"const": True}, problems=listing({}, 0), questions=COUNT))
    assert printed["questions"] == 7


def test_check_lists_every_problem_of_a_folder(run, folder):
    profile = folder / "profile.yaml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("kind: one", "kind: single"), encoding="utf-8")
    code, out, err = run("check", folder)
    assert (code, out) == (2, "")
    assert "profile.yaml:5: facts[delivers].kind: must be one of" in err
    code, out, _ = run("check", folder, "--json")
    assert code == 2
    problem = shape(file={"type": "string"}, line={"type": ["integer", "null"]}, where={"type": "string"})
    data(out, shape(ok={"const": False}, problems=listing(problem, 1)))


@pytest.mark.slow
@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_the_report_is_a_pdf(fine, file, tmp_path, lang):
    out = tmp_path / f"{lang}.pdf"
    fine("report", file, "-o", out, "--lang", lang, "--date", "2026-11-24")
    assert out.read_bytes().startswith(b"%PDF-")


def test_serve_starts_the_app_on_this_machine_only(fine, monkeypatch):
    asked = []
    monkeypatch.setitem(
        sys.modules, "ecq.server.serving", types.SimpleNamespace(serve=lambda *given: asked.append(given))
    )
    fine("serve", "--port", "8600")
    assert asked == [("127.0.0.1", 8600, [], None, Operation())]


# Standard input and output


@pytest.fixture
def piped(capfdbinary, monkeypatch):
    """Run a command that must succeed with bytes on standard input; the bytes it wrote to standard output."""

    def go(*argv, data=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = main([str(one) for one in argv])
        out, err = capfdbinary.readouterr()
        assert (code, err) == (0, b""), err
        return out

    return go


@pytest.mark.slow
def test_commands_read_and_write_standard_streams(piped, tmp_path):
    begun = piped("new", "-o", "-", "--name", "测试")
    assert read(begun).name == "测试"
    answered = piped("answer", "-", "rules-on-home-page=complete", data=begun)
    assert read(answered).response("rules-on-home-page").value == "complete"
    assert json.loads(piped("score", "-", "--json", data=answered))["counts"]["answered"] == 1
    assert piped("plan", "-", data=answered)
    assert piped("questions", "-", data=answered)
    report = piped("report", "-", "-o", "-", "--extent", "short", data=answered)
    assert report.startswith(b"%PDF-")
    assert piped("open", "-", "-o", "-", data=report) == answered
    assert piped("export", "-", "-o", "-", "--format", "csv", data=answered).startswith(b"\xef\xbb\xbf")
    assert piped("evidence", "-", "-o", "-", "--format", "xlsx", data=answered).startswith(b"PK")
    assert piped("points", "export", "sqe-2015", "-o", "-").startswith(b"PK")
    path = tmp_path / "a.json"
    path.write_bytes(answered)
    sheet = piped("sheet", "export", "-", "-o", "-", data=answered)
    assert piped("sheet", "import", path, "-", data=sheet)


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["diff", "-", "-"], "only one file"),
        (["export", "a.json", "-o", "-", "--json", "--format", "csv"], "both write to standard output"),
        (["export", "a.json", "-o", "-"], ".xlsx"),
        (["evidence", "a.json", "-o", "-"], "--format"),
    ],
)
def test_a_standard_stream_serves_one_file(run, argv, message):
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    assert message in err


# Bad input


@pytest.mark.parametrize(
    ("argv", "meant"),
    [
        (["scor"], "score"),
        (["points", "exprt"], "export"),
        (["plan", "a.json", "--staircas1"], "--staircase"),
        (["report", "a.json", "-o", "b.pdf", "--extent", "ful"], "full"),
        (["questions", "--rubric", "gbt31526-2024"], "gbt31526-2025"),
    ],
)
def test_a_misspelt_command_or_option_gets_a_suggestion(run, argv, meant):
    code, _, err = run(*argv)
    assert code == 2
    assert f"did you mean {meant}?" in err


def test_a_misspelt_question_id_gets_a_suggestion(run, file):
    _, _, err = run("answer", file, "rules-on-homepage=complete")
    assert "did you mean rules-on-home-page?" in err


@pytest.mark.slow
@pytest.mark.parametrize(
    "argv",
    [
        ["scor"],
        [],
        ["score"],
        ["plan", "{file}", "--lock"],
        ["score", "{file}", "--nothing"],
        ["serve", "--port", "many"],
        ["serve", "--port", "99999999"],
        ["score", "nowhere.json"],
        ["questions", "--rubric", "gbt-1999"],
        ["check", "nowhere"],
        ["sources", "--today", "soon"],
        ["new", "-o", "{file}"],
        ["new", "-o", "missing/folder/a.json"],
        ["new", "-o", "b.json", "--profile", "lives=yes"],
        ["new", "-o", "b.json", "--target", "six-star"],
        ["answer", "{file}", "rules-on-home-page=perfect"],
        ["answer", "{file}", "rules-on-home-page"],
        ["answer", "{file}", "no-such-question=yes"],
        ["plan", "{file}", "--effort", "x"],
        ["plan", "{file}", "--capacity", "-1"],
        ["report", "{file}", "-o", "b.pdf", "--lang", "fr"],
        ["report", "{file}", "-o", "b.pdf", "--date", "soon"],
        ["report", "{file}", "-o", "{file}"],
        ["open", "{file}", "-o", "b.json"],
        ["points", "import", "{file}", "--name", "A", "--status", "body"],
        ["sheet", "import", "{file}", "{file}"],
        ["export", "{file}", "-o", "b.doc"],
        ["evidence", "{file}", "-o", "b.doc"],
    ],
)
def test_errors_are_in_chinese_for_a_chinese_reader(run, file, monkeypatch, argv):
    monkeypatch.chdir(file.parent)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    code, _, err = run(*(one.format(file=file.name) for one in argv))
    assert code == 2
    assert re.search("[一-鿿]", err), err
    assert not re.search(r" (is|are|not|the|cannot|give|choose) ", err), err


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "required"),
        (["dance"], "invalid choice"),
        (["score"], "required"),
        (["score", "nowhere.json"], "nowhere.json cannot be read"),
        (["questions", "--rubric", "gbt-1999"], "there is no rubric of this id"),
        (["questions", "--lang", "fr"], "invalid choice"),
        (["new"], "required"),
        (["check", "nowhere"], "is not a folder of rubrics"),
        (["serve", "--port", "many"], "invalid int value"),
    ],
)
def test_a_wrong_command_ends_with_code_two_and_one_line(run, argv, message):
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["rules-on-home-page=perfect"], "choose one of"),
        (["rules-on-home-page"], "is not of the form QUESTION=VALUE"),
        (["=complete"], "is not of the form QUESTION=VALUE"),
        (["no-such-question=yes"], "'no-such-question' is not a question of gbt31526-2025"),
        (["network-log-retention=six"], "give a number"),
        (["network-log-retention=-1"], "must be from"),
        (["rules-on-home-page=complete", "network-log-retention=six"], "give a number"),
        (["--na", "rules-on-home-page=we have none"], "cannot be set aside"),
        (["--na", "popup-one-click-close="], "say why"),
        (["--unsure", "no-such-question"], "is not a question"),
        (["--evidence", "rules-on-home-page="], "say what the evidence is"),
        (["--evidence", "rules-on-home-page=" + "x" * 2001], "at most 2000"),
        (["--profile", "live-commerce=perhaps"], "'perhaps' is not a value of live-commerce"),
        (["--profile", "lives=yes"], "'lives' is not known"),
        (["--target", "six-star"], "is not a grade"),
    ],
)
def test_a_wrong_answer_changes_nothing_and_says_why_in_one_line(run, file, argv, message):
    before = file.read_bytes()
    code, out, err = run("answer", file, *argv)
    assert (code, out) == (2, "")
    assert message in err
    assert err.startswith("ecq: ")
    assert err.count("\n") == 1
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": "ecq-assessment/9"}', b"%PDF-1.7"])
@pytest.mark.parametrize("command", ["score", "answer", "questions"])
def test_a_file_that_is_not_an_assessment_is_refused_and_unchanged(run, tmp_path, command, content):
    path = tmp_path / "notes.json"
    path.write_bytes(content)
    code, out, err = run(command, path)
    assert (code, out) == (2, "")
    assert str(path) in err
    assert err.count("\n") == 1
    assert path.read_bytes() == content


def test_an_assessment_of_an_unknown_rubric_is_refused(run, file):
    file.write_text(file.read_text(encoding="utf-8").replace("gbt31526-2025", "gbt-1999"), encoding="utf-8")
    code, _, err = run("score", file)
    assert code == 2
    assert "not at hand" in err
    assert "ECQ_RUBRICS" in err


def test_new_overwrites_only_with_force(run, fine, file):
    before = file.read_bytes()
    code, _, err = run("new", "-o", file)
    assert code == 2
    assert "exists already" in err
    assert file.read_bytes() == before
    fine("new", "-o", file, "--force")
    assert read(file.read_bytes()).name == ""


@pytest.mark.parametrize("where", ["missing/folder/a.json", "file-in-the-way/a.json"])
def test_a_place_that_cannot_be_written_is_one_line_of_error(run, tmp_path, where):
    (tmp_path / "file-in-the-way").write_text("x")
    code, _, err = run("new", "-o", tmp_path / where)
    assert code == 2
    assert "cannot be written" in err
    assert err.count("\n") == 1


def test_a_failed_write_leaves_no_other_file_behind(run, tmp_path):
    (tmp_path / "a.json").mkdir()
    code, _, err = run("new", "-o", tmp_path / "a.json", "--force")
    assert code == 2
    assert "cannot be written" in err
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "24.11.2026"])
def test_an_invalid_report_date_is_refused(run, file, tmp_path, day):
    code, _, err = run("report", file, "-o", tmp_path / "out.pdf", "--date", day)
    assert code == 2
    assert err.count("\n") == 1
    assert not (tmp_path / "out.pdf").exists()


def test_an_assessment_made_with_other_rubric_text_is_scored_but_says_so(run, file, shipped):
    file.write_text(file.read_text(encoding="utf-8").replace(shipped.digest, "0" * 64), encoding="utf-8")
    code, out, err = run("score", file, "--json")
    assert code == 0
    assert "of other content" in err
    assert json.loads(out)["made_with"]["digest"] == "0" * 64


def test_answers_the_rubric_does_not_ask_stay_in_the_file_with_a_note(run, file):
    raw = json.loads(file.read_text(encoding="utf-8"))
    raw["responses"]["retired-question"] = {"state": "answered", "value": "yes"}
    file.write_text(json.dumps(raw), encoding="utf-8")
    code, _, err = run("score", file)
    assert code == 0
    assert "not asked by gbt31526-2025, kept but not scored: retired-question" in err
    run("answer", file, "rules-on-home-page=complete")
    assert "retired-question" in file.read_text(encoding="utf-8")


def test_a_file_keeps_its_permissions_readable_for_the_group(file):
    assert file.stat().st_mode & 0o400


def test_check_lists_changes_between_rubrics_and_their_effect_on_an_assessment(fine, file):
    printed = fine("check", "--diff", "gbt31526-2025", "sqe-2015", "--assessment", file, "--lang", "en")
    assert "gbt31526-2025" in printed
    assert "sqe-2015" in printed
    shown = json.loads(fine("check", "--diff", "gbt31526-2025", "gbt31526-2025", "--json"))
    assert not shown["changes"]


def test_sources_and_coverage_are_listed(fine):
    assert "ecl" in fine("sources", "--today", "2026-11-24", "--lang", "en")
    assert json.loads(fine("sources", "--json"))
    assert "sqe-2015" in fine("coverage", "--lang", "zh")
    assert json.loads(fine("coverage", "--json"))


def test_an_invalid_date_is_refused(run):
    code, _, err = run("sources", "--today", "soon")
    assert code == 2
    assert "is not a date" in err


@pytest.mark.slow
def test_a_table_of_points_can_be_exported_and_imported_as_a_rubric(fine, run, tmp_path, monkeypatch):
    monkeypatch.setenv("ECQ_HOME", str(tmp_path / "home"))
    book = tmp_path / "points.xlsx"
    fine("points", "export", "gbt31526-2025", "-o", book)
    variant = json.loads(fine("points", "import", book, "--name", "Body A", "--status", "body", "--json"))
    assert [row["points"] for row in json.loads(fine("rubrics", "--json")) if row["id"] == variant["id"]] == ["body"]
    assessment_file = tmp_path / "a.json"
    fine("new", "--rubric", variant["id"], "-o", assessment_file)
    assert json.loads(fine("score", assessment_file, "--json"))["rubric"]["digest"] == variant["digest"]
    code, _, err = run("points", "import", book, "--name", "Body A", "--status", "body")
    assert code == 2
    assert "--id" in err


@pytest.mark.slow
def test_an_assessment_under_a_missing_table_of_points_says_where_to_get_it(fine, run, tmp_path, monkeypatch):
    monkeypatch.setenv("ECQ_HOME", str(tmp_path / "home"))
    book, assessment_file = tmp_path / "points.xlsx", tmp_path / "a.json"
    fine("points", "export", "sqe-2015", "-o", book)
    variant = json.loads(
        fine("points", "import", book, "--rubric", "sqe-2015", "--name", "B", "--status", "official", "--json")
    )
    fine("new", "--rubric", variant["id"], "-o", assessment_file)
    monkeypatch.setenv("ECQ_HOME", str(tmp_path / "elsewhere"))
    code, _, err = run("score", assessment_file)
    assert code == 2
    assert "import its table of points" in err


@pytest.mark.slow
def test_a_folder_in_ecq_rubrics_adds_a_rubric(fine, tmp_path, monkeypatch):
    own = tmp_path / "own"
    own.mkdir()
    text = (rubric_home() / "sqe-2015.yaml").read_text(encoding="utf-8")
    (own / "mine.yaml").write_text(text.replace("id: sqe-2015", "id: mine", 1), encoding="utf-8")
    monkeypatch.setenv("ECQ_RUBRICS", str(own))
    assert "mine" in [row["id"] for row in json.loads(fine("rubrics", "--json"))]
    assert fine("check", own).splitlines()[-1].startswith("ok: rubrics 3")
