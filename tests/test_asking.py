"""Questions about one's own self-check that name something: how they are read, and that the answers are the scorer's."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from ecq.assessment.changes import answer, begin, clear, set_aside
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.exact import cut
from ecq.base.language import LANGS, Lang, words
from ecq.interview.topics import about
from ecq.interview.typed.figures.numerals import spoken_day
from ecq.interview.typed.outcomes import (
    AskArticle,
    AskOf,
    AskSaid,
    AskSince,
    AskTerm,
    AskWhatIf,
    AskWhyScore,
    AskWorth,
    Command,
    NotUnderstood,
    ShowPage,
)
from ecq.interview.typed.reading import understand
from ecq.interview.typed.wanted.wishes import question_asked, wish
from ecq.planning.certainty import certainty
from ecq.planning.what_if import difference
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import readiness, strengths, weaknesses
from ecq.scoring.scorecard import score
from ecq.scoring.unknown_facts import scorecard, unknown_facts
from ecq.telling.plan import asked as asked_words
from ecq.telling.plan.asked import (
    AskedView,
    _next_better,
    asked,
    changed_since,
    grade_asked,
    if_figure,
    if_fixed,
    of_named,
    said_of,
    why_score,
    worth_named,
    worth_of,
)
from ecq.telling.plan.sentences import change_words, signed
from ecq.telling.text import words as w
from ecq.telling.text.sentences import point_words, score_words
from tests import building as b
from tests.planning.sentence_states import AT, settled, without_facts

SAID = {
    "为什么是这个分数": "ask-why-score",
    "why is the score 83": AskWhyScore("83"),
    "怎么只有83.5分": AskWhyScore("83.5"),
    "What first?": "ask-first",
    "從上週以來改了什麼？": AskSince("上周"),
    "what changed since Monday": AskSince("monday"),
    "since 2026-11-20": AskSince("2026-11-20"),
    "上周": AskSince("上周"),
    "从 11 月 20 日起改了什么": AskSince("11月20日"),
    "what if we fix after-sales": AskWhatIf("after-sales"),
    "what if logistics were better?": AskWhatIf("logistics"),
    "what if the reviews were best?": AskWhatIf("reviews"),
    "如果把售后保障改好，能到多少分": AskWhatIf("售后保障"),
    "要是选 3 会怎样": AskWhatIf("3"),
    "what if the returns share were 3 per cent instead of 0.8": AskWhatIf(
        "returns share", "the returns share were 3 per cent"
    ),
    "要是日志保存 12 个月呢": AskWhatIf("日志保存", "日志保存 12 个月"),
    "如果超过7天才退款的占比是3%而不是0.8%，会怎样": AskWhatIf("超过7天才退款的 比", "超过7天才退款的占比是3%"),
    "退款值多少分": AskWorth("退款"),
    "how much is this worth": "ask-worth",
    "what did we say about refunds": AskSaid("refunds"),
    "what did I answer here?": AskSaid(""),
    "这题我刚才答的什么": AskSaid(""),
    "退款": AskSaid("退款"),
    "电商法第二十四条是什么": AskArticle("电商法", 24),
    "what does article 24 of the E-Commerce Law say": AskArticle("e-commerce law", 24),
    "article 24": AskArticle("", 24),
    "are you a bot?": "ask-who",
    "你是真人還是機器人": "ask-who",
    "where were we": "ask-left",
    "明天再来行不行": "leave",
    "can I print this": ShowPage("report"),
    "how is the weather": NotUnderstood(),
    "12": NotUnderstood(),
}


@pytest.mark.parametrize("typed", SAID)
def test_a_question_is_read(shipped: Rubric, typed: str) -> None:
    assert question_asked(typed, shipped) == SAID[typed]


@pytest.mark.parametrize(
    "said",
    [
        "第三条",
        "上周改了",
        "如果客服没接，系统会自动补上",
        "only the gate at the warehouse for staff, nothing for customers",
    ],
)
def test_what_can_be_an_answer_is_none_in_the_conversation(shipped: Rubric, said: str) -> None:
    assert wish(said, shipped) is None


@pytest.mark.parametrize("typed", ["七天无理由", "what does 七天无理由 mean", "七天無理由是什麼意思"])
def test_a_term_is_known_alone_and_in_a_question(shipped: Rubric, typed: str) -> None:
    asked = question_asked(typed, shipped)
    assert isinstance(asked, AskTerm)
    assert asked.term
    assert asked.term.name.zh == "七日无理由退货"


@pytest.mark.parametrize("lang", LANGS)
def test_every_example_that_the_field_offers_can_be_answered(shipped: Rubric, lang: Lang) -> None:
    for example in asked_words.EXAMPLES:
        assert question_asked(words(example, lang), shipped) not in (None, NotUnderstood()), example


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("周一", "2026-11-23"),
        ("上周一", "2026-11-16"),
        ("saturday", "2026-11-28"),
        ("last saturday", "2026-11-21"),
        ("周日", "2026-11-22"),
        ("上周", "2026-11-16"),
        ("yesterday", "2026-11-27"),
        ("三个月前", "2026-08-28"),
        ("a week ago", "2026-11-21"),
        ("12/30", "2025-12-30"),
        ("2026-11-20", "2026-11-20"),
        ("last month", "2026-10-01"),
        ("2026-13-40", None),
        ("退款", None),
    ],
)
def test_days_are_read_from_a_saturday(said: str, day: str | None) -> None:
    assert spoken_day(said, "2026-11-28") == day


def made(shipped: Rubric) -> Assessment:
    sample = next(one for one in load_samples() if one.id == "qinghe-mall")
    return sample_assessment(sample, shipped, "en", "2026-11-24T09:00:00+00:00")


def standing(shipped: Rubric, assessment: Assessment, at: str | None = None) -> AskedView:
    card = score(shipped, assessment)
    verdict = readiness(shipped, assessment, card)
    return AskedView(shipped, assessment, card, verdict, "en", certainty=certainty(shipped, card), at=at)


def test_what_if_says_the_score_of_the_changed_answers(shipped: Rubric) -> None:
    assessment = made(shipped)
    before = standing(shipped, assessment)
    raised = assessment
    for question_id in shipped.order:
        if "after-sales" in shipped.place[question_id] and before.card.questions[question_id].to_gain:
            question = shipped.by_id[question_id]
            given = answer(raised, question, question.answer_earning(Fraction(1)), exact=True)
            assert isinstance(given, Assessment)
            raised = given
    after = score(shipped, raised)
    said = if_fixed("after-sales", before)[0].text
    assert "{before} → {after} ({change})".format(**change_words(before.card.score.low, after.score.low)) in said
    assert if_fixed("no such thing at all", before)[0].text.startswith("No indicator")


def test_what_if_something_were_better_says_what_the_next_better_answers_bring(shipped: Rubric) -> None:
    """Each line is what the scorer says of that answer alone; none is a step down, whatever an option is called."""
    assessment = made(shipped)
    here = standing(shipped, assessment)
    for typed in (
        "what if refunds were faster",
        "要是退款更快會怎樣",
        "what if logistics were better?",
        "如果评价管得更严呢",
    ):
        wanted = question_asked(typed, shipped)
        assert isinstance(wanted, AskWhatIf), typed
        best, *further = if_fixed(wanted.what, here)
        steps = [line for line in further if line.page == "interview"]
        assert "at its best" in best.text
        assert steps, typed
        for line in steps:
            question, given = (of[line.address["q"]] for of in (shipped.by_id, assessment.responses))
            better = _next_better(question, given.value)
            raised = answer(assessment, question, better, exact=True)
            assert isinstance(raised, Assessment)
            assert line.text.endswith(f": {signed(score(shipped, raised).score.low - here.card.score.low)} points.")
    best, *_ = if_fixed("freight", standing(shipped, sample_assessment(load_samples()[0], shipped, "en", AT)))
    assert best.text.startswith("With “What rules and procedures does the platform have for faulty goods")


@pytest.mark.parametrize(
    ("typed", "question", "value"),
    [
        ("what if the share of overdue returns were 3 per cent instead of 0.8", "overdue-returns-share", "3"),
        ("如果超过7天才退款的占比是3%而不是0.8%，会怎样", "refunds-over-seven-days", "3"),
        ("要是日志保存 12 个月呢", "network-log-retention", "12"),
        ("要是滿意度調查一年做 4 次，能加幾分", "satisfaction-survey-frequency", "4"),
    ],
)
def test_what_if_with_a_figure_says_the_score_with_that_figure(
    shipped: Rubric, typed: str, question: str, value: str
) -> None:
    assessment = made(shipped)
    wanted = question_asked(typed, shipped)
    assert isinstance(wanted, AskWhatIf)
    given = answer(assessment, shipped.by_id[question], value, exact=True)
    assert isinstance(given, Assessment)
    said = if_figure(wanted.what, wanted.figure, standing(shipped, assessment))[0].text
    assert f"→ {cut(score(shipped, given).score.low, 2)}" in said
    assert shipped.by_id[question].text.en.rstrip("?") in said


def test_what_if_says_of_no_other_words_what_they_would_bring(shipped: Rubric) -> None:
    """“were” stands in questions too, and is no topic."""
    wanted = question_asked("what if the score were 90?", shipped)
    assert isinstance(wanted, AskWhatIf)
    (said,) = if_fixed(wanted.what, standing(shipped, made(shipped)))
    assert said.text == "Say what is to be better, as in “what if logistics were better”."


def test_what_if_with_a_figure_names_each_question_that_may_be_meant(shipped: Rubric) -> None:
    wanted = question_asked("what if refunds took 3 days?", shipped)
    assert isinstance(wanted, AskWhatIf)
    said = if_figure(wanted.what, wanted.figure, standing(shipped, made(shipped)))[0].text
    assert said.startswith("“refunds took 3 days” may be: ")
    assert if_figure("refunds", "", standing(shipped, made(shipped))) == ()


def test_what_happens_at_a_figure_is_no_what_if(shipped: Rubric) -> None:
    for stated in ("如果超过7天就自动退款", "if it takes more than 7 days we refund automatically"):
        assert not isinstance(question_asked(stated, shipped), AskWhatIf)


def test_an_option_by_its_number_is_that_of_the_question_at_hand(shipped: Rubric) -> None:
    assessment = made(shipped)
    question = next(
        one
        for one in shipped.questions
        if one.answered_by == "choice" and assessment.response(one.id).state == "answered"
    )
    value, text = question.choices[0]
    lower = answer(assessment, question, value)
    assert isinstance(lower, Assessment)
    said = if_fixed("1", standing(shipped, assessment, question.id))[0].text
    assert f"→ {cut(score(shipped, lower).score.low, 2)}" in said
    assert text.en in said


def test_what_changed_sums_to_the_difference(shipped: Rubric) -> None:
    assessment = made(shipped)
    here = standing(shipped, assessment)
    question = max(here.card.questions.values(), key=lambda one: one.contribution)
    lower = answer(assessment, shipped.by_id[question.id], shipped.by_id[question.id].lowest_answer, exact=True)
    assert isinstance(lower, Assessment)
    said = changed_since("2026-11-20", difference(shipped, lower, shipped, assessment), here)
    told = change_words(here.card.score.low - question.contribution, here.card.score.low)
    assert "{before} → {after} ({change})".format(**told) in said[0].text
    assert shipped.by_id[question.id].text.en.rstrip("?") in said[1].text
    same = difference(shipped, assessment, shipped, assessment)
    assert changed_since("2026-11-20", same, here)[0].text == "No answer has changed since 2026-11-20."


def test_what_was_said_of_this_question_is_its_answer(shipped: Rubric) -> None:
    assessment = made(shipped)
    given = next(one for one, each in assessment.responses.items() if each.state == "answered")
    here = replace(standing(shipped, assessment), at=given)
    (line,) = said_of("", here)
    assert shipped.by_id[given].text.en in line.text
    assert said_of("", replace(here, assessment=begin(shipped)))[0].text.startswith("No question")
    assert said_of("", replace(here, at=None)) == []


def test_what_is_named_is_worth_the_points_of_the_scorecard(shipped: Rubric) -> None:
    here = standing(shipped, made(shipped))
    leaf = shipped.leaves[0]
    (line,) = worth_named(leaf.title.en, here)
    assert line.address == {"in": leaf.id}
    assert f": {score_words(here.card.nodes[leaf.id].points)}" in line.text


@pytest.mark.parametrize(
    ("topic", "question"),
    [
        ("假货", "ip-notice-and-action"),
        ("按时送达", "delivered-as-promised"),
        ("買家評價", "review-channel-for-every-order"),
        ("buyer reviews", "review-no-deletion"),
        ("customer service by humans", "human-agent-reached"),
        ("data backup", "incident-and-restore-readiness"),
        ("staff training", "privacy-officer-training"),
    ],
)
def test_a_topic_finds_its_questions_in_words_they_do_not_use(shipped: Rubric, topic: str, question: str) -> None:
    assert question in about(topic, shipped)


def test_what_no_question_is_about_finds_none(shipped: Rubric) -> None:
    assert about("盲盒", shipped) == about("no such thing at all", shipped) == []


def test_a_topic_is_worth_what_its_questions_are_together(shipped: Rubric) -> None:
    here = standing(shipped, made(shipped))
    asked_of = [one for one in about("refunds", shipped) if one in here.asked]
    together, which = worth_named("refunds", here)
    points = sum(here.card.questions[one].points for one in asked_of)
    assert len(asked_of) > 1
    assert f"{len(asked_of)} questions are about “refunds”: {point_words(Fraction(points))} points" in together.text
    assert "earned so far" in together.text
    assert shipped.by_id[asked_of[0]].text.en.rstrip("?") in which.text


def test_what_waits_for_a_fact_is_not_said_to_have_earned_nothing(shipped: Rubric) -> None:
    assessment = without_facts(settled(shipped, 1, evidence=True), 1)
    card = scorecard(shipped, assessment)
    verdict = readiness(shipped, assessment, card)
    here = AskedView(shipped, assessment, card, verdict, "en", certainty=certainty(shipped, card))
    assert "earned" not in worth_named("refunds", here)[0].text


def test_while_facts_are_missing_no_question_has_what_it_is_worth_to_one_platform(shipped: Rubric) -> None:
    assessment = without_facts(made(shipped), 3)
    card = scorecard(shipped, assessment)
    verdict, close = readiness(shipped, assessment, card), certainty(shipped, card)
    found = unknown_facts(shipped, assessment)
    profiles = found.profiles(100) if found else None
    assert profiles
    each = [score(shipped, assessment.model_copy(update={"profile": dict(one)})).questions for one in profiles]
    for question, scored in card.questions.items():
        here = AskedView(shipped, assessment, card, verdict, "en", certainty=close, at=question)
        said = worth_of(question, here)[0].text + asked("ask-gate", here)[0].text
        shown = {point_words(one[question].points) for one in each}
        told = re.findall(r"(?:is worth|it costs) (\d+\.\d\d) points", said)
        assert not told or shown == set(told), (question, said)
        assert not told or scored.counts


def test_with_a_topic_at_its_best_all_its_questions_are(shipped: Rubric) -> None:
    assessment = raised = made(shipped)
    before = standing(shipped, assessment)
    for one in about("refunds", shipped):
        if one in before.asked and before.card.questions[one].to_gain:
            raised = b.accepted(answer(raised, shipped.by_id[one], shipped.by_id[one].answer_earning(Fraction(1))))
    after = score(shipped, raised)
    assert f"{cut(before.card.score.low, 2)} → {cut(after.score.low, 2)}" in if_fixed("refunds", before)[0].text


def test_a_topic_of_questions_that_are_not_asked_says_that_none_counts(shipped: Rubric) -> None:
    here = standing(shipped, made(shipped))
    assert about("live streaming", shipped)
    assert worth_named("live streaming", here)[0].text == "No question about “live streaming” counts now."


def told(rubric: Rubric, assessment: Assessment, command: Command, lang: Lang = "en") -> list[str]:
    card = scorecard(rubric, assessment)
    verdict = readiness(rubric, assessment, card)
    here = AskedView(rubric, assessment, card, verdict, lang, certainty=certainty(rubric, card))
    return [line.text for line in asked(command, here)]


def test_with_a_fact_missing_what_is_better_never_costs_points(shipped: Rubric) -> None:
    assessment = without_facts(settled(shipped, 1, evidence=True), 1)
    card = scorecard(shipped, assessment)
    verdict = readiness(shipped, assessment, card)
    here = AskedView(shipped, assessment, card, verdict, "en", certainty=certainty(shipped, card))
    for node in shipped.layout.tree:
        assert "100.00 → 100.00 (0.00), grade still Five stars" in if_fixed(node.title.en, here)[0].text


def test_where_nothing_counts_no_grade_is_said_to_be_open_or_to_wait_for_questions() -> None:
    small = b.rubric([b.level("a", not_applicable=b.NA)])
    aside = b.accepted(set_aside(begin(small), small.questions[0], "not-here"))
    for command in ("ask-why-score", "ask-settles"):
        assert told(small, aside, command) == ["No question counts, so there is no score and no grade."]


def test_the_most_that_can_be_is_not_said_of_open_questions_alone_while_facts_are_missing() -> None:
    hanging = b.level("c", applies={"fact": "sells", "is": ("yes",)})
    small = b.rubric([b.level("a"), b.level("b"), hanging], facts=[b.fact("sells")])
    assert told(small, b.answered(small, {"a": "o1"}), "ask-why-score")[1:3] == [
        "Open, and 0 points for now: 1; with these and the missing facts at their best the score is 100.0.",
        "1 question depending on missing facts of the profile",
    ]


def test_only_a_missing_fact_settles_the_grade_where_no_question_waits_for_an_answer() -> None:
    small = b.rubric([b.level("a"), b.level("b", applies={"fact": "sells", "is": ("yes",)})], facts=[b.fact("sells")])
    assert told(small, b.answered(small, {"a": "o1"}), "ask-settles") == [
        "1 question depending on missing facts of the profile"
    ]


def test_where_points_are_all_earned_what_comes_first_is_their_evidence(shipped: Rubric) -> None:
    bare = settled(shipped, 1, evidence=False)
    assert told(shipped, bare, "ask-first") == ["Scoring answers without evidence in hand: 152"]
    proved = told(shipped, settled(shipped, 1, evidence=True), "ask-first")
    assert proved == ["There is nothing to gain, and no gate is failed."]


def test_one_open_question_is_told_in_the_singular(shipped: Rubric) -> None:
    one = clear(settled(shipped, 1, evidence=True), shipped.questions[0], AT)
    assert told(shipped, one, "ask-why-score")[1] == "Open, and 0 points for now: 1; at their best the score is 100.0."


@pytest.mark.parametrize("figure", ["62", "0.5", "99.9"])
def test_a_score_that_is_taken_for_another_figure_is_put_right_first(shipped: Rubric, figure: str) -> None:
    here = standing(shipped, made(shipped))
    first, *rest = why_score(figure, here)
    assert first.text == f"The score is not {figure} now."
    assert rest == list(asked("ask-why-score", here))


def test_a_figure_that_is_shown_is_not_denied_nor_is_one_that_leaves_its_decimals_out(shipped: Rubric) -> None:
    here = standing(shipped, made(shipped))
    for shown in (here.card.score.low, here.card.score.high, here.card.evidenced.low):
        for figure in (score_words(shown), score_words(shown).partition(".")[0]):
            assert why_score(figure, here) == asked("ask-why-score", here)


def states(shipped: Rubric) -> list[Assessment]:
    """Nothing answered; a sample; all that can be set aside is; everything at its best without evidence."""
    empty = begin(shipped, "x", at=AT)
    best = empty
    for question in shipped.questions:
        best = b.accepted(answer(best, question, question.answer_earning(Fraction(1)), at=AT))
    aside = empty
    for question in shipped.questions:
        if question.not_applicable:
            aside = b.accepted(set_aside(aside, question, question.not_applicable[0].id, at=AT))
    return [empty, made(shipped), aside, best, without_facts(made(shipped), 8)]


@pytest.mark.parametrize("stars", [None, 1, 2, 3, 4, 5])
def test_a_grade_that_is_asked_about_is_judged_as_a_target(shipped: Rubric, stars: int | None) -> None:
    bands = [one for one in shipped.bands if one.stars]
    for assessment in states(shipped):
        here = standing(shipped, assessment)
        wanted = [one for one in bands if (one.stars == stars if stars else one.from_ > here.card.grade.low.from_)]
        first = grade_asked(stars, here)[0].text
        if not wanted:
            assert words(bands[-1].title, "en") in first
            continue
        aimed = readiness(shipped, assessment.model_copy(update={"target": wanted[0].id}), here.card)
        assert first.endswith(words(w.VERDICTS[aimed.verdict], "en"))
        assert words(wanted[0].title, "en") in first


def test_gates_are_told_as_they_are_scored(shipped: Rubric) -> None:
    for assessment in states(shipped):
        here = standing(shipped, assessment)
        told = " ".join(line.text for line in asked("ask-gates", here))
        for state, sentence in (("failed", "Failed gates ({})"), ("open", "Open gates ({})")):
            count = len(here.card.gates_in(state))  # type: ignore[arg-type]
            assert (sentence.format(count) in told) is bool(count)


def test_a_question_says_whether_it_is_a_gate_and_what_it_costs(shipped: Rubric) -> None:
    here = made(shipped)
    gates = [one.id for one in shipped.questions if one.gate]
    others = [one.id for one in shipped.questions if not one.gate]
    for at in (*gates[:5], *others[:5]):
        told = [line.text for line in asked("ask-gate", standing(shipped, here, at))]
        assert told[0].startswith(
            "This question is a gate" if at in gates else ("This question is no gate", "This question does not count")
        )
    assert "Say which question" in asked("ask-gate", standing(shipped, here))[0].text


def test_weakest_and_strongest_are_those_of_the_results(shipped: Rubric) -> None:
    for assessment in states(shipped):
        here = standing(shipped, assessment)
        weak, strong = (line.text for line in asked("ask-weakest", here))
        for told, nodes in (
            (weak, weaknesses(shipped, here.card, here.verdict.target)),
            (strong, strengths(shipped, here.card, here.verdict.target)),
        ):
            named = [words(shipped.nodes[one.id].title, "en") for one in nodes[:3]]
            assert all(one in told for one in named)
            assert bool(named) or told.startswith("No indicator")


def test_the_score_is_told_in_figures_in_every_state(shipped: Rubric) -> None:
    for assessment in states(shipped):
        here = standing(shipped, assessment)
        first = asked("ask-score", here)[0].text
        assert first.startswith(f"{score_words(here.card.score.low)} points")
        assert score_words(here.card.score.high) in first


def test_how_far_the_target_is_is_told_in_points_whatever_gates_fail(shipped: Rubric) -> None:
    for assessment in states(shipped):
        for aim in (one for one in shipped.bands if one.stars):
            here = standing(shipped, assessment.model_copy(update={"target": aim.id}))
            first, figures, *_ = (line.text for line in grade_asked(None, here, target=True))
            low, high = here.card.score.low, here.card.score.high
            assert first.startswith(words(aim.title, "en"))
            assert score_words(low if high >= aim.from_ else high) in figures
            assert ("short of it" in figures) is (low < aim.from_)


def test_where_nothing_counts_no_points_are_told() -> None:
    small = b.rubric([b.level("a", not_applicable=b.NA)])
    aside = b.accepted(set_aside(begin(small), small.questions[0], "not-here"))
    assert told(small, aside, "ask-score") == ["No question counts, so there is no score and no grade."]


@pytest.mark.parametrize(
    ("said", "what", "topic"),
    [
        ("what proof should we have ready for deposits?", "evidence", "deposits"),
        ("押金要准备哪些证据", "evidence", "押金"),
        ("which law is behind the invoices?", "basis", "invoices"),
    ],
)
def test_evidence_and_law_of_what_is_named_are_not_those_of_the_question_on_screen(
    shipped: Rubric, said: str, what: str, topic: str
) -> None:
    on_screen = shipped.by_id["availability-target"]
    assert understand(said, on_screen, shipped, shipped.order) == AskOf(what, topic)  # type: ignore[arg-type]
    lines = of_named(what, topic, standing(shipped, begin(shipped, "x", at=AT)))  # type: ignore[arg-type]
    for line in lines:
        question = shipped.by_id[line.address["q"]]
        assert question.text.en in line.text
        assert len(line.text) > len(question.text.en) + 10
    of = about(topic, shipped)
    assert understand(said, shipped.by_id[of[0]], shipped, shipped.order) == what
