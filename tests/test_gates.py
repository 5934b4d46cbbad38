"""Gates against their articles, by the command an operator uses: who is in order fails none, who breaks the article fails it.

`FAILS` names every answer that fails a gate. Change it only with the article at hand (docs/authoring.md, "What a gate is").
"""

from __future__ import annotations

import json

import pytest

from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion
from tests.command import printed

FAILS = {
    "account-closure-deletion": {"none", "hurdles"},  # E-Commerce Law, 24
    "auto-renewal-reminder": {"no-reminder"},  # Implementing Regulation of the Consumer Protection Law, 10
    "consumer-deposits-returned": {"held-back"},  # E-Commerce Law, 21
    "food-merchants-licensed": {"registered", "licence-checked"},  # without one of these: Food Safety Law, 62
    "impact-assessments-made": {"none", "some"},  # Personal Information Protection Law, 55
    "incident-plan": {"no-plan"},  # Cybersecurity Law, 27
    "medicines-filed-and-vetted": {"filed", "vetted"},  # without one of these: Drug Administration Law, 62
    "merchants-free-to-leave": {"kept"},  # E-Commerce Law, 34
    "prohibited-goods-acted-on": {"left-online", "not-reported"},  # E-Commerce Law, 29
    "rule-comments-sought": {"changes-without", "new-rules-without"},  # E-Commerce Law, 34; Platform Rules Measures, 10
    "actual-seller-shown": {"missing-not-acted-on"},  # E-Commerce Law, 76(2)
    "complaint-channel-public": {"no-channel", "not-public"},  # E-Commerce Law, 59
    "consent-free-choice": {"forced", "bundled"},  # Personal Information Protection Law, 14 to 16
    "data-leak-response": {"none"},  # Personal Information Protection Law, 51
    "data-sharing-records": {"short", "none"},  # Network Data Security Regulation, 12
    "exited-merchant-identity-kept": {"short", "none"},  # Online Trading Measures, 31
    "hidden-price-differences": {"in-use"},  # Platform Rules Measures, 31
    "impact-assessment-records": {"short", "none"},  # Personal Information Protection Law, 56
    "ip-notice-and-action": {"not-acted", "act"},  # E-Commerce Law, 42: act, and pass the notice on
    "large-platform-yearly-report": {"none", "partial"},  # Network Data Security Regulation, 44
    "live-identities-reported": {"none", "some-operators"},  # Live-Commerce Measures, 9, items 1 and 2
    "live-identities-verified": {"none"},  # Live-Commerce Measures, 8, first paragraph
    "live-operator-reverification-interval": {"late", "none"},  # the same
    "live-replay-kept": {"short", "none"},  # Live-Commerce Measures, 16
    "merchant-identity-reporting": {"never", "once", "none"},  # Online Trading Measures, 25
    "merchant-money-path": {"pooled", "partly-pooled"},  # payment regulation, 6
    "merchant-reverification-interval": {"late", "none"},  # Online Trading Measures, 24
    "merchants-verified-before-opening": {"none", "some"},  # E-Commerce Law, 27
    "minors-data-audit": {"rarer", "none"},  # Regulation on the Online Protection of Minors, 37
    "mlps-filing-and-test": {"none"},  # Cybersecurity Law, 23
    "network-log-retention": {"short"},  # Cybersecurity Law, 23
    "own-goods-marked": {"none", "confusable"},  # E-Commerce Law, 37
    "own-licence-on-home-page": {"nowhere", "some-channels", "out-of-sight"},  # E-Commerce Law, 15
    "own-sales-refund-days": {"beyond-law"},  # Consumer Protection Law, 25
    "paid-order-stands": {"own-terms-deny-contract"},  # E-Commerce Law, 49(2)
    "paid-ranking-label": {"unmarked"},  # E-Commerce Law, 40
    "platform-licences-held": {"missing"},  # E-Commerce Law, 12
    "recommendation-off-switch": {"none", "not-all"},  # Personal Information Protection Law, 24
    "review-channel-for-every-order": {"nobody"},  # E-Commerce Law, 39
    "review-no-deletion": {"on-request", "own-standard"},  # E-Commerce Law, 39
    "rights-request-limit": {"nothing", "hurdles"},  # Personal Information Protection Law, 50
    "rule-notice-major": {"short", "none"},  # Platform Rules Measures, 12(1): seven days, not fifteen
    "rule-notice-ordinary": {"short", "none"},  # the same
    "rules-on-home-page": {"not-shown", "not-downloadable"},  # E-Commerce Law, 33
    "safety-report-channels": {"none", "not-open"},  # Cybersecurity Law, 51
    "tax-information-reporting": {"none", "partial"},  # Tax Reporting Provisions, 4
    "tax-platform-details": {"none", "partial"},  # Tax Reporting Provisions, 3
    "tie-in-not-preticked": {"preticked"},  # E-Commerce Law, 19
    "trade-records-kept": {"short", "none"},  # E-Commerce Law, 31
    "unfair-merchant-terms-review": {"present"},  # E-Commerce Law, 35
}


