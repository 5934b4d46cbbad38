// Draws evidence by question and tells back what was pressed. Knows drawing; must not know the interview.
//
// A question is drawn anew only when what is told of it has changed, so that an open form elsewhere keeps its text.
// A form is closed only when the server says that it took it: what was typed is never lost to a refusal or a lost line.

const make = (parent, name, text, className) => {
  const made = document.createElement(name)
  if (text) made.textContent = text
  if (className) made.className = className
  parent?.append(made)
  return made
}

let turns = 0
const mark = () => `${Date.now().toString(36)}-${(turns += 1)}`

function button(parent, text, className, label, id, press) {
  const made = make(parent, 'button', text, className)
  made.type = 'button'
  if (label) made.setAttribute('aria-label', label)
  made.dataset.id = id
  made.onclick = press
  return made
}

// What one mounted list remembers: the questions as drawn, and the forms that are open.
class List {
  constructor(root) {
    this.root = root
    this.drawn = new Map()
    this.forms = new Map()
    this.folds = new Map() // whether a group is open, by title
    this.shown = ''
    this.top = make(root, 'div', '', 'top')
    this.body = make(root, 'div')
  }

  draw(text, tell) {
    this.send = tell
    if (text === this.shown) return
    const first = !this.shown
    this.shown = text
    this.content = JSON.parse(text)
    const again = this.take(this.content.turn)
    const focused = this.root.contains(document.activeElement) ? document.activeElement.dataset.id : null
    const drawn = new Map()
    const parts = this.content.groups.map((group) => this.group(group, drawn, again))
    if (this.content.empty) parts.push(make(null, 'p', this.content.empty, 'empty'))
    this.drawn = drawn
    this.body.replaceChildren(...parts, this.names('owners'), this.names('places'))
    this.searching()
    this.narrow()
    if (this.wanted) this.focus(this.wanted)
    else if (focused && document.activeElement.dataset?.id !== focused) this.focus(focused, true)
    else if (first && this.content.open && !matchMedia('(pointer: coarse)').matches) this.focus(`text-${this.content.open}-new`)
    this.wanted = null
  }

  focus(id, quietly = false) {
    const found = this.root.querySelector(`[data-id="${CSS.escape(id)}"]`)
    const group = found?.closest('details.group')
    if (group) {
      group.open = true
      this.folds.set(group.dataset.title, true)
    }
    found?.focus({ preventScroll: quietly })
  }

  // The field to search with, where there are groups to search in; it stays while what is below is drawn anew.
  searching() {
    const { words, open } = this.content
    const groups = this.content.groups.some(({ title }) => title)
    this.top.hidden = Boolean(open) || !groups
    if (this.top.hidden) return
    if (!this.field) {
      this.field = make(this.top, 'input')
      this.field.type = 'search'
      this.field.oninput = () => this.narrow()
      this.status = make(this.top, 'small', '', 'muted')
      this.status.setAttribute('role', 'status')
    }
    this.field.placeholder = words.search
    this.field.setAttribute('aria-label', words.search)
  }

  // Show what has every word searched for; unfold what holds it, and fold it again afterwards.
  narrow() {
    const sought = (this.field?.value ?? '').toLowerCase().split(/\s+/).filter(Boolean)
    let found = 0
    for (const group of this.body.querySelectorAll('details.group')) {
      let here = 0
      for (const article of group.querySelectorAll('article')) {
        const said = article.dataset.said
        article.hidden = !sought.every((word) => said.includes(word))
        here += !article.hidden
      }
      found += here
      group.hidden = !here
      group.open = sought.length ? here > 0 : this.folds.get(group.dataset.title)
    }
    if (!this.status) return
    const { words } = this.content
    this.status.textContent = !sought.length ? '' : found ? words.found.replace('{count}', found) : words.nothing
  }

  // Tell the server; `then` is what gets the focus once it has taken it, where what was pressed is gone by then.
  tell(content, then) {
    if (then) this.then = { mark: content.mark, focus: then }
    this.send(content)
  }

  // What became of the last press: a form that was taken is closed, one that was refused says why.
  take(turn) {
    if (!turn || turn.count === this.count) return null
    this.count = turn.count
    if (this.then?.mark === turn.mark && !turn.sentence) this.wanted = this.then.focus
    for (const [key, form] of this.forms) {
      if (form.mark !== turn.mark) continue
      form.refused = turn.sentence
      if (turn.sentence) {
        form.mark = mark() // sent once more it is another press
        continue
      }
      this.forms.delete(key)
      this.wanted = form.key ? `mark-${form.question}-${this.content.groups.flatMap(({ questions }) => questions).find(({ id }) => id === form.question)?.items.length - 1}` : form.index === null ? (this.content.open ? `text-${key}` : `add-${form.question}`) : `edit-${key}`
    }
    return turn.question
  }

