// Deciding together: candidates scored by criteria, on everybody's own phone or on paper, what the scores come to, and
// a file of it that a handbook accepts. Without this script the page tells what can be compared.
(() => {
  "use strict"
  const { button, made, filled, save, literal, yaml } = window.cocreateElements
  const { result, outcome, pooled, THRESHOLD } = window.cocreateWeigh
  const { gather, text, list, words, unique, fresh, day } = window.cocreateGather
  const kept = window.cocreateKept
  const hand = window.cocreateHand
  const MOST = { candidates: 12, criteria: 40, groups: 20 }

  const more = one => {
    const read = list(one?.criteria, MOST.criteria, each =>
      ({ criterion: text(each?.criterion), weight: Math.min(Math.max(Number(each?.weight) || 1, 0.1), 100), must: each?.must === true }))
    const criteria = read.filter(({ criterion }, at) => criterion && read.findIndex(each => each.criterion === criterion) === at)
    const candidates = words(one?.candidates, MOST.candidates).filter(id => /^[\w-]+$/.test(id))
    return { from: text(one?.from), candidates, criteria, out: one?.out === true }
  }
  const lines = ({ candidates, criteria }) => candidates.length * criteria.length
  const namesOf = ({ criteria }) => criteria.map(({ criterion }) => criterion)
  const groupsOf = ({ groups }) => unique(groups.split(",").map(name => name.trim())).slice(0, MOST.groups)

  const attend = place => {
    const form = place.querySelector("form")
    if (!form) return
    const rows = kind => [...place.querySelectorAll(`[data-cc-kind=${kind}]`)]
    const titles = kind => new Map(rows(kind).map(row => [row.dataset.ccId, row.querySelector("th").textContent.trim()]))
    const [models, factors] = [titles("model"), titles("factor")]
    const documents = new Map(rows("choice").map(row => [row.dataset.ccId, JSON.parse(row.dataset.ccFacts)]))
    const model = id => models.get(id) ?? id
    const criterion = id => factors.get(id) ?? id
    const mine = `cocreate:ballots:${location.pathname}`
    let voting = null

    const ballotsOf = (one, sheets) => sheets.map(({ rater, scores }) => ({
      rater: rater || say("Everybody"),
      scores: one.criteria.map((_, row) => one.candidates.map((_, column) => Number(scores[row * one.candidates.length + column]) || null)),
    }))
    const byRater = ballots => unique(ballots.map(({ rater }) => rater)).map(rater => [rater, ballots.filter(ballot => ballot.rater === rater)])
    const counted = pairs => pairs.map(([name, many]) => `${name} ${many}`).join(" · ")
    const inGroups = ballots => counted(byRater(ballots).map(([rater, own]) => [rater, own.length]))
    const cells = (kind, ...inside) => made(kind, {}, ...inside)

    // How many scored low, since a mean hides them.
    const lowIn = (one, own) => {
      const low = one.criteria.flatMap((each, row) => {
        const by = one.candidates.map((id, column) => [model(id), own.filter(({ scores: { [row]: score } }) => score[column] && score[column] < THRESHOLD).length])
        return by.some(([, many]) => many) ? [`${criterion(each.criterion)}: ${counted(by.filter(([, many]) => many))}`] : []
      })
      return say(low.length ? "Below" : "NoneBelow", { number: own.length, list: low.join("; ") })
    }
    const sentences = (one, ballots) => {
      const written = {
        model, criterion, group: name => name, needed: number, weight: number, least: number, most: number,
        groups: some => new Intl.ListFormat(language).format(some.map(([name, mean]) => `${name} (${number(mean)})`)),
      }
      const said = outcome({ ...one, ratings: pooled(ballots) }).map(([key, values]) => filled(place.getAttribute(`data-cc-outcome-${key}`),
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written[name](value)]))))
      const firsts = ballots.map(ballot => result({ ...one, ratings: [ballot] }).leader)
      const first = one.candidates.map(id => [model(id), firsts.filter(leader => leader === id).length])
      return [...said, say("First", { all: ballots.length, list: counted(first) })]
    }
    const sheet = (one, ballots) => {
      const { marks, standings, best } = result({ ...one, ratings: pooled(ballots) })
      const mark = (row, column) => {
        const own = ballots.map(({ scores }) => scores[row][column]).filter(Boolean)
        const [least, most] = [Math.min(...own), Math.max(...own)]
        return own.length ? number(marks[row][column].mean) + (least === most ? "" : ` (${least}–${most})`) : "–"
      }
      const table = [
        ...one.criteria.map((each, row) => [`${criterion(each.criterion)} × ${number(each.weight)}${each.must ? ` · ${say("Must")}` : ""}`,
          ...one.candidates.map((_, column) => mark(row, column))]),
        [say("Total", { best: number(best) }), ...one.candidates.map(id => number(standings.find(({ candidate }) => candidate === id).total))],
      ]
      const heads = [say("Criterion"), ...one.candidates.map(model)]
      const echo = [["ChosenOne", one.chosen && model(one.chosen)], ["Reasons", one.reasons], ["Minority", one.minority]]
      return [
        made("p", {}, made("strong", {}, one.title), ` ${[day(one.date, language), inGroups(ballots)].filter(Boolean).join(" · ")}`),
        cells("p", one.question || one.purpose),
        made("table", { class: "cc-table cc-scores", role: "table", "aria-label": say("Result") },
          made("thead", { role: "rowgroup" }, made("tr", { role: "row" }, ...heads.map(head => made("th", { scope: "col", role: "columnheader" }, head)))),
          made("tbody", { role: "rowgroup" }, ...table.map(([head, ...others]) => made("tr", { role: "row" }, made("th", { scope: "row", role: "rowheader" }, head),
            ...others.map((each, at) => made("td", { role: "cell", "data-cc-name": heads[at + 1] }, each)))))),
        cells("ul", ...sentences(one, ballots).map(each => cells("li", each)), ...byRater(ballots).map(([rater, own]) => cells("li", cells("strong", rater), ` ${lowIn(one, own)}`))),
        ...echo.filter(([, said]) => said).map(([name, said]) => made("p", { class: "cc-gather__echo" }, made("strong", {}, `${say(name)}: `), said)),
      ]
    }

    const labelled = (label, input, act) => {
      input.addEventListener("change", act)
      return made("label", {}, label, input)
    }
    const showSetup = one => {
      part("candidates").replaceChildren(...unique([...models.keys(), ...one.candidates]).map(id => {
        const box = made("input", { type: "checkbox", value: id, ...(one.candidates.includes(id) && { checked: "" }) })
        box.addEventListener("change", () => {
          change(({ candidates }) => ({ candidates: box.checked ? [...candidates, id] : candidates.filter(other => other !== id) }))
          part("candidates").querySelector(`[value="${CSS.escape(id)}"]`).focus()
        })
        return made("label", {}, box, ` ${model(id)}`)
      }))
      part("criteria").replaceChildren(...one.criteria.map((each, at) => {
        const name = criterion(each.criterion)
        const put = (what, value) => {
          change(({ criteria }) => ({ criteria: criteria.map((other, here) => (here === at ? { ...other, [what]: value } : other)) }))
          part("criteria").children[at].querySelector(`[name=${what}]`).focus()
        }
        const weight = made("input", { type: "number", name: "weight", min: 1, max: 3, step: "any", value: each.weight, "aria-label": `${say("Weight")}: ${name}` })
        const must = made("input", { type: "checkbox", name: "must", "aria-label": `${say("MustColumn")}: ${name}`, ...(each.must && { checked: "" }) })
        const drop = button("drop", say("Drop"), () => {
          change(({ criteria }) => ({ criteria: criteria.filter((_, here) => here !== at) }))
          field("criterion").focus()
        }, name)
        return made("li", { class: "cc-filter" }, made("strong", {}, name), labelled(say("Weight"), weight, () => put("weight", Number(weight.value))),
          labelled(say("MustColumn"), must, () => put("must", must.checked)), drop)
      }))
    }
    const show = (one, sheets) => {
      const ballots = ballotsOf(one, sheets)
      const isLocked = one.out || sheets.length > 0
      const lacks = one.candidates.length < 2 || !one.criteria.length
      field("chosen").replaceChildren(...["", ...one.candidates].map(id => made("option", { value: id, ...(id === one.chosen && { selected: "" }) }, model(id) || "–")))
      part("setup").disabled = isLocked
      part("locked").hidden = !isLocked
      part("lacking").hidden = !lacks
      for (const name of ["out", "type"]) does(name).disabled = lacks
      part("in").hidden = part("result").hidden = !sheets.length
      part("count").textContent = sheets.length ? say("Count", { number: sheets.length, list: inGroups(ballots) }) : say("None")
      showSetup(one)
      part("sheet").replaceChildren(...(sheets.length ? sheet(one, ballots) : [say("None")]))
    }

    // A ballot to fill in: on a phone by its owner, on the host's device from a slip of paper.
    const showBallot = (about, isMine) => {
      voting = about
      const was = isMine ? soundSheet(kept.read(mine)?.[about.id], about.candidates.length * about.criteria.length) : null
      const scale = line => ["1", "2", "3", "4", "5", "0"].map(value => made("label", {}, made("input", {
        type: "radio", name: `score-${line}`, value, ...((was?.scores[line] ?? "0") === value && { checked: "" }),
      }), ` ${value === "0" ? say("NoScore") : value}`))
      part("name").textContent = about.title
      field("rater").replaceChildren(...about.groups.map(name => made("option", { value: name, ...(name === was?.rater && { selected: "" }) }, name)))
      field("rater").parentElement.hidden = !about.groups.length
      part("scores").replaceChildren(...about.criteria.map((id, row) => made("fieldset", {}, made("legend", {}, made("strong", {}, criterion(id))),
        ...about.candidates.map((each, column) => made("fieldset", { class: "cc-statement" }, made("legend", {}, model(each)),
          made("div", { class: "cc-scale" }, ...scale(row * about.candidates.length + column)))))))
      part("host").hidden = part("end").hidden = isMine
      part("ballot").hidden = false
      does("hand").hidden = !isMine
      for (const name of ["take", "leave"]) does(name).hidden = isMine
    }
    const filledIn = () => ({ rater: field("rater").value, scores: [...part("scores").querySelectorAll(":checked")].map(({ value }) => value).join("") })
    const ownBallot = () => {
      const before = kept.read(mine) || {}
      const own = { id: text(before[voting.id]?.id) || fresh(), ...filledIn() }
      kept.write(mine, { ...before, [voting.id]: own })
      return [voting.id, own.id, own.rater, own.scores]
    }
    const brings = async packed => {
      const value = await hand.unpack(packed)
      form.hidden = false
      const [id, two, three, four, five] = Array.isArray(value) ? value : []
      const about = { id: text(id), title: text(two), candidates: words(three, MOST.candidates), criteria: words(four, MOST.criteria), groups: words(five, MOST.groups) }
      if (!about.id) tell(hand.broken(say))
      else if (about.candidates.length > 1 && about.criteria.length) showBallot(about, true)
      else if (all()[about.id]) await take(about.id, two, { rater: three, scores: four })
      else tell(say("Unknown"))
    }

    const file = (one, ballots) => {
      const row = some => `| ${some.join(" | ")} |`
      const name = id => (factors.has(id) ? id : literal(id))
      const section = (title, said) => (said ? [`## ${title}`, "", said.trim().split(/\n+/).map(literal).join("\n\n"), ""] : [])
      return ["---", `title: ${yaml(one.title)}`, `purpose: ${yaml(one.purpose)}`, `candidates: [${one.candidates.join(", ")}]`,
        ...["chosen", "date"].filter(each => one[each]).map(each => `${each}: ${one[each]}`), "---", "",
        ...section("Question", one.question), "## Criteria", "", row(["criterion", "weight", "must"]), "|---|---|---|",
        ...one.criteria.map(each => row([name(each.criterion), each.weight, each.must ? "yes" : ""])), "",
        ...(ballots.length ? ["## Scores", ""] : []),
        ...pooled(ballots).flatMap(({ rater, scores }, at) => [`### ${literal(rater)}`, "", row(["criterion", ...one.candidates]), `|${"---|".repeat(one.candidates.length + 1)}`,
          ...scores.map((each, here) => row([name(one.criteria[here].criterion), ...each.map(score => score ?? "")])), "", literal(lowIn(one, byRater(ballots)[at][1])), ""]),
        ...section("Reasons", one.reasons), ...section("Minority view", one.minority)].join("\n")
    }
    const called = one => one.from || one.title.toLowerCase().normalize("NFD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "choice"
    const from = () => {
      const id = decodeURIComponent(location.hash).slice("#from-".length)
      if (!documents.has(id) || !location.hash.startsWith("#from-")) return
      history.replaceState(history.state, "", `${location.pathname}#`)
      const own = Object.values(all()).find(one => one.from === id)
      choose(own?.id ?? fresh())
      if (!own) change(() => ({ ...documents.get(id), from: id }))
    }

    const { say, part, field, does, number, language, all, one, change, choose, tell, take, soundSheet, begin } = gather(place, {
      kind: "choice", facts: ["title", "purpose", "question", "date", "groups", "chosen", "reasons", "minority"], more, lines, marks: /^[0-5]+$/,
      key: each => JSON.stringify([each.candidates, namesOf(each)]), show,
    })
    const acts = {
      copy: () => {
        const was = one()
        choose(fresh())
        change(() => ({ ...was, id: undefined, out: false, sheets: {} }))
        field("title").focus()
      },
      add: () => {
        const word = field("criterion").value.trim()
        const id = [...factors].find(([, title]) => title === word)?.[0] ?? word
        field("criterion").value = ""
        if (word) change(({ criteria }) => ({ criteria: [...criteria, { criterion: id, weight: 1, must: false }] }))
        field("criterion").focus()
      },
      out: () => {
        change(() => ({ out: true }))
        const now = one()
        hand.show(say, say("Out"), "choice", [now.id, now.title, now.candidates, namesOf(now), groupsOf(now)])
      },
      type: () => {
        const now = one()
        showBallot({ ...now, criteria: namesOf(now), groups: groupsOf(now) }, false)
        part("scores").querySelector(":checked").focus()
      },
      take: async () => {
        const { rater, ...scores } = filledIn()
        await take(voting.id, fresh(), { rater, ...scores })
        acts.type()
        if (rater) field("rater").value = rater
      },
      leave: () => { part("ballot").hidden = true; does("type").focus() },
      hand: () => hand.show(say, say("Hand"), "choice", ownBallot()),
      print: () => window.cocreatePrintAlone(part("sheet")),
      save: () => {
        const now = one()
        const lacking = ["title", "purpose"].find(name => !now[name].trim())
        if (lacking) { tell(say("Untitled")); field(lacking).focus() }
        else save(`${called(now)}.md`, "text/markdown", file(now, ballotsOf(now, Object.values(now.sheets).filter(Boolean))))
      },
    }
    form.addEventListener("submit", press => press.preventDefault())
    form.addEventListener("keydown", press => {
      if (press.key === "Enter" && press.target === field("criterion")) acts.add()
      // A slip of paper is typed in figure by figure: each goes on to the next line.
      if (!/^[0-5]$/.test(press.key) || press.target.type !== "radio") return
      const own = press.target.closest(".cc-statement")
      const all_ = [...part("scores").querySelectorAll(".cc-statement")]
      own.querySelector(`[value="${press.key}"]`).checked = true
      const next = all_[all_.indexOf(own) + 1]?.querySelector(":checked") ?? does(part("host").hidden ? "hand" : "take")
      next.focus()
    })
    window.addEventListener("hashchange", from)
    // Pages may not bring these themselves.
    for (const name of ["reasons", "minority"]) field(name).replaceWith(made("textarea", { name, rows: 3, maxlength: 5000 }))
    place.append(made("datalist", { id: "cc-factors" }, ...[...factors.values()].map(value => made("option", { value }))))
    field("criterion").setAttribute("list", "cc-factors")
    for (const each of form.querySelectorAll("[type=text]")) Object.assign(each, { maxLength: 300, autocomplete: "off" })
    // What an address brings is unpacked in a moment: until then nothing is shown that would move.
    form.hidden = location.hash.startsWith("#choice=")
    for (const each of place.querySelectorAll(".cc-more")) each.open = false
    begin(acts, brings)
    from()
  }

  window.cocreateElements.attended(".cc-decide", attend)
})()
