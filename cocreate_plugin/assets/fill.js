// Fill in an A3 on its page: its boxes in millimetres, how many lines paper has left, drafts that stay in this browser,
// and a document that a handbook accepts. Without this script the page has the sheets to print.
(() => {
  "use strict"
  const { made, filled, save, literal, yaml, dayOf } = window.cocreateElements
  const { works, read, write, forget, names } = window.cocreateKept
  const SIZES = [14, 13, 12, 11, 10]
  const LONGEST_ADDRESS = 7000
  const styled = new Promise(done => {
    const link = made("link", { rel: "stylesheet", href: new URL("fill.css", document.currentScript.src).href })
    link.addEventListener("load", done)
    link.addEventListener("error", done)
    document.head.append(link)
  })

  const oneLine = text => text.replace(/\s+/g, " ").trim()

  // What stands in a box, as paper has it: paragraphs, lists and tables.
  const written = text => {
    const blocks = []
    let open = false
    for (const raw of text.normalize("NFC").split("\n")) {
      const line = oneLine(raw)
      const item = /^[-–*•]\s+(.+)/.exec(line)
      const last = blocks.at(-1)
      if (!line) open = false
      else if (item && last?.listed) last.lines.push(item[1])
      else if (item) blocks.push({ listed: true, lines: [item[1]] })
      else if (last && !last.listed && open) last.lines.push(line)
      else blocks.push({ lines: [line] })
      if (line) open = !item
    }
    return blocks
  }
  const tableOf = (box, part, at, value) => {
    const rows = part.rows.map((row, number) => row.map(([words, can], column) =>
      can ? oneLine((value(`${box.id}_${at}_${number}_${column}`) ?? words).normalize("NFC")) : words))
    const isFilled = part.rows.some((row, number) => row.some(([, can], column) => can && rows[number][column]))
    if (!isFilled && box.form !== "lane") return []
    const head = part.head.length ? part.head : rows[0].map(() => "")
    const kept = box.form === "bones"
      ? rows.filter(row => row.some(Boolean)).map(([bone, ...causes]) => [bone || "–", ...causes])
      : rows
    // Three rings need a box that is high enough; in a lower one they are said.
    if (box.form === "rings" && box.room < 64)
      return [{ listed: true, lines: kept.map(row => `${row[0]}: ${row.slice(1).join(", ")}`) }]
    return [{ form: box.form, head, rows: kept, widths: part.widths }]
  }
  const blocksOf = (box, value) => box.parts.flatMap((part, at) => {
    if (part.kind === "table") return tableOf(box, part, at, value)
    const text = value(`${box.id}_${at}`) || ""
    if (part.kind === "lines") return written(text)
    return oneLine(text) ? [{ lines: [`${part.text} ${oneLine(text.normalize("NFC"))}`] }] : []
  })
  const markdownOf = ({ lines, listed, head, rows }) => {
    const row = cells => `| ${cells.map(literal).join(" | ")} |`
    if (rows) return [row(head), `|${"---|".repeat(head.length)}`, ...rows.map(row)].join("\n")
    return lines.map(line => (listed ? `- ${literal(line)}` : literal(line))).join(listed ? "\n" : "  \n")
  }

  // What the browser refused to keep is still there while the page is.
  const own = new Set()
  const open = async (place, opener, from) => {
    await styled
    const sheet = JSON.parse(place.dataset.ccSheet)
    const say = (name, values) => filled(place.dataset[`cc${name}`], values)
    const paper = window.cocreateMeasure(sheet)
    const start = `cocreate:fill:${location.pathname}:`
    const facts = ["title", "purpose"].concat(sheet.head === "full" ? ["owner", "coach", "participants", "version", "date", "follow-up"] : sheet.head === "short" ? ["date"] : [])

    const sound = id => {
      const one = read(start + id)
      return one && typeof one.at === "number" && Object(one.values) === one.values ? one : null
    }
    const drafts = () => [...new Set([...names().filter(name => name.startsWith(start)).map(name => name.slice(start.length)), ...own])]
      .map(id => [id, sound(id)]).filter(([, one]) => one).sort(([, one], [, other]) => other.at - one.at)
    const fresh = () => `${Date.now()}-${Math.random().toString(36).slice(2)}`

    const isOf = ({ values: { title: was, date } }) => was === from.title && date === from.date
    let id = (from ? drafts().find(([, one]) => isOf(one)) : drafts()[0])?.[0] || fresh()
    if (from && !sound(id) && (from.title || from.date)) {
      own.add(id)
      write(start + id, { at: Date.now(), values: { purpose: sheet.purpose, ...from } })
    }
    let gone = null
    const fields = new Map()
    const told = new Map()
    const draft = () => sound(id) || { at: Date.now(), values: { purpose: sheet.purpose } }
    const value = name => { const text = draft().values[name]; return typeof text === "string" ? text : undefined }
    const today = () => dayOf(new Date())
    // Two sheets of one title would be taken for each other.
    const title = () => {
      const words = oneLine(value("title") || "")
      return words && words !== sheet.title ? words : `${sheet.title}, ${today()}`
    }
    // A name that no other file of the folder has: not that of the template, and none where no letter is left.
    const slug = () => {
      const words = title().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "")
      return words && words !== sheet.id && !new RegExp(sheet.reserved).test(words) ? words : `${sheet.id}-${today()}`
    }

    const button = (name, word, act) => {
      const one = made("button", { type: "button", name, class: "cc-button" }, say(word))
      one.addEventListener("click", act)
      return one
    }
    const which = made("select", { name: "which" })
    const kept = made("p", { class: "cc-fill__kept" })
    const status = made("p", { role: "status", class: "cc-fill__status" })
    const keep = (name, text) => {
      // Another window may have written in another box meanwhile: of this one only this box is put there.
      const one = draft()
      one.values[name] = text
      one.at = Date.now()
      own.add(id)
      kept.textContent = say(write(start + id, one) ? "Kept" : "NotKept")
    }
    const field = (name, kind, attributes = {}) => {
      const one = made(kind, { name, ...attributes })
      one.addEventListener("input", () => {
        keep(name, one.value)
        if (name === "title") list()
        count(name)
      })
      fields.set(name, one)
      return one
    }
    const result = (box, size) => paper.measured(blocksOf(box, value), box, size)
    const wrong = box => {
      const { left, tooWide, fits } = result(box)
      const signs = paper.missing(blocksOf(box, value).flatMap(block => block.lines || block.rows.flat()).join(" "))
      if (signs.length) return say("Signs", { signs: signs.join(" ") })
      if (fits) return ""
      return tooWide ? say("Wide") : say("Over", { lines: -left })
    }
    // The title block is set by the press in several sizes; these are sure to have room in each.
    const CELLS = { owner: 1, coach: 1, version: 1, participants: 2 }
    const WIDE = { owner: 36, coach: 36 }
    const wrongFact = name => {
      const text = oneLine((value(name) || "").normalize("NFC"))
      const signs = paper.missing(text)
      const [, , wide] = sheet.name
      const lines = name === "title" ? paper.lines(text, wide * 0.9, 15, 1.15)
        : name === "purpose" ? paper.lines(text, wide * 0.95, 10)
        : CELLS[name] ? paper.lines(text, (WIDE[name] ?? sheet.cells[name][2]) * 0.95, 10) : 0
      const over = lines - (CELLS[name] || 2)
      return signs.length ? say("Signs", { signs: signs.join(" ") }) : over > 0 ? say("Over", { lines: over }) : ""
    }
    const boxes = sheet.boxes.filter(box => box.parts.length)
    const faults = () => [
      ...facts.map(name => [say(name.replace(/(^|-)\w/g, sign => sign.slice(-1).toUpperCase())), wrongFact(name)]),
      ...boxes.map(box => [box.title, wrong(box)]),
    ].filter(([, fault]) => fault).map(([name, fault]) => `${name}: ${fault}`)
    // The press sets all boxes in one size, the largest that all of them have room for.
    const size = () => SIZES.find(one => boxes.every(box => result(box, one).fits)) || sheet.size
    const show = (name, fault, text) => {
      const line = told.get(name)
      if (line.textContent === text) return
      const was = line.classList.contains("cc-fill__left--over")
      line.textContent = text
      line.classList.toggle("cc-fill__left--over", Boolean(fault))
      if (fault && !was) status.textContent = `${line.dataset.ccOf}: ${fault}`
      else if (!fault && was) status.textContent = `${line.dataset.ccOf}: ${text}`
    }
    const count = changed => {
      for (const name of facts) if (!changed || changed === name) { const fault = wrongFact(name); show(`_${name}`, fault, fault) }
      for (const box of boxes) if (!changed || changed.startsWith(`${box.id}_`)) {
        const fault = wrong(box)
        show(box.id, fault, fault || say("Left", { lines: Math.max(0, result(box).left) }))
      }
      drawn.style.setProperty("--size", size())
    }
    const list = () => {
      const all = drafts()
      if (!all.some(([one]) => one === id)) all.unshift([id, draft()])
      which.replaceChildren(...all.map(([one, { values }]) => {
        const option = made("option", { value: one }, (typeof values.title === "string" && values.title) || say("Nameless"))
        option.selected = one === id
        return option
      }))
    }
    const load = () => {
      list()
      for (const [name, one] of fields) if (one !== document.activeElement || one.value === "") one.value = value(name) ?? one.dataset.ccWas ?? ""
      undo.disabled = !gone
      count()
    }
    const choose = one => { id = one; for (const each of fields.values()) each.value = ""; load() }

    const left = (name, of) => {
      const line = made("p", { class: "cc-fill__left", id: `cc-fill-${name}`, "data-cc-of": of })
      told.set(name, line)
      return line
    }
    const fact = name => {
      const word = say(name.replace(/(^|-)\w/g, sign => sign.slice(-1).toUpperCase()))
      const type = /date|follow/.test(name) ? "date" : "text"
      return made("div", { class: "cc-fill__fact" },
        made("label", {}, word, field(name, "input", { type, "aria-describedby": `cc-fill-_${name}`, ...(type === "text" ? { maxlength: 300 } : {}) })),
        left(`_${name}`, word))
    }
    const cell = (box, part, at, row, column) => {
      const [words, can] = part.rows[row][column]
      if (!can) return made("td", { class: words ? "" : "cc-empty" }, words)
      const named = [box.title, part.rows.length > 1 || part.names[row] ? part.names[row] : "", part.head[column]].filter(Boolean).join(", ")
      const one = field(`${box.id}_${at}_${row}_${column}`, "textarea", { rows: 1, "aria-label": named, "aria-describedby": `cc-fill-${box.id}` })
      one.dataset.ccWas = words
      return made("td", { "data-cc-name": part.head[column] || "" }, one)
    }
    const shown = (box, part, at) => {
      const name = `${box.id}_${at}`
      const about = `cc-fill-${box.id}${box.hint ? ` cc-hint-${box.id}` : ""}`
      if (part.kind === "lines") return field(name, "textarea", { class: "cc-fill__lines", "aria-label": box.title, "aria-describedby": about })
      if (part.kind === "ask") return made("label", { class: "cc-fill__ask" }, part.text, field(name, "textarea", { rows: 1, "aria-describedby": `cc-fill-${box.id}` }))
      const narrow = column => part.head[column] && part.head[column].length <= 2
      return made("table", { class: "cc-fill__table", "aria-label": box.title },
        ...(part.head.length ? [made("thead", {}, made("tr", {}, ...part.head.map((text, column) => made("th", { scope: "col", ...(narrow(column) ? { class: "cc-fill__narrow" } : {}) }, text))))] : []),
        made("tbody", {}, ...part.rows.map((row, number) => made("tr", {}, ...row.map((_, column) => cell(box, part, at, number, column))))))
    }
    const placed = ([x, y, wide, high]) => `--x: ${x}; --y: ${y}; --w: ${wide}; --h: ${high}`
    const plain = markdown => markdown.replace(/[*_\\]|\{[^}]*\}|^#+\s/gm, "")
    const section = box => {
      const inside = box.parts.length
        ? [...(box.hint ? [made("p", { class: "cc-fill__hint", id: `cc-hint-${box.id}` }, box.hint)] : []), ...box.parts.map((part, at) => shown(box, part, at))]
        : [made("p", { class: "cc-fill__hint" }, box.text ? plain(box.text) : say("Cannot"))]
      const heading = made("h3", {}, made("b", {}, String(box.number)), ` ${box.title}`)
      const group = made("section", { class: "cc-fill__box", "aria-label": `${box.number} ${box.title}` }, heading,
        ...(box.parts.length ? [left(box.id, box.title)] : []), ...inside)
      group.style.cssText = placed(box.place)
      return group
    }

    const document_ = () => {
      const day = name => (/^\d{4}-\d\d-\d\d$/.test(value(name) || "") ? value(name) : "")
      const people = (value("participants") || "").split(",").map(oneLine).filter(Boolean)
      const has = name => facts.includes(name) && oneLine(value(name) || "")
      const front = [
        `title: ${yaml(title())}`,
        ...(has("purpose") ? [`purpose: ${yaml(value("purpose"))}`] : []),
        `template: ${sheet.id}`,
        ...(has("participants") && people.length ? [`participants: [${people.map(yaml).join(", ")}]`] : []),
        ...["owner", "coach", "version"].filter(has).map(name => `${name}: ${yaml(value(name))}`),
        ...(has("date") && day("date") ? [`date: ${day("date")}`] : []),
        ...(sheet.head === "full" ? ["state: draft"] : []),
        ...(has("follow-up") && day("follow-up") ? [`follow_up: ${day("follow-up")}`] : []),
      ]
      const sections = sheet.boxes.flatMap(box => {
        const inside = box.text ? [box.text] : blocksOf(box, value).map(markdownOf)
        return inside.length ? [`## ${box.heading}`, ...inside] : []
      })
      return `${["---", ...front, "---"].join("\n")}\n\n${sections.join("\n\n")}\n`
    }
    const saved = () => {
      const name = `${slug()}.md`
      save(name, "text/markdown", document_())
      status.textContent = [...faults(), say("Saved", { name })].join(" · ")
    }
    const propose = () => {
      const address = place.dataset.ccNewFile.replace("cc-name.md", `${slug()}.md`).replace("cc-text", encodeURIComponent(document_()))
      if (address.length > LONGEST_ADDRESS || !place.dataset.ccNewFile.includes("cc-text")) {
        saved()
        status.textContent += ` · ${say("Long")}`
        window.open(place.dataset.ccNewFile.replace("cc-name.md", `${slug()}.md`).replace(/&value=.*/, ""), "_blank", "noopener")
      } else window.open(address, "_blank", "noopener")
    }
    // On paper of this page as well nothing is cut: a box whose text is too long here has smaller type.
    const printed = () => {
      const on = (at, ...inside) => {
        const one = made("div", { class: "cc-fill__on" }, ...inside)
        one.style.cssText = placed(at)
        return one
      }
      const block = ({ lines, listed, head, rows }) => {
        const row = (name, cells) => made("tr", {}, ...cells.map(text => made(name, {}, text)))
        if (rows) return made("table", {}, ...(head.some(Boolean) ? [row("th", head)] : []), ...rows.map(cells => row("td", cells)))
        return listed ? made("ul", {}, ...lines.map(line => made("li", {}, line))) : made("p", {}, ...lines.flatMap(line => [line, made("br")]))
      }
      const dates = ["owner", "participants", "coach", "version", "date", "follow-up"].filter(name => facts.includes(name) && value(name)).map(name => value(name))
      const [x, y, wide, high] = sheet.name
      const page = made("div", { class: `cc-fill__paper${sheet.sheet[2] > 425 ? " cc-fill__paper--us" : ""}` },
        on([x, y, wide, high], made("h2", {}, title()), made("p", {}, value("purpose") || "")),
        on([sheet.sheet[2] / 2 + 3, y, wide, high], made("p", {}, sheet.title), made("p", {}, dates.join(" · "))),
        ...sheet.boxes.map(box => {
          const one = on(box.place, made("h3", {}, `${box.number} ${box.title}`), ...(box.text ? [made("p", {}, plain(box.text))] : blocksOf(box, value).map(block)))
          one.classList.add("cc-fill__on--box")
          return one
        }))
      document.body.append(page)
      const type = size()
      for (const one of page.children) for (let points = type; points > 4; points -= 0.5) {
        one.style.fontSize = `${points}pt`
        if (one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth) break
      }
      window.addEventListener("afterprint", () => page.remove(), { once: true })
      window.cocreatePrintAlone(page)
    }

    const undo = button("undo", "Undo", () => {
      [id] = gone
      own.add(id)
      write(start + id, gone[1])
      gone = null
      load()
      fields.get("title").focus()
    })
    const drawn = made("div", { class: "cc-fill__sheet" }, ...sheet.boxes.map(section))
    drawn.style.cssText = `--wide: ${sheet.sheet[2]}; --high: ${sheet.sheet[3]}`
    const dialog = made("dialog", { class: "cc-fill__dialog md-typeset", "aria-label": `${say("Open")}: ${sheet.title}` },
      made("h2", {}, sheet.title),
      made("div", { class: "cc-filter" }, made("label", {}, say("Which"), which),
        button("new", "New", () => { choose(fresh()); fields.get("title").focus() }),
        button("remove", "Remove", () => {
          gone = [id, draft()]
          forget(start + id)
          write(start + id, null)
          forget(start + id)
          own.delete(id)
          choose(drafts()[0]?.[0] || fresh())
          undo.focus()
        }), undo, button("close", "Close", () => dialog.close())),
      kept,
      made("div", { class: "cc-filter cc-fill__facts" }, ...facts.map(fact)),
      made("div", { class: "cc-fill__view" }, drawn),
      made("div", { class: "cc-filter" }, button("save", "Save", saved), button("print", "Print", printed),
        ...(place.dataset.ccNewFile ? [button("propose", "Propose", propose)] : [])),
      status)
    which.addEventListener("change", () => choose(which.value))
    // Another window: what it wrote of this sheet is shown here, but not where somebody writes now.
    const changed = ({ key }) => { if (!key || key.startsWith(start)) load() }
    window.addEventListener("storage", changed)
    dialog.addEventListener("close", () => { window.removeEventListener("storage", changed); dialog.remove(); opener.focus() })
    kept.textContent = say(works() ? "Kept" : "NotKept")
    document.body.append(dialog)
    load()
    dialog.showModal()
    fields.get("title").focus()
  }

  const begin = () => document.querySelectorAll(".cc-fill:empty").forEach(place => {
    const opener = made("button", { type: "button", class: "cc-button", name: "fill" }, place.dataset.ccOpen)
    opener.addEventListener("click", () => { if (!document.querySelector(".cc-fill__dialog")) open(place, opener) })
    place.append(opener)
    // From an event: its sheet begins with its title and day, or goes on where it was begun.
    const brought = new URLSearchParams(location.hash.slice(1))
    if (!brought.has("fill")) return
    history.replaceState(history.state, "", location.pathname + location.search)
    open(place, opener, { title: brought.get("fill").slice(0, 300), date: (/^\d{4}-\d\d-\d\d$/.exec(brought.get("date")) || [""])[0] })
  })
  if (window.document$) window.document$.subscribe(begin)
  else document.addEventListener("DOMContentLoaded", begin)
})()
