// Gives a run sheet clock times and its materials for so many people, and prints that alone.
// Without this script the page shows a table of the dialogue models instead.
(() => {
  "use strict"
  const DAY = 24 * 60

  const minutesOf = time => {
    const [hours, minutes] = time.split(":").map(Number)
    return hours * 60 + minutes
  }
  const clock = minutes => {
    const at = ((minutes % DAY) + DAY) % DAY
    return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`
  }
  const nextQuarter = () => {
    const now = new Date()
    return clock(Math.ceil((now.getHours() * 60 + now.getMinutes()) / 15) * 15)
  }

  const attend = place => {
    const form = place.querySelector(".cc-now__form")
    if (!form || place.dataset.ccReady) return
    place.dataset.ccReady = "yes"
    const { model, start, people, groups, paper } = form.elements
    const language = document.documentElement.lang || "en"
    const sheets = [...place.querySelectorAll(".cc-now__sheet")]
    const status = form.querySelector("[role=status]")
    const labelOf = field => field.closest("label")

    const times = (sheet, from) => {
      for (const cell of sheet.querySelectorAll(".cc-times__starts")) {
        cell.dataset.ccElapsed ??= cell.textContent
        cell.textContent = from === null ? cell.dataset.ccElapsed : clock(from + minutesOf(cell.dataset.ccElapsed))
      }
      const when = sheet.querySelector(".cc-now__when")
      when.dataset.ccLength ??= when.textContent
      const span = from === null ? [] : [`${clock(from)}–${clock(from + Number(sheet.dataset.ccMinutes))}`]
      when.textContent = [...span, when.dataset.ccLength].join(" · ")
    }
    const amounts = (sheet, number) => {
      let perGroup = false
      for (const cell of sheet.querySelectorAll("[data-cc-per]")) {
        cell.dataset.ccEach ??= cell.textContent
        perGroup ||= cell.dataset.ccPer === "group"
        const of = number[cell.dataset.ccPer]
        const whole = Math.ceil(Number(cell.dataset.ccNumber) * of)
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
        times(sheet, start.value ? minutesOf(start.value) : null)
        amounts(sheet, number)
        papers(sheet)
        const other = number.person && ccLeast && (number.person < Number(ccLeast) || number.person > Number(ccMost || Infinity))
        status.textContent = other ? place.dataset.ccSuits.replace("{people}", ccPeople) : ""
      }
    }
    // A link from a dialogue model's page names it.
    const choose = () => {
      const named = sheets.find(sheet => `#${sheet.id}` === location.hash)
      if (!named) return
      model.value = named.dataset.ccModel
      show()
      form.scrollIntoView({ block: "center" })
    }
    const print = event => {
      event.preventDefault()
      const page = sheets.find(sheet => !sheet.hidden)?.querySelector(".cc-now__page")
      if (!page) return
      const way = []
      for (let each = page.parentElement; each; each = each.parentElement) way.push(each)
      for (const each of way) each.classList.add("cc-printing")
      page.classList.add("cc-printed")
      window.addEventListener("afterprint", () => {
        for (const each of way) each.classList.remove("cc-printing")
        page.classList.remove("cc-printed")
      }, { once: true })
      window.print()
    }

    start.value = nextQuarter()
    form.hidden = false
    place.querySelector(".cc-now__sheets").hidden = false
    place.querySelector(".cc-now__all").open = false
    form.addEventListener("input", show)
    form.addEventListener("submit", print)
    window.addEventListener("hashchange", choose)
    show()
    choose()
  }

  const begin = () => document.querySelectorAll(".cc-now").forEach(attend)
  if (window.document$) window.document$.subscribe(begin)
  else document.addEventListener("DOMContentLoaded", begin)
})()
