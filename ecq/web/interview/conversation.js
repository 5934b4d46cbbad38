// Draws what the server tells of the interview (conversation.py): thread, question, ways to answer, standing, chips, field.
// What is drawn and has not changed stays as it is, with its focus and with what is typed in it.

const PICTURES = {
  undo: 'M7 19v-2h7a3 3 0 0 0 0-6H8l3 3-1.4 1.4L4 10l5.600-5.400L11 6 8 9h6a5 5 0 0 1 0 10z',
  redo: 'M17 19v-2h-7a3 3 0 0 1 0-6h6l-3 3 1.400 1.400L20 10l-5.600-5.400L13 6l3 3h-6a5 5 0 0 0 0 10z',
  history: 'M12 4a8 8 0 1 0 8 8h-2a6 6 0 1 1-2-4.500L13 10h7V3l-2.600 2.600A8 8 0 0 0 12 4zm-1 4v5l4 2.400 1-1.600-3-1.800V8z',
  send: 'M4 13h11l-4 4 1.400 1.400L19 12l-6.600-6.400L11 7l4 4H4z',
}

export default function () {
  const attendant = (window.ecqConversation ??= Object.assign(attend(), { number: null, parts: {} }))
  Object.assign(attendant, { take: () => take(attendant), draw: () => draw(attendant) })
  attendant.again = () => send(attendant, 'whole')
  attendant.noteLeft = (value) => send(attendant, 'note-left', { value })
  attendant.answer = (unsent) => putBack(attendant, unsent)
  attendant.write = (text) => write(text)
  attendant.take()
}

function picture(parent, name) {
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  drawing.setAttribute('viewBox', '0 0 24 24')
  drawing.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', PICTURES[name])
  drawing.append(path)
  parent.prepend(drawing)
}

// -- told and sent

function take(self) {
  const component = window.ecqTold
  if (!component) return
  self.tell = component.setTriggerValue
  const { number, after, parts } = JSON.parse(new TextDecoder().decode(component.data))
  // What was typed while a server that was started again drew the page is newer than what was kept before.
  if (after === 0 && self.lost) self.since = self.unsent
  if (after === 0) [self.parts, self.lost, self.restored] = [parts, false, self.restored && !self.lost]
  else if (after === self.number) Object.assign(self.parts, parts)
  else if (number !== self.number) return send(self, 'whole') // something has not come
  self.number = number
  if (self.refusal?.isConnected && !Object.keys(parts).length) self.announce(self.refusal.innerText) // once more, so it is not told by itself
  self.refusal = null
  // Drawn as a whole without the words that were sent last: they have not arrived.
  if (after === 0 && self.sent && parts.typed?.mark !== self.sent.mark) write(self.sent.text)
  draw(self)
}

function send(self, act, more = {}) {
  const mark = `${performance.timeOrigin}-${performance.now()}`
  // A server that was started again knows the page no more; what is sent from the dock makes it draw it whole.
  const tell = self.lost ? window.ecqDock.setTriggerValue : self.tell
  self.refusal = act === 'answer' && one('main [role=alert]')
  tell('press', { do: act, mark, question: self.parts.at.question, ...more })
  return mark
}

function draw(self) {
  const told = self.parts
  if (!told.at) return
  self.words = told.words
  self.assessment = told.at.assessment
  const root = one('.ecq-conversation')
  if (root && !root.firstChild) {
    for (const name of ['thread', 'asked', 'answers', 'below']) make(root, 'div', `ecq-${name}`)
    const thread = root.firstChild
    thread.setAttribute('role', 'log')
    thread.setAttribute('aria-live', 'off') // the page's own live region tells what is new, once
  }
  const putInPlace = root && placeOf(root, told)
  if (root) {
    // What may have the focus first: taking it out has all that was drawn before laid out.
    const asked = fill(one('.ecq-asked', root), told.asked, (place) => (place.innerHTML = told.asked))
    const unfolded = asked && self.sent && one('.ecq-asked details[open]', root) // asked for in words
    if (unfolded) self.announce(unfolded.innerText)
    fill(one('.ecq-answers', root), told.answers, (place) => drawAnswers(self, place, told.answers))
    fill(one('.ecq-below', root), told.below, (place) => drawBelow(self, place, told.below))
    drawThread(self, one('.ecq-thread', root), told)
  }
  drawDock(self, one('.ecq-dock'), told)
  drawStanding(one('.ecq-standing-place'), told)
  window.ecqMap = { ...told.map, counts: Object.fromEntries(told.counted.map((id) => [id, told[`count ${id}`]])) }
  window.ecqSide?.(window.ecqMap)
  const saved = one('.ecq-top .saved')
  if (saved && told.saved[0]) {
    saved.textContent = told.saved[0]
    saved.classList.toggle('unsaved', told.saved[1])
  }
  // The question shown first was not in the address that led here; a link to it, Back and a reload need it there.
  const address = new URL(location.href)
  if (told.at.question && !address.searchParams.has('q')) {
    address.searchParams.set('q', told.at.question)
    history.replaceState(history.state, '', address)
  }
  self.look()
  // Measured once all is drawn: each look in between would have the page laid out anew.
  requestAnimationFrame(() => {
    putInPlace?.()
    fitAsks(one('.ecq-dock .ecq-asks'))
    const aside = one('.ecq-standing-place .ecq-aside')
    if (aside) aside.tabIndex = aside.scrollHeight > aside.clientHeight ? 0 : -1 // on a low screen it is scrolled by keys too
  })
}

