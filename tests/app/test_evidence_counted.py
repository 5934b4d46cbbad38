"""Answers that earn points and have no evidence in hand are counted once: every page and paper says that number of them."""

from __future__ import annotations

from html import unescape

import pytest

from ecq.assessment.changes import mark_unsure
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.cli.section_lines import binder_lines
from ecq.interview.flow import Interview, Route
from ecq.rubric.model import Rubric
from ecq.scoring.export import score_data
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score
from ecq.telling.evidence.binder import binder
from ecq.telling.overview.rows import overview_rows, picked
from ecq.telling.report import words as r
from ecq.telling.report.details import evidence_part
from ecq.telling.report.whole import view_of
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.writers.sheets.evidence_checklist import counts_line
from tests.in_one_language import in_one

DAY = "2026-11-24"


def states(shipped: Rubric) -> list[Assessment]:
    """The samples; one with all its pieces still to be obtained, one with unsure answers, one that lacks profile facts."""
    made = [sample_assessment(one, shipped, "zh", f"{DAY}T09:00:00+00:00") for one in load_samples()]
    waiting = {
        question: response.model_copy(
            update={"evidence": tuple(one.model_copy(update={"in_hand": False}) for one in response.evidence)}
        )
        for question, response in made[0].responses.items()
    }
    unsure = made[1]
    for question in list(made[1].responses)[:20]:
        unsure = mark_unsure(unsure, shipped.by_id[question])
    unknown = made[2].model_copy(update={"profile": dict(list(made[2].profile.items())[:2])})
    return [*made, made[0].model_copy(update={"responses": waiting}), unsure, unknown]


def test_routes_overview_and_evidence_count_the_same_answers(shipped):
    for made in states(shipped):
        card = score(shipped, made)
        unproved = [one.id for one in card.questions.values() if one.unproved]
        assert unproved
        assert [row.id for row in picked(overview_rows(shipped, made, card), "unevidenced")] == unproved
        assert [one.id for one in binder(shipped, made.on(DAY), "zh", card).questions if one.at_risk] == unproved
        assert list(Interview(shipped, made, route=Route("unevidenced")).ahead) == unproved


def test_pieces_in_hand_are_one_number_on_page_paper_sheet_and_for_programs(shipped):
    for made in states(shipped):
        card = score(shipped, made)
        listed = binder(shipped, made.on(DAY), "en", card)
        assert (sum(one.held for one in listed.questions), len(listed.pieces)) == card.pieces
        assert (listed.counts["in_hand"], listed.counts["needed"]) == (listed.count("held"), len(listed.pieces))
        data = score_data(shipped, made, card, readiness(shipped, made, card))
        assert data["pieces"] == {"in_hand": card.pieces.held, "needed": card.pieces.needed}
        head = f"{card.pieces.held} of {card.pieces.needed} in hand"
        assert head in " ".join(binder_lines(shipped, made, listed))
        assert head in counts_line(listed)
        view = view_of(shipped, made, "en", ())
        assert head in " ".join(str(block) for block in evidence_part(view))


@pytest.mark.slow
@pytest.mark.parametrize("lang", in_one("en"))
def test_interview_overview_and_report_say_that_number(walk, store, shipped, lang):
    for made in states(shipped)[2:4]:
        card = score(shipped, made)
        count, named = (
            sum(one.unproved for one in card.questions.values()),
            binder(shipped, made, lang).counts["missing"],
        )
        assert count != named, "what is counted here is not what names no evidence"
        kept = store.add(made).id
        assert say(w.WITHOUT_EVIDENCE, lang, count=count) in unescape(walk(kept, lang, "interview").html)
        chips = walk(kept, lang, "overview").told("ecq_overview")[0]["chips"]
        assert [chip["count"] for chip in chips if chip["id"] == "unevidenced"] == [count]
        said = say(r.AT_RISK_TITLE, lang, count=count, points="").partition(str(count))
        part = " ".join(str(block) for block in evidence_part(view_of(shipped, made, lang, ())))
        assert f"{said[0]}{count}{said[2][:4]}" in part
