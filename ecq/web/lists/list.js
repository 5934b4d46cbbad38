// Draws a list (docs: component.py) and tells back what was looked for and pressed. Knows no words: all come with the data.

const TYPED_AFTER = 140 // milliseconds without a key before what was typed is looked for
const SETTLED = 5000 // milliseconds after which a page has found its height on a slow machine, too
const STOPS = 'summary, .ecq-list li a, .ecq-list li button'

// What outlives a redraw, by list: rows chosen with their names, what was unfolded by hand, where a row stood.
const lists = (window.ecqLists ??= {})

// Browsers without popovers (Chromium before 114) show a menu by its class.
const AS_POPOVER = 'showPopover' in HTMLElement.prototype

function unfoldMenu(menu, open) {
  if (AS_POPOVER) return open ? menu.showPopover() : menu.hidePopover()
  menu.classList.toggle('unfolded', open)
  menu.ontoggle({ newState: open ? 'open' : 'closed' })
}

function once() {
  if (lists.listening) return
  lists.listening = true
  for (const away of AS_POPOVER ? [] : ['pointerdown', 'focusin'])
    document.addEventListener(away, ({ target }) => {
      for (const menu of document.querySelectorAll('.ecq-lists .menu.unfolded')) if (!menu.contains(target)) unfoldMenu(menu, false)
    })
  document.addEventListener('keydown', (event) => {
    const input = document.querySelector('.ecq-lists form:not([hidden]) input[type=search]')
    const away = event.target.closest?.('input, textarea, select, dialog, [contenteditable=true]')
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || away || !input) return
    event.preventDefault()
    input.focus()
    input.select()
  })
  // Paper cannot be unfolded.
  let folded = []
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('.ecq-lists details:not([open])')]
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

function drawChips(box, chips, label) {
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.chip : null
  box.setAttribute('aria-label', label ?? '')
  box.hidden = chips.length < 2
  box.replaceChildren()
  for (const { id, title, count, current, apart } of chips) {
    if (apart) make(box, 'i')
    const button = make(box, 'button', `${title} `, { type: 'button' })
    button.dataset.chip = id
    button.setAttribute('aria-pressed', String(current))
    make(button, 'b', String(count))
    if (id === focused) button.focus()
  }
}

function drawChoices(form, choices, changed) {
  for (const { name, label, heard = true, options, current } of choices) {
    let box = form.querySelector(`label[data-name="${name}"]`)
    if (!box) {
      box = make(form, 'label', '', { className: name })
      box.dataset.name = name
      make(box, 'span', label, { className: heard ? 'ecq-heard' : '' })
      make(box, 'select', '')
    }
    const select = box.querySelector('select')
    box.firstChild.textContent = label
    box.hidden = options.length < 2
    select.replaceChildren()
    let group = select
    for (const [id, title] of options) {
      if (id === null) group = make(select, 'optgroup', '', { label: title })
      else make(group, 'option', title, { value: id, selected: id === current })
    }
    select.onchange = () => changed(name, select.value)
  }
}

