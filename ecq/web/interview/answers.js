// Draws the ways to answer a question: options, the lines of a checklist, the field for a number. Used by the interview and by
// the page of whoever answers by invitation; each has its own `send`.

const one = (selector, root = document) => root.querySelector(selector)
const all = (selector, root = document) => [...root.querySelectorAll(selector)]

const shown = new WeakMap()

// Draws in a place what it does not show already; whether it did.
function fill(root, told, build) {
  const text = JSON.stringify(told)
  if (!root || shown.get(root) === text) return false
  shown.set(root, text)
  build(root)
  return true
}

function make(parent, name, className = '', text = '') {
  const element = document.createElement(name)
  if (className) element.className = className
  if (text) element.textContent = text
  parent?.append(element)
  return element
}

function button(parent, text, { className = '', key = '', shortcut = '', press }) {
  const element = make(parent, 'button', className)
  element.type = 'button'
  if (key) element.dataset.key = key
  make(element, 'span', '', text)
  if (shortcut) {
    element.dataset.shortcut = shortcut.toLowerCase()
    element.setAttribute('aria-keyshortcuts', shortcut)
    make(element, 'kbd', '', shortcut).setAttribute('aria-hidden', 'true')
  }
  element.onclick = press
  return element
}

// -- ways to answer

function drawAnswers(self, root, told) {
  const focused = root.contains(document.activeElement) ? document.activeElement.closest('[data-key]')?.dataset.key : null
  root.replaceChildren()
  if (!told) return
  if (self.unsent.question !== told.question || self.unsent.drawn !== told.drawn)
    self.unsent = { question: told.question, drawn: told.drawn }
  const answer = (value) => send(self, 'answer', { value, question: told.question })
  const option = (name, text, shortcut, value) => {
    const chosen = JSON.stringify(told.given) === JSON.stringify(value)
    const press = button(root, text, { className: 'option', key: `option-${told.question}-${name}`, shortcut, press: () => answer(value) })
    press.setAttribute('aria-pressed', String(chosen))
    press.disabled = Boolean(told.off)
    press.prepend(press.lastChild) // the key stands first, as a number before its line
    return press
  }
  if (told.kind === 'options') for (const [at, [id, text]] of told.options.entries()) option(id, text, String(at + 1), id)
  if (told.kind === 'items') drawItems(self, root, told, answer)
  if (told.kind === 'number') drawNumber(self, root, told, answer)
  if (told.none) option('none', told.none, '0', told.noneIs)
  if (focused) one(`[data-key="${CSS.escape(focused)}"] input, button[data-key="${CSS.escape(focused)}"]`, root)?.focus()
}

function drawItems(self, root, told, answer) {
  const ticks = (self.unsent.ticks ??= {})
  const boxes = told.items.map(([id, text], at) => {
    const label = make(root, 'label', told.off ? 'item off' : 'item')
    label.dataset.key = `item-${told.question}-${id}`
    const box = make(label, 'input')
    box.type = 'checkbox'
    box.checked = ticks[id] ?? (told.given ?? []).includes(id)
    box.disabled = Boolean(told.off)
    box.onchange = () => {
      ticks[id] = box.checked
      if (self.atOnce) ticked().length ? answer(ticked()) : send(self, 'clear', { question: told.question })
    }
    make(label, 'span', '', text)
    make(label, 'kbd', '', String(at + 1)).setAttribute('aria-hidden', 'true')
    return [id, box]
  })
  const ticked = () => boxes.filter(([, box]) => box.checked).map(([id]) => id)
  if (!told.off) confirm(root, told, () => answer(ticked()))
}

function drawNumber(self, root, told, answer) {
  const form = make(root, 'form', 'number')
  const label = make(form, 'label', '', told.field)
  label.dataset.key = `number-${told.question}`
  const field = make(label, 'input')
  field.type = 'text'
  field.inputMode = 'decimal'
  field.autocomplete = 'off'
  field.value = self.unsent.number ?? (told.given && told.given !== told.noneIs ? told.given : '')
  field.disabled = Boolean(told.off)
  field.oninput = () => (self.unsent.number = field.value)
  field.onchange = () => self.atOnce && field.value.trim() && answer(field.value)
  form.onsubmit = (event) => event.preventDefault()
  if (told.off) return
  const record = () => {
    field.select() // where it is refused, the next figure begins anew
    answer(field.value)
  }
  confirm(form, told, record).type = 'submit'
}

function confirm(parent, told, press) {
  return button(parent, told.confirm, { className: 'confirm', key: `confirm-${told.question}`, press })
}
