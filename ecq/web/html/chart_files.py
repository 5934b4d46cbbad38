"""PNG and SVG of a chart, made in the browser from what is drawn there: no server, no foreign host. Knows drawing only.

Streamlit hands no button of Plotly's own bar two formats, and its library is not reachable from outside; but what is on
the screen is SVG, so the layers are laid over one another into one picture.
"""

from __future__ import annotations

import json

import streamlit as st

_CSS = """
.files { display: flex; gap: 8px; justify-content: flex-end; font-family: var(--st-font); }
.files button {
  font: inherit; font-size: .7812rem; color: var(--st-text-color); opacity: .85; background: transparent; cursor: pointer;
  border: 1px solid color-mix(in srgb, var(--st-text-color) 45%, transparent); border-radius: 99px; padding: 2px 10px;
}
.files button:hover { color: var(--st-link-color); border-color: var(--st-link-color); opacity: 1; }
.files button:focus-visible { outline: 2px solid var(--st-link-color); outline-offset: 2px; }
@media print { .files { display: none; } }
"""

_JS = """
const NS = 'http://www.w3.org/2000/svg'
function drawn(key, title, ground) {
  const plot = document.querySelector(`.st-key-${CSS.escape(key)} .js-plotly-plot`)
  const layers = plot ? [...plot.querySelectorAll('svg.main-svg')] : []
  if (!layers.length) return null
  const box = layers[0].getBoundingClientRect()
  const [width, height] = [Math.round(box.width), Math.round(box.height)]
  const whole = document.createElementNS(NS, 'svg')
  whole.setAttribute('xmlns', NS)
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) whole.setAttribute(name, value)
  const named = document.createElementNS(NS, 'title')
  named.textContent = title
  const paper = document.createElementNS(NS, 'rect')
  for (const [name, value] of Object.entries({ width, height, fill: ground })) paper.setAttribute(name, value)
  whole.append(named, paper)
  for (const layer of layers) {
    const copy = document.createElementNS(NS, 'g')
    for (const child of layer.childNodes) copy.append(child.cloneNode(true))
    whole.append(copy)
  }
  return { text: new XMLSerializer().serializeToString(whole), width, height }
}
function save(blob, name) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10000)
}
export default function (component) {
  const { data, parentElement } = component
  const holder = parentElement.querySelector('.files')
  const text = new TextDecoder().decode(data)
  if (holder.dataset.shown === text) return
  holder.dataset.shown = text
  const told = JSON.parse(text)
  holder.replaceChildren()
  for (const kind of ['png', 'svg']) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = kind.toUpperCase()
    button.setAttribute('aria-label', told.title + ': ' + kind.toUpperCase())
    button.onclick = () => {
      const ground = getComputedStyle(document.querySelector('.stApp')).backgroundColor
      const picture = drawn(told.key, told.title, ground)
      if (!picture) return
      const svg = new Blob([picture.text], { type: 'image/svg+xml' })
      if (kind === 'svg') return save(svg, told.file + '.svg')
      const image = new Image()
      image.onload = () => {
        const canvas = document.createElement('canvas')
        canvas.width = 2 * picture.width
        canvas.height = 2 * picture.height
        canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
        canvas.toBlob((blob) => save(blob, told.file + '.png'), 'image/png')
      }
      image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(picture.text)
    }
    holder.append(button)
  }
}
"""

_component = st.components.v2.component("ecq_chart_files", html='<div class="files"></div>', css=_CSS, js=_JS)


def draw_chart_files(key: str, title: str) -> None:
    """Two small buttons that save the chart of that key as PNG (twice its size) and as SVG."""
    told = {"key": key, "title": title, "file": f"ECQ {title}"[:60]}
    _component(key=f"{key}-files", data=json.dumps(told, ensure_ascii=False).encode())
