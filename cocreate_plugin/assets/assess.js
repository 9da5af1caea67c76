// Computes the profile of the self-assessment. Answers stay in this browser; nothing is sent.
(() => {
  "use strict"
  const base = new URL("../../", document.currentScript.src).pathname
  const name = `cocreate:${base}:assess`

  const read = () => {
    try { return JSON.parse(localStorage.getItem(name)) || {} } catch { return {} }
  }
  const write = value => {
    try {
      if (Object.keys(value).length) localStorage.setItem(name, JSON.stringify(value))
      else localStorage.removeItem(name)
    } catch { /* private windows may refuse: the profile is computed all the same */ }
  }

  const attend = assess => {
    if (assess.dataset.ccReady) return
    assess.dataset.ccReady = "yes"
    const statements = [...assess.querySelectorAll(".cc-statement")]
    const profile = assess.querySelector(".cc-profile")
    const language = document.documentElement.lang || "en"
    const bar = document.createElement("div")
    const count = document.createElement("span")
    const reset = document.createElement("button")
    bar.className = "cc-bar-of-list"
    count.setAttribute("role", "status")
    reset.type = "button"
    reset.className = "cc-button"
    reset.textContent = assess.dataset.ccReset
    bar.append(count, reset)
    assess.append(bar)
    let answers = read()

    const show = () => {
      const sums = {}
      let done = 0
      for (const statement of statements) {
        const answer = String(answers[statement.dataset.ccStatement] ?? "")
        let known = false
        for (const radio of statement.querySelectorAll("input")) known = (radio.checked = radio.value === answer) || known
        if (!known) continue
        done += 1
        const sum = (sums[statement.dataset.ccFactor] ??= { total: 0, number: 0, early: 0 })
        if (answer === "early") { sum.early += 1; continue }
        sum.total += Number(answer)
        sum.number += 1
      }
      for (const row of profile.querySelectorAll("[data-cc-profile]")) {
        const sum = sums[row.dataset.ccProfile]
        const mean = sum?.number ? sum.total / sum.number : 0
        row.querySelector(".cc-early").textContent = sum?.early
          ? assess.dataset.ccEarly.replace("{number}", sum.early.toLocaleString(language)) : ""
        row.querySelector(".cc-mean").textContent = mean
          ? mean.toLocaleString(language, { maximumFractionDigits: 1 }) : "–"
        row.querySelector(".cc-bar").style.width = `${mean / 5 * 80}%`
      }
      count.textContent = assess.dataset.ccLeft.replace("{done}", done).replace("{all}", statements.length)
      reset.hidden = !done
      profile.hidden = !done
    }
    assess.addEventListener("change", event => {
      const statement = event.target.closest(".cc-statement")
      if (!statement) return
      answers[statement.dataset.ccStatement] = event.target.value
      write(answers)
      show()
    })
    reset.addEventListener("click", () => { answers = {}; write(answers); show() })
    show()
  }

  const start = () => document.querySelectorAll(".cc-assess").forEach(attend)
  if (window.document$) window.document$.subscribe(start)
  else document.addEventListener("DOMContentLoaded", start)
})()