def test_these_answers_and_no_others_fail_a_gate(library):
    failing = {}
    for question in library.questions.values():
        if question.gate is None:
            continue
        if isinstance(question, ChecklistQuestion):
            every = question.choose(list(question.steps))
            failing[question.id] = {item for item in every if question.fails_gate(tuple(set(every) - {item}))}
            continue
        measured = isinstance(question, MeasureQuestion)
        rungs = [rung.id for rung in (question.bands if measured else question.options)]
        failing[question.id] = set(rungs[: rungs.index(question.gate.pass_)])
        if measured and question.none:
            failing[question.id].add("none")
    assert failing == FAILS


EVERYTHING = [
    "business-model=b2c,b2b,c2c", "offer=goods,services,digital", "own-goods=yes", "live-commerce=yes", "cross-border=yes",
    "food=yes", "drugs=yes", "auto-renewal=yes", "payment-role=partner", "size=very-large", "minors-data=yes", "recommendation=yes", "advertising=yes",
]  # fmt: skip

IN_ORDER = {
    "a rule that touches many users was published 7 days ahead": "rule-notice-major=7",
    "rules can be read and downloaded, and not searched": "rules-on-home-page=no-search",
    "fake reviews are removed, and so is what the law forbids": "review-no-deletion=unlawful-only-unrecorded",
    "every room operator is reported, presenters are not": "live-identities-reported=all-operators",
    "notices are acted on and passed on": "ip-notice-and-action=forward",
    "requests are handled, without a limit or a register": "rights-request-limit=no-limit",
    "reports are handled, without a register": "safety-report-channels=unregistered",
    "everything personalised can be turned off, with a delay": "recommendation-off-switch=delayed",
    "shops lack licence details, and the platform acts on it": "actual-seller-shown=gaps-being-closed",
    "reminders come, and cancelling is not easy": "auto-renewal-reminder=hard-to-cancel",
    "food merchants are registered and their licences checked": "food-merchants-licensed=registered,licence-checked",
    "merchants may leave, though not by the console": "merchants-free-to-leave=free",
}
NOT_CONCERNED = {
    "banners and no paid ranking": "paid-ranking-label=no-paid-ranking",
    "merchants' bundles, and nothing the platform adds": "tie-in-not-preticked=no-platform-add-ons",
    "nothing beyond what the service needs is collected": "consent-free-choice=only-necessary",
    "personal information is given to nobody": "data-sharing-records=nothing-shared",
    "no processing that needs an assessment": "impact-assessment-records=nothing-to-assess",
    "algorithms only set prices": "recommendation-off-switch=nothing-personalised",
    "nobody there is to be reported to the tax authority": "tax-information-reporting=nobody-to-report",
    "no rule was made or changed within the year": "rule-comments-sought=no-rules-changed",
    "nothing prohibited was found within the year": "prohibited-goods-acted-on=none-found",
    "food is sold by the platform itself only": "food-merchants-licensed=own-food-only",
    "own goods are sold to businesses only": "own-sales-refund-days=own-sales-to-businesses-only",
    "own goods are fresh food only": "own-sales-refund-days=own-goods-excepted",
    "sellers are private people only, and re-verified yearly": "merchant-reverification-interval=private-sellers-only",
    "sellers are private people only, so none is reported": "merchant-identity-reporting=private-sellers-only",
    "sellers are private people only, and forgotten once gone": "exited-merchant-identity-kept=private-sellers-only",
}
IN_BREACH = {
    "a rule that touches many users was published 6 days ahead": "rule-notice-major=6",
    "a rule cannot be downloaded": "rules-on-home-page=not-downloadable",
    "genuine reviews are removed for a merchant": "review-no-deletion=on-request",
    "a room operator was left out of the report": "live-identities-reported=some-operators",
    "notices are not passed on to the merchant": "ip-notice-and-action=act",
    "requests are refused without reasons": "rights-request-limit=hurdles",
    "the channel for reports is not published": "safety-report-channels=not-open",
    "some of what is personalised cannot be turned off": "recommendation-off-switch=not-all",
    "the latest report is missing": "large-platform-yearly-report=partial",
    "a licence for food was not checked": "food-merchants-licensed=registered",
    "a new rule went without comments": "rule-comments-sought=new-rules-without",
    "what was found is not reported": "prohibited-goods-acted-on=not-reported",
}


