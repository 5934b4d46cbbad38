// Keeps what only the browser can keep in the interview: that a held key, a double press or a press made before the question
// could be read answers nothing; which key presses what; text, figures and ticks that were not sent, over a reload.

const ANSWERS = '.ecq-answers'
const PRESSES = `${ANSWERS} button, .ecq-chips button, .ecq-asks button, .ecq-below button`
const NUMBER = `${ANSWERS} input[type=text]`
const TEXT = '.ecq-typed textarea'
const NOTE = '.st-key-panel-note textarea'
const UNREAD = 400 // milliseconds in which nobody has read a question yet
const SETTLES = 10000 // in which a page asked for anew may still be drawn
const TOLD_FOR = 1500 // in which what is announced next is told with it, not in its place
const BURST = 250 // a shorter pause between two figures belongs to the same number

const asked = () => one('.ecq-question')?.dataset.question ?? null

function attend() {
  const self = { words: {}, assessment: null, question: asked(), readable: 0, burst: 0, restored: false, heard: '', unsent: {}, since: null, note: null }

  const tell = (self.announce = (text) => {
    const live = one('#ecq-live')
    if (!live) return
    live.textContent = ''
    live.textContent = text
    live.refused = { text, until: performance.now() + TOLD_FOR }
  })

  // -- keys and presses that must not answer

  // Whether a key is to do nothing, and why is told. The page's helper asks before it, and Streamlit, act on a key.
  self.refuses = (event) => {
    if (!one(`${ANSWERS} *`) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
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
    if (event.isTrusted) self.note = null
    if (!event.isTrusted || event.detail === 0 || !event.target.closest?.(PRESSES)) return // by a key
    if (event.detail > 1) refuse(event)
    else if (performance.now() < self.readable) refuse(event, self.words.soon)
  }

  // The button that a key stands for, pressed.
  self.press = (event) => {
    const key = event.key.toLowerCase()
    const button = all('.ecq-conversation [data-shortcut], .ecq-dock [data-shortcut]').find((each) => each.dataset.shortcut === key)
    if (!button) return
    event.preventDefault()
    event.stopImmediatePropagation() // Streamlit has keys of its own
    button.click()
  }

  // -- what was not sent

  const drawer = () => `ecq-unsent-${self.assessment}`

  function keep() {
    if (!asked() || !self.assessment) return
    const note = one(NOTE)?.value ?? null
    const typed = one(TEXT)?.value ?? ''
    const text = typed === self.refused?.text ? '' : typed // that was sent, and would be in the way of what is typed next
    const unsent = { question: asked(), text, answer: self.unsent, note }
    try {
      sessionStorage.setItem(drawer(), JSON.stringify(unsent))
    } catch {} // a browser that keeps nothing
  }

  // Puts back what was kept, once. A note goes by the server: Streamlit saves what stands in a field only when the field had
  // the focus, and takes out of a new one what was put into it by script.
  function restore() {
    if (self.restored || !self.assessment || !one(TEXT)) return
    self.restored = true
    let kept = null
    try {
      kept = JSON.parse(sessionStorage.getItem(drawer()))
      sessionStorage.removeItem(drawer())
    } catch {}
    if (!kept) return
    if (kept.text) self.write(kept.text)
    if (kept.question !== asked()) return
    const since = self.since?.question === asked() ? self.since : null
    self.since = null
    self.answer({ ...kept.answer, ...since })
    if (kept.note !== null) self.note = { question: kept.question, text: kept.note, until: performance.now() + SETTLES }
  }

  // As soon as the page is drawn: what it no longer holds may stand there until then, and longer where a run was stopped for
  // another, which clears nothing. So a field that still holds the text is watched until it must have gone, or a press.
  function restoreNote() {
    if (!self.note || !one('[data-test-script-state=notRunning]')) return
    const { question, text, until } = self.note
    const stands = question === asked() && one(NOTE)?.value === text
    if (stands && performance.now() < until) return
    self.note = null
    if (question === asked() && !stands) self.noteLeft(text)
  }

  // Back after a lost connection: what was not sent is kept over the whole drawing that it takes.
  function reconnect() {
    if (!self.assessment || !one('[data-test-connection-state]')) return
    if (!one('[data-test-connection-state=CONNECTED]')) self.lost = 'away'
    else if (self.lost === 'away') {
      self.lost = 'asking'
      keep()
      self.again()
    }
  }

  function look() {
    const now = asked() // none for a moment while Streamlit draws it anew
    if (now && now !== self.question) {
      if (self.question !== null) self.readable = performance.now() + UNREAD
      self.question = now
    }
    reconnect()
    if (!self.lost) {
      restore()
      restoreNote()
    }
    follow()
  }

  // What is said to the words just typed stands below the options: it must not lie behind the dock.
  function follow() {
    const box = one('.ecq-cards') ?? one('.ecq-heard-box')
    const heard = box?.textContent ?? ''
    if (heard === self.heard || !one('[data-test-script-state=notRunning]')) return
    self.heard = heard
    // What was drawn before may still go, and fields change their height.
    if (heard) for (const wait of [0, 150, 450]) setTimeout(uncover, wait)
  }

  function uncover() {
    const [box, dock] = [one('.ecq-cards .card') ?? one('.ecq-heard-box'), one('.ecq-dock')]
    if (!box || !dock) return
    const [main, leads, { top, bottom }] = [one('main'), one('.ecq-leads'), box.getBoundingClientRect()]
    const below = dock.getBoundingClientRect().top - 8
    const room = top - main.getBoundingClientRect().top - 8 // where words lead to is uncovered as far as they stay in sight
    const hidden = Math.max(bottom - below, Math.min((leads?.getBoundingClientRect().bottom ?? bottom) - below, room))
    if (hidden > 0) main.scrollBy(0, hidden)
  }

  new MutationObserver(look).observe(document.getElementById('root') ?? document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-question', 'data-test-script-state', 'data-test-connection-state'],
  })
  document.addEventListener('click', onClick, true)
  window.addEventListener('pagehide', keep)
  // On a phone the field stands above the keyboard.
  const viewport = one('meta[name=viewport]')
  if (viewport && !viewport.content.includes('interactive-widget')) viewport.content += ', interactive-widget=resizes-content'
  self.look = look
  return self
}
