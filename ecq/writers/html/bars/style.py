"""The colours and bars of all that ECQ draws (bars.css), also for browsers that do not know `light-dark()`."""

from __future__ import annotations

import re
from pathlib import Path

_SHEET = Path(__file__).with_name("bars.css").read_text(encoding="utf-8")
_RULE = re.compile(r"(:root[^{}]*)\{([^{}]*)\}")
_PAIRED = re.compile(r"(--[\w-]+): ([^;]*light-dark\([^;]*);")
_PAIR = re.compile(r"light-dark\(([^(),]+), ([^(),]+)\)")


def in_scheme(sheet: str, which: int) -> str:
    """The rules of a style sheet that choose a colour by light and dark, with the light one (1) or the dark one (2) alone."""
    chosen = rf"\{which}"
    rules = (
        (selector, [f"{name}: {_PAIR.sub(chosen, value)};" for name, value in _PAIRED.findall(body)])
        for selector, body in _RULE.findall(sheet)
    )
    return "".join(f"{selector}{{ {' '.join(lines)} }}\n" for selector, lines in rules if lines)


# Chromium before 123, Safari before 17.5. `@supports` cannot be asked within a value, so the colours are set anew.
_OLDER = "@supports not (color: light-dark(red, red))"
LIGHT_STYLE = f"{_SHEET}\n{_OLDER} {{\n{in_scheme(_SHEET, 1)}}}\n"
"""Light in older browsers whatever the system says."""
STYLE = f"{LIGHT_STYLE}{_OLDER} {{ @media screen and (prefers-color-scheme: dark) {{\n{in_scheme(_SHEET, 2)}}} }}\n"
"""Light or dark as the system says in older browsers, as the page says in others."""
