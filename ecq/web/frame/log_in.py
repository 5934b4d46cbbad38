"""The page before log-in: what this is, and the way to the identity provider. It stands at every address, so that none tells
whether there is anything at it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from ecq.base.language import Lang, Text
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.web.frame.browser_helper import draw_browser_helper
from ecq.web.frame.frame import choose_language
from ecq.web.frame.top_bar import Frame, draw_bar_alone
from ecq.web.html.parts import block, card
from ecq.web.session import words
from ecq.web.session.state import session
from ecq.web.session.stores import log_in_ended, tell_to_log_in
from ecq.web.session.visit import chosen_language

_FAILED = "login"


def draw_log_in() -> None:
    """Draw it in place of the page of this address."""
    lang = chosen_language()
    draw_alone(lang, "log-in", say(words.LOG_IN, lang), lambda: draw_card(lang))


def draw_alone(lang: Lang, name: str, title: str, draw: Callable[[], None]) -> None:
    """Draw a page at whatever address it was asked for, under a bar that leads nowhere else."""
    path, title = urlsplit(st.context.url or "").path.rpartition("/")[2].strip(), f"{title} · ECQ"
    pages = [st.Page(draw, title=title, default=True), *([st.Page(draw, title=title, url_path=path)] if path else [])]
    shown = st.navigation(pages, position="hidden")
    draw_browser_helper(lang, name)
    draw_bar_alone(lang, choose_language)
    shown.run()


def draw_card(lang: Lang) -> None:
    """What this is, why one sees it, and the way on."""
    tell_to_log_in()
    said, marks = _why()
    notice = f'<p class="ecq-notice" role="status">{escape(say(said, lang, **marks))}</p>' if said else ""
    with st.container(key="log-in"):
        st.html(
            block(
                card(
                    f"<h1>{escape(say(w.PRODUCT, lang))}</h1>{notice}<p>{escape(say(words.LEAD, lang))}</p>"
                    f'<p><a class="ecq-way" href="{escape(way_to_log_in())}" target="_self">{escape(say(words.LOG_IN, lang))}</a></p>'
                    f"<small>{escape(say(words.WHERE, lang))}</small>"
                )
            )
        )


def _why() -> tuple[Text | None, Mapping[str, object]]:
    """Why one sees the page; for somebody who just deleted their account it is the receipt."""
    if st.query_params.get(_FAILED):
        return words.FAILED, {}
    if log_in_ended():
        return session().page(Frame).erased or (words.ENDED, {})
    return None, {}


def way_to_log_in() -> str:
    """The link to the identity provider, which leads back to the page of this run."""
    path = urlsplit(st.context.url or "").path or "/"
    kept = {name: value for name, value in st.query_params.items() if name != _FAILED}
    return f"/login?to={quote(path + ('?' + urlencode(kept) if kept else ''), safe='')}"
