"""What must hold for the rubrics and the bank that ECQ ships: enough questions, sound sources, clean wording."""

from __future__ import annotations

import re

import pytest

from ecq.assessment.changes import answer, begin
from ecq.rubric.kinds import ChecklistQuestion, LevelQuestion
from ecq.rubric.loading import load_rubric
from ecq.scoring.scorecard import score
from tests.building import F, best, worst
from tests.test_languages import texts

HAN = re.compile(r"[\u3400-\u9fff]")
FULL_PROFILE = {
    "business-model": ("b2c", "b2b", "c2c"),
    "offer": ("goods", "services", "digital"),
    "own-goods": "yes",
    "live-commerce": "yes",
    "food": "yes",
    "drugs": "yes",
    "regulated-sales": ("takeaway", "cosmetics", "devices"),
    "cross-border": "yes",
    "payment-role": "partner",
    "size": "very-large",
    "minors": "yes",
    "minors-data": "yes",
    "recommendation": "yes",
    "technology": ("ai-content", "face-recognition"),
    "advertising": "yes",
    "auto-renewal": "yes",
}
EMPTIEST_PROFILE = {fact: "no" for fact, value in FULL_PROFILE.items() if value == "yes"} | {
    "business-model": (),
    "offer": (),
    "regulated-sales": (),
    "technology": (),
    "payment-role": "none",
    "size": "small",
}


@pytest.fixture(scope="module")
def bank(library):
    return library.questions


@pytest.fixture(scope="module")
def rubrics(library):
    return [load_rubric(rubric_id) for rubric_id in library.layouts]


def cites(question, source):
    return {article for citation in question.sources if citation.source == source for article in citation.articles}


def plain(articles):
    """Article numbers without their paragraph: "49(2)" is of 49."""
    return {article.split("(")[0] for article in articles}


# Enough, and all of it used


def test_every_indicator_that_can_be_asked_has_at_least_four_questions(shipped, library):
    assert library.layouts["gbt31526-2025"].state == "current"
    thin = {leaf.id: len(leaf.questions) for leaf in shipped.leaves if len(leaf.questions) < 4}
    assert not thin
    assert len(shipped.leaves) == 17


def test_every_question_of_the_bank_is_asked_by_a_rubric(bank, rubrics):
    placed = {question_id for rubric in rubrics for question_id in rubric.order}
    assert placed == set(bank)


def test_every_question_names_two_different_pieces_of_evidence(bank):
    poor = [
        q.id for q in bank.values() if len({one.zh for one in q.evidence}) < 2 or len({e.en for e in q.evidence}) < 2
    ]
    assert not poor


def test_every_question_earns_nothing_at_worst_and_everything_at_best(shipped):
    blank = begin(shipped)
    for question in shipped.questions:
        low = answer(blank, question, worst(question)).response(question.id).value
        high = answer(blank, question, best(question)).response(question.id).value
        assert (question.credit_of(low), question.credit_of(high)) == (0, 1), question.id


def test_every_question_can_be_reached_by_some_profile(shipped):
    assert set(FULL_PROFILE) == set(EMPTIEST_PROFILE) == set(shipped.facts)
    reached = set()
    for size in shipped.facts["size"].options:
        card = score(shipped, begin(shipped, profile=FULL_PROFILE | {"size": size.id}))
        reached |= {q for q, one in card.questions.items() if one.state != "hidden"}
    assert reached == set(shipped.order)


@pytest.mark.parametrize("profile", [{}, FULL_PROFILE, EMPTIEST_PROFILE], ids=["empty", "full", "emptiest"])
def test_points_sum_to_exactly_one_hundred_for_any_platform(rubrics, profile):
    for rubric in rubrics:
        card = score(rubric, begin(rubric, profile=profile))
        assert sum(one.points for one in card.questions.values()) == 100
        assert card.score.high == 100


def test_working_points_are_equal_per_indicator_and_called_working(shipped):
    assert shipped.layout.points_status == "working"
    card = score(shipped, begin(shipped, profile=FULL_PROFILE))
    assert {card.nodes[leaf.id].points for leaf in shipped.leaves} == {F(100, 17)}


def test_the_bands_are_those_of_the_scheme(shipped):
    assert [(band.from_, band.stars) for band in shipped.bands] == [(0, 0), (70, 2), (80, 3), (90, 4), (95, 5)]


# The rule on gates: docs/authoring.md, "What a gate is"
def gated(bank):
    found = [question for question in bank.values() if question.gate]
    assert len(found) > 30
    return found


