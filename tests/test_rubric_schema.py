"""What the schema of a rubric refuses, each with words that say what to do."""

import pytest
from pydantic import TypeAdapter, ValidationError

from ecq.base.language import Text
from ecq.rubric.conditions import Condition, Profile
from ecq.rubric.kinds import Question
from ecq.rubric.model import Layout, Node, Source, SourceRegister, shares
from tests import building as b
from tests.building import F

QUESTION = TypeAdapter(Question)


def refused(model, data, words):
    validate = model.validate_python if isinstance(model, TypeAdapter) else model.model_validate
    with pytest.raises(ValidationError, match=words):
        validate(data)


def changed(data, **changes):
    return {key: value for key, value in {**data, **changes}.items() if value is not ...}


# Texts and ids


@pytest.mark.parametrize("data", [{"zh": "字"}, {"en": "word"}, {"zh": "", "en": "w"}, {"zh": "字", "en": "  "}])
def test_a_text_without_all_its_languages_is_refused(data):
    refused(Text, data, "Field required|at least 1 character")


@pytest.mark.parametrize("question_id", ["", "Upper", "two--hyphens", "-start", "end-", "中文", "a_b", "a b", "x" * 61])
def test_an_id_is_lower_case_letters_digits_and_single_hyphens(question_id):
    refused(QUESTION, b.yes_no("a") | {"id": question_id}, "should match pattern|at most 60")


def test_an_unknown_key_is_refused():
    refused(QUESTION, b.yes_no("a") | {"weight": F(2)}, "Extra inputs are not permitted")
    refused(Layout, b.layout_data([b.node("n", "a")]) | {"grades": ()}, "Extra inputs are not permitted")


def test_a_loaded_rubric_cannot_be_changed():
    rubric = b.rubric([b.yes_no("a")])
    with pytest.raises(ValidationError, match="frozen"):
        rubric.layout.version = "2"


# Questions


def test_a_question_of_an_unknown_kind_is_refused():
    refused(QUESTION, b.question_data("a", "slider"), "does not match any of the expected tags")


def test_a_question_needs_two_pieces_of_evidence():
    refused(QUESTION, b.yes_no("a") | {"evidence": (b.text(),)}, "at least 2")


def test_a_question_needs_a_source():
    refused(QUESTION, b.yes_no("a") | {"sources": ()}, "at least 1")


@pytest.mark.parametrize(
    "credits",
    [
        (F(0),),
        (F(1, 2), F(1)),
        (F(0), F(1, 2)),
        (F(0), F(1, 2), F(1, 2), F(1)),
        (F(0), F(3, 4), F(1, 2), F(1)),
        (F(0), F(2)),
        (F(-1), F(1)),
    ],
)
def test_options_rise_from_no_credit_to_full_credit(credits):
    refused(QUESTION, b.level("a", credits), "credits must rise from 0|at least 2")


def test_a_duplicate_option_id_is_refused():
    data = b.level("a")
    twice = tuple(option | {"id": "same"} for option in data["options"])
    refused(QUESTION, data | {"options": twice}, "option id same is used more than once")


@pytest.mark.parametrize("steps", [(b.STEP, b.STEP, b.STEP), (None, None, None), (None, b.STEP, None)])
def test_every_option_but_the_first_says_how_to_get_there(steps):
    data = b.level("a", (F(0), F(1, 2), F(1)))
    options = tuple(option | {"step": step} for option, step in zip(data["options"], steps, strict=True))
    refused(QUESTION, data | {"options": options}, "every option but the first needs a step")


@pytest.mark.parametrize("key", ["effort", "lead_time"])
def test_effort_and_lead_time_are_not_negative(key):
    refused(QUESTION, b.yes_no("a") | {"step": b.STEP | {key: F(-1)}}, "cannot be negative")


def test_a_yes_no_question_reads_like_a_level_question():
    question = QUESTION.validate_python(b.yes_no("a"))
    assert [(option.id, option.credit) for option in question.options] == [("no", 0), ("yes", 1)]
    assert question.options[1].step == question.step


@pytest.mark.parametrize(
    ("question", "passing"),
    [
        (b.level("a"), "o9"),
        (b.yes_no("a"), "no"),
        (b.measure("a"), "o1"),
        (b.checklist("a", 2), "0"),
        (b.checklist("a", 2), "3"),
        (b.checklist("a", 2), "i0"),
        (b.checklist("a", 2), "-1"),
        (b.checklist("a", 2), "1.5"),
    ],
)
def test_a_gate_names_an_answer_of_its_question(question, passing):
    refused(QUESTION, question | {"gate": b.gate(passing)}, "gate.pass")


