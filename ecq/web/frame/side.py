"""The sidebar of the interview as one component: order of questions, and progress by dimension and indicator.

One component instead of thirty Streamlit elements keeps an answer quick (docs/decisions/0007); side.js draws it, and draws
counts anew when the page tells of them, without a run of the sidebar.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import StringConstraints, TypeAdapter

from ecq.base.frozen import Frozen
from ecq.web.html.components import component, draw, packed, pressed
from ecq.web.session import widget_keys as keys

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
.side :is(button, summary):hover, .side [aria-current] { background: var(--ecq-jade-soft); }
.side [aria-current] { font-weight: 600; box-shadow: inset 3px 0 0 var(--st-link-color); border-radius: 4px; }
.side :is(button, select, summary):focus-visible { outline: 2px solid var(--st-link-color); outline-offset: -2px; }
.ring { width: 15px; height: 15px; border-radius: 50%; flex: none; -webkit-mask: radial-gradient(circle, transparent 4.5px, #000 5px); mask: radial-gradient(circle, transparent 4.5px, #000 5px); forced-color-adjust: none; }
.count { margin-left: auto; font-size: .75rem; font-weight: 400; font-variant-numeric: tabular-nums; }
.side .way { display: block; margin: 14px 8px 0; font-size: 0.75rem; font-weight: 500; }
.side select { display: block; box-sizing: border-box; width: 100%; min-height: 32px; margin-top: 3px; padding: 3px 6px; font: inherit; font-size: .85rem; font-weight: 400; color: inherit; background: var(--st-background-color); border: 1px solid var(--ecq-edge); border-radius: 8px; cursor: pointer; }
@media (hover: none), (pointer: coarse) { .side :is(button, summary) { padding-top: 9px; padding-bottom: 9px; } }
@media (forced-colors: active) { .side [aria-current] { outline: 2px solid Highlight; outline-offset: -2px; } }
"""

_component = component("ecq_side", '<div class="side"></div>', __file__, "side.js", css=_CSS)


class SidePress(Frozen):
    """An indicator to go to, or an order of questions chosen."""

    kind: Literal["indicator", "route"]
    id: Annotated[str, StringConstraints(max_length=100)]


_PRESS = TypeAdapter(SidePress)


def draw_side(
    words: Mapping[str, object],
    dimensions: Sequence[Mapping[str, object]],
    now: Mapping[str, object],
    on_press: Callable[[SidePress], None],
) -> None:
    """Draw the sidebar; `on_press` is called before the page is redrawn. `now` is what changes with an answer: the page tells
    the sidebar of it as well, since it is drawn anew seldom.
    """
    data = {"kind": "side", "words": words, "dimensions": dimensions, "now": now}
    draw(_component, keys.SIDE, packed(data), pressed(_PRESS, on_press))
