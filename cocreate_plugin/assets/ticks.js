// Ticks stay in this browser, by list and item; nothing is sent. Without this script the boxes can be ticked all the same.
(() => {
  "use strict"
  const base = new URL("../../", document.currentScript.src).pathname

  const read = name => {
    try { return JSON.parse(localStorage.getItem(name)) || {} } catch { return {} }
  }
  const write = (name, value) => {
    try {
      if (Object.keys(value).length) localStorage.setItem(name, JSON.stringify(value))
      else localStorage.removeItem(name)
    } catch { /* private windows may refuse: the boxes still work */ }
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
    reset.addEventListener("click", () => { write(name, {}); show({}) })
    // The same list may be open on another page.
    window.addEventListener("storage", event => { if (event.key === name) show(read(name)) })
    show(read(name))
  }

  const start = () => document.querySelectorAll(".cc-ticks").forEach(attend)
  if (window.document$) window.document$.subscribe(start)
  else document.addEventListener("DOMContentLoaded", start)
})()
