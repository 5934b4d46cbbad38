// The button that shows the slides over the whole screen. They are in the page already: from here on nothing is asked of the
// server. The slides' own page runs in a frame that may do nothing but flip and print.

let shown = null

function present(html, button) {
  const scheme = getComputedStyle(document.querySelector('.stApp') ?? document.documentElement).colorScheme
  const dialog = document.createElement('dialog')
  dialog.className = 'ecq-presentation'
  dialog.setAttribute('aria-label', button.textContent)
  const frame = document.createElement('iframe')
  frame.title = button.textContent
  frame.setAttribute('sandbox', 'allow-scripts allow-modals')
  frame.srcdoc = html.replace('<main>', `<style>:root { color-scheme: ${/dark/.test(scheme) ? 'dark' : 'light'} }</style><main>`)
  frame.onload = () => frame.contentWindow.focus()
  // Until the frame has the focus, keys come here.
  dialog.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    frame.contentWindow.postMessage({ key: event.key, shiftKey: event.shiftKey }, '*')
  }
  dialog.append(frame)
  document.body.append(dialog)
  const heard = (event) => event.source === frame.contentWindow && event.data === 'ecq-presentation-left' && dialog.close()
  const changed = () => document.fullscreenElement || dialog.close() // Esc leaves the whole screen, and the slides with it
  addEventListener('message', heard)
  dialog.onclose = () => {
    removeEventListener('message', heard)
    document.removeEventListener('fullscreenchange', changed)
    if (document.fullscreenElement) document.exitFullscreen()
    dialog.remove()
    shown = null
    button.focus()
  }
  shown = dialog
  dialog.showModal()
  frame.requestFullscreen?.().then(() => document.addEventListener('fullscreenchange', changed), () => {})
}

export default function (component) {
  const { data, parentElement } = component
  const { label, html } = JSON.parse(new TextDecoder().decode(data))
  const button = parentElement.querySelector('.ecq-present button')
  button.textContent = label
  button.onclick = () => shown || present(html, button)
}