def test_the_article_behind_a_gate_was_read(bank):
    for question in gated(bank):
        duty = question.gate.duty
        read = [c for c in question.sources if c.source == duty.source and c.status == "confirmed"]
        assert any(duty.article.split("(")[0] in plain(cites(question, c.source)) for c in read), question.id


def test_no_profile_meets_more_than_190_questions_and_the_quick_check_asks_60_at_the_most(shipped):
    asked = [shipped.by_id[q] for q, applies in shipped.applying(FULL_PROFILE).items() if applies]
    assert len(asked) <= 190
    assert sum(question.core for question in asked) <= 60


def test_every_gate_is_in_the_quick_check(bank):
    assert not [question.id for question in gated(bank) if not question.core]


def test_a_platform_for_businesses_alone_meets_no_gate_of_consumer_law(rubrics):
    consumer_law = {"consumer-law", "consumer-regulation", "no-reason-returns"}
    consumers = {("ecl", article) for article in ("18", "19", "37", "39", "40", "49(2)")} | {
        ("platform-rules-measures", "31")
    }
    for rubric in rubrics:
        card = score(rubric, begin(rubric, profile={**FULL_PROFILE, "business-model": ("b2b",)}))
        for gate in card.gates:
            duty = rubric.by_id[gate.question].gate.duty
            assert duty.source not in consumer_law, gate.question
            assert (duty.source, duty.article) not in consumers, gate.question


# Sources


def test_every_citation_names_a_source_and_no_source_is_cited_twice_by_a_question(bank, library):
    known = {source.id for source in library.sources.sources}
    for question in bank.values():
        cited = [(citation.source, citation.articles) for citation in question.sources]
        assert {source for source, _ in cited} <= known
        assert len(cited) == len(set(cited)), question.id


def test_no_question_cites_a_draft_or_a_repealed_text_as_if_it_were_in_force(bank, library):
    state = {source.id: source.state for source in library.sources.sources}
    wrong = {
        (question.id, citation.source)
        for question in bank.values()
        for citation in question.sources
        if state[citation.source] == "draft"
        or (state[citation.source] == "superseded" and (citation.articles or citation.status == "confirmed"))
    }
    assert not wrong


def test_the_repealed_measures_on_contract_violations_are_nowhere(bank, library):
    every_text = [text.zh for _, text in (*texts(dict(bank)), *texts(library.sources))]
    assert not [zh for zh in every_text if "合同违法行为监督处理办法" in zh]


def test_an_edition_that_was_replaced_says_until_when_it_was_in_force(library):
    for source in library.sources.sources:
        if source.state == "superseded":
            assert source.in_force_until
        if source.in_force_since and source.in_force_until:
            assert source.in_force_since < source.in_force_until
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", source.checked_on)


def test_a_text_known_second_hand_is_never_cited_as_confirmed(bank, library):
    status = {source.id: source.status for source in library.sources.sources}
    wrong = {
        (question.id, citation.source)
        for question in bank.values()
        for citation in question.sources
        if citation.status == "confirmed" and status[citation.source] != "confirmed"
    }
    assert not wrong


# Mis-citations that other tools make (laws.md, section 0)


def test_article_49_of_the_e_commerce_law_is_contract_formation_and_not_price_discrimination(bank):
    citing = {q.id for q in bank.values() if "49" in plain(cites(q, "ecl"))}
    assert citing <= {
        "paid-order-stands",
        "order-steps-before-submitting",
        "standard-terms-fair",
        "order-confirmation-and-records",
    }
    about_prices = [
        q for q in bank.values() if re.search("杀熟|同物不同价|价格不同|差别定价|不同的价格", q.text.zh + q.why.zh)
    ]
    assert about_prices
    assert not [q.id for q in about_prices if "49" in plain(cites(q, "ecl"))]


def test_hidden_price_differences_cite_the_articles_that_forbid_them(bank):
    question = bank["hidden-price-differences"]
    assert "24" in plain(cites(question, "pipl")) or "9" in plain(cites(question, "consumer-regulation"))


def test_article_39_of_the_e_commerce_law_binds_the_platform_on_reviews(bank):
    wrong = [q.id for q in bank.values() if "39" in plain(cites(q, "ecl")) and "评价" not in q.text.zh]
    assert not wrong