  group(group, drawn, again) {
    const section = make(null, group.title ? 'details' : 'section')
    if (group.title) {
      section.className = 'group'
      // As it was drawn first, until it is folded by hand: it never closes over what someone works on.
      const title = (section.dataset.title = group.title)
      if (!this.folds.has(title)) this.folds.set(title, true)
      const head = make(section, 'summary')
      make(head, 'h2', group.title)
      make(head, 'small', group.count, 'num')
      head.onclick = () => this.folds.set(title, !section.open)
    }
    for (const question of group.questions) {
      const text = JSON.stringify(question)
      const before = this.drawn.get(question.id)
      const same = before && before.text === text && question.id !== again
      const node = same ? before.node : this.question(question)
      drawn.set(question.id, { text, node })
      section.append(node)
    }
    return section
  }

  names(kind) {
    const list = make(null, 'datalist')
    list.id = `ecq-${kind}`
    for (const name of this.content[kind]) make(list, 'option').value = name
    return list
  }

  // An open form goes with the piece it was opened on, also where another one before it is gone; where the piece itself
  // is gone its text stays as a new one.
  settle(question) {
    for (const [key, form] of [...this.forms]) {
      if (form.question !== question.id || form.index === null || form.index === undefined) continue
      const seen = JSON.stringify(form.seen)
      const now = question.items.find((item) => JSON.stringify(item.seen) === seen)
      if (!now && form.index < question.items.length) continue
      this.forms.delete(key)
      form.index = now ? now.index : null
      this.forms.set(`${question.id}-${now ? now.index : 'new'}`, form)
    }
  }

  question(question) {
    const { words } = this.content
    this.settle(question)
    const node = make(null, 'article')
    node.dataset.question = question.id
    const things = question.items.flatMap(({ seen }) => [seen.text, seen.place, seen.owner])
    node.dataset.said = [question.text, ...things, ...question.pieces.map(({ text }) => text)].join(' ').toLowerCase()
    if (question.text) {
      const head = make(node, 'header')
      const title = make(head, this.content.groups.some((group) => group.title) ? 'h3' : 'h2')
      title.tabIndex = -1
      title.append(`${question.text} `)
      for (const [kind, text] of question.tags) make(title, 'span', text, `ecq-tag ${kind}`)
      const go = `${words.go}: ${question.text}`
      button(head, words.go, 'quiet', go, `go-${question.id}`, () => this.tell({ do: 'go', question: question.id }))
    }
    if (question.note) make(node, 'p', question.note, 'muted')
    const list = make(node, 'ul', '', 'pieces')
    const drawn = new Set()
    for (const piece of question.pieces) this.piece(make(list, 'li'), question, piece, drawn)
    if (question.loose.length) {
      const rest = make(list, 'li', '', 'wanted')
      make(rest, 'p', words.loose, 'muted')
      for (const index of question.loose) this.thing(make(rest, 'div', '', 'thing'), question, question.items[index])
    }
    if (this.content.off) return node
    const foot = make(node, 'div', '', 'foot')
    const place = make(foot, 'div')
    const key = `${question.id}-new`
    if (this.content.open === question.id || this.forms.has(key)) this.form(place, question, null)
    else
      button(place, words.add, 'quiet', `${words.add}: ${question.text}`, `add-${question.id}`, () => {
        place.replaceChildren()
        this.form(place, question, null)
        this.focus(`text-${key}`)
      })
    return node
  }