// Keeps in its place what was read when earlier lines come in above it, and what has the focus below the thread: pushed down,
// it would lie behind the dock. Measures at once, and gives what moves the page once it is drawn.
function placeOf(root, told) {
  const [main, thread] = [root.closest('main'), one('.ecq-thread', root)]
  const first = thread.dataset.first
  thread.dataset.first = told.lines[0] ?? ''
  const focused = document.activeElement
  const kept = []
  if (first && first !== told.lines[0] && told.lines.includes(first))
    kept.push(one(`:scope > .line[data-key="${CSS.escape(first)}"]`, thread))
  else if (main?.contains(focused) && !focused.closest('.ecq-dock, .ecq-thread')) kept.push(focused, one('.ecq-asked', root))
  const tops = kept.map((element) => element.getBoundingClientRect().top)
  return () => {
    const at = kept.findIndex((element) => element.isConnected) // an option that was pressed is drawn no more
    if (at >= 0) main.scrollTop += kept[at].getBoundingClientRect().top - tops[at]
  }
}

// -- the thread

function drawThread(self, root, told) {
  const known = new Map(all(':scope > .line', root).map((line) => [line.dataset.key, line]))
  const lines = told.lines.map((key) => {
    const line = known.get(key) ?? make(null, 'div', 'line')
    line.dataset.key = key
    fill(line, told[`line ${key}`], () => exchange(self, line, told[`line ${key}`]))
    return line
  })
  root.setAttribute('aria-label', told.words.thread)
  let earlier = one(':scope > .earlier', root)
  if (!told.earlier) earlier = null
  else if (earlier?.textContent !== told.earlier)
    earlier = button(null, told.earlier, { className: 'earlier', press: () => send(self, 'earlier') })
  const wanted = earlier ? [earlier, ...lines] : lines
  const there = [...root.children]
  if (there.length !== wanted.length || there.some((element, at) => element !== wanted[at])) root.replaceChildren(...wanted)
}

function exchange(self, whole, line) {
  const again = () => {
    if (line.now) return make(null, 'em', 'now', line.now)
    if (!line.change) return ''
    const press = button(null, line.change, { className: 'again', press: () => send(self, 'go', { to: line.id }) })
    press.dataset.change = line.id
    const named = self.words.changeOf.replace('{change}', line.change).replace('{question}', line.question)
    press.setAttribute('aria-label', named)
    return press
  }
  whole.replaceChildren()
  if (line.kind === 'skipped') {
    const row = make(whole, 'p', 'left')
    make(row, 'span', 'ecq-tag plain', line.tag)
    make(row, 'span', 'asked', line.question)
    row.append(again())
  } else {
    if (line.question) make(whole, 'p', 'asked', line.question)
    if (line.words) make(whole, 'p', 'own typed', line.words)
    if (line.reply) make(whole, 'p', 'reply', line.reply)
    if (line.answer) {
      const own = make(whole, 'p', 'own pressed')
      make(own, 'span', '', line.answer)
      own.append(again())
    } else if (line.kind !== 'reply') make(whole, 'p', 'taken', line.taken ?? '').append(again())
  }
  if (line.traces) make(whole, 'p', 'taken traces', line.traces.join(' · '))
  if (line.gate) {
    const [title, ...rest] = line.gate
    const gate = make(whole, 'p', 'gate')
    make(gate, 'b', '', title)
    make(gate, 'span', '', rest.join(' '))
    gate.append(again())
  }
  if (line.milestone) make(make(whole, 'p', 'milestone'), 'span', '', line.milestone)
}

// -- after a reload

// What was ticked and typed, in the question it belongs to.
function putBack(self, unsent) {
  const told = self.parts.answers
  if (!told || unsent?.question !== told.question) return
  self.unsent = { ...unsent, drawn: told.drawn }
  drawAnswers(self, one('.ecq-answers'), told)
}

// -- below the options: what was said to words that were no answer, and the reasons why a question does not apply

