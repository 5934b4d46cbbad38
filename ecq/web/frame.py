"""What every page of an assessment has around it: brand, links, language, saved state; and the page's language tag."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq import wording as w
from ecq.rubric import LANGS, Lang
from ecq.web.pages import Pages
from ecq.web.parts import block
from ecq.web.visit import LANG_PARAM, Visit

_language_tag = st.components.v2.component(
    "ecq_language",
    html="<span hidden></span>",
    js="""
export default function (component) {
  document.documentElement.lang = component.data.lang
}
""",
)

_SHORT: dict[Lang, str] = {"zh": "简", "zh-Hant": "繁", "en": "EN"}


def page_language(tag: str) -> None:
    """Tell the browser, and so a screen reader, which language the page is in."""
    with st.container(key="language-tag", height=1, border=False):
        _language_tag(key="language_tag", data={"lang": tag})


def language_switch(visit: Visit, key: str) -> None:
    """Simplified, Traditional, English; changing it loses nothing, since answers are not on the page."""

    def chosen() -> None:
        lang = st.session_state[key]
        if lang in LANGS:
            st.session_state["lang"] = lang
            st.query_params[LANG_PARAM] = lang

    st.session_state[key] = visit.lang
    st.segmented_control(
        visit.say(w.LANGUAGE),
        options=["zh", "zh-Hant", "en"],
        format_func=lambda lang: _SHORT[lang],
        key=key,
        on_change=chosen,
        label_visibility="collapsed",
        required=True,
    )


def brand(visit: Visit) -> str:
    """The product's name."""
    product = visit.say(w.PRODUCT)
    return f'<div class="ecq-brand"><i>ECQ</i>{escape(product.removeprefix("ECQ"))}</div>'


def side(visit: Visit, pages: Pages) -> None:
    """The top of the sidebar: whose assessment it is, and where one can go."""
    name = visit.assessment.name or visit.say(w.UNNAMED)
    st.html(
        block(
            f"{brand(visit)}<small>{escape(name)} · {escape(visit.rubric.source_by_id[visit.rubric.layout.standard].number)}</small>"
        )
    )
    with st.container(gap="xxsmall", key="side-links"):
        st.page_link(
            pages.interview, label=visit.say(w.PAGE_INTERVIEW), icon=":material/forum:", query_params=visit.address
        )
        st.page_link(
            pages.results, label=visit.say(w.PAGE_RESULTS), icon=":material/insights:", query_params=visit.address
        )
        st.page_link(
            pages.profile, label=visit.say(w.TO_PROFILE), icon=":material/storefront:", query_params=visit.address
        )


def side_foot(visit: Visit) -> None:
    """The bottom of the sidebar: language, and that everything is saved."""
    language_switch(visit, "lang_side")
    if visit.kept:
        st.html(
            block(
                f'<small role="status">{escape(visit.say(w.SAVED))} · {escape(visit.kept.saved_at[11:16])} UTC</small>'
            )
        )
