// Lets the keyboard scroll tables that are wider than their place, as the theme does with code. The theme lays
// something that scrolls around them once the page is there.
(() => {
  "use strict"
  const WRAP = ".md-typeset__scrollwrap"
  const sizes = new ResizeObserver(seen => {
    for (const wrap of new Set(seen.map(({ target }) => target.closest(WRAP)))) {
      if (wrap && wrap.scrollWidth > wrap.clientWidth) wrap.tabIndex = 0
      else wrap?.removeAttribute("tabindex")
    }
  })
  new MutationObserver(changes => {
    for (const added of changes.flatMap(change => [...change.addedNodes])) {
      if (!(added instanceof Element)) continue
      for (const wrap of [...(added.matches(WRAP) ? [added] : []), ...added.querySelectorAll(WRAP)]) {
        sizes.observe(wrap)
        if (wrap.querySelector("table")) sizes.observe(wrap.querySelector("table"))
      }
    }
  }).observe(document, { childList: true, subtree: true })
})()
