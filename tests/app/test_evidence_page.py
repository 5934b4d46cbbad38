"""The evidence page and panel as drawn: what is told to the list, the filters, the empty states."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from ecq.assessment.changes import answer, begin, set_up
from ecq.assessment.evidence import add_evidence, edit_evidence
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.language import LANGS, Lang
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import binder
from ecq.telling.text.sentences import score_words
from ecq.telling.text.words import say
from ecq.web.session.visit import Visit
from tests.app.test_whole_interview import HAN, everything_applies
from tests.app.walker import Walker

FAR, LONG_AGO = "2999-12-31", "2020-01-01"


def list_data(walker: Walker) -> dict[str, Any]:
    """What was sent to the list of evidence."""
    (sent,) = [one.proto for one in walker.app.get("bidi_component") if one.proto.component_name == "ecq_evidence"]
    data: dict[str, Any] = json.loads(sent.bytes)
    return data


def listed(walker: Walker) -> dict[str, list[str]]:
    return {
        question["id"]: [item["seen"]["text"] for item in question["items"]]
        for group in list_data(walker)["groups"]
        for question in group["questions"]
    }


def with_evidence(shipped: Rubric, *pieces: tuple[int, str, bool, str, str]) -> Assessment:
    """All questions apply; pieces are (number of the question, text, in hand, owner, due)."""
    made = set_up(begin(shipped), shipped, profile=everything_applies(shipped))
    for number, text, in_hand, owner, due in pieces:
        question = shipped.questions[number]
        made = add_evidence(made, question, text, in_hand, owner=owner, due=due)  # type: ignore[assignment]
    return made


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_lists_every_question_with_its_evidence_in_every_language(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric, lang: Lang
) -> None:
    sample = next(one for one in load_samples() if one.id == "qinghe-mall")
    made = sample_assessment(sample, shipped, lang)
    kept = store.add(made).id
    walker = walk(kept, lang, "evidence")
    whole = binder(shipped, made, lang, None)
    assert listed(walker) == {
        question.id: [proof.item.text for proof in question.proofs] for question in whole.questions()
    }
    card = Visit(lang, store.find(kept)).card
    backed = say(e.BACKED, lang, evidenced=score_words(card.evidenced.low), sure=score_words(card.score.low))
    assert backed in walker.html
    assert say(e.COUNTED_PIECES, lang, in_hand=whole.counts.in_hand, proofs=whole.counts.proofs) in walker.html
    if lang == "en":
        assert not HAN.search(walker.html + json.dumps(list_data(walker), ensure_ascii=False))


def test_the_page_of_a_hundred_questions_has_few_streamlit_elements(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    full = walk(store.add(with_evidence(shipped, *((n, "x", True, "", "") for n in range(60)))).id, page="evidence")
    few = walk(store.add(with_evidence(shipped, (0, "x", True, "", ""))).id, page="evidence")

    for walker in (full, few):
        assert sum(1 for _ in walker.app.main) <= 12
    assert len(listed(full)) > 100


def test_filters_select_evidence_by_overdue_missing_and_owner(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    made = with_evidence(
        shipped,
        (0, "in hand", True, "Li", ""),
        (0, "late", False, "Wang", LONG_AGO),
        (1, "coming", False, "Li", FAR),
        (2, "nobody's", False, "", ""),
    )
    walker = walk(store.add(made).id, "en", "evidence")
    first, second, third = (question.id for question in shipped.questions[:3])

    def show(what: str, owner: str = "anybody") -> dict[str, list[str]]:
        walker.app.button_group(key="binder-show").set_value(what)
        walker.run()
        if what == "missing":
            return listed(walker)
        walker.app.selectbox(key="binder-owner").set_value(owner)
        return listed(walker.run())

    assert show("overdue") == {first: ["late"]}
    assert show("to-obtain") == {first: ["late"], second: ["coming"], third: ["nobody's"]}
    assert show("to-obtain", "=Li") == {second: ["coming"]}
    assert show("all", "=Li") == {first: ["in hand"], second: ["coming"]}
    assert show("all", "nobody") == {third: ["nobody's"]}
    missing = show("missing")
    assert not {first, second, third} & set(missing)
    assert not any(missing.values())
    assert show("overdue", "=Li") == {}
    assert list_data(walker)["empty"] == e.EMPTY["overdue"].en
    assert walker.app.get_by_key("download-checklist").proto.disabled


def test_a_filter_for_a_removed_owner_shows_all_owners(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    kept = store.add(with_evidence(shipped, (0, "report", True, "Li", ""), (1, "rules", True, "Wang", "")))
    walker = walk(kept.id, "en", "evidence")
    walker.app.selectbox(key="binder-owner").set_value("=Li")
    assert list(listed(walker.run()).values()) == [["report"]]

    def renamed(assessment: Assessment) -> Assessment:
        changed = edit_evidence(assessment, shipped.questions[0], 0, owner="Zhao")
        assert isinstance(changed, Assessment)
        return changed

    store.change(kept.id, renamed)
    assert len(listed(walker.run())) > 100
    assert walker.app.selectbox(key="binder-owner").value == "anybody"


def test_overdue_evidence_is_marked_and_missing_evidence_is_suggested(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    made = with_evidence(shipped, (0, "late", False, "Wang", LONG_AGO))
    walker = walk(store.add(made).id, "en", "evidence")
    first, second, *_ = (question for group in list_data(walker)["groups"] for question in group["questions"])
    (item,) = first["items"]
    assert (item["stateWord"], item["tone"]) == (e.PROOF_STATES["overdue"].en, "red")
    assert LONG_AGO in item["due"]
    assert second["items"] == []
    assert second["asked"] == [asked.en for asked in shipped.questions[1].evidence]


def test_an_assessment_without_answers_and_evidence_says_so(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    walker = walk(store.add(begin(shipped)).id, "en", "evidence")
    assert e.BACKED_NOTHING.en in walker.html
    assert "binder-owner" not in {one.key for one in walker.app.selectbox}
    assert all(question["asked"] for group in list_data(walker)["groups"] for question in group["questions"])


def test_an_answer_without_evidence_shows_its_points_at_risk(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    question = next(q for q in shipped.questions if q.kind == "level")
    best: Any = answer(with_evidence(shipped), question, question.options[-1].id)  # type: ignore[union-attr]
    walker = walk(store.add(best).id, "en", "evidence")
    notes = {q["id"]: q["note"] for group in list_data(walker)["groups"] for q in group["questions"]}
    assert "points are not backed" in notes.pop(question.id)
    assert not any(notes.values())
    assert e.BACKED_WHOLE.en not in walker.html
    proven: Any = add_evidence(best, question, "rules")
    assert e.BACKED_WHOLE.en in walk(store.add(proven).id, "en", "evidence").html


def test_evidence_of_hidden_questions_is_counted(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    made = begin(shipped).model_copy(update={"responses": with_evidence(shipped, (0, "x", True, "", "")).responses})
    moved = made.model_copy(update={"responses": {"gone": made.response(shipped.questions[0].id)}})
    walker = walk(store.add(moved).id, "en", "evidence")
    assert say(e.RULED_OUT, "en", count=1) in {one.value for one in walker.app.caption}


def test_the_evidence_panel_shows_only_its_own_question(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    made = with_evidence(shipped, (0, "late", False, "Wang", LONG_AGO), (1, "x", True, "Li", ""))
    walker = walk(store.add(made).id, "en")
    walker.session.question = shipped.questions[0].id
    walker.go("interview").press("chip-evidence")
    assert listed(walker) == {shipped.questions[0].id: ["late"]}
    sent = list_data(walker)
    assert sent["open"] == shipped.questions[0].id
    assert sent["owners"] == ["Li", "Wang"]
