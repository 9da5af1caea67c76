// Narrows the table of dialogue models by people, minutes and a word, which stand in the address and are passed on
// to the run sheet with clock times. Without this script the whole table is there.
(() => {
  "use strict"

  const field = (form, text, type, change, keep) => {
    const label = document.createElement("label")
    const input = document.createElement("input")
    input.type = type
    if (type === "number") { input.min = "1"; input.inputMode = "numeric" }
    label.append(text, input)
    form.append(label)
    input.addEventListener("input", () => { change(); keep() })
    return input
  }

  const attend = choose => {
    if (choose.dataset.ccReady) return
    choose.dataset.ccReady = "yes"
    const rows = [...choose.querySelectorAll("tbody tr")]
    const form = document.createElement("div")
    const count = document.createElement("span")
    form.className = "cc-filter"
    form.setAttribute("role", "search")
    form.setAttribute("aria-label", choose.querySelector("table").getAttribute("aria-label"))
    const known = new URLSearchParams(location.hash.slice(1))
    const query = names => {
      const values = names.map(name => [name, inputs[name].value]).filter(([, value]) => value)
      return new URLSearchParams(values).toString()
    }
    const keep = () => history.replaceState(history.state, "", `#${query(["people", "minutes", "word"])}`)
    // What a model says of itself; every row has the same link beside its time.
    const words = row => [...row.cells].slice(0, 2).map(cell => cell.textContent).join(" ").toLocaleLowerCase()
    const narrow = () => {
      const people = Math.max(0, Number(inputs.people.value))
      const minutes = Math.max(0, Number(inputs.minutes.value))
      const word = inputs.word.value.trim().toLocaleLowerCase()
      for (const row of rows) {
        const { ccLeast, ccMost, ccTime, ccShortest } = row.dataset
        const few = people && ccLeast && people < Number(ccLeast)
        const many = people && ccMost && people > Number(ccMost)
        const long = minutes && ccTime && minutes < Number(ccShortest || ccTime)
        const other = word && !words(row).includes(word)
        row.hidden = Boolean(few || many || long || other)
      }
      const shown = rows.filter(row => !row.hidden).length
      const passed = query(["people", "minutes"])
      for (const link of choose.querySelectorAll("a.cc-choose__now")) {
        link.href = `${link.href.split("?")[0]}${passed && `?${passed}`}`
      }
      count.textContent = choose.dataset.ccFound.replace("{number}", shown).replace("{all}", rows.length)
    }
    const inputs = {
      people: field(form, choose.dataset.ccPeople, "number", narrow, keep),
      minutes: field(form, choose.dataset.ccMinutes, "number", narrow, keep),
      word: field(form, choose.dataset.ccWord, "search", narrow, keep),
    }
    for (const [name, input] of Object.entries(inputs)) input.value = known.get(name) ?? ""
    count.setAttribute("role", "status")
    form.append(count)
    choose.prepend(form)
    narrow()
  }

  const start = () => document.querySelectorAll(".cc-choose").forEach(attend)
  if (window.document$) window.document$.subscribe(start)
  else document.addEventListener("DOMContentLoaded", start)
})()
