"""Evidence named in the interview, worked off in the binder, taken away as a checklist."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ecq.assessment.changes import begin, set_up
from ecq.assessment.evidence import add_evidence, edit_evidence
from ecq.assessment.model import EVIDENCE_ITEMS, Assessment
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.store.database import DatabaseStore
from ecq.telling.evidence import words as e
from ecq.telling.text.sentences import score_words
from ecq.telling.text.words import say
from ecq.writers.sheets.evidence_checklist import CHECKLIST
from ecq.writers.sheets.forms import TICKED, UNTICKED
from tests.browser.test_changing_answers import with_top_answers
from tests.browser.test_resume import kill
from tests.browser.visitor import Served, Visitor, lean_profile

pytestmark = pytest.mark.browser


def head(visitor: Visitor) -> str:
    return visitor.page.locator(".ecq-binder-head").inner_text()


def at(visitor: Visitor, question_id: str) -> None:
    """To a question of the interview, with its evidence open."""
    visitor.open("evidence", visitor.assessment_id)
    visitor.unfold_evidence()
    visitor.page.locator(f".ecq-ev [data-id='go-{question_id}']").click()
    visitor.wait_for_page("interview")
    visitor.wait_for_question(question_id)
    visitor.piece("text", question_id).wait_for()


def test_evidence_named_in_the_interview_reaches_the_checklist(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, tmp_path: Path
) -> None:
    visitor = visit("zh")
    made = with_top_answers(shipped, 12)
    visitor.open("evidence", served.keep(made))
    target = next(q.id for q in shipped.questions if q.id in made.responses)
    at(visitor, target)

    # two pieces, one in hand, one to be brought; a day until when says by itself that it is not in hand
    visitor.name_evidence(target, "测评报告", place="档案柜 3", owner="李娜")
    visitor.types(visitor.piece("text", target), "复测报告")
    visitor.types_day(visitor.piece("due", target), "2020-02-29")
    assert not visitor.piece("hand", target).is_checked()
    visitor.name_evidence(target, "复测报告", in_hand=False, owner="王强", due="2020-02-29")
    assert [vars(item) for item in visitor.assessment.response(target).evidence] == [
        {"text": "测评报告", "in_hand": True, "place": "档案柜 3", "owner": "李娜", "due": None},
        {"text": "复测报告", "in_hand": False, "place": "", "owner": "王强", "due": "2020-02-29"},
    ]

    # the binder tells both, and narrows to what is late
    visitor.open("evidence", visitor.assessment_id)
    backed = score_words(score(shipped, visitor.assessment).evidenced.low)
    assert f"有证据支持 {backed} 分" in head(visitor)
    question = visitor.page.locator(f".ecq-ev article[data-question='{target}']")
    assert "档案柜 3" in question.inner_text()
    visitor.page.get_by_role("radio", name=re.compile(e.SHOWS["overdue"].zh)).click()
    visitor.piece("mark", target, 0).wait_for(state="detached")
    assert visitor.page.locator(".ecq-ev article").count() == 1
    assert e.PROOF_STATES["overdue"].zh in question.inner_text()
    assert "2020-02-29" in question.inner_text()

    # in hand now: it leaves the list of what is late
    visitor.piece("mark", target, 1).check()
    visitor.page.get_by_text(e.EMPTY["overdue"].zh).wait_for()
    assert all(item.in_hand for item in visitor.assessment.response(target).evidence)

    # the checklist
    visitor.page.get_by_role("radio", name=re.compile(e.SHOWS["all"].zh)).click()
    visitor.piece("mark", target, 1).wait_for()
    visitor.idle()
    with visitor.page.expect_download() as download:
        visitor.key("download-checklist").locator("button").click()
    assert re.fullmatch(r"证据核对表 .*\.xlsx", download.value.suggested_filename)
    download.value.save_as(tmp_path / "list.xlsx")
    rows = list(
        load_workbook(tmp_path / "list.xlsx").active.iter_rows(min_row=CHECKLIST.head_row + 2, values_only=True)
    )
    ticked = [(row[5], row[7], row[8]) for row in rows if row[0] == TICKED]
    assert ticked == [("测评报告", "档案柜 3", "李娜"), ("复测报告", None, "王强")]
    assert {row[0] for row in rows} == {TICKED, UNTICKED}
    with visitor.page.expect_download() as download:
        visitor.key("download-checklist-csv").locator("button").click()
    download.value.save_as(tmp_path / "list.csv")
    table = list(csv.reader(io.StringIO((tmp_path / "list.csv").read_text(encoding="utf-8-sig"))))
    assert len(table) == len(rows) + 1


def test_marking_evidence_in_hand_changes_the_evidence_backed_score(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("en")
    made = with_top_answers(shipped, 3)
    target = next(q for q in shipped.questions if q.id in made.responses)
    with_one = add_evidence(made, target, "report", in_hand=False)
    visitor.open("evidence", served.keep(with_one))  # type: ignore[arg-type]
    sure = score_words(score(shipped, visitor.assessment).score.low)
    assert say(e.BACKED, "en", evidenced="0.0", sure=sure) in head(visitor)
    visitor.piece("mark", target.id, 0).check()
    visitor.page.locator(f"article[data-question='{target.id}'] .ecq-tag.jade").wait_for()
    backed = score_words(score(shipped, visitor.assessment).evidenced.low)
    visitor.page.locator(".ecq-binder-head", has_text=say(e.BACKED, "en", evidenced=backed, sure=sure)).wait_for()
    visitor.piece("mark", target.id, 0).and_(visitor.page.locator(":focus")).wait_for()
    assert backed != "0.0"
    visitor.piece("mark", target.id, 0).uncheck()
    visitor.page.locator(".ecq-binder-head", has_text=say(e.BACKED, "en", evidenced="0.0", sure=sure)).wait_for()


def test_evidence_can_be_edited_in_place_and_removed(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("en")
    question = shipped.questions[0]
    made = add_evidence(begin(shipped), question, "report", place="drawer")
    visitor.open("evidence", served.keep(made))  # type: ignore[arg-type]
    visitor.piece("edit", question.id, 0).click()
    assert visitor.piece("place", question.id, 0).input_value() == "drawer"
    visitor.types(visitor.piece("text", question.id, 0), "signed report")
    visitor.types(visitor.piece("place", question.id, 0), "")
    visitor.page.keyboard.press("Escape")
    visitor.piece("edit", question.id, 0).and_(visitor.page.locator(":focus")).wait_for()
    assert visitor.assessment.response(question.id).evidence[0].text == "report"

    visitor.piece("edit", question.id, 0).click()
    assert visitor.piece("text", question.id, 0).input_value() == "report"
    visitor.types(visitor.piece("text", question.id, 0), "signed report")
    visitor.types(visitor.piece("owner", question.id, 0), "Li")
    visitor.piece("owner", question.id, 0).press("Enter")
    visitor.piece("edit", question.id, 0).and_(visitor.page.locator(":focus")).wait_for()
    (held,) = visitor.assessment.response(question.id).evidence
    assert (held.text, held.place, held.owner, held.in_hand) == ("signed report", "drawer", "Li", True)

    visitor.piece("drop", question.id, 0).click()
    visitor.piece("drop", question.id, 0).wait_for(state="detached")
    visitor.idle()
    assert visitor.assessment.response(question.id).evidence == ()


def test_a_double_click_names_suggested_evidence_once(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("zh")
    question = shipped.questions[0]
    visitor.open("interview", served.keep(begin(shipped)))
    visitor.chip("evidence").click()
    visitor.page.locator(f".ecq-ev [data-id='ask-{question.id}-0']").dblclick()
    visitor.piece("mark", question.id, 0).wait_for()
    visitor.idle()
    held = [(item.text, item.in_hand) for item in visitor.assessment.response(question.id).evidence]
    assert held == [(question.evidence[0].zh, False)]
    assert visitor.page.get_by_role("button", name=f"{e.PROOF_STATES['to-obtain'].zh}: {held[0][0]}").count() == 0


def test_typed_evidence_survives_a_refusal_and_a_change_in_another_window(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("en")
    first, second = shipped.questions[:2]
    made = add_evidence(begin(shipped), first, "report", in_hand=False)
    kept = served.keep(made)  # type: ignore[arg-type]
    visitor.open("evidence", kept)
    visitor.piece("edit", first.id, 0).click()
    visitor.types(visitor.piece("text", first.id, 0), "my wording")
    visitor.page.locator(f".ecq-ev [data-id='add-{second.id}']").click()
    visitor.types(visitor.piece("text", second.id), "half a senten")

    def elsewhere(assessment: Assessment) -> Assessment:
        changed = edit_evidence(assessment, first, 0, text="their wording")
        assert isinstance(changed, Assessment)
        return changed

    served.store.change(kept, elsewhere)
    visitor.piece("save", first.id, 0).click()
    visitor.page.get_by_role("alert").wait_for()
    assert "changed or removed elsewhere" in visitor.page.get_by_role("alert").inner_text()
    assert visitor.piece("text", first.id, 0).input_value() == "my wording"
    assert visitor.piece("text", second.id).input_value() == "half a senten"
    assert visitor.assessment.response(first.id).evidence[0].text == "their wording"
    visitor.piece("cancel", first.id, 0).click()
    assert "their wording" in visitor.page.locator(f"article[data-question='{first.id}']").inner_text()


def test_typed_evidence_survives_a_server_restart_and_is_saved_at_once(
    visit: Callable[..., Visitor],
    killable: Callable[[], AbstractContextManager[str]],
    shipped: Rubric,
    tmp_path: Path,
) -> None:
    question = shipped.questions[0]
    with killable() as address, closing(DatabaseStore.in_folder(tmp_path / "home")) as store:
        visitor = visit("zh", at=Served(address, tmp_path / "home", store))
        visitor.open("evidence", store.add(begin(shipped)).id)
        visitor.page.locator(f".ecq-ev [data-id='add-{question.id}']").click()
        visitor.types(visitor.piece("text", question.id), "断线前写的")
        visitor.types(visitor.piece("owner", question.id), "李娜")
        kill(visitor, tmp_path)
    with killable(), closing(DatabaseStore.in_folder(tmp_path / "home")) as store:
        visitor.served.store = store
        visitor.page.locator("[data-test-connection-state=CONNECTED]").wait_for(timeout=30_000)
        visitor.idle()
        assert visitor.piece("text", question.id).input_value() == "断线前写的"
        visitor.piece("save", question.id).click()
        visitor.piece("mark", question.id, 0).wait_for()
        visitor.idle()
        held = visitor.assessment.response(question.id).evidence
        assert [(item.text, item.owner) for item in held] == [("断线前写的", "李娜")]


def test_the_evidence_filter_survives_a_visit_to_a_question(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("zh")
    made = add_evidence(begin(shipped), shipped.questions[1], "一份", owner="李娜")
    visitor.open("evidence", served.keep(made))  # type: ignore[arg-type]
    rows = visitor.page.locator(".ecq-ev article")
    whole = rows.count()
    visitor.page.get_by_role("radio", name=re.compile(e.SHOWS["missing"].zh)).click()
    visitor.piece("mark", shipped.questions[1].id, 0).wait_for(state="detached")
    assert rows.count() == whole - 1
    target = shipped.questions[2].id
    visitor.page.locator(f".ecq-ev [data-id='go-{target}']").click()
    visitor.wait_for_page("interview")
    visitor.wait_for_question(target)
    visitor.to_page("evidence")
    visitor.wait_for_page("evidence")
    assert rows.count() == whole - 1


def test_a_question_with_all_the_evidence_it_can_hold_says_the_limit(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("zh")
    question = shipped.questions[0]
    made = begin(shipped)
    for number in range(EVIDENCE_ITEMS):
        made = add_evidence(made, question, f"证据 {number}")  # type: ignore[assignment]
    visitor.open("interview", served.keep(made))
    visitor.chip("evidence").click()
    visitor.types(visitor.piece("text", question.id), "再来一条")
    visitor.piece("save", question.id).click()
    alert = visitor.key("panel-evidence").get_by_role("alert")
    alert.wait_for()
    assert str(EVIDENCE_ITEMS) in alert.inner_text()
    assert visitor.piece("text", question.id).input_value() == "再来一条"
    assert len(visitor.assessment.response(question.id).evidence) == EVIDENCE_ITEMS


def test_the_evidence_page_opens_questions_outside_the_quick_check(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("zh")
    made = set_up(begin(shipped), shipped, profile=lean_profile())
    visitor.open("evidence", served.keep(made), quick="1")
    question = next(
        q for q in shipped.questions if not q.core and visitor.page.locator(f"[data-id='go-{q.id}']").count()
    )
    visitor.unfold_evidence()
    visitor.page.locator(f".ecq-ev [data-id='go-{question.id}']").click()
    visitor.wait_for_page("interview")
    visitor.wait_for_question(question.id)


def test_what_is_due_first_leads_to_its_place_and_a_search_unfolds_what_it_finds(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("zh")
    late = next(q for q in shipped.questions if shipped.place[q.id][1] != shipped.place[shipped.questions[0].id][1])
    made = add_evidence(begin(shipped), shipped.questions[0], "明年的报告", False, due="2999-01-01")
    made = add_evidence(made, late, "去年的报告", False, owner="李娜", due="2020-02-29")  # type: ignore[arg-type]
    visitor.open("evidence", served.keep(made))  # type: ignore[arg-type]
    page = visitor.page
    rows = page.locator(".ecq-ev .due li")
    assert [row.split()[0] for row in rows.all_inner_texts()] == ["2020-02-29", "2999-01-01"]
    group = page.locator(".ecq-ev .group", has=page.locator(f"[data-question='{late.id}']"))
    group.locator("> summary").click()
    assert not visitor.piece("mark", late.id, 0).is_visible()
    rows.first.get_by_role("button").click()
    visitor.piece("mark", late.id, 0).and_(page.locator(":focus")).wait_for()

    visitor.types(page.get_by_role("searchbox"), "李娜 去年")
    assert page.locator(".ecq-ev article:visible").count() == 1
    assert page.locator(".ecq-ev .top [role=status]").inner_text() == visitor.say(e.FOUND, count=1)
    visitor.types(page.get_by_role("searchbox"), "没有这样的词")
    assert page.locator(".ecq-ev .group:visible").count() == 0
    visitor.types(page.get_by_role("searchbox"), "")
    assert page.locator(".ecq-ev .group:visible").count() > 2


def test_the_evidence_page_on_a_phone_needs_no_sideways_scrolling(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("zh", width=390, height=844)
    made = add_evidence(begin(shipped), shipped.questions[0], "很长" * 200, False, place="x" * 200, owner="y" * 200)
    visitor.open("evidence", served.keep(made))  # type: ignore[arg-type]
    visitor.piece("edit", shipped.questions[0].id, 0).click()
    main = visitor.page.locator("main")
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_the_fields_of_the_panel_stand_in_line(visit: Callable[..., Visitor], served: Served, shipped: Rubric) -> None:
    visitor = visit("en", width=1366, height=768)
    visitor.open("interview", served.keep(begin(shipped)))
    visitor.chip("evidence").click()
    boxes = [visitor.piece(part, str(visitor.at)).bounding_box() for part in ("place", "owner", "due")]
    assert len({round(box["y"]) for box in boxes if box}) == 1
