// My event: blocks in order with clock times, kept in this browser, printed from it, and saved as a session's file.
// Where the browser keeps nothing it works in memory, and says so. Without this script there is a table of models.
(() => {
  "use strict"
  const { clock, elapsed, minutesOf, timed, shortened, amount } = window.cocreateTimes
  const { button, made, filled, save, literal, yaml, dayOf, workingDaysBefore } = window.cocreateElements
  const kept = window.cocreateKept
  const hand = window.cocreateHand
  const FACTS = ["title", "purpose", "date", "start", "end", "place", "people", "groups"]
  const LONGEST_WITHOUT_BREAK = 90
  const DAY = 24 * 60

  const number = text => (text === "" ? null : Math.min(9999, Math.max(0, Math.round(Number(text)))))
  const modelsOf = place => new Map([...place.querySelectorAll("tr[data-cc-model]")].map(row => {
    const steps = row.dataset.ccSteps.split(" ¦ ")
    const rows = row.dataset.ccRows.split(",").map((text, at) => {
      const [min, least, mode] = text.split("/")
      return { step: steps[at], min: number(min), shorten_to: number(least), mode }
    })
    const { minutes, shortest } = timed(rows, 0)
    const title = row.querySelector("th").textContent.trim()
    const things = row.dataset.ccThings.split("‖").filter(Boolean).map(text => {
      const [count, per, rate, what, again] = text.split("¦")
      return { count: count === "" ? null : Number(count), per, rate, what, again: Boolean(again) }
    })
    return [row.dataset.ccModel, { page: row.querySelector("th a")?.href, title, rows, minutes, shortest, things, path: row.dataset.ccPath }]
  }))

  const calendarText = text => text.replace(/[\\;,]/g, "\\$&").replace(/\s+/g, " ").trim()
  // Lines of a calendar have 75 bytes at most; what is longer goes on after a space.
  const folded = line => {
    const bytes = new TextEncoder()
    const lines = [""]
    for (const sign of line) {
      if (bytes.encode(lines.at(-1) + sign).length > 74) lines.push(" ")
      lines[lines.length - 1] += sign
    }
    return lines.join("\r\n")
  }

  // What is no event of ours is left out: others may have written below the same name.
  const sound = all => Object.fromEntries(Object.entries(all || {}).filter(([id, one]) =>
    one?.id === id && Array.isArray(one.blocks) && one.blocks.every(block => typeof block?.step === "string") &&
    (!one.room || (Array.isArray(one.room.taps) && one.room.taps.every(Number.isFinite) && Object(one.room.cuts) === one.room.cuts))))

  // What an address brings may come from a stranger: only what an event is made of, and as text.
  const brought = one => ({
    id: one.id.slice(0, 60),
    ...Object.fromEntries(FACTS.map(name => [name, String(one[name] ?? "").slice(0, 300)])
      .filter(([name, said]) => ["title", "purpose", "place"].includes(name) || /^[\d:-]*$/.test(said))),
    blocks: one.blocks.slice(0, 100).map(({ step, model, mode, ...numbers }) => ({
      step: step.slice(0, 300), ...(model && { model: String(model) }), ...(mode === "break" && { mode }),
      ...Object.fromEntries(["min", "shorten_to", "at", "planned"].map(name => [name, Number.isFinite(numbers[name]) ? number(numbers[name]) : null])),
    })),
  })

  const attend = place => {
    const form = place.querySelector(".cc-event__form")
    if (!form) return
    const say = (name, values) => filled(place.dataset[`cc${name}`], values)
    const models = modelsOf(place)
    const field = form.elements
    // Pages may not bring these attributes themselves.
    for (const button of form.querySelectorAll("[data-cc-do]")) button.name = button.dataset.ccDo
    for (const text of form.querySelectorAll("[type=text]")) text.maxLength = 300
    field.undo.disabled = true
    field.offline.hidden = !window.cocreateKeep
    const list = form.querySelector(".cc-event__blocks")
    const key = `cocreate:${location.pathname}`
    const rest = place.dataset.ccRest
    let before = null

    const read = () => sound(kept.read(key))
    const write = all => { form.querySelector(".cc-event__kept").textContent = say(kept.write(key, all) ? "Kept" : "NotKept") }
    const fresh = () => ({ id: `${Date.now()}-${Math.random()}`, blocks: [] })
    let event = Object.values(read())[0] || fresh()
    const keep = () => write({ ...read(), [event.id]: event })
    const clears = () => { before = JSON.stringify([read(), event]); field.undo.disabled = false }

    const plan = () => timed(event.blocks, event.start ? minutesOf(event.start) : 0)
    const hasClock = () => Boolean(event.start) || event.blocks.some(block => block.at != null)
    const written = minute => (hasClock() ? clock(minute) : elapsed(minute))
    const room = () => {
      if (!event.end) return null
      const from = event.start ? minutesOf(event.start) : plan().start
      return (minutesOf(event.end) - from + DAY) % DAY
    }
    // Rows as they are led: those of a dialogue model stand in its place, as short as the block is.
    const rows = () => event.blocks.flatMap(block => {
      const model = models.get(block.model)
      if (!model) return [{ ...block, step: block.step }]
      const lengths = shortened(model.rows, block.min ?? 0)
      return model.rows.map((row, at) => ({ ...row, min: lengths[at], at: at ? null : block.at }))
    })

    const count = () => {
      const all = plan()
      list.querySelectorAll(".cc-event__time").forEach((cell, at) => {
        const { start, late } = all.blocks[at]
        cell.textContent = written(start) + (late ? ` (${say("Late", { minutes: late })})` : "")
      })
      const left = room() === null ? 0 : room() - (all.end - (event.start ? minutesOf(event.start) : all.start))
      form.querySelector(".cc-event__sum").textContent = [
        `${written(all.start)}–${written(all.end)}`,
        left < 0 ? say("Over", { minutes: -left }) : "",
        left > 0 ? say("Left", { minutes: left }) : "",
        all.stretch > LONGEST_WITHOUT_BREAK ? say("Long", { minutes: all.stretch }) : "",
      ].filter(Boolean).join(" · ")
      sheet()
    }
    // Added up over the models, each once; what depends on a number that nobody gives is written as it is there.
    const supplies = () => {
      const [sums, rated] = [new Map(), new Map()]
      for (const id of new Set(event.blocks.map(block => block.model))) {
        const own = new Map()
        for (const { count, per, rate, what, again } of models.get(id)?.things || []) {
          const name = what.toLocaleLowerCase()
          const supply = sums.get(name) || { what, used: [], rates: new Map(), again: false }
          const of = per ? number(event[per === "person" ? "people" : "groups"] || "") : 1
          supply.again ||= again
          if (count !== null && of !== null) own.set(supply, (own.get(supply) || 0) + amount(count, of))
          else if (rate) supply.rates.set(per, [...(supply.rates.get(per) || []), count])
          sums.set(name, supply)
          rated.set(per, rate)
        }
        own.forEach((total, supply) => supply.used.push(total))
      }
      // What is still there afterwards is counted for the model that needs most of it.
      return [...sums.values()].map(({ what, used, rates, again }) => {
        const together = counts => again ? Math.max(...counts) : counts.reduce((sum, more) => sum + more, 0)
        const each = [...rates].map(([per, counts]) => rated.get(per).replace(/^\S+/, together(counts)))
        return { what, many: [...(used.length ? [together(used)] : []), ...each].join(", ") }
      })
    }
    const headed = heads => made("thead", {}, made("tr", {}, ...heads.map(text => made("th", { scope: "col" }, text))))
    // When a block really began, as somebody noted it in the room.
    const real = at => {
      const moment = event.room?.taps[at]
      return moment === undefined ? "" : new Date(moment).toTimeString().slice(0, 5)
    }
    // Lists and sheets for what is in the event: a list with its day, a sheet that begins with what is known.
    const needs = () => {
      const used = new Set(event.blocks.map(block => block.model))
      for (const one of place.querySelectorAll(".cc-event__needed li")) {
        one.hidden = Boolean(one.dataset.ccFor) && !one.dataset.ccFor.split(" ").some(id => used.has(id))
        const link = one.querySelector("a")
        const { ccBefore: before } = one.dataset
        const day = before && event.date && new Date(`${workingDaysBefore(event.date, Number(before))}T12:00`)
        const known = new URLSearchParams({ fill: event.title || "", date: event.date || "" })
        one.replaceChildren(link, day ? ` · ${say("ReadOn", { date: day.toLocaleDateString(document.documentElement.lang, { dateStyle: "full" }) })}` : "")
        if (link && one.dataset.ccFor && !before && link.pathname.includes("/a3/")) link.hash = String(known)
      }
      for (const some of place.querySelectorAll(".cc-event__needed ul"))
        some.previousElementSibling.hidden = some.hidden = [...some.children].every(one => one.hidden)
      place.querySelector(".cc-event__needed").hidden = !event.blocks.length
    }
    const sheet = () => {
      field.practice.hidden = !practised().length
      const led = timed(rows(), event.start ? minutesOf(event.start) : 0)
      const head = [say("Starts"), say("Min"), say("Step"), say("Real")]
      const body = rows().map((row, at) => made("tr", row.mode === "break" ? { class: "cc-break" } : {},
        made("td", {}, written(led.blocks[at].start)), made("td", {}, String(led.blocks[at].minutes)),
        made("th", { scope: "row" }, row.step || "–"), made("td", {}, real(at))))
      const facts = [event.date, `${written(led.start)}–${written(led.end)}`, event.place].filter(Boolean).join(" · ")
      const table = made("table", { class: "cc-table", "aria-label": event.title || facts },
        headed(head), made("tbody", {}, ...body))
      const needed = supplies().map(({ what, many }) => made("tr", {}, made("th", { scope: "row" }, what),
        made("td", {}, many)))
      const things = made("table", { class: "cc-table cc-things", "aria-label": say("Materials") },
        headed([say("Materials"), say("Many")]), made("tbody", {}, ...needed))
      needs()
      form.querySelector(".cc-event__sheet").replaceChildren(
        ...(event.blocks.length ? [made("p", {}, made("strong", {}, event.title || ""), " ", facts), table, ...(needed.length ? [things] : [])] : []))
    }

    const move = (from, to, focus) => {
      if (to < 0 || to >= event.blocks.length) return
      event.blocks.splice(to, 0, ...event.blocks.splice(from, 1))
      keep()
      show()
      if (focus) list.children[to].querySelector(`[name=${focus}]`).focus()
    }
    const blockItem = (block, at) => {
      const input = (name, type, label) => {
        const value = made("input", { type, name, ...(type === "number" ? { min: 0, max: 9999, inputmode: "numeric" } : {}) })
        value.value = name === "at" ? (block.at == null ? "" : clock(block.at)) : block[name] ?? ""
        value.addEventListener("input", () => {
          if (name === "at") block.at = value.value ? minutesOf(value.value) : null
          else block[name] = type === "number" ? number(value.value) : value.value
          if (name === "min") block.planned = block.min
          keep()
          count()
        })
        return made("label", {}, label, value)
      }
      const grip = made("span", { class: "cc-event__grip", draggable: "true", "aria-hidden": "true" }, "⠿")
      grip.addEventListener("dragstart", drag => drag.dataTransfer.setData("text/plain", String(at)))
      const item = made("li", { class: "cc-event__block cc-filter" }, grip, made("span", { class: "cc-event__time" }),
        models.has(block.model) ? made("strong", {}, block.step) : input("step", "text", say("Step")),
        input("min", "number", say("Min")), input("shorten_to", "number", say("Shorten")),
        input("at", "time", say("Locked")),
        button("up", say("Up"), () => move(at, at - 1, "up"), block.step),
        button("down", say("Down"), () => move(at, at + 1, "down"), block.step),
        button("drop", say("Drop"), () => {
          clears()
          event.blocks.splice(at, 1)
          keep()
          show()
          field.undo.focus()
        }, block.step))
      item.addEventListener("dragover", drag => drag.preventDefault())
      item.addEventListener("drop", drag => {
        drag.preventDefault()
        const from = drag.dataTransfer.getData("text/plain")
        if (/^\d+$/.test(from) && Number(from) < event.blocks.length) move(Number(from), at)
      })
      return item
    }
    const show = () => {
      const all = { ...read(), [event.id]: event }
      field.which.replaceChildren(...Object.values(all).map(one => {
        const option = made("option", { value: one.id }, one.title || say("NewBlock"))
        option.selected = one.id === event.id
        return option
      }))
      for (const name of FACTS) field[name].value = event[name] ?? ""
      list.replaceChildren(...event.blocks.map(blockItem))
      count()
    }
    const add = block => {
      event.blocks.push({ ...block, planned: block.min })
      keep()
      show()
    }
    const addModel = id => {
      const model = models.get(id)
      if (model) add({ model: id, step: model.title, min: model.minutes, shorten_to: model.shortest })
    }

    const front = names => names.filter(name => event[name]).map(name =>
      `${name}: ${["title", "purpose", "place"].includes(name) ? yaml(event[name]) : event[name]}`)
    const line = cells => `| ${cells.map(cell => cell ?? "").join(" | ")} |`
    // Dialogue models that were led to their end in the room, each with the minutes that it took.
    const practised = () => {
      const taps = event.room?.taps || []
      let at = 0
      return event.blocks.flatMap(block => {
        const model = models.get(block.model)
        const [first, after] = [taps[at], taps[at += model ? model.rows.length : 1]]
        return model && after !== undefined ? [[model, block.planned ?? block.min, Math.round((after - first) / 60000)]] : []
      })
    }
    const practiceFile = () => {
      const taken = practised().map(([model, planned, real]) => line([`[${literal(model.title)}](${model.path})`, planned, real]))
      return ["---", ...front(["title", "purpose"]), `date: ${dayOf(new Date(event.room.taps[0]))}`, ...front(["place", "people"]), "---", "", "## Time taken", "",
        line(["model", "planned", "real"]), "|---|---|---|", ...taken, ""].join("\n")
    }
    const sessionFile = () => {
      const agenda = event.blocks.flatMap(block => {
        const model = models.get(block.model)
        const at = block.at == null ? "" : clock(block.at)
        if (model && block.min === model.minutes) return [line([at, "", `[${literal(model.title)}](${model.path})`, "", ""])]
        const inner = model ? model.rows : [block]
        const lengths = model ? shortened(inner, block.min ?? 0) : [block.min]
        return inner.map((row, index) => {
          const least = row.shorten_to === null || row.shorten_to > lengths[index] ? "" : row.shorten_to
          return line([index ? "" : at, lengths[index], literal(row.step) || "–", row.mode, least])
        })
      })
      return ["---", ...front(["title", "purpose", "date", "start", "place", "people", "groups"]), "---", "", "## Agenda", "", line(["at", "min", "step", "mode", "shorten to"]),
        "|---|---|---|---|---|", ...agenda, ""].join("\n")
    }
    // A day and a time where people are, in no zone (RFC 5545): the file is for those who meet in one place.
    const calendar = () => {
      const digits = text => text.replace(/\D/g, "")
      const all = plan()
      const length = room() ?? all.end - minutesOf(event.start)
      const now = new Date().toISOString().slice(0, 19)
      return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mkdocs-cocreate//event//EN", "BEGIN:VEVENT",
        `UID:${event.id}@${location.hostname || "cocreate"}`, `DTSTAMP:${digits(now.slice(0, 10))}T${digits(now.slice(11))}Z`,
        `DTSTART:${digits(event.date)}T${digits(event.start)}00`, `DURATION:PT${length}M`,
        `SUMMARY:${calendarText(event.title || say("NewBlock"))}`,
        ...(event.place ? [`LOCATION:${calendarText(event.place)}`] : []),
        ...(event.purpose ? [`DESCRIPTION:${calendarText(event.purpose)}`] : []),
        "END:VEVENT", "END:VCALENDAR", ""].map(folded).join("\r\n")
    }

    const arrive = async () => {
      const packed = hand.brought("event")
      if (!packed) return
      const value = await hand.unpack(packed)
      const [one] = Object.values(sound({ [value?.id]: value })).map(brought)
      const was = one && read()[one.id]
      const title = one?.title || say("NewBlock")
      if (one && (!was || JSON.stringify(brought(was)) === JSON.stringify(one) || await hand.ask(say, say("Replace", { title })))) {
        clears()
        event = { ...was, ...one }
        keep()
        show()
      }
      form.querySelector(".cc-event__offline").textContent = one ? say("Brought", { title }) : hand.broken(say)
    }

    const acts = {
      hand: () => hand.show(say, say("Hand"), "event", brought(event)),
      new: () => { event = fresh(); keep(); show(); field.title.focus() },
      remove: () => {
        clears()
        const { [event.id]: _, ...others } = read()
        write(others)
        event = Object.values(others)[0] || fresh()
        show()
      },
      undo: () => {
        const [all, was] = JSON.parse(before)
        event = was
        write({ ...read(), ...all, [event.id]: event })
        show()
        field.title.focus()
        field.undo.disabled = true
      },
      add: () => addModel(field.model.value),
      own: () => add({ step: say("NewBlock"), min: 10 }),
      rest: () => add({ step: rest[0].toLocaleUpperCase() + rest.slice(1), min: 15, mode: "break" }),
      shorten: () => {
        if (room() === null) { field.end.focus(); return }
        clears()
        const lengths = shortened(event.blocks.map(block => ({ ...block, min: block.planned ?? block.min })), room())
        event.blocks.forEach((block, at) => { if (block.min !== null) block.min = lengths[at] })
        keep()
        show()
      },
      room: () => {
        const all = timed(rows(), event.start ? minutesOf(event.start) : 0)
        const run = event.room ??= { taps: [], cuts: {} }
        // Another tab may write in the event meanwhile: of this one only the taps are put there.
        const tapped = () => { event = { ...(read()[event.id] || event), room: run }; keep() }
        const opened = window.cocreateRoom({ title: event.title, run, rows: rows(), start: hasClock() ? all.start : null,
          minutes: room() ?? all.minutes, keep: tapped, say, made })
        opened.addEventListener("close", () => { show(); form.querySelector("[name=room]").focus() })
      },
      offline: async () => {
        const status = form.querySelector(".cc-event__offline")
        const pages = [location.href, ...event.blocks.map(block => models.get(block.model)?.page).filter(Boolean)]
        status.textContent = "…"
        const { kept, lost } = await window.cocreateKeep(pages.map(page => page.split("#")[0]), true)
          .catch(() => ({ kept: 0, lost: pages.length }))
        status.textContent = say(lost ? "NotOffline" : "Offline", { kept, lost, all: kept + lost })
      },
      print: () => window.cocreatePrintAlone(form.querySelector(".cc-event__sheet")),
      practice: () => save("practice.md", "text/markdown", practiceFile()),
      save: () => save("session.md", "text/markdown", sessionFile()),
      calendar: () => {
        const lacking = ["date", "start"].find(name => !event[name])
        if (lacking) field[lacking].focus()
        else save("event.ics", "text/calendar", calendar())
      },
    }
    form.addEventListener("click", press => acts[press.target.name]?.())
    form.addEventListener("submit", press => press.preventDefault())
    for (const name of FACTS) field[name].addEventListener("input", () => {
      event[name] = field[name].value
      keep()
      if (name === "title") field.which.selectedOptions[0].textContent = event.title || say("NewBlock")
      count()
    })
    field.which.addEventListener("change", () => { event = read()[field.which.value] || event; show() })
    // Another tab: what it wrote of this event is shown here, unless somebody writes in it now.
    window.addEventListener("storage", change => {
      if (change.key !== key || form.contains(document.activeElement) || document.querySelector(".cc-room")) return
      event = read()[event.id] || event
      show()
    })
    form.hidden = false
    place.querySelector(".cc-event__all").open = false
    write(read())
    for (const row of place.querySelectorAll("tr[data-cc-model]")) row.removeAttribute("id")
    // A link from a dialogue model, or from several, adds it, once: a page that is loaded again does not add it again.
    const take = () => {
      const [name, query] = location.hash.split("?")
      if (!name.startsWith("#add-")) return
      const then = new URLSearchParams(location.search).get("then")
      history.replaceState(history.state, "", `${location.pathname}#`)
      event.people ||= new URLSearchParams(query).get("people") || ""
      for (const id of [name.slice("#add-".length), then || ""].join(",").split(",")) addModel(id)
      form.scrollIntoView()
    }
    window.addEventListener("hashchange", () => { take(); arrive() })
    show()
    take()
    arrive()
  }

  window.cocreateElements.attended(".cc-event", attend)
})()
