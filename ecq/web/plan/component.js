// Draws the waves of a plan, or the steps of the agreed one, from data; tells what was ticked, typed and pressed.
// Folded rows are built when they are unfolded. What was typed and not sent yet is carried over when the list is drawn anew.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector('.plan')
  const text = new TextDecoder().decode(data)
  if (root.dataset.shown === text) return
  const shown = JSON.parse(text)
  const say = shown.words
  const open = (root.ecqOpen ??= new Set())  // what was unfolded stays so, also when a step goes and comes back
  const active = root.getRootNode().activeElement
  const focused = active?.dataset?.id
  const typing = active?.dataset?.typed ? { value: active.value, at: active.type === 'text' ? active.selectionStart : null } : null
  root.dataset.shown = text
  const send = (what, id, value) => setTriggerValue('press', JSON.stringify({ what, id, value, again: performance.now() }))
  const make = (parent, name, text, className) => {
    const element = document.createElement(name)
    if (text) element.textContent = text
    if (className) element.className = className
    parent.append(element)
    return element
  }
  const press = (parent, label, id, className, does) => {
    const button = make(parent, 'button', label, className)
    button.type = 'button'
    button.dataset.id = id
    button.onclick = does
    return button
  }
  const field = (parent, input, what, id, value) => {
    const refused = shown.refused && shown.refused.id === what + ' ' + id ? shown.refused : null
    const note = () => {
      if (!refused) return
      input.setAttribute('aria-invalid', 'true')
      const sentence = make(parent, 'small', refused.sentence, 'refused')
      sentence.setAttribute('role', 'alert')
    }
    input.value = refused ? refused.value : value
    input.dataset.id = what + ' ' + id
    input.disabled = shown.off
    let sent = input.value, waiting
    const tell = () => {
      clearTimeout(waiting)
      delete input.dataset.typed
      if (input.value === sent) return
      sent = input.value
      send(what, id, input.value)
    }
    input.oninput = () => {
      input.dataset.typed = '1'
      if (input.type !== 'date') return
      clearTimeout(waiting)  // a year is typed digit by digit
      waiting = setTimeout(tell, 1200)
    }
    input.onblur = tell
    input.onkeydown = (event) => { if (event.key === 'Enter' && !event.isComposing) tell() }
    return note
  }
  const list = (parent, title, lines) => {
    if (!lines.length) return
    make(parent, 'h3', title)
    const ul = make(parent, 'ul')
    for (const line of lines) make(ul, 'li', line)
  }
  const tickBox = (parent, id, ticked, fixed, label) => {
    const box = make(parent, 'input')
    box.type = 'checkbox'
    box.checked = ticked === true
    box.indeterminate = ticked === null
    box.disabled = fixed
    box.dataset.id = 'tick ' + id
    box.setAttribute('aria-label', label)
    box.onchange = () => send('tick', id, box.checked)
  }
  const number = (parent, className, value, unit) => {
    const cell = make(parent, 'span', value, 'num ' + className + (value === '—' ? ' none' : ''))
    if (unit && value && value !== '—') make(cell, 'span', ' ' + unit, 'unit')
  }

  const inside = (fold, row) => {
    for (const line of [row.asked, row.rise, row.to_show, row.law].filter(Boolean)) make(fold, 'p', line)
    if (row.rungs.length) {
      make(fold, 'h3', say.advice)
      for (const rung of row.rungs) {
        const line = make(fold, 'div', '', 'rung')
        make(line, 'span', rung.advice)
        const label = make(line, 'label', '')
        const input = make(label, 'input')
        input.type = 'text'
        input.inputMode = 'decimal'
        input.setAttribute('aria-label', rung.label)
        const note = field(line, input, 'effort', rung.key, rung.effort)
        label.append(say.days + ' · ' + rung.lead)
        if (!shown.off) press(line, say.exclude, 'exclude ' + rung.key, '', () => send('exclude', rung.key))
        note()
      }
    }
    list(fold, say.toShow, row.evidence)
    list(fold, say.basis, row.basis)
    const fields = make(fold, 'div', '', 'fields')
    for (const [what, label, kind, value] of [['owner', say.owner, 'text', row.owner], ['due', say.due, 'date', row.due]]) {
      const holder = make(fields, 'label', label)
      const input = make(holder, 'input')
      input.type = kind
      field(holder, input, what, row.id, value)()
    }
    const acts = make(fold, 'div', '', 'acts')
    if (!shown.off) press(acts, say.lock, 'lock ' + row.id, '', () => send('lock', row.id))
    press(acts, say.question, 'question ' + row.id, '', () => send('question', row.id))
  }

  const record = (li, row) => {
    const acts = make(li, 'div', '', 'record')
    make(acts, 'p', row.record.label)
    const given = {}
    const ask = (name, label) => {
      const input = make(make(acts, 'label', label), 'input')
      input.type = 'text'
      const refused = shown.refused && shown.refused.id === 'record ' + row.id ? shown.refused : null
      input.value = refused ? refused.value[name] : ''
      input.dataset.id = name + ' ' + row.id
      input.oninput = () => { input.dataset.typed = '1' }
      if (refused) input.setAttribute('aria-invalid', 'true')
      given[name] = () => input.value
    }
    if (row.record.figure) ask('figure', say.figure + (row.record.unit ? ' · ' + row.record.unit : ''))
    ask('spent', say.spent)
    if (shown.refused && shown.refused.id === 'record ' + row.id) make(acts, 'small', shown.refused.sentence, 'refused').setAttribute('role', 'alert')
    const now = () => ({ figure: given.figure ? given.figure() : null, spent: given.spent() })
    press(acts, say.record, 'record ' + row.id, 'main', () => send('record', row.id, now()))
    press(acts, say.question, 'question ' + row.id, '', () => send('question', row.id))
  }

  const drawRow = (ol, row) => {
    const li = make(ol, 'li', '', 'row ' + row.kind + (row.ticked === false && shown.kind === 'cheapest' ? ' off' : ''))
    const tick = make(li, 'span', '', 'tick')
    if (row.ticked !== null) tickBox(tick, row.id, row.ticked, row.fixed, row.title)
    const what = make(li, 'div', '', 'what')
    const head = make(what, 'div', '', 'head')
    let toggle = null
    if (row.rungs) {
      toggle = press(head, row.title, 'row ' + row.id, 'title', () => unfold(!open.has(row.id)))
    } else if (row.goes) {
      press(head, row.title, 'question ' + row.id, 'title goes', () => send('question', row.id))
    } else make(head, 'span', row.title, 'title')
    for (const [kind, words] of row.tags) make(head, 'span', words, 'tag ' + kind)
    const about = [row.asked, row.rise, row.to_show, row.law].filter(Boolean)
    if (!toggle) for (const line of about) make(what, 'div', line)
    const cells = make(li, 'div', '', 'cells')
    number(cells, 'gain', row.gain, say.points)
    number(cells, 'effort', row.effort, say.days)
    number(cells, 'lead', row.lead, say.leadDays)
    const owner = make(cells, 'span', '', 'owner')
    if (toggle && !shown.off) {
      const assign = press(owner, row.owner || say.assign, 'assign ' + row.id, row.owner ? 'link is' : 'link', () => {
        unfold(true)
        li.querySelector('.fields input').focus()
      })
      if (!row.owner) assign.setAttribute('aria-label', say.assign + ' ' + row.title)
    } else if (row.owner) owner.textContent = row.owner
    make(cells, 'span', row.day, 'num day')
    let fold = null
    const unfold = (on) => {
      if (on && !fold) inside((fold = make(li, 'div', '', 'fold')), row)
      if (fold) fold.hidden = !on
      toggle.setAttribute('aria-expanded', on)
      on ? open.add(row.id) : open.delete(row.id)
    }
    if (toggle) unfold(open.has(row.id))
    if (row.record) record(li, row)
  }

  const drawGroup = (ol, group) => {
    const li = make(ol, 'li', '', 'row group ' + group.kind)
    const tick = make(li, 'span', '', 'tick')
    const ids = group.rows.map((row) => row.id)
    const ticked = group.rows.filter((row) => row.ticked).length
    if (group.ticks) tickBox(tick, ids.join(' '), ticked === ids.length ? true : ticked ? null : false, false, group.title)
    const what = make(li, 'div', '', 'what')
    const inner = document.createElement('ol')
    const head = make(what, 'div', '', 'head')
    if (!ids.length) make(head, 'span', group.title, 'title')
    const toggle = ids.length ? press(head, group.title, 'group ' + group.id, 'title', () => unfold(!open.has(group.id))) : null
    if (group.note) make(what, 'div', group.note)
    const cells = make(li, 'div', '', 'cells')
    number(cells, 'gain', group.gain, say.points)
    number(cells, 'effort', group.effort, say.days)
    if (group.after) make(cells, 'span', group.after, 'after num')
    else {
      number(cells, 'lead', group.lead, say.leadDays)
      make(cells, 'span', '', 'owner')
      make(cells, 'span', group.day, 'num day')
    }
    const unfold = (on) => {
      if (on && !inner.childElementCount) {
        if (group.kind === 'prove' && group.ticks) {
          const holder = make(make(inner, 'li', '', 'package'), 'label', say.days)
          const input = make(holder, 'input')
          input.inputMode = 'decimal'
          field(holder, input, 'effort', ids.join(' '), group.effort)()
        }
        for (const row of group.rows) drawRow(inner, row)
      }
      if (on) li.append(inner)
      else inner.remove()
      toggle.setAttribute('aria-expanded', on)
      on ? open.add(group.id) : open.delete(group.id)
    }
    if (toggle) unfold(open.has(group.id))
  }

  root.replaceChildren()
  root.setAttribute('lang', shown.lang)
  const heads = (parent) => {
    const cells = make(parent, 'div', '', 'cells')
    cells.setAttribute('aria-hidden', 'true')
    for (const head of shown.heads.slice(1)) make(cells, 'span', head)
  }
  if (shown.heads.length && !shown.waves[0].title) {
    const line = make(root, 'div', '', 'heads')
    make(line, 'span')
    make(line, 'span', shown.heads[0]).setAttribute('aria-hidden', 'true')
    heads(line)
  }
  shown.waves.forEach((wave, place) => {
    if (wave.title) {
      const head = make(root, 'div', '', place ? 'wave' : 'wave heads')
      const about = make(head, 'div', '', 'about')
      make(about, 'h2', wave.title)
      if (wave.effort) {
        number(about, 'gain', wave.gain, say.points)
        number(about, 'effort', wave.effort, say.days)
        make(about, 'span', wave.after, 'num')
      }
      if (!place) heads(head)
    }
    const ol = make(root, 'ol')
    ol.setAttribute('aria-label', wave.title || shown.label)
    for (const entry of wave.entries) entry.rows ? drawGroup(ol, entry) : drawRow(ol, entry)
  })
  if (shown.more) make(root, 'div', shown.more, 'more')
  if (!focused) return
  const again = root.querySelector(`[data-id="${CSS.escape(focused)}"]`)
  again?.focus()
  if (again && typing) {
    again.value = typing.value
    again.dataset.typed = '1'
    if (typing.at !== null) again.setSelectionRange(typing.at, typing.at)
  }
}
