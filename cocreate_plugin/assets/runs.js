// Ticks as data: the runs of a list, and how two states of them become one. Nothing here knows of a page.
//
// Each item has its last state with a time, the times of the states that this one replaced, and other states that it
// did not know of: so two tabs, or the files of two people, make the same whole in any order, and nothing is lost.
window.cocreateRuns = (() => {
  "use strict"
  const MOST = { runs: 200, items: 500, others: 10, past: 40, name: 100, who: 20, note: 1000, words: 2000, lang: 35 }
  const SAID = ["done", "who", "note", "not"]

  // In order of the keys and without a prototype: the same content is the same text, and an id may be any word.
  const record = entries => Object.assign(Object.create(null),
    Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : Number(one > other)))))
  const entries = (value, most) => (Object(value) === value ? Object.entries(value).slice(0, most) : [])
  const list = (value, most) => (Array.isArray(value) ? value.slice(-most) : [])
  const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "")
  const time = value => (Number.isFinite(value) && value > 0 ? value : 0)
  const day = value => (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? value : "")

  const soundState = one => ({
    at: time(one?.at), done: one?.done === true, who: text(one?.who, MOST.who), note: text(one?.note, MOST.note),
    not: text(one?.not, MOST.note), words: text(one?.words, MOST.words), lang: text(one?.lang, MOST.lang),
  })
  const soundItem = one => ({
    ...soundState(one), past: list(one?.past, MOST.past).map(time).filter(Boolean),
    others: list(one?.others, MOST.others).map(soundState),
  })
  const soundRun = run => ({
    name: text(run?.name, MOST.name), date: day(run?.date), at: time(run?.at),
    since: time(run?.since),
    items: record(entries(run?.items, MOST.items).map(([id, one]) => [id, soundItem(one)]).filter(([, one]) => one.at)),
  })
  const isThere = run => run.at > run.since || Object.keys(run.items).length > 0
  const latest = run => Math.max(run.at, run.since, ...Object.values(run.items).map(item => item.at))
  // Whatever it is that was stored or read from a file: what is no run of ours is left out.
  const sound = all => {
    const read = entries(all?.runs, Infinity).map(([id, run]) => [id, soundRun(run)])
    // Where they are too many, those that were deleted long ago go first.
    const first = read.length > MOST.runs ? read.sort(([, one], [, other]) => isThere(other) - isThere(one) || latest(other) - latest(one)) : read
    return { version: 1, runs: record(first.slice(0, MOST.runs)) }
  }
  // Whose clock is ahead would be right for ever.
  const fromFile = (run, now) => {
    const [soon, read] = [time => Math.min(time, now), soundRun(run)]
    const items = Object.entries(read.items).map(([id, one]) => [id, {
      ...one, at: soon(one.at), past: one.past.map(soon), others: one.others.map(state => ({ ...state, at: soon(state.at) })),
    }])
    return { ...read, at: soon(read.at), since: 0, items: record(items) }
  }
  const NOTHING = soundItem()
  const NO_RUN = soundRun()

  const hasSaid = one => one.done || Boolean(one.note || one.not)
  const same = (one, other) => SAID.every(key => one[key] === other[key])

  // The later state holds; one that it has not replaced knowingly stays beside it.
  const joinedItems = (one, other) => {
    if (!one || !other) return one || other
    const isLater = one.at === other.at ? JSON.stringify(one) >= JSON.stringify(other) : one.at > other.at
    const [late, early] = isLater ? [one, other] : [other, one]
    const replaced = new Set([...late.past, ...early.past])
    const beside = new Map([...early.others, ...late.others, soundState(early)].map(state => [state.at, state]))
    return {
      ...late,
      past: [...replaced].sort((a, b) => a - b).slice(-MOST.past),
      others: [...beside.values()].filter(state => state.at !== late.at && !replaced.has(state.at) && hasSaid(state) && !same(state, late))
        .sort((a, b) => a.at - b.at).slice(-MOST.others),
    }
  }
  const joinedRecords = (one, other, join) =>
    record([...new Set([...Object.keys(one), ...Object.keys(other)])].map(key => [key, join(one[key], other[key])]))
  // What was there before a run was deleted is gone from every state of it; what somebody did later is not.
  const joinedRuns = (one, other) => {
    if (!one || !other) return one || other
    const since = Math.max(one.since, other.since)
    const isLater = one.at === other.at ? one.name + one.date >= other.name + other.date : one.at > other.at
    const { name, date, at } = isLater ? one : other
    const items = joinedRecords(one.items, other.items, joinedItems)
    return { name, date, at, since, items: record(Object.entries(items).filter(([, item]) => item.at > since)) }
  }
  const joined = (one, other) => ({ version: 1, runs: joinedRecords(one.runs, other.runs, joinedRuns) })

  const changed = (item = NOTHING, change, now) => soundItem({
    ...item, ...change, at: Math.max(now, item.at + 1), past: item.at ? [...item.past, item.at] : [],
  })
  const withItem = (run, id, change, now) => ({
    ...run, items: record([...Object.entries(run.items), [id, changed(run.items[id], change, Math.max(now, run.since + 1))]]),
  })
  const named = (run, name, date, now) =>
    soundRun({ ...run, name, date, at: Math.max(now, run.at + 1, run.since + 1) })
  const deleted = (run, now) => ({ ...NO_RUN, since: Math.max(now, latest(run)) })
  // As it was before, but as news: no other state may undo the undoing.
  const putBack = (run, was, now) => {
    const ids = [...new Set([...Object.keys(was.items), ...Object.keys(run.items)])]
    const back = ids.reduce((left, id) => {
      const [then, here] = [was.items[id] || NOTHING, run.items[id] || NOTHING]
      if (same(then, here) && then.words === here.words && then.others.length === here.others.length) return left
      const others = then.others.map(state => ({ ...state, at: state.at + 0.01 }))
      return withItem(left, id, { ...then, others }, now)
    }, run)
    return was.at > was.since ? named(back, was.name, was.date, now) : back
  }
  // One of the states beside an item is taken, or none: either way somebody has seen them all.
  const settled = (run, id, state, now) => {
    const item = run.items[id]
    const seen = { ...item, past: [...item.past, ...item.others.map(other => other.at)] }
    return withItem({ ...run, items: { ...run.items, [id]: seen } }, id, { ...state, others: [] }, now)
  }

  const cleared = (run, now) => Object.entries(run.items).reduce((left, [id, item]) =>
    (hasSaid(item) || item.others.length ? settled(left, id, NOTHING, now) : left), run)

  return { sound, soundRun, fromFile, joined, joinedRuns, isThere, hasSaid, same, withItem, named, deleted, cleared, putBack, settled, NOTHING, NO_RUN, entries, text }
})()
