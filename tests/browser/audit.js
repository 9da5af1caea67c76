// What must hold for every page, at the width and in the colours that it is shown in; gives a list of complaints.
// arguments: the parts to look at, and the width of the screen. Runs in the page, and changes nothing in it.
const [parts, width] = arguments
const found = []
const article = document.querySelector("article") || document.body
const named = element => {
  const own = (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 50)
  return `<${element.tagName.toLowerCase()}${element.id ? ` id=${element.id}` : ""} class="${element.getAttribute("class") || ""}"> ${own}`
}
const seen = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
const unseen = element => element.closest(".cc-unseen, .headerlink, [hidden]")

if (parts.includes("width")) {
  const wide = document.documentElement.scrollWidth
  if (wide > width) {
    const culprits = [...article.querySelectorAll("*")].filter(each => seen(each) && !unseen(each)
      && each.getBoundingClientRect().right > width + 1 && !each.closest(".cc-scroll, .md-typeset__scrollwrap, pre"))
    found.push(`scrolls sideways: ${wide} > ${width}: ${culprits.slice(0, 3).map(named).join("; ")}`)
  }
  for (const each of article.querySelectorAll("*")) {
    const style = getComputedStyle(each)
    const cut = ["hidden", "clip"].includes(style.overflowX) && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1
    if (cut && seen(each) && !unseen(each)) found.push(`cuts its text: ${named(each)}`)
  }
  for (const box of article.querySelectorAll(".cc-a3__box")) {
    if (box.scrollWidth > box.clientWidth + 1) found.push(`a box that scrolls: ${named(box)}`)
  }
}

if (parts.includes("structure")) {
  const levels = [...article.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(seen).map(each => Number(each.tagName[1]))
  if (levels.filter(level => level === 1).length !== 1) found.push(`${levels.filter(level => level === 1).length} first headings`)
  levels.forEach((level, at) => {
    if (at && level > levels[at - 1] + 1) found.push(`heading ${level} after ${levels[at - 1]}`)
  })
  for (const each of document.querySelectorAll("img:not([alt])")) found.push(`no alternative text: ${each.src}`)
  for (const each of document.querySelectorAll("svg[role=img]")) {
    if (!each.getAttribute("aria-label") && !each.querySelector("title")) found.push("a picture without a name")
  }
  for (const each of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const labels = [...each.labels || []].map(label => label.textContent.trim()).join("")
    if (!article.contains(each) && !each.matches(".md-search__input")) continue // the theme's switches are its own
    if (!labels && !each.getAttribute("aria-label") && !each.title) found.push(`no label: ${named(each)}`)
  }
  for (const each of article.querySelectorAll("button, a[href], summary")) {
    const image = each.querySelector("[aria-label], [alt], title")
    if (!each.textContent.trim() && !each.title && !each.getAttribute("aria-label") && !image) found.push(`no words: ${each.outerHTML.slice(0, 80)}`)
  }
  for (const each of article.querySelectorAll("p:empty")) found.push(`a paragraph of nothing, in ${named(each.parentElement)}`)
  const ids = [...document.querySelectorAll("[id]")].map(each => each.id)
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) found.push(`two of id ${id}`)
  for (const row of article.querySelectorAll("table[role=table] tr")) {
    if (![...row.children].every(cell => cell.hasAttribute("role"))) found.push(`a cell without a role: ${named(row)}`)
  }
}

if (parts.includes("contrast")) {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  const known = new Map()
  const read = colour => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = colour
      canvas.fillRect(0, 0, 1, 1)
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data
      known.set(colour, [red, green, blue, alpha / 255])
    }
    return known.get(colour)
  }
  const over = ([red, green, blue, alpha], ground) => [red, green, blue].map((value, at) => value * alpha + ground[at] * (1 - alpha))
  const groundOf = element => {
    const layers = []
    for (let each = element; each; each = each.parentElement) {
      const colour = read(getComputedStyle(each).backgroundColor)
      layers.push(colour)
      if (colour[3] === 1) break
    }
    return layers.reverse().reduce((ground, layer) => over(layer, ground), [255, 255, 255])
  }
  const light = colour => colour.map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0)
  const told = new Set()
  for (const each of article.querySelectorAll("[class*='cc-'], [class*='cc-'] *")) {
    const words = [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
    if (!words || !seen(each) || unseen(each) || each.closest("svg, pre, code")) continue
    const ground = groundOf(each)
    const ink = [...read(getComputedStyle(each).color)]
    for (let above = each; above; above = above.parentElement) ink[3] *= Number(getComputedStyle(above).opacity)
    const [one, other] = [light(over(ink, ground)), light(ground)]
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
    const what = `${each.tagName} ${each.className} in ${each.closest("[class*='cc-']").className}`
    if (contrast < 4.5 && !told.has(what)) {
      told.add(what)
      found.push(`contrast ${contrast.toFixed(2)}: ${named(each)}`)
    }
  }
}
return found
