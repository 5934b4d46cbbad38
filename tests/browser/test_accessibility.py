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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault_on_any_page(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, scheme: str
) -> None:
    visitor = visit("zh", color_scheme=scheme)
    rules: dict[str, Any] = {"resultTypes": ["violations"]}
    if scheme == "dark":  # only colours differ from the light pages
        rules["runOnly"] = ["color-contrast", "link-in-text-block"]
    page = visitor.page
    found: dict[str, list[str]] = {}
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
    found["start"] = faults(visitor, rules)
    page.locator(".st-key-open-file input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "text/json", "buffer": b"{"}
    )
    page.get_by_role("alert").wait_for()
    found["start, a wrong file"] = faults(visitor, rules)
    page.goto(f"{served.address}/results?a=not-there")
    visitor.key("lost").wait_for()
    found["an address that leads nowhere"] = faults(visitor, rules)
    visitor.open("profile", kept)
    found["profile"] = faults(visitor, rules)
    visitor.open("profile", kept, turn="2")
    found["a turn of the profile"] = faults(visitor, rules)
    visitor.open("interview", kept)
    for question_id in (*wanted, aside):
        while visitor.at != question_id:
            visitor.moves(visitor.chip("skip").click)
        for summary in page.locator(".ecq-question summary").all():
            summary.click()
        found[f"interview, {shipped.by_id[question_id].kind}"] = faults(visitor, rules)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    found["shortcuts"] = faults(visitor, rules)
    page.keyboard.press("Escape")
    visitor.chip("na").click()
    visitor.key("panel-na").wait_for()
    found["not applicable"] = faults(visitor, rules)
    visitor.chip("note").click()
    page.locator("[data-testid='stTextArea'] textarea").wait_for()
    found["note"] = faults(visitor, rules)
    visitor.chip("evidence").click()
    visitor.name_evidence(aside, "一份证据")
    found["evidence"] = faults(visitor, rules)
    visitor.open("evidence", kept)
    visitor.unfold_evidence()
    page.locator(".ecq-ev [data-id^=edit-]").first.click()
    page.locator(".ecq-ev [data-id^=add-]").first.click()
    for summary in page.locator(".ecq-ev .foot summary").all()[:3]:
        summary.click()
    found["evidence binder"] = faults(visitor, rules)
    visitor.open("results", kept)
    found["results"] = faults(visitor, rules)
    visitor.open("results", kept, view="indicators")
    page.locator(".js-plotly-plot .legend").nth(1).wait_for()
    folded = page.locator("[data-testid=stExpander] details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    page.locator(".ecq-scroll").nth(1).wait_for()
    found["results, indicators"] = faults(visitor, rules)
    planned = served.keep(agree(full, plan(shipped, full, "four-star"), "2026-11-24T09:00:00+00:00"))
    visitor.open("plan", planned)
    page.locator(".plan li").first.wait_for()
    for summary in page.locator("[data-testid=stExpander] summary").all():
        summary.click()
    page.locator(".st-key-plan-cheapest .plan button[aria-expanded]").first.click()
    page.locator(".st-key-plan-curve .js-plotly-plot").wait_for()
    found["plan"] = faults(visitor, rules)
    visitor.open("interview", served.keep(full.model_copy(update={"name": ""})))
    found["interview, nearly done"] = faults(visitor, rules)
    visitor.open("inbox", kept)
    found["files"] = faults(visitor, rules)
    told = [f"{where}: {line}" for where, lines in found.items() for line in lines]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault_in_history_conflicts_and_unsaved_changes(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, scheme: str
) -> None:
    """Undo and redo, the history of an answer, what another window did, a press that met it, and what could not be saved."""
    visitor, other = visit("zh", color_scheme=scheme), visit("zh")
    rules: dict[str, Any] = {"resultTypes": ["violations"]}
    found: dict[str, list[str]] = {}
    kept = served.keep(begin(shipped))
    for one in (visitor, other):
        one.open("interview", kept)
    first = str(visitor.at)
    visitor.press_answer(shipped.by_id[first], a_value(shipped.by_id[first], 1))
    visitor.moves(visitor.chip("back").click)
    visitor.chip("history").click()
    visitor.page.locator(".ecq-version").first.wait_for()
    found["history"] = faults(visitor, rules)
    visitor.key("step-undo").click()
    visitor.key("step-redo").wait_for()
    found["undone"] = faults(visitor, rules)
    other.to_indicator("delivery")
    other.press_answer(shipped.by_id[str(other.at)], a_value(shipped.by_id[str(other.at)], 1))
    served.store.change(kept, lambda held: give(held, shipped.by_id[first], a_value(shipped.by_id[first], 2)))  # type: ignore[arg-type, return-value]
    visitor.option(first, str(a_value(shipped.by_id[first], 1))).click()
    visitor.key("panel-conflict").wait_for()
    visitor.key("news").wait_for()
    found["two windows"] = faults(visitor, rules)
    visitor.moves(visitor.chip("skip").click)
    with full_disk(served):
        visitor.chip("unsure").click()
        visitor.key("panel-unsaved").wait_for()
        found["not saved"] = faults(visitor, rules)
    told = [f"{where}: {line}" for where, lines in found.items() for line in lines]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault_in_the_overview(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, scheme: str
) -> None:
    """As a map, with every line unfolded, with something found and marked, with nothing found, and back from a change."""
    visitor = visit("zh", color_scheme=scheme)
    rules: dict[str, Any] = {"resultTypes": ["violations"]}
    page = visitor.page
    found: dict[str, list[str]] = {}
    full = sampled("xinghuo-live", shipped, "zh", "2026-11-24T09:00:00+00:00")
    gone = [q for q in full.responses if shipped.place[q][1] == "delivery"]
    kept = served.keep(
        full.model_copy(update={"responses": {q: r for q, r in full.responses.items() if q not in gone}})
    )
    visitor.open("overview", kept)
    found["map"] = faults(visitor, rules)
    page.locator("[data-unfold]").click()
    page.locator(".ecq-excluded > summary").click()
    found["everything"] = faults(visitor, rules)
    visitor.types(page.get_by_role("searchbox"), "证据")
    page.locator(".ecq-hit").first.wait_for()
    found["found"] = faults(visitor, rules)
    visitor.types(page.get_by_role("searchbox"), "量子纠缠")
    page.locator(".ecq-list li").first.wait_for(state="detached")
    found["nothing found"] = faults(visitor, rules)
    visitor.open("overview", kept, show="gate")
    page.locator(".ecq-list a").first.click()
    visitor.wait_for_page("interview")
    found["a question under review"] = faults(visitor, rules)
    visitor.chip("unsure").click()
    visitor.wait_for_page("overview")
    page.locator(".ecq-changed").wait_for()
    found["back from a change"] = faults(visitor, rules)
    told = [f"{where}: {line}" for where, lines in found.items() for line in lines]
    assert not told, "\n".join(told)


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
