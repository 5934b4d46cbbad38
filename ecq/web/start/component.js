// Draws the list of self-checks and tells back what was looked for and pressed. Knows no words: all of them come with the data.

const TYPED_AFTER = 140 // milliseconds without a key before what was typed is looked for

// What outlives a redraw: the rows chosen, by id with their names, and which file was handed out last.
const kept = (window.ecqSelfChecks ??= { chosen: new Map(), handed: null })

function make(parent, name, text, set = {}) {
  const made = document.createElement(name)
  if (text) made.textContent = text
  Object.assign(made, set)
  parent.append(made)
  return made
}

function drawChoices(label, choices, current) {
  const select = label.querySelector('select')
  label.hidden = choices.length < 2
  select.replaceChildren()
  for (const [id, title] of choices) make(select, 'option', title, { value: id, selected: id === current })
  return select
}

function drawShelves(box, shelves) {
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.shelf : null
  box.hidden = shelves.length < 2
  box.replaceChildren()
  for (const { id, title, count, current } of shelves) {
    const button = make(box, 'button', `${title} `, { type: 'button' })
    button.dataset.shelf = id
    button.setAttribute('aria-pressed', String(current))
    make(button, 'b', String(count))
    if (id === focused) button.focus()
  }
}

// A file that the server hands out is saved once, however often the list is drawn.
function save(handed) {
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
  const content = JSON.parse(new TextDecoder().decode(data))
  const say = content.words
  const root = parentElement.querySelector('.ecq-home')
  const at = (selector) => root.querySelector(selector)
  const input = at('input[type=search]')
  const list = at('ul')
  const menu = at('.menu')
  const dialog = at('dialog')
  const footer = at('footer')
  const fresh = !root.dataset.drawn
  root.dataset.drawn = 'yes'

  const tell = (kind, value) => {
    root.setAttribute('aria-busy', 'true')
    setTriggerValue(kind, value)
  }
  const act = (what, ids, more = {}) => {
    for (const id of ids) kept.chosen.delete(id)
    tell('act', JSON.stringify({ do: what, ids, mark: crypto.randomUUID?.() ?? String(Math.random()), ...more }))
  }
  const look = (change = {}) => {
    clearTimeout(kept.timer)
    tell('look', JSON.stringify({ ...kept.look, text: input.value, ...change }))
  }
  kept.look = content.look

  // -- tools
  at('.ecq-search span').textContent = say.search
  input.placeholder = say.hint
  if (fresh) input.value = content.look.text // later only the visitor writes into it
  at('.shelves').setAttribute('aria-label', say.which)
  drawShelves(at('.shelves'), content.shelves)
  for (const name of ['tag', 'standing', 'order']) {
    const label = at(`label.${name}`)
    label.querySelector('span').textContent = say[name]
    drawChoices(label, content.choices[name], content.look[name]).onchange = (event) => look({ [name]: event.target.value })
  }
  at('[role=status]').textContent = content.found
  const clear = at('[data-clear]')
  clear.textContent = say.clear
  clear.hidden = !content.clear
  const more = at('.more')
  more.textContent = content.more
  more.hidden = !content.more

  // -- rows
  const active = list.contains(document.activeElement) ? document.activeElement : null
  const place = active && [active.closest('li')?.dataset.id, active.className || active.localName]
  at('.head').innerHTML = content.head
  list.innerHTML = content.list
  const row = (id) => list.querySelector(`li[data-id="${CSS.escape(id)}"]`)
  for (const box of list.querySelectorAll('.pick input')) box.checked = kept.chosen.has(box.closest('li').dataset.id)
  if (place?.[0]) row(place[0])?.querySelector(`.${place[1]}, ${place[1]}`)?.focus({ preventScroll: true })

  // -- what is done with several
  const drawFooter = () => {
    const count = kept.chosen.size
    for (const one of list.children) one.classList.toggle('chosen', kept.chosen.has(one.dataset.id))
    footer.hidden = !count
    at('.table').classList.toggle('choosing', count > 0)
    if (!count) return
    at('footer b').textContent = say.chosen.replace('{count}', count)
    at('footer span').textContent = [...kept.chosen.values()].join(say.comma)
    at('[data-none]').textContent = say.unchoose
    for (const button of footer.querySelectorAll('[data-do]')) button.remove()
    for (const what of content.several) make(footer, 'button', say.acts[what], { type: 'button' }).dataset.do = what
  }
  drawFooter()
  list.onchange = (event) => {
    const of = event.target.closest('li')
    if (event.target.checked) kept.chosen.set(of.dataset.id, of.dataset.shown)
    else kept.chosen.delete(of.dataset.id)
    drawFooter()
  }
  const ask = (title, sentence, agree, done) => {
    dialog.replaceChildren()
    const form = make(dialog, 'form', '', { method: 'dialog' })
    make(form, 'h2', title)
    if (sentence) make(form, 'p', sentence)
    const fields = done.fields?.(form) ?? {}
    const presses = make(form, 'div', '', { className: 'presses' })
    make(presses, 'button', agree, { type: 'submit', value: 'yes', className: 'main' })
    make(presses, 'button', say.cancel, { type: 'button', onclick: () => dialog.close() })
    form.onsubmit = () => done.act(fields)
    dialog.setAttribute('aria-label', title)
    dialog.showModal()
  }
  const field = (form, label, value, most) => {
    const box = make(form, 'label', label)
    return make(box, 'input', '', { type: 'text', value, maxLength: most })
  }
  const press = (what, ids, names, of) => {
    if (what === 'rename')
      ask(say.acts.rename, '', say.save, {
        fields: (form) => ({ name: field(form, say.name, of.dataset.name, 200), tags: field(form, say.tags, of.dataset.tags, 600) }),
        act: ({ name, tags }) => act('rename', ids, { name: name.value, tags: tags.value }),
      })
    else if (what === 'for-good') ask(`${say.acts['for-good']}${say.colon}${names}`, say.sure, say.acts['for-good'], { act: () => act(what, ids) })
    else act(what, ids)
  }
  footer.onclick = (event) => {
    const what = event.target.dataset.do
    if (what) press(what, [...kept.chosen.keys()], [...kept.chosen.values()].join(say.comma))
    else if ('none' in event.target.dataset) kept.chosen.clear()
    else return
    for (const box of list.querySelectorAll('.pick input')) box.checked = kept.chosen.has(box.closest('li').dataset.id)
    drawFooter()
  }

  // -- the menu of a row
  const openMenu = (button) => {
    const of = button.closest('li')
    menu.replaceChildren()
    for (const what of content.acts) {
      if (what === '-') make(menu, 'hr')
      else make(menu, 'button', say.acts[what], { type: 'button', role: 'menuitem', tabIndex: -1 }).dataset.do = what
    }
    menu.onclick = (event) => {
      const what = event.target.dataset.do
      if (!what) return
      menu.hidePopover()
      button.focus()
      if (content.pages.includes(what)) tell('open', `${what} ${of.dataset.id}`)
      else press(what, [of.dataset.id], of.dataset.shown, of)
    }
    menu.onkeydown = (event) => {
      const items = [...menu.querySelectorAll('button')]
      const here = items.indexOf(document.activeElement)
      const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key]
      if (event.key === 'Tab') menu.hidePopover()
      if (next === undefined) return
      event.preventDefault()
      items.at(next % items.length).focus()
    }
    menu.ontoggle = (event) => event.newState === 'closed' && menu.contains(document.activeElement) && button.focus()
    menu.showPopover()
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
    const link = event.target.closest('a[data-open]')
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    tell('open', `${link.dataset.open} ${link.closest('li').dataset.id}`)
  }

  // -- looking for something
  input.oninput = (event) => {
    clearTimeout(kept.timer)
    if (!event.isComposing) kept.timer = setTimeout(look, TYPED_AFTER)
  }
  input.oncompositionend = () => input.oninput({ isComposing: false })
  // No handler of keys gives back a value: false would swallow the key.
  input.onkeydown = (event) => {
    if (event.key === 'Enter' && !event.isComposing) look()
  }
  at('.shelves').onclick = (event) => {
    const button = event.target.closest('[data-shelf]')
    if (!button) return
    kept.chosen.clear()
    for (const one of at('.shelves').children) one.setAttribute('aria-pressed', String(one === button))
    look({ shelf: button.dataset.shelf })
  }
  clear.onclick = () => {
    input.value = ''
    input.focus()
    look({ tag: '', standing: '' })
  }
  more.onclick = () => tell('more', 'more')
  save(content.handed)
  root.removeAttribute('aria-busy')
}
