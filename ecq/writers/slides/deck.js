// Flips the slides by keys, presses and swipes. Asks nothing of anybody; where the slides stand in a page of ECQ's, Esc tells
// it to leave.
(() => {
  const root = document.documentElement
  const all = [...document.querySelectorAll('section')]
  let at = Math.max(0, all.findIndex((one) => `#${one.id}` === location.hash))
  const show = (wanted, led = true) => {
    const next = Math.min(Math.max(wanted, 0), all.length - 1)
    if (next !== at) root.classList.add('begun')
    at = next
    all.forEach((one, place) => {
      one.classList.toggle('here', place === at)
      one.inert = place !== at
    })
    all[at].scrollTop = 0
    if (led) all[at].querySelector('h1').focus({ preventScroll: true })
  }
  // As large as all of it fits, in steps that hardly show; the heads and feet of slides stay as they are.
  const fit = () => {
    if (matchMedia('(orientation: portrait)').matches) return
    root.classList.add('measured')
    for (const one of all) {
      const content = one.querySelector('.content')
      for (let size = 1; size >= 0.4; size -= 0.02) {
        content.style.setProperty('--fit', size)
        if (one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth) break
      }
    }
    root.classList.remove('measured')
  }
  const leave = () => {
    if (window.parent !== window) window.parent.postMessage('ecq-presentation-left', '*')
    else if (document.fullscreenElement) document.exitFullscreen()
  }
  const full = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.())
  const KEYS = {
    ArrowRight: () => show(at + 1), ArrowDown: () => show(at + 1), PageDown: () => show(at + 1), Enter: () => show(at + 1),
    ' ': (event) => show(at + (event.shiftKey ? -1 : 1)),
    ArrowLeft: () => show(at - 1), ArrowUp: () => show(at - 1), PageUp: () => show(at - 1), Backspace: () => show(at - 1),
    Home: () => show(0), End: () => show(all.length - 1), Escape: leave, f: full, F: full,
  }
  addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'p' && window.parent !== window) {
      event.preventDefault()
      print() // of the slides, not of the page around them
      return
    }
    const act = !event.ctrlKey && !event.metaKey && !event.altKey && KEYS[event.key]
    if (!act) return
    event.preventDefault()
    act(event)
  })
  addEventListener('message', ({ source, data }) => source === window.parent && KEYS[data?.key]?.(data))
  addEventListener('click', (event) => {
    if (String(getSelection())) return
    show(at + (event.clientX < innerWidth / 3 ? -1 : 1))
  })
  let from = null
  addEventListener('touchstart', (event) => (from = event.changedTouches[0]), { passive: true })
  addEventListener('touchend', (event) => {
    const to = event.changedTouches[0]
    const [across, down] = [to.clientX - from.clientX, to.clientY - from.clientY]
    if (Math.abs(across) > 50 && Math.abs(across) > 2 * Math.abs(down)) {
      event.preventDefault()
      show(at + (across < 0 ? 1 : -1))
    }
  }, { passive: false })
  addEventListener('resize', fit)
  addEventListener('beforeprint', fit)
  root.classList.add('flips')
  fit()
  show(at, false)
})()
