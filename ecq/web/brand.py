"""The brand on what is handed out: name, accent colour and logo, each kept as soon as it is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from ecq.base import arms_length
from ecq.base.brand import BrandKit, BrandLogo
from ecq.base.errors import EcqError, ReportError
from ecq.base.file_limits import DRAWING
from ecq.base.language import Text, error_sentence, text
from ecq.document.colours import ACCENT, checked
from ecq.store.brand_kits import BrandKits
from ecq.telling.report.shown import NAME_LIMIT, choose
from ecq.telling.text import words as w
from ecq.web.html.parts import draw_html, inert, take_in
from ecq.web.session import widget_keys as keys
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import database, may_here, organisation, organisation_name, permissions
from ecq.web.session.visit import Visit
from ecq.web.session.whose_list import list_key

BRAND = text("品牌", "Brand")
BRAND_KEPT_HERE = text(
    "记在这台电脑上，用于报告、演示和客户一览", "Kept on this computer, for reports, presentations and portfolios"
)
BRAND_KEPT_FOR_ORGANISATION = text(
    "归“{name}”所有，成员共用，用于报告、演示和客户一览",
    "Kept for {name}, for its members' reports, presentations and portfolios",
)
BRAND_KEPT_FOR_BROWSER = text(
    "只记在这个浏览器名下，用于报告、演示和客户一览",
    "Kept for this browser alone, for reports, presentations and portfolios",
)
BRAND_HINT = text("不填就是 ECQ", "ECQ where left empty")
ACCENT_COLOUR = text("强调色", "Accent colour")
LOGO_CHOOSE = text("标志（PNG、JPEG 或简单的 SVG）", "Logo (PNG, JPEG or plain SVG)")
LOGO = text("现在的标志", "The present logo")
LOGO_REMOVE = text("移除标志", "Remove the logo")
BRAND_DELETE = text("删除品牌，改回 ECQ", "Delete the brand, back to ECQ")


@dataclass(frozen=True)
class RefusedBrand:
    """What was chosen as name or accent of the brand and not taken, and why; with neither it was a logo."""

    why: Text
    name: str | None = None
    accent: str | None = None


@dataclass
class Brand(PageState):
    """What the panel of the brand keeps."""

    choice_refused: RefusedBrand | None = None
    """What was chosen and not taken, until the next choice."""
    logos_taken: int = 0
    """How many logos were taken from the field, which is a new one for each."""


def draw_brand(visit: Visit) -> tuple[BrandKit, bool]:
    """Draw its fields; returns the brand kept, and whether what stands in a field was refused. Who may not change it sees it."""
    kit, refused = BrandKits(database()).of(list_key()), session().page(Brand).choice_refused
    if name := organisation_name():
        st.caption(visit.say(BRAND_KEPT_FOR_ORGANISATION, name=name))
    else:
        st.caption(visit.say(BRAND_KEPT_HERE if list_key() is None else BRAND_KEPT_FOR_BROWSER))
    if not may_here("edit"):
        name = f'<b style="color:{kit.accent or ACCENT}">{escape(kit.name or visit.say(w.PRODUCT))}</b>'
        draw_html(f"<p>{name}</p>{_logo(visit, kit)}")
        return kit, False
    st.session_state[keys.BRAND_NAME] = kit.name if refused is None or refused.name is None else refused.name
    st.session_state[keys.BRAND_ACCENT] = (refused and refused.accent) or kit.accent or ACCENT
    st.text_input(
        visit.say(w.NAME),
        max_chars=NAME_LIMIT,
        placeholder=visit.say(BRAND_HINT),
        key=keys.BRAND_NAME,
        on_change=_named,
    )
    st.color_picker(visit.say(ACCENT_COLOUR), key=keys.BRAND_ACCENT, on_change=_coloured)
    with st.container(key="report-logo"):
        look = {"type": ["png", "jpg", "jpeg", "svg"], "on_change": _logo_chosen}
        take_in(visit.say(LOGO_CHOOSE), visit.say(w.CHOOSE_FILE), _logo_key(), **look)
    if kit.logo is not None:
        draw_html(_logo(visit, kit))
        without = (lambda kit: replace(kit, logo=None),)
        st.button(visit.say(LOGO_REMOVE), key="brand-logo-remove", on_click=_keep, args=without)
    if refused is not None:
        st.error(inert(visit.say(refused.why)))
    if kit != BrandKit():
        none = (lambda _: BrandKit(),)
        st.button(visit.say(BRAND_DELETE), key="brand-delete", type="tertiary", on_click=_keep, args=none)
    return kit, refused is not None


def _logo(visit: Visit, kit: BrandKit) -> str:
    label = escape(visit.say(LOGO))
    return f'<img class="ecq-logo" src="{kit.logo.address}" alt="{label}">' if kit.logo else ""


def _logo_key() -> str:
    """Another one after each logo taken, so that the field is empty again."""
    return f"brand-logo-{session().page(Brand).logos_taken}"


def _keep(change: Callable[[BrandKit], BrandKit], **typed: str) -> None:
    """Keep the changed brand in place of the one before, or remember why not with what was typed."""
    session().page(Brand).choice_refused = None
    try:
        allowed, here, kits = permissions(), organisation(), BrandKits(database())
        changed = change(kits.of(list_key()))
        if allowed and here:
            allowed.must_in("edit", here.organisation_id)
        kits.keep(list_key(), changed)
    except EcqError as error:
        session().page(Brand).choice_refused = RefusedBrand(error_sentence(error), **typed)


def _named() -> None:
    name = keys.text_in(keys.BRAND_NAME)
    _keep(lambda kit: replace(kit, name=choose(name=name).brand.name), name=name)


def _coloured() -> None:
    accent = keys.text_in(keys.BRAND_ACCENT)
    _keep(lambda kit: replace(kit, accent="" if accent == ACCENT else checked(accent)), accent=accent)


def _logo_chosen() -> None:
    chosen = st.session_state.get(_logo_key())
    if chosen is None:
        return

    def with_logo(kit: BrandKit) -> BrandKit:
        from ecq.document.logo import read_logo

        data, name = chosen.getvalue(), chosen.name
        logo = arms_length.read(read_logo, data, name, where=name, error=ReportError, allowance=DRAWING)
        return replace(kit, logo=BrandLogo(logo.kind, logo.data))

    _keep(with_logo)
    here = session().page(Brand)
    here.logos_taken += here.choice_refused is None
