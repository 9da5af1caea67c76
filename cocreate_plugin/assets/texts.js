// Gives a text fields for its blanks, and buttons that copy it; what is filled in stays on this page and is not kept.
// Without this script the text stands there with its blanks.
(() => {
  "use strict"
  const { attended, button, made } = window.cocreateElements
  const BLANK = /\[(?![ xX^]?\])([^[\]\n]{1,80})\]/g

  // Each blank becomes an element of its own, so that it can be filled in again and again.
  const found = words => {
    const blanks = new Map()
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT)
    const nodes = []
    while (walker.nextNode()) nodes.push(walker.currentNode)
    for (const node of nodes) {
      if (!node.data.includes("[") || node.parentElement.closest("code, pre, a")) continue
      const parts = node.data.split(BLANK)
      if (parts.length < 2) continue
      node.replaceWith(...parts.map((part, at) => {
        if (at % 2 === 0) return part
        const mark = made("span", { class: "cc-blank" }, `[${part}]`)
        const name = part.trim()
        if (!blanks.has(name)) blanks.set(name, [])
        blanks.get(name).push(mark)
        return mark
      }))
    }
    return blanks
  }

  const form = (blanks, title) => {
    const box = made("fieldset", { class: "cc-text__blanks cc-filter" }, made("legend", {}, title))
    for (const [name, marks] of blanks) {
      const input = made("input", { autocomplete: "off" })
      input.addEventListener("input", () => {
        for (const mark of marks) {
          mark.textContent = input.value || `[${name}]`
          mark.classList.toggle("cc-blank--filled", Boolean(input.value))
        }
      })
      box.append(made("label", {}, name, input))
    }
    return box
  }

  const bare = words => {
    const copy = words.cloneNode(true)
    for (const mark of copy.querySelectorAll(".cc-blank")) mark.replaceWith(mark.textContent)
    for (const each of copy.querySelectorAll(".headerlink, .md-clipboard")) each.remove()
    for (const each of copy.querySelectorAll("*")) {
      for (const { name } of [...each.attributes]) if (name !== "href") each.removeAttribute(name)
    }
    return copy.innerHTML.trim()
  }

  const copy = async (words, rich) => {
    const plain = words.innerText.trim()
    try {
      if (!rich) await navigator.clipboard.writeText(plain)
      else {
        const item = (text, type) => new Blob([text], { type })
        await navigator.clipboard.write([new ClipboardItem({
          "text/html": item(bare(words), "text/html"), "text/plain": item(plain, "text/plain"),
        })])
      }
      return true
    } catch { /* a page from a disk may not write there: what is selected can be copied all the same */ }
    const selection = getSelection()
    selection.selectAllChildren(words)
    try { return document.execCommand("copy") } catch { return false }
  }

  const attend = place => {
    const words = place.querySelector(".cc-text__words")
    if (!words) return
    const { ccFill, ccCopy, ccPlain, ccCopied, ccRefused } = place.dataset
    const blanks = found(words)
    if (blanks.size) {
      place.querySelector(".cc-text__list")?.remove() // the fields say the same
      place.prepend(form(blanks, ccFill))
    }
    const status = made("span", { role: "status" })
    const copies = [[ccCopy, true], [ccPlain, false]].map(([title, rich]) => {
      const one = button("copy", title, async () => {
        status.textContent = ""
        status.textContent = await copy(words, rich) ? ccCopied : ccRefused
      })
      one.classList.toggle("cc-button--primary", rich)
      return one
    })
    place.append(made("p", { class: "cc-text__bar" }, copies[0], " ", copies[1], " ", status))
  }

  attended("[data-cc-text]", attend)
})()
