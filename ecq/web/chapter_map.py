"""The map of indicators in the sidebar: one component instead of twenty buttons. Knows drawing; must not know the interview.

Takes rows with title and share settled, tells back which row was pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import streamlit as st

_HTML = '<nav class="map"></nav>'

_CSS = """
.map { font-family: var(--st-font); font-size: 13.5px; color: var(--st-text-color); }
.map h2 { font-size: 12px; font-weight: 500; margin: 12px 8px 2px; opacity: .78; }
.map button {
  all: unset; box-sizing: border-box; display: flex; gap: 9px; align-items: center; width: 100%;
  padding: 5px 8px; border-radius: 8px; cursor: pointer; line-height: 1.35;
}
.map button:hover, .map button[aria-current] {
  background: color-mix(in srgb, var(--st-primary-color) 13%, transparent);
}
.map button[aria-current] { font-weight: 600; }
.map button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: -2px; }
.ring { width: 15px; height: 15px; border-radius: 50%; flex: none; -webkit-mask: radial-gradient(circle, transparent 4.5px, #000 5px); mask: radial-gradient(circle, transparent 4.5px, #000 5px); }
.count { margin-left: auto; font-size: 12px; opacity: .78; font-variant-numeric: tabular-nums; }
"""

_JS = """
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const nav = parentElement.querySelector('.map')
  nav.setAttribute('aria-label', data.label)
  const shown = JSON.stringify(data)
  if (nav.dataset.shown === shown) return
  nav.dataset.shown = shown
  const focused = nav.getRootNode().activeElement?.dataset?.id
  nav.replaceChildren()
  for (const row of data.rows) {
    if (row.heading) {
      const heading = document.createElement('h2')
      heading.textContent = row.title
      nav.append(heading)
      continue
    }
    const button = document.createElement('button')
    button.type = 'button'
    button.dataset.id = row.id
    button.tabIndex = 0
    if (row.current) button.setAttribute('aria-current', 'step')
    button.setAttribute('aria-label', row.title + ' ' + row.count)
    const ring = document.createElement('span')
    ring.className = 'ring'
    ring.style.background =
      `conic-gradient(var(--st-primary-color) ${row.percent}%, color-mix(in srgb, var(--st-text-color) 18%, transparent) 0)`
    const title = document.createElement('span')
    title.textContent = row.title
    const count = document.createElement('span')
    count.className = 'count'
    count.textContent = row.count
    button.append(ring, title, count)
    button.onclick = () => setTriggerValue('pressed', row.id)
    nav.append(button)
    if (row.id === focused) button.focus()
  }
}
"""

_component = st.components.v2.component("ecq_chapter_map", html=_HTML, css=_CSS, js=_JS)


@dataclass(frozen=True)
class MapRow:
    """A heading (a dimension) or an indicator with how much of it is settled."""

    id: str
    title: str
    heading: bool = False
    percent: int = 0
    count: str = ""
    current: bool = False


def chapter_map(rows: Sequence[MapRow], label: str, on_press: Callable[[str], None]) -> None:
    """Draw the map; `on_press` is called with the id of the row pressed, before the page is drawn again."""

    def pressed() -> None:
        row_id = st.session_state["chapter_map"].pressed
        if row_id:
            on_press(row_id)

    _component(
        key="chapter_map",
        data={"label": label, "rows": [asdict(row) for row in rows]},
        on_pressed_change=pressed,
    )
