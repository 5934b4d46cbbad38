"""The style sheet is whole: one brace that is lost takes the look of everything below it away."""

import re
from pathlib import Path

import ecq.web.frame.frame

SHEET = re.sub(
    r'"[^"]*"|/\*.*?\*/',
    "",
    Path(ecq.web.frame.frame.__file__).with_name("look.css").read_text(encoding="utf-8"),
    flags=re.S,
)


def test_every_block_of_the_stylesheet_is_closed():
    depth = 0
    for number, line in enumerate(SHEET.splitlines(), 1):
        depth += line.count("{") - line.count("}")
        assert 0 <= depth <= 2, f"line {number}"
        assert line.strip() or depth == 0, f"a block is still open at the blank line {number}"
    assert depth == 0


def test_in_english_quotation_marks_are_narrow_in_a_chinese_font_too():
    (english,) = re.findall(r"^:root:lang\(en\) \{([^}]*--ecq-font:[^}]*)\}", SHEET, flags=re.M)
    assert "font-variant-east-asian: proportional-width" in english
