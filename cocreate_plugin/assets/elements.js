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
  // Markdown in which what somebody typed means nothing but itself; what only some readers escape is a sign's number.
  const numbered = sign => `&#${sign.codePointAt(0)};`
  const literal = text => text.replace(/[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, " ")
    .replace(/\s+/g, " ").trim().replace(/[\\`*_{}[\]|~^]/g, "\\$&").replace(/[<&$]|=(?==)|:(?=[\w+-]+:)|:(?=\/\/)/g, numbered)
    .replace(/^[#>+\-!]/, "\\$&").replace(/^[=?:/]/, numbered).replace(/^(\w+)([.)])(?=\s|$)/, "$1\\$2")
  // A text of front matter, which may be Markdown as well.
  const yaml = text => JSON.stringify(literal(text))
  // The day where the reader is, as front matter has it: near midnight it is another one elsewhere.
  const dayOf = moment => [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map(part => String(part).padStart(2, "0")).join("-")
  // Saturday and Sunday are free; as many working days lie before them as before the Monday after.
  const workingDaysBefore = (date, number) => {
    const day = new Date(`${date}T12:00`)
    const weekday = (day.getDay() + 6) % 7
    const from = Math.min(weekday, 5) % 5
    const back = Math.floor(number / 5) * 7 + number % 5 + (number % 5 > from ? 2 : 0)
    day.setDate(day.getDate() + (weekday > 4 ? 7 - weekday : 0) - back)
    return dayOf(day)
  }
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
  return { attended, button, made, filled, save, literal, yaml, dayOf, workingDaysBefore }
})()
