"""The list on the start page: the way back to each self-check, and what can be done with it as a whole."""

from __future__ import annotations

import pytest

from ecq.assessment.model import begin
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.language import LANGS
from ecq.scoring.scorecard import score
from ecq.store.collection import Collection
from ecq.text.sentences import interval_words
from ecq.web.start import words as t


@pytest.fixture
def mine(store):
    return Collection(store)


def named(shipped, name):
    return begin(shipped, name, at="2026-11-24T09:00:00+00:00")


def rows(walker):
    return [one.proto.body for one in walker.app.get("html") if 'class="ecq-mine-name"' in one.proto.body]


@pytest.mark.parametrize("lang", LANGS)
def test_each_self_check_has_a_row_that_leads_to_it(walk, mine, shipped, lang):
    sample = next(one for one in load_samples() if one.id == "qinghe-mall")
    full = mine.add(sample_assessment(sample, shipped, lang, "2026-11-24T09:00:00+00:00"), None)
    empty = mine.add(named(shipped, "<b>新平台</b>"), None)
    shown = "".join(rows(walk(lang=lang)))
    card = score(shipped, full.assessment)
    assert interval_words(card.score.low, card.score.high) in shown
    for one in (full, empty):
        assert f'href="/interview?a={one.id}' in shown
    assert "&lt;b&gt;新平台" in shown, "a name is text, whatever is in it"
    assert "0.0 — 100.0" not in shown, "an empty self-check has no score to show"


def test_without_any_the_page_shows_no_list(walk):
    walker = walk()
    assert not rows(walker)
    assert walker.words(t.MINE) not in str([one.proto.body for one in walker.app.get("html")])


def test_a_sample_is_opened_as_one_demo_however_often_it_is_pressed(walk, mine, store):
    for _ in range(2):
        walker = walk()
        walker.app.button(key="sample-qinghe-mall").click().run()
    (row,) = mine.listed(None, {}, lambda one: {"name": one.name})
    assert row.sample == "qinghe-mall"
    assert walker.words(t.DEMO) in "".join(rows(walk()))


def test_rename_tag_duplicate_archive_and_delete(walk, mine, store, shipped):
    one = mine.add(named(shipped, "Shop"), None)

    def listed():
        return {row.id: row for row in mine.listed(None, {}, lambda made: {"name": made.name})}

    walker = walk(lang="en")
    walker.app.text_input(key=f"name-{one.id}").set_value("Other shop").run()
    assert store.find(one.id).assessment.name == "Other shop"
    walker.app.text_input(key=f"tags-{one.id}").set_value("retail，B2C; ").run()
    assert listed()[one.id].tags == ("retail", "B2C")
    walker.app.button(key=f"copy-{one.id}").click().run()
    (copy,) = set(listed()) - {one.id}
    assert store.find(copy).assessment.name == "Other shop (copy)"
    walker.app.button(key=f"archive-{copy}").click().run()
    assert listed()[copy].archived_at
    assert len(rows(walker)) == 1
    walker.app.button(key=f"delete-{one.id}").click().run()
    assert listed()[one.id].binned_at
    assert store.find(one.id) is not None
    walker.app.segmented_control(key="self-checks-shelf").set_value("bin").run()
    walker.app.button(key=f"for-good-{one.id}").click().run()
    assert store.find(one.id) is None
    assert not walker.app.exception


def test_many_are_searched_and_shown_in_part(walk, mine, shipped):
    for number in range(25):
        one = mine.add(named(shipped, f"Shop {number}"), None)
    mine.tag(one.id, ["special"])
    walker = walk(lang="en")
    assert len(rows(walker)) == 10
    walker.app.button(key="more-rows").click().run()
    assert len(rows(walker)) == 25
    walker.app.text_input(key="self-checks-search").set_value("SPEC").run()
    assert len(rows(walker)) == 1
    walker.app.text_input(key="self-checks-search").set_value("nothing such").run()
    assert not rows(walker)
    assert any("nothing such" in one.value for one in walker.app.caption)
