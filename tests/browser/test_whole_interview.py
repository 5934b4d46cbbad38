"""The whole way by mouse: an empty assessment, its profile, every question, the results, and the same numbers everywhere."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import TimeoutError

from ecq.base.exact import cut
from ecq.interview.flow import Interview
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.web.start import words as t
from tests.browser.visitor import Served, Visitor, a_value, lean_profile, said

pytestmark = pytest.mark.browser


def fill_profile(visitor: Visitor, rubric: Rubric, profile: dict[str, object], name: str, target: str) -> None:
    """Say everything in the turns of the profile by mouse, as a person would."""
    page = visitor.page
    field = visitor.key("profile-name").locator("input")
    visitor.types(field, name)
    field.press("Enter")
    bands = {band.id: visitor.words(band.title) for band in rubric.bands}
    visitor.key("profile-target").get_by_role("radio", name=bands[target], exact=True).click()
    for fact in rubric.profile.facts:
        while not visitor.key(f"fact-{fact.id}").count():
            visitor.moves(visitor.key("turn-next").locator("button").click)
        held = profile[fact.id]
        titles = {option.id: visitor.words(option.text) for option in fact.options}
        for value in (held,) if isinstance(held, str) else held:  # type: ignore[union-attr]
            pill = (
                visitor.key(f"fact-{fact.id}").locator("button").filter(has=page.get_by_text(titles[value], exact=True))
            )
            chosen = pill.and_(page.locator("[aria-checked=true], [aria-pressed=true]"))
            pill.click()
            try:
                chosen.wait_for(timeout=5_000)
            except TimeoutError:  # not taken while the cards were drawn anew: one sees that, and presses again
                pill.click()
                chosen.wait_for()
    page.wait_for_function("document.querySelector('[data-test-script-state=notRunning]')")


def test_screen_file_and_report_show_the_same_score_after_every_question(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, tmp_path: Path
) -> None:
    visitor = visit("zh")
    visitor.open()
    visitor.key("begin").locator("button").click()
    visitor.wait_for_page("profile")
    fill_profile(visitor, shipped, lean_profile(), "测试平台甲", "three-star")
    visitor.button(t.BEGIN_WHOLE).click()
    visitor.wait_for_page("interview")

    made = visitor.assessment
    assert made.name == "测试平台甲"
    assert made.target == "three-star"
    assert made.profile == lean_profile()
    asked = Interview(shipped, made).asked
    expected: dict[str, object] = {}
    unsure: list[str] = []
    order: list[str] = []
    at, turn = visitor.at, 0
    while at is not None:
        assert turn <= 2 * len(asked), f"the interview goes round in circles at {at}"
        question = shipped.by_id[at]
        order.append(at)
        turn += 1
        if question.not_applicable and turn % 2:
            visitor.chip("na").click()
            reason = question.not_applicable[0].id
            following = visitor.moves(visitor.key(f"reason-{at}-{reason}").click)
            expected[at] = ("na", None, reason)
        elif turn % 17 == 0 and at not in unsure:
            unsure.append(at)
            following = visitor.moves(visitor.chip("unsure").click)
        else:
            value = a_value(question, turn)
            following = visitor.press_answer(question, value)
            expected[at] = ("answered", value, None)
        at = following

    assert order == [*asked, *unsure]
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

    done = subprocess.run(
        [sys.executable, "-m", "ecq.cli", "score", str(saved), "--json"], capture_output=True, check=True, text=True
    )
    scored = json.loads(done.stdout)
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
