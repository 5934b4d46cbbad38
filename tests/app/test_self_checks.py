"""The list on the start page: the way back to each self-check, and what can be done with it as a whole."""

import json
import re
from base64 import b64decode
from io import BytesIO
from zipfile import ZipFile

import pytest
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.testing.v1 import AppTest

from ecq.assessment.changes import begin, set_up
from ecq.assessment.file import read
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.scoring.scorecard import score
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.shelves import Wanted
from ecq.telling.portfolio.summary import summary_by
from ecq.telling.text.sentences import interval_words, score_words
from ecq.telling.text.words import say
from ecq.web.frame import words as access
from ecq.web.lists import words as t
from ecq.web.start.self_checks import SelfChecks
from tests.building import sampled
from tests.in_one_language import in_one

AT = "2026-11-24T09:00:00+00:00"


def named(shipped, name):
    return begin(shipped, name, at=AT)


def shown(walker):
    """What the list was told to draw; None where there is no list."""
    return next(iter(walker.told("ecq_home")), None)


def rows(walker):
    return re.findall(r"<li role=.row. data-id=.*?</li>", shown(walker)["list"], re.S)


def stored(mine):
    return {row.id: row for row in mine.listed(None, {}, lambda one: summary_by({}, one))}


def press(what, *ids, **more):
    """A press in the list, as the browser sends it, in a window of its own; returns that window's session."""

    def script(sent):
        from ecq.web.lists.component import Act
        from ecq.web.start.self_checks import perform

        act = Act.model_validate_json(sent)
        perform(act, "en")

    sent = json.dumps({"kind": "act", "do": what, "ids": ids, "mark": "m", "values": more})
    app = AppTest.from_function(script, args=(sent,), default_timeout=15).run()
    assert not app.exception, app.exception
    return app.session_state["session"]


@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_each_self_check_has_a_row_that_leads_to_it(walk, mine, shipped, lang):
    full = mine.add(sampled("qinghe-mall", shipped, lang, AT), None)
    empty = mine.add(named(shipped, "<b>新平台</b>"), None)
    list_html = "".join(rows(walk(lang=lang)))
    card = score(shipped, full.assessment)
    for words in (
        interval_words(card.score.low, card.score.high),
        say(p.EVIDENCED_SCORE, lang, score=score_words(card.evidenced.low)),
        say(p.SETTLED_OF, lang, settled=card.counts.applicable - card.counts.open, applicable=card.counts.applicable),
    ):
        assert words in list_html
    for one in (full, empty):
        assert f'href="/interview?a={one.id}' in list_html
    assert "&lt;b&gt;新平" in list_html, "a name is text, whatever is in it"
    assert "0.0 — 100.0" not in list_html, "an empty self-check has no score to show"
    assert say(p.NOT_BEGUN, lang) in list_html


def test_without_any_the_page_says_what_this_is(walk):
    walker = walk()
    assert shown(walker) is None
    assert walker.words(t.MINE) not in walker.html


def test_the_one_changed_last_is_offered_first(walk, mine, shipped):
    mine.add(sample_assessment(load_samples()[0], shipped, "zh", AT), None, sample="x")
    last = mine.add(named(shipped, "上周那份"), None)
    walker = walk()
    assert walker.app.button(key="go-on").label == "继续：上周那份"
    assert any(f"0 / {len(shipped.questions)} 题已定" in one.value for one in walker.app.caption)
    walker.press("go-on")
    assert walker.assessment_id == last.id
    assert walker.at == shipped.questions[0].id


def test_a_sample_is_one_demo_named_so_kept_apart_and_reset(walk, mine, store, shipped):
    for _ in range(2):
        walker = walk()
        walker.app.button(key="sample-qinghe-mall").click().run()
    (row,) = stored(mine).values()
    assert row.demo
    was = store.find(row.id).assessment
    assert was.name == "青禾商城 - 虚构示例", "files and reports made from it say so, too"
    walker = walk()
    assert "go-on" not in walker.keys, "a sample is not one's own"
    assert [one["id"] for one in shown(walker)["chips"] if one["current"]] == ["demos"]
    mine.add(named(shipped, "自己的"), None)
    assert [one for one in rows(walk()) if row.id in one] == [], "and never among one's own"
    store.change(row.id, lambda one: set_up(one, shipped, name="改过"))
    walk().press("reset-qinghe-mall")
    assert store.find(row.id).assessment.name == was.name
    assert store.find(row.id).assessment.responses.keys() == was.responses.keys()


