"""Limits, owners and the agreed plan are read back from the file unchanged, and a damaged file says where."""

import json

import pytest

from ecq.assessment.changes import begin
from ecq.assessment.file import dump, read
from ecq.assessment.model import AgreedPlan, AgreedStep, Assessment, PlanTerms
from ecq.base.errors import AssessmentError
from ecq.rubric.loading import load_rubric

STEP = AgreedStep(
    question="delivery-promise-shown", before=None, to="shown-before-order", effort="8", lead_time="30", gain="2/5"
)
TERMS = PlanTerms(
    locked=("returns-window",),
    excluded=("delivery-promise-shown/delay-remedied",),
    efforts={"delivery-promise-shown": "0.5"},
    max_lead_time="60",
    capacity="40",
    owners={"delivery-promise-shown": "王芳"},
    due={"delivery-promise-shown": "2027-03-31"},
    agreed=AgreedPlan(target="four-star", score_before="78.2", score_after="1801/20", steps=(STEP,)),
)


@pytest.fixture
def assessment() -> Assessment:
    return begin(load_rubric("gbt31526-2025"), at="2026-11-24T08:00:00+00:00").model_copy(update={"terms": TERMS})


def test_plan_limits_are_read_back_from_the_file_unchanged(assessment):
    assert read(dump(assessment)) == assessment


def test_a_file_without_plan_limits_has_none(assessment):
    data = json.loads(dump(assessment))
    del data["terms"]
    data["format"] = "ecq-assessment/1"
    assert read(json.dumps(data)).terms == PlanTerms()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("efforts", {"delivery-promise-shown": "-1"}),
        ("efforts", {"delivery-promise-shown": "much"}),
        ("capacity", "100001"),
        ("weekly", "0"),
        ("weekly", "-1"),
        ("weekly", "many"),
        ("weekly_by_owner", {"Li": "0"}),
        ("start", "31.12."),
        ("days_off", ["2026-02-30"]),
        ("due", {"delivery-promise-shown": "2027-02-30"}),
        ("owner", {}),
        ("agreed", {**TERMS.agreed.model_dump(mode="json"), "score_before": "many"}),
        (
            "agreed",
            {**TERMS.agreed.model_dump(mode="json"), "steps": [{**STEP.model_dump(mode="json"), "gain": "1/0"}]},
        ),
    ],
)
def test_damaged_plan_limits_are_refused_with_their_place(assessment, key, value):
    data = json.loads(dump(assessment))
    data["terms"][key] = value
    with pytest.raises(AssessmentError, match=rf"the file is damaged at terms\.{key}"):
        read(json.dumps(data))
