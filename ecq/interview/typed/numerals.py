"""Numbers as people write them, in figures, Chinese numerals and English words, read exactly."""

from __future__ import annotations

import re
from fractions import Fraction

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇", "一壹", "二两贰俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIAD = 10_000
_WORDS = {
    word: number
    for number, word in enumerate(
        (
            *(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
        )
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
_ONES = [(word, value) for word, value in _WORDS.items() if 0 < value < 10]
_WORDS |= {
    f"{ten}{between}{one}": value + unit
    for ten, value in list(_WORDS.items())
    if 20 <= value < 100
    for one, unit in _ONES
    for between in "- "
}
_ONE_WORD = "|".join(word for word, _ in _ONES)
_ANY_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_HUNDREDS = re.compile(rf"({_ONE_WORD}|a) hundred(?:(?: and)? (.+))?")
_HAN_CLASS = "".join(_DIGITS) + "".join(_TENS) + "万点"
_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]{1,15}(?:\.[0-9]{1,15})?"
NUMBER = (
    rf"(?:(?:{_ARABIC})[百千万]?|[{_HAN_CLASS}]+|半|half"
    rf"|\b(?:(?:{_ONE_WORD}|a) hundred(?:(?: and)? (?:{_ANY_WORD}))?|(?:{_ANY_WORD})(?: point(?: (?:zero|{_ONE_WORD}))+)?)\b)"
)
"""A pattern for a number in folded text; what it finds may still be none."""

NUMBERED = re.compile(rf"[-−]?{NUMBER}\W*$")
"""A text that is a number and no more."""

_PLAIN = re.compile(rf"({_ARABIC})([百千万]?)")


def number(text: str) -> Fraction | None:
    """The number that a folded text is as a whole, or None."""
    if text in ("半", "half"):
        return Fraction(1, 2)
    if text in _WORDS:
        return Fraction(_WORDS[text])
    if hundreds := _HUNDREDS.fullmatch(text):
        return Fraction(100 * _WORDS.get(hundreds[1], 1) + (_WORDS[hundreds[2]] if hundreds[2] else 0))
    whole, _, decimals = text.partition(" point ")
    if decimals:
        return Fraction(f"{_WORDS[whole]}.{''.join(str(_WORDS[digit]) for digit in decimals.split())}")
    plain = _PLAIN.fullmatch(text)
    if plain:
        scale = {"": 1, "百": 100, "千": 1000, "万": _MYRIAD}[plain[2]]
        return Fraction(plain[1].replace(",", "")) * scale
    return _han(text)


def approximate(text: str) -> tuple[Fraction, Fraction] | None:
    """The two ends of "两三" or "七八"; None for anything else."""
    if len(text) != 2 or not all(char in _DIGITS for char in text):
        return None
    low, high = _DIGITS[text[0]], _DIGITS[text[1]]
    return (Fraction(low), Fraction(high)) if low and high == low + 1 else None


def _han(text: str) -> Fraction | None:
    whole, point, decimals = text.partition("点")
    if not whole or (point and not decimals) or any(char not in _DIGITS for char in decimals):
        return None
    value = _whole(whole)
    if value is None:
        return None
    behind = "".join(str(_DIGITS[char]) for char in decimals)
    return Fraction(f"{value}.{behind or 0}")


def _whole(text: str) -> int | None:
    high, myriad, low = text.partition("万")
    if not myriad:
        return _below_myriad(text)
    above = _below_myriad(high)
    rest = _below_myriad(low.lstrip("零〇")) if low else 0  # 一万零五
    if not above or rest is None:
        return None
    if len(low) == 1 and low in _DIGITS and rest:
        rest *= 1000  # 一万五 is 15,000
    return above * _MYRIAD + rest


def _below_myriad(text: str) -> int | None:
    """A number below 10,000 in Chinese numerals: units must fall, each with its digit, 零 only between."""
    total, digit, last, zero = 0, None, _MYRIAD, False
    for char in text:
        if char in _TENS:
            unit = _TENS[char]
            if unit >= last or digit == 0 or (digit is None and (unit != 10 or zero)):
                return None
            total, digit, last, zero = total + (1 if digit is None else digit) * unit, None, unit, False
        elif char not in _DIGITS or digit is not None:
            return None
        elif _DIGITS[char] == 0 and len(text) > 1:
            if zero or not total:
                return None
            zero = True
        else:
            digit = _DIGITS[char]
    if digit is None:
        return None if zero or not text else total
    short = last // 10 if last not in (_MYRIAD, 10) and not zero else 1  # 一百二 is 120, 一百零二 is 102
    return total + digit * short