  // A piece that the answer needs: its state, and the things put to it. A thing put to several is drawn with the first.
  piece(row, question, piece, drawn) {
    const { words } = this.content
    row.className = piece.state
    const head = make(row, 'div', '', 'head')
    make(head, 'span', piece.stateWord, `state ${piece.state}`)
    make(head, 'strong', piece.text)
    const key = `${question.id}-${piece.id}`
    for (const index of piece.things) {
      const item = question.items[index]
      const place = make(row, 'div', '', 'thing')
      if (drawn.has(index)) make(place, 'small', words.same.replace('{text}', item.seen.text), 'muted')
      else this.thing(place, question, item)
      drawn.add(index)
    }
    if (this.content.off || piece.things.length) return
    const wanted = { text: piece.text, pieces: [piece.id], in_hand: false }
    const content = { do: 'add', question: question.id, said: wanted, mark: mark() }
    const place = make(row, 'div', '', 'about')
    if (this.forms.has(key)) this.form(place, question, null, key)
    else {
      button(place, words.addThis, 'quiet', `${words.addThis}: ${piece.text}`, `put-${key}`, () => {
        this.forms.set(key, { text: piece.text, pieces: [piece.id], in_hand: true, mark: mark(), key })
        place.replaceChildren()
        this.form(place, question, null, key)
        this.focus(`place-${key}`)
      })
      button(place, words.wanted, 'quiet', `${words.wanted}: ${piece.text}`, `want-${key}`, () =>
        this.tell(content, `mark-${question.id}-${question.items.length}`),
      )
    }
  }

  // A thing: in hand or not, what it is, its dates, who reviewed it, and what can be done with it.
  thing(row, question, item) {
    const { words } = this.content
    const key = `${question.id}-${item.index}`
    if (this.forms.has(key)) {
      this.form(row, question, item, key)
      return
    }
    const content = { question: question.id, index: item.index, seen: item.seen }
    const label = make(row, 'label')
    const box = make(label, 'input')
    box.type = 'checkbox'
    box.checked = item.seen.in_hand
    box.dataset.id = `mark-${key}`
    box.setAttribute('aria-label', `${words.inHand}: ${item.seen.text}`)
    box.disabled = this.content.off
    box.onchange = () => this.tell({ ...content, do: 'edit', said: { in_hand: box.checked }, mark: mark() })
    make(label, 'bdi', item.seen.text)
    const about = make(row, 'div', '', 'about')
    for (const said of item.about) make(about, 'bdi', said)
    if (item.file) button(about, words.see, 'quiet', `${words.see}: ${item.seen.text}`, `see-${key}`, () => this.tell({ ...content, do: 'see', mark: mark() }))
    if (this.content.off) return
    const act = (word, id, press) => button(about, word, 'quiet', `${word}: ${item.seen.text}`, `${id}-${key}`, press)
    act(words.edit, 'edit', () => {
      row.replaceChildren()
      this.form(row, question, item, key)
      this.focus(`text-${key}`)
    })
    const gone = this.content.open ? `text-${question.id}-new` : `add-${question.id}`
    act(words.remove, 'drop', () => this.tell({ ...content, do: 'drop', mark: mark() }, gone))
    if (!this.content.reviews || !item.seen.in_hand) return
    act(words.accept, 'accept', () => this.tell({ ...content, do: 'accept', mark: mark() }))
    act(words.return, 'return', () => {
      if (about.querySelector('.why')) return this.focus(`why-${key}`)
      const why = make(about, 'form', '', 'why')
      const input = make(why, 'input')
      input.setAttribute('aria-label', words.why)
      input.placeholder = words.why
      input.required = true
      input.dataset.id = `why-${key}`
      make(why, 'button', words.return, 'main').type = 'submit'
      why.onsubmit = (event) => {
        event.preventDefault()
        this.tell({ ...content, do: 'return', words: input.value, mark: mark() })
      }
      input.focus()
    })
  }