function drawBelow(self, root, told) {
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.key : null
  root.replaceChildren()
  const option = (box, text, key, act, value) => button(box, text, { className: 'option', key, press: () => send(self, act, { value }) })
  const quiet = (box, text, key, act) => button(box, text, { className: 'quiet', key, press: () => send(self, act) })
  for (const part of told) {
    const said = part.kind === 'heard' || part.kind === 'understood'
    const box = make(root, 'div', said ? 'box ecq-heard-box' : 'box')
    if (part.kind === 'na' || part.kind === 'understood')
      Object.assign(box, { tabIndex: -1, role: 'group', ariaLabel: part.reply ?? part.lead }).dataset.panel = part.kind
    if (part.kind === 'cards') drawCards(self, box, part)
    else if (said) {
      make(box, 'p', 'own', part.words)
      if (part.taken) drawTaken(self, box, part.taken)
      if (part.reply) {
        const reply = make(box, 'p', 'reply', part.reply)
        if (part.kind === 'heard') reply.setAttribute('role', 'alert') // what is asked back is told by the name of its box
      }
    } else make(box, 'p', '', part.lead)
    if (part.kind === 'understood') {
      for (const [at, text] of part.values.entries()) option(box, text, `understood-${at}`, 'understood', at)
      quiet(box, part.no, 'understood-no', 'understood-no')
    }
    if (part.kind === 'fact')
      for (const [fact, value, text] of part.facts) option(box, text, `fact-${fact}-${value}`, 'fact', `${fact} ${value}`)
    if (part.kind === 'leads') {
      box.classList.add('ecq-leads')
      for (const [at, text, words] of part.there) {
        const press = () => {
          const field = one('.ecq-typed textarea')
          if (field?.value.trim() === words.trim()) field.value = '' // it is said there
          send(self, 'there', { value: at })
        }
        make(button(box, text, { className: 'option there', key: `there-${at}`, press }), 'q', '', words)
      }
      quiet(box, part.leave, 'leads-no', 'leads-no')
    }
    if (part.kind === 'na') {
      for (const [id, text] of part.reasons) option(box, text, `reason-${self.parts.at.question}-${id}`, 'reason', id)
      quiet(box, part.cancel, 'reason-cancel', 'na')
    }
  }
  if (focused?.startsWith('turn-')) (one(`[data-key="${CSS.escape(focused)}"]`, root) ?? one('[data-panel=understood]', root))?.focus()
}

// What was taken for known, each to be turned round by a press.
function drawTaken(self, box, told) {
  const place = make(box, 'div', 'taken-so')
  make(place, 'span', '', told.lead)
  for (const [fact, what, holds, says] of told.facts) {
    const press = () => send(self, 'turn', { value: fact })
    make(button(place, what, { className: holds ? 'turn' : 'turn not', key: `turn-${fact}`, press }), 'b', '', says)
  }
}

// What was said of several questions, each to be accepted or left; the first that has keys takes them.
function drawCards(self, root, told) {
  root.className = 'box ecq-cards'
  const act = (box, text, name, value, shortcut = '') =>
    button(box, text, { className: 'act', key: `${name}-${value}`, shortcut, press: () => send(self, name, { value }) })
  const head = make(root, 'p', 'lead', told.lead)
  if (told.all) act(head, told.all, 'accept', 'all', 'L')
  const keyed = told.cards.find((card) => card.keys)
  for (const card of told.cards) {
    const box = make(root, 'section', 'card')
    box.setAttribute('aria-label', card.title)
    make(box, 'b', '', card.title)
    make(box, 'q', '', card.quote)
    make(box, 'p', 'says', card.says)
    if (card.effect) make(box, 'p', 'effect', card.effect)
    if (card.cannot) make(box, 'p', 'cannot', card.cannot)
    const row = make(box, 'div', 'acts')
    if (!card.cannot) act(row, told.accept, 'accept', card.id, card === keyed ? 'A' : '')
    act(row, told.leave, 'leave', card.id, card === keyed ? 'X' : '')
  }
}

// -- the dock

