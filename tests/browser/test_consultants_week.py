"""A consultant's week with twelve clients, walked with the mouse: what is due, a return, a comment, a plan, a request, a report.

The browser counts every click a person makes; docs/portfolio.md has the counts, and this test holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from ecq.assessment.changes import answer, clear, with_response
from ecq.assessment.evidence import add_evidence
from ecq.assessment.model import Assessment, with_said
from ecq.base.day import day_after
from ecq.base.settings import API
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.store.invitations import Invitations
from ecq.telling.portfolio import words as d
from tests import building as b
from tests.browser.test_accessibility import faults
from tests.browser.test_report_and_saved_file import taken
from tests.browser.visitor import Served, Visitor
from tests.building import accepted, sampled
from tests.report.pdf_reading import pressed, text_of
from tests.serving import ecq_running

# Each of its steps is held without the clicks: the desk and its calendar in tests/app/test_desk.py, a return and a request in
# test_teams.py, a comment in tests/app/test_results_page.py, the plan agreed on in tests/app/test_plan_page.py.
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.long]
STAGES = ("contract", "self-check", "improving", "applying", "certified", "surveillance", "renewal")
SAMPLES = ("qinghe-mall", "xinghuo-live", "lianshan-industrial")
RETURNED, COMMENTED, STEP, EMPTY = 1, 2, 3, 4
SAID = "先把规则公示和退货时限定下来。"
COUNTING = """addEventListener('click', (event) => {
  if (event.isTrusted && event.detail > 0) sessionStorage.ecqClicks = 1 + Number(sessionStorage.ecqClicks ?? 0)
}, true)"""
CLICKS = {"return": 2, "comment": 5, "agree": 3, "request": 4, "report": 3, "calendar": 2}
"""So many clicks each takes from the start page, the way there included."""


def levels(rubric: Rubric) -> list[Question]:
    return [one for one in rubric.questions if one.kind == "level" and not one.applies and one.pieces]


def client(rubric: Rubric, number: int, day: str) -> Assessment:
    """The nth client, with whom something of its own is due."""
    first, second = levels(rubric)[:2]
    certified = number % len(STAGES) >= STAGES.index("certified")
    made = sampled(SAMPLES[number % 3], rubric, "zh")
    said = {
        "stage": STAGES[number % len(STAGES)],
        "contacts": [{"name": f"联系人 {number}", "role": "质量", "reach": f"a{number}@example.com"}],
        "scope": "自营与第三方商城",
        "contract": f"HT-{number:02}",
        "contract_until": day_after(day, 3 if number == 9 else 200),
        "certificate": f"SQE-{number}" if certified else "",
        "valid_until": day_after(day, 5 if number == 6 else 300) if certified else None,
        "surveillance": [day_after(day, 4)] if number == 5 else [],
    }
    undated = {  # a sample's days are fixed, and would come and go with the calendar
        id_: one.model_copy(update={"evidence": tuple(it.model_copy(update={"due": None}) for it in one.evidence)})
        for id_, one in made.responses.items()
    }
    made = made.model_copy(update={"responses": undated})
    made = made.model_copy(update={"name": f"客户 {number:02}", "client": with_said(made.client, said)})
    if number in (COMMENTED, EMPTY):
        made = accepted(add_evidence(made, second, "审计报告", False, due=day_after(day, 6)))
    if number in (RETURNED, EMPTY):
        made = clear(made, first)
    if number == STEP:
        made = made.model_copy(update={"terms": made.terms.model_copy(update={"due": {second.id: day_after(day, 2)}})})
    if number in (8, 10):
        made = with_response(accepted(answer(made, first, b.best(first))), first.id, None, evidence=())
        said = {"place": "档案柜", "pieces": [*first.pieces][:1], "until": day_after(day, 2)}
        made = accepted(add_evidence(made, first, "外包合同", **said))
    return made


def twelve(store: DatabaseStore, rubric: Rubric, day: str) -> list[str]:
    """Twelve clients in every stage; one has sent answers back, one is late with them."""
    ids = [store.add(client(rubric, number, day)).id for number in range(12)]
    asked, (first, second) = Invitations(store), levels(rubric)[:2]
    made = asked.make(ids[RETURNED], [first.id], "客服部", due=day_after(day, 2))
    sent = asked.answer(made[1], lambda of: accepted(answer(of, first, b.best(first))), made[0].answers)
    asked.submit(made[1], sent.revision)
    asked.make(ids[7], [second.id], "物流部", due=day_after(day, -1))
    return ids


@contextmanager
def counted(visitor: Visitor, counts: dict[str, int], what: str) -> Iterator[None]:
    """Count the clicks made within, from the start page on."""
    visitor.open()
    visitor.page.evaluate("sessionStorage.ecqClicks = 0")
    yield
    counts[what] = int(visitor.page.evaluate("sessionStorage.ecqClicks"))


def test_a_week_with_twelve_clients(visit, shipped, tmp_path):
    day, home, counts = datetime.now(UTC).date().isoformat(), tmp_path / "home", dict[str, int]()
    home.mkdir()
    with ecq_running(home) as address:
        store = DatabaseStore.in_folder(home)
        ids = twelve(store, shipped, day)
        visitor = visit("zh", at=Served(address, home, store))
        page = visitor.page
        page.add_init_script(COUNTING)
        visitor.open()
        desk = page.locator(".st-key-desk")
        desk.wait_for()
        due = desk.locator("tr")

        def open_client(number: int) -> None:
            """By the first line of the desk that names the client."""
            name = f"客户 {number:02}"
            line = due.filter(has_text=name).locator("a")
            line.first.click()
            page.wait_for_url(re.compile(ids[number]))
            visitor.idle()

        with counted(visitor, counts, "return"):  # Monday
            assert not faults(visitor, {"resultTypes": ["violations"]})
            said = desk.inner_text()
            kinds = ("review", "request", "step", "surveillance", "renewal", "contract", "expiry")
            assert [one for one in kinds if d.KINDS[one].zh not in said] == []
            open_client(RETURNED)
            visitor.wait_for_page("inbox")
            page.locator("[class*=st-key-inbox-accept-] button").first.click()
            visitor.idle()
            assert visitor.assessment.response(levels(shipped)[0].id).state == "answered"

        with counted(visitor, counts, "comment"):  # Tuesday
            open_client(COMMENTED)
            visitor.to_page("results")
            visitor.key("report-choices").locator("button").first.click()
            page.locator(".st-key-comments summary").click()
            field = page.locator("[class*=st-key-comment-] textarea")
            field.click()
            page.keyboard.type(SAID)
            page.keyboard.press("Control+Enter")
            visitor.idle()
            assert [one.text for one in store.find(ids[COMMENTED]).assessment.comments.values()] == [SAID]

        with counted(visitor, counts, "agree"):  # Wednesday
            open_client(STEP)
            visitor.to_page("plan")
            visitor.idle()  # its table is drawn below what names the page
            visitor.key("plan-agree").locator("button").click()
            visitor.key("agreed").wait_for()
            assert store.find(ids[STEP]).assessment.terms.agreed is not None

        with counted(visitor, counts, "request"):  # Thursday
            open_client(EMPTY)
            visitor.to_page("inbox")
            page.locator(".st-key-team-whom input").click()
            page.keyboard.type("客服部")
            page.keyboard.press("Tab")
            visitor.idle()
            page.locator(".st-key-team-make button, .st-key-team-sheet button").first.click()
            visitor.idle()
            (asked,) = Invitations(store).of(ids[EMPTY])
            assert (asked.label, len(asked.questions) > 0) == ("客服部", True)

        with counted(visitor, counts, "report"):  # Friday
            open_client(COMMENTED)
            visitor.to_page("results")
            report = taken(visitor, "download-pdf", tmp_path)
            assert pressed(SAID) in pressed(text_of(report.read_bytes()))

        with counted(visitor, counts, "calendar"):
            calendar = taken(visitor, "desk-ics", tmp_path).read_text(encoding="utf-8")
            assert calendar.count("BEGIN:VEVENT") == 9, "ten were due, and the return is accepted"
            visitor.key("desk-subscribe").locator("button").first.click()
            address_told = page.locator("code").filter(has_text=f"{API}/due?format=ics")
            address_told.wait_for()
            assert "ecq:KEY@" in address_told.inner_text()
        store.close()
    assert counts == CLICKS
