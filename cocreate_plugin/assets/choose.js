// Narrows the table of dialogue models by what stands in the address, says why each fits or what is missing for the
// nearest, and passes people and minutes on. Without this script the whole table is there.
(() => {
  "use strict"
  const { attended, filled, made } = window.cocreateElements
  const NEAREST = 3

  const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase()
  // Words are found without their endings too: plurals, and other ways to spell them.
  const holds = (text, word) => text.includes(word.length > 3 ? word.slice(0, word.length > 5 ? -2 : -1) : word)

  const attend = choose => {
    const form = choose.querySelector(".cc-choose__form")
    if (!form) return
    const say = (name, values) => filled(choose.dataset[`cc${name}`], values)
    const fields = [...form.elements].filter(field => field.name)
    const rows = [...choose.querySelectorAll("tbody tr")].map(row => {
      const not = row.querySelector(".cc-choose__not")?.textContent || ""
      const said = [...row.cells].slice(0, 2).map(cell => cell.textContent).join(" ").replace(not, "")
      const why = made("p", { class: "cc-choose__why" })
      return { row, why, not: folded(not), said: folded(`${said} ${row.dataset.ccAlso}`) }
    })
    const count = form.querySelector("[role=status]")
    const query = names => new URLSearchParams(names.map(name => [name, form.elements[name]?.value])
      .filter(([, value]) => value)).toString()

    // What fits, and what is missing: in words, with how far it is from fitting.
    const judged = ({ row, not, said }) => {
      const [fits, missing] = [[], []]
      const { ccLeast, ccMost, ccTime, ccShortest } = row.dataset
      const told = cell => row.cells[cell].firstChild?.textContent.trim()
      const lacks = (name, number, of) => missing.push([say(name, { number }), number / of])
      const people = Math.max(0, Number(form.elements.people.value))
      if (people && ccLeast) {
        if (people < Number(ccLeast)) lacks("FewPeople", ccLeast - people, ccLeast)
        else if (ccMost && people > Number(ccMost)) lacks("ManyPeople", people - ccMost, ccMost)
        else fits.push(told(2))
      }
      const minutes = Math.max(0, Number(form.elements.minutes.value))
      if (minutes && ccTime) {
        if (minutes < Number(ccShortest)) lacks("FewMinutes", ccShortest - minutes, ccShortest)
        else fits.push(minutes < Number(ccTime) ? say("Shortened", { range: told(3), number: minutes }) : told(3))
      }
      for (const name of ["phase", "factor", "mode"]) {
        const field = form.elements[name]
        if (!field?.value) continue
        const has = row.dataset[`cc${name[0].toUpperCase()}${name.slice(1)}`].split(" ").includes(field.value)
        const title = field.selectedOptions[0].textContent
        if (has) fits.push(title)
        else missing.push([title, 1])
      }
      for (const word of folded(form.elements.word.value).split(/\s+/).filter(Boolean)) {
        if (holds(said, word)) continue
        missing.push(holds(not, word) ? [say("WordNot", { word }), 1] : [`“${word}”`, 2])
      }
      return { fits, missing, far: missing.reduce((sum, [, by]) => sum + 1 + by, 0) }
    }
    const narrow = () => {
      const found = rows.map(one => ({ ...one, ...judged(one) }))
      const fitting = found.filter(one => !one.missing.length)
      const near = found.filter(one => one.missing.every(([, by]) => by < 2)).sort((one, other) => one.far - other.far)
      const shown = fitting.length ? fitting : near.slice(0, NEAREST)
      for (const { row, why, fits, missing } of found) {
        row.hidden = !shown.some(one => one.row === row)
        why.textContent = [[missing.map(([text]) => text), "Missing"], [fits, "Fits"]]
          .filter(([texts]) => texts.length).map(([texts, name]) => say(name, { what: texts.join(" · ") })).join(" ")
        if (why.textContent) row.cells[1].prepend(why)
        else why.remove()
      }
      count.textContent = say("Found", { number: fitting.length, all: rows.length }) +
        (!fitting.length && shown.length ? `. ${say("Nearest")}` : "")
      const passed = query(["people", "minutes"])
      for (const link of choose.querySelectorAll("a.cc-choose__now")) {
        link.href = `${link.href.split("?")[0]}${passed && `?${passed}`}`
      }
    }
    const enter = () => {
      const known = new URLSearchParams(location.hash.slice(1) || location.search)
      for (const field of fields) field.value = known.get(field.name) ?? ""
      narrow()
    }
    form.addEventListener("input", () => {
      history.replaceState(history.state, "", `#${query(fields.map(field => field.name))}`)
      narrow()
    })
    form.addEventListener("submit", press => press.preventDefault())
    form.querySelector("[data-cc-do=print]").addEventListener("click", () =>
      window.cocreatePrintAlone(choose.querySelector(".cc-models")))
    form.querySelector("[data-cc-do=event]")?.addEventListener("click", () => {
      const all = [...choose.querySelectorAll("tr:not([hidden]) a[href*='#add-']")].map(link => link.href)
      const models = all.map(link => link.split("#add-")[1].split("?")[0])
      if (all.length) location.href = all[0].replace(`#add-${models[0]}`, `#add-${models.join(",")}`)
    })
    window.addEventListener("hashchange", enter)
    form.hidden = false
    enter()
  }

  attended(".cc-choose", attend)
})()
