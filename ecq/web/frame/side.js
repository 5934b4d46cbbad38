// Draws the map of the interview: dimensions with their indicators, and the order of questions. The page tells it of new
// counts (window.ecqMap), since the sidebar itself is drawn anew only when a whole page is. Only the dimension one is in is
// unfolded, until a press unfolds another.

export default function ({ data, parentElement, setTriggerValue }) {
  const tell = (kind, id) => setTriggerValue('press', JSON.stringify({ kind, id }))
  const side = parentElement.querySelector('.side')
  const text = new TextDecoder().decode(data)
  const { words, dimensions, now } = JSON.parse(text)
  window.ecqSide = (map) => map.assessment === now.assessment && draw(side, words, dimensions, map, tell)
  // Put on the page again with what was sent before, as when it is unfolded: what the page told since then is newer.
  const newer = window.ecqSideSent === text && window.ecqMap?.assessment === now.assessment
  window.ecqSideSent = text
  draw(side, words, dimensions, newer ? window.ecqMap : now, tell)
}

function draw(side, words, dimensions, now, tell) {
  const text = JSON.stringify([words, dimensions, now])
  if (side.dataset.shown === text) return
  side.dataset.shown = text
  const focused = side.getRootNode().activeElement?.dataset?.id
  side.replaceChildren()
  const make = (parent, name, text, className) => {
    const element = document.createElement(name)
    if (text) element.textContent = text
    if (className) element.className = className
    parent.append(element)
    return element
  }
  const counts = (indicators) =>
    indicators.reduce(([settled, asked], [id]) => [settled + now.counts[id][0], asked + now.counts[id][1]], [0, 0])
  dimensions = dimensions.map((row) => ({ ...row, indicators: row.indicators.filter(([id]) => now.counts[id]) }))
  const here = dimensions.find((row) => row.indicators.some(([id]) => id === now.here))?.id
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
    make(summary, 'span', counts(row.indicators).join('/'), 'count')
    summary.onclick = () => side.byHand.set(row.id, !part.open)
    for (const [id, title] of row.indicators) {
      const [settled, asked] = now.counts[id]
      const button = make(part, 'button')
      button.type = 'button'
      button.dataset.id = id
      if (id === now.here) button.setAttribute('aria-current', 'step')
      button.setAttribute('aria-label', `${title} ${settled}/${asked}`)
      const ring = make(button, 'span', '', 'ring')
      ring.style.background =
        `conic-gradient(var(--st-link-color) ${Math.floor((100 * settled) / asked)}%, var(--ecq-track) 0)`
      make(button, 'span', title)
      make(button, 'span', `${settled}/${asked}`, 'count')
      button.onclick = () => tell('indicator', id)
    }
  }
  const label = make(side, 'label', words.way, 'way')
  const choice = make(label, 'select')
  choice.dataset.id = 'ways'
  for (const [id, count] of now.ways) {
    const option = make(choice, 'option', words.ways[id].replace('{count}', count))
    option.value = id
    option.selected = id === now.way
  }
  choice.onchange = () => {
    choice.blur() // so that the next key answers the question
    tell('route', choice.value)
  }
  if (focused) side.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus()
}
