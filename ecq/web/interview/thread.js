// Draws the thread of the interview, and keeps what only the browser can keep there: that a held key, a double press or a
// press made before the question could be read answers nothing; the address of the question shown first; text and ticks
// that were not sent, over a reload.

const OPTIONS = '.st-key-options'
const PRESSES = `${OPTIONS} button, .st-key-chips button, .st-key-panel-na button, .st-key-panel-understood button`
const NUMBER = `${OPTIONS} [data-testid=stTextInput] input`
const TEXT = '.st-key-typed-box textarea'
const UNREAD = 400 // milliseconds in which nobody has read a question yet
const BURST = 250 // a shorter pause between two figures belongs to the same number

const one = (selector) => document.querySelector(selector)
const all = (selector) => [...document.querySelectorAll(selector)]
const asked = () => one('.ecq-question')?.dataset.question ?? null

function attend() {
  const self = { words: {}, question: asked(), readable: 0, burst: 0, restored: false, heard: '' }

  function tell(text) {
    const live = one('#ecq-live')
    if (!live) return
    live.textContent = ''
    live.textContent = text
  }

  // -- keys and presses that must not answer

  // Whether a key is to do nothing, and why is told. The page's helper asks before it, and Streamlit, act on a key.
  self.refuses = (event) => {
    if (!one(OPTIONS) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
    const key = event.key
    const figure = /^[0-9.]$/.test(key)
    if (!figure && !/^[a-z]$/i.test(key) && key !== 'Enter' && key !== ' ') return false
    const here = event.target
    const number = here.matches?.(NUMBER)
    if (here.matches?.('textarea, select, input:not([type=checkbox])') && !(number && figure)) return false
    if (event.repeat) return refuse(event, self.words.held)
    if (number) return false
    const now = performance.now()
    const early = now < self.readable
    // The rest of a number whose beginning did not count would be another number.
    const rest = figure && now < self.burst && one(NUMBER)
    if (!early && !rest) return false
    self.burst = now + BURST
    return refuse(event, self.words.soon)
  }

  function refuse(event, why) {
    event.preventDefault()
    event.stopImmediatePropagation()
    if (why) tell(why)
    return true
  }

  function onClick(event) {
    if (!event.isTrusted || event.detail === 0 || !event.target.closest?.(PRESSES)) return // by a key
    if (event.detail > 1) refuse(event)
    else if (performance.now() < self.readable) refuse(event, self.words.soon)
  }

  // -- text and ticks that were not sent

  const drawer = () => `ecq-unsent-${self.words.assessment}`
  const ticks = () => Object.fromEntries(
    all(`${OPTIONS} input[type=checkbox]`).map((box) => [nameOf(box), box.checked]),
  )
  const nameOf = (box) => /st-key-(item-[\w-]+)/.exec(box.closest('[class*=st-key-item-]')?.className ?? '')?.[1]

  function keep() {
    if (!asked() || !self.words.assessment) return
    const unsent = { question: asked(), text: one(TEXT)?.value ?? '', number: one(NUMBER)?.value ?? null, ticks: ticks() }
    try {
      sessionStorage.setItem(drawer(), JSON.stringify(unsent))
    } catch {} // a browser that keeps nothing
  }

  function type(field, text) {
    const owner = field.matches('textarea') ? HTMLTextAreaElement : HTMLInputElement
    Object.getOwnPropertyDescriptor(owner.prototype, 'value').set.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }

  // Streamlit loads the code of a kind of field when the first of it is drawn, so fields come one after another.
  function restore() {
    if (self.restored || !self.words.assessment) return
    let unsent = null
    try {
      unsent = JSON.parse(sessionStorage.getItem(drawer()))
    } catch {}
    if (!unsent || !asked()) return (self.restored = self.restored || !unsent)
    if (!one(TEXT) || !one('[data-test-script-state=notRunning]') || one(`${OPTIONS} [data-testid=stSkeleton]`)) return
    self.restored = true
    sessionStorage.removeItem(drawer())
    if (unsent.text) type(one(TEXT), unsent.text)
    if (unsent.question !== asked()) return
    if (unsent.number !== null && one(NUMBER) && one(NUMBER).value !== unsent.number) type(one(NUMBER), unsent.number)
    for (const box of all(`${OPTIONS} input[type=checkbox]`)) {
      const ticked = unsent.ticks[nameOf(box)]
      if (ticked !== undefined && ticked !== box.checked) box.click()
    }
  }

  function look() {
    const now = asked() // none for a moment while Streamlit draws it anew
    if (now && now !== self.question) {
      if (self.question !== null) self.readable = performance.now() + UNREAD
      self.question = now
    }
    if (!self.restored) restore()
    follow()
  }

  // What is said to the words just typed stands below the options: it must not lie behind the dock.
  function follow() {
    const box = one('.ecq-heard-box')
    const heard = box?.textContent ?? ''
    if (heard === self.heard || !one('[data-test-script-state=notRunning]')) return
    self.heard = heard
    // What was drawn before may still go, and fields change their height.
    if (heard) for (const wait of [0, 150, 450]) setTimeout(uncover, wait)
  }

  function uncover() {
    const [box, dock] = [one('.ecq-heard-box'), one('.st-key-dock')]
    if (!box || !dock) return
    const hidden = box.getBoundingClientRect().bottom + 8 - dock.getBoundingClientRect().top
    if (hidden > 0) one('main').scrollBy(0, hidden)
  }

  new MutationObserver(look).observe(document.getElementById('root') ?? document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-question', 'data-test-script-state'],
  })
  document.addEventListener('click', onClick, true)
  window.addEventListener('pagehide', keep)
  // On a phone the field stands above the keyboard.
  const viewport = one('meta[name=viewport]')
  if (viewport && !viewport.content.includes('interactive-widget')) viewport.content += ', interactive-widget=resizes-content'
  self.look = look
  return self
}

