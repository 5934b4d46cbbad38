"""What is stored of a self-check for lists is worked out again when it holds something else than before."""

import json

from pydantic import create_model

from ecq.assessment.changes import begin
from ecq.telling.portfolio.summary import Summary, bases, form, summary, summary_by


def test_another_field_and_other_words_for_one_are_another_form(monkeypatch):
    added = create_model("Summary", __base__=Summary, __doc__=Summary.__doc__, more=(int, 0))
    same = create_model("Summary", __base__=Summary, __doc__=Summary.__doc__)
    assert form(same) == form()
    assert form(added) != form()
    left = same.model_fields["left"]
    monkeypatch.setattr(left, "description", "Questions to be answered, without those that are unsure.")
    same.model_rebuild(force=True)
    form.cache_clear()
    assert form(same) != form(), "a field that means something else says so in its words"


def test_what_is_stored_is_plain_and_rests_on_rubric_and_form(shipped):
    assessment = begin(shipped, "Shop")
    kept = summary_by({shipped.id: shipped}, assessment)
    assert json.loads(json.dumps(kept)) == kept
    assert Summary.model_validate_json(json.dumps(kept)) == summary(shipped, assessment)
    assert summary_by({}, assessment) == {"name": "Shop"}
    assert bases([shipped])[shipped.id] != shipped.digest
