"""Every hard time limit of the law is asked as a number, with a band at the law's number and its article cited.

The table is section 8a of our reading of the laws ("hard time limits usable as pass/fail checks"), row by row, but for the
reports of live rooms: who must be in them decides the gate, so that is what `live-identities-reported` asks.
"""

from __future__ import annotations

import pytest

from ecq.rubric.kinds import MeasureQuestion
from tests.building import F

# limit, duty -> question id, unit, the legal number, and what must be cited: source -> articles
LIMITS = [
    ("7 days: refund after the goods are back", "return-refund-deadline", "days", 7,
     {"consumer-law": {"25"}, "no-reason-returns": {"13"}}),
    ("7 days: refund of own sales", "own-sales-refund-days", "days", 7, {"consumer-law": {"25"}}),
    ("15 days: delay line, return formalities", "return-formalities-days", "days", 15,
     {"no-reason-returns": {"31"}, "consumer-penalty-measures": {"9"}}),
    ("15 days: delay line, quality claims", "quality-claim-days", "days", 15,
     {"consumer-penalty-measures": {"8"}}),
    ("7 days: publish an ordinary rule change", "rule-notice-ordinary", "days", 7,
     {"ecl": {"34"}, "platform-rules-measures": {"12"}}),
    ("15 days: publish a major rule change", "rule-notice-major", "days", 15, {"platform-rules-measures": {"12"}}),
    ("3 years: transaction data", "trade-records-kept", "years", 3,
     {"ecl": {"31"}, "online-trading-measures": {"31"}}),
    ("3 years: merchant identity after exit", "exited-merchant-identity-kept", "years", 3,
     {"online-trading-measures": {"31"}}),
    ("3 years: rule versions", "rule-history-years", "years", 3,
     {"platform-rules-measures": {"15"}, "online-trading-measures": {"28"}}),
    ("3 years: comment files", "rule-comment-file-years", "years", 3, {"platform-rules-measures": {"11"}}),
    ("3 years: advertising files", "ad-file-years", "years", 3, {"internet-advertising-measures": {"13", "14", "16"}}),
    ("3 years: privacy impact assessments", "impact-assessment-records", "years", 3, {"pipl": {"56"}}),
    ("3 years: records of shared data", "data-sharing-records", "years", 3, {"network-data-regulation": {"12"}}),
    ("6 months: re-verify merchants", "merchant-reverification-interval", "months", 6,
     {"online-trading-measures": {"24"}}),
    ("6 months: re-verify live-room operators", "live-operator-reverification-interval", "months", 6,
     {"live-commerce-measures": {"8"}}),
    ("January and July: report merchants' identities", "merchant-identity-reporting", "times-a-year", 2,
     {"online-trading-measures": {"25"}}),
    ("1 working day: publish measures against merchants", "sanction-publication-time", "working-days", 1,
     {"online-trading-measures": {"30"}}),
    ("3 working days: the merchant gives notice of a change", "merchant-change-notice-days", "working-days", 3,
     {"online-trading-measures": {"26"}}),
    ("7 working days: the platform shows it", "merchant-change-updated", "working-days", 7,
     {"online-trading-measures": {"26"}}),
    ("7 working days: the platform shows it for a live room", "live-room-change-updated", "working-days", 7,
     {"live-commerce-measures": {"15"}}),
    ("10 working days: own licence display", "own-licence-change-shown", "working-days", 10,
     {"online-trading-measures": {"12"}}),
    ("30 days: closure notice", "closure-notice-days", "days", 30,
     {"ecl": {"16"}, "online-trading-measures": {"23"}, "consumer-regulation": {"21"}}),
    ("6 months: network logs", "network-log-retention", "months", 6, {"csl": {"23"}}),
    ("24 hours: report dangerous defects", "defect-report-hours", "hours", 24, {"network-data-regulation": {"10"}}),
    ("4 hours: report larger incidents", "serious-incident-report-hours", "hours", 4,
     {"incident-report-measures": {"4"}}),
    ("1 hour: the same, critical infrastructure", "serious-incident-report-hours", "hours", 1,
     {"incident-report-measures": {"4"}}),
    ("30 days: closing report", "incident-closing-report-days", "days", 30, {"incident-report-measures": {"8"}}),
    ("7 days: answer courier complaints", "courier-complaint-days", "days", 7, {"express-regulation": {"29"}}),
    ("10 working days: file an algorithm", "algorithm-filing", "working-days", 10, {"algorithm-rules": {"24"}}),
    ("every year: audit of minors' data", "minors-data-audit", "times-a-year", 1, {"minors-regulation": {"37"}}),
]  # fmt: skip
KEPT_AT_LEAST = {"years", "times-a-year"}
CASES = [pytest.param(*row[1:], id=row[0]) for row in LIMITS]


@pytest.mark.parametrize(("question_id", "unit", "number", "articles"), CASES)
def test_the_number_of_the_law_is_asked_for_and_just_beyond_it_earns_less(library, question_id, unit, number, articles):
    question = library.questions[question_id]
    assert isinstance(question, MeasureQuestion)
    assert question.unit == unit
    assert number in [band.bound for band in question.bands]
    notice = question_id.startswith(("rule-notice-", "closure-notice-", "network-log-"))
    assert question.better == ("higher" if unit in KEPT_AT_LEAST or notice else "lower"), (
        "more time kept, less time taken"
    )
    beyond = number + F(1, 1000) * (1 if question.better == "lower" else -1)
    assert question.band_of(beyond).credit < question.band_of(F(number)).credit
    cited = {}
    for citation in question.sources:
        cited.setdefault(citation.source, set()).update(article.split("(")[0] for article in citation.articles)
    for source, needed in articles.items():
        assert needed <= cited.get(source, set()), f"{question_id} does not cite {source} {needed}"


def test_every_limit_counts_in_the_current_edition(shipped):
    assert not {row[1] for row in LIMITS} - set(shipped.order)


def test_a_limit_is_not_asked_a_second_time_in_a_checklist(library):
    """What is asked as a number has left the checklists and options; ids of what was removed stay unused."""
    gone = {
        "vulnerability-handling": {"report-in-24-hours"},
        "rule-comment-round": {"file-three-years"},
        "live-identities-verified": {"both-once", "renewed", "reported"},
    }
    for question_id, ids in gone.items():
        question = library.questions[question_id]
        parts = getattr(question, "items", None) or question.options
        assert len(parts) >= 3
        assert not ids & {part.id for part in parts}, question_id
