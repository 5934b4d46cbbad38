// Draws the overview and tells back what was typed and pressed. Knows no words: all of them come with the data.

const TYPED_AFTER = 140 // milliseconds without a key before what was typed is looked for
const ROWS = 'summary, .ecq-list a'

// What outlives a visit to a question: what was unfolded by hand, and where on the screen a line stood.
const kept = (window.ecqOverview ??= { folds: {}, view: null, place: null })

function once() {
  if (kept.listening) return
  kept.listening = true
  document.addEventListener('keydown', (event) => {
    const input = document.querySelector('.ecq-overview input')
    const away = event.target.closest?.('input, textarea, select, [contenteditable=true]')
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || away || !input) return
    event.preventDefault()
    input.focus()
    input.select()
  })
  // Paper cannot be unfolded.
  let folded = []
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('.ecq-overview details:not([open])')]
    for (const one of folded) one.open = true
  })
  addEventListener('afterprint', () => {
    for (const one of folded) one.open = false
  })
}

function make(parent, name, text, set = {}) {
  const made = document.createElement(name)
  if (text) made.textContent = text
  Object.assign(made, set)
  parent.append(made)
  return made
}

function drawParts(select, content) {
  select.replaceChildren()
  let group = select
  for (const part of content.parts) {
    if (part.heading) group = make(select, 'optgroup', '', { label: part.title })
    make(group, 'option', part.title, { value: part.id, selected: part.id === content.within })
  }
}

function drawChips(box, content) {
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.show : null
  box.replaceChildren()
  for (const chip of content.chips) {
    if (chip.apart) make(box, 'i')
    const button = make(box, 'button', chip.title + ' ', { type: 'button' })
    button.dataset.show = chip.id
    button.setAttribute('aria-pressed', String(chip.current))
    make(button, 'b', String(chip.count))
    if (chip.id === focused) button.focus()
  }
}

function drawList(list, content, unfolded) {
  const active = list.contains(document.activeElement) ? document.activeElement : null
  const focused = active?.dataset.question
  const fold = active?.closest('details')?.dataset.fold
  if (kept.view !== content.view) kept.folds = {}
  kept.view = content.view
  list.innerHTML = content.list
  for (const one of list.querySelectorAll('details')) {
    if (one.dataset.fold in kept.folds) one.open = kept.folds[one.dataset.fold]
    // The press tells, not the element's own event: that one comes late, and for what the page itself unfolds too.
    one.querySelector('summary').addEventListener('click', () => {
      kept.folds[one.dataset.fold] = !one.open
      setTimeout(unfolded)
    })
  }
  if (focused) row(list, focused)?.focus({ preventScroll: true })
  else if (fold) list.querySelector(`details[data-fold="${CSS.escape(fold)}"] summary`)?.focus({ preventScroll: true })
}

// The words searched for are marked where they stand as typed, without touching the lines themselves.
function mark(list, text) {
  if (!window.Highlight) return
  const found = new Highlight()
  const terms = text.toLowerCase().split(/\s+/).filter(Boolean)
  const walker = document.createTreeWalker(list, NodeFilter.SHOW_TEXT)
  while (terms.length && walker.nextNode()) {
    const node = walker.currentNode
    if (!node.parentElement.closest('li') || node.parentElement.closest('a')) continue
    const said = node.data.toLowerCase()
    for (const term of terms) {
      for (let at = said.indexOf(term); at >= 0; at = said.indexOf(term, at + term.length)) {
        if (said.length !== node.data.length) break
        const range = new Range()
        range.setStart(node, at)
        range.setEnd(node, at + term.length)
        found.add(range)
      }
    }
  }
  CSS.highlights.set('ecq-found', found)
}

const SETTLED = 5000 // milliseconds after which a page has found its height on a slow machine, too

const row = (list, id) => list.querySelector(`a[data-question="${CSS.escape(id)}"]`)

