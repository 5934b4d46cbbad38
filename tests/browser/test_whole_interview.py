"""The whole way by mouse: an empty assessment, its profile, the first and the last questions, the results, and the same numbers
everywhere. Every question of a platform is answered in `tests/app/test_whole_interview.py`."""

from __future__ import annotations

import json
from fractions import Fraction
from urllib.parse import urlsplit

import pytest

from ecq.assessment.changes import answer
from ecq.assessment.model import Assessment
from ecq.base.exact import cut
from ecq.cli import main
from ecq.interview.flow import Interview
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from tests.browser.test_resume import answer_some
from tests.browser.visitor import Visitor, lean_profile, said
from tests.building import a_value, accepted

pytestmark = pytest.mark.browser


KINDS = ("level", "checklist", "measure")


def fill_profile(visitor: Visitor, rubric: Rubric, name: str, target: str) -> dict[str, object]:
    """Say name, target and the facts of the second turn by mouse, as a person would; what was said."""
    page, lean, told = visitor.page, lean_profile(), dict[str, object]()
    field = visitor.key("profile-name").locator("input")
    visitor.types(field, name)
    field.press("Enter")
    bands = {band.id: visitor.words(band.title) for band in rubric.bands}
    aims = visitor.key("profile-target")
    aims.get_by_role("radio", name=bands[target], exact=True).click()
    visitor.moves(visitor.key("turn-next").locator("button").click)
    for fact in rubric.profile.facts:
        here = visitor.key(f"fact-{fact.id}")
        if not here.count():
            continue
        titles = {option.id: visitor.words(option.text) for option in fact.options}
        told[fact.id] = held = lean[fact.id]
        for value in (held,) if isinstance(held, str) else held:
            here.locator("button").filter(has=page.get_by_text(titles[value], exact=True)).click()
    visitor.idle()
    return told


def all_but(rubric: Rubric, made: Assessment, open_: set[str]) -> Assessment:
    """It with every other fact told and every other question answered."""
    made = made.model_copy(update={"profile": lean_profile()})
    for turn, question_id in enumerate(q for q in Interview(rubric, made).unanswered if q not in open_):
        question = rubric.by_id[question_id]
        made = accepted(answer(made, question, a_value(question, turn)))
    return made


def test_screen_file_and_report_show_the_same_score_at_the_end(visit, served, shipped, tmp_path, capsys):
    visitor = visit("zh")
    visitor.open()
    visitor.key("begin").locator("button").click()
    visitor.wait_for_page("profile")
    told = fill_profile(visitor, shipped, "测试平台甲", "three-star")
    assert told
    visitor.key("turn-later").locator("button").click()
    visitor.wait_for_page("interview")

    made = visitor.assessment
    assert (made.name, made.target, made.profile) == ("测试平台甲", "three-star", told)
    asked = Interview(shipped, all_but(shipped, made, set(shipped.by_id))).asked
    last = [next(q for q in reversed(asked) if shipped.by_id[q].kind == kind) for kind in KINDS]
    last.append(next(q for q in asked if shipped.by_id[q].not_applicable))
    answer_some(visitor, shipped, 2)
    served.store.change(visitor.assessment_id, lambda held: all_but(shipped, held, set(last)))
    visitor.open("interview", visitor.assessment_id)
    expected, order, unsure = dict(said(visitor.assessment)), list[str](), ""
    at, turn = visitor.at, 0
    while at is not None:
        assert len(order) <= len(last), f"the interview goes round in circles at {at}"
        order.append(at)
        question = shipped.by_id[at]
        if question.not_applicable:
            visitor.chip("na").click()
            reason = question.not_applicable[0].id
            expected[at] = ("na", None, reason)
            at = visitor.moves(visitor.key(f"reason-{at}-{reason}").click)
        elif not unsure:
            unsure = at
            at = visitor.moves(visitor.chip("unsure").click)
        else:
            turn += 1
            value = a_value(question, turn)
            expected[at] = ("answered", value, None)
            at = visitor.press_answer(question, value)
    assert order == [*sorted(last, key=asked.index), unsure]
    assert visitor.heading == visitor.say(w.DONE_TITLE)
    assert visitor.say(w.DONE_LEAD) in visitor.page.locator(".ecq-question").inner_text()
    assert visitor.say(w.PROGRESS_OF, settled=len(asked), asked=len(asked)) in visitor.page.content()
    assert said(visitor.assessment) == expected

    visitor.button(w.TO_RESULTS).click()
    visitor.wait_for_page("results")
    low, high = visitor.shown_score
    assert low == high, "nothing is open, so the interval is one number"
    screen = visitor.page.locator("main").inner_text()

    visitor.open_downloads()
    with visitor.page.expect_download() as download:
        visitor.key("download-json").locator("button").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.name.startswith("测试平台甲 20")
    with visitor.page.expect_download() as download:
        visitor.key("download-pdf").locator("button").click()
    report = tmp_path / "report.pdf"
    download.value.save_as(report)

    assert main(["score", str(saved), "--json"]) == 0
    scored = json.loads(capsys.readouterr().out)
    assert cut(Fraction(scored["exact"]["low"]), 1) == low
    assert cut(Fraction(scored["exact"]["high"]), 1) == high
    assert cut(Fraction(scored["evidenced_exact"]["low"]), 1) in screen
    assert scored["counts"]["open"] == 0

    from pypdf import PdfReader

    with PdfReader(report) as reader:
        cover = reader.pages[0].extract_text()
        attached = reader.attachments["assessment.json"][0]
    assert f"\n{low}\n" in cover, cover
    assert "测试平台甲" in cover
    assert json.loads(attached) == json.loads(saved.read_text(encoding="utf-8"))
    visitor.open("results", visitor.assessment_id, view="indicators")
    grade = next(band for band in shipped.bands if band.id == scored["grade"]["low"])
    assert visitor.words(grade.title) in cover
    for node in scored["indicators"]:
        if node["share"] is not None:
            # What is lost is what the shown numbers differ by, so that they add up on the page.
            worth, sure = (Fraction(cut(Fraction(node[name]), 2)) for name in ("points", "low"))
            lost = "<0.01" if worth == sure and node["points"] != node["low"] else cut(worth - sure, 2)
            title = visitor.words(shipped.nodes[node["id"]].title)
            assert f"{title} {lost}" in alt(visitor)
    asked_for = {urlsplit(url) for url in visitor.requests}
    assert {one.netloc for one in asked_for if one.scheme in ("http", "ws")} == {urlsplit(served.address).netloc}
    assert {"http", "ws"} <= {one.scheme for one in asked_for} <= {"http", "ws", "data", "blob"}


def alt(visitor: Visitor) -> str:
    """What the bar chart tells who cannot see it."""
    return str(visitor.page.locator(".st-key-bars [role=figure]").last.get_attribute("aria-label"))
