"""The evidence page as drawn: pieces by indicator, filters, who reviews, what the change of the rule did."""

from __future__ import annotations

from typing import Any

import pytest

from ecq.assessment.changes import answer, begin
from ecq.assessment.evidence import add_evidence, name_reviewer
from ecq.assessment.file import BEFORE
from ecq.assessment.model import Assessment
from ecq.base import language
from ecq.base.language import words
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import before_after_sentence, pieces_sentence
from ecq.telling.papers import sources
from tests import building as b
from tests.in_one_language import in_one
from tests.planning.sentence_states import settled, without_facts

Q = "mlps-filing-and-test"


def made(shipped: Rubric, **said: Any) -> Assessment:
    """One answer with one thing brought."""
    question = shipped.by_id[Q]
    answered = b.accepted(answer(begin(shipped), question, "tested"))
    return b.accepted(
        add_evidence(answered, question, "report", **{"place": "cabinet", "pieces": ("test-report",), **said})
    )


@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_the_page_says_how_many_pieces_count_and_shows_those_of_the_answer(walk, store, shipped, lang):
    assessment = made(shipped)
    walker = walk(store.add(assessment).id, lang, "evidence")
    card = score(shipped, assessment)
    assert card.pieces == (1, 3)
    assert pieces_sentence(assessment, card, lang) in walker.html
    (listed,) = [one for one in walker.app.get("download_button") if one.proto.id.endswith("download-checklist-csv")]
    assert listed.proto.label == words(e.DOWNLOAD_CSV, lang)
    (question,) = walker.told("ecq_evidence")[0]["groups"][0]["questions"]
    assert [(one["id"], one["state"]) for one in question["pieces"]] == [
        ("filing-certificate", "wanted"), ("test-report", "held"), ("findings-fixed", "wanted"),
    ]  # fmt: skip


def test_while_facts_are_missing_no_answers_are_said_to_lie_between_two_scores_over_all_profiles(walk, store, shipped):
    proved = settled(shipped, 1, evidence=True)
    known = walk(store.add(proved).id, "en", "evidence")
    assert e.ROOM_WHOLE.en in known.html
    missing = walk(store.add(without_facts(proved, 3)).id, "en", "evidence")
    assert "score with evidence 100.0" in missing.html
    assert e.ROOM_WHOLE.en not in missing.html, "what hangs on facts may score and have none"
    missing = walk(store.add(without_facts(settled(shipped, 1, evidence=False), 3)).id, "en", "evidence")
    assert "points between lie in" not in missing.html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_derives_no_traditional_chinese_for_who_does_not_read_it(walk, store, shipped, monkeypatch, lang):
    """It takes a third of a second and 77 MB the first time."""
    derived: list[str] = []
    monkeypatch.setattr(language, "traditional", lambda simplified: derived.append(simplified) or simplified)
    walk(store.add(made(shipped)).id, lang, "evidence")
    assert not derived


@pytest.mark.parametrize(
    ("said", "state"),
    [({"until": "2020-01-01"}, "expired"), ({"dated": "2020-01-01"}, "expired"), ({"place": ""}, "wanted")],
)
def test_a_piece_is_told_in_its_state(walk, store, shipped, said, state):
    walker = walk(store.add(made(shipped, **said)).id, "en", "evidence")
    assert walker.told("ecq_evidence")[0]["groups"][0]["questions"][0]["pieces"][1]["state"] == state


def test_filters_show_the_questions_with_a_piece_in_that_state(walk, store, shipped):
    reviewed = b.accepted(name_reviewer(made(shipped), "Zhou"))
    walker = walk(store.add(reviewed).id, "en", "evidence")
    walker.app.button_group(key="room-show").set_value("to-review")
    assert [one["id"] for group in walker.run().told("ecq_evidence")[0]["groups"] for one in group["questions"]] == [Q]
    walker.app.button_group(key="room-show").set_value("returned")
    assert walker.run().told("ecq_evidence")[0]["empty"] == e.NONE_SUCH.en


def test_what_the_change_of_the_rule_did_is_said_until_it_was_seen(walk, store, shipped):
    earlier = made(shipped, place="", pieces=None).model_copy(update={"format": BEFORE})
    kept = store.add(earlier).id
    walker = walk(kept, "en", "evidence")
    told = before_after_sentence(earlier, score(shipped, earlier), shipped, "en")
    assert "now it has 0.0. Put to no piece: 1." in told
    assert any("By the earlier rule" in one.value for one in walker.app.warning)
    walker.app.button(key="rule-seen").click()
    assert not walker.run().app.warning
    found = store.find(kept)
    assert found.assessment.format != BEFORE


@pytest.mark.parametrize("lang", in_one("en"))
def test_a_paper_of_the_application_is_kept_and_the_list_says_what_it_is_worth(walk, store, shipped, lang):
    stored = store.add(made(shipped)).id
    walker = walk(stored, lang, "evidence")
    assert all(one.url in walker.html for one in sources())
    app = walker.app
    app.selectbox(key="room-paper").select("licence").run()
    app.text_input(key="paper-place-licence").input("cabinet 3").run()
    kept = store.find(stored).assessment.papers["licence"]
    assert (kept.text, kept.place) == ("cabinet 3", "cabinet 3")
    assert "cabinet 3" in walk(stored, lang, "evidence").html
    app.text_input(key="paper-place-licence").input("").run()
    assert store.find(stored).assessment.papers == {}
