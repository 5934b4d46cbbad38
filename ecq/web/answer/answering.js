// Draws the questions of an invitation: all of them as numbers, the one asked, the ways to answer it. answers.js comes before.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = one('.ecq-answering', parentElement)
  const told = JSON.parse(new TextDecoder().decode(data))
  const self = (root.answering ??= { unsent: {}, atOnce: true }) // what is ticked or typed is kept without another press
  self.parts = { at: { question: told.at } }
  self.tell = setTriggerValue
  if (!root.firstChild) for (const name of ['places', 'asked', 'answers', 'below', 'chips']) make(root, 'div', `ecq-${name}`)
  const places = one('.ecq-places', root)
  places.setAttribute('role', 'group')
  places.setAttribute('aria-label', told.words.places)
  fill(places, [told.places, told.at], () => {
    const focused = places.contains(document.activeElement) ? document.activeElement.dataset.key : null
    places.replaceChildren()
    for (const { id, text, label, state } of told.places) {
      const press = button(places, text, { className: state, key: `place-${id}`, press: () => send(self, 'go', { to: id }) })
      press.setAttribute('aria-label', label)
      if (id === told.at) press.setAttribute('aria-current', 'step')
    }
    const here = one('[aria-current]', places)
    if (here) places.scrollTop = here.offsetTop - places.clientHeight / 2 // of many, those around this one are seen
    if (focused) one(`[data-key="${CSS.escape(focused)}"]`, places)?.focus()
  })
  const asked = one('.ecq-asked', root)
  fill(asked, told.asked, () => (asked.innerHTML = told.asked))
  // The question shown first was not in the address that led here; a reload needs it there.
  const address = new URL(location.href)
  if (!address.searchParams.has('q')) {
    address.searchParams.set('q', told.at)
    history.replaceState(history.state, '', address)
  }
  fill(one('.ecq-answers', root), told.answers, (place) => drawAnswers(self, place, told.answers))
  fill(one('.ecq-below', root), told.reasons, (place) => drawReasons(self, place, told.reasons))
  fill(one('.ecq-chips', root), told.chips, (place) => {
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : null
    place.replaceChildren()
    for (const [name, text] of told.chips) button(place, text, { key: `chip-${name}`, press: () => send(self, name) })
    if (focused) one(`[data-key="${focused}"]`, place)?.focus()
  })
}

function send(self, act, more = {}) {
  self.tell('press', { do: act, mark: `${performance.timeOrigin}-${performance.now()}`, question: self.parts.at.question, ...more })
}

function drawReasons(self, root, told) {
  root.replaceChildren()
  if (!told) return
  const box = make(root, 'div', 'box')
  make(box, 'p', '', told.lead)
  for (const [id, text] of told.reasons)
    button(box, text, { className: 'option', key: `reason-${id}`, press: () => send(self, 'reason', { value: id }) })
  button(box, told.cancel, { className: 'quiet', key: 'reason-cancel', press: () => send(self, 'na') })
}