  form(place, question, item, key = `${question.id}-${item ? item.index : 'new'}`) {
    const { words } = this.content
    const old = item ? item.seen : { text: '', place: '', owner: '', due: null, in_hand: true }
    const draft = this.forms.get(key) ?? { ...old, validUntil: old.until, mark: mark() }
    Object.assign(draft, { question: question.id, index: item ? item.index : null, seen: draft.seen ?? item?.seen })
    draft.pieces ??= item ? item.put : []
    if (item || this.content.open !== question.id) this.forms.set(key, draft)
    const form = make(place, 'form')
    const field = (name, label, type, list) => {
      const wrap = make(form, 'label', '', name)
      make(wrap, 'span', label)
      const input = make(wrap, type === 'area' ? 'textarea' : 'input')
      if (type === 'area') input.rows = 1
      else input.type = type
      input.value = draft[name] ?? ''
      input.dataset.id = `${name}-${key}`
      input.autocomplete = 'off'
      if (list) input.setAttribute('list', `ecq-${list}`)
      input.oninput = () => {
        draft[name] = input.value
        this.forms.set(key, draft)
        // a day until which it will be brought says that it is not in hand yet
        if (name === 'due' && input.value && !item && !draft.ticked) box.checked = draft.in_hand = false
      }
      return input
    }
    field('text', words.what, 'area').required = true
    field('place', words.where, 'text', 'places')
    field('owner', words.byWhom, 'text', 'owners')
    const due = field('due', words.until, 'date')
    for (const day of [due, field('dated', words.dated, 'date'), field('validUntil', words.validUntil, 'date')]) {
      day.min = '2000-01-01'
      day.max = '2099-12-31'
    }
    const hand = make(form, 'label', '', 'hand')
    const box = make(hand, 'input')
    box.type = 'checkbox'
    box.checked = draft.in_hand
    box.dataset.id = `hand-${key}`
    box.onchange = () => {
      draft.in_hand = box.checked
      draft.ticked = true
      this.forms.set(key, draft)
    }
    make(hand, 'span', words.inHand)
    const put = make(form, 'fieldset', '', 'put')
    make(put, 'legend', words.putTo)
    for (const piece of question.all) {
      const wrap = make(put, 'label', '', 'hand')
      const tick = make(wrap, 'input')
      tick.type = 'checkbox'
      tick.checked = draft.pieces.includes(piece.id)
      tick.dataset.id = `piece-${piece.id}-${key}`
      tick.onchange = () => {
        draft.pieces = tick.checked ? [...draft.pieces, piece.id] : draft.pieces.filter((id) => id !== piece.id)
        this.forms.set(key, draft)
      }
      make(wrap, 'span', piece.text)
    }
    const stays = !item && this.content.open === question.id // the panel's form is always there: nothing to cancel
    const presses = make(form, 'div', '', 'presses')
    const save = make(presses, 'button', item ? words.save : words.addThis, 'main')
    save.type = 'submit'
    save.dataset.id = `save-${key}`
    if (!stays)
      button(presses, words.cancel, 'quiet', '', `cancel-${key}`, () => this.close(key, question))
    if (draft.refused) make(form, 'p', draft.refused, 'refused').setAttribute('role', 'alert')
    form.onkeydown = (event) => {
      if (event.isComposing || event.keyCode === 229) return // the key belongs to the Chinese keyboard
      if (event.key === 'Escape' && !stays) this.close(key, question)
      if (event.key === 'Enter' && !event.shiftKey && event.target.matches('textarea')) {
        event.preventDefault()
        form.requestSubmit()
      }
    }
    form.onsubmit = (event) => {
      event.preventDefault()
      this.forms.set(key, draft)
      const { text, in_hand, mark: sent } = draft
      const said = { text, in_hand }
      for (const name of ['place', 'owner', 'due', 'dated']) said[name] = draft[name] ?? ''
      said.until = draft.validUntil ?? ''
      if (draft.pieces.length || (item && item.seen.pieces)) said.pieces = draft.pieces
      const which = item ? { do: 'edit', index: item.index, seen: draft.seen } : { do: 'add' }
      this.tell({ ...which, said, question: question.id, mark: sent })
    }
  }

  close(key, question) {
    const opener = key.endsWith('-new') ? `add-${question.id}` : `${this.forms.get(key).key ? 'put' : 'edit'}-${key}`
    this.forms.delete(key)
    const before = this.drawn.get(question.id)
    const node = this.question(question)
    before.node.replaceWith(node)
    before.node = node
    this.focus(opener)
  }
}

// Files in the clipboard go the way of dropped ones; a picture, which has no name of its own there, is named by the time.
const paste = (event) => {
  const field = document.querySelector('.st-key-room-question input[type="file"]')
  const held = event.clipboardData
  const types = event.target.closest?.('input, textarea') && held?.types.includes('text/plain')
  if (!field || field.disabled || !held?.files.length || types) return
  event.preventDefault()
  const taken = new DataTransfer()
  const now = new Date().toLocaleString('sv').replace(/\D/g, '-')
  for (const file of held.files) {
    taken.items.add(file.name === 'image.png' ? new File([file], `${now}.png`, { type: file.type }) : file)
  }
  field.files = taken.files
  field.dispatchEvent(new Event('change', { bubbles: true }))
}
if (!document.ecqTakesPaste) {
  document.ecqTakesPaste = true
  document.addEventListener('paste', paste)
}

const lists = new WeakMap()

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector('.ecq-ev')
  if (!lists.has(root)) lists.set(root, new List(root))
  lists.get(root).draw(new TextDecoder().decode(data), (content) => setTriggerValue('press', JSON.stringify(content)))
}
