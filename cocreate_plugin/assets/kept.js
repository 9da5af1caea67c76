// Small values that stay in this browser. What it refuses (a private window, no room left) stays in memory while the page is open.
window.cocreateKept = (() => {
  "use strict"
  const memory = new Map()
  const read = name => {
    try { return JSON.parse(memory.get(name) ?? localStorage.getItem(name)) } catch { return null }
  }
  // Tells whether the browser keeps it.
  const write = (name, value) => {
    const text = JSON.stringify(value)
    try {
      localStorage.setItem(name, text)
      memory.delete(name)
      return true
    } catch {
      memory.set(name, text)
      return false
    }
  }
  const forget = name => { try { localStorage.removeItem(name) } catch { /* nothing is kept there */ } }
  const names = () => { try { return Object.keys(localStorage) } catch { return [] } }
  const works = () => { try { localStorage.setItem("cocreate:try", "1"); localStorage.removeItem("cocreate:try"); return true } catch { return false } }
  return { works, read, write, forget, names }
})()
