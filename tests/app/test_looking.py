"""Who may look at a self-check and not change it: every page can be looked at, and offers nothing that would be refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1.element_tree import Widget

from ecq.assessment.changes import begin
from ecq.store.brand_kits import BrandKits
from ecq.store.collection import Collection, HeldBy
from ecq.telling.plan import words as plan_words
from ecq.telling.text import words as w
from ecq.web.frame import words as access
from tests.app.logged_in import with_everything
from tests.app.walker import Walker

PAGES = ("start", "profile", "interview", "overview", "results", "plan", "evidence", "progress", "inbox", "portfolio")
UPLOADS = {"start": {"verify-file"}, "results": {"report-template"}, "progress": {"progress-file"}}
"""What can be looked into without being taken over: a report to verify, a template of Word, a file to compare with."""


@pytest.fixture
def whole(firm, store, shipped):
    return with_everything(store, shipped, firm.acme.id)


def open_to_press(walker: Walker) -> Iterator[Widget]:
    """Every field and button of Streamlit's on the page that is not off."""
    for one in walker.app._tree:
        if isinstance(one, Widget) and not getattr(one.proto, "disabled", False) and one.type != "download_button":
            yield one


def use(walker: Walker, widget: Widget) -> None:
    """Press it, or choose or type something else in it."""
    states = walker.app._tree.get_widget_states()
    state = next(one for one in states.widgets if one.id == widget.id)
    options = list(getattr(widget, "options", ()))
    if widget.type == "button":
        state.trigger_value = True
    elif widget.type in ("button_group", "multiselect"):
        state.string_array_value.data[:] = options[-1:]
    elif options:
        state.string_value = options[-1]
    elif widget.type in ("checkbox", "toggle"):
        state.bool_value = not state.bool_value
    elif widget.type == "date_input":
        state.string_array_value.data[:] = [date(2030, 1, 2).isoformat()]
    else:
        assert widget.type in ("text_input", "text_area", "color_picker"), widget.type
        state.string_value = "#123456"
    walker.app._run(states)
    assert not walker.app.exception, walker.app.exception


def drawn(walker: Walker, component: str) -> dict[str, Any]:
    """What a component was told to draw."""
    return walker.told(component)[0]


def told_why(walker: Walker, page: str) -> int:
    """How often the page says that one only looks."""
    below = walker.conversation["off"] if page == "interview" else ""
    return f"{walker.html}{below}".count(access.LOOKS_ONLY.en.replace("{role}", "reader"))


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_no_page_offers_a_reader_anything_that_is_refused_and_each_says_why_once(firm, walk, store, whole, page):
    firm.as_("reader", "reader")
    kept = store.find(whole)
    walker = walk(whole, lang="en", page=page)
    assert told_why(walker, page) == (page not in ("start", "portfolio"))
    assert {one.key for one in walker.app.file_uploader if not one.disabled} == UPLOADS.get(page, set())
    used: set[str] = set()
    of_page = {one.id for one in open_to_press(walker)}
    while ready := [one for one in open_to_press(walker) if one.id not in used and one.type != "file_uploader"]:
        widget = ready[0]
        used.add(widget.id)
        use(walker, widget)
        assert not any("you may not" in one for one in walker.errors), (page, widget.key)
        if not of_page & {one.id for one in open_to_press(walker)} - used:  # it led elsewhere, or folded all away
            walker.app.query_params.pop("q", None)
            walker.go(page)
    assert store.find(whole) == kept
    assert len(store.snapshots(whole)) == 1
    assert BrandKits(store).of(HeldBy(firm.acme.id)).name == "Acme"


def test_who_may_change_it_is_not_told_that_they_only_look(firm, walk, whole):
    firm.as_("editor", "editor")
    for page in ("interview", "profile"):
        assert told_why(walk(whole, lang="en", page=page), page) == 0


def test_in_the_interview_a_reader_walks_from_question_to_question_and_looks(firm, walk, store, shipped, whole):
    firm.as_("reader", "reader")
    walker = walk(whole, lang="en", page="interview")
    asked = next(iter(store.find(whole).assessment.responses))
    walker.to_question(asked)
    told = walker.conversation
    assert told["answers"]["off"]
    assert told["typed"] is None
    assert {name for name, *_ in told["chips"]} <= {"skip", "back", "note", "evidence"}
    assert {one["name"] for one in told["steps"]} == {"history"}
    assert {line["change"] for line in walker.thread if "change" in line} == {w.LOOK.en}
    walker.press("chip-skip")
    assert walker.at != asked
    walker.to_question(asked).press("chip-note")
    assert walker.app.text_area(key=f"note-{asked}").disabled
    assert "note-save" not in walker.keys
    walker.press("chip-evidence")
    assert drawn(walker, "ecq_evidence")["off"]
    walker.press("chip-history")
    assert not any(key.startswith("restore-") for key in walker.keys)
    assert store.remarks(whole) == ()


