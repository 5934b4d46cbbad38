// The bar at the top of every page: home, the switcher to other self-checks, the name of the assessment, its pages, saved state, language. On a narrow screen
// its pages stand in a sheet below it. Drawn from data, with real links, so that a page can be opened in another tab.

const TYPED_AFTER = 140 // milliseconds without a key before what was typed is looked for

// The switcher stays while the bar is drawn anew; what it lists comes when it is opened, and with every search.
function drawSwitch(panel, shown, tell) {
  const say = shown.words
  if (!panel.firstChild) {
    panel.innerHTML = '<input type="search" autocomplete="off" spellcheck="false"><ul></ul><p></p><div><a></a><button type="button"></button></div>'
    panel.setAttribute('role', 'dialog')
  }
  const input = panel.querySelector('input')
  const list = panel.querySelector('ul')
  panel.setAttribute('aria-label', say.switch)
  input.placeholder = say.hint
  input.setAttribute('aria-label', say.search)
  const find = () => tell('find', `?${input.value}`)
  input.oninput = (event) => {
    clearTimeout(panel.timer)
    if (!event.isComposing) panel.timer = setTimeout(find, TYPED_AFTER)
  }
  input.oncompositionend = () => input.oninput({ isComposing: false })
  const all = panel.querySelector('div a')
  all.textContent = say.all
  all.href = '/'
  all.onclick = (event) => leave(event, 'page', 'start')
  const begin = panel.querySelector('div button')
  begin.textContent = say.new
  begin.hidden = !say.new
  begin.onclick = (event) => leave(event, 'new', 'new')
  const leave = (event, kind, value) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    unfoldSwitch(panel, false)
    tell(kind, value)
  }
  panel.onkeydown = (event) => {
    if (event.key === 'Escape') {
      unfoldSwitch(panel, false)
      inBar(panel.opener).focus()
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const stops = [...panel.querySelectorAll('input, a, button:not([hidden])')]
    stops[stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
  }
  panel.ask = find
  if (!shown.others) return
  list.replaceChildren()
  for (const { id, href, name, line } of shown.others) {
    const link = document.createElement('a')
    link.href = href
    link.dataset.other = id
    link.append(Object.assign(document.createElement('b'), { textContent: name }))
    link.append(Object.assign(document.createElement('small'), { textContent: line }))
    link.onclick = (event) => leave(event, 'other', id)
    list.appendChild(document.createElement('li')).append(link)
  }
  const none = panel.querySelector('p')
  none.textContent = say.none
  none.hidden = shown.others.length > 0
}

// Browsers without popovers (Chromium before 114) show it by its class.
const AS_POPOVER = 'showPopover' in HTMLElement.prototype
const unfolded = (panel) => (AS_POPOVER ? panel.matches(':popover-open') : panel.classList.contains('unfolded'))

// What is in the bar now: it is drawn anew when what was looked for is found, and when an answer comes.
const inBar = (id) => document.querySelector(`.ecq-top [data-id="${id}"]`)

function unfoldSwitch(panel, open) {
  if (AS_POPOVER) return open ? panel.showPopover() : panel.hidePopover()
  panel.classList.toggle('unfolded', open)
  panel.ontoggle?.({ newState: open ? 'open' : 'closed' })
}

function openSwitch(panel, button) {
  const input = panel.querySelector('input')
  input.value = ''
  panel.opener = button.dataset.id
  panel.ask()
  const edge = button.getBoundingClientRect()
  panel.style.left = `${Math.max(8, Math.min(edge.left, innerWidth - 344))}px`
  panel.ontoggle = (event) => {
    for (const one of document.querySelectorAll('.ecq-top .switch')) one.setAttribute('aria-expanded', String(event.newState === 'open'))
  }
  unfoldSwitch(panel, true)
  input.focus()
}

export default function (component) {
  const { data, parentElement } = component
  const tell = (kind, id = '') => component.setTriggerValue('press', JSON.stringify({ kind, id }))
  const bar = parentElement.querySelector('.ecq-top')
  const panel = parentElement.querySelector('.ecq-switch')
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
    const query = [shown.query, page === 'overview' && 'view=all'].filter(Boolean).join('&')
    const href = `/${{ start: '', overview: 'interview' }[page] ?? page}${query && '?' + query}`
    const anchor = make(parent, 'a', text, { href, 'data-id': `link-${page}`, ...attributes })
    if (page === shown.page) anchor.setAttribute('aria-current', 'page')
    anchor.onclick = (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      unfold(false)
      tell('page', page)
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
  // What stands in it, for the style sheet.
  bar.classList.toggle('paged', shown.links.length > 0)
  bar.classList.toggle('tagged', shown.links.length > 0 && Boolean(shown.demo || shown.offer))
  bar.classList.toggle('offered', shown.links.length > 0 && Boolean(shown.offer))
  bar.classList.toggle('with-portfolio', Boolean(say.portfolio))
  if (shown.back) link(bar, shown.back, '', { class: 'back', 'aria-label': say.back, 'data-id': 'back' })
  const brand = link(bar, 'start', '', { class: 'brand', title: say.home })
  brand.removeAttribute('aria-current')
  make(brand, 'i', 'ECQ')
  make(brand, 'span', say.brand.trim())
  drawSwitch(panel, shown, tell)
  drawAsking(parentElement.querySelector('.ecq-ask'), shown, tell)
  const switcher = (parent, text) => {
    const button = make(parent, 'button', text, {
      type: 'button', class: 'switch', 'data-id': `switch${text && '-named'}`, 'aria-label': say.switch, 'aria-haspopup': 'dialog',
      'aria-expanded': String(unfolded(panel)),
    })
    button.onclick = () => {
      unfold(false)
      openSwitch(panel, button)
    }
  }
  if (say.switch) switcher(bar, '')
  if (shown.links.length) {
    link(bar, 'profile', shown.name, { class: 'name', 'data-id': 'name', 'aria-label': `${shown.name} · ${say.profile}` })
    if (shown.demo) make(bar, 'small', shown.demo, { class: 'ecq-tag gold' })
    if (shown.offer) {
      const [id, label, why] = shown.offer
      make(bar, 'button', label, { type: 'button', class: 'offer', title: why, 'data-id': 'offer' }).onclick = () => tell('offer', id)
    }
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
    for (const [page, title] of shown.links) {
      const named = link(pages, page, title)
      if (page !== 'interview' || !['interview', 'overview'].includes(shown.page)) continue
      named.setAttribute('aria-current', 'page')
      const views = make(pages, 'div', '', { class: 'views', role: 'group', 'aria-label': say.views })
      for (const [view, name] of [['interview', shown.views[0]], ['overview', shown.views[1]]]) {
        const seen = link(views, view, name, { 'data-id': `view-${view}` })
        if (view === shown.page) seen.setAttribute('aria-current', 'true')
      }
    }
    switcher(pages, say.switch)
    const field = make(rest, 'button', shown.asking.ask, {
      type: 'button', class: 'ask', 'data-id': 'ask', title: shown.asking.label, 'aria-label': shown.asking.label, 'aria-haspopup': 'dialog',
    })
    field.onclick = () => {
      unfold(false)
      window.ecqOpenAsking()
    }
    make(rest, 'small', say.saved, { class: shown.unsaved ? 'saved unsaved' : 'saved' })
  }
  if (say.portfolio) link(rest, 'portfolio', say.portfolio, { class: 'portfolio' })
  const languages = make(rest, 'div', '', { class: 'languages', role: 'group', 'aria-label': say.language })
  for (const [id, short, name, tag] of shown.languages) {
    const button = make(languages, 'button', short, {
      type: 'button', 'data-id': `lang-${id}`, lang: tag, 'aria-label': name, 'aria-pressed': String(id === shown.lang),
    })
    button.onclick = () => tell('language', id)
  }
  if (shown.links.length) {
    const keys = make(rest, 'button', '', {
      type: 'button', class: 'keys', 'data-id': 'shortcuts', 'aria-label': say.shortcuts, 'aria-haspopup': 'dialog',
    })
    make(keys, 'kbd', '?', { 'aria-hidden': 'true' })
    keys.onclick = () => window.ecqBrowserHelper?.showSheet()
  }
  if (shown.who) {
    drawWho(rest, make, link, shown.who, tell)
    watchLogIn(shown.who)
  } else tellLoggedOut()
  unfold(open)
  if (focused) bar.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus()

  // A press beside the sheet closes it, and so does leaving it with the keyboard.
  bar.fold ??= (event) => {
    if (bar.classList.contains('open') && !bar.contains(event.target)) bar.querySelector('.menu').click()
    for (const one of parentElement.querySelectorAll('[popover]')) {
      if (unfolded(one) && !one.contains(event.target)) unfoldSwitch(one, false)
    }
  }
  document.addEventListener('pointerdown', bar.fold)
  document.addEventListener('focusin', bar.fold)
}
