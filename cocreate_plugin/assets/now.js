// Gives a run sheet clock times and its materials for so many people, shortens it, and prints that alone.
// What is entered stands in the address, behind the model: #now-fishbowl?people=12&minutes=60&start=13:10.
// Without this script the page shows a table of the dialogue models instead.
(() => {
  "use strict"
  const { clock, elapsed, minutesOf, timed, shortened, amount } = window.cocreateTimes
  // `10/5` has ten minutes and may have five, `15/` has fifteen, and `/` says nothing.
  const rowsOf = sheet => sheet.dataset.ccRows.split(",").map(text => {
    const [min, least] = text.split("/").map(part => (part === "" ? null : Number(part)))
    return { min, shorten_to: least }
  })
  const nextQuarter = () => {
    const now = new Date()
    return clock(Math.ceil((now.getHours() * 60 + now.getMinutes()) / 15) * 15)
  }

  const attend = place => {
    const form = place.querySelector(".cc-now__form")
    if (!form) return
    const { model, start, people, groups, minutes, paper } = form.elements
    const entered = { people, groups, minutes, start }
    const language = document.documentElement.lang || "en"
    const sheets = [...place.querySelectorAll(".cc-now__sheet")]
    const status = form.querySelector("[role=status]")
    const labelOf = field => field.closest("label")

    // Gives what cannot be kept of the time there is, in words.
    const times = (sheet, from, room) => {
      const rows = rowsOf(sheet)
      const lengths = shortened(rows, room)
      const plan = timed(rows.map((row, at) => ({ ...row, min: lengths[at] })), 0)
      sheet.querySelectorAll(".cc-times__starts").forEach((cell, at) => {
        const begin = plan.blocks[at].start
        cell.textContent = from === null ? elapsed(begin) : clock(from + begin)
      })
      sheet.querySelectorAll(".cc-times__min").forEach((cell, at) => {
        if (rows[at].min !== null) cell.textContent = lengths[at]
      })
      const when = sheet.querySelector(".cc-now__when")
      when.dataset.ccLength ??= when.textContent
      const shorter = plan.minutes < timed(rows, 0).minutes
      const length = shorter
        ? place.dataset.ccShorter.replace("{minutes}", plan.minutes).replace("{planned}", when.dataset.ccLength)
        : when.dataset.ccLength
      const span = from === null ? [] : [`${clock(from)}–${clock(from + plan.minutes)}`]
      when.textContent = [...span, length].join(" · ")
      return room < plan.minutes ? place.dataset.ccTooLong.replace("{minutes}", plan.minutes) : ""
    }
    const amounts = (sheet, number) => {
      let perGroup = false
      for (const cell of sheet.querySelectorAll("[data-cc-per]")) {
        cell.dataset.ccEach ??= cell.textContent
        perGroup ||= cell.dataset.ccPer === "group"
        const of = number[cell.dataset.ccPer]
        const whole = amount(Number(cell.dataset.ccNumber), of)
        cell.textContent = of ? `${whole.toLocaleString(language)} (${cell.dataset.ccEach})` : cell.dataset.ccEach
      }
      labelOf(groups).hidden = !perGroup
    }
    const papers = sheet => {
      const links = name => [...sheet.querySelectorAll(`.cc-now__${name}`)]
      for (const name of ["large", "small"]) {
        for (const link of links(name)) link.closest("li").hidden = paper.value !== name
      }
      labelOf(paper).hidden = !links("small").length
    }
    const show = () => {
      const number = { person: Number(people.value) || 0, group: Number(groups.value) || 0 }
      for (const sheet of sheets) {
        const { ccModel, ccLeast, ccMost, ccPeople } = sheet.dataset
        sheet.hidden = ccModel !== model.value
        if (sheet.hidden) continue
        const tooLong = times(sheet, start.value ? minutesOf(start.value) : null, Number(minutes.value) > 0 ? Number(minutes.value) : Infinity)
        amounts(sheet, number)
        papers(sheet)
        const other = number.person && ccLeast && (number.person < Number(ccLeast) || number.person > Number(ccMost || Infinity))
        const suits = other ? place.dataset.ccSuits.replace("{people}", ccPeople) : ""
        status.textContent = [suits, tooLong].filter(Boolean).join(" ")
      }
    }
    // What is entered outlives the page, and can be sent.
    const keep = () => {
      const values = Object.entries(entered).filter(([, field]) => field.value)
      const query = new URLSearchParams(values.map(([name, field]) => [name, field.value]))
      history.replaceState(history.state, "", `#now-${model.value}?${query}`)
    }
    // A link from a dialogue model's page names it; one from the page to choose says for how many and how long.
    const choose = () => {
      const [name, query] = location.hash.split("?")
      const named = sheets.find(sheet => `#now-${sheet.dataset.ccModel}` === name)
      if (!named) return
      model.value = named.dataset.ccModel
      for (const [key, value] of new URLSearchParams(query)) if (key in entered) entered[key].value = value
      show()
      form.scrollIntoView({ block: "center" })
    }
    const print = event => {
      event.preventDefault()
      const page = sheets.find(sheet => !sheet.hidden)?.querySelector(".cc-now__page")
      if (page) window.cocreatePrintAlone(page)
    }

    start.value = nextQuarter()
    form.hidden = false
    place.querySelector(".cc-now__sheets").hidden = false
    place.querySelector(".cc-now__all").open = false
    // Else the browser scrolls to the sheet, past the form that it is made for.
    for (const sheet of sheets) sheet.removeAttribute("id")
    form.addEventListener("input", () => { show(); keep() })
    form.addEventListener("submit", print)
    window.addEventListener("hashchange", choose)
    show()
    choose()
  }

  window.cocreateElements.attended(".cc-now", attend)
})()
