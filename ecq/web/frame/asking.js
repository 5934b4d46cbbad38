// The field in which one asks about the self-check, opened from the bar or with Ctrl+K (on a Mac Cmd+K) on every page. The
// answer comes with the bar's data and stays until the field is closed; Escape closes it, and the focus goes back.

function drawAsking(panel, shown, tell) {
  const say = shown.asking
  if (!say) return
  if (!panel.firstChild) {
    panel.innerHTML = '<form><input type="text" autocomplete="off" spellcheck="false" maxlength="200"><button class="close" type="button">×</button></form><div class="answer" aria-live="off"></div><p></p><div class="examples"></div>'
    panel.setAttribute('role', 'dialog')
  }
  const [form, answer, lead, examples] = panel.children
  const input = form.firstChild
  panel.setAttribute('aria-label', say.label)
  input.placeholder = say.hint
  input.setAttribute('aria-label', say.label)
  form.lastChild.setAttribute('aria-label', say.close)
  form.lastChild.onclick = () => unfoldSwitch(panel, false)
  const ask = (text) => {
    if (!text.trim()) return
    input.value = text
    answer.setAttribute('aria-busy', 'true')
    tell('ask', text)
  }
  form.onsubmit = (event) => {
    event.preventDefault()
    ask(input.value)
  }
  panel.onkeydown = (event) => {
    event.stopPropagation() // a letter typed here answers no question
    if (event.key === 'Escape' && !AS_POPOVER) unfoldSwitch(panel, false)
  }
  const put = (parent, name, text) => parent.appendChild(Object.assign(document.createElement(name), { textContent: text }))
  if (say.lines) {
    answer.removeAttribute('aria-busy')
    answer.replaceChildren()
    for (const [number, [text, href, name]] of say.lines.entries()) {
      const line = put(answer, 'p', `${text} `)
      if (!href) continue
      const link = put(line, 'a', name)
      link.href = href
      link.onclick = (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        unfoldSwitch(panel, false)
        tell('follow', String(number))
      }
    }
    if (say.cannot) put(answer, 'p', say.cannot)
    else put(answer, 'small', say.source)
    input.select()
  }
  const answered = Boolean(say.lines && !say.cannot)
  if (say.lines || !examples.firstChild || examples.lang !== shown.lang) {
    examples.lang = shown.lang
    lead.textContent = say.can
    lead.hidden = Boolean(say.lines)
    examples.hidden = answered
    examples.replaceChildren()
    for (const text of say.examples) Object.assign(put(examples, 'button', text), { type: 'button', onclick: () => ask(text) })
  }
  window.ecqOpenAsking = () => {
    const before = document.activeElement
    panel.ontoggle = (event) => {
      answer.setAttribute('aria-live', event.newState === 'open' ? 'polite' : 'off') // a page has one live region at a time
      if (event.newState === 'open') return
      answer.replaceChildren()
      input.value = ''
      lead.hidden = examples.hidden = false
      if (panel.contains(document.activeElement)) document.activeElement.blur()
      if (document.activeElement === document.body) (inBar(before?.dataset.id) ?? before)?.focus?.()
    }
    if (!unfolded(panel)) unfoldSwitch(panel, true)
    input.focus()
  }
}

// One listener for the page, however often the bar is drawn: it asks for the field that is there now.
window.ecqAskingKey ??= (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return
  if (!document.querySelector('.ecq-top.paged')) return
  event.preventDefault()
  event.stopPropagation()
  window.ecqOpenAsking?.()
}
document.addEventListener('keydown', window.ecqAskingKey, true)