@pytest.fixture(scope="module")
def gates(tmp_path_factory):
    """What the command says of the gates after these arguments to `ecq answer`, by question."""
    file = str(tmp_path_factory.mktemp("gates") / "platform.json")

    def after(*arguments):
        printed("new", "-o", file, "--force", "--profile", *EVERYTHING)
        printed("answer", file, *arguments)
        return {gate["question"]: gate["state"] for gate in json.loads(printed("score", file, "--json"))["gates"]}

    return after


@pytest.fixture(scope="module")
def in_order(gates):
    return gates(*IN_ORDER.values())


@pytest.fixture(scope="module")
def in_breach(gates):
    return gates(*IN_BREACH.values())


@pytest.mark.parametrize("answer", IN_ORDER.values(), ids=IN_ORDER)
def test_who_keeps_the_article_passes_its_gate(in_order, answer):
    assert in_order[answer.split("=")[0]] == "passed"


@pytest.mark.parametrize("answer", NOT_CONCERNED.values(), ids=NOT_CONCERNED)
def test_whom_the_article_does_not_concern_can_say_so_with_a_reason_of_the_question(gates, library, answer):
    question_id, reason = answer.split("=")
    assert reason in {one.id for one in library.questions[question_id].not_applicable}
    assert gates("--na", answer)[question_id] == "na"


@pytest.mark.parametrize("answer", IN_BREACH.values(), ids=IN_BREACH)
def test_who_breaks_the_article_fails_its_gate(in_breach, answer):
    assert in_breach[answer.split("=")[0]] == "failed"


def test_reasons_that_rest_on_a_reading_are_called_one(library):
    for question_id in (
        "merchant-reverification-interval",
        "merchant-identity-reporting",
        "exited-merchant-identity-kept",
    ):
        reasons = {one.id: one.text for one in library.questions[question_id].not_applicable}
        assert "ECQ 的理解" in reasons["private-sellers-only"].zh
        assert "ECQ's reading" in reasons["private-sellers-only"].en


def test_the_gravest_fine_of_the_duties_to_minors_is_named(library):
    why = library.questions["minors-platform-duties"].why
    assert "5000 万元" in why.zh
    assert "RMB 50 million" in why.en
