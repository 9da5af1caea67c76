// Room mode of an event: what is led now and next in large letters, how many minutes are left, and whether it ends
// in time. Taps note when each block really began; they stay with the event.
window.cocreateRoom = (() => {
  "use strict"
  const { timed, shortened, clock } = window.cocreateTimes
  const MINUTE = 60000
  const REHEARSAL = 180

  const timeOfDay = moment => {
    const day = new Date(moment)
    return day.getHours() * 60 + day.getMinutes() + day.getSeconds() / 60
  }

  // Where a run stands: `taps` are the moments at which blocks began, and at which the last one ended; `start` and
  // `minutes` are the plan. Begun hours before or after its time it is a rehearsal, in which no clock time counts.
  const standing = ({ rows, start, minutes, taps, cuts }, moment) => {
    const at = taps.length - 1
    const first = timeOfDay(taps[0])
    const began = first + (taps[at] - taps[0]) / MINUTE
    if (at >= rows.length) return { at, done: true, minutes: Math.round(began - first) }
    const onTime = start !== null && Math.abs(first - start) < REHEARSAL
    const end = (onTime ? start : first) + minutes
    const now = began + (moment - taps[at]) / MINUTE
    const length = row => cuts[row] ?? rows[row].min ?? 0
    const until = Math.max(now, began + length(at))
    const rest = rows.slice(at + 1).map((row, index) =>
      ({ ...row, at: onTime ? row.at : null, min: length(at + 1 + index) }))
    const all = timed([{ min: until - began }, ...rest], began)
    return { at, rest, until, end, left: began + length(at) - now, behind: all.end - end, next: all.blocks[1] }
  }

  const written = minutes => Math.ceil(Math.abs(minutes) - 0.001)

  return ({ title, run, rows, start, minutes, keep, say, made }) => {
    const state = () => ({ rows, start, minutes, ...run })
    const line = (name, attributes = {}) => made("p", { class: `cc-room__${name}`, ...attributes })
    const parts = Object.fromEntries(["now", "left", "next", "whole"].map(name => [name, line(name)]))
    parts.now.setAttribute("role", "status")
    const button = (name, word, act) => {
      const one = made("button", { type: "button", name, class: "cc-button" }, say(word))
      one.addEventListener("click", () => { act(); keep(); show(); if (one.hidden) parts.on.focus() })
      return one
    }
    parts.on = button("on", "On", () => {
      if (run.taps.length > rows.length) Object.assign(run, { taps: [], cuts: {} })
      else run.taps.push(Date.now())
    })
    parts.on.classList.add("cc-button--primary")
    parts.back = button("back", "Back", () => run.taps.pop())
    parts.rest = button("rest", "RestShorter", () => {
      const { at, rest, until, end } = standing(state(), Date.now())
      shortened(rest, Math.max(0, Math.round(end - until))).forEach((least, index) => { run.cuts[at + 1 + index] = least })
    })
    const leave = made("button", { type: "button", name: "leave", class: "cc-button" }, say("Leave"))
    leave.addEventListener("click", () => room.close())
    const room = made("dialog", { class: "cc-room md-typeset", "aria-label": title || say("Room") },
      parts.now, parts.left, parts.next, parts.whole,
      made("div", { class: "cc-filter" }, parts.on, parts.back, parts.rest, leave))

    const put = (name, text) => { if (parts[name].textContent !== text) parts[name].textContent = text }
    let warned = -1
    const show = () => {
      const begun = run.taps.length > 0
      const now = begun ? standing(state(), Date.now()) : { at: -1 }
      const [row, next] = [rows[now.at], rows[now.at + 1]]
      put("now", now.done ? say("Ended", { minutes: now.minutes }) : row?.step || say("Room"))
      put("left", row ? say(now.left < 0 ? "RoomOver" : "Left", { minutes: written(now.left) }) : "")
      put("next", !now.done && next ? `${say("Next")}: ${[now.next && clock(Math.round(now.next.start)), next.step].filter(Boolean).join(" ")}` : "")
      const off = row ? Math.round(now.behind) : 0
      put("whole", row ? say(off > 0 ? "Behind" : off < 0 ? "Ahead" : "InTime", { minutes: Math.abs(off) }) : "")
      put("on", say(now.done ? "Again" : !begun ? "Begin" : next ? "On" : "Finish"))
      parts.back.hidden = !begun
      parts.rest.hidden = !row || off <= 0 || !now.rest.length
      room.classList.toggle("cc-room--over", row !== undefined && now.left < 0)
      if (row && now.left < 0 && warned !== now.at) {
        warned = now.at
        navigator.vibrate?.(200)
      }
    }

    // A screen that goes dark in the middle of a talk helps nobody; where the lock is refused, it does.
    let lock = null
    const awake = () => {
      if (document.visibilityState === "visible" && room.open)
        navigator.wakeLock?.request("screen").then(given => { lock = given }, () => {})
    }
    room.addEventListener("keydown", key => { if (key.key === "ArrowRight") parts.on.click() })
    room.addEventListener("close", () => {
      clearInterval(ticking)
      document.removeEventListener("visibilitychange", awake)
      lock?.release().catch(() => {})
      room.remove()
    })
    document.addEventListener("visibilitychange", awake)
    document.body.append(room)
    room.showModal()
    const ticking = setInterval(show, 1000)
    show()
    awake()
    parts.on.focus()
    return room
  }
})()
