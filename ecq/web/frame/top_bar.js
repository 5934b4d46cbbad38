// The bar at the top of every page: home, the name of the assessment, its pages, saved state, language. On a narrow screen
// its pages stand in a sheet below it. Drawn from data, with real links, so that a page can be opened in another tab.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const bar = parentElement.querySelector('.ecq-top')
  const text = new TextDecoder().decode(data)
  if (bar.dataset.shown === text) return
  bar.dataset.shown = text
  const shown = JSON.parse(text)
  const say = shown.words
  const make = (parent, name, text = '', attributes = {}) => {
    const made = document.createElement(name)
    made.textContent = text
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    parent.append(made)
    return made
  }
  const link = (parent, page, text, attributes = {}) => {
    const href = `/${page === 'start' ? '' : page}${shown.query && '?' + shown.query}`
    const anchor = make(parent, 'a', text, { href, 'data-id': `link-${page}`, ...attributes })
    if (page === shown.page) anchor.setAttribute('aria-current', 'page')
    anchor.onclick = (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      unfold(false)
      setTriggerValue('page', page)
    }
    return anchor
  }
  const unfold = (open) => {
    bar.classList.toggle('open', open)
    bar.querySelector('.menu')?.setAttribute('aria-expanded', String(open))
  }

  const focused = bar.contains(document.activeElement) ? document.activeElement.dataset.id : null
  const open = bar.classList.contains('open') && bar.dataset.page === shown.page
  bar.dataset.page = shown.page
  bar.replaceChildren()
  if (shown.back) link(bar, shown.back, '', { class: 'back', 'aria-label': say.back, 'data-id': 'back' })
  const brand = link(bar, 'start', '', { class: 'brand', title: say.home })
  brand.removeAttribute('aria-current')
  make(brand, 'i', 'ECQ')
  make(brand, 'span', say.brand.trim())
  if (shown.links.length) {
    link(bar, 'profile', shown.name, { class: 'name', 'data-id': 'name', 'aria-label': `${shown.name} · ${say.profile}` })
    make(bar, 'b', shown.title, { class: 'title', 'aria-hidden': 'true' })
    const menu = make(bar, 'button', '', {
      type: 'button', class: 'menu', 'data-id': 'menu', 'aria-label': say.pages, 'aria-controls': 'ecq-top-rest',
    })
    menu.onclick = () => {
      unfold(!bar.classList.contains('open'))
      if (bar.classList.contains('open')) rest.querySelector('a').focus()
    }
  }
  const rest = make(bar, 'div', '', { class: 'rest', id: 'ecq-top-rest' })
  if (shown.links.length) {
    const pages = make(rest, 'nav', '', { 'aria-label': say.pages })
    for (const [page, title] of shown.links) link(pages, page, title)
    make(rest, 'small', say.saved, { class: shown.unsaved ? 'saved unsaved' : 'saved' })
  }
  if (say.portfolio) link(rest, 'portfolio', say.portfolio, { class: 'portfolio' })
  const languages = make(rest, 'div', '', { class: 'languages', role: 'group', 'aria-label': say.language })
  for (const [id, short, name, tag] of shown.languages) {
    const button = make(languages, 'button', short, {
      type: 'button', 'data-id': `lang-${id}`, lang: tag, 'aria-label': name, 'aria-pressed': String(id === shown.lang),
    })
    button.onclick = () => setTriggerValue('language', id)
  }
  if (shown.links.length) {
    const keys = make(rest, 'button', '', {
      type: 'button', class: 'keys', 'data-id': 'shortcuts', 'aria-label': say.shortcuts, 'aria-haspopup': 'dialog',
    })
    make(keys, 'kbd', '?', { 'aria-hidden': 'true' })
    keys.onclick = () => window.ecqBrowserHelper?.showSheet()
  }
  unfold(open)
  if (focused) bar.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus()

  // A press beside the sheet closes it, and so does leaving it with the keyboard.
  bar.fold ??= (event) => bar.classList.contains('open') && !bar.contains(event.target) && bar.querySelector('.menu').click()
  document.addEventListener('pointerdown', bar.fold)
  document.addEventListener('focusin', bar.fold)
}