def test_the_cybersecurity_law_is_cited_by_its_numbers_of_2026(bank):
    """21→23, 25→27, 40→42, 41→43, 42→44, 47→49, 49→51, 59→61. What is old only: 21, 25, 40, 41, 47, 59."""
    old = {q.id: plain(cites(q, "csl")) & {"21", "25", "40", "41", "47", "59"} for q in bank.values()}
    assert not {question_id: articles for question_id, articles in old.items() if articles}
    for question in bank.values():
        articles = plain(cites(question, "csl"))
        if "等级保护" in question.text.zh or ("日志" in question.text.zh and articles):
            assert "23" in articles, question.id
        if "42" in articles or "49" in articles:
            assert not re.search("泄露", question.text.zh), f"{question.id}: leaks are article 44 now"


def test_the_unfair_competition_law_is_cited_by_its_numbers_of_2025(bank):
    """False promotion 8→9, network clause 12→13; below-cost pricing 14; the platform's duty 21."""
    for question in bank.values():
        articles = plain(cites(question, "anti-unfair-competition-law"))
        assert not articles & {"8", "12", "20"}, question.id
        if re.search("刷单|虚假评价", question.text.zh) and articles:
            assert "9" in articles, question.id


def test_courier_complaints_cite_article_29_since_the_renumbering_of_2025(bank):
    assert cites(bank["courier-complaint-days"], "express-regulation") == {"29"}
    for question in bank.values():
        if "28" in plain(cites(question, "express-regulation")):
            assert "投诉" not in question.text.zh, question.id


def test_the_refund_duty_is_seven_days_and_fifteen_is_only_the_penalty_line(bank):
    assert bank["return-refund-deadline"].gate is None
    question = bank["own-sales-refund-days"]
    passing = next(band for band in question.bands if band.id == question.gate.pass_)
    assert (question.better, passing.bound) == ("lower", 7)
    assert "25" in plain(cites(question, "consumer-law"))


def test_the_auto_renewal_question_no_longer_mentions_five_days(bank):
    question = bank["auto-renewal-reminder"]
    for where, text in texts(question, question.id):
        assert not re.search("五日|五天|5 ?日|5 ?天", text.zh), where
        assert not re.search(r"\b(five|5)[ -]days?\b", text.en, re.IGNORECASE), where


def test_no_service_level_is_presented_as_a_legal_requirement(bank):
    """No law gives availability, page speed or first-response seconds: such questions are not measures with a legal band."""
    for question_id in ("availability-target", "page-speed-and-load-test", "enquiry-reply-limit"):
        assert isinstance(bank[question_id], (LevelQuestion, ChecklistQuestion)), question_id
        assert bank[question_id].gate is None


# Wording


def test_every_question_is_short_enough_to_read_at_a_glance(bank):
    long = {q.id: len(HAN.findall(q.text.zh)) for q in bank.values() if len(HAN.findall(q.text.zh)) > 60}
    assert not long


def test_every_question_is_worded_as_a_question(bank):
    assert not [q.id for q in bank.values() if not q.text.zh.endswith("？")]
    assert not [q.id for q in bank.values() if not q.text.en.endswith("?")]


@pytest.fixture(scope="module")
def every_text(library, rubrics):
    layouts = [pair for rubric in rubrics for pair in texts(rubric.layout, rubric.id)]
    return [*texts(dict(library.questions), "bank"), *texts(library.profile), *texts(library.sources), *layouts]


def test_chinese_text_has_full_width_punctuation(every_text):
    half = re.compile(
        r"[\u3400-\u9fff”》）」][,;:?!()]|[,;:?!()][\u3400-\u9fff“《（「]|[\u3400-\u9fff]\.(?!\w)|[\u3400-\u9fff][\"']"
    )
    assert not [(where, text.zh) for where, text in every_text if half.search(text.zh)]


def test_english_text_has_english_punctuation_and_no_chinese(every_text):
    foreign = re.compile(r"[\u3400-\u9fff，。；：？！（）、《》“”【】\uff01-\uff5e]")
    assert not [(where, text.en) for where, text in every_text if foreign.search(text.en)]


def test_no_text_has_stray_spaces_or_unfinished_parts(every_text):
    untidy = re.compile(r"  |^\s|\s$|\bTODO\b|\bTBD\b|\bXX+\b|待补|[{}]")
    assert not [(where, text) for where, text in every_text if untidy.search(text.zh) or untidy.search(text.en)]


def test_options_of_a_question_differ_in_every_language(bank):
    for question in bank.values():
        parts = question.items if isinstance(question, ChecklistQuestion) else getattr(question, "options", ())
        for lang in ("zh", "en"):
            told = [getattr(part.text, lang) for part in parts]
            assert len(told) == len(set(told)), question.id
