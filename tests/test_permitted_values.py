"""Whatever the file format permits is taken by every command, file and request: none fails on what another takes."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from ecq.api.app import make_api
from ecq.assessment.changes import answer
from ecq.assessment.file import dump, read
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.exact import plain
from ecq.base.language import LANGS
from ecq.cli import main
from ecq.exchange.answer_sheet import export_sheet, preview, read_answers
from ecq.planning.agreed import agree, cheapest_plan, set_weekly
from ecq.rubric.kinds import MeasureQuestion
from ecq.rubric.kinds.base import NO_FIGURE
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.store.database import DatabaseStore
from ecq.store.tokens import Tokens
from ecq.telling.evidence.binder import binder
from ecq.telling.plan.work_plan import work_plan
from ecq.writers.sheets.results.build import results_csv, results_json, results_workbook
from tests import building as b
from tests import strategies
from tests.api.conftest import Caller
from tests.building import accepted

pytest.importorskip("openpyxl")
DAY = "2026-11-24"
MOST_DIGITS = 10**15 - 1


@st.composite
def numbers(draw: st.DrawFn, least: Fraction, most: Fraction) -> str:
    """A number from least to most as the format permits it: a decimal or a ratio, however it is written."""
    coarsest = max(least.denominator, most.denominator)
    finest = max(coarsest, draw(st.sampled_from([1, 20, 1_000, MOST_DIGITS])))
    ratio = draw(st.fractions(least, most, max_denominator=finest))
    written = [plain(ratio), f"+{plain(ratio)}", f" {plain(ratio)} ", f"{ratio.numerator}/{ratio.denominator}"]
    whole = int(ratio)
    if whole == ratio:
        written += [f"{whole}.0", f"{whole}.50" if whole + 1 <= most else f"{whole}.00", f"0{whole}"]
    else:
        written.append(f"{ratio.numerator * 2}/{ratio.denominator * 2}")
    return draw(st.sampled_from([one for one in written if len(one) < 30 and _short(one)]))


def _short(number: str) -> bool:
    return all(len(part.strip(" +-")) <= 15 for part in number.replace(".", "/").split("/"))


def amounts() -> st.SearchStrategy[str]:
    """Person-days or days of the terms."""
    return st.one_of(numbers(Fraction(0), Fraction(200)), st.sampled_from(["1/3", "0.125", "0", "25/18"]))


@st.composite
def permitted(draw: st.DrawFn, of: Rubric, made: Assessment) -> Assessment:
    """The assessment with numbers and terms in every form that a file may hold them in; as it is read from its file."""
    data: dict[str, Any] = json.loads(dump(made))
    for question in of.questions:
        if isinstance(question, MeasureQuestion) and draw(st.integers(0, 3)):
            value = numbers(question.least, question.most)
            if question.none:
                value = st.one_of(value, st.just(NO_FIGURE))
            evidence = draw(st.sampled_from([[], [{"text": "log"}], [{"text": "log", "in_hand": False}]]))
            said = {"state": draw(st.sampled_from(["answered", "answered", "unsure"])), "value": draw(value)}
            data["responses"][question.id] = {**said, "evidence": evidence}
    data["terms"] |= {
        "efforts": draw(st.dictionaries(st.sampled_from(of.order), amounts(), max_size=3)),
        "max_lead_time": draw(st.none() | amounts()),
        "capacity": draw(st.none() | amounts()),
        "per_week": draw(st.none() | st.sampled_from(["1/3", "2.5", "20", "+7", "7/3"])),
        "start": draw(st.sampled_from([None, DAY])),
        "goal": draw(st.sampled_from(["ready", "score"])),
    }
    return read(json.dumps(data))


@pytest.mark.parametrize(
    ("bound", "value"), [("1/3", "1/3"), ("25/18", "25/18"), ("1/1099511627776", "1/1099511627776")]
)
def test_a_number_that_no_decimal_says_is_an_answer_like_any_other(bound, value):
    of = b.rubric([b.measure("q", ((None, F(0)), (F(bound), F(1))), "higher")])
    made = b.accepted(answer(b.begin(of), of.by_id["q"], value, exact=True))
    assert made.response("q").value == value
    assert score(of, made).score.low == 100


F = b.F


@pytest.mark.slow
@settings(max_examples=10)
@given(st.data())
def test_plan_workbook_sheet_and_lists_take_every_permitted_number(data):
    of = data.draw(strategies.rubrics())
    made = data.draw(permitted(of, data.draw(strategies.assessments(of))))
    cheapest = cheapest_plan(of, made)
    agreed = agree(made, cheapest)
    for one in (made, agreed if isinstance(agreed, Assessment) else made):
        for lang in LANGS:
            work_plan(of, one, cheapest, lang, DAY)
        results_csv(of, one, "zh")
        results_json(of, one, "en", DAY)
        results_workbook(of, one, "zh", DAY)
        binder(of, one.on(DAY), "zh")
    if any(applies is not False for applies in of.applying(made.profile).values()):
        shown = preview(read_answers(export_sheet(of, made, "en"), of), of, made)
        assert (shown.changes, shown.conflicts, shown.troubles) == ((), (), ())


COMMANDS = (
    "score FILE", "score FILE --json", "questions FILE", "plan FILE", "plan FILE --json", "plan FILE --staircase",
    "explain FILE", "explain FILE --json", "evidence FILE", "evidence FILE -o list.xlsx", "evidence FILE -o list.csv",
    "export FILE -o out.xlsx", "export FILE -o out.csv", "export FILE --plan -o plan.csv", "export FILE -o out.json",
    "export FILE -o out.ics", "sheet export FILE -o sheet.xlsx", "sheet import FILE sheet.xlsx",
    "sheet import FILE list.xlsx", "sheet import FILE out.xlsx", "report FILE -o out.pdf --extent short",
    "report FILE -o out.docx", "verify out.pdf", "present FILE -o out.html", "diff FILE FILE", "move FILE",
    "batch FILE -o scored.csv", "batch sheet.xlsx -o from-sheet.csv",
)  # fmt: skip


def _dated(of: Rubric, made: Assessment) -> bool:
    return any(line.day for line in work_plan(of, made, cheapest_plan(of, made), "en", DAY).lines)


@pytest.mark.slow
@settings(max_examples=1, phases=(Phase.generate,))
@given(st.data())
def test_every_command_and_request_takes_every_permitted_number(shipped: Rubric, tmp_path_factory, data):
    assume(data.draw(st.integers(0, 9)))  # the first that is tried is the simplest
    folder = tmp_path_factory.mktemp("permitted")
    sample = data.draw(st.sampled_from(load_samples()))
    made = data.draw(permitted(shipped, sample_assessment(sample, shipped, "zh", f"{DAY}T09:00:00+08:00")))
    made = accepted(set_weekly(made, "6"))  # without it the plan has no days, and there is no calendar
    (folder / "a.json").write_text(dump(made), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        for command in COMMANDS:
            given_options = command.replace("FILE", "a.json").split()
            empty = [2] if command.endswith(".ics") and not _dated(shipped, made) else [0]  # no day, no calendar
            assert (main([*given_options, "--lang", "en"]), command) == (*empty, command)
    scored = [line.split(",")[6:8] for name in ("scored", "from-sheet") for line in _rows(folder / f"{name}.csv")]
    assert scored[0] == scored[1], "a sheet says what its self-check says"
    store = DatabaseStore(f"sqlite:///{folder / 'ecq.sqlite3'}")
    ask = Caller(make_api(lambda: store, people_log_in=False), Tokens(store).add("local", "write")[1])
    opened = ask("POST", "/files", content=dump(made).encode())
    assert opened.status_code == 201, opened.text
    for part in ("", "/questions", "/score", "/plan", "/report?extent=short", "/report?format=docx"):
        response = ask("GET", f"/assessments/{opened.json()['id']}{part}")
        assert response.status_code == 200, response.text
    store.close()


def _rows(table: Path) -> list[str]:
    return table.read_text(encoding="utf-8-sig").splitlines()[1:]


def test_a_ratio_in_a_file_and_on_the_command_line_reaches_plan_and_workbook(tmp_path, monkeypatch, capsys):
    """The finding as it was met: scored and imported, and refused once the plan had to prove it."""

    def ecq(*arguments: str) -> str:
        assert main([*arguments, "--lang", "en"]) == 0
        return capsys.readouterr().out

    monkeypatch.chdir(tmp_path)
    ecq("sample", "qinghe-mall", "-o", "a.json")
    ecq("answer", "a.json", "own-sales-refund-days=25/18")
    made = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert made["responses"]["own-sales-refund-days"]["value"] == "25/18"
    made["responses"]["own-sales-refund-days"]["evidence"] = []
    (tmp_path / "a.json").write_text(json.dumps(made), encoding="utf-8")
    assert "person-days" in ecq("plan", "a.json")
    ecq("export", "a.json", "-o", "a.xlsx")
    ecq("export", "a.json", "-o", "a.csv")
    assert "25/18 days" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
