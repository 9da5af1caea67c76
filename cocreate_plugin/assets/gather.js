// What several people score, brought together: a choice with its ballots, or a moment with its self-assessments.
// Each is kept in this browser as {id, …, sheets}; a sheet is one person's: {rater, scores, at}, a sign for each line.
// A sheet comes by address (QR code), by file, or is typed in; null stands for one that was taken out.
window.cocreateGather = (() => {
  "use strict"
  const { button, made, filled, save } = window.cocreateElements
  const kept = window.cocreateKept
  const hand = window.cocreateHand
  const MOST = { all: 100, sheets: 1000, file: 2e6 }

  const { entries } = window.cocreateRuns
  const text = (value, most = 200) => window.cocreateRuns.text(value, most)
  const list = (value, most, read) => (Array.isArray(value) ? value.slice(0, most).map(read) : [])
  const record = pairs => Object.assign(Object.create(null), Object.fromEntries(pairs))
  const unique = words => [...new Set(words.filter(Boolean))]
  const words = (value, most) => unique(list(value, most, word => text(word)))
  const fresh = () => Math.random().toString(36).slice(2, 10)
  const day = (date, language) => date && new Date(`${date}T12:00`).toLocaleDateString(language, { dateStyle: "long" })

  // `facts` are fields of their names, `more` reads what else there is, `lines` tells how many scores a sheet has,
  // `marks` which signs, `key` what must be the same for two of them to be put together; `fit` puts lines in the page's order.
  const gather = (place, { kind, facts, more, lines, marks, key, show, fit = (_, scores) => scores }) => {
    const say = (name, values) => filled(place.dataset[`cc${name}`] ?? "", values)
    const part = name => place.querySelector(`.cc-gather__${name}`)
    const field = name => place.querySelector(`[name="${name}"]`)
    const does = name => place.querySelector(`[data-cc-do="${name}"]`)
    const language = document.documentElement.lang || "en"
    const number = value => value.toLocaleString(language, { maximumFractionDigits: 2 })
    const store = `cocreate:${kind}:${location.pathname}`

    // Whatever it is that was stored, or came in a file or an address: what is none of ours is left out.
    const soundSheet = (one, length) => (typeof one?.scores === "string" && one.scores.length === length && marks.test(one.scores)
      ? { rater: text(one.rater), scores: one.scores, at: Number(one.at) || 0 } : null)
    const sound = (id, one) => {
      const read = { id, ...Object.fromEntries(facts.map(name => [name, text(one?.[name], 5000)])), ...more(one) }
      if (!/^\d{4}-\d\d-\d\d$/.test(read.date)) read.date = ""
      read.sheets = record(entries(one?.sheets, MOST.sheets).map(([name, own]) => {
        const sheet = soundSheet(own, read.was?.length ?? lines(read))
        return [text(name), sheet && { ...sheet, scores: fit(read, sheet.scores) }]
      }))
      return read
    }
    // What is kept is read anew each time and only what changes is written: no window undoes another's work.
    const all = () => record(entries(kept.read(store), MOST.all).map(([id, one]) => [id, sound(id, one)]))
    let chosen = Object.keys(all()).at(-1) ?? fresh()
    let undo = null
    const one = () => all()[chosen] ?? sound(chosen)
    const tell = said => { part("told").textContent = said }
    const keeps = does_ => { part("kept").textContent = say(does_ ? "Kept" : "NotKept") }
    const showAll = () => {
      const known = all()
      const options = unique([...Object.keys(known), chosen]).map(id => {
        const option = made("option", { value: id }, [known[id]?.title || say("New"), day(known[id]?.date, language)].filter(Boolean).join(" · "))
        option.selected = id === chosen
        return option
      })
      field("which").replaceChildren(...options)
      const now = one()
      for (const name of facts) if (field(name) && field(name) !== document.activeElement) field(name).value = now[name]
      const sheets = Object.entries(now.sheets).filter(([, sheet]) => sheet)
      part("sheets").replaceChildren(...sheets.map(([id, { rater }], at) => {
        const drop = button("drop", say("Drop"), () => {
          const was = now.sheets[id]
          change(({ sheets: others }) => ({ sheets: { ...others, [id]: null } }))
          undoable(say("Dropped"), was_ => ({ ...was_, sheets: { ...was_.sheets, [id]: was } }))
        }, `${at + 1} ${rater}`)
        return made("li", {}, `${rater} `, drop)
      }))
      show(now, sheets.map(([id, sheet]) => ({ id, ...sheet })))
    }
    const write = (id, value) => {
      const { [id]: _, ...others } = all()
      keeps(kept.write(store, value ? { ...others, [id]: value } : others))
      showAll()
    }
    const change = act => { const now = one(); write(chosen, { ...now, ...act(now) }) }
    const choose = id => { chosen = id; showAll() }
    const undoable = (said, back, id = chosen) => {
      undo = () => { chosen = id; write(id, back(all()[id])) }
      tell(said)
      does("undo").hidden = false
      does("undo").focus()
    }

    const take = async (id, sheet, read) => {
      const own = soundSheet({ at: Date.now(), ...read }, lines(all()[id]))
      if (!own || !text(sheet)) { tell(say("Other")); return }
      const was = all()[id].sheets[sheet]
      choose(id)
      if (was?.scores === own.scores && was.rater === own.rater) tell(say("Twice"))
      else if (was === undefined || await hand.ask(say, say("Again"))) {
        change(({ sheets }) => ({ sheets: { ...sheets, [sheet]: own } }))
        tell(say("Taken"))
      }
    }
    // Sheets of two files are put together, the later of two by its time; one that was taken out stays out, and the rest stays as it is here.
    const takeAll = read => {
      const [incoming, own] = [sound(text(read.id) || fresh(), read), all()[text(read.id)]]
      if (own && key(own) !== key(incoming)) { tell(say("Other")); return }
      chosen = incoming.id
      const later = ([id, sheet]) => [id, own.sheets[id] === undefined || (own.sheets[id] && sheet?.at > own.sheets[id].at) ? sheet : own.sheets[id]]
      write(chosen, own ? { ...own, sheets: { ...own.sheets, ...record(Object.entries(incoming.sheets).map(later)) } } : incoming)
      tell(say("Taken"))
    }
    const takeFile = async (file, brings) => {
      const said = file.size > MOST.file ? "" : await file.text()
      const packed = hand.found(said, kind)
      let read = null
      try { read = JSON.parse(said) } catch { /* it is none of ours */ }
      if (packed) await brings(packed)
      else if (read?.format === `cocreate-${kind}`) takeAll(read.all)
      else tell(say("NotOurs", { name: file.name.slice(0, 100) }))
    }

    // `acts` are what buttons do, `brings` takes in what an address brings.
    const begin = (acts, brings) => {
      const own = {
        new: () => { choose(fresh()); field("title").focus() },
        remove: () => {
          const was = one()
          chosen = Object.keys(all()).filter(id => id !== was.id).at(-1) ?? fresh()
          write(was.id, null)
          undoable(say("Removed", { name: was.title || say("New") }), () => was, was.id)
        },
        undo: () => { undo(); tell(say("Undone")); does("undo").hidden = true; field("which").focus() },
        open: () => field("file").click(),
        file: () => save(`${kind}.json`, "application/json", `${JSON.stringify({ format: `cocreate-${kind}`, version: 1, all: one() }, null, 1)}\n`),
        paste: async () => {
          const packed = hand.found(field("address").value, kind)
          field("address").value = ""
          if (packed) await brings(packed)
          else tell(hand.broken(say))
        },
        ...acts,
      }
      place.addEventListener("click", press => own[press.target.dataset?.ccDo]?.())
      place.addEventListener("change", event => {
        const { name, value, files } = event.target
        if (name === "which") choose(value)
        else if (name === "file") [...files].reduce((before, file) => before.then(() => takeFile(file, brings)), Promise.resolve()).then(() => { event.target.value = "" })
        else if (facts.includes(name)) change(() => ({ [name]: value }))
      })
      place.append(made("input", { type: "file", name: "file", accept: ".json,.txt", multiple: "", hidden: "", "aria-label": does("open").textContent }))
      // What a camera has opened in another window arrives here as well.
      window.addEventListener("storage", event => { if (event.key === store) showAll() })
      const arrive = () => { const packed = hand.brought(kind); if (packed) brings(packed) }
      window.addEventListener("hashchange", arrive)
      keeps(kept.works())
      showAll()
      arrive()
    }
    return { say, part, field, does, number, language, all, one, change, write, choose, tell, take, soundSheet, undoable, begin }
  }
  return { gather, text, list, words, unique, fresh, day }
})()
