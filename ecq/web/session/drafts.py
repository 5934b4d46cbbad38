"""What was typed and could not be taken: kept for this visit, so that it stands in its field again and can be mended.

Answers live in the store; this is only what the store refused.
"""

from __future__ import annotations

import streamlit as st

_DRAFTS = "drafts"


def draft(field: str) -> str | None:
    """The text of that field that was refused last, if none was taken since."""
    held: dict[str, str] = st.session_state.get(_DRAFTS, {})
    return held.get(field)


def keep_draft(field: str, text: str) -> None:
    """Keep what was refused."""
    st.session_state[_DRAFTS] = {**st.session_state.get(_DRAFTS, {}), field: text}


def drop_draft(field: str) -> None:
    """Forget it: the field's text was taken."""
    st.session_state[_DRAFTS] = {
        name: text for name, text in st.session_state.get(_DRAFTS, {}).items() if name != field
    }
