"""Every private name of Streamlit and Plotly that ECQ leans on is seen in the served app: a renamed one fails by its name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from ecq.assessment.model import Assessment
from ecq.planning.agreed import set_day
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.web.results import words as rw
from tests import streamlit_parts as parts
from tests.browser.visitor import Served, Visitor, kill
from tests.building import accepted, sampled

pytestmark = pytest.mark.browser

# Notes every name that is ever on the page, also of what is gone or translated at once.
WATCH = """(() => {
  const seen = (window.ecqSeen = { testid: {}, attribute: {}, class: {}, label: {} })
  const look = (element) => {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('data-')) seen.attribute[name] = true
      if (name === 'data-testid') seen.testid[value] = true
      if (name === 'aria-label' || name === 'placeholder') seen.label[value] = true
    }
    for (const name of element.classList) seen.class[name] = true
  }
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'attributes') look(change.target)
      for (const added of change.addedNodes)
        if (added.nodeType === 1) [added, ...added.querySelectorAll('*')].forEach(look)
    }
  }).observe(document, { subtree: true, childList: true, attributes: true })
})()"""
PAGES = ("", "profile", "overview", "results", "evidence", "plan", "progress", "inbox")


class Watched:
    """All names seen by some visitors."""

    def __init__(self) -> None:
        self.names: dict[str, set[str]] = {}

    def take(self, visitor: Visitor) -> None:
        for kind, names in visitor.page.evaluate("window.ecqSeen").items():
            self.names.setdefault(kind, set()).update(names)


KINDS = {"testid": parts.TEST_IDS, "attribute": parts.ATTRIBUTES, "class": parts.CLASSES}


@pytest.fixture
def sample(shipped: Rubric) -> Assessment:
    # a chosen day has a button that clears it
    return accepted(set_day(sampled("qinghe-mall", shipped, "zh", "2026-11-24T09:00:00+00:00"), "start", "2030-11-25"))


def test_every_private_streamlit_name_exists_in_the_served_app(
    visit: Callable[..., Visitor],
    killable: Callable[[], AbstractContextManager[str]],
    shipped: Rubric,
    sample: Assessment,
    tmp_path: Path,
) -> None:
    watched = Watched()
    with killable() as address, closing(DatabaseStore.in_folder(tmp_path / "home")) as store:
        served = Served(address, tmp_path / "home", store)
        kept = served.keep(sample)
        wide, narrow = visit("zh", at=served), visit("zh", width=390, height=780, at=served)
        for visitor in (wide, narrow):
            visitor.page.add_init_script(WATCH)
        for path in PAGES:
            wide.open(path, kept if path else None)
            if path == "":
                wrong = tmp_path / "wrong.json"
                wrong.write_text("{}", encoding="utf-8")
                wide.brings(wide.key("open-file").locator("input[type=file]"), wrong)
            if path == "profile":
                wide.key("profile-name").locator("input").press_sequentially("x")
            if path == "results":
                watched.take(wide)
                wide.open(path, kept, view="indicators")
                wide.page.locator(".js-plotly-plot .legend").nth(1).wait_for()
                wide.key("report-choices").locator("button").first.click()
                wide.page.get_by_text(wide.say(rw.PARTS), exact=True).click()
                wide.page.locator("[class*=st-key-report-parts] button").first.wait_for()
            if path == "plan":  # Streamlit loads this field's code when it is first needed
                wide.key("plan-limits").locator("button").nth(2).click()
                wide.page.get_by_test_id("stDateInput").first.wait_for(state="attached")
            watched.take(wide)
        for kind in (ChecklistQuestion, MeasureQuestion):
            wide.open("interview", kept, review=next(one.id for one in shipped.questions if isinstance(one, kind)))
            wide.chip("note").click()
            wide.key("panel-note").locator("textarea").wait_for()
            watched.take(wide)
        narrow.open("interview", kept)
        narrow.page.wait_for_load_state("networkidle")
        watched.take(narrow)
        kill(wide, tmp_path)
        wide.page.get_by_test_id("stDialog").wait_for(state="attached")
        watched.take(wide)
    narrow.forgiven = wide.forgiven
    lost = {
        name: what for kind, names in KINDS.items() for name, what in names.items() if name not in watched.names[kind]
    }
    labels = watched.names["label"]
    lost |= {name: "read in English" for name in parts.LABELS if not any(one.startswith(name) for one in labels)}
    assert lost == {}
