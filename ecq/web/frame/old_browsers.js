// Runs before Streamlit's scripts in every browser, also in one that knows nothing newer than ES5. It gives an older browser
// what those scripts use and it lacks, and marks the page where they cannot run at all, or where nothing comes of them.
(function () {
  'use strict'
  var page = document.documentElement
  var LATE = 20000 // milliseconds after which a page that is still empty says so

  // What every browser lacks in which Streamlit cannot run: Chromium before 98 (structuredClone), Safari before 16.4 (looking
  // behind, which came with the classes that Streamlit writes), Firefox before 94 (structuredClone). Its syntax itself is not
  // tried: the content policy lets no page make code of text.
  function runs() {
    try {
      new RegExp('(?<=a)b')
      return !!(Object.hasOwn && Array.prototype.at && window.structuredClone && window.Proxy)
    } catch (error) {
      return false
    }
  }

  function give(owner, name, value) {
    if (!owner[name]) Object.defineProperty(owner, name, { configurable: true, writable: true, value: value })
  }

  // The regular expressions that Streamlit makes with the flag "v" (Chromium 112) mean the same with "u".
  function readFlagV() {
    try {
      new RegExp('', 'v')
    } catch (error) {
      var plain = function (given) {
        return typeof given[1] === 'string' ? [given[0], given[1].replace('v', 'u')] : given
      }
      window.RegExp = new Proxy(RegExp, {
        construct: function (whole, given, made) { return Reflect.construct(whole, plain(given), made) },
        apply: function (whole, self, given) { return Reflect.apply(whole, self, plain(given)) }
      })
    }
  }

  if (!runs()) {
    page.setAttribute('data-ecq-opens', 'never')
    return
  }
  give(Array.prototype, 'toSorted', function (order) { return Array.prototype.slice.call(this).sort(order) }) // Chromium 110
  give(AbortSignal, 'timeout', function (milliseconds) { // Chromium 103
    var control = new AbortController()
    setTimeout(function () { control.abort() }, milliseconds)
    return control.signal
  })
  give(Element.prototype, 'checkVisibility', function (asked) { // Chromium 105
    return this.getClientRects().length > 0 && !(asked && asked.visibilityProperty && getComputedStyle(this).visibility !== 'visible')
  })
  readFlagV()
  var late = function () { page.setAttribute('data-ecq-opens', 'late') } // shown while the page is empty, and no longer
  setTimeout(late, LATE)
  addEventListener('error', function (event) { if (event.error) late() })
})()
