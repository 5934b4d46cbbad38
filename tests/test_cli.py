"""The `ecq` command: every command, the JSON others build on, and what bad input gets."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import types
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest

from ecq import __version__
from ecq.assessment.file import read
from ecq.cli import main
from ecq.cli.commands import COMMANDS
from ecq.rubric.loading import rubric_home
from ecq.server.settings import Operation
from tests.test_shipped_rubrics import FULL_PROFILE
from tests.tools import fill_in_points

PROFILE = {**FULL_PROFILE, "live-commerce": "no", "offer": ("goods", "digital")}
SAID = [f"{fact}={value if isinstance(value, str) else ','.join(value)}" for fact, value in PROFILE.items()]

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
def fine(run):
    """Run a command that must succeed; what it printed."""

    def go(*argv):
        code, out, err = run(*argv)
        assert (code, err) == (0, ""), err
        return out

    return go


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """What `ecq new` writes, made once, with its whole profile: what is not known costs most of the time of a plan."""
    path = tmp_path_factory.mktemp("begun") / "clinic.json"
    assert main(["new", "-o", str(path), "--name", "测试平台", "--profile", *SAID]) == 0
    return path


@pytest.fixture
def file(tmp_path, begun):
    return Path(shutil.copy2(begun, tmp_path))


def data(out, schema):
    loaded = json.loads(out)
    jsonschema.validate(loaded, schema)
    return loaded


# What each command does


def test_the_version_is_printed(run):
    assert run("--version") == (0, f"ecq {__version__}\n", "")


def test_every_command_explains_itself(run):
    for command in COMMANDS:
        code, out, _ = run(*command.name.split(), "--help")
        assert (code, f"usage: ecq {command.name}" in out) == (0, True), command.name


@pytest.mark.parametrize(
    ("locale", "lang", "help_words", "working", "readiness"),
    [
        ("C.UTF-8", "en", ["usage: ecq", "Score an assessment."], "working points", "Readiness"),
        ("zh_CN.UTF-8", "zh", ["用法：ecq", "计算一份自评的得分。"], "工作分值", "准备度"),
        ("zh_TW.UTF-8", "zh-Hant", ["用法：ecq", "計算一份自評的得分。"], "工作分值", "準備度"),
    ],
)
def test_help_lists_and_scores_are_in_the_readers_language(
    run, fine, shipped, file, monkeypatch, locale, lang, help_words, working, readiness
):
    listed = fine("rubrics", "--lang", lang)
    assert "gbt31526-2025" in listed
    assert working in listed
    assert all(question_id in fine("questions", "--lang", lang) for question_id in shipped.order[:1])
    assert readiness in fine("score", file, "--lang", lang)
    monkeypatch.setenv("LC_ALL", locale)
    assert readiness in fine("score", file), "without a language the locale decides"
    for argv in (["--help"], ["score", "--help"]):
        assert all(one in run(*argv)[1] for one in help_words)


@pytest.mark.parametrize(
    ("argv", "more"),
    [
        (["--version"], set()),
        (["sheet", "import", "--help"], {"language", "frozen", "traditional", "translations", "settings"}),
    ],
)
def test_help_loads_neither_the_engine_nor_what_it_is_built_on(argv, more):
    script = f"import sys; from ecq.cli import main\ntry: main({argv!r})\nexcept SystemExit: pass\nprint(*sys.modules)"
    environment = {**os.environ, "LC_ALL": "en_US.UTF-8"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    loaded = done.stdout.splitlines()[-1].split()
    allowed = {"ecq", "ecq.base", "ecq.base.errors", *(f"ecq.base.{name}" for name in more)}
    assert not [one for one in loaded if one.startswith("ecq") and one not in allowed and not one.startswith("ecq.cli")]
    assert more or "pydantic" not in loaded


def test_a_shell_completes_commands_and_options(fine):
    for shell in ("bash", "zsh", "fish", "powershell", "tcsh"):
        script = fine("completion", shell)
        assert "explain" in script
        assert shell == "tcsh" or "staircase" in script


def test_rubrics_as_json(fine):
    rows = data(fine("rubrics", "--json"), listing(RUBRIC | shape(id=ID, title=TEXTS, questions=COUNT, state=ID), 1))
    assert "gbt31526-2025" in [row["id"] for row in rows]


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
    assert (assessment.name, assessment.profile) == ("测试平台", PROFILE)
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


def test_check_counts_what_it_found_sound(fine, folder):
    for name in ("teaching.yaml", "capped.yaml", "bank/shop.yaml"):
        (folder / name).unlink()
    assert re.match(r"ok: rubrics 1, questions 7,", fine("check", folder).splitlines()[-1])
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
    begun = piped("new", "-o", "-", "--name", "测试", "--profile", *SAID)
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


# Bad input


REFUSED = [
    ([], "required"),
    (["dance"], "invalid choice"),
    (["scor"], "did you mean score?"),
    (["points", "exprt"], "did you mean export?"),
    (["plan", "a.json", "--staircas1"], "did you mean --staircase?"),
    (["report", "a.json", "-o", "b.pdf", "--extent", "ful"], "did you mean full?"),
    (["questions", "--rubric", "gbt31526-2024"], "did you mean gbt31526-2025?"),
    (["score"], "required"),
    (["score", "FILE", "--nothing"], "--nothing"),
    (["score", "nowhere.json"], "nowhere.json cannot be read"),
    (["plan", "FILE", "--lock"], "--lock"),
    (["plan", "FILE", "--effort", "x"], "'x'"),
    (["plan", "FILE", "--capacity", "-1"], "-1"),
    (["questions", "--rubric", "gbt-1999"], "there is no rubric of this id"),
    (["questions", "--lang", "fr"], "invalid choice"),
    (["check", "nowhere"], "is not a folder of rubrics"),
    (["check", "."], "is not a folder of rubrics"),
    (["serve", "--port", "many"], "invalid int value"),
    (["serve", "--port", "99999999"], "99999999"),
    (["sources", "--today", "soon"], "is not a date"),
    (["sources", "--days", "-1"], "from 0 on"),
    (["new"], "required"),
    (["new", "-o", "FILE"], "exists already"),
    (["new", "-o", "missing/folder/a.json"], "cannot be written"),
    (["new", "-o", "FILE/a.json"], "cannot be written"),
    (["new", "-o", "folder", "--force"], "cannot be written"),
    (["new", "-o", "b.json", "--profile", "lives=yes"], "'lives' is not known"),
    (["new", "-o", "b.json", "--target", "six-star"], "is not a grade"),
    (["report", "FILE", "-o", "b.pdf", "--date", "yesterday"], "yesterday"),
    (["report", "FILE", "-o", "b.pdf", "--date", "2026-13-01"], "2026-13-01"),
    (["report", "FILE", "-o", "FILE"], "FILE"),
    (["open", "FILE", "-o", "b.json"], "FILE"),
    (["points", "import", "FILE", "--name", "A", "--status", "body"], "FILE"),
    (["sheet", "import", "FILE", "FILE"], "FILE"),
    (["export", "FILE", "-o", "b.doc"], "b.doc"),
    (["evidence", "FILE", "-o", "b.doc"], "b.doc is neither .xlsx nor .csv; choose one of these endings"),
    (["evidence", "FILE", "--today", "soon"], "is not a date"),
    (["evidence", "FILE", "--show", "lost"], "invalid choice"),
    (["diff", "-", "-"], "only one file"),
    (["export", "FILE", "-o", "-", "--json", "--format", "csv"], "both write to standard output"),
    (["export", "FILE", "-o", "-"], ".xlsx"),
    (["evidence", "FILE", "-o", "-"], "--format"),
]
ANSWERS_REFUSED = [
    (["rules-on-home-page=perfect"], "choose one of"),
    (["rules-on-home-page"], "is not of the form QUESTION=VALUE"),
    (["no-such-question=yes"], "'no-such-question' is not a question of gbt31526-2025"),
    (["rules-on-homepage=complete"], "did you mean rules-on-home-page?"),
    (["rules-on-home-page=complete", "network-log-retention=six"], "give a number"),
    (["--na", "rules-on-home-page=we have none"], "cannot be set aside"),
    (["--na", "popup-one-click-close="], "say why"),
    (["--unsure", "no-such-question"], "is not a question"),
    (["--evidence", "rules-on-home-page="], "say what the evidence is"),
    (["--profile", "live-commerce=perhaps"], "'perhaps' is not a value of live-commerce"),
    (["--profile", "lives=yes"], "'lives' is not known"),
    (["--target", "six-star"], "is not a grade"),
]


@pytest.mark.parametrize(
    ("argv", "message"), REFUSED + [(["answer", "FILE", *argv], told) for argv, told in ANSWERS_REFUSED]
)
def test_what_cannot_be_done_changes_nothing_and_is_one_line_in_the_readers_language(
    run, file, monkeypatch, argv, message
):
    monkeypatch.chdir(file.parent)
    (file.parent / "folder").mkdir()
    before, there = file.read_bytes(), sorted(file.parent.iterdir())
    given = [one.replace("FILE", file.name) for one in argv]
    for locale in ("C.UTF-8", "zh_CN.UTF-8"):
        monkeypatch.setenv("LC_ALL", locale)
        code, out, err = run(*given)
        assert (code, out, err.count("\n"), "Traceback" in err) == (2, "", 1, False)
        if locale == "C.UTF-8":
            assert message.replace("FILE", file.name) in err
        else:
            assert re.search("[一-鿿]", err), err
            assert not re.search(r" (is|are|not|the|cannot|give|choose) ", err), err
        assert (file.read_bytes(), sorted(file.parent.iterdir())) == (before, there)


def test_what_is_there_is_overwritten_only_with_force_and_kept_readable_for_its_owner(fine, file):
    assert file.stat().st_mode & 0o400
    fine("new", "-o", file, "--force")
    assert read(file.read_bytes()).name == ""


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


@pytest.mark.slow
def test_a_table_of_points_becomes_a_rubric_and_where_it_is_missing_is_asked_for(fine, run, tmp_path, monkeypatch):
    monkeypatch.setenv("ECQ_HOME", str(tmp_path / "home"))
    book, made = tmp_path / "points.xlsx", tmp_path / "a.json"
    fine("points", "export", "sqe-2015", "-o", book)
    take = ("points", "import", book, "--rubric", "sqe-2015", "--name", "Body A", "--status", "body")
    code, _, err = run(*take)
    assert (code, "no number differs" in err) == (2, True)
    fill_in_points(book)
    variant = json.loads(fine(*take, "--json"))
    assert [row["points"] for row in json.loads(fine("rubrics", "--json")) if row["id"] == variant["id"]] == ["body"]
    fine("new", "--rubric", variant["id"], "-o", made)
    assert json.loads(fine("score", made, "--json"))["rubric"]["digest"] == variant["digest"]
    code, _, err = run(*take)
    assert (code, "--id" in err) == (2, True)
    monkeypatch.setenv("ECQ_HOME", str(tmp_path / "elsewhere"))
    code, _, err = run("score", made)
    assert (code, "import its table of points" in err) == (2, True)


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A folder named in ECQ_RUBRICS, with one more rubric."""
    text = (rubric_home() / "sqe-2015.yaml").read_text(encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own/mine.yaml").write_text(text.replace("id: sqe-2015", "id: mine", 1), encoding="utf-8")
    monkeypatch.setenv("ECQ_RUBRICS", str(tmp_path / "own"))
    return tmp_path / "own"


def test_a_folder_in_ecq_rubrics_adds_a_rubric(fine, own):
    assert "mine" in [row["id"] for row in json.loads(fine("rubrics", "--json"))]


@pytest.mark.long
def test_a_rubric_that_was_added_is_checked(fine, own):
    assert fine("check", own).splitlines()[-1].startswith("ok: rubrics 3")
