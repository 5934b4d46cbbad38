"""An answer that is taken over and counts for nothing is told with the profile fact that decides it, whichever way it comes in."""

from __future__ import annotations

import io
import json
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import begin, set_up
from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.base.language import Lang, words
from ecq.cli import main
from ecq.exchange.answer_sheet import export_sheet
from ecq.exchange.answer_sheet.writing import AT
from ecq.exchange.batch.dropped import fate, recognise
from ecq.rubric.conditions import holds
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.text.reactions import NOT_COUNTED, not_counted
from tests import building as b
from tests import strategies
from tests.api.conftest import Caller
from tests.in_one_language import in_one

openpyxl = pytest.importorskip("openpyxl")
AT_NINE = "2026-11-24T09:00:00+00:00"
LIVE = "live-commerce"


@pytest.fixture(scope="module")
def question(shipped):
    """A yes-or-no question that live commerce alone decides."""
    return next(
        one.id
        for one in shipped.questions
        if one.applies is not None and one.applies.fact == LIVE and one.kind in ("yes_no", "level")
    )


@pytest.fixture(params=["no", None])
def now(shipped, request):
    """A self-check whose profile rules live commerce out, or does not say."""
    return begin(shipped, "青禾", {LIVE: request.param} if request.param else {}, at=AT_NINE)


def why(now: Assessment, lang: Lang) -> str:
    """What is to be said of it: the fact, and its value where it has one."""
    if LIVE in now.profile:
        return {"en": "in the profile, “", "zh": "现在不计分：平台画像里“"}.get(lang, "現在不計分")
    return {"en": "does not count yet", "zh": "平台画像里还没有填“"}.get(lang, "還沒有填")


def sheet_for(of: Rubric, now: Assessment, question: str, lang: Lang = "zh") -> bytes:
    """A sheet made while the profile had live commerce, with the question answered."""
    book = openpyxl.load_workbook(io.BytesIO(export_sheet(of, set_up(now, of, profile={LIVE: "yes"}), lang)))
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            if len(row) > AT["evidence"] and row[AT["id"]].value == question and row[AT["item"]].value is None:
                row[AT["answer"]].value = "1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@given(strategies.scored(), st.randoms())
def test_just_the_answers_that_earn_nothing_for_the_profile_are_named(drawn, random):
    of, made = drawn
    named = {one.question: one for one in not_counted(of, made, of.order)}
    states = {one.id: one.state for one in score(of, made).questions.values()}
    assert set(named) == {q for q, applies in of.applying(made.profile).items() if applies is not True}
    for question, one in named.items():
        assert states.get(question) in ("hidden", "undecided", "na")
        assert one.facts
        condition, known = of.by_id[question].applies, {f: made.profile[f] for f in one.facts if f in made.profile}
        if holds(condition, made.profile, of.facts) is False:
            assert holds(condition, known, of.facts) is False, "the facts named are enough to rule it out"
        else:
            assert set(one.facts) - set(made.profile), "a fact that is missing is named"


@pytest.mark.parametrize("now", ["no", pytest.param(None, marks=pytest.mark.long)], indirect=True)
@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_a_sheet_says_it_in_the_preview_of_the_command(shipped, question, now, tmp_path, capsys, lang):
    (tmp_path / "a.json").write_text(dump(now), encoding="utf-8")
    (tmp_path / "s.xlsx").write_bytes(sheet_for(shipped, now, question, lang))
    paths = [str(tmp_path / "a.json"), str(tmp_path / "s.xlsx")]
    assert main(["sheet", "import", *paths, "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert words(NOT_COUNTED, lang) in out
    assert why(now, lang) in out
    assert words(shipped.facts[LIVE].text, lang) in out
    assert main(["sheet", "import", *paths, "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["not_counted"]
    assert (told["question"], told["facts"]) == (question, [LIVE])
    assert why(now, "zh") in told["message"]["zh"]


@pytest.mark.parametrize("lang", in_one("en"))
def test_the_command_that_answers_says_it(shipped, question, now, tmp_path, capsys, lang):
    (tmp_path / "a.json").write_text(dump(now), encoding="utf-8")
    value = str(b.best(shipped.by_id[question]))
    assert main(["answer", str(tmp_path / "a.json"), f"{question}={value}", "--lang", lang]) == 0
    err = capsys.readouterr().err
    assert question in err
    assert why(now, lang) in err
    counts = next(q for q, applies in shipped.applying(now.profile).items() if applies)
    assert main(["answer", str(tmp_path / "a.json"), f"{counts}={b.best(shipped.by_id[counts])}", "--lang", lang]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("now", [None, pytest.param("no", marks=pytest.mark.long)], indirect=True)
def test_the_inbox_says_it(walk, store, shipped, question, now):
    walker = walk(store.add(now).id, "en", "inbox")
    walker.app.file_uploader(key="inbox-upload").upload("s.xlsx", sheet_for(shipped, now, question, "en")).run()
    assert why(now, "en") in unescape(walker.html)


@pytest.mark.parametrize("now", ["no", pytest.param(None, marks=pytest.mark.long)], indirect=True)
def test_a_sheet_dropped_on_the_start_page_is_looked_at_first(shipped, question, now):
    dropped = recognise(sheet_for(shipped, now, question), "s.xlsx", {shipped.id: shipped})
    assert fate(dropped, {"1": now}, {shipped.id: shipped}).does == "decide"
    counting = set_up(now, shipped, profile={LIVE: "yes"})
    assert fate(dropped, {"1": counting}, {shipped.id: shipped}).does == "take-over"


def test_the_api_says_it_with_the_change(store, shipped, question, now):
    from ecq.api.app import make_api
    from ecq.store.tokens import Tokens

    ask = Caller(make_api(lambda: store, people_log_in=False), Tokens(store).add("local", "write")[1])
    kept = store.add(now).id
    value = b.best(shipped.by_id[question])
    changed = ask("PATCH", f"/assessments/{kept}", json={"seen": 1, "answers": {question: value}})
    begun = ask("POST", "/assessments", json={"profile": dict(now.profile), "answers": {question: value}})
    for response in (changed, begun):
        assert response.status_code in (200, 201), response.text
        (told,) = response.json()["not_counted"]
        assert (told["question"], told["facts"]) == (question, [LIVE])
        assert why(now, "en") in told["message"]
    fine = ask("POST", "/assessments", json={"profile": {LIVE: "yes"}, "answers": {question: value}})
    assert fine.json()["not_counted"] == []
