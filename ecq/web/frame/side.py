"""The sidebar of the interview as one component: order of questions, and progress by dimension and indicator.

One component instead of thirty Streamlit elements keeps an answer quick (docs/decisions/0007). Only the dimension one is in
is unfolded, until a press unfolds another.
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
.side .count { opacity: .82; }
.side :is(button, summary) {
  all: unset; box-sizing: border-box; display: flex; gap: 9px; align-items: center; width: 100%;
  padding: 5px 8px; border-radius: 8px; cursor: pointer; line-height: 1.35;
}
.side details { margin-top: 6px; }
.side summary { font-weight: 600; font-size: .9rem; padding: 7px 8px; }
.side summary::-webkit-details-marker { display: none; }
.side :is(button, summary):hover, .side [aria-current] { background: color-mix(in srgb, var(--st-primary-color) 13%, transparent); }
.side [aria-current] { font-weight: 600; box-shadow: inset 3px 0 0 var(--st-link-color); border-radius: 4px; }
.side :is(button, select, summary):focus-visible { outline: 2px solid var(--st-link-color); outline-offset: -2px; }
.ring { width: 15px; height: 15px; border-radius: 50%; flex: none; -webkit-mask: radial-gradient(circle, transparent 4.5px, #000 5px); mask: radial-gradient(circle, transparent 4.5px, #000 5px); forced-color-adjust: none; }
.count { margin-left: auto; font-size: .75rem; font-weight: 400; font-variant-numeric: tabular-nums; }
.side .way { display: block; margin: 14px 8px 0; font-size: 0.75rem; font-weight: 500; }
.side select { display: block; box-sizing: border-box; width: 100%; min-height: 32px; margin-top: 3px; padding: 3px 6px; font: inherit; font-size: .85rem; font-weight: 400; color: inherit; background: var(--st-background-color); border: 1px solid color-mix(in srgb, var(--st-text-color) 45%, transparent); border-radius: 8px; cursor: pointer; }
@media (hover: none), (pointer: coarse) { .side :is(button, summary) { padding-top: 9px; padding-bottom: 9px; } }
@media (forced-colors: active) { .side [aria-current] { outline: 2px solid Highlight; outline-offset: -2px; } }
"""

_JS = """
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const side = parentElement.querySelector('.side')
  const text = new TextDecoder().decode(data)
  if (side.dataset.shown === text) return
  side.dataset.shown = text
  const { words, dimensions, ways } = JSON.parse(text)
  const focused = side.getRootNode().activeElement?.dataset?.id
  side.replaceChildren()
  const make = (parent, name, text, className) => {
    const element = document.createElement(name)
    if (text) element.textContent = text
    if (className) element.className = className
    parent.append(element)
    return element
  }
  const counted = (row) => `${row.settled}/${row.asked}`
  const here = dimensions.find((row) => row.indicators.some((one) => one.current))?.id
  side.byHand ??= new Map()
  if (side.dataset.here !== here) side.byHand.delete(here)
  side.dataset.here = here
  const map = make(side, 'nav')
  map.setAttribute('aria-label', words.map)
  for (const row of dimensions) {
    const part = make(map, 'details')
    part.open = side.byHand.get(row.id) ?? row.id === here
    const summary = make(part, 'summary')
    summary.dataset.id = row.id
    make(summary, 'span', row.title)
    make(summary, 'span', counted(row), 'count')
    summary.onclick = () => side.byHand.set(row.id, !part.open)
    for (const one of row.indicators) {
      const button = make(part, 'button')
      button.type = 'button'
      button.dataset.id = one.id
      if (one.current) button.setAttribute('aria-current', 'step')
      button.setAttribute('aria-label', one.title + ' ' + counted(one))
      const ring = make(button, 'span', '', 'ring')
      ring.style.background =
        `conic-gradient(var(--st-link-color) ${Math.floor(100 * one.settled / one.asked)}%, color-mix(in srgb, var(--st-text-color) 20%, transparent) 0)`
      make(button, 'span', one.title)
      make(button, 'span', counted(one), 'count')
      button.onclick = () => setTriggerValue('indicator', one.id)
    }
  }
  const label = make(side, 'label', words.way, 'way')
  const choice = make(label, 'select')
  choice.dataset.id = 'ways'
  for (const way of ways) {
    const option = make(choice, 'option', way.title)
    option.value = way.id
    option.selected = way.current
  }
  choice.onchange = () => {
    choice.blur() // so that the next key answers the question
    setTriggerValue('route', choice.value)
  }
  if (focused) side.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus()
}
"""

_component = st.components.v2.component("ecq_side", html=_HTML, css=_CSS, js=_JS)


@dataclass(frozen=True)
class Indicator:
    """An indicator with its progress."""

    id: str
    title: str
    settled: int
    asked: int
    current: bool


@dataclass(frozen=True)
class Dimension:
    """A dimension with its progress and its indicators."""

    id: str
    title: str
    settled: int
    asked: int
    indicators: Sequence[Indicator]


@dataclass(frozen=True)
class Way:
    """A route through the questions."""

    id: str
    title: str
    current: bool


@dataclass(frozen=True)
class SideWords:
    """The words of the sidebar, in the visitor's language."""

    map: str
    way: str


def draw_side(
    words: SideWords, dimensions: Sequence[Dimension], ways: Sequence[Way], on_press: Callable[[str, str], None]
) -> None:
    """Draw the sidebar; `on_press(kind, id)` is called before the page is redrawn. `kind` is indicator or route."""
    data = {
        "words": vars(words),
        "dimensions": [{**vars(row), "indicators": [vars(one) for one in row.indicators]} for row in dimensions],
        "ways": [vars(way) for way in ways],
    }
    _component(key=keys.SIDE, data=packed(data), **callbacks(keys.SIDE, ("indicator", "route"), on_press))
