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


def bands(*starts):
    return tuple({"id": f"g{n}", "from": F(start), "stars": n, "title": b.text()} for n, start in enumerate(starts))


def layout(**more):
    return b.layout_data([b.node("n", "a")], **more)


def stepped(*steps):
    """Options with these steps."""
    data = b.level("a", (F(0), F(1, 2), F(1)))
    return data | {"options": tuple(one | {"step": step} for one, step in zip(data["options"], steps, strict=True))}


def same(data, key):
    """A question whose options or items all have the id of the first."""
    return data | {key: tuple(one | {"id": data[key][0]["id"]} for one in data[key])}


def piece(**more):
    """A question whose first piece of evidence says this besides."""
    return b.level("a", evidence=({**b.text("one"), **more}, b.text("two")))


IS = {"fact": "f", "is": ("yes",)}
RISE, WHERE = "credits must rise from 0|at least 2", "every bound between them"
STEPS = "every option but the first needs a step"
REFUSED = [
    *((Text, data, "Field required") for data in ({"zh": "字"}, {"en": "word"})),
    *((Text, data, "at least 1 character") for data in ({"zh": "", "en": "w"}, {"zh": "字", "en": "  "})),
    *(
        (QUESTION, b.yes_no("a") | {"id": one}, "should match pattern|at most 60")
        for one in ("", "Upper", "two--hyphens", "-start", "end-", "中文", "a_b", "a b", "x" * 61)
    ),
    (QUESTION, b.yes_no("a") | {"weight": F(2)}, "Extra inputs are not permitted"),
    (Layout, layout() | {"grades": ()}, "Extra inputs are not permitted"),
    (QUESTION, b.question_data("a", "slider"), "does not match any of the expected tags"),
    (QUESTION, b.yes_no("a") | {"evidence": (b.text(),)}, "at least 2"),
    (QUESTION, b.yes_no("a") | {"sources": ()}, "at least 1"),
    (QUESTION, piece(valid_for=3, not_older_than=3, status="working"), "either valid_for or not_older_than"),
    (QUESTION, piece(not_older_than=3), "needs the status of that"),
    (QUESTION, piece(valid_for=3), "needs the status of that"),
    (QUESTION, piece(status="working"), "a status needs what it is of"),
    (QUESTION, piece(id="2"), "named twice"),
    (QUESTION, piece(**{"for": ("o0",)}), "answers to prove are: o1"),
    (QUESTION, b.level("a", (F(0),)), RISE),
    (QUESTION, b.level("a", (F(1, 2), F(1))), RISE),
    (QUESTION, b.level("a", (F(0), F(1, 2))), RISE),
    (QUESTION, b.level("a", (F(0), F(1, 2), F(1, 2), F(1))), RISE),
    (QUESTION, b.level("a", (F(0), F(3, 4), F(1, 2), F(1))), RISE),
    (QUESTION, b.level("a", (F(0), F(2))), RISE),
    (QUESTION, b.level("a", (F(-1), F(1))), RISE),
    (QUESTION, same(b.level("a"), "options"), "option id o0 is used more than once"),
    (QUESTION, stepped(b.STEP, b.STEP, b.STEP), STEPS),
    (QUESTION, stepped(None, None, None), STEPS),
    (QUESTION, stepped(None, b.STEP, None), STEPS),
    (QUESTION, b.level("a") | {"gate": b.gate("o9")}, "gate.pass"),
    (QUESTION, b.yes_no("a") | {"gate": b.gate("no")}, "gate.pass"),
    (QUESTION, b.measure("a") | {"gate": b.gate("o1")}, "gate.pass"),
    *((QUESTION, b.checklist("a", 2) | {"gate": b.gate(one)}, "gate.pass") for one in ("0", "3", "i0", "-1", "1.5")),
    (QUESTION, b.checklist("a", 2, ((1, F(1, 2)),)), "credits must rise|last entry of credits"),
    (QUESTION, b.checklist("a", 2, ((3, F(1)),)), "credits must rise|last entry of credits"),
    (QUESTION, b.checklist("a", 2, ((0, F(1)),)), "credits must rise|last entry of credits"),
    (QUESTION, b.checklist("a", 2, ((2, F(1, 2)), (1, F(1)))), "credits must rise|last entry of credits"),
    (QUESTION, b.checklist("a", 2, ((1, F(1)), (2, F(1)))), "credits must rise|last entry of credits"),
    (QUESTION, b.checklist("a", 2, ((1, F(2)),)), "credits must rise|last entry of credits"),
    (QUESTION, b.checklist("a", 1), "at least 2"),
    (QUESTION, same(b.checklist("a", 2), "items"), "item id i0 is used more than once"),
    (QUESTION, b.measure("a", ((1, F(0)), (7, F(1)))), "the first band has no bound"),
    (QUESTION, b.measure("a", ((None, F(0)), (None, F(1)))), "every band but the first needs a bound"),
    (QUESTION, b.measure("a", ((None, F(0)), (None, F(1, 2)), (7, F(1)))), "every band but the first needs a bound"),
    (QUESTION, b.measure("a", ((None, F(0)), (7, F(1, 2)), (3, F(1)))), "bounds must rise with the credit"),
    (QUESTION, b.measure("a", ((None, F(0)), (3, F(1, 2)), (7, F(1))), "lower"), "bounds must fall with the credit"),
    (QUESTION, b.measure("a", ((None, F(0)), (3, F(1, 2)), (3, F(1)))), "bounds must rise"),
    (QUESTION, b.measure("a", ((None, F(0)), (31, F(1)))), WHERE),
    (QUESTION, b.measure("a", ((None, F(0)), (7, F(1, 2)), (31, F(1)))), WHERE),
    (QUESTION, b.measure("a", least=F(10)), WHERE),
    (QUESTION, b.measure("a", least=F(30)), "least must be below most"),
    (QUESTION, b.measure("a", ((None, F(0)), (30, F(1))), least=F(30)), "least must be below most"),
    (QUESTION, b.measure("a", ((None, F(0)), (0, F(1)))), "falls into the first band"),
    (QUESTION, b.measure("a", ((None, F(0)), (30, F(1))), "lower"), "falls into the first band"),
    (QUESTION, b.measure("a", ((None, F(0)), (7, F(1, 2)))), r"credits must rise from 0 \(first band\)"),
    (QUESTION, b.measure("a", unit="furlongs"), "Input should be"),
    (QUESTION, b.measure("a", better="middle"), "Input should be"),
    *((Condition, one, "exactly one of") for one in ({}, {"all": ()}, IS | {"not": IS})),
    *(
        (Condition, one, "exactly one of|go together")
        for one in ({"fact": "f"}, {"is": ("yes",)}, {"fact": "f", "is": ()}, {"all": (IS,), "is": ("yes",)})
    ),
    (Node, b.node("n", "a") | {"children": (b.node("m", "c"),)}, "either children or questions"),
    (Node, b.node("n"), "either children or questions"),
    *(
        (Node, b.node("n", unknown=True) | more, "unknown content carries no questions and no points")
        for more in ({"points": F(1)}, {"questions": ({"question": "a"},)})
    ),
    (Layout, layout(bands=bands(1, 70)), "first band must start at 0"),
    (Layout, layout(bands=bands(0, 80, 70)), "bands must rise"),
    (Layout, layout(bands=bands(0, 70, 101)), "start at 100 or less"),
    (Layout, layout(bands=bands(0, 70, 70)), "bands must rise"),
    (Layout, layout(bands=bands(0, 101)), "start at 100 or less"),
    (Layout, layout(bands=bands(0)), "at least 2"),
    (Layout, same(layout(bands=bands(0, 70)), "bands"), "band id g0 is used more than once"),
    (Layout, layout(gate_cap="gold"), "not among the bands"),
    (Profile, {"facts": (b.fact("f"), b.fact("f"))}, "fact id f is used more than once"),
    (Profile, {"facts": (b.fact("f", options=("a", "a")),)}, "option of f id a is used more than once"),
    (Profile, {"facts": (b.fact("f", options=("a",)),)}, "at least 2"),
    (SourceRegister, {"sources": (b.SOURCE, b.SOURCE)}, "source id law is used more than once"),
    (Source, {key: value for key, value in b.SOURCE.items() if key != "official"}, "Field required"),
    (Source, b.SOURCE | {"status": "sure"}, "Input should be"),
]


