// How much of a box of a filled-in A3 a text takes on paper, by the letters of the press. What cannot be known before
// it is laid out, such as letters that stand closer together, counts as too much here: paper never has less room.
window.cocreateMeasure = sheet => {
  "use strict"
  const POINT = 25.4 / 72
  const [LINE, TABLE_LINE, BOLD, ODDS] = [1.28, 1.2, 1.08, 0.97]
  const [LONG_WORD, PIECE] = [28, 16]
  const widths = new Map()
  for (const [wide, signs] of Object.entries(sheet.letters)) for (const sign of signs) widths.set(sign, wide / sheet.step)

  const across = (text, size, bold = 1) =>
    [...text].reduce((sum, sign) => sum + (widths.get(sign) ?? 1.2), 0) * size * POINT * bold
  const missing = text => [...new Set(text)].filter(sign => !widths.has(sign) && !/\s/.test(sign))
  // No line begins with signs that close or part, nor ends with one that opens, even where a space stands there.
  const wordsOf = text => text.trim().replace(/\s+/g, " ").replace(/ (?=[!?;:,./)\]}…»›”’%])/g, "\u00a0")
    .replace(/([(\[{«‹“„‚¿¡]) /g, "$1\u00a0").split(" ").filter(Boolean)
  // Cells divide the longest words, as the press does; a column is never narrower than a piece.
  const piecesOf = text => wordsOf(text).flatMap(word => {
    const signs = [...word]
    if (signs.length < LONG_WORD) return [word]
    const count = Math.ceil((signs.length - PIECE / 2) / PIECE)
    return Array.from({ length: count }, (_, at) => signs.slice(at * PIECE, at + 1 < count ? (at + 1) * PIECE : undefined).join(""))
  })
  const lines = (text, room, size, bold = 1, split = wordsOf) => {
    const space = across(" ", size, bold)
    let [count, used] = [1, 0]
    for (const word of split(text)) {
      const wide = across(word, size, bold)
      if (used && used + space + wide > room) [count, used] = [count + 1, 0]
      if (wide > room) {
        // Broken between any two letters, each line loses up to one of them.
        const least = Math.max(1, room - size * POINT)
        count += Math.ceil(wide / least) - 1
        used = room
      } else used += wide + (used ? space : 0)
    }
    return count
  }

  const finely = text => piecesOf(text).flatMap(word => word.match(/[\p{L}\p{N}]*[^\p{L}\p{N}]|[\p{L}\p{N}]+/gu))

  // Columns of a table: as wide as their longest line if all have room, else between that and their longest word. How
  // wide letters are at most, and where words may be broken, moves them: each counts as if it had the least of all.
  const columns = ({ head, rows }, room, size) => {
    const beside = 1.1 * size * POINT + 0.2
    const longest = (at, parts, bold) => Math.max(0, ...[head, ...rows].flatMap((row, number) =>
      parts(row[at] ?? "").map(text => across(text, size, number ? 1 : bold))))
    const all = (parts, bold, part = 1) => head.map((_, at) => longest(at, parts, bold) * part + beside)
    const whole = text => [text]
    const [least, most] = [all(piecesOf, BOLD), all(whole, BOLD)]
    const [leastOwn, mostOwn] = [all(finely, 1, ODDS), all(whole, 1, ODDS)]
    const sum = widths => widths.reduce((total, one) => total + one, 0)
    const inside = head.map((_, at) => {
      const [narrow, wide] = [sum(least.with(at, leastOwn[at])), sum(most.with(at, mostOwn[at]))]
      if (wide <= room) return (mostOwn[at] * room) / wide - beside
      return leastOwn[at] + ((mostOwn[at] - leastOwn[at]) * Math.max(0, room - narrow)) / (wide - narrow || 1) - beside
    })
    return { inside, tooWide: sum(least) > room }
  }
  const tall = (row, inside, size, bold) =>
    Math.max(1, ...row.map((text, at) => lines(text, inside[at] * ODDS, size, bold, piecesOf)))
  const plainTable = (table, room, size, least = 0, top = 1) => {
    const em = size * POINT
    const { inside, tooWide } = columns(table, room, size)
    const row = count => Math.max(count * TABLE_LINE * em, least) + 0.4 * em + 0.3
    const head = table.head.some(Boolean) ? row(Math.max(top, tall(table.head, inside, size, BOLD))) : 0.4 * em + 0.3
    return { height: table.rows.reduce((sum, one) => sum + row(tall(one, inside, size)), head) + 0.3, tooWide, margin: 0.5 }
  }

  // What becomes of a table on a filled-in sheet, by the surface of its box.
  const forms = {
    // Bars, or the bars of a plan, have more than a quarter of the width.
    bars: (table, { width }, size) => plainTable(table, width * 0.7, size, 4, 2),
    counts: (table, { width }, size) => {
      const em = size * POINT
      const inside = width - 6 * (15.5 + 0.4 * em) - 1.1 * em
      const row = cells => Math.max(8.8 + TABLE_LINE * em, lines(cells[0], inside * ODDS, size) * TABLE_LINE * em) + 0.4 * em + 0.3
      return { height: table.rows.reduce((sum, cells) => sum + row(cells), 2 * em + 1), margin: 0.5 }
    },
    whys: (table, { width }, size) => {
      const em = size * POINT
      const row = (cells, at) => lines(cells.join(" "), (width - 5 * at - 1.3 * em - 1) * ODDS, size, BOLD) * LINE * em + 0.95 * em + 0.6
      return { height: table.rows.reduce((sum, cells, at) => sum + row(cells, at), 0), margin: 0.4 }
    },
    bones: (table, box, size) => {
      const em = size * POINT
      const bones = new Map()
      for (const [name, ...causes] of table.rows) bones.set(name, [...(bones.get(name) || []), ...causes.filter(Boolean)])
      const named = [...bones]
      if (!named.some(([, causes]) => causes.length)) return plainTable(table, box.width, size)
      const half = Math.ceil(named.length / 2)
      let tooWide = false
      const row = some => {
        const inside = box.width / some.length - 9.5
        const one = ([name, causes]) => {
          const list = inside - 1.8 * em
          tooWide ||= [name, ...causes].some(text => wordsOf(text).some(word => across(word, size, BOLD) > list))
          return (lines(name, inside * ODDS, size, BOLD) + causes.reduce((sum, text) => sum + lines(text, list * ODDS, size), 0)) * LINE * em +
            0.2 * em * (causes.length + 1) + 2.2
        }
        return some.length ? Math.max(...some.map(one)) : 0
      }
      return { height: row(named.slice(0, half)) + row(named.slice(half)) + 1, tooWide, margin: 0.4 }
    },
    rings: (table, box, size) => {
      const { height, tooWide } = plainTable(table, box.width, size)
      return { height: Math.max(62, height), tooWide, margin: 0.5 }
    },
    // Rows of a lane share its height, each has its part.
    lane: (table, box, size) => {
      const em = size * POINT
      const cells = table.widths.map(wide => (wide - 3.8) * ODDS)
      const over = table.rows.map(row => tall(row, cells, size) * TABLE_LINE * em + 2 - box.row)
      const most = Math.max(...over)
      const tooWide = table.rows.some(row => row.some((text, at) => piecesOf(text).some(word => across(word, size) > cells[at])))
      return { height: box.room + (most > 0 ? over.filter(one => one > 0).reduce((sum, one) => sum + one, 0) : most), tooWide, margin: 0 }
    },
  }
  const heightOf = (block, box, size) => {
    const em = size * POINT
    if (block.rows) return (forms[block.form] || ((table, { width }) => plainTable(table, width, size)))(block, box, size)
    const indent = block.listed ? 1.3 * em : 0
    const count = block.lines.reduce((sum, text) => sum + lines(text, (box.width - indent) * 0.995, size), 0)
    return { height: (count * LINE + (block.listed ? 0.14 * (block.lines.length - 1) : 0)) * em, margin: 0.32 }
  }
  // What blocks take in a box at a size of type: lines that are left, below 0 when it is too much.
  const measured = (blocks, box, size = sheet.size) => {
    const em = size * POINT
    let [used, margin, tooWide] = [0, 0, false]
    for (const block of blocks) {
      const one = heightOf(block, box, size)
      used += one.height + (used ? Math.max(margin, one.margin) * em : 0)
      margin = one.margin
      tooWide ||= Boolean(one.tooWide)
    }
    used += margin * em
    const line = (blocks.some(block => block.rows) ? TABLE_LINE : LINE) * em
    const left = (box.room - used) / line
    return { left: left < 0 ? -Math.ceil(-left) : Math.floor(left), tooWide, fits: left >= 0 && !tooWide }
  }
  return { measured, missing, lines }
}
