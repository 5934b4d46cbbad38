"""The page of progress in the app's script: what is kept under a name stays, and what it is compared with is said."""

import json
import re
from base64 import b64decode
from fractions import Fraction

import pytest

from ecq.assessment.changes import answer, begin, clear
from ecq.assessment.file import dump, read
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.language import words
from ecq.planning import difference
from ecq.rubric.loading import read_rubric
from ecq.telling.plan.sentences import change_words, difference_head, hanging_line
from ecq.telling.report.comparisons import standing_of
from ecq.telling.text import result_words as w
from ecq.telling.text.sentences import point_words
from ecq.telling.text.words import say
from ecq.web.html import charts
from ecq.web.session import history
from tests.in_one_language import in_one
from tests.planning.sentence_states import without_facts

DAY = "2026-11-24T09:00:00+00:00"


@pytest.fixture
def sample(shipped):
    return sample_assessment(load_samples()[0], shipped, "en", DAY)


def html(walker):
    return "\n".join(one.proto.body for one in walker.app.get("html"))


def lowest(store, shipped, assessment_id):
    """Answer a question that is at its best with its worst."""
    held = store.find(assessment_id).assessment
    question = next(
        one
        for one in shipped.questions
        if hasattr(one, "options") and held.response(one.id).value == one.options[-1].id
    )
    return store.change(assessment_id, lambda now: answer(now, question, question.options[0].id, DAY))


def keep(walker, name=None):
    if name is not None:
        walker.app.text_input(key="snapshot-name").set_value(name)
    return walker.press("snapshot-save")


@pytest.mark.parametrize("lang", in_one("en"))
def test_without_changes_the_page_says_so_and_offers_a_snapshot(walk, store, sample, lang):
    walker = walk(store.add(sample).id, lang, "progress")
    assert not walker.errors
    for text in (w.LINE_ONE, w.SNAPSHOTS_NONE, w.ONLY_STATE):
        assert say(text, lang) in html(walker)
    assert say(w.TAKE_SNAPSHOT, lang) in [button.label for button in walker.app.button]


def test_while_nothing_is_answered_the_grade_is_every_grade_wherever_the_page_says_it(walk, store, shipped):
    """Beside another self-check of the platform, both unanswered; and of a snapshot."""
    store.add(begin(shipped, "甲"))
    walker = keep(walk(store.add(begin(shipped, "甲")).id, page="progress"), "开始")
    lowest, highest = (words(band.title, "zh") for band in (shipped.bands[0], shipped.bands[-1]))
    grade = f"{lowest} — {highest}"
    head = re.search("<h1[^>]*>(.*?)</h1>", html(walker)).group(1)
    assert head.endswith(say(w.GRADE_STILL, "zh", grade=grade)), head
    assert html(walker).count(say(w.GRADE_STILL, "zh", grade=grade)) == 2  # in the head, and between the two states
    assert "→ " + grade not in html(walker)
    assert grade in walker.listed("snapshots-list")[1]["list"]


@pytest.mark.slow
def test_changes_since_a_snapshot_are_summarised_and_listed(walk, store, shipped, sample):
    kept = store.add(sample)
    walker = keep(walk(kept.id, "en", "progress"), "Before the audit")
    assert say(w.SNAPSHOT_TAKEN, "en", name="Before the audit") in html(walker)
    after = lowest(store, shipped, kept.id).assessment
    walker.run()
    found = difference(shipped, sample, shipped, after)
    assert found.difference < 0
    shown = html(walker)
    told = change_words(found.before.score.low, found.after.score.low)
    assert "Since “Before the audit”: {change} points ({before} → {after})".format(**told) in shown
    assert difference_head(found, "en") in shown
    assert f'<b class="num">{told["change"]}</b></p>' in shown
    assert walker.app.selectbox(key="progress-from").value.startswith("snapshot:")
    assert not walker.errors


