// Lets a worker keep what was opened, for places without network: on a safe connection, and never from a folder.
window.cocreateKeep = (() => {
  "use strict"
  const worker = new URL("../../cocreate-worker.js", document.currentScript.src)
  if (!navigator.serviceWorker || location.protocol === "file:") return undefined
  // The page itself comes first.
  const begun = new Promise(loaded => window.addEventListener("load", loaded))
    .then(() => navigator.serviceWorker.register(worker)).then(() => navigator.serviceWorker.ready)
  const linkedIn = async address => {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html")
    return [...page.querySelectorAll(".cc-page a[href]")].map(link => new URL(link.getAttribute("href"), address).href)
  }
  // Tells how many of these addresses are kept, and how many not; with all that they lead to, and what pages may ask for.
  const keep = async (pages, needed) => {
    const { active } = await begun
    const urls = needed ? [pages, ...await Promise.all(pages.map(linkedIn))].flat() : pages
    return new Promise(resolve => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = answer => resolve(answer.data)
      active.postMessage({ urls, needed }, [port2])
    })
  }
  // The first page was loaded before there was a worker to keep it.
  window.addEventListener("load", () => {
    const loaded = performance.getEntriesByType("resource").map(entry => entry.name)
    keep([location.href, ...loaded], false).catch(() => {})
  })
  return keep
})()
