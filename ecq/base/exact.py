"""Exact numbers: how they are read, written and cut. Knows the one rounding rule; must not know what the numbers mean."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

_PLACES = 15
_DECIMAL = re.compile(rf"[+-]?\d{{1,15}}(\.\d{{1,{_PLACES}}})?")
_RATIO = re.compile(r"[+-]?\d{1,15}/\d{1,15}")


def parse_exact(value: Any) -> Fraction:
    """Read "0.9", "7", "25/18" or an int as exactly that number.

    A float is refused: 0.1 in binary is not one tenth. Raises ValueError with a sentence a person can act on.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, str):
        text = value.strip()
        if _DECIMAL.fullmatch(text):
            return Fraction(text)
        if _RATIO.fullmatch(text) and int(text.split("/")[1]):
            return Fraction(text)
    raise ValueError(f"{value!r} is not an exact number; write it like 7, 0.9 or 25/18")


def parse_count(value: Any) -> int:
    """Read a whole number from 0. Raises ValueError with a sentence a person can act on."""
    number = parse_exact(value)
    if number.denominator != 1 or number < 0:
        raise ValueError(f"{value!r} is not a whole number from 0 up")
    return int(number)


def cut(value: Fraction, decimals: int) -> str:
    """Write a number with so many decimals, cut towards zero and never rounded up.

    This is the only rounding rule in ECQ: 79.99 shown with one decimal is 79.9, so that what is shown
    never claims a band that was not reached.
    """
    scale = 10**decimals
    whole = abs(value.numerator) * scale // value.denominator
    sign = "-" if value.numerator < 0 and whole else ""
    if decimals == 0:
        return f"{sign}{whole}"
    return f"{sign}{whole // scale}.{whole % scale:0{decimals}d}"


def plain(value: Fraction) -> str:
    """Write a number as short as it is exact, so that it is read back as itself: "7", "0.5", or a ratio such as "25/18".

    A decimal of more places than are read is a ratio as well.
    """
    decimals = next((places for places in range(_PLACES + 1) if (value * 10**places).denominator == 1), None)
    return str(value) if decimals is None else cut(value, decimals)


Exact = Annotated[
    Fraction,
    PlainValidator(parse_exact),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-]?\d+(\.\d+|/\d+)?$"}]}),
]
Count = Annotated[int, PlainValidator(parse_count), WithJsonSchema({"type": "integer", "minimum": 0})]
