"""The overview: every question in one row, what can be picked out, why the profile hides some, and the search."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given

from ecq.assessment.changes import annotate, answer, begin, mark_unsure, set_aside
from ecq.assessment.evidence import add_evidence
from ecq.base.language import words
from ecq.interview.flow import Interview
from ecq.rubric.conditions import deciding, holds
from ecq.scoring.scorecard import score
from ecq.telling.overview.rows import (
    EXCERPT,
    LONGEST_QUERY,
    SHOWS,
    SIMILAR_SHOWN,
    excluded,
    overview_rows,
    picked,
    search,
    tally,
    within,
)
from tests import building as b
from tests.building import sampled
from tests.strategies import scored

STATES = ("open", "unsure", "answered", "na", "waiting")


def rows_of(rubric, assessment):
    return overview_rows(rubric, assessment, score(rubric, assessment))


# -- rows and what is picked out


@pytest.mark.slow
@given(scored())
def test_rows_states_counts_indicators_and_reasons_of_any_self_check(case):
    rubric, assessment = case
    card, interview = score(rubric, assessment), Interview(rubric, assessment)
    rows = overview_rows(rubric, assessment, card)
    assert [row.id for row in rows] == list(rubric.order)
    assert [row for leaf in rubric.leaves for row in within(rubric, rows, leaf.id)] == list(rows)
    for node in rubric.layout.tree:
        assert all(node.id in rubric.place[row.id] for row in within(rubric, rows, node.id))
    shown = sorted(row.id for row in picked(rows))
    assert shown == sorted(q for q, applies in rubric.applying(assessment.profile).items() if applies is not False)
    assert sorted(row.id for state in STATES for row in picked(rows, state)) == shown, "each in exactly one state"
    counted = tally(rows)
    assert (counted.asked, counted.settled) == (card.counts.applicable, card.counts.answered + card.counts.na)
    left = [len(interview.unanswered), interview.progress.unsure, interview.progress.waiting]
    assert [counted.states[state] for state in ("open", "unsure", "waiting")] == left
    assert sum(left) == card.counts.open
    assert counted.gates == {state: len(card.gates_in(state)) for state in counted.gates}
    assert {row.id for row in picked(rows, "gate-failed")} == {gate.question for gate in card.gates_in("failed")}
    check_reasons(rubric, assessment, rows)


def check_reasons(rubric, assessment, rows):
    """What is named as the reason is enough: with only these facts known, the question is decided alike."""
    told = excluded(rubric, assessment, rows)
    assert sorted(row.id for one in told for row in one.rows) == sorted(row.id for row in rows if row.state == "hidden")
    for one in told:
        # A condition that no profile can meet is decided without them.
        alone = {fact: assessment.profile[fact] for fact in one.facts if fact in assessment.profile}
        assert all(holds(row.question.applies, alone, rubric.facts) is False for row in one.rows)
    for question in (one for one in rubric.questions if one.applies is not None):
        result = holds(question.applies, assessment.profile, rubric.facts)
        facts = deciding(question.applies, assessment.profile, rubric.facts)
        if result is None:
            assert any(fact not in assessment.profile for fact in facts)
        else:  # no fact at all where every profile comes to the same
            alone = {fact: value for fact, value in assessment.profile.items() if fact in facts}
            assert holds(question.applies, alone, rubric.facts) is result


@pytest.fixture
def mixed():
    """One question of each kind: open, unsure, answered with and without evidence, set aside, gates, hidden, undecided."""
    rubric = b.rubric(
        [
            b.level("open"),
            b.level("unsure"),
            b.level("proven", gate=b.gate("o1")),
            b.level("claimed"),
            b.level("nothing", gate=b.gate("o1")),
            b.level("aside", not_applicable=b.NA),
            b.level("hidden", applies={"fact": "live", "is": ("yes",)}),
            b.level("undecided", applies={"fact": "size", "is": ("yes",)}),
        ],
        facts=[b.fact("live"), b.fact("size")],
    )
    assessment = begin(rubric, profile={"live": "no"}, at="2026-11-20T08:00:00+00:00")
    old, new = "2026-11-20T08:00:00+00:00", "2026-11-24T08:00:00+00:00"

    def ask(question_id):
        return rubric.by_id[question_id]

    for question_id, said, at in (
        ("proven", "o1", old),
        ("claimed", "o1", new),
        ("nothing", "o0", old),
        ("hidden", "o1", old),
        ("undecided", "o1", old),
    ):
        assessment = b.accepted(answer(assessment, ask(question_id), said, at))
    assessment = mark_unsure(assessment, ask("unsure"), new)
    assessment = b.accepted(set_aside(assessment, ask("aside"), "not-here", old))
    assessment = b.accepted(
        add_evidence(assessment, ask("proven"), "rules page", at=old, place="wiki", pieces=("1", "2"))
    )
    assessment = b.accepted(add_evidence(assessment, ask("claimed"), "not yet there", in_hand=False, at=new))
    assessment = b.accepted(annotate(assessment, ask("nothing"), "on the list for spring", old))
    return rubric, assessment


def test_each_filter_selects_the_right_questions(mixed):
    rows = rows_of(*mixed)
    assert {show: [row.id for row in picked(rows, show)] for show in SHOWS} == {
        "open": ["open"],
        "waiting": ["undecided"],
        "unsure": ["unsure"],
        "answered": ["proven", "claimed", "nothing"],
        "na": ["aside"],
        "gate": ["proven", "nothing"],
        "gate-failed": ["nothing"],
        "unevidenced": ["claimed"],
        "noted": ["nothing"],
        "recent": ["unsure", "claimed"],
    }


def test_without_timestamps_nothing_is_recent():
    rubric = b.rubric([b.level("q")])
    assert not picked(rows_of(rubric, b.answered(rubric, {"q": "o1"})), "recent")


def test_a_hidden_question_is_listed_with_its_reason_and_saved_answer(mixed):
    rubric, made = mixed
    (why,) = excluded(rubric, made, rows_of(rubric, made))
    assert why.facts == ("live",)
    assert [(row.id, row.response.value) for row in why.rows] == [("hidden", "o1")]


# -- the search


@pytest.fixture(scope="module")
def qinghe(shipped):
    """Rows of a sample with all answers, in a language."""

    @cache
    def rows(lang):
        return rows_of(shipped, sampled("qinghe-mall", shipped, lang, "2026-11-24T09:00:00+00:00"))

    return rows


@pytest.mark.parametrize(
    ("lang", "query", "expected"),
    [
        ("zh", "收回完好的退货", "return-refund-deadline"),
        ("zh", "收回　完好", "return-refund-deadline"),
        ("zh", "收回完好的退貨", "return-refund-deadline"),  # typed in Traditional characters
        ("zh-Hant", "收回完好的退货", "return-refund-deadline"),  # and the other way round
        ("zh", "RETURN-Refund-Deadline", "return-refund-deadline"),  # by id, in any case
        ("zh", "ｒｅｔｕｒｎ-ｒｅｆｕｎｄ", "return-refund-deadline"),  # full width
        ("zh", "退款 签收", "return-refund-deadline"),  # two words apart
        ("zh", "网络购买商品七日无理由退货", "return-refund-deadline"),  # a law's name
        ("zh", "电子商务法第31条", "trade-records-kept"),
        ("en", "E-commerce law", "trade-records-kept"),
        ("en", "goods are returned intact", "return-refund-deadline"),
        ("en", "gb/t 31526-2025", "availability-target"),
        ("en", "GBT31526", "availability-target"),  # without its stroke and space
    ],
)
def test_search_finds_a_question_by_its_words(shipped, qinghe, lang, query, expected):
    found = search(shipped, qinghe(lang), query, lang)
    assert expected in shipped.by_id, "the test names a question that there is"
    assert expected in found.hits, list(found.hits)
    assert not found.similar


@pytest.mark.parametrize(
    ("lang", "query", "expected"),
    [
        ("zh", "隐私正策", "privacy-rules-and-lists"),
        ("zh", "七天内退款", "return-refund-deadline"),
        ("zh", "无理由退货手续期限", "return-formalities-days"),
        ("en", "retruned goods", "return-refund-deadline"),
        ("en", "personel informaton", "privacy-rules-and-lists"),
    ],
)
def test_search_finds_similar_words_for_a_typo_and_says_so(shipped, qinghe, lang, query, expected):
    found = search(shipped, qinghe(lang), query, lang)
    assert found.similar
    assert expected in found.hits, list(found.hits)
    assert len(found.hits) <= SIMILAR_SHOWN


def test_search_for_unknown_words_finds_nothing(shipped, qinghe):
    for query in ("xyzzyplugh", "量子纠缠", "gb/t 99999", "発", "qqqq", "?", "《》", "", "   ", "\u202e"):
        assert search(shipped, qinghe("zh"), query, "zh").hits == {}, query


def test_search_does_not_find_a_number_inside_a_longer_one(mixed):
    rubric, made = mixed
    made = b.accepted(annotate(made, rubric.by_id["open"], "section 315 of the rules"))
    rows = rows_of(rubric, made)
    assert search(rubric, rows, "31", "en").hits == {}
    assert list(search(rubric, rows, "315", "en").hits) == ["open"]


@pytest.mark.parametrize(
    ("query", "place", "excerpt"),
    [
        ("spring", "note", "on the list for spring"),
        ("RULES page", "evidence", "rules page"),
        ("not there", "evidence", "not yet there"),
        ("law", "source", "law · 1"),
        ("part", "indicator", "all · part"),
    ],
)
def test_a_search_hit_outside_the_visible_text_says_where_it_is(mixed, query, place, excerpt):
    rubric, made = mixed
    hit = next(iter(search(rubric, rows_of(rubric, made), query, "en").hits.values()))
    assert hit.place == place
    assert hit.excerpt.startswith(excerpt.split(" · ", maxsplit=1)[0])
    shown = search(rubric, rows_of(rubric, made), "proven", "en").hits["proven"]
    assert shown.excerpt == "", "what is in the text that is shown needs none"
    assert search(rubric, rows_of(rubric, made), "not here", "en").hits["aside"].place == "answer"


def test_the_excerpt_of_a_long_note_contains_the_search_word(mixed):
    rubric, made = mixed
    note = "x " * 3000 + "the needle lies here" + " y" * 1000
    made = b.accepted(annotate(made, rubric.by_id["open"], note))
    hit = search(rubric, rows_of(rubric, made), "Needle", "en").hits["open"]
    assert "needle lies here" in hit.excerpt
    assert len(hit.excerpt) <= EXCERPT + 2


def test_search_uses_the_readers_language_only(shipped, qinghe):
    text = words(shipped.by_id["return-refund-deadline"].text, "en")
    assert "return-refund-deadline" not in search(shipped, qinghe("zh"), text, "zh").hits


def test_special_characters_in_a_query_are_plain_text_and_a_very_long_one_is_shortened(shipped, qinghe):
    rows = qinghe("zh")
    for wild in ("<b>", ".*", "(", "\\", "a\x00b", "\ud83d", "👩‍👩‍👧‍👦", "%s{}", "' OR 1=1"):
        search(shipped, rows, wild, "zh")
        search(shipped, rows, wild + " 退款", "zh")
        search(shipped, qinghe("en"), wild + " refund", "en")
    asked = "退款" + " " * LONGEST_QUERY + "量子纠缠" * 20_000
    assert search(shipped, rows, asked, "zh").hits == search(shipped, rows, "退款", "zh").hits
