// Ticks stay in this browser, by list, occasion and item; nothing is sent. Without this script the boxes can be ticked all the same.
(() => {
  "use strict"
  const { made, filled } = window.cocreateElements
  const kept = window.cocreateKept
  const runs = window.cocreateRuns
  const base = new URL("../../", document.currentScript.src).pathname
  const CHOSEN = `cocreate:chosen:${base}`
  const plain = text => text.replace(/\s+/g, " ").trim()

  // What the page of events keeps, of this handbook in any of its languages: an event is an occasion of every list.
  const events = () => kept.names()
    .filter(name => name.startsWith(`cocreate:${base}`) && /\/event(\/|\.html|\/index\.html)$/.test(name))
    .flatMap(name => Object.values(kept.read(name) || {})).slice(0, 100)
    .filter(event => typeof event?.id === "string" && typeof event.title === "string" && event.title)
    .map(event => [`event-${event.id}`, runs.soundRun({ name: event.title, date: event.date })])

  const attend = list => {
    if (list.dataset.ccReady) return
    list.dataset.ccReady = "yes"
    const language = list.closest("[lang]")?.lang || "en"
    const say = (name, values) => filled(list.dataset[`cc${name}`], values)
    const key = `cocreate:runs:${base}:${list.dataset.ccList}`
    const former = `cocreate:${base}:${list.dataset.ccList}`
    const rows = [...list.querySelectorAll("input[data-cc-tick]")].map(box => ({
      box, id: box.dataset.ccTick, row: box.closest("li"), words: plain(box.closest("label").textContent),
      own: made("div", { class: "cc-ticks__own" }),
    }))
    const button = (name, text, act, what = "") => {
      const made_ = made("button", { type: "button", name, class: "cc-button", ...(what && { "aria-label": `${text}: ${what}` }) }, text)
      made_.addEventListener("click", act)
      return made_
    }

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
    const changeItem = ({ id, words }, values) =>
      change(was => runs.withItem(was, id, { words, lang: language, ...values }, Date.now()))
    const undoable = (text, make) => {
      const { id } = chosen
      const was = change(make)
      told.textContent = text
      undo = () => {
        chosen = { id, run: was }
        change(now => runs.putBack(now, was, Date.now()))
        choose(id)
      }
      back.hidden = false
      back.focus()
    }

    const labelOf = ({ name, date }) => [name, date && new Date(`${date}T12:00`).toLocaleDateString(language, { dateStyle: "long" })]
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
    const gone = made("ul", { class: "cc-ticks__gone", "aria-label": list.dataset.ccGone })
    const goneHead = made("p", {}, made("strong", {}, list.dataset.ccGone))
    const clear = button("clear", list.dataset.ccReset, () =>
      undoable(list.dataset.ccCleared, was => runs.cleared(was, Date.now())))
    const back = button("undo", list.dataset.ccUndo, () => {
      undo()
      told.textContent = list.dataset.ccBack
      back.hidden = true
      which.focus()
    })
    back.hidden = true
    const remove = button("remove", list.dataset.ccRemove, () => {
      undoable(say("Removed", { name: labelOf(chosen.run) }), was => runs.deleted(was, Date.now()))
      choose("any")
      show()
      back.focus()
    })
    const create = button("new", list.dataset.ccNew, () => {
      chosen = { id: `${Date.now()}-${Math.random()}`, run: runs.soundRun({ name: list.dataset.ccNew }) }
      change(was => was)
      kept.write(CHOSEN, chosen)
      more.open = true
      name.focus()
      name.select()
    })
    const rename = () => {
      change(was => runs.named(was, name.value || list.dataset.ccNew, date.value, Date.now()))
      choose(chosen.id)
    }
    const more = made("details", { class: "cc-more cc-ticks__more" }, made("summary", {}, list.dataset.ccMore),
      made("p", { class: "cc-filter" }, create, made("label", {}, list.dataset.ccName, name),
        made("label", {}, list.dataset.ccDate, date), remove))
    const where = made("p", { class: "cc-ticks__kept" })

    // What was ticked said something else then: whoever ticked it looks again.
    const isChanged = (item, words) => runs.hasSaid(item) && Boolean(item.words) && item.lang === language && item.words !== words
    const showItem = one => {
      const item = run().items[one.id] || runs.NOTHING
      const differs = isChanged(item, one.words)
      one.box.checked = item.done
      one.row.classList.toggle("cc-ticks--changed", differs)
      one.own.replaceChildren(...(differs ? [made("p", {}, made("strong", {}, list.dataset.ccChanged), " ",
        made("q", {}, item.words), " ", button("still", list.dataset.ccStill, () => {
          changeItem(one, {})
          one.box.focus()
        }, one.words))] : []))
      return { done: item.done && !differs, differs }
    }
    const show = () => {
      const all = rows.map(showItem)
      const [done, differ] = ["done", "differs"].map(what => all.filter(one => one[what]).length)
      count.textContent = [
        done === rows.length ? list.dataset.ccDone : say("Left", { done, all: rows.length }),
        differ ? say("Differ", { number: differ }) : "",
      ].filter(Boolean).join(" · ")
      clear.hidden = !Object.values(run().items).some(runs.hasSaid)
      const option = (id, text) => {
        const made_ = made("option", { value: id }, text)
        made_.selected = id === chosen.id
        return made_
      }
      const label = labelOf(run().at ? run() : chosen.run)
      which.replaceChildren(option("any", list.dataset.ccAny), ...occasions().map(([id, one]) => option(id, labelOf(one))))
      const isOwn = chosen.id !== "any" && !chosen.id.startsWith("event-")
      for (const field of [name, date]) field.parentElement.hidden = !isOwn
      remove.hidden = !isOwn
      if (isOwn && document.activeElement !== name) name.value = run().name
      if (isOwn && document.activeElement !== date) date.value = run().date
      head.replaceChildren(made("strong", {}, list.dataset.ccTitle), ` ${[label, count.textContent].filter(Boolean).join(" · ")}`)
      showGone()
      where.textContent = keeps ? list.dataset.ccKept : list.dataset.ccNotKept
    }
    // Items that the list has no longer; those of the page in another language are not missing here.
    const showGone = () => {
      const ids = new Set(rows.map(one => one.id))
      const lost = Object.entries(run().items).filter(([id, item]) =>
        !ids.has(id) && runs.hasSaid(item) && (!item.lang || item.lang === language))
      gone.replaceChildren(...lost.map(([id, item]) => {
        const words = item.words || list.dataset.ccWordless
        return made("li", {}, made("p", {}, item.done ? "☑ " : "", words, " ", button("drop", list.dataset.ccDrop, () =>
          undoable(list.dataset.ccCleared, was => runs.settled(was, id, runs.NOTHING, Date.now())), words)))
      }))
      gone.hidden = goneHead.hidden = !lost.length
    }

    list.addEventListener("change", event => {
      const one = rows.find(({ box }) => box === event.target)
      if (one) changeItem(one, { done: one.box.checked })
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
      if (event.key === CHOSEN) return
      if (event.key !== key) {
        if (event.key?.includes("/event")) show()
        return
      }
      const incoming = stored()
      state = runs.joined(state, incoming)
      if (JSON.stringify(state) !== JSON.stringify(incoming)) write()
      show()
    })

    list.prepend(head, made("p", { class: "cc-ticks__top cc-filter" }, made("label", {}, list.dataset.ccFor, which)))
    list.append(goneHead, gone, made("div", { class: "cc-bar-of-list" }, count, clear, told, back), more, where)
    for (const { row, own } of rows) row.append(own)
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
  }

  const start = () => document.querySelectorAll(".cc-ticks").forEach(attend)
  if (window.document$) window.document$.subscribe(start)
  else document.addEventListener("DOMContentLoaded", start)
})()