def test_what_waits_for_a_press_is_shown_to_who_may_press_it(firm, walk, whole):
    def below(role: str, said: str = "") -> list[str]:
        firm.as_(role, role)
        walker = walk(whole, lang="en", page="interview").to_question("human-agent-reached")
        return (walker.type(said) if said else walker).below

    assert below("editor", "there are human agents, any time") == ["understood"]
    assert below("reader") == []
    assert below("owner") == below("editor") == ["understood"]


def test_the_record_of_a_client_is_for_who_may_change_it(firm, walk, store, shipped):
    for name in ("A", "B", "C"):
        Collection(store).add(begin(shipped, name), HeldBy(firm.acme.id))
    for role, offered in (("editor", True), ("reader", False)):
        firm.as_(role, role)
        assert ("record-of" in {one.key for one in walk(lang="en").app.selectbox}) == offered


def test_the_lists_of_a_reader_are_drawn_without_what_changes_them(firm, walk, whole):
    firm.as_("reader", "reader")
    walker = walk(whole, lang="en", page="plan")
    agreed = drawn(walker, "ecq_plan_list")
    assert agreed["off"]
    rows = [row for wave in agreed["waves"] for entry in wave["entries"] for row in entry.get("rows", [entry])]
    assert [(row["fixed"], row.get("record")) for row in rows] == [(True, None)] * len(rows) != []
    assert drawn(walk(whole, lang="en", page="evidence"), "ecq_evidence")["off"]
    rows_html = drawn(walk(whole, lang="en", page="overview"), "ecq_overview")["list"]
    assert f">{w.LOOK.en}</a>" in rows_html
    assert not any(f">{word.en}</a>" in rows_html for word in (w.CHANGE, w.ANSWER, plan_words.KINDS["confirm"]))
    start = walk(whole, lang="en")
    assert "<h1>Self-checks of Acme</h1>" in start.html, "they are not the reader's own"
    listed = drawn(start, "ecq_home")
    assert listed["acts"] == ["results", "-", "export"]
    bar = drawn(walker, "ecq_top_bar")
    assert (bar["words"]["new"], bar["offer"]) == ("", None)


@pytest.mark.parametrize("role", [pytest.param("reviewer", marks=pytest.mark.long), "reader"])
def test_what_is_pressed_on_a_page_drawn_before_is_refused_in_a_sentence(firm, walk, store, whole, role):
    """A page drawn for an editor who is one no longer: the store refuses, and the page says so."""
    before = store.find(whole)

    def refused(page: str) -> Walker:
        firm.as_("one", "editor")
        walker = walk(whole, lang="en", page=page)
        firm.as_("one", role)
        return walker

    walker = refused("profile")
    walker.app.text_input(key="profile-name").set_value("Renamed")
    assert any("you may not change" in one for one in walker.run().errors)
    walker = refused("progress")
    walker.app.button(key="snapshot-save").click()
    assert any("you may not change" in one for one in walker.run().errors)
    walker = refused("interview")
    for press in walker.pressable.values():
        walker.send(press)
    for typed in ("not applicable", "what is a gate?", "about half of it", "undo"):
        walker.type(typed)
    assert store.find(whole) == before
    assert len(store.snapshots(whole)) == 1
    assert store.remarks(whole) == ()


def test_a_self_check_in_the_bin_says_so_to_a_reader_without_offering_to_take_it_back(firm, walk, store, whole):
    Collection(store).bin(whole)
    firm.as_("reader", "reader")
    walker = walk(whole, lang="en", page="profile")
    assert access.IN_BIN.en in walker.html
    assert drawn(walker, "ecq_top_bar")["offer"] is None
    firm.as_("editor", "editor")
    assert drawn(walk(whole, lang="en", page="profile"), "ecq_top_bar")["offer"] is not None


def test_an_empty_self_check_can_be_looked_at_too(firm, walk, store, shipped):
    empty = Collection(store).add(begin(shipped, "Empty"), HeldBy(firm.acme.id)).id
    firm.as_("reader", "reader")
    for page in PAGES:
        walker = walk(empty, lang="en", page=page)
        assert not walker.errors
        assert not {"to-interview", "through-open", "through-unsure", "snapshot-save"} & walker.keys
