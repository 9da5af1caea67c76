// Ticks stay in this browser, by list, occasion and item; nothing is sent. Without this script the boxes can be ticked all the same.
(() => {
  "use strict"
  const { button, made, filled, save, workingDaysBefore } = window.cocreateElements
  const kept = window.cocreateKept
  const hand = window.cocreateHand
  const runs = window.cocreateRuns
  const base = new URL("../../", document.currentScript.src).pathname
  // Editions of a handbook that lie side by side (`2.0/`, as mike publishes them) have their ticks together.
  const home = () => {
    try {
      const { base: up, version } = JSON.parse(document.getElementById("__config").textContent)
      const site = new URL(`${up}/`, location).pathname
      return version && base.startsWith(site) ? site.replace(/[^/]+\/$/, "") + base.slice(site.length) : base
    } catch { return base }
  }
  const handbook = home()
  const [CHOSEN, ME] = [`cocreate:chosen:${handbook}`, `cocreate:initials:${handbook}`]
  const FORMAT = "cocreate-ticks"
  const LARGEST_FILE = 1e6
  const plain = text => text.replace(/\s+/g, " ").trim()

  // What the page of events keeps, of this handbook in any of its languages: an event is an occasion of every list.
  const events = () => kept.names()
    .filter(name => name.startsWith(`cocreate:${handbook}`) && /\/event(\/|\.html|\/index\.html)$/.test(name))
    .flatMap(name => Object.values(kept.read(name) || {})).slice(0, 100)
    .filter(event => typeof event?.id === "string" && typeof event.title === "string" && event.title)
    .map(event => [`event-${event.id}`, runs.soundRun({ name: event.title, date: event.date })])

  const attend = list => {
    const language = list.closest("[lang]")?.lang || "en"
    const say = (name, values) => filled(list.dataset[`cc${name}`], values)
    const key = `cocreate:runs:${handbook}:${list.dataset.ccList}`
    const former = `cocreate:${base}:${list.dataset.ccList}`
    const rows = [...list.querySelectorAll("input[data-cc-tick]")].map(box => ({
      box, id: box.dataset.ccTick, row: box.closest("li"), words: plain(box.closest("label").textContent),
      own: made("div", { class: "cc-ticks__own" }), said: made("div"), fields: {},
    }))

    let state = runs.sound(null)
    let chosen = { id: "any", run: runs.NO_RUN }
    let undo = null
    let keeps = kept.works()
    const stored = () => runs.joined(runs.sound(kept.read(key)), takenOver())
    // An earlier version kept ticks alone: they are older than anything that is kept now.
    const takenOver = () => {
      const ticks = Object.entries(kept.read(former) || {}).filter(([, tick]) => tick === true)
      return runs.sound({ runs: ticks.length ? { any: { items: Object.fromEntries(ticks.map(([id]) => [id, { at: 1, done: true }])) } } : {} })
    }
    const run = () => state.runs[chosen.id] || runs.NO_RUN
    const write = () => {
      keeps = kept.write(key, state)
      if (keeps) kept.forget(former)
    }
    // Another tab may have written since: what it did is kept, and shown.
    const change = make => {
      state = runs.joined(state, stored())
      const was = run()
      const next = make(was.at || chosen.id === "any" ? was : runs.named(was, chosen.run.name, chosen.run.date, Date.now()))
      state = runs.sound({ runs: { ...state.runs, [chosen.id]: next } })
      write()
      show()
      return was
    }
    // A tick is given for the words as they are now, a note beside it is not.
    const changeItem = ({ id, words }, values) => change(was => {
      const seen = "done" in values || !runs.hasSaid(was.items[id] || runs.NOTHING) ? { words, lang: language } : {}
      return runs.withItem(was, id, { ...seen, ...values }, Date.now())
    })
    const undoable = (text, make, from = chosen) => {
      const { id } = chosen
      const was = change(make)
      told.textContent = typeof text === "function" ? text(was) : text
      undo = () => {
        const isNew = !runs.isThere(was) && id !== "any"
        chosen = { id, run: was }
        change(now => (isNew ? runs.deleted(now, Date.now()) : runs.putBack(now, was, Date.now())))
        choose(isNew ? from.id : id)
        show()
      }
      back.hidden = false
      back.focus()
    }

    const fresh = () => `${Date.now()}-${Math.random()}`
    const written = (date, dateStyle = "full") => new Date(`${date}T12:00`).toLocaleDateString(language, { dateStyle })
    const labelOf = ({ name, date }) => [name, date && written(date, "long")]
      .filter(Boolean).join(" · ")
    const occasions = () => {
      const known = Object.entries(state.runs).filter(([id, one]) => id !== "any" && runs.isThere(one))
      const all = new Map([[chosen.id, chosen.run], ...known, ...events()])
      all.delete("any")
      return [...all].sort(([, one], [, other]) => (one.date + one.name).localeCompare(other.date + other.name, language))
    }
    const choose = id => {
      chosen = { id, run: new Map(occasions()).get(id) || runs.NO_RUN }
      kept.write(CHOSEN, chosen)
    }

    const which = made("select", { name: "run" })
    const name = made("input", { type: "text", name: "name", maxlength: 100, autocomplete: "off" })
    const date = made("input", { type: "date", name: "date" })
    const count = made("span", { role: "status" })
    const told = made("span", { role: "status", class: "cc-ticks__told" })
    const head = made("p", { class: "cc-ticks__head" })
    const gone = made("ul", { class: "cc-ticks__gone", "aria-label": say("Gone") })
    const goneHead = made("p", {}, made("strong", {}, say("Gone")))
    const clear = button("clear", say("Reset"), () =>
      undoable(say("Cleared"), was => runs.cleared(was, Date.now())))
    const back = button("undo", say("Undo"), () => {
      undo()
      told.textContent = say("Back")
      back.hidden = true
      which.focus()
    })
    back.hidden = true
    const remove = button("remove", say("Remove"), () => {
      undoable(say("Removed", { name: labelOf(chosen.run) }), was => runs.deleted(was, Date.now()))
      choose("any")
      show()
      back.focus()
    })
    const create = button("new", say("New"), () => {
      chosen = { id: fresh(), run: runs.soundRun({ name: say("New") }) }
      change(was => was)
      kept.write(CHOSEN, chosen)
      more.open = true
      name.focus()
      name.select()
    })
    const rename = () => {
      change(was => runs.named(was, name.value || say("New"), date.value, Date.now()))
      choose(chosen.id)
    }
    const me = made("input", { type: "text", name: "me", maxlength: 20, autocomplete: "off" })
    const myInitials = () => { const initials = kept.read(ME); return typeof initials === "string" ? initials.slice(0, 20) : "" }
    const content = () => ({ format: FORMAT, version: 1, list: list.dataset.ccList, title: list.dataset.ccTitle, id: chosen.id, run: run() })
    const saveFile = () => {
      const called = labelOf(run().at ? run() : chosen.run).toLocaleLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "")
      save([list.dataset.ccList, called].filter(Boolean).join("-") + ".json", "application/json", `${JSON.stringify(content(), null, 1)}\n`)
    }
    const takeFile = async (file, isForThis) => {
      let read = null
      try { if (file.size <= LARGEST_FILE) read = JSON.parse(await file.text()) } catch { /* it is none of ours */ }
      takeIn(read, isForThis, file.name.slice(0, 100))
    }
    // Nothing of a file or an address is trusted: only what is a run of this list comes in, and only as text.
    const takeIn = (read, isForThis, called) => {
      if (read?.format !== FORMAT || read.list !== list.dataset.ccList) {
        told.textContent = say("NotOurs", { name: called })
        return
      }
      const [from, incoming] = [chosen, runs.fromFile(read.run, Date.now())]
      if (!isForThis) {
        const own = state.runs[read.id]
        const id = typeof read.id === "string" && read.id.length <= 100 && (!own || runs.isThere(own)) ? read.id : fresh()
        chosen = { id, run: { ...incoming, name: incoming.name || say("New") } }
      }
      undoable(was => {
        const items = Object.entries(run().items)
        const news = items.filter(([id, one]) => !runs.same(one, was.items[id] || runs.NOTHING) || one.others.length > (was.items[id]?.others.length ?? 0))
        return say("Merged", { number: news.length, two: items.filter(([, one]) => one.others.length).length })
      }, was => runs.joinedRuns(was, isForThis ? { ...incoming, at: 0 } : incoming), from)
      choose(chosen.id)
    }
    const carried = `ticks-${list.dataset.ccList}`
    const arrive = async () => {
      const packed = hand.brought(carried)
      const read = packed && await hand.unpack(packed)
      if (read) takeIn(read, false, say("HandAddress"))
      else if (packed) told.textContent = hand.broken(say)
    }
    const chooser = made("input", { type: "file", accept: ".json", hidden: "", "aria-label": say("Open") })
    const fromFile = isForThis => () => {
      chooser.onchange = async () => { await takeFile(chooser.files[0], isForThis); chooser.value = "" }
      chooser.click()
    }
    const more = made("details", { class: "cc-more cc-ticks__more" }, made("summary", {}, say("More")),
      made("p", { class: "cc-filter" }, create, made("label", {}, say("Name"), name),
        made("label", {}, say("Date"), date), remove),
      made("p", { class: "cc-filter" }, made("label", {}, say("Me"), me)),
      made("p", { class: "cc-filter" }, button("save", say("Save"), saveFile), button("open", say("Open"), fromFile(false)),
        button("merge", say("Merge"), fromFile(true)), button("hand", say("Hand"), () => hand.show(say, say("Hand"), carried, content())), chooser))
    const where = made("p", { class: "cc-ticks__kept" })

    // What was ticked said something else then: whoever ticked it looks again.
    const isChanged = (item, words) => runs.hasSaid(item) && Boolean(item.words) && item.lang === language && item.words !== words
    const aside = item => (item.not && !item.done ? `${say("Not")}: ${item.not}` : "")
    const inWords = item => [item.done ? say("Ticked") : say("Unticked"), item.who, item.note, aside(item),
      new Date(item.at).toLocaleString(language, { dateStyle: "short", timeStyle: "short" })].filter(Boolean).join(" · ")
    const settle = (one, item) => {
      undoable(say("Settled"), was => runs.settled(was, one.id, item, Date.now()))
      one.box.focus()
    }
    const beside = (one, item) => item.others.map(other => made("p", {}, made("strong", {}, say("Also")), ` ${inWords(other)} `,
      button("take", say("Take"), () => settle(one, other), one.words), " ",
      button("leave", say("Leave"), () => settle(one, item), one.words)))
    const changedWords = (one, item) => made("p", {}, made("strong", {}, say("Changed")), " ", made("q", {}, item.words), " ",
      button("still", say("Still"), () => {
        changeItem(one, { done: item.done })
        one.box.focus()
      }, one.words))
    const showItem = one => {
      const item = run().items[one.id] || runs.NOTHING
      const differs = isChanged(item, one.words)
      one.box.checked = item.done
      one.row.classList.toggle("cc-ticks--changed", differs)
      const remark = [item.who, item.note, aside(item)].filter(Boolean).join(" · ")
      one.said.replaceChildren(...(remark ? [made("p", {}, remark)] : []), ...(differs ? [changedWords(one, item)] : []), ...beside(one, item))
      for (const [what, field] of Object.entries(one.fields)) if (field !== document.activeElement) field.value = item[what]
      return { done: item.done && !differs, aside: !differs && Boolean(aside(item)), differs, two: item.others.length > 0 }
    }
    // Fields for a remark come when somebody asks for them.
    const addFields = one => {
      const field = (what, label, most) => {
        one.fields[what] = made("input", { type: "text", name: what, maxlength: most, autocomplete: "off" })
        one.fields[what].addEventListener("change", ({ target: { value } }) =>
          changeItem(one, { [what]: value, ...(what === "not" && value && run().items[one.id]?.done ? { done: false } : {}) }))
        return made("label", {}, label, one.fields[what])
      }
      const group = made("div", { class: "cc-filter cc-ticks__fields", role: "group", hidden: "", "aria-label": `${say("Note")}: ${one.words}` },
        field("who", say("Who"), 20), field("note", say("Note"), 1000), field("not", say("NotBecause"), 1000))
      const open = button("remark", say("Note"), () => {
        group.hidden = !group.hidden
        open.setAttribute("aria-expanded", String(!group.hidden))
        if (!group.hidden) one.fields.note.focus()
      }, one.words)
      open.classList.add("cc-ticks__open")
      open.setAttribute("aria-expanded", "false")
      one.own.append(one.said, group)
      one.row.append(one.own, open)
    }
    const show = () => {
      const all = rows.map(showItem)
      const [done, not, differ, two] = ["done", "aside", "differs", "two"].map(what => all.filter(one => one[what]).length)
      count.textContent = [
        done === rows.length && done ? say("Done") : say("Left", { done, all: rows.length }),
        not ? `${say("Not")}: ${not}` : "",
        differ ? say("Differ", { number: differ }) : "",
        two ? say("Two", { number: two }) : "",
      ].filter(Boolean).join(" · ")
      clear.hidden = !Object.values(run().items).some(runs.hasSaid)
      const option = (id, text) => {
        const made_ = made("option", { value: id }, text)
        made_.selected = id === chosen.id
        return made_
      }
      const label = labelOf(run().at ? run() : chosen.run)
      which.replaceChildren(option("any", say("Any")), ...occasions().map(([id, one]) => option(id, labelOf(one))))
      const isOwn = chosen.id !== "any" && !events().some(([id]) => id === chosen.id)
      for (const field of [name, date]) field.parentElement.hidden = !isOwn
      remove.hidden = !isOwn || !state.runs[chosen.id]
      if (isOwn && document.activeElement !== name) name.value = run().name
      if (isOwn && document.activeElement !== date) date.value = run().date
      const day = (run().at ? run() : chosen.run).date
      const readOn = day && list.dataset.ccBefore && say("ReadOn", { date: written(workingDaysBefore(day, Number(list.dataset.ccBefore))) })
      const isBegun = Object.keys(run().items).length > 0
      head.hidden = !label && !isBegun
      head.replaceChildren(made("strong", {}, list.dataset.ccTitle), ` ${[label, readOn, isBegun && count.textContent].filter(Boolean).join(" · ")}`)
      showGone()
      where.textContent = keeps ? say("Kept") : say("NotKept")
    }
    // Items that the list has no longer; those of the page in another language are not missing here.
    const showGone = () => {
      const ids = new Set(rows.map(one => one.id))
      const lost = Object.entries(run().items).filter(([id, item]) =>
        !ids.has(id) && runs.hasSaid(item) && (!item.lang || item.lang === language))
      gone.replaceChildren(...lost.map(([id, item]) => {
        const words = item.words || say("Wordless")
        return made("li", {}, made("p", {}, item.done ? "☑ " : "", words, " ", button("drop", say("Drop"), () =>
          undoable(say("Cleared"), was => runs.settled(was, id, runs.NOTHING, Date.now())), words)))
      }))
      gone.hidden = goneHead.hidden = !lost.length
    }

    list.addEventListener("change", event => {
      const one = rows.find(({ box }) => box === event.target)
      if (one) changeItem(one, { done: one.box.checked, ...(myInitials() && { who: myInitials() }) })
      else if (event.target === me) kept.write(ME, me.value)
      else if (event.target === which) { choose(which.value); show() }
      else if (event.target === name || event.target === date) rename()
    })
    // The whole row is the target, but for what has a use of its own and for words that somebody marks.
    list.addEventListener("click", event => {
      const row = event.target.closest("li")
      if (event.target.closest("a, label, button, input, select, summary, .cc-ticks__own") || !getSelection().isCollapsed) return
      row?.querySelector("input[data-cc-tick]")?.click()
    })
    // The same list may be open on another page. What both wrote at once is put together again, in both alike.
    window.addEventListener("storage", event => {
      if (!list.isConnected) return
      if (event.key === key && event.newValue) {
        let written = null
        try { written = JSON.parse(event.newValue) } catch { /* what is no state of ours has nothing to add */ }
        const incoming = runs.sound(written)
        state = runs.joined(state, incoming)
        if (JSON.stringify(state) !== JSON.stringify(incoming)) write()
        show()
      } else if (event.key?.includes("/event")) show()
    })

    list.prepend(head, made("p", { class: "cc-ticks__top cc-filter" }, made("label", {}, say("For"), which)))
    list.append(goneHead, gone, made("div", { class: "cc-bar-of-list" }, count,
      button("print", say("Print"), () => window.cocreatePrintAlone(list)), clear, told, back), more, where)
    rows.forEach(addFields)
    me.value = myInitials()
    // What is being typed when the page is left is kept too.
    document.addEventListener("visibilitychange", () => {
      const field = document.activeElement
      if (document.hidden && list.contains(field) && field.type === "text") field.dispatchEvent(new Event("change", { bubbles: true }))
    })
    state = stored()
    if (Object.keys(state.runs).length) write()
    const last = kept.read(CHOSEN)
    if (typeof last?.id === "string" && last.id !== "any") {
      chosen = { id: last.id, run: runs.soundRun(last.run) }
      const own = state.runs[last.id]
      // One that was deleted since, here or on another page, is not chosen.
      if (own && !runs.isThere(own)) choose("any")
      else if (!new Map(events()).has(last.id) && last.id.startsWith("event-") && !own) choose("any")
    }
    show()
    arrive()
    window.addEventListener("hashchange", arrive)
  }

  window.cocreateElements.attended(".cc-ticks", attend)
})()
