// What only the browser can do for a page: say its language, announce what an answer did, lead the focus, know keys,
// show the sheet of shortcuts, translate Streamlit's own words, stay whole in print, say that the server is gone.
//
// It looks at the page and knows nothing of questions or scores: `.ecq-question[data-question]` is where one is,
// `.ecq-said` what the last answer did, `[data-score-said]` the score in words, `.st-key-panel-*` and `[data-panel]` what is unfolded.

const FIELD = 'textarea, input:not([type=checkbox], [type=radio], [type=file], [type=hidden])'
const ANSWERS = '.ecq-answers'
const TYPED = '.ecq-typed'
const CALENDAR = '[data-testid=stDateInputCalendar]'
const PANELS = '[class*="st-key-panel-"], [data-panel]'
const DRAWN = 300 // milliseconds after which a panel that was opened has its height
const [UNANSWERED, SILENT] = [2000, 3000] // milliseconds until a press is doubted, and for which an answer is waited then

function attend() {
  const self = { words: null, place: null, panels: [], score: null, said: '', head: '', last: null, title: null, typed: false, around: [], asking: null, doubt: null }
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const one = (selector, root = document) => root.querySelector(selector)

  // -- where the focus is

  const active = () => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    return element
  }
  const nowhere = () => !document.activeElement || document.activeElement === document.body
  const inDialog = (more = '') => all(`[role=dialog], dialog[open]${more}`).some((each) => each.checkVisibility())
  const editable = (element) => element?.matches?.(FIELD) || element?.isContentEditable

  const heading = () => {
    const asked = all('.ecq-question h1')
    return asked.length ? asked.at(-1) : one('main h1')
  }

  function focus(element) {
    if (!element) return
    if (!element.matches('a, button, input, textarea, [tabindex]')) element.tabIndex = -1
    element.focus({ preventScroll: true })
    inSight(element)
    // What it holds may still be drawn, and take the focus: where the page stands by then is not where it stood.
    setTimeout(() => element.contains(active()) && inSight(active()), DRAWN)
  }

  function inSight(element) {
    const box = element.getBoundingClientRect()
    const strip = one('.ecq-phone summary')?.getBoundingClientRect().bottom ?? 0
    const foot = one('.ecq-dock')?.getBoundingClientRect().top ?? innerHeight
    if (box.top < strip || box.bottom > foot) element.scrollIntoView({ block: 'center' })
  }

  // -- the one live region

  const live = document.createElement('div')
  live.id = 'ecq-live'
  live.setAttribute('role', 'status')
  live.setAttribute('aria-live', 'polite')
  live.setAttribute('aria-atomic', 'true')
  document.body.append(live)

  // What to say when the server is gone: always there, shown by the style sheet. Streamlit then opens a dialog of its own,
  // in English and hidden by ours, which takes everything but a top layer from screen readers.
  const offline = document.createElement('div')
  offline.className = 'ecq-offline'
  offline.setAttribute('role', 'alert')
  offline.dataset.reactAriaTopLayer = 'true'
  document.body.append(offline)

  // Without a network a connection counts as open for minutes, and a press is followed by nothing. Then the server is asked
  // for any word, until one comes.
  async function doubt() {
    const asking = new AbortController()
    const late = setTimeout(() => asking.abort(), SILENT)
    const silent = await fetch('/healthz', { cache: 'no-store', signal: asking.signal }).then(() => false, () => true)
    clearTimeout(late)
    document.body.classList.toggle('ecq-silent', silent)
    self.doubt = silent ? setTimeout(doubt, UNANSWERED / 2) : null
  }

  function pressed({ type, key }) {
    if (type === 'click' || key === 'Enter') self.doubt ??= setTimeout(doubt, UNANSWERED)
  }

  function answered() {
    if (!one('[data-test-script-state=running]') || document.body.classList.contains('ecq-silent')) return
    clearTimeout(self.doubt)
    self.doubt = null
  }

  function announce(parts) {
    const before = performance.now() < live.refused?.until ? live.refused.text : ''
    const text = parts.filter(Boolean).join(' ')
    if (!text) return
    live.refused = null
    live.lang = self.words.tag
    live.textContent = ''
    live.textContent = [before, text].filter(Boolean).join(' ')
  }

  // -- after every run of the script

  const panels = () =>
    all(PANELS).map((element) => element.dataset.panel ?? /st-key-panel-([\w-]+)/.exec(element.className)[1])
  const rootOf = (panel) => one(`.st-key-panel-${CSS.escape(panel)}, [data-panel="${CSS.escape(panel)}"]`)

  const opener = (panel) =>
    panel === 'understood' ? one(`${TYPED} textarea`) : one(`[data-key="chip-${CSS.escape(panel)}"]`)

  const touched = () => matchMedia('(pointer: coarse)').matches

  // On a touch screen a field that gets the focus brings up the keyboard, which nobody has asked for yet. A guess never has
  // the focus: whoever presses Enter once too often would answer by it.
  function inside(panel) {
    const root = rootOf(panel)
    if (panel === 'understood' || touched()) return root
    const ready = (selector) => all(selector, root).find((element) => !element.disabled)
    return root && (ready(FIELD) ?? ready('button') ?? root)
  }

  function look() {
    if (!self.words) return
    lookAtPresses()
    lookAtUnfolded()
    if (!one('[data-test-script-state=notRunning]')) return
    translate()
    marks()
    const asked = all('.ecq-question')
    if (asked.length > 1 || !heading()) return // nothing is drawn yet, and arriving is no news
    const place = asked[0]?.dataset.question ?? self.words.page
    const open = panels()
    const asking = rootOf('understood')
    let back = []
    const score = one('[data-score-said]')?.dataset.scoreSaid ?? null
    const said = asked[0] ? saidAt(asked[0]) : ''
    const head = asked[0] ? '' : heading().textContent // a page's title may be what it comes to
    if (place !== self.place) {
      if (self.place !== null) arrive(asked[0], score)
      else show(asked[0])
    } else {
      const opened = open.find((panel) => !self.panels.includes(panel))
      const closed = self.panels.find((panel) => !open.includes(panel))
      // A field may still be on its way: Streamlit loads the code of a kind of field when the first of it is drawn.
      if (opened && one('[data-testid=stSkeleton]', rootOf(opened))) return
      // What is asked back to typed words is told to who goes on typing; on a touch screen the keyboard lies over it and goes.
      const anew = asking && asking !== self.asking && active()?.closest(TYPED)
      if (anew && !touched()) back = [asking.ariaLabel, ...all('.option', asking).map((each) => each.textContent)]
      else if (opened || anew) focus(inside(opened ?? 'understood'))
      else if (nowhere() && closed) focus(opener(closed))
      // The title that was led to is drawn anew, or was still the one of the page before.
      else if (nowhere() && self.title && !self.title.isConnected) focus((self.title = heading()))
      // What had the focus is gone, as when a piece of evidence was removed: go on from near by, not from the top.
      else if (nowhere() && self.last && !self.last.isConnected && (asked[0] || self.byKey))
        focus(open.length ? inside(open.at(-1)) : asked[0] ? heading() : nearBy())
      const scored = score !== self.score && self.score !== null
      announce([news(), ...back, ...(said && said !== self.said ? [said, score] : [scored ? score : head !== self.head && head])])
    }
    Object.assign(self, { place, panels: open, asking, score, said, head })
  }

  // What a press did: put into the page anew it is not read everywhere, so the live region tells it, once.
  function news() {
    const fresh = all('.ecq-notice[role=status]:not([aria-live])')
    for (const notice of fresh) notice.setAttribute('aria-live', 'off')
    return fresh.map((notice) => notice.innerText).join(' ')
  }

  function nearBy() {
    const left = self.around.find((element) => element.isConnected) ?? document.body
    return left.contains(heading()) ? heading() : (stopsIn(left)[0] ?? left)
  }

  // A button that makes a file is off meanwhile, and without a connection all are: what had the focus gets it back.
  function lookAtPresses() {
    const away = !one('[data-test-connection-state=CONNECTED]')
    if (self.held && !self.held.disabled && !away) {
      if (nowhere()) focus(self.held)
      self.held = null
    } else if (!self.held && self.byKey && (away || (self.last?.disabled && (nowhere() || active() === self.last)))) {
      self.held = self.last
      if (!away && self.held.closest('[data-testid=stDownloadButton]')) announce([self.words.making])
    }
  }

  // Streamlit draws what a button unfolds at the end of the page: the focus is led there, and Tab closes it at its end.
  const UNFOLDED = '[data-testid=stPopoverBody]'
  function lookAtUnfolded() {
    const box = one(UNFOLDED)
    if (box && !self.unfolded && self.byKey && active()?.matches('[aria-expanded=true]')) {
      self.opener = active()
      focus(box)
    }
    self.unfolded = box
  }

  // What the assistant says above a question.
  function saidAt(question) {
    const line = one('.ecq-said', question.parentElement)
    return line ? all('p', line).map((part) => part.textContent).join(' ') || line.textContent : ''
  }

  // Another question or page. Moving the focus to its heading makes a screen reader read it; who goes on typing stays in
  // the field and hears the question with the rest. A page that leads back to a place of its own marks it `data-arrive`.
  function arrive(question, score) {
    const typing = stillTyping()
    if (!typing) {
      focus((self.title = one('[data-arrive]') ?? heading()))
      show(question)
    }
    const said = question && saidAt(question)
    announce([news(), said, score !== self.score || said ? score : null, typing ? heading()?.textContent : null])
  }

  // Streamlit may put a new field in the place of the one that is typed in, and the focus is gone with the old one.
  function stillTyping() {
    if (active()?.closest(TYPED)) return true
    if (!nowhere() || !self.typed || self.last.isConnected) return false
    one(`${TYPED} textarea`)?.focus()
    return true
  }

  // Bring a question into view: as far down as the conversation goes, but its beginning not under the strip of a phone.
  // What is asked by invitation stands below whom it is for, on a page that begins at its top.
  function show(question) {
    if (!question || question.closest('.ecq-answering')) return
    const main = one('main')
    main.scrollTo(0, main.scrollHeight)
    const top = (question.parentElement.querySelector('.ecq-said') ?? question).getBoundingClientRect().top
    const strip = (one('.ecq-phone summary')?.getBoundingClientRect().bottom ?? 0) + 8
    if (top < strip) main.scrollBy(0, top - strip)
  }

  // A key beside a name is told as a key.
  function marks() {
    for (const key of all('button kbd:not([aria-hidden])')) {
      key.setAttribute('aria-hidden', 'true')
      key.removeAttribute('aria-label')
      key.closest('button').setAttribute('aria-keyshortcuts', key.textContent.trim())
    }
  }

  // -- Streamlit's own words, which it has in English only

  const translated = new WeakMap()
  const told = new WeakMap()

  function translate() {
    const skip = one('[data-testid=stSkipToContent]')
    const wanted = one('.ecq-question') ? self.words.skipToQuestion : self.words.skipToContent
    if (skip && skip.textContent !== wanted) skip.textContent = wanted
    // Its own word is covered by the style sheet, and read all the same.
    for (const press of all('[data-testid=stFileUploaderDropzone] button:not([aria-label])')) press.setAttribute('aria-label', 'file upload')
    // A calendar stands beside the page, and says in text how it is used and, to those who hear it, which month it shows.
    for (const said of all(`${CALENDAR} > span, ${CALENDAR} h2`)) {
      const ours = inOurs(said.textContent)
      if (said.textContent !== ours) said.firstChild.data = ours
    }
    for (const name of ['aria-label', 'aria-valuetext', 'placeholder'])
      for (const element of all(`:is(#root, ${CALENDAR}) [${name}], ${CALENDAR}[${name}]`)) {
        const shown = element.getAttribute(name)
        const known = translated.get(element)?.[name]
        const original = known && known.ours === shown ? known.original : shown
        const ours = inOurs(original)
        if (ours === shown) continue
        translated.set(element, { ...translated.get(element), [name]: { original, ours } })
        element.setAttribute(name, ours)
      }
    // What a list says that has nothing of what was typed.
    for (const said of all('[role=listbox] > [role=option]:only-child > span:only-child')) {
      if (said.childElementCount === 0 && said.textContent === 'No results') said.firstChild.data = self.words.nothingFound
    }
    for (const why of all('[data-testid=stFileUploader] [role=alert]')) {
      const original = told.get(why) ?? why.textContent
      const known = Object.keys(self.words.streamlit.uploads).find((one) => original.startsWith(one) || original.endsWith(one))
      const ours = known && self.words.streamlit.uploads[known]
      if (!ours || why.textContent === ours) continue
      told.set(why, original)
      const [first, ...rest] = why.childNodes // React keeps its pieces of text, so they stay and say something else
      first.data = ours
      for (const one of rest) one.data = ''
    }
  }

  function inOurs(english) {
    const { whole, before } = self.words.streamlit
    if (english in whole) return whole[english]
    const month = /^0?(\d+) – [A-Z][a-z]+$/.exec(english)
    if (month) return self.words.month.replace('{number}', month[1])
    for (const [start, ours] of Object.entries(before))
      if (english.startsWith(start)) return ours.replace('{}', english.slice(start.length))
    return english
  }

  // -- keys

  function onKey(event) {
    if (!sheet.open && window.ecqConversation?.refuses(event)) return
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing
    if (sheet.open) {
      if (plain && event.key.length === 1 && event.key !== ' ') event.stopImmediatePropagation()
      if (plain && ['?', '？'].includes(event.key)) sheet.close()
      return
    }
    const here = active()
    if (!plain) return steps(event, here)
    if (!self.words) return
    if (event.key === 'Tab') return onTab(event, here)
    if (event.key === 'Escape') return leave(event, here)
    if (event.key === 'ArrowUp' && here?.closest(TYPED) && !here.value) return (one('.ecq-below .option') ?? one('.ecq-below button'))?.focus()
    if (editable(here) || here?.matches?.('select, [role=combobox], [role=option]')) return
    if (['?', '？'].includes(event.key)) {
      event.preventDefault()
      return showSheet()
    }
    if (inDialog()) return // what lies behind it takes no key
    const box = here?.type === 'checkbox'
    if (box && !here.closest(ANSWERS) && !/^[a-z]$/i.test(event.key)) return
    if (event.key === 'Enter' && (box || nowhere() || here === heading())) return confirmItems(event)
    if (/^[0-9.]$/.test(event.key) && digit(event)) return
    window.ecqConversation?.press(event)
  }

  // The bar stands above the sidebar, but after it in Streamlit's page: Tab goes as the eye does.
  const STOPS = 'a[href], button, select, summary, input, textarea, [tabindex="0"]'
  function stopsIn(root) {
    return all('*', root).flatMap((element) => {
      const inside = element.shadowRoot ? stopsIn(element.shadowRoot) : []
      return element.matches(STOPS) && !element.disabled && element.checkVisibility({ visibilityProperty: true }) ? [element, ...inside] : inside
    })
  }

  function onTab(event, here) {
    const box = here.closest(UNFOLDED)
    if (box && self.opener?.isConnected) {
      const group = (stop) => stop?.closest('[role=radiogroup], [role=toolbar]') ?? stop
      const stops = stopsIn(box)
      if (here !== (event.shiftKey && box) && group(here) !== group(stops.at(event.shiftKey ? 0 : -1))) return
      event.preventDefault()
      event.stopImmediatePropagation()
      self.opener.focus()
      return self.opener.click()
    }
    const [bar, side] = [one('.ecq-top'), one('[data-testid=stSidebar]')]
    if (!bar || !side?.checkVisibility() || inDialog()) return
    const skip = all('[data-testid=stSkipToContent]')
    const [inBar, inSide] = [stopsIn(bar), stopsIn(side)]
    const rest = stopsIn(one('main')).filter((stop) => !bar.contains(stop))
    const parts = [skip, inBar, inSide, rest].filter((part) => part.length)
    const at = parts.findIndex((part) => part.includes(here))
    const next = parts[at + (event.shiftKey ? -1 : 1)]
    if (at < 0 || !next || here !== parts[at].at(event.shiftKey ? 0 : -1)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    for (const stop of event.shiftKey ? next.reverse() : next) {
      stop.focus({ focusVisible: true })
      if (active() === stop) return
    }
  }

  // Undo and redo under the keys everybody knows. Streamlit's own shortcuts with Ctrl would fire in a field too, where
  // these keys belong to the text.
  function steps(event, here) {
    const key = event.key.toLowerCase()
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || !['z', 'y'].includes(key)) return
    if (editable(here) || here?.matches?.('select') || inDialog()) return
    const step = key === 'y' || event.shiftKey ? 'redo' : 'undo'
    const button = one(`[data-key=step-${step}]`)
    if (!button) return
    event.preventDefault()
    button.click()
  }

  // A figure goes into the field for a number and ticks a line of a checklist; in the conversation options have their keys.
  function digit(event) {
    const field = one(`${ANSWERS} ${FIELD.split(', ')[1]}`)
    const none = one(`${ANSWERS} .option kbd`)
    if (field && !(event.key === '0' && none)) {
      field.select() // the figure begins a number
      field.focus()
      return true
    }
    const boxes = all(`${ANSWERS} input[type=checkbox]`)
    const option = window.ecqConversation ? null : one(`${ANSWERS} [data-shortcut="${event.key}"]`)
    const ticked = boxes[Number(event.key) - 1] ?? option
    if (!ticked) return false
    event.preventDefault()
    event.stopImmediatePropagation()
    ticked.focus()
    ticked.click()
    return true
  }

  function confirmItems(event) {
    const button = one(`${ANSWERS} .confirm`)
    if (!button || !one(`${ANSWERS} input[type=checkbox]`)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    button.click()
  }

  // Escape leaves a field first, so that what is typed there is kept; then it closes what was opened. A form that can be
  // cancelled takes its own Escape.
  function leave(event, here) {
    const sheetOfPages = one('.ecq-top.open .menu')
    if (sheetOfPages) return sheetOfPages.click(), sheetOfPages.focus()
    if (inDialog(', [role=listbox]') || one('[data-id^=cancel-]', here?.closest?.('form') ?? live)) return
    const last = self.panels.at(-1)
    if (editable(here) && !(last === 'understood' && here.closest(TYPED) && !here.value)) {
      event.stopImmediatePropagation()
      const panel = self.panels.find((name) => rootOf(name)?.contains(here))
      here.blur()
      return focus(panel ? (opener(panel) ?? heading()) : heading())
    }
    if (last) (last === 'understood' ? one('[data-key=understood-no]') : opener(last))?.click()
  }

  // -- the sheet of shortcuts

  const sheet = document.createElement('dialog')
  sheet.className = 'ecq-sheet'
  document.body.append(sheet)
  sheet.addEventListener('click', (event) => event.target === sheet && sheet.close())

  function make(parent, name, text = '', attributes = {}) {
    const made = document.createElement(name)
    made.textContent = text
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    parent.append(made)
    return made
  }

  function showSheet() {
    const content = self.words.sheet
    sheet.replaceChildren()
    sheet.lang = self.words.tag
    sheet.setAttribute('aria-labelledby', 'ecq-sheet-title')
    const head = make(sheet, 'header')
    make(head, 'h2', content.title, { id: 'ecq-sheet-title' })
    const close = make(head, 'button', content.close, { type: 'button' })
    close.onclick = () => sheet.close()
    make(sheet, 'p', content.lead)
    for (const group of content.groups) {
      const table = make(sheet, 'table')
      make(table, 'caption', group.title)
      for (const [keys, does] of group.rows) {
        const row = make(table, 'tr')
        const cell = make(row, 'th', '', { scope: 'row' })
        for (const key of keys) make(cell, key === '…' ? 'span' : 'kbd', key)
        make(row, 'td', does)
      }
    }
    sheet.showModal()
    sheet.scrollTop = 0
  }

  // -- what is typed arrives whole: half of a character would make Streamlit drop the message

  function mend(event) {
    const field = event.target
    if (typeof field?.value !== 'string' || !field.value.isWellFormed || field.value.isWellFormed()) return
    const at = field.selectionStart
    const owner = field.matches('textarea') ? HTMLTextAreaElement : HTMLInputElement
    Object.getOwnPropertyDescriptor(owner.prototype, 'value').set.call(field, field.value.toWellFormed())
    field.setSelectionRange?.(at, at)
  }

  // -- print: charts are as wide as the screen was; given a view box they fit the paper

  function fitCharts() {
    for (const drawing of all('.js-plotly-plot .main-svg')) {
      const [width, height] = ['width', 'height'].map((side) => parseFloat(drawing.getAttribute(side)))
      if (!width || !height) continue
      drawing.setAttribute('viewBox', `0 0 ${width} ${height}`)
      const holder = drawing.closest('.svg-container')
      holder?.style.setProperty('--ecq-ratio', `${width} / ${height}`)
      holder?.style.setProperty('--ecq-width', `${width}px`)
    }
  }
  const unfitCharts = () => all('.js-plotly-plot .main-svg').forEach((drawing) => drawing.removeAttribute('viewBox'))

  // What is folded in a card is read on paper too.
  let unfolded = []
  function unfold() {
    unfolded = all('.ecq-card details:not([open])')
    for (const part of unfolded) part.open = true
  }
  const fold = () => unfolded.splice(0).forEach((part) => (part.open = false))

  let due = 0
  const soon = () => (due ||= requestAnimationFrame(() => ((due = 0), look())))
  for (const press of ['click', 'keydown']) window.addEventListener(press, pressed, true)
  new MutationObserver(() => (answered(), soon())).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-test-script-state', 'data-test-connection-state', 'disabled', 'aria-expanded', 'aria-label', 'aria-valuetext'],
  })
  window.addEventListener('keydown', () => (self.byKey = true), true)
  window.addEventListener('keydown', onKey, true)
  document.addEventListener('input', mend, true)
  document.addEventListener('focusin', (event) => {
    self.last = active()
    self.around = event.composedPath().filter((each) => each instanceof Element)
    self.typed = self.last.closest(TYPED) !== null
    if (self.last !== self.title) self.title = null
  })
  document.addEventListener('pointerdown', (event) => {
    self.title = null
    self.byKey = false
    self.typed &&= event.target.closest?.(TYPED) != null
  })
  document.addEventListener(
    'click',
    (event) => {
      if (!event.target.closest?.('[data-testid=stSkipToContent]') || !one('.ecq-question')) return
      event.preventDefault()
      event.stopImmediatePropagation()
      focus(heading())
    },
    true,
  )
  window.addEventListener('beforeprint', () => (fitCharts(), unfold()))
  window.addEventListener('afterprint', () => (unfitCharts(), fold()))
  return Object.assign(self, { soon, showSheet, offline })
}

export default function ({ data }) {
  const helper = (window.ecqBrowserHelper ??= attend())
  const text = new TextDecoder().decode(data)
  if (helper.text !== text) {
    helper.text = text
    helper.words = JSON.parse(text)
    document.documentElement.lang = helper.offline.lang = helper.words.tag
    helper.offline.textContent = helper.words.offline
  }
  helper.soon()
}
