// Rows to choose from, each with how much of it is there: indicators beside the list, and the questions that are folded.

const make = (parent, name, text, className) => {
  const made = document.createElement(name)
  if (text) made.textContent = text
  if (className) made.className = className
  parent?.append(made)
  return made
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector('.ecq-rows')
  const text = new TextDecoder().decode(data)
  if (root.dataset.shown === text) return
  root.dataset.shown = text
  const content = JSON.parse(text)
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.id : null
  const groups = content.groups.map((group) => {
    const section = make(null, 'section')
    if (group.title) {
      const head = make(section, 'h2', group.title)
      make(head, 'span', group.count, 'num')
    }
    const list = make(section, 'ul')
    for (const row of group.rows) {
      const item = make(make(list, 'li'), 'button', '', row.on ? 'on' : '')
      item.type = 'button'
      item.dataset.id = row.id
      if (row.on) item.setAttribute('aria-current', 'true')
      make(item, 'span', row.title, 'title')
      const bar = make(item, 'i', '', 'bar')
      bar.setAttribute('aria-hidden', 'true')
      make(bar, 'b').style.width = `${row.filled}%`
      make(item, 'span', row.count, 'num')
      if (row.note) make(item, 'small', row.note)
      item.onclick = () => setTriggerValue('press', JSON.stringify(row.id))
    }
    return section
  })
  if (content.fold) {
    const fold = make(null, 'details')
    make(fold, 'summary', content.fold)
    fold.append(...groups)
    // In a narrow window it stays as it was until something in it is chosen.
    const at = content.groups.flatMap(({ rows }) => rows).find(({ on }) => on)?.id ?? ''
    fold.open = matchMedia('(min-width: 769px)').matches || (root.dataset.at === at && root.querySelector('details').open)
    root.dataset.at = at
    root.replaceChildren(fold)
  } else root.replaceChildren(...groups)
  const again = focused && root.querySelector(`[data-id="${CSS.escape(focused)}"]`)
  if (again) again.focus({ preventScroll: true })
  else if (focused) document.querySelector('.ecq-ev article h2')?.focus() // the question that was chosen here is shown above
}
