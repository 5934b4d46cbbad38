"""The page the browser gets before the app runs: Streamlit's index.html with ECQ's language, title, icon and colours.

A browser in which the app cannot run sees words and answer sheets instead. It keeps room for the bar at the top and for the sidebar, so that nothing jumps when they come.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from html import escape
from pathlib import Path
from threading import Event

from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.document.colours import SHADES
from ecq.telling.text import words as w
from ecq.web.frame import streamlit_internals as internals
from ecq.web.frame import words as fw
from ecq.writers.html.style import STYLE

ICON = "data:image/svg+xml;base64," + b64encode(Path(__file__).with_name("icon.svg").read_bytes()).decode()
"""As a data address: a file would be read and hashed on every run, a Material icon fetched from a foreign host."""

SIDE_WIDTH = 248
"""Of the sidebar, in pixels."""

WITH_SIDE = ("interview",)
"""Last parts of the addresses of pages that have a sidebar."""

_SHEETS = (
    Path(__file__).with_name(name).read_text(encoding="utf-8")
    for name in ("look.css", "conversation.css", "home.css", "portfolio.css", "inbox.css", "print.css")
)
LOOK = f"<style>{STYLE}{''.join(_SHEETS)}</style>"
"""The app's style. It stands at the end of the bare page, so that the first thing drawn is drawn right, and wins over what
Streamlit adds to the head later on."""

_in_page = Event()


def put_look_in_page() -> None:
    """From now on index.html carries ECQ's style, so runs need not send it."""
    _in_page.set()


def look() -> str | None:
    """The style for a run to send; None where index.html carries it."""
    return None if _in_page.is_set() else LOOK


# The bar at the top is there before it is drawn: an empty one, in its colours.
_GROUND, _BAR, _LINE, _INK, _JADE = (SHADES[name] for name in ("ground", "bar", "line", "ink", "jade"))
_STYLE = f"""<style>
html, body {{ background: {_GROUND.light}; }}
body::before {{ content: ""; position: fixed; inset: 0 0 auto; height: 3.25rem; box-sizing: border-box; background: {_BAR.light}; border-bottom: 1px solid {_LINE.light}; z-index: 1; }}
@media (prefers-color-scheme: dark) {{
  html, body {{ background: {_GROUND.dark}; }}
  body::before {{ background: {_BAR.dark}; border-color: {_LINE.dark}; }}
}}
@media print {{ body::before {{ display: none; }} }}
</style>"""

# Streamlit adds the sidebar during the first run, and everything else moves over. Some addresses turn out to have no
# assessment, and other pages are reached from the interview.
_ROOM = f"""<style>
@media (min-width: 769px) {{
  body:not(:has([data-testid="stSidebar"], main h1)) [data-testid="stAppViewContainer"] {{ box-sizing: border-box; padding-left: {SIDE_WIDTH}px; }}
}}
</style>"""


@lru_cache(maxsize=16)
def first_html(html: str, lang: Lang, with_side: bool) -> str:
    """Streamlit's index.html with ECQ's changes, in one language. Anything not found in it stays as it is."""
    head = IN_HEAD + _STYLE + (_ROOM if with_side else "")
    changed = html.replace(internals.LANG, f'<html lang="{LANGUAGES[lang].tag}">', 1)
    changed = changed.replace(internals.TITLE, f"<title>{escape(words(w.PRODUCT, lang))}</title>", 1)
    changed = changed.replace(internals.FAVICON, f'href="{ICON}"', 1)
    # ECQ uses system fonts; this one would be fetched for nothing.
    changed = internals.FONT.sub("", changed, count=1)
    changed = internals.NOSCRIPT.sub(rf"\g<1>{without_script(lang)}\g<2>", changed, count=1)
    changed = changed.replace(internals.HEAD, f"{head}</head>", 1)
    # Neither is seen before it is so: in a browser that is too old, or on a page that stays empty.
    too_old = _message("never", lang, fw.TOO_OLD, fw.TOO_OLD_NEEDED)
    too_late = _message("late", lang, fw.NOT_HERE_YET, fw.NOT_HERE_YET_WHY)
    return changed.replace(internals.BODY, f"{too_old}{too_late}{LOOK}</body>", 1)


BLANK_SHEETS = {"whole": "blank/answer-sheet.xlsx", "quick": "blank/quick-check.xlsx"}
"""Where the server has answer sheets with nothing filled in (ecq/server/first_page.py), from the root."""

_SCRIPT = Path(__file__).with_name("old_browsers.js").read_text(encoding="utf-8")
# Shown by plain rules that every browser has: no variables, nothing that a newer one brought.
_LOOK = f""".ecq-no-app {{ display: none; max-width: 36em; margin: 6em auto 2em; padding: 0 1.5em; font: 16px/1.7 -apple-system, "Segoe UI", Roboto, Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; color: {_INK.light}; }}
.ecq-no-app h1 {{ font-size: 1.6em; line-height: 1.4; }}
.ecq-no-app a {{ color: {_JADE.light}; }}
[data-ecq-opens=never] #root {{ display: none; }}
[data-ecq-opens=never] .never, [data-ecq-opens=late] #root:empty ~ .late, noscript .ecq-no-app {{ display: block; }}
@media (prefers-color-scheme: dark) {{ .ecq-no-app {{ color: {_INK.dark}; }} .ecq-no-app a {{ color: {_JADE.dark}; }} }}"""

IN_HEAD = f"<script>{_SCRIPT}</script><style>{_LOOK}</style>"
"""Stands before Streamlit's scripts."""


def without_script(lang: Lang) -> str:
    """For who has no JavaScript."""
    return _message("", lang, fw.NEEDS_SCRIPT)


def _message(when: str, lang: Lang, title: Text, *lines: Text) -> str:
    why = "".join(f"<p>{escape(words(line, lang))}</p>" for line in (*lines, fw.WITHOUT_APP))
    links = "".join(
        f'<li><a href="./{BLANK_SHEETS[one]}?lang={lang}">{escape(words(name, lang))}</a></li>'
        for one, name in (("whole", w.ANSWER_SHEET), ("quick", fw.QUICK_SHEET))
    )
    return (
        f'<div class="ecq-no-app {when}" role="alert"><h1>{escape(words(title, lang))}</h1>{why}<ul>{links}</ul></div>'
    )