function drawDock(self, dock, told) {
  if (!dock) return
  if (!dock.firstChild) {
    const row = make(dock, 'div', 'ecq-row')
    for (const name of ['asks', 'chips']) make(row, 'div', `ecq-${name}`)
    make(dock, 'div', 'ecq-steps')
    one('.ecq-asks', dock).setAttribute('role', 'group')
    new ResizeObserver(() => fitAsks(one('.ecq-asks', dock))).observe(one('.ecq-asks', dock))
    typedBox(self, dock)
    make(dock, 'p', 'ecq-off').setAttribute('role', 'note')
  }
  one('.ecq-asks', dock).setAttribute('aria-label', told.words.ask)
  fill(one('.ecq-asks', dock), told.asks, (place) => {
    place.replaceChildren()
    for (const words of told.asks) button(place, words, { press: () => say(self, words) })
  })
  fill(one('.ecq-chips', dock), told.chips, (place) => {
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : null
    place.replaceChildren()
    for (const [name, text, shortcut] of told.chips)
      button(place, text, { key: `chip-${name}`, shortcut, press: () => send(self, name) })
    if (focused) one(`[data-key="${focused}"]`, place)?.focus()
  })
  fill(one('.ecq-steps', dock), told.steps, (place) => {
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : null
    place.replaceChildren()
    for (const { name, label, tip, key, entry } of told.steps) {
      const press = button(place, label, {
        key: name === 'history' ? 'chip-history' : `step-${name}`,
        shortcut: key,
        press: () => send(self, name, entry === undefined ? {} : { entry }),
      })
      press.setAttribute('aria-label', label)
      if (tip) press.title = tip
      picture(press, name)
    }
    if (focused) one(`[data-key="${focused}"]`, place)?.focus()
  })
  const typed = one('.ecq-typed', dock)
  typed.hidden = !told.typed
  // What was not taken at the question before stands in the thread, and in the way of what is typed next.
  if (self.refused && self.refused.question !== told.at.question) {
    const field = one('textarea', typed)
    if (field.value === self.refused.text) field.value = ''
    self.refused = null
  }
  const off = one('.ecq-off', dock)
  off.hidden = !told.off
  off.classList.toggle('ecq-looks-only', Boolean(told.off))
  off.textContent = told.off
  if (told.typed) fill(typed, told.typed, () => heardField(self, typed, told.typed))
}

// Only what stands whole in the one line; on a phone the row is pushed sideways.
function fitAsks(place) {
  if (!place) return
  for (const press of place.children) press.hidden = false
  const { overflow, columnGap } = getComputedStyle(place)
  if (overflow !== 'hidden') return
  const widths = [...place.children].map((press) => press.getBoundingClientRect().width)
  let room = place.getBoundingClientRect().width + 1
  for (const [at, press] of [...place.children].entries()) {
    press.hidden = widths[at] > room
    if (!press.hidden) room -= widths[at] + parseFloat(columnGap)
  }
}

// Words that are sent; the field keeps what is half typed in it.
function say(self, text) {
  // Without a connection they would be lost; the page says that there is none.
  if (!one('[data-test-connection-state=CONNECTED]')) return false
  self.sent = { mark: send(self, 'typed', { value: text }), text }
  return true
}

function typedBox(self, dock) {
  const form = make(dock, 'form', 'ecq-typed')
  const field = make(form, 'textarea')
  field.rows = 1
  const press = make(form, 'button')
  press.type = 'submit'
  picture(press, 'send')
  field.onkeydown = (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    if (!event.repeat) form.requestSubmit()
  }
  form.onsubmit = (event) => {
    event.preventDefault()
    if (field.value.trim() && say(self, field.value)) field.value = ''
  }
}

// What was typed and not taken, or never arrived, stands in the field again, unless something else was typed since.
function heardField(self, typed, told) {
  const field = one('textarea', typed)
  field.placeholder = told.hint
  field.setAttribute('aria-label', told.hint)
  one('button', typed).setAttribute('aria-label', self.words.send)
  if (!self.sent || told.mark !== self.sent.mark) return
  if (told.text && !field.value) {
    field.value = told.text
    field.select() // the next key begins anew
    self.refused = { text: told.text, question: self.parts.at.question }
  } else if (!told.text && field.value === self.sent.text) field.value = '' // it came after all
  self.sent = null
}

function write(text) {
  const field = one('.ecq-typed textarea')
  if (field && !field.value) field.value = text
}

// -- the standing: on top of a narrow screen folded under its lines, at the side of a wide one

// The bar of the lines is the one of the score's card, thin and without the sign for its squeezed part.
function copyBar(whole, thin) {
  const bar = whole.cloneNode(true)
  bar.classList.add('thin')
  one('s', bar)?.remove()
  thin.replaceWith(bar)
}

function drawStanding(place, told) {
  if (!place) return
  if (!place.firstChild) {
    const phone = make(place, 'details', 'ecq-phone')
    make(phone, 'summary')
    make(phone, 'div', 'cards')
    make(place, 'aside', 'ecq-aside')
  }
  const phone = one('.ecq-phone', place)
  const aside = one('.ecq-aside', place)
  phone.dataset.scoreSaid = told.standing.said
  aside.setAttribute('aria-label', told.words.standing)
  fill(one('summary', phone), told.standing.lines, (summary) => (summary.innerHTML = told.standing.lines))
  const cards = told.cards.map((name) => told[`card ${name}`]).join('')
  for (const root of [one('.cards', phone), aside]) fill(root, cards, () => (root.innerHTML = cards))
  if (told.cards.includes('score')) copyBar(one('.ecq-bar', aside), one('summary .ecq-bar', phone))
}