def test_while_facts_are_missing_no_chart_adds_up_to_another_score_than_is_said(walk, store, shipped, sample):
    kept = store.add(without_facts(sample, 3))
    walker = keep(walk(kept.id, "en", "progress"), "Before")
    lowest(store, shipped, kept.id)
    walker.run()
    found = difference(shipped, without_facts(sample, 3), shipped, store.find(kept.id).assessment)
    assert difference_head(found, "en") in html(walker)
    assert hanging_line(found, "en") in html(walker)
    assert say(w.SUMS, "en") not in html(walker)
    assert point_words(found.after.score.low) not in "".join(walker.charts)


def test_last_years_self_check_of_the_platform_is_compared_with(walk, store, shipped, sample):
    named = sample.model_copy(update={"name": "Qinghe 2026"})
    before = store.add(named)
    store.add(named.model_copy(update={"name": "Another"}))
    question = next(one for one in shipped.questions if named.response(one.id).value is not None)
    after = clear(named, question, DAY)
    walker = walk(store.add(after).id, "en", "progress")
    assert walker.app.selectbox(key="progress-from").value.endswith(f":{before.id}")
    assert len(walker.app.selectbox(key="progress-from").options) == 2
    found = difference(shipped, named, shipped, after)
    assert found.difference
    assert difference_head(found, "en") in html(walker)


@pytest.mark.slow
def test_a_snapshot_is_saved_once_per_state_and_named_after_the_day_by_default(walk, store, sample):
    kept = store.add(sample)
    walker = keep(keep(walk(kept.id, "en", "progress"), "  "), "again")
    (only,) = store.snapshots(kept.id)
    assert len(only.name) == len("2026-11-24")
    assert say(w.SAME_AS_NEWEST, "en", name=only.name) in html(walker)


def test_an_invalid_snapshot_name_is_refused_with_one_sentence(walk, store, sample):
    kept = store.add(sample)
    walker = keep(walk(kept.id, "en", "progress"), "x" * 100_000)
    assert len(walker.errors) == 1
    assert store.snapshots(kept.id) == ()


@pytest.mark.slow
def test_markup_in_a_snapshot_name_is_shown_as_text(walk, store, shipped, sample):
    kept = store.add(sample)
    walker = keep(walk(kept.id, "en", "progress"), "<b>%{x}</b> [a](http://x)")
    lowest(store, shipped, kept.id)
    walker.run()
    assert "<b>%{x}" not in html(walker)
    assert "&lt;b&gt;%{x}&lt;/b&gt; [a](http://x)" in html(walker)


def test_removing_a_snapshot_asks_first_and_changes_no_answer(walk, store, shipped, sample):
    kept = store.add(sample)
    made = store.add_snapshot(kept.id, "x", shipped.digest, shipped.canonical)
    walker = walk(kept.id, "en", "progress")
    assert walker.listed("snapshots-list")[1]["forms"]["remove"]["sentence"] == w.REMOVE_SURE.en
    walker.act("snapshots-list", "remove", made.id)
    assert store.snapshots(kept.id) == ()
    assert say(w.REMOVED, "en", name="x") in html(walker)
    assert store.find(kept.id).assessment == sample


def test_a_snapshot_removed_in_another_window_is_reported_as_gone(walk, store, shipped, sample):
    kept = store.add(sample)
    made = store.add_snapshot(kept.id, "x", shipped.digest, shipped.canonical)
    walker = walk(kept.id, "en", "progress")
    store.remove_snapshot(kept.id, made.id)
    walker.act("snapshots-list", "remove", made.id)
    assert len(walker.errors) == 1
    walker.run()
    assert not walker.errors


