"""axe finds no serious or critical fault on any page, in light and in dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ecq.assessment.changes import answer as give
from ecq.assessment.changes import begin
from ecq.planning import plan
from ecq.planning.agreed import agree
from ecq.rubric.kinds import ChecklistQuestion
from ecq.rubric.model import Rubric
from tests.browser.visitor import Served, Visitor, a_value, full_disk
from tests.building import sampled

pytestmark = pytest.mark.browser

# What comes from Streamlit's own markup and cannot be changed from ECQ: (rule, part of the selector).
ALLOWED: tuple[tuple[str, str], ...] = ()
# Less grave to axe, but what a screen reader finds its way by.
STRUCTURE = ("heading-order", "landmark-one-main", "landmark-unique", "page-has-heading-one", "empty-heading")


def faults(visitor: Visitor, rules: dict[str, Any]) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    visitor.idle()
    found: dict[str, Any] = Axe().run(visitor.page, options=rules).response
    lines = []
    for violation in found["violations"]:
        if violation["impact"] not in ("serious", "critical") and violation["id"] not in STRUCTURE:
            continue
        for node in violation["nodes"]:
            target = str(node["target"])
            if any(rule == violation["id"] and part in target for rule, part in ALLOWED):
                continue
            why = "; ".join(item["message"] for item in (*node["any"], *node["all"], *node["none"]))
            lines.append(f"{violation['id']} at {target}: {why} | {node['html'][:160]}")
    return lines


RULES: dict[str, Any] = {"resultTypes": ["violations"]}
COLOURS: dict[str, Any] = {"runOnly": ["color-contrast", "link-in-text-block"]}
GROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"


class Looks:
    """What axe finds on the page at each state it is shown in: in light, and its colours in dark too."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.found = visitor, list[str]()

    def at(self, where: str) -> None:
        """Look at the page as it stands now."""
        page = self.visitor.page
        self.found += [f"{where}: {line}" for line in faults(self.visitor, RULES)]
        light = page.evaluate(GROUND)
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(f"light => {GROUND} !== light", arg=light)
        page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
        self.found += [f"{where}, dark: {line}" for line in faults(self.visitor, COLOURS)]
        page.emulate_media(color_scheme="light")
        page.wait_for_function(f"light => {GROUND} === light", arg=light)

    def nothing(self) -> None:
        """No fault was found anywhere."""
        assert not self.found, "\n".join(self.found)


