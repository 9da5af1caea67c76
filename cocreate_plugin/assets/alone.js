// Prints one part of the page alone: what is beside the way that leads to it is hidden as long as it takes.
window.cocreatePrintAlone = part => {
  const way = []
  for (let above = part.parentElement; above; above = above.parentElement) way.push(above)
  for (const above of way) above.classList.add("cc-printing")
  part.classList.add("cc-printed")
  window.addEventListener("afterprint", () => {
    for (const above of way) above.classList.remove("cc-printing")
    part.classList.remove("cc-printed")
  }, { once: true })
  window.print()
}
