// What must hold for every page beside what axe-core knows, at the width that it is shown in; gives a list of complaints.
// Runs in the page, and changes nothing in it.
() => {
  const found = []
  const width = window.innerWidth
  const article = document.querySelector("article") || document.body
  const named = element => {
    const own = (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 50)
    return `<${element.tagName.toLowerCase()}${element.id ? ` id=${element.id}` : ""} class="${element.getAttribute("class") || ""}"> ${own}`
  }
  const seen = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
  const unseen = element => element.closest(".cc-unseen, .headerlink, [hidden]")

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

  const levels = [...article.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(seen).map(each => Number(each.tagName[1]))
  if (levels.filter(level => level === 1).length !== 1) found.push(`${levels.filter(level => level === 1).length} first headings`)
  levels.forEach((level, at) => {
    if (at && level > levels[at - 1] + 1) found.push(`heading ${level} after ${levels[at - 1]}`)
  })
  for (const each of article.querySelectorAll("p:empty")) found.push(`a paragraph of nothing, in ${named(each.parentElement)}`)
  const ids = [...document.querySelectorAll("[id]")].map(each => each.id)
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) found.push(`two of id ${id}`)
  for (const row of article.querySelectorAll("table[role=table] tr")) {
    if (![...row.children].every(cell => cell.hasAttribute("role"))) found.push(`a cell without a role: ${named(row)}`)
  }
  return found
}