def test_a_snapshot_is_renamed_compared_and_saved(walk, store, shipped, sample):
    kept = store.add(sample)
    made = store.add_snapshot(kept.id, "x", shipped.digest, shipped.canonical)
    walker = walk(kept.id, "en", "progress").act("snapshots-list", "rename", made.id, name="Spring")
    assert [one.name for one in store.snapshots(kept.id)] == ["Spring"]
    walker.act("snapshots-list", "save", made.id)
    handed = walker.listed("snapshots-list")[1]["handed"]
    assert read(b64decode(handed["content"])) == sample
    walker.act("snapshots-list", "compare", made.id)
    assert walker.app.session_state["progress-from"] == f"snapshot:{made.id}"


def test_a_snapshot_of_an_older_rubric_is_scored_with_that_rubric(walk, store, shipped, sample):
    data = json.loads(shipped.canonical)
    data["layout"]["version"] = "0.9.0"
    older = read_rubric(json.dumps(data), "older")
    assert older.digest != shipped.digest
    kept = store.add(sample)
    store.add_snapshot(kept.id, "then", older.digest, older.canonical)
    lowest(store, shipped, kept.id)
    walker = walk(kept.id, "en", "progress")
    assert not walker.errors
    title = say(shipped.layout.title, "en")
    assert say(w.OTHER_RUBRICS, "en", before=f"{title} 0.9.0", after=f"{title} {shipped.version}") in html(walker)
    assert f"is worked out by {title} 0.9.0, which is no published rubric" in html(walker)
    assert html(walker).count("which is no published rubric") == 1, "the present one is published"


def test_the_progress_line_scores_only_new_states(walk, store, shipped, sample, monkeypatch):
    kept = store.add(sample)
    lowest(store, shipped, kept.id)
    scored = []
    monkeypatch.setattr(history, "standing_of", lambda *of: scored.append(of) or standing_of(*of))
    walker = walk(kept.id, "en", "progress")
    assert len(scored) == 2
    walker.run()
    walk(kept.id, "en", "progress")
    assert len(scored) == 2
    lowest(store, shipped, kept.id)
    walker.run()
    assert len(scored) == 3


@pytest.mark.slow
def test_the_radar_can_show_the_newest_snapshot_beside_the_present(walk, store, shipped, sample):
    kept = store.add(sample)
    store.add_snapshot(kept.id, "Spring", shipped.digest, shipped.canonical)
    assert not walk(kept.id, "en", "results", view="indicators").app.checkbox
    lowest(store, shipped, kept.id)
    walker = walk(kept.id, "en", "results", view="indicators")
    assert "Spring" in walker.app.checkbox(key="radar-before").label
    assert say(w.RADAR_BEFORE_ALT, "en", name="Spring") in "".join(walker.charts)
    walker.app.checkbox(key="radar-before").uncheck()
    walker.run()
    assert say(w.RADAR_BEFORE_ALT, "en", name="Spring") not in "".join(walker.charts)
    assert not walker.errors


def test_a_saved_file_can_be_compared_and_a_wrong_one_is_refused(walk, store, shipped, sample):
    other = sample_assessment(load_samples()[1], shipped, "en", DAY)
    walker = walk(store.add(sample).id, "en", "progress")
    walker.app.file_uploader(key="progress-file").set_value(("other.json", dump(other).encode(), ""))
    assert difference_head(difference(shipped, other, shipped, sample), "en") in html(walker.run())
    walker.app.file_uploader(key="progress-file").set_value(("wrong.json", b"[]", ""))
    assert any("This file cannot be opened" in one for one in walker.run().errors)


def test_a_progress_line_of_a_few_minutes_repeats_no_time_label(shipped):
    """Ticks of seconds would all read 09:30."""
    points = [(f"2026-11-24 09:3{n}", *(Fraction(n),) * 3) for n in range(2)]
    drawn = charts.line(shipped, points, [], "en")
    assert drawn.layout.xaxis.dtick == 60_000
    long = [("2026-11-24 09:30", *(Fraction(0),) * 3), ("2026-11-24 17:30", *(Fraction(1),) * 3)]
    assert charts.line(shipped, long, [], "en").layout.xaxis.dtick is None