@pytest.mark.parametrize(
    ("question", "passing", "credit"),
    [
        (b.level("a", (F(0), F(1, 2), F(1))), "o1", F(1, 2)),
        (b.yes_no("a"), "yes", F(1)),
        (b.measure("a"), "b1", F(1)),
        (b.checklist("a", 4), "3", F(3, 4)),
        (b.checklist("a", 4), "4", F(1)),
    ],
)
def test_a_gate_passes_with_at_least_the_credit_of_its_named_answer(question, passing, credit):
    assert QUESTION.validate_python(question | {"gate": b.gate(passing)}).gate_credit == credit


def test_a_question_that_is_not_a_gate_has_no_gate_credit():
    assert QUESTION.validate_python(b.yes_no("a")).gate_credit is None


# Checklists


@pytest.mark.parametrize(
    "credits",
    [
        ((1, F(1, 2)),),
        ((3, F(1)),),
        ((0, F(1)),),
        ((2, F(1, 2)), (1, F(1))),
        ((1, F(1)), (2, F(1))),
        ((1, F(2)),),
    ],
)
def test_declared_checklist_credits_rise_to_full_credit_within_the_list(credits):
    refused(QUESTION, b.checklist("a", 2, credits), "credits must rise|last entry of credits")


def test_a_checklist_has_two_items_or_more_each_named_once():
    refused(QUESTION, b.checklist("a", 1), "at least 2")
    data = b.checklist("a", 2)
    refused(QUESTION, data | {"items": (data["items"][0],) * 2}, "item id i0 is used more than once")


def test_a_checklist_earns_its_share_or_what_is_declared():
    share = QUESTION.validate_python(b.checklist("a", 4))
    declared = QUESTION.validate_python(b.checklist("a", 4, ((2, F(1, 5)), (4, F(1)))))
    assert [share.credit_of_count(n) for n in range(5)] == [0, F(1, 4), F(1, 2), F(3, 4), 1]
    assert [declared.credit_of_count(n) for n in range(5)] == [0, 0, F(1, 5), F(1, 5), 1]


# Measures


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b.measure("a", ((1, F(0)), (7, F(1)))), "the first band has no bound"),
        (b.measure("a", ((None, F(0)), (None, F(1)))), "every band but the first needs a bound"),
        (b.measure("a", ((None, F(0)), (None, F(1, 2)), (7, F(1)))), "every band but the first needs a bound"),
        (b.measure("a", ((None, F(0)), (7, F(1, 2)), (3, F(1)))), "bounds must rise with the credit"),
        (b.measure("a", ((None, F(0)), (3, F(1, 2)), (7, F(1))), "lower"), "bounds must fall with the credit"),
        (b.measure("a", ((None, F(0)), (3, F(1, 2)), (3, F(1)))), "bounds must rise"),
        (b.measure("a", ((None, F(0)), (31, F(1)))), "every bound between them"),
        (b.measure("a", ((None, F(0)), (7, F(1, 2)), (31, F(1)))), "every bound between them"),
        (b.measure("a", least=F(10)), "every bound between them"),
        (b.measure("a", least=F(30)), "least must be below most"),
        (b.measure("a", ((None, F(0)), (30, F(1))), least=F(30)), "least must be below most"),
        (b.measure("a", ((None, F(0)), (0, F(1)))), "falls into the first band"),
        (b.measure("a", ((None, F(0)), (30, F(1))), "lower"), "falls into the first band"),
        (b.measure("a", ((None, F(0)), (7, F(1, 2)))), r"credits must rise from 0 \(first band\)"),
        (b.measure("a", unit="furlongs"), "Input should be"),
        (b.measure("a", better="middle"), "Input should be"),
    ],
)
def test_a_measure_that_cannot_be_scored_is_refused(data, words):
    refused(QUESTION, data, words)


def test_a_bound_itself_belongs_to_the_better_band():
    higher = QUESTION.validate_python(b.measure("a", ((None, F(0)), (7, F(1, 2)), (15, F(1)))))
    lower = QUESTION.validate_python(b.measure("a", ((None, F(0)), (15, F(1, 2)), (7, F(1))), "lower"))
    assert [higher.band_of(F(n)).credit for n in ("0", "6.99", "7", "14.99", "15", "30")] == [
        F(0),
        F(0),
        F(1, 2),
        F(1, 2),
        F(1),
        F(1),
    ]
    assert [lower.band_of(F(n)).credit for n in ("0", "7", "7.01", "15", "15.01")] == [
        F(1),
        F(1),
        F(1, 2),
        F(1, 2),
        F(0),
    ]


# Conditions


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"fact": "f"},
        {"is": ("yes",)},
        {"fact": "f", "is": ()},
        {"all": ()},
        {"fact": "f", "is": ("yes",), "not": {"fact": "f", "is": ("yes",)}},
        {"all": ({"fact": "f", "is": ("yes",)},), "is": ("yes",)},
    ],
)
def test_a_condition_takes_exactly_one_form(data):
    refused(Condition, data, "exactly one of|go together")


