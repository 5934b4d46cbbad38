"""The steps of a plan as one component: what-if ticks, efforts, owners, due dates, locks; the agreed plan's ticks.

One component instead of a dozen Streamlit elements a step keeps a change quick (docs/decisions/0007).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from ecq.web.html.components import packed, sent_by
from ecq.web.session import widget_keys as keys

_HTML = '<div class="plan"></div>'

_CSS = """
.plan { font-family: var(--st-font); font-size: .9375rem; line-height: 1.55; color: var(--st-text-color); overflow-wrap: anywhere; }
.plan ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 10px; }
.plan li { border: 1px solid color-mix(in srgb, var(--st-text-color) 16%, transparent); border-radius: 12px; padding: 12px 14px; background: var(--st-background-color); }
.plan li.off { opacity: .78; border-style: dashed; }
.plan .top { display: grid; grid-template-columns: auto 1fr auto; gap: 4px 12px; align-items: start; }
.plan .top input[type=checkbox] { width: 20px; height: 20px; margin: 2px 0 0; accent-color: var(--st-primary-color); cursor: pointer; }
.plan label.title { font-weight: 600; cursor: pointer; }
.plan .figures { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; font-size: .8438rem; }
.plan .figures b { font-size: .9375rem; }
.plan .rise, .plan small, .plan .state { font-size: .8438rem; opacity: .86; }
.plan .rise { grid-column: 2 / -1; }
.plan .tag { display: inline-block; border-radius: 6px; padding: 0 8px; font-size: .7812rem; font-weight: 500; margin-left: 6px; border: 1px solid currentColor; }
.plan .tag.red { color: light-dark(#a82d1b, #f0907f); }
.plan .tag.jade { color: light-dark(#0f766e, #5cc5b8); }
.plan .tag.gold { color: light-dark(#8a5a12, #e0ae55); }
.plan details { margin: 8px 0 0; }
.plan summary { cursor: pointer; font-size: .8438rem; color: var(--st-link-color); width: max-content; max-width: 100%; }
.plan summary:focus-visible, .plan button:focus-visible, .plan input:focus-visible { outline: 2px solid var(--st-link-color); outline-offset: 2px; }
.plan h3 { font-size: .8125rem; font-weight: 600; margin: 12px 0 4px; }
.plan ul { margin: 0; padding-left: 1.2em; font-size: .875rem; }
.plan .rung { display: flex; gap: 8px 14px; align-items: center; flex-wrap: wrap; font-size: .875rem; padding: 4px 0; }
.plan .rung > span { flex: 1 1 16em; }
.plan .fields { display: flex; gap: 10px 14px; flex-wrap: wrap; margin-top: 4px; align-items: end; }
.plan .fields label { display: grid; gap: 2px; font-size: .8125rem; flex: 1 1 10em; }
.plan input:not([type=checkbox]) { font: inherit; font-size: .875rem; color: inherit; background: var(--st-secondary-background-color); border: 1px solid color-mix(in srgb, var(--st-text-color) 45%, transparent); border-radius: 8px; padding: 5px 8px; min-width: 0; width: 100%; box-sizing: border-box; color-scheme: light dark; }
.plan .rung input { width: 5.5em; }
.plan .rung label, .plan .days { display: inline-flex; gap: 6px; align-items: center; font-size: .8125rem; white-space: nowrap; }
.plan .acts { display: flex; gap: 8px; flex-wrap: wrap; margin-top: 10px; }
.plan button { font: inherit; font-size: .8438rem; color: inherit; cursor: pointer; background: transparent; border: 1px solid color-mix(in srgb, var(--st-text-color) 45%, transparent); border-radius: 99px; padding: 3px 12px; }
.plan button:hover { border-color: var(--st-link-color); color: var(--st-link-color); }
.plan button.main { background: var(--st-primary-color); color: #fff; border-color: transparent; }
@media (max-width: 35em) {
  .plan .top { grid-template-columns: auto 1fr; }
  .plan .figures { grid-column: 2; text-align: left; white-space: normal; }
  .plan .rise { grid-column: 1 / -1; }
}
@media print { .plan details, .plan .acts { display: none; } .plan li { break-inside: avoid; } }
"""

_JS = """
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector('.plan')
  const text = new TextDecoder().decode(data)
  if (root.dataset.shown === text) return
  const shown = JSON.parse(text)
  const say = shown.words
  const open = (root.ecqOpen ??= new Set())  // what was unfolded stays so, also when a step goes and comes back
  const active = root.getRootNode().activeElement
  const focused = active?.dataset?.id
  root.dataset.shown = text
  const send = (what, id, value) => setTriggerValue('did', JSON.stringify({ what, id, value, again: performance.now() }))
  const make = (parent, name, text, className) => {
    const element = document.createElement(name)
    if (text) element.textContent = text
    if (className) element.className = className
    parent.append(element)
    return element
  }
  const field = (parent, label, kind, value, what, id) => {
    const holder = make(parent, 'label', label)
    const input = make(holder, 'input')
    input.type = kind
    input.value = value
    input.dataset.id = what + ' ' + id
    if (kind === 'text') input.maxLength = 200
    input.onchange = () => send(what, id, input.value)
    return input
  }
  const press = (parent, label, what, id, main) => {
    const button = make(parent, 'button', label, main ? 'main' : '')
    button.type = 'button'
    button.dataset.id = what + ' ' + id
    return button
  }
  const list = (parent, title, lines) => {
    if (!lines.length) return
    make(parent, 'h3', title)
    const ul = make(parent, 'ul')
    for (const line of lines) make(ul, 'li', line).style.cssText = 'border:0;padding:0;background:none;border-radius:0'
  }
  root.replaceChildren()
  const ol = make(root, 'ol')
  ol.setAttribute('aria-label', shown.label)
  shown.rows.forEach((row, index) => {
    const li = make(ol, 'li', '', shown.kind === 'cheapest' && !row.ticked ? 'off' : '')
    const top = make(li, 'div', '', 'top')
    const box = make(top, 'input')
    box.type = 'checkbox'
    box.id = shown.kind + '-' + index
    box.checked = row.ticked
    box.disabled = row.fixed
    box.dataset.id = 'tick ' + row.id
    box.onchange = () => send('tick', row.id, box.checked)
    const title = make(top, 'label', row.title, 'title')
    title.htmlFor = box.id
    for (const [kind, words] of row.tags) make(title, 'span', words, 'tag ' + kind)
    const figures = make(top, 'div', '', 'figures')
    make(figures, 'b', row.gain)
    make(figures, 'span', ' · ' + row.figures)
    make(top, 'div', row.rise, 'rise')
    if (row.line) make(top, 'div', row.line, 'rise')
    if (row.confirm) {
      const acts = make(li, 'div', '', 'acts')
      let input = null
      if (row.confirm.figure !== null) {
        input = make(make(acts, 'label', row.confirm.label + ' ', 'days'), 'input')
        input.value = row.confirm.figure
        input.style.width = '8em'
        input.dataset.id = 'figure ' + row.id
      } else make(acts, 'span', row.confirm.label, 'state')
      press(acts, say.confirm, 'confirm', row.id, true).onclick = () => send('confirm', row.id, input ? input.value : null)
      press(acts, say.evidence, 'question', row.id).onclick = () => send('question', row.id, true)
    }
    if (!row.rungs.length && !row.evidence.length) return
    const fold = make(li, 'details')
    fold.dataset.id = row.id
    fold.open = open.has(row.id)
    fold.ontoggle = () => (fold.open ? open.add(row.id) : open.delete(row.id))
    make(fold, 'summary', say.more)
    if (row.rungs.length) {
      make(fold, 'h3', say.advice)
      for (const rung of row.rungs) {
        const line = make(fold, 'div', '', 'rung')
        make(line, 'span', rung.advice)
        const label = make(line, 'label', '')
        const input = make(label, 'input')
        input.value = rung.effort
        input.inputMode = 'decimal'
        input.maxLength = 12
        input.dataset.id = 'effort ' + rung.key
        input.setAttribute('aria-label', rung.label)
        input.onchange = () => send('effort', rung.key, input.value)
        label.append(say.days + ' · ' + rung.lead)
        press(line, say.exclude, 'exclude', rung.key).onclick = () => send('exclude', rung.key, true)
      }
    }
    list(fold, say.toShow, row.evidence)
    list(fold, say.basis, row.basis)
    const fields = make(fold, 'div', '', 'fields')
    field(fields, say.owner, 'text', row.owner, 'owner', row.id)
    field(fields, say.due, 'date', row.due, 'due', row.id)
    const acts = make(fold, 'div', '', 'acts')
    if (row.lockable) press(acts, say.lock, 'lock', row.id).onclick = () => send('lock', row.id, true)
    press(acts, say.question, 'question', row.id).onclick = () => send('question', row.id, true)
  })
  if (focused) root.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus()
}
"""

_component = st.components.v2.component("ecq_plan_list", html=_HTML, css=_CSS, js=_JS)


@dataclass(frozen=True)
class Rung:
    """A step of the bank: its key (`question/step`), what to do, person-days as typed, lead time in words."""

    key: str
    advice: str
    effort: str
    label: str
    lead: str


@dataclass(frozen=True)
class Confirm:
    """The new answer a done step proposes: in words, or for a measure a figure that can be corrected first."""

    label: str
    figure: str | None = None


@dataclass(frozen=True)
class Row:
    """A step of a plan, all in words of the visitor's language. `tags` are (kind, words)."""

    id: str
    title: str
    ticked: bool
    gain: str
    figures: str
    rise: str
    tags: tuple[tuple[str, str], ...] = ()
    line: str = ""
    fixed: bool = False
    rungs: tuple[Rung, ...] = ()
    evidence: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    owner: str = ""
    due: str = ""
    lockable: bool = False
    confirm: Confirm | None = None


def draw_plan_list(
    kind: str, label: str, labels: Mapping[str, str], rows: Sequence[Row], on_did: Callable[[str, str, object], None]
) -> None:
    """Draw the steps; `on_did(what, id, value)` is called before the page is redrawn.

    `what` is tick (bool), effort (text, id is `question/step`), exclude, lock, owner (text), due (ISO day or ""),
    confirm (the figure as typed, or None) or question.
    """
    key = keys.plan_list(kind)

    def did() -> None:
        sent = sent_by(key, "did")
        if sent:
            press = json.loads(sent)
            on_did(str(press["what"]), str(press["id"]), press["value"])

    data = {"kind": kind, "label": label, "words": dict(labels), "rows": [asdict(row) for row in rows]}
    _component(key=key, data=packed(data), on_did_change=did)