@pytest.mark.parametrize(("model", "data", "words"), REFUSED)
def test_what_is_no_part_of_a_rubric_is_refused_with_what_to_do(model, data, words):
    validate = model.validate_python if isinstance(model, TypeAdapter) else model.model_validate
    with pytest.raises(ValidationError, match=words):
        validate(data)


def test_a_loaded_rubric_cannot_be_changed():
    rubric = b.rubric([b.yes_no("a")])
    with pytest.raises(ValidationError, match="frozen"):
        rubric.layout.version = "2"


def test_a_yes_no_question_reads_like_a_level_question():
    question = QUESTION.validate_python(b.yes_no("a"))
    assert [(option.id, option.credit) for option in question.options] == [("no", 0), ("yes", 1)]
    assert question.options[1].step == question.step


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
    assert QUESTION.validate_python(question).gate_credit is None


def test_a_checklist_earns_its_share_or_what_is_declared():
    share = QUESTION.validate_python(b.checklist("a", 4))
    declared = QUESTION.validate_python(b.checklist("a", 4, ((2, F(1, 5)), (4, F(1)))))
    assert [share.credit_of_count(n) for n in range(5)] == [0, F(1, 4), F(1, 2), F(3, 4), 1]
    assert [declared.credit_of_count(n) for n in range(5)] == [0, 0, F(1, 5), F(1, 5), 1]


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


def test_a_condition_names_every_fact_in_it():
    inner = {"fact": "f", "is": ("a", "b")}
    nested = b.condition({"all": (inner, {"any": ({"not": {"fact": "g", "is": ("c",)}},)})})
    assert list(nested.facts()) == [("f", ("a", "b")), ("g", ("c",))]


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


def test_the_highest_grade_may_take_all_100_points():
    data = b.layout_data([b.node("n", "a")], bands=bands(0, 70, 100))
    assert Layout.model_validate(data).bands[-1].from_ == 100


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
