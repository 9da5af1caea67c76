// What several scripts of the pages do with elements: make them, put words into sentences, hand a file to the reader.
window.cocreateElements = (() => {
  "use strict"
  // Words are set as text: what somebody typed, or what a file says, can be no element.
  const made = (name, attributes = {}, ...inside) => {
    const element = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    element.append(...inside)
    return element
  }
  const filled = (text, values = {}) =>
    Object.entries(values).reduce((said, [key, value]) => said.replace(`{${key}}`, () => value), text)
  const save = (name, type, text) => {
    const link = made("a", { download: name, href: URL.createObjectURL(new Blob([text], { type })) })
    link.click()
    URL.revokeObjectURL(link.href)
  }
  // Markdown in which what somebody typed means nothing but itself, and a value of front matter.
  const literal = text => text.replace(/\s+/g, " ").trim().replace(/[\\`*_{}[\]<>|#$&!^~=+-]/g, "\\$&")
  const yaml = text => JSON.stringify(text.replace(/\s+/g, " ").trim())
  // Each such place of a page once, also where the theme loads the next page into this one.
  const attended = (selector, attend) => {
    const start = () => {
      for (const place of document.querySelectorAll(`${selector}:not([data-cc-ready])`)) {
        place.dataset.ccReady = "yes"
        attend(place)
      }
    }
    if (window.document$) window.document$.subscribe(start)
    else document.addEventListener("DOMContentLoaded", start)
  }
  // A button with its name; `what` tells which of several alike it is.
  const button = (name, text, act, what) => {
    const one = made("button", { type: "button", name, class: "cc-button", ...(what && { "aria-label": `${text}: ${what}` }) }, text)
    one.addEventListener("click", act)
    return one
  }
  return { attended, button, made, filled, save, literal, yaml }
})()
