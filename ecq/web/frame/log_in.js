// Who is logged in, at the end of the bar; and what stands over the page when the log-in is about to end. The server refuses
// what comes after that, so the page asks a little earlier: what was typed is still in its field, and comes back with the page.

const EARLIER = 60 // seconds before the end
const LOGGED_OUT = 'ecq-logged-out'

function watchLogIn(who) {
  const known = (window.ecqLogIn ??= {})
  known.who = who
  if (known.until === who.until) return
  known.until = who.until
  // counted from now on this computer's own clock, which may be wrong, as long as it goes on
  known.asks = Date.now() + (who.left - EARLIER) * 1000
  if (known.watched) return
  known.watched = setInterval(() => Date.now() >= known.asks && askForLogIn(known), 1000)
  window.addEventListener('storage', (event) => event.key === LOGGED_OUT && location.reload())
}

function askForLogIn(known) {
  if (document.querySelector('dialog.ecq-log-in')) return
  // What is typed into a field that is saved when one leaves it, is saved while it can be.
  if (!document.activeElement?.closest('.ecq-conversation, .ecq-dock')) document.activeElement?.blur()
  const dialog = document.createElement('dialog')
  dialog.className = 'ecq ecq-log-in'
  dialog.setAttribute('role', 'dialog')
  dialog.setAttribute('aria-labelledby', 'ecq-log-in-ends')
  const typed = document.querySelector('.ecq-typed') ? known.who.typed : ''
  dialog.append(
    Object.assign(document.createElement('h2'), { id: 'ecq-log-in-ends', textContent: known.who.ends }),
    ...[known.who.lead, typed].filter(Boolean).map((text) => Object.assign(document.createElement('p'), { textContent: text })),
    Object.assign(document.createElement('a'), {
      className: 'ecq-way', textContent: known.who.again, href: `/login?to=${encodeURIComponent(location.pathname + location.search)}`,
    }),
  )
  // Nothing under it can be saved any more: Escape leaves it, and where it closes all the same it opens again.
  dialog.onkeydown = event => { if (event.key === 'Escape') event.preventDefault() }
  dialog.onclose = () => dialog.showModal()
  dialog.style.colorScheme = getComputedStyle(document.querySelector('.stApp') ?? document.body).colorScheme
  document.body.append(dialog)
  dialog.showModal()
}

function drawWho(rest, make, link, who, tell) {
  const menu = make(rest, 'div', '', { class: 'who' })
  link(menu, 'people', who.name, { title: `${who.said} · ${who.page}`, 'aria-label': `${who.said} · ${who.page}` })
  make(menu, 'button', who.out, { type: 'button', 'data-id': 'log-out' }).onclick = () => {
    try {
      sessionStorage.setItem(LOGGED_OUT, 'here')
    } catch {}
    tell('out', 'out')
  }
}

// Back from logging out: the other windows of this browser are to show nothing any more either.
function tellLoggedOut() {
  try {
    if (sessionStorage.getItem(LOGGED_OUT)) localStorage.setItem(LOGGED_OUT, String(Date.now()))
    sessionStorage.removeItem(LOGGED_OUT)
  } catch {} // a browser that keeps nothing
}
