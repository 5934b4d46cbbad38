"""The sidebar as one component: brand, links, progress by indicator, language, saved state.

One component instead of thirty Streamlit elements keeps an answer quick (docs/decisions/0007).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from ecq.web.html.components import callbacks, packed
from ecq.web.session import widget_keys as keys

_HTML = '<div class="side"></div>'

_CSS = """
.side { font-family: var(--st-font); font-size: .85rem; line-height: 1.5; color: var(--st-text-color); }
.side .brand { display: block; font-weight: 700; font-size: 1.06rem; color: inherit; text-decoration: none; margin: 0 2.5rem 2px 0; border-radius: 4px; }
.side .brand i { font-style: normal; color: var(--st-link-color); }
.side small, .side h2, .side .count { opacity: .82; }
.side small { font-size: .8125rem; overflow-wrap: anywhere; }
.side nav { margin: 14px 0 4px; }
.side nav a { display: block; padding: 5px 8px; border-radius: 8px; color: inherit; text-decoration: none; font-size: .9rem; }
.side h2 { font-size: .75rem; font-weight: 500; margin: 12px 8px 2px; }
.side button {
  all: unset; box-sizing: border-box; display: flex; gap: 9px; align-items: center; width: 100%;
  padding: 5px 8px; border-radius: 8px; cursor: pointer; line-height: 1.35;
}
.side nav a:hover, .side button:hover, .side [aria-current] {
  background: color-mix(in srgb, var(--st-primary-color) 13%, transparent);
}
.side [aria-current] { font-weight: 600; box-shadow: inset 3px 0 0 var(--st-link-color); border-radius: 4px; }
.side :is(a, button, select):focus-visible { outline: 2px solid var(--st-link-color); outline-offset: -2px; }
.ring { width: 15px; height: 15px; border-radius: 50%; flex: none; -webkit-mask: radial-gradient(circle, transparent 4.5px, #000 5px); mask: radial-gradient(circle, transparent 4.5px, #000 5px); forced-color-adjust: none; }
.count { margin-left: auto; font-size: .75rem; font-variant-numeric: tabular-nums; }
.side .way { display: block; margin: 10px 8px 0; font-size: 0.75rem; font-weight: 500; }
.side select { display: block; box-sizing: border-box; width: 100%; min-height: 32px; margin-top: 3px; padding: 3px 6px; font: inherit; font-size: .85rem; font-weight: 400; color: inherit; background: var(--st-background-color); border: 1px solid color-mix(in srgb, var(--st-text-color) 45%, transparent); border-radius: 8px; cursor: pointer; }
.side .foot { display: flex; gap: 4px; align-items: center; margin: 16px 0 6px; flex-wrap: wrap; }
.side .foot button { width: auto; padding: 3px 10px; border: 1px solid color-mix(in srgb, var(--st-text-color) 45%, transparent); }
.side .foot button[aria-pressed=true] { border: 2px solid var(--st-link-color); padding: 2px 9px; color: var(--st-link-color); font-weight: 600; }
.side .keys { width: auto; display: inline-flex; margin: 0 0 4px -8px; }
.side kbd { font: inherit; font-size: .75rem; min-width: 1.2em; text-align: center; border: 1px solid color-mix(in srgb, var(--st-text-color) 45%, transparent); border-radius: 5px; padding: 0 4px; }
.side .saved { display: block; }
.side .unsaved { opacity: 1; font-weight: 700; color: light-dark(#a82d1b, #f0907f); }
@media (hover: none), (pointer: coarse) {
  .side .keys { display: none; }
  .side nav a, .side nav button { padding-top: 9px; padding-bottom: 9px; }
}
@media (forced-colors: active) { .side [aria-current] { outline: 2px solid Highlight; outline-offset: -2px; } }
"""

_JS = """
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const side = parentElement.querySelector('.side')
  const text = new TextDecoder().decode(data)
  if (side.dataset.shown === text) return
  side.dataset.shown = text
  const shown = JSON.parse(text)
  const say = shown.words
  const focused = side.getRootNode().activeElement?.dataset?.id
  side.replaceChildren()
  const make = (parent, name, text, className) => {
    const element = document.createElement(name)
    if (text) element.textContent = text
    if (className) element.className = className
    parent.append(element)
    return element
  }
  const go = (anchor, page) => {
    anchor.dataset.id = 'link-' + page
    anchor.onclick = (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      setTriggerValue('page', page)
    }
  }
  const brand = make(side, 'a', '', 'brand')
  brand.href = '/start'
  brand.title = say.home
  make(brand, 'i', 'ECQ')
  brand.append(say.brand)
  go(brand, 'start')
  make(side, 'small', say.about)
  const links = make(side, 'nav')
  links.setAttribute('aria-label', say.links)
  for (const link of shown.links) {
    const anchor = make(links, 'a', link.title)
    anchor.href = link.href
    if (link.current) anchor.setAttribute('aria-current', 'page')
    go(anchor, link.page)
  }
  if (shown.ways.length) {
    const label = make(side, 'label', say.way, 'way')
    const choice = make(label, 'select')
    choice.dataset.id = 'ways'
    for (const way of shown.ways) {
      const option = make(choice, 'option', way.title)
      option.value = way.id
      option.selected = way.current
    }
    choice.onchange = () => {
      choice.blur() // so that the next key answers the question
      setTriggerValue('route', choice.value)
    }
  }
  const map = make(side, 'nav')
  map.setAttribute('aria-label', say.map)
  for (const row of shown.rows) {
    if (row.heading) {
      make(map, 'h2', row.title)
      continue
    }
    const button = make(map, 'button')
    button.type = 'button'
    button.dataset.id = row.id
    if (row.current) button.setAttribute('aria-current', 'step')
    button.setAttribute('aria-label', row.title + ' ' + row.count)
    const ring = make(button, 'span', '', 'ring')
    ring.style.background =
      `conic-gradient(var(--st-link-color) ${row.percent}%, color-mix(in srgb, var(--st-text-color) 20%, transparent) 0)`
    make(button, 'span', row.title)
    make(button, 'span', row.count, 'count')
    button.onclick = () => setTriggerValue('indicator', row.id)
  }
  const foot = make(side, 'div', '', 'foot')
  foot.setAttribute('role', 'group')
  foot.setAttribute('aria-label', say.language)
  for (const language of shown.languages) {
    const button = make(foot, 'button', language.short)
    button.type = 'button'
    button.dataset.id = 'lang-' + language.id
    button.lang = language.tag
    button.setAttribute('aria-label', language.name)
    button.setAttribute('aria-pressed', String(language.current))
    button.onclick = () => setTriggerValue('language', language.id)
  }
  const keys = make(side, 'button', say.shortcuts, 'keys')
  keys.type = 'button'
  keys.dataset.id = 'shortcuts'
  keys.setAttribute('aria-haspopup', 'dialog')
  make(keys, 'kbd', '?').setAttribute('aria-hidden', 'true')
  keys.onclick = () => window.ecqBrowserHelper?.showSheet()
  make(side, 'small', say.saved, say.unsaved ? 'saved unsaved' : 'saved')
  if (focused) side.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus()
}
"""

_component = st.components.v2.component("ecq_side", html=_HTML, css=_CSS, js=_JS)


@dataclass(frozen=True)
class MapRow:
    """A heading (a dimension), or an indicator with its progress."""

    id: str
    title: str
    heading: bool = False
    percent: int = 0
    count: str = ""
    current: bool = False


@dataclass(frozen=True)
class Link:
    """A page to go to; `href` lets it be opened in a new tab."""

    page: str
    title: str
    href: str
    current: bool


@dataclass(frozen=True)
class Language:
    """A language to choose."""

    id: str
    short: str
    name: str
    tag: str
    current: bool


@dataclass(frozen=True)
class Way:
    """A route through the questions."""

    id: str
    title: str
    current: bool


@dataclass(frozen=True)
class SideWords:
    """The words of the sidebar, in the visitor's language."""

    brand: str
    home: str
    about: str
    links: str
    map: str
    language: str
    way: str
    shortcuts: str
    saved: str
    unsaved: bool = False


def draw_side(
    words: SideWords,
    links: Sequence[Link],
    rows: Sequence[MapRow],
    languages: Sequence[Language],
    on_press: Callable[[str, str], None],
    ways: Sequence[Way] = (),
) -> None:
    """Draw the sidebar; `on_press(kind, id)` is called before the page is redrawn.

    `kind` is page, indicator, language or route.
    """
    data = {
        "words": vars(words),
        "links": [vars(link) for link in links],
        "rows": [vars(row) for row in rows],
        "languages": [vars(language) for language in languages],
        "ways": [vars(way) for way in ways],
    }
    names = ("page", "indicator", "language", "route")
    _component(key=keys.SIDE, data=packed(data), **callbacks(keys.SIDE, names, on_press))