def test_a_condition_names_every_fact_in_it():
    inner = {"fact": "f", "is": ("a", "b")}
    nested = b.condition({"all": (inner, {"any": ({"not": {"fact": "g", "is": ("c",)}},)})})
    assert list(nested.facts()) == [("f", ("a", "b")), ("g", ("c",))]


# Tree, points and bands


def test_a_node_holds_either_nodes_or_questions():
    both = b.node("n", "a") | {"children": (b.node("m", "c"),)}
    refused(Node, both, "either children or questions")
    refused(Node, b.node("n"), "either children or questions")


@pytest.mark.parametrize("more", [{"points": F(1)}, {"questions": ({"question": "a"},)}])
def test_a_node_of_unknown_content_claims_no_points_and_no_questions(more):
    refused(Node, b.node("n", unknown=True) | more, "unknown content carries no questions and no points")


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ((F(50), F(49)), "points add up to 99, but must be 100"),
        ((F(50), None), "either every sibling states its points or none does"),
        ((F(100), F(0)), "points must be above 0"),
        ((F(101), F(-1)), "points must be above 0"),
    ],
)
def test_points_that_do_not_add_up_are_refused_with_the_sum(stated, words):
    with pytest.raises(ValueError, match=words):
        shares(F(100), stated)


def test_unstated_points_are_exactly_equal():
    assert shares(F(100), (None, None, None)) == (F(100, 3),) * 3
    assert shares(F(100), ()) == ()


def bands(*starts):
    return tuple({"id": f"g{n}", "from": F(start), "stars": n, "title": b.text()} for n, start in enumerate(starts))


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (bands(1, 70), "first band must start at 0"),
        (bands(0, 80, 70), "bands must rise"),
        (bands(0, 70, 101), "start at 100 or less"),
        (bands(0, 70, 70), "bands must rise"),
        (bands(0, 101), "start at 100 or less"),
        (bands(0), "at least 2"),
        (tuple(band | {"id": "same"} for band in bands(0, 70)), "band id same is used more than once"),
    ],
)
def test_grades_cover_the_whole_range_once(bad, words):
    refused(Layout, b.layout_data([b.node("n", "a")], bands=bad), words)


def test_the_highest_grade_may_take_all_100_points():
    data = b.layout_data([b.node("n", "a")], bands=bands(0, 70, 100))
    assert Layout.model_validate(data).bands[-1].from_ == 100


def test_a_cap_names_a_grade():
    refused(Layout, b.layout_data([b.node("n", "a")], gate_cap="gold"), "not among the bands")


def test_facts_and_their_options_are_named_once():
    refused(Profile, {"facts": (b.fact("f"), b.fact("f"))}, "fact id f is used more than once")
    refused(Profile, {"facts": (b.fact("f", options=("a", "a")),)}, "option of f id a is used more than once")
    refused(Profile, {"facts": (b.fact("f", options=("a",)),)}, "at least 2")


def test_sources_are_named_once_and_say_where_to_look():
    refused(SourceRegister, {"sources": (b.SOURCE, b.SOURCE)}, "source id law is used more than once")
    refused(Source, changed(b.SOURCE, official=...), "Field required")
    refused(Source, changed(b.SOURCE, status="sure"), "Input should be")


# The whole


def test_the_digest_changes_with_anything_the_rubric_says():
    plain = b.rubric([b.yes_no("a")])
    reworded = b.rubric([b.yes_no("a") | {"why": b.text("another reason")}])
    rescored = b.rubric([b.level("a", (F(0), F(1, 2), F(1)))])
    assert plain.digest == b.rubric([b.yes_no("a")]).digest
    assert len({plain.digest, reworded.digest, rescored.digest}) == 3


def test_questions_are_asked_in_the_order_of_the_tree():
    tree = [b.node("one", b.node("inner", "c", "a")), b.node("two", "d")]
    rubric = b.rubric([b.yes_no("a"), b.yes_no("c"), b.yes_no("d")], tree)
    assert rubric.order == ("c", "a", "d")
    assert rubric.place == {"c": ("one", "inner"), "a": ("one", "inner"), "d": ("two", "two")}
    assert [leaf.id for leaf in rubric.leaves] == ["inner", "two"]
    with pytest.raises(KeyError):
        rubric.band("gold")


@pytest.mark.parametrize("needed", ["1", "3"])
def test_a_checklist_gate_is_refused_where_fewer_items_would_earn_the_same_credit(needed):
    with pytest.raises(ValidationError, match="one fewer earns the same credit"):
        b.rubric([b.checklist("a", 4, ((2, F(1, 2)), (4, F(1))), gate=b.gate(needed))])


def test_a_gate_that_can_never_fail_is_refused():
    with pytest.raises(ValidationError, match=r"gate\.pass"):
        b.rubric([b.level("a", (F(0), F(1)), gate=b.gate("o0"))])
