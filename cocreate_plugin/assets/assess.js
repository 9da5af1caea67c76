// The self-assessment: answers of one person or of several, at one moment or at many, and the profile that they give.
// Answers stay in this browser; those of others come by code or by file. Nothing is sent.
(() => {
  "use strict"
  const { made } = window.cocreateElements
  const { gather, text, words, fresh, day } = window.cocreateGather
  const kept = window.cocreateKept
  const hand = window.cocreateHand
  const EARLY = "e"
  const base = new URL("../../", document.currentScript.src).pathname
  const former = `cocreate:${base}:assess`

  // Which statements an address speaks of, in a few signs: it has no room for their names.
  const print = ids => [...ids.join()].reduce((sum, sign) => (Math.imul(sum, 31) + sign.codePointAt(0)) | 0, 7)

  const attend = assess => {
    const statements = [...assess.querySelectorAll(".cc-statement")].map(box => ({
      box, id: box.dataset.ccStatement, factor: box.dataset.ccFactor, since: Number(box.dataset.ccSince) || 0,
      said: box.querySelector(".cc-scale").appendChild(made("span", { class: "cc-scale__end" })),
    }))
    const own = statements.map(({ id }) => id)
    const me = `cocreate:assess:me:${location.pathname}`
    const mine = moment => text(kept.read(me)?.[moment])
    const becomes = (moment, sheet) => kept.write(me, { ...kept.read(me), [moment]: sheet })

    // A moment knows the names of its statements; those of the page come first, and none that was answered is lost.
    const more = one => {
      const ids = words(one?.ids, 1000)
      return { ids: [...own, ...ids.filter(id => !own.includes(id))], was: ids }
    }
    const fit = ({ was, ids }, scores) => ids.map(id => scores[was.indexOf(id)] ?? "0").join("")
    const counts = signs => ["1", "2", "3", "4", "5", EARLY].map(sign => signs.filter(one => one === sign).length)
    const mean = ([one, two, three, four, five]) =>
      (one + 2 * two + 3 * three + 4 * four + 5 * five) / (one + two + three + four + five) || 0
    const inWords = all => [...all.slice(0, 5).flatMap((many, at) => (many ? [`${many} × ${at + 1}`] : [])), ...(all[5] ? [earlyOf(all[5])] : [])].join(" · ")
    const earlyOf = many => say("Early", { number: number(many) })
    const ofFactor = (factor, sheets) => counts(sheets.flatMap(({ scores }) => statements.flatMap((one, at) => (one.factor === factor ? [scores[at]] : []))))

    const show = (now, sheets) => {
      const sheet = now.sheets[mine(now.id)]
      const until = Number(now.phase) || Infinity
      let [done, asked] = [0, 0]
      statements.forEach(({ box, since, said }, at) => {
        const answer = sheet?.scores[at] ?? "0"
        for (const radio of box.querySelectorAll("input")) radio.checked = (radio.value === "early" ? EARLY : radio.value) === answer
        box.hidden = since > until && answer === "0"
        asked += Number(!box.hidden)
        done += Number(answer !== "0")
        said.textContent = sheets.length > 1 ? inWords(counts(sheets.map(({ scores }) => scores[at]))) : ""
      })
      const earlier = Object.values(all()).filter(({ id, date }) => id !== now.id && date && now.date && date < now.date).sort((one, two) => (one.date < two.date ? -1 : 1))
      for (const row of assess.querySelectorAll("[data-cc-profile]")) {
        const [part_, value] = [ofFactor(row.dataset.ccProfile, sheets), mean(ofFactor(row.dataset.ccProfile, sheets))]
        const before = earlier.map(({ date, sheets: some }) => [date, mean(ofFactor(row.dataset.ccProfile, Object.values(some).filter(Boolean)))]).filter(([, was]) => was)
        const put = (name, words_) => { row.querySelector(`.cc-${name}`).textContent = words_ }
        put("early", sheets.length > 1 ? inWords(part_) : part_[5] ? earlyOf(part_[5]) : "")
        put("mean", value ? rounded(value) : "–")
        put("trend", before.length ? say("Earlier", { list: before.map(([date, was]) => `${day(date, language)} ${rounded(was)}`).join(" · ") }) : "")
        row.querySelector(".cc-bar").style.width = `${value / 5 * 80}%`
      }
      part("count").textContent = [say("Left", { done, all: asked }), ...(sheets.length > 1 ? [say("People", { number: sheets.length })] : [])].join(" · ")
      part("in").hidden = assess.querySelector(".cc-profile").hidden = !sheets.length
      does("hand").disabled = does("another").disabled = does("clear").disabled = !sheet
    }
    const rounded = value => value.toLocaleString(language, { maximumFractionDigits: 1 })
    const brings = async packed => {
      const value = await hand.unpack(packed)
      const [moment, sheet, scores, which, title, date] = Array.isArray(value) ? value : []
      if (typeof scores !== "string") { tell(hand.broken(say)); return }
      if (which !== print(own)) { tell(say("Other")); return }
      // People who opened the page by themselves have a moment of their own: whoever takes them in says where they belong.
      const known = all()[text(moment)]
      if (!known && !await hand.ask(say, say("Take", { name: [one().title || say("New"), text(title), text(date, 10)].filter(Boolean).join(" · ") }))) return
      if (!known) change(() => ({}))
      const into = known ?? one()
      await take(into.id, text(sheet), { scores: scores + "0".repeat(Math.max(0, into.ids.length - scores.length)) })
    }

    const { say, part, does, number, language, all, one, change, tell, take, undoable, begin } = gather(assess, {
      kind: "assess", facts: ["title", "date", "phase"], more, fit, lines: ({ ids }) => ids.length, marks: /^[0-5e]+$/, key: ({ ids }) => ids.join(), show,
    })
    assess.addEventListener("change", event => {
      const at = statements.findIndex(({ box }) => box.contains(event.target))
      if (at < 0) return
      const sheet = mine(one().id) || fresh()
      becomes(one().id, sheet)
      change(({ ids, sheets }) => {
        const scores = [...sheets[sheet]?.scores ?? "0".repeat(ids.length)]
        scores[at] = event.target.value === "early" ? EARLY : event.target.value
        return { sheets: { ...sheets, [sheet]: { rater: "", scores: scores.join(""), at: Date.now() } } }
      })
    })
    const acts = {
      another: () => {
        becomes(one().id, fresh())
        change(() => ({}))
        statements[0].box.querySelector("input").focus()
      },
      clear: () => {
        const [id, sheet] = [one().id, mine(one().id)]
        const was = one().sheets[sheet]
        change(({ sheets }) => ({ sheets: { ...sheets, [sheet]: null } }))
        becomes(id, fresh())
        change(() => ({}))
        undoable(say("Cleared"), now => { becomes(id, sheet); return { ...now, sheets: { ...now.sheets, [sheet]: was } } })
      },
      hand: () => {
        const now = one()
        const sheet = mine(now.id)
        hand.show(say, say("Hand"), "assess", [now.id, sheet, now.sheets[sheet].scores.slice(0, own.length), print(own), now.title, now.date])
      },
      print: () => window.cocreatePrintAlone(assess.querySelector(".cc-profile")),
    }
    for (const bar of assess.querySelectorAll(".cc-gather__bar")) bar.hidden = false
    begin(acts, brings)
    // An earlier version kept one set of answers.
    const before = Object.entries(kept.read(former) || {}).map(([id, answer]) => [own.indexOf(id), answer === "early" ? EARLY : String(answer)])
    if (before.length && !Object.keys(all()).length) {
      const scores = own.map((_, at) => before.find(([place]) => place === at)?.[1] ?? "0").join("")
      becomes(one().id, fresh())
      change(({ id, ids }) => ({ sheets: { [mine(id)]: { rater: "", scores: scores.padEnd(ids.length, "0"), at: 1 } } }))
      kept.forget(former)
    }
  }

  window.cocreateElements.attended(".cc-assess", attend)
})()
