"""What the first page shows where the app cannot come: in a browser that is too old, without JavaScript, or late.

Why, in the visitor's language, and answer sheets to fill in elsewhere. `old_browsers.js` finds out which it is, with what
every browser understands, and gives older ones what Streamlit needs.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from ecq.base.language import Lang, Text, words
from ecq.web.frame import words as t

BLANK_SHEETS = {"whole": "blank/answer-sheet.xlsx", "quick": "blank/quick-check.xlsx"}
"""Where the server has answer sheets with nothing filled in (ecq/server/blank_sheets.py), from the root."""

_SCRIPT = Path(__file__).with_name("old_browsers.js").read_text(encoding="utf-8")
# Shown by plain rules that every browser has: no variables, nothing that a newer one brought.
_STYLE = """.ecq-no-app { display: none; max-width: 36em; margin: 6em auto 2em; padding: 0 1.5em; font: 16px/1.7 -apple-system, "Segoe UI", Roboto, Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; color: #16222e; }
.ecq-no-app h1 { font-size: 1.6em; line-height: 1.4; }
.ecq-no-app a { color: #0f766e; }
[data-ecq-opens=never] #root { display: none; }
[data-ecq-opens=never] .never, [data-ecq-opens=late] #root:empty ~ .late, noscript .ecq-no-app { display: block; }
@media (prefers-color-scheme: dark) { .ecq-no-app { color: #e6edf2; } .ecq-no-app a { color: #5cc5b8; } }"""

IN_HEAD = f"<script>{_SCRIPT}</script><style>{_STYLE}</style>"
"""Stands before Streamlit's scripts."""


def without_script(lang: Lang) -> str:
    """For who has no JavaScript."""
    return _message("", lang, t.NEEDS_SCRIPT)


def without_app(lang: Lang) -> str:
    """For a browser that is too old, and for a page that stays empty; neither is seen before it is so."""
    return _message("never", lang, t.TOO_OLD, t.TOO_OLD_NEEDED) + _message(
        "late", lang, t.NOT_HERE_YET, t.NOT_HERE_YET_WHY
    )


def _message(when: str, lang: Lang, title: Text, *lines: Text) -> str:
    why = "".join(f"<p>{escape(words(line, lang))}</p>" for line in (*lines, t.WITHOUT_APP))
    links = "".join(
        f'<li><a href="./{BLANK_SHEETS[one]}?lang={lang}">{escape(words(name, lang))}</a></li>'
        for one, name in (("whole", t.WHOLE_SHEET), ("quick", t.QUICK_SHEET))
    )
    return (
        f'<div class="ecq-no-app {when}" role="alert"><h1>{escape(words(title, lang))}</h1>{why}<ul>{links}</ul></div>'
    )