// The thread itself is a component of a few lines, since Streamlit sends the script of a component with all its data, and
// its data changes with each answer. This script is sent once, and draws for it.
export default function () {
  const attendant = (window.ecqConversation ??= attend())
  attendant.show = (component) => show(attendant, component)
  if (window.ecqThread) attendant.show(window.ecqThread)
}

function show(attendant, { data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector('.ecq-thread')
  const told = JSON.parse(new TextDecoder().decode(data))
  attendant.words = told
  const go = (name, value) => setTriggerValue(name, value)
  root.setAttribute('role', 'log')
  root.setAttribute('aria-live', 'off') // the page's own live region tells what is new, once
  root.setAttribute('aria-label', told.label)
  draw(root, told, go)
  // The question shown first was not in the address that led here; a link to it, Back and a reload need it there.
  const address = new URL(location.href)
  if (told.at && !address.searchParams.has('q')) {
    address.searchParams.set('q', told.at)
    history.replaceState(history.state, '', address)
  }
  attendant.look()
}

function draw(root, told, go) {
  const main = root.closest('main')
  const beforeTop = root.dataset.first
  const below = main ? main.scrollHeight - main.scrollTop : 0
  const known = new Map([...root.querySelectorAll(':scope > .line')].map((line) => [line.dataset.key, line]))
  const lines = told.lines.map((line) => {
    const text = JSON.stringify(line)
    const there = known.get(line.key)
    return there?.dataset.told === text ? there : exchange(line, text, told, go)
  })
  const earlier = told.earlier ? [button(told.earlier, 'earlier', () => go('earlier', String(Date.now())))] : []
  if (!same(root, [...earlier, ...lines])) root.replaceChildren(...earlier, ...lines)
  // What was read stays where it is when earlier lines come in above it.
  const first = told.lines[0]?.key ?? ''
  if (main && beforeTop && beforeTop !== first && told.lines.some((line) => line.key === beforeTop))
    main.scrollTop = main.scrollHeight - below
  root.dataset.first = first
}

function same(root, wanted) {
  const shown = [...root.children]
  return shown.length === wanted.length && shown.every((element, at) => element === wanted[at])
}

function make(name, className, text = '') {
  const element = document.createElement(name)
  element.className = className
  element.textContent = text
  return element
}

function button(text, className, press) {
  const element = make('button', className, text)
  element.type = 'button'
  element.onclick = press
  return element
}

function exchange(line, text, told, go) {
  const whole = make('div', 'line')
  whole.dataset.key = line.key
  whole.dataset.told = text
  const again = () => {
    if (line.now) return make('em', 'now', line.now)
    if (!line.change) return ''
    const press = button(line.change, 'again', () => go('go', line.id))
    press.dataset.change = line.id
    press.setAttribute('aria-label', told.changeOf.replace('{change}', line.change).replace('{question}', line.question))
    return press
  }
  if (line.kind === 'skipped') {
    const row = make('p', 'left')
    row.append(make('span', 'ecq-tag plain', line.tag), make('span', 'asked', line.question), again())
    whole.append(row)
  } else {
    if (line.question) whole.append(make('p', 'asked', line.question))
    if (line.words) whole.append(make('p', 'own typed', line.words))
    if (line.reply) whole.append(make('p', 'reply', line.reply))
    if (line.answer) {
      const own = make('p', 'own pressed')
      own.append(make('span', '', line.answer), again())
      whole.append(own)
    } else if (line.kind !== 'reply') {
      const taken = make('p', 'taken', line.taken ?? '')
      taken.append(again())
      whole.append(taken)
    }
  }
  if (line.traces) whole.append(make('p', 'taken traces', line.traces.join(' · ')))
  if (line.gate) {
    const [title, ...rest] = line.gate
    const gate = make('p', 'gate')
    gate.append(make('b', '', title), make('span', '', rest.join(' ')), again())
    whole.append(gate)
  }
  if (line.milestone) {
    const milestone = make('p', 'milestone')
    milestone.append(make('span', '', line.milestone))
    whole.append(milestone)
  }
  return whole
}
