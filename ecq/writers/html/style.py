"""Colours as style sheets have them, and the look of the score's bar: in the app, on slides and on pages that stand alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ecq.document.colours import SHADES, Shade


def _colours(value: Callable[[Shade], str]) -> str:
    """Every colour as a property of the page, written as `value` says."""
    named = "".join(f"  --ecq-{name}: {value(shade)};\n" for name, shade in SHADES.items() if shade.dark)
    return f":root {{\n{named}}}\n"


LIGHT, DARK = _colours(lambda one: one.light), _colours(lambda one: one.dark)
# Chromium before 123, Safari before 17.5. `@supports` cannot be asked within a value, so the colours are set anew.
_OLDER = "@supports not (color: light-dark(red, red))"
_SHEET = Path(__file__).with_name("bars.css").read_text(encoding="utf-8")
LIGHT_STYLE = f"{_colours(lambda one: f'light-dark({one.light}, {one.dark})')}{_SHEET}\n{_OLDER} {{\n{LIGHT}}}\n"
"""Light in older browsers whatever the system says."""
STYLE = f"{LIGHT_STYLE}{_OLDER} {{ @media screen and (prefers-color-scheme: dark) {{\n{DARK}}} }}\n"
"""Light or dark as the system says in older browsers, as the page says in others."""
PLAIN_STYLE = f""":root {{ color-scheme: light dark; }}
{LIGHT}@media (prefers-color-scheme: dark) {{ {DARK} }}
body {{ margin: 0; background: var(--ecq-ground); color: var(--ecq-ink);
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }}
a {{ color: var(--ecq-jade); }}
"""
"""Of a page that stands alone, light or dark as the system says."""