def test_what_is_pressed_on_a_page_left_open_over_a_restart_is_done_once(walk, mine, shipped):
    one = mine.add(named(shipped, "甲"), None)
    walker = walk()
    walker.app._session_state = SafeSessionState(SessionState(), lambda: None)  # nothing is known of the page any more
    for _ in range(2):
        walker.act("self-checks", "copy", one.id, mark="m")
        assert len(stored(mine)) == 2, "the same press, sent again"
    walker.act("self-checks", "copy", one.id, mark="n")
    assert len(stored(mine)) == 3


def test_rename_tag_duplicate_archive_and_delete(walk, mine, store, shipped):
    one = mine.add(set_up(named(shipped, "Shop"), shipped, target="four-star"), None)
    press("rename", one.id, name="Other shop", tags="retail，B2C; ")
    assert store.find(one.id).assessment.name == "Other shop"
    assert stored(mine)[one.id].tags == ("retail", "B2C")
    assert press("rename", one.id, name="x" * 300, tags="").page(SelfChecks).refused, (
        "a name that is too long is not taken"
    )
    press("copy", one.id)
    (copy,) = set(stored(mine)) - {one.id}
    assert store.find(copy).assessment.name == "Other shop (copy)"
    press("copy-profile", one.id)
    (other,) = set(stored(mine)) - {one.id, copy}
    assert store.find(other).assessment.target == "four-star"
    notice = press("archive", copy, other).page(SelfChecks).notice
    assert (notice.undo.do, notice.undo.ids) == ("unarchive", (copy, other))
    assert stored(mine)[copy].archived_at
    assert len(rows(walk())) == 1
    press("bin", one.id)
    assert stored(mine)[one.id].binned_at
    assert store.find(one.id) is not None
    receipts = press("for-good", one.id, copy).page(SelfChecks).receipts
    assert [receipt.id for receipt in receipts] == [one.id, copy], "each once, though pressed twice"
    assert store.find(one.id) is None


def test_what_another_window_deleted_is_said_to_be_gone(walk, mine, shipped):
    one, stays = (mine.add(named(shipped, name), None) for name in ("Gone", "Stays"))
    mine.delete(one.id)
    for what in ("rename", "copy", "archive", "bin", "for-good", "export", "forget", "reset"):
        assert press(what, one.id).page(SelfChecks).refused in (t.GONE, None), what
        assert press(what, one.id).page(SelfChecks).refused == t.GONE or what == "forget"
    assert set(stored(mine)) == {stays.id}


def test_one_is_saved_as_json_and_several_as_a_zip(mine, store, shipped):
    ids = [mine.add(named(shipped, name), None).id for name in ("A/B", "A/B", "C")]
    handed = press("export", ids[0]).page(SelfChecks).handed
    assert re.fullmatch(r"A_B \d{4}-\d\d-\d\d\.json", handed["name"])
    assert read(b64decode(handed["content"])) == store.find(ids[0]).assessment
    handed = press("export", *ids).page(SelfChecks).handed
    with ZipFile(BytesIO(b64decode(handed["content"]))) as packed:
        names = packed.namelist()
        assert len(set(names)) == 3
        assert [read(packed.read(name)).name for name in names] == ["A/B", "A/B", "C"]


def test_many_are_searched_sorted_filtered_and_shown_in_part(walk, mine, shipped):
    for number in range(60):
        one = mine.add(named(shipped, f"Shop {number:02}"), None)
    mine.tag(one.id, ["special"])
    walker = walk(lang="en")
    assert len(rows(walker)) == 50
    assert shown(walker)["more"] == "Show 10 more"

    def found(**wanted):
        walker.session.page(SelfChecks).wanted = Wanted(**wanted)
        walker.run()
        return re.findall(r'data-name="([^"]*)"', shown(walker)["list"])

    assert found(text="SPEC") == ["Shop 59"]
    assert found(tag="special") == ["Shop 59"]
    assert found(order="name")[:2] == ["Shop 00", "Shop 01"]
    assert found(text="nothing such") == []
    assert shown(walker)["found"] == walker.words(access.NONE_FOUND)


def test_some_that_are_ticked_are_compared(mine, shipped):
    ids = [mine.add(named(shipped, name), None).id for name in ("One", "Two")]
    asked = press("compare", *ids)
    assert (asked.go_to, asked.go_with) == ("portfolio", {"view": "compare", "with": ",".join(ids)})
    alone = press("compare", ids[0])
    assert alone.go_to is None
    assert "from 2 to 5 can be compared" in alone.page(SelfChecks).refused.en