// Back from a question: its line is unfolded, stands where it stood, and has the focus.
function comeBack(root, list, content) {
  const link = content.place && row(list, content.place)
  if (!link) return
  const fold = link.closest('details')
  fold.open = true
  const main = root.closest('main')
  const height = main?.clientHeight ?? innerHeight
  const settle = () => {
    if (!link.isConnected || !main) return
    const wanted = kept.place?.id === content.place ? kept.place.top : height / 3
    main.scrollTop += link.closest('li').getBoundingClientRect().top - wanted
  }
  link.dataset.arrive = '' // browser_helper.js, which leads the focus on every page, leads it here
  link.addEventListener('blur', () => delete link.dataset.arrive, { once: true })
  link.focus({ preventScroll: true })
  settle()
  // What stands above may still be growing: for a while, until the reader moves on.
  const growing = new ResizeObserver(settle)
  growing.observe(root.closest('[data-testid=stMainBlockContainer]') ?? root)
  const enough = () => growing.disconnect()
  for (const moved of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
    addEventListener(moved, enough, { capture: true, once: true, passive: true })
  setTimeout(enough, SETTLED)
}

function walk(event, root, input) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const inside = event.target === input || event.target.matches(ROWS)
  if (!inside || event.isComposing) return
  const stops = [input, ...[...root.querySelectorAll(ROWS)].filter((one) => one.checkVisibility())]
  const next = stops[stops.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const content = JSON.parse(new TextDecoder().decode(data))
  const root = parentElement.querySelector('.ecq-overview')
  const input = root.querySelector('input')
  const select = root.querySelector('select')
  const chips = root.querySelector('.ecq-shows')
  const list = root.querySelector('.ecq-list')
  const unfold = root.querySelector('[data-unfold]')
  const clear = root.querySelector('[data-clear]')
  const fresh = !root.dataset.drawn
  root.dataset.drawn = 'yes'
  once()

  root.querySelector('.ecq-search span').textContent = content.words.search
  root.querySelector('.ecq-within span').textContent = content.words.within
  root.querySelector('form').setAttribute('aria-label', content.words.search)
  input.placeholder = content.words.hint
  input.title = content.words.slash
  input.setAttribute('aria-keyshortcuts', '/')
  chips.setAttribute('aria-label', content.words.shows)
  if (fresh) input.value = content.text // later only the visitor writes into it
  clear.textContent = content.words.clear
  clear.hidden = !content.words.clear
  drawParts(select, content)
  drawChips(chips, content)
  root.querySelector('[role=status]').textContent = content.found
  const folds = () => [...list.querySelectorAll('.ecq-indicator')]
  const nameUnfold = () => {
    const all = folds().every((one) => one.open)
    unfold.textContent = all ? content.words.fold : content.words.unfold
    unfold.hidden = !folds().length
  }
  drawList(list, content, nameUnfold)
  mark(list, content.text)
  root.removeAttribute('aria-busy')
  const tell = (kind, value) => {
    root.setAttribute('aria-busy', 'true')
    setTriggerValue(kind, value)
  }
  const search = () => {
    clearTimeout(kept.timer)
    if (input.value !== kept.sent) tell('text', (kept.sent = input.value))
  }

  if (fresh) {
    kept.sent = content.text
    comeBack(root, list, content)
  }
  nameUnfold()

  root.querySelector('form').onsubmit = (event) => {
    event.preventDefault()
    search()
  }
  input.oninput = (event) => {
    clearTimeout(kept.timer)
    if (!event.isComposing) kept.timer = setTimeout(search, TYPED_AFTER)
  }
  input.oncompositionend = () => input.oninput({ isComposing: false })
  select.onchange = () => tell('within', select.value)
  root.onkeydown = (event) => walk(event, root, input)
  unfold.onclick = () => {
    const open = folds().some((one) => !one.open)
    for (const one of folds()) one.open = kept.folds[one.dataset.fold] = open
    nameUnfold()
  }
  root.onclick = (event) => {
    const { show, question, page, clear } = event.target.closest('[data-show], a[data-question], a[data-page], [data-clear]')?.dataset ?? {}
    if (show !== undefined) {
      for (const chip of chips.querySelectorAll('button')) chip.setAttribute('aria-pressed', String(chip.dataset.show === show))
      tell('show', show)
    }
    if (clear !== undefined) {
      input.value = kept.sent = ''
      input.focus()
      tell('clear', 'all')
    }
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    if (question || page) event.preventDefault()
    if (question) {
      kept.place = { id: question, top: event.target.closest('li').getBoundingClientRect().top }
      tell('question', question)
    }
    if (page) tell('page', page)
  }
}