// The words searched for are marked where they stand as typed, without touching the rows themselves.
function mark(list, text) {
  if (!window.Highlight) return
  const found = new Highlight()
  const terms = text.toLowerCase().split(/\s+/).filter(Boolean)
  const walker = document.createTreeWalker(list, NodeFilter.SHOW_TEXT)
  while (terms.length && walker.nextNode()) {
    const node = walker.currentNode
    if (!node.parentElement.closest('li') || node.parentElement.closest('li > a, .ecq-tag')) continue
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

function arriveAt(link) {
  link.dataset.arrive = '' // browser_helper.js, which leads the focus on every page, leads it here
  link.addEventListener('blur', () => delete link.dataset.arrive, { once: true })
  link.focus({ preventScroll: true })
}

// Back from a row's page: the row is unfolded, stands where it stood, and has the focus.
function comeBack(root, find, kept) {
  const link = find()?.querySelector(':scope > a')
  if (!link) return
  const fold = link.closest('details')
  if (fold) fold.open = true
  const main = root.closest('main')
  const height = main?.clientHeight ?? innerHeight
  const settle = () => {
    const row = find() // the list may have been drawn anew
    if (!row || !main) return
    const wanted = kept.place?.id === row.dataset.id ? kept.place.top : height / 3
    main.scrollTop += row.getBoundingClientRect().top - wanted
  }
  arriveAt(link)
  settle()
  // What stands above may still be growing: for a while, until the reader moves on.
  const growing = new ResizeObserver(settle)
  growing.observe(root.closest('[data-testid=stMainBlockContainer]') ?? root)
  const enough = () => growing.disconnect()
  for (const moved of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
    addEventListener(moved, enough, { capture: true, once: true, passive: true })
  setTimeout(enough, SETTLED)
}

// A file that the server hands out is saved once, however often the list is drawn.
function save(handed, kept) {
  if (!handed || kept.handed === handed.mark) return
  kept.handed = handed.mark
  const bytes = Uint8Array.from(atob(handed.content), (one) => one.charCodeAt(0))
  const href = URL.createObjectURL(new Blob([bytes], { type: handed.type }))
  const link = make(document.body, 'a', '', { href, download: handed.name })
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const shown = {
    searches: true, text: '', chips: [], choices: [], found: '', more: '', view: '', acts: [], several: [], pages: [], names: {}, forms: {},
    ...JSON.parse(new TextDecoder().decode(data)),
  }
  const say = shown.words
  const kept = (lists[shown.id] ??= { chosen: new Map(), folds: {} })
  const root = parentElement.querySelector('.ecq-lists')
  const at = (selector) => root.querySelector(selector)
  const [input, list, menu, dialog, footer, chips, unfold] =
    ['input[type=search]', '.ecq-list', '.menu', 'dialog', 'footer', '.chips', '[data-unfold]'].map(at)
  const fresh = !root.dataset.drawn
  root.dataset.drawn = 'yes'
  once()

  const tell = (kind, more = {}) => {
    root.setAttribute('aria-busy', 'true')
    setTriggerValue('press', JSON.stringify({ kind, ...more }))
  }
  const act = (what, ids, values = {}) => {
    for (const id of ids) kept.chosen.delete(id)
    tell('act', { do: what, ids, values, mark: crypto.randomUUID?.() ?? String(Math.random()) })
  }
  const open = (way) => {
    const [page, id] = way.split(' ')
    tell('open', { page, id })
  }
  kept.look = {
    chip: shown.chips.find((one) => one.current)?.id ?? '',
    chosen: Object.fromEntries(shown.choices.map(({ name, current }) => [name, current])),
  }
  const look = (change = {}) => {
    clearTimeout(kept.timer)
    kept.sent = input.value
    tell('look', { text: input.value, ...kept.look, ...change })
  }

  // -- tools
  at('form').hidden = !shown.searches
  at('.ecq-search span').textContent = say.search ?? ''
  at('form').setAttribute('aria-label', say.search ?? '')
  Object.assign(input, { placeholder: say.hint ?? '', title: say.slash ?? '' })
  input.setAttribute('aria-keyshortcuts', '/')
  if (fresh) input.value = kept.sent = shown.text // later only the visitor writes into it
  drawChips(chips, shown.chips, shown.chips_label)
  drawChoices(at('form'), shown.choices, (name, value) => look({ chosen: { ...kept.look.chosen, [name]: value } }))
  at('[role=status]').textContent = shown.found
  const clear = at('[data-clear]')
  clear.textContent = say.clear ?? ''
  clear.hidden = !shown.clear
  const more = at('.more')
  more.textContent = shown.more
  more.hidden = !shown.more

  // -- rows
  const row = (id) => list.querySelector(`li[data-id="${CSS.escape(id)}"]`)
  const folds = () => [...list.querySelectorAll('details[data-fold]:not([data-apart])')]
  const nameUnfold = () => {
    unfold.textContent = (folds().every((one) => one.open) ? say.fold : say.unfold) ?? ''
    unfold.hidden = !folds().length
  }
  const active = list.contains(document.activeElement) ? document.activeElement : null
  const stood = active && { id: active.closest('li')?.dataset.id, at: [...list.querySelectorAll('li')].indexOf(active.closest('li')), fold: active.closest('details')?.dataset.fold, is: active.className || active.localName, arrives: 'arrive' in active.dataset }
  if (kept.view !== shown.view) kept.folds = {}
  kept.view = shown.view
  list.innerHTML = shown.list
  for (const one of list.querySelectorAll('details[data-fold]')) {
    if (one.dataset.fold in kept.folds) one.open = kept.folds[one.dataset.fold]
    // The press tells, not the element's own event: that one comes late, and for what the page itself unfolds too.
    one.querySelector('summary').addEventListener('click', () => {
      kept.folds[one.dataset.fold] = !one.open
      setTimeout(nameUnfold)
    })
  }
  const tick = () => {
    for (const box of list.querySelectorAll('.pick input')) box.checked = kept.chosen.has(box.closest('li').dataset.id)
  }
  tick()
  if (stood?.id) {
    const rows = [...list.querySelectorAll('li')] // where the row is gone, the one that took its place
    const again = row(stood.id) ?? rows[Math.min(stood.at, rows.length - 1)]
    const there = again?.querySelector(`.${stood.is}, ${stood.is}`)
    if (there && stood.arrives) arriveAt(there) // drawn anew before the helper has seen it
    else (there ?? input).focus({ preventScroll: true })
  }
  else if (stood?.fold) list.querySelector(`details[data-fold="${CSS.escape(stood.fold)}"] summary`)?.focus({ preventScroll: true })
  mark(list, shown.text)
  nameUnfold()
  if (fresh && shown.place) comeBack(root, () => row(shown.place), kept)

  // -- what is done with several
  const drawFooter = () => {
    const count = kept.chosen.size
    for (const one of list.querySelectorAll('li')) one.classList.toggle('chosen', kept.chosen.has(one.dataset.id))
    footer.hidden = !count || !shown.several.length
    at('.table').classList.toggle('choosing', count > 0)
    if (footer.hidden) return
    at('footer b').textContent = say.chosen.replace('{count}', count)
    at('footer span').textContent = [...kept.chosen.values()].join(say.comma)
    at('[data-none]').textContent = say.unchoose
    for (const button of footer.querySelectorAll('[data-do]')) button.remove()
    for (const what of shown.several) make(footer, 'button', shown.names[what], { type: 'button' }).dataset.do = what
  }
  drawFooter()
  list.onchange = (event) => {
    const of = event.target.closest('li')
    if (event.target.checked) kept.chosen.set(of.dataset.id, of.dataset.shown)
    else kept.chosen.delete(of.dataset.id)
    drawFooter()
  }
  const press = (what, ids, names, of) => {
    const asked = shown.forms[what]
    if (!asked) return act(what, ids)
    const title = asked.sentence ? `${shown.names[what]}${say.colon}${names}` : shown.names[what]
    dialog.replaceChildren()
    const form = make(dialog, 'form', '', { method: 'dialog' })
    make(form, 'h2', title)
    if (asked.sentence) make(form, 'p', asked.sentence)
    const fields = (asked.fields ?? []).map(({ name, label, most, options }) => {
      const box = make(form, 'label', label)
      if (!options) return [name, make(box, 'input', '', { type: 'text', value: of.dataset[name] ?? '', maxLength: most })]
      const select = make(box, 'select', '')
      for (const [id, title] of options) make(select, 'option', title, { value: id, selected: id === of.dataset[name] })
      return [name, select]
    })
    const presses = make(form, 'div', '', { className: 'presses' })
    make(presses, 'button', asked.agree, { type: 'submit', value: 'yes', className: 'main' })
    // Where there is nothing to type Enter held too long must not agree.
    make(presses, 'button', say.cancel, { type: 'button', autofocus: !fields.length, onclick: () => dialog.close() })
    form.onsubmit = (event) => {
      // Without a connection what was typed would be lost; the page says that there is none.
      if (!document.querySelector('[data-test-connection-state=CONNECTED]')) return event.preventDefault()
      act(what, ids, Object.fromEntries(fields.map(([name, field]) => [name, field.value])))
    }
    dialog.setAttribute('aria-label', title)
    dialog.showModal()
  }
  footer.onclick = (event) => {
    const what = event.target.dataset.do
    if (what) press(what, [...kept.chosen.keys()], [...kept.chosen.values()].join(say.comma))
    else if ('none' in event.target.dataset) kept.chosen.clear()
    else return
    tick()
    drawFooter()
  }

  // -- the menu of a row
  const openMenu = (button) => {
    const of = button.closest('li')
    menu.replaceChildren()
    for (const what of shown.acts) {
      if (what === '-') make(menu, 'hr')
      else make(menu, 'button', shown.names[what], { type: 'button', role: 'menuitem', tabIndex: -1 }).dataset.do = what
    }
    menu.onclick = (event) => {
      const what = event.target.dataset.do
      if (!what) return
      unfoldMenu(menu, false)
      button.focus()
      if (shown.pages.includes(what)) open(`${what} ${of.dataset.id}`)
      else press(what, [of.dataset.id], of.dataset.shown, of)
    }
    menu.onkeydown = (event) => {
      const items = [...menu.querySelectorAll('button')]
      const here = items.indexOf(document.activeElement)
      const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key]
      if (event.key === 'Tab' || (event.key === 'Escape' && !AS_POPOVER)) unfoldMenu(menu, false)
      if (next === undefined) return
      event.preventDefault()
      event.stopPropagation()
      items.at(next % items.length).focus()
    }
    menu.ontoggle = (event) => event.newState === 'closed' && menu.contains(document.activeElement) && button.focus()
    unfoldMenu(menu, true)
    const edge = button.getBoundingClientRect()
    const { width, height } = menu.getBoundingClientRect()
    const below = edge.bottom + 4 + height < innerHeight
    menu.style.left = `${Math.max(8, edge.right - width)}px`
    menu.style.top = `${below ? edge.bottom + 4 : Math.max(8, edge.top - 4 - height)}px`
    menu.querySelector('button').focus()
  }
  list.onclick = (event) => {
    const dots = event.target.closest('.dots')
    if (dots) return openMenu(dots)
    const button = event.target.closest('[data-do]')
    if (button) return press(button.dataset.do, [button.closest('li').dataset.id], button.closest('li').dataset.shown, button.closest('li'))
    const link = event.target.closest('a[data-open]')
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    const of = link.closest('li')
    if (of) kept.place = { id: of.dataset.id, top: of.getBoundingClientRect().top }
    open(link.dataset.open)
  }

  // -- looking for something. No handler of keys gives back a value: false would swallow the key.
  const search = () => {
    clearTimeout(kept.timer)
    if (input.value !== kept.sent) look()
  }
  input.oninput = (event) => {
    clearTimeout(kept.timer)
    if (!event.isComposing) kept.timer = setTimeout(search, TYPED_AFTER)
  }
  input.oncompositionend = () => input.oninput({ isComposing: false })
  at('form').onsubmit = (event) => {
    event.preventDefault()
    search()
  }
  root.onkeydown = (event) => {
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.isComposing) return
    if (event.target !== input && !event.target.matches(STOPS)) return
    const stops = [input, ...[...root.querySelectorAll(STOPS)].filter((one) => one.checkVisibility())]
    const next = stops[stops.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1)]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  chips.onclick = (event) => {
    const button = event.target.closest('[data-chip]')
    if (!button) return
    kept.chosen.clear()
    for (const one of chips.querySelectorAll('button')) one.setAttribute('aria-pressed', String(one === button))
    look({ chip: button.dataset.chip })
  }
  unfold.onclick = () => {
    const opens = folds().some((one) => !one.open)
    for (const one of folds()) one.open = kept.folds[one.dataset.fold] = opens
    nameUnfold()
  }
  clear.onclick = () => {
    input.value = ''
    input.focus()
    look({ chip: say.all_chips ?? kept.look.chip, chosen: Object.fromEntries(shown.choices.map(({ name, options, current }) => [name, name === 'order' ? current : options[0][0]])) })
  }
  more.onclick = () => tell('more')
  save(shown.handed, kept)
  root.removeAttribute('aria-busy')
}
