"""Numbers are read, written and cut exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from ecq.base.exact import Count, Exact, cut, parse_count, parse_exact, plain

fractions = st.fractions(-10_000, 10_000, max_denominator=10_000)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0.9", Fraction(9, 10)),
        ("7", Fraction(7)),
        ("25/18", Fraction(25, 18)),
        (" 99.95 ", Fraction(1999, 20)),
        ("-3", Fraction(-3)),
        ("+0.5", Fraction(1, 2)),
        (7, Fraction(7)),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_a_number_means_exactly_what_is_written(written, number):
    assert parse_exact(written) == number


@pytest.mark.parametrize(
    ("kind", "fine", "not_fine"),
    [
        (Exact, [7, 0.9, "7", "0.9", "+0.5", "-3", "25/18"], ["seven", "", "1/2/3", "1.5 ", None, True]),
        (Count, [0, 7], [-1, 1.5, "7", None]),
    ],
)
def test_the_schema_for_editors_permits_numbers_alone(kind, fine, not_fine):
    adapter = TypeAdapter(kind)
    schema = Draft202012Validator(adapter.json_schema(mode="validation"))
    assert [one for one in fine if not schema.is_valid(one)] == []
    assert [adapter.validate_python(str(one)) for one in fine] == [Fraction(str(one)) for one in fine]
    assert [one for one in not_fine if schema.is_valid(one)] == []


NO_NUMBERS = ["", " ", "seven", "1e3", ".5", "5.", "1/0", "1/00", "1,5", "0x10", "nan", "1 2", "--1", "1_000", "1/2/3"]


@pytest.mark.parametrize("written", [*NO_NUMBERS, "½", "9" * 16, 0.1, 1.0, True, None, []])
def test_text_that_is_not_an_exact_number_is_refused_with_a_sentence(written):
    with pytest.raises(ValueError, match=r"not an exact number; write it like 7, 0\.9 or 25/18"):
        parse_exact(written)


@pytest.mark.parametrize("written", ["-1", "1.5", "1/3"])
def test_a_count_is_a_whole_number_from_zero_up(written):
    with pytest.raises(ValueError, match="whole number"):
        parse_count(written)


def test_a_count_may_be_written_as_any_whole_number():
    assert [parse_count(written) for written in ("0", 3, "4.0", "6/2")] == [0, 3, 4, 3]


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        (Fraction(7999, 100), 1, "79.9"),
        (Fraction(79999, 1000), 2, "79.99"),
        (Fraction(80), 1, "80.0"),
        (Fraction(99999, 1000), 0, "99"),
        (Fraction(-1999, 1000), 1, "-1.9"),
        (Fraction(-1, 1000), 1, "0.0"),
        (Fraction(-1, 2), 0, "0"),
        (Fraction(1, 1000), 2, "0.00"),
        (Fraction(100), 0, "100"),
    ],
)
def test_a_displayed_number_is_cut_and_never_rounded_up(number, decimals, shown):
    assert cut(number, decimals) == shown


@given(fractions.filter(lambda value: value >= 0), st.integers(0, 4))
def test_a_displayed_number_is_less_than_one_step_below_the_exact_one(number, decimals):
    shown = Fraction(cut(number, decimals))
    assert shown <= number < shown + Fraction(1, 10**decimals)


@given(fractions)
def test_a_number_written_short_reads_back_as_the_same_number(number):
    assert parse_exact(plain(number)) == number
    assert parse_exact(str(number)) == number


def test_a_number_is_written_as_short_as_it_is_exact():
    least = Fraction(1, 10**15)
    assert (plain(least), plain(least / 10)) == ("0.000000000000001", "1/10000000000000000")
    assert [plain(Fraction(one)) for one in ("7", "1/2", "99.95", "25/18", "0", "-3/4")] == [
        "7",
        "0.5",
        "99.95",
        "25/18",
        "0",
        "-0.75",
    ]
