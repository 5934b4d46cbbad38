"""Texts of laws that somebody brings to this computer, and the search over them."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.base.errors import EcqError
from ecq.base.language import error_text
from ecq.exchange import law_texts, rubric_catalogue
from ecq.telling.text import words as w
from ecq.web.html.fields import take_in
from ecq.web.html.parts import block
from ecq.web.html.words import inert
from ecq.web.inbox import words as x
from ecq.web.session.clock import today
from ecq.web.session.visit import Visit

UPLOAD, ENDINGS = "law-file", ["txt", "md", "docx", "html", "htm", "pdf"]
SHOWN = 20
"""How many articles a search shows."""


def draw_law_texts(visit: Visit) -> None:
    """Draw the field for an official text, and the search over what was brought."""
    with st.container(border=True, key="inbox-law"):
        st.html(block(f'<h2 class="ecq-sub">{escape(visit.say(x.LAW))}</h2><p>{escape(visit.say(x.LAW_LEAD))}</p>'))
        laws = rubric_catalogue.library().laws
        chosen = take_in(visit.say(x.CHOOSE_LAW), visit.say(w.CHOOSE_FILE), UPLOAD, type=ENDINGS)
        if chosen is not None:
            try:
                brought = law_texts.bring(chosen.getvalue(), chosen.name, laws, today())
                law_texts.keep(brought)
            except EcqError as error:
                st.error(inert(visit.words(error_text(error))))
            else:
                law = laws[brought.law]
                same, read = brought.agreeing(law)
                said = {"law": visit.words(law.title), "count": len(brought.articles), "same": same, "read": read}
                st.success(visit.say(law_texts.BROUGHT, **said))
        texts = law_texts.kept()
        asked = st.text_input(visit.say(x.SEARCH_LAW), max_chars=100, key="law-search") if texts else ""
        for law_id, article, words in law_texts.found(texts, asked.split())[:SHOWN] if asked else ():
            st.text(visit.say(x.FOUND_LAW, law=visit.words(laws[law_id].short), article=article, words=words))
