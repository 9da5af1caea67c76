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
  return { made, filled, save, literal, yaml }
})()
