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
    if (this.content.due.length) parts.unshift(this.due())
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

  // What is due, with the way to its place further down.
  due() {
    const section = make(null, 'section', '', 'due')
    make(section, 'h2', this.content.words.dueFirst)
    const list = make(section, 'ol')
    for (const one of this.content.due) {
      const row = make(list, 'li')
      make(row, 'time', one.day)
      make(row, 'span', one.stateWord, `ecq-tag ${one.tone}`)
      const to = button(row, '', 'quiet', `${one.text}: ${one.question}`, `due-${one.piece}`, () => {
        if (this.field) this.field.value = ''
        this.narrow()
        this.focus(`mark-${one.piece}`)
      })
      make(to, 'bdi', one.text)
      if (one.owner) make(row, 'bdi', one.owner, 'muted')
    }
    if (this.content.dueMore) make(section, 'p', this.content.dueMore, 'muted')
    return section
  }

  // The field to search with, where there are groups to search in; it stays while what is below is drawn anew.
  searching() {
    const { words, open } = this.content
    this.top.hidden = Boolean(open)
    if (open) return
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
      if (turn.sentence) continue
      this.forms.delete(key)
      this.wanted = form.index === null ? (this.content.open ? `text-${key}` : `add-${form.question}`) : `edit-${key}`
    }
    return turn.question
  }

  group(group, drawn, again) {
    const section = make(null, group.title ? 'details' : 'section')
    if (group.title) {
      section.className = 'group'
      // As it was drawn first, until it is folded by hand: it never closes over what someone works on.
      const title = (section.dataset.title = `${this.content.show} ${group.title}`)
      if (!this.folds.has(title)) this.folds.set(title, group.unfolded)
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
      if (form.question !== question.id || form.index === null) continue
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
    const pieces = question.items.flatMap(({ seen }) => [seen.text, seen.place, seen.owner])
    node.dataset.said = [question.text, ...pieces, ...question.asked].join(' ').toLowerCase()
    if (question.text) {
      const head = make(node, 'header')
      const title = make(head, 'h3')
      title.append(`${question.text} `)
      for (const [kind, text] of question.tags) make(title, 'span', text, `ecq-tag ${kind}`)
      const go = `${words.go}: ${question.text}`
      button(head, words.go, 'quiet', go, `go-${question.id}`, () => this.tell({ do: 'go', question: question.id }))
    }
    if (question.note) make(node, 'p', question.note, 'muted')
    const list = make(node, 'ul', '', 'pieces')
    for (const item of question.items) this.piece(make(list, 'li'), question, item)
    if (this.content.off) return node
    const foot = make(node, 'div', '', 'foot')
    if (question.asked.length) this.asked(foot, question)
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

  piece(row, question, item) {
    const { words } = this.content
    const key = `${question.id}-${item.index}`
    row.className = item.state
    if (this.forms.has(key)) {
      this.form(row, question, item)
      return
    }
    const content = { do: 'edit', question: question.id, index: item.index, seen: item.seen, mark: mark() }
    const gone = { ...content, do: 'drop', mark: mark() }
    const label = make(row, 'label')
    const box = make(label, 'input')
    box.type = 'checkbox'
    box.checked = item.seen.in_hand
    box.dataset.id = `mark-${key}`
    box.setAttribute('aria-label', `${words.inHand}: ${item.seen.text}`)
    box.disabled = this.content.off
    box.onchange = () => this.tell({ ...content, in_hand: box.checked })
    make(label, 'bdi', item.seen.text)
    const about = make(row, 'div', '', 'about')
    make(about, 'span', item.stateWord, `ecq-tag ${item.tone}`)
    for (const said of [item.seen.place, item.seen.owner, item.due]) if (said) make(about, 'bdi', said)
    if (this.content.off) return
    button(about, words.edit, 'quiet', `${words.edit}: ${item.seen.text}`, `edit-${key}`, () => {
      row.replaceChildren()
      this.form(row, question, item)
      this.focus(`text-${key}`)
    })
    button(about, words.remove, 'quiet', `${words.remove}: ${item.seen.text}`, `drop-${key}`, () =>
      this.tell(gone, this.content.open ? `text-${question.id}-new` : `add-${question.id}`),
    )
  }

  asked(node, question) {
    const { words } = this.content
    const open = !question.items.length
    const place = open ? make(node, 'div', '', 'asked') : make(node, 'details', '', 'asked')
    if (!open) place.open = Boolean(this.drawn.get(question.id)?.node.querySelector('details')?.open)
    make(place, open ? 'p' : 'summary', open ? words.asked : words.alsoAsked)
    const list = make(place, 'ul')
    for (const [number, text] of question.asked.entries()) {
      const content = { do: 'add', question: question.id, text, in_hand: false, mark: mark() }
      const id = `ask-${question.id}-${number}`
      button(make(list, 'li'), text, 'ask', `${words.wanted}: ${text}`, id, () =>
        this.tell(content, `mark-${question.id}-${question.items.length}`),
      )
    }
  }

  form(place, question, item) {
    const { words } = this.content
    const key = `${question.id}-${item ? item.index : 'new'}`
    const old = item ? item.seen : { text: '', place: '', owner: '', due: null, in_hand: true }
    const draft = this.forms.get(key) ?? { ...old, mark: mark() }
    Object.assign(draft, { question: question.id, index: item ? item.index : null, seen: draft.seen ?? item?.seen })
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
    due.min = '2000-01-01'
    due.max = '2099-12-31'
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
      const said = { text, in_hand, place: draft.place ?? '', owner: draft.owner ?? '', due: draft.due ?? '' }
      const which = item ? { do: 'edit', index: item.index, seen: draft.seen } : { do: 'add' }
      this.tell({ ...which, ...said, question: question.id, mark: sent })
    }
  }

  close(key, question) {
    this.forms.delete(key)
    const before = this.drawn.get(question.id)
    const node = this.question(question)
    before.node.replaceWith(node)
    before.node = node
    this.focus(key.endsWith('-new') ? `add-${question.id}` : `edit-${key}`)
  }
}

const lists = new WeakMap()

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector('.ecq-ev')
  if (!lists.has(root)) lists.set(root, new List(root))
  lists.get(root).draw(new TextDecoder().decode(data), (content) => setTriggerValue('act', JSON.stringify(content)))
}
