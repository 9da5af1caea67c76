// Times of rows and what they need, as facts/schedule.py works them out: tests hold both to the same numbers.
// No module, because browsers load none from a folder or a stick. Minutes are whole; `at` counts from midnight.
globalThis.cocreateTimes = (() => {
  "use strict"
  const HALF_A_DAY = 12 * 60
  const DAY = 24 * 60
  const sum = numbers => numbers.reduce((all, number) => all + number, 0)
  const shortest = row => row.shorten_to ?? row.min ?? 0

  const clock = minutes => {
    const at = ((minutes % DAY) + DAY) % DAY
    return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`
  }

  const minutesOf = time => {
    const [hours, minutes] = time.split(":").map(Number)
    return hours * 60 + minutes
  }

  const elapsed = minutes => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`

  // A clock time far before now is one after midnight.
  const after = (at, now) => {
    while (at < now - HALF_A_DAY) at += DAY
    return at
  }

  // Blocks, each with its start, the minutes by which it is late and those that are free before it.
  const timed = (rows, start) => {
    let now = start
    const blocks = rows.map((row, index) => {
      const locked = row.at ?? null
      const at = locked !== null && index ? after(locked, now) : locked
      const late = at === null ? 0 : Math.max(0, now - at)
      const free = at === null || !index ? 0 : Math.max(0, at - now)
      const begin = at !== null && !late ? at : now
      const minutes = row.min ?? 0
      now = begin + minutes
      return { start: begin, minutes, end: now, late, free }
    })
    const begin = blocks.length ? blocks[0].start : start
    const end = blocks.length ? now : start
    let stretch = 0
    let begun = begin
    blocks.forEach((block, index) => {
      const rests = rows[index].mode === "break"
      if (block.free) begun = block.start
      stretch = Math.max(stretch, (rests ? block.start : block.end) - begun)
      if (rests) begun = block.end
    })
    const breaks = sum(blocks.filter((_, index) => rows[index].mode === "break").map(block => block.minutes))
    return { blocks, start: begin, end, minutes: end - begin, shortest: sum(rows.map(shortest)), breaks, stretch }
  }

  // The minutes of each row when all together may take `room`: each gives in proportion to what it can lose.
  const shortened = (rows, room) => {
    const full = rows.map(row => row.min ?? 0)
    const spare = rows.map((row, index) => Math.max(0, full[index] - shortest(row)))
    const all = sum(spare)
    const excess = Math.min(Math.max(0, sum(full) - room), all)
    let passed = 0
    let taken = 0
    return full.map((minutes, index) => {
      passed += spare[index]
      const due = all ? Math.floor((excess * passed) / all) : 0
      const lost = due - taken
      taken = due
      return minutes - lost
    })
  }

  // How many of a material are needed, for so many persons or groups.
  const amount = (number, of) => Math.ceil(number * of)

  return Object.freeze({ clock, elapsed, minutesOf, timed, shortened, amount })
})()