def test_axe_finds_no_serious_fault_on_any_page(visit: Callable[..., Visitor], served: Served, shipped: Rubric) -> None:
    visitor = visit("zh")
    page, looks = visitor.page, Looks(visitor)
    full = sampled("xinghuo-live", shipped, "zh")
    wanted = [
        next(q.id for q in shipped.questions if q.kind == kind and q.id in full.responses)
        for kind in ("level", "checklist", "measure")
    ]
    aside = next(q.id for q in shipped.questions if q.not_applicable and q.id in full.responses)
    partly = full.model_copy(
        update={"responses": {q: r for q, r in full.responses.items() if q not in (*wanted, aside)}}
    )
    kept = served.keep(partly)

    visitor.open()
    looks.at("start")
    page.locator(".st-key-open-file input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "text/json", "buffer": b"{"}
    )
    page.get_by_role("alert").wait_for()
    looks.at("start, a wrong file")
    page.goto(f"{served.address}/results?a=not-there")
    visitor.key("lost").wait_for()
    looks.at("an address that leads nowhere")
    visitor.open("profile", kept)
    looks.at("profile")
    visitor.open("profile", kept, turn="2")
    looks.at("a turn of the profile")
    visitor.open("interview", kept)
    for question_id in (*wanted, aside):
        while visitor.at != question_id:
            visitor.moves(visitor.chip("skip").click)
        for summary in page.locator(".ecq-question summary").all():
            summary.click()
        looks.at(f"interview, {shipped.by_id[question_id].kind}")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    looks.at("shortcuts")
    page.keyboard.press("Escape")
    visitor.chip("na").click()
    visitor.key("panel-na").wait_for()
    looks.at("not applicable")
    visitor.chip("note").click()
    page.locator("[data-testid='stTextArea'] textarea").wait_for()
    looks.at("note")
    visitor.chip("evidence").click()
    visitor.name_evidence(aside, "一份证据")
    looks.at("evidence")
    visitor.open("evidence", kept)
    visitor.unfold_evidence()
    page.locator(".ecq-ev [data-id^=edit-]").first.click()
    page.locator(".ecq-ev [data-id^=add-]").first.click()
    for summary in page.locator(".ecq-ev .foot summary").all()[:3]:
        summary.click()
    looks.at("evidence binder")
    visitor.open("results", kept)
    looks.at("results")
    visitor.open("results", kept, view="indicators")
    page.locator(".js-plotly-plot .legend").nth(1).wait_for()
    folded = page.locator("[data-testid=stExpander] details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    page.locator(".ecq-scroll").nth(1).wait_for()
    looks.at("results, indicators")
    planned = served.keep(agree(full, plan(shipped, full, "four-star"), "2026-11-24T09:00:00+00:00"))
    visitor.open("plan", planned)
    page.locator(".plan li").first.wait_for()
    for summary in page.locator("[data-testid=stExpander] summary").all():
        summary.click()
    page.locator(".st-key-plan-cheapest .plan button[aria-expanded]").first.click()
    page.locator(".st-key-plan-curve .js-plotly-plot").wait_for()
    looks.at("plan")
    visitor.open("interview", served.keep(full.model_copy(update={"name": ""})))
    looks.at("interview, nearly done")
    visitor.open("inbox", kept)
    looks.at("files")
    looks.nothing()


def test_axe_finds_no_serious_fault_in_history_conflicts_and_unsaved_changes(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    """Undo and redo, the history of an answer, what another window did, a press that met it, and what could not be saved."""
    visitor, other = visit("zh"), visit("zh")
    looks = Looks(visitor)
    kept = served.keep(begin(shipped))
    for one in (visitor, other):
        one.open("interview", kept)
    first = str(visitor.at)
    visitor.press_answer(shipped.by_id[first], a_value(shipped.by_id[first], 1))
    visitor.moves(visitor.chip("back").click)
    visitor.chip("history").click()
    visitor.page.locator(".ecq-version").first.wait_for()
    looks.at("history")
    visitor.key("step-undo").click()
    visitor.key("step-redo").wait_for()
    looks.at("undone")
    other.to_indicator("delivery")
    other.press_answer(shipped.by_id[str(other.at)], a_value(shipped.by_id[str(other.at)], 1))
    served.store.change(kept, lambda held: give(held, shipped.by_id[first], a_value(shipped.by_id[first], 2)))  # type: ignore[arg-type, return-value]
    visitor.option(first, str(a_value(shipped.by_id[first], 1))).click()
    visitor.key("panel-conflict").wait_for()
    visitor.key("news").wait_for()
    looks.at("two windows")
    visitor.moves(visitor.chip("skip").click)
    with full_disk(served):
        visitor.chip("unsure").click()
        visitor.key("panel-unsaved").wait_for()
        looks.at("not saved")
    looks.nothing()


def test_axe_finds_no_serious_fault_in_the_overview(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    """As a map, with every line unfolded, with something found and marked, with nothing found, and back from a change."""
    visitor = visit("zh")
    page, looks = visitor.page, Looks(visitor)
    full = sampled("xinghuo-live", shipped, "zh", "2026-11-24T09:00:00+00:00")
    gone = [q for q in full.responses if shipped.place[q][1] == "delivery"]
    kept = served.keep(
        full.model_copy(update={"responses": {q: r for q, r in full.responses.items() if q not in gone}})
    )
    visitor.open("overview", kept)
    looks.at("map")
    page.locator("[data-unfold]").click()
    page.locator(".ecq-excluded > summary").click()
    looks.at("everything")
    visitor.types(page.get_by_role("searchbox"), "证据")
    page.locator(".ecq-hit").first.wait_for()
    looks.at("found")
    visitor.types(page.get_by_role("searchbox"), "量子纠缠")
    page.locator(".ecq-list li").first.wait_for(state="detached")
    looks.at("nothing found")
    visitor.open("overview", kept, show="gate")
    page.locator(".ecq-list a").first.click()
    visitor.wait_for_page("interview")
    looks.at("a question under review")
    visitor.chip("unsure").click()
    visitor.wait_for_page("overview")
    page.locator(".ecq-changed").wait_for()
    looks.at("back from a change")
    looks.nothing()


def test_in_forced_colours_every_main_button_has_an_edge(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    """Fills are gone there: a button without an edge is a word among others."""
    visitor = visit("en", forced_colors="active")
    visitor.open("interview", served.keep(begin(shipped)))
    while not isinstance(shipped.by_id[str(visitor.at)], ChecklistQuestion):
        visitor.moves(visitor.chip("skip").click)
    visitor.chip("evidence").click()
    page = visitor.page
    for press in (
        page.locator(".ecq-answers .confirm"),
        page.locator(".ecq-typed button"),
        visitor.piece("save", str(visitor.at)),
    ):
        press.wait_for()
        assert press.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
        assert press.evaluate("one => parseFloat(getComputedStyle(one).borderTopWidth)") >= 1
