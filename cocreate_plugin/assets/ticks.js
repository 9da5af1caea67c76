// Ticks stay in this browser, by list and item; nothing is sent. Without this script the boxes can be ticked all the same.
(() => {
  "use strict"
  const base = new URL("../../", document.currentScript.src).pathname

  // What the browser does not keep (a private window, no room left) stays in memory as long as the page is open.
  const memory = new Map()
  const read = name => {
    if (memory.has(name)) return { ...memory.get(name) }
    try { return JSON.parse(localStorage.getItem(name)) || {} } catch { return {} }
  }
  const write = (name, value) => {
    try {
      if (Object.keys(value).length) localStorage.setItem(name, JSON.stringify(value))
      else localStorage.removeItem(name)
      memory.delete(name)
    } catch { memory.set(name, value) }
  }

  const attend = list => {
    if (list.dataset.ccReady) return
    list.dataset.ccReady = "yes"
    const name = `cocreate:${base}:${list.dataset.ccList}`
    const boxes = [...list.querySelectorAll("input[data-cc-tick]")]
    const bar = document.createElement("div")
    const count = document.createElement("span")
    const reset = document.createElement("button")
    bar.className = "cc-bar-of-list"
    count.setAttribute("role", "status")
    reset.type = "button"
    reset.className = "cc-button"
    reset.textContent = list.dataset.ccReset
    bar.append(count, reset)
    list.append(bar)

    const show = ticked => {
      for (const box of boxes) box.checked = Boolean(ticked[box.dataset.ccTick])
      const done = boxes.filter(box => box.checked).length
      count.textContent = done === boxes.length && done
        ? list.dataset.ccDone
        : list.dataset.ccLeft.replace("{done}", done).replace("{all}", boxes.length)
      reset.hidden = !done
    }
    list.addEventListener("change", event => {
      const box = event.target.closest("input[data-cc-tick]")
      if (!box) return
      const ticked = read(name)
      if (box.checked) ticked[box.dataset.ccTick] = true
      else delete ticked[box.dataset.ccTick]
      write(name, ticked)
      show(ticked)
    })
    // The whole row is the target, but for what has a use of its own and for words that somebody marks.
    list.addEventListener("click", event => {
      const row = event.target.closest("li")
      if (event.target.closest("a, label, button, input, summary") || !getSelection().isCollapsed) return
      row?.querySelector("input[data-cc-tick]")?.click()
    })
    reset.addEventListener("click", () => { write(name, {}); show({}) })
    // The same list may be open on another page.
    window.addEventListener("storage", event => { if (event.key === name) show(read(name)) })
    show(read(name))
  }

  const start = () => document.querySelectorAll(".cc-ticks").forEach(attend)
  if (window.document$) window.document$.subscribe(start)
  else document.addEventListener("DOMContentLoaded", start)
})()
