// From device to device: an address with everything in its fragment, which no server ever sees, and its QR code.
// What such an address holds may come from a stranger: it is unpacked within limits, and whoever takes it in judges it.
window.cocreateHand = (() => {
  "use strict"
  const { button, made, save } = window.cocreateElements
  const MOST = { packed: 20000, text: 200000 }

  const through = async (bytes, stream, most) => {
    const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader()
    const parts = []
    let size = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return new Blob(parts).arrayBuffer()
      size += value.length
      if (size > most) throw new RangeError("too much")
      parts.push(value)
    }
  }
  // Older browsers write longer addresses, and cannot read short ones.
  const squeezes = (() => { try { return Boolean(new CompressionStream("deflate-raw")) } catch { return false } })()
  const broken = say => say(squeezes ? "HandBroken" : "HandOld")
  const pack = async value => {
    const text = new TextEncoder().encode(JSON.stringify(value))
    const bytes = squeezes ? await through(text, new CompressionStream("deflate-raw"), Infinity) : text
    const signs = Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join("")
    return btoa(signs).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "")
  }
  // Null for what was cut short, is too much, or was never packed by us.
  const unpack = async packed => {
    try {
      if (packed.length > MOST.packed) return null
      const bytes = Uint8Array.from(atob(packed.replace(/-/g, "+").replace(/_/g, "/")), sign => sign.charCodeAt(0))
      const read = some => JSON.parse(new TextDecoder().decode(some))
      try { return read(bytes) } catch { return read(await through(bytes, new DecompressionStream("deflate-raw"), MOST.text)) }
    } catch { return null }
  }

  const found = (text, name) => new RegExp(`#${name}=([\\w-]+)`).exec(text)?.[1] ?? null
  // What the address of this page brings is read once: loaded again, the page does not take it in again.
  const brought = name => {
    const packed = found(location.hash, name)
    if (packed) history.replaceState(history.state, "", location.pathname + location.search)
    return packed
  }
  // A page on a disk has no address that leads anywhere from another device; its site may have one.
  const home = () => {
    const page = new URL(location.protocol === "file:" ? document.querySelector("link[rel=canonical]")?.href ?? location.href : location.href)
    page.search = page.hash = ""
    return page.href
  }
  const drawn = (rows, label) => {
    const [module, quiet] = [4, 4]
    const side = (rows.length + 2 * quiet) * module
    const picture = made("canvas", { class: "cc-code", role: "img", "aria-label": label, width: side, height: side })
    const pen = picture.getContext("2d")
    const square = (colour, ...sides) => { pen.fillStyle = colour; pen.fillRect(...sides) }
    square("#fff", 0, 0, side, side)
    rows.forEach((row, y) => row.forEach((dark, x) => { if (dark) square("#000", (x + quiet) * module, (y + quiet) * module, module, module) }))
    return picture
  }

  const opened = (label, ...inside) => {
    const dialog = made("dialog", { class: "cc-hand md-typeset", "aria-label": label }, ...inside)
    dialog.addEventListener("close", () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
    return dialog
  }
  const ask = (say, question) => new Promise(answer => {
    const dialog = opened(question, made("p", {}, question), made("p", { class: "cc-filter" },
      button("yes", say("HandYes"), () => dialog.close("yes")), button("no", say("HandNo"), () => dialog.close())))
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"))
  })
  const show = async (say, title, name, value) => {
    const address = `${home()}#${name}=${await pack(value)}`
    const leads = !address.startsWith("file:")
    const rows = leads ? window.cocreateQr(address) : null
    const status = made("span", { role: "status" })
    const field = made("textarea", { readonly: "", rows: 3 })
    field.value = address
    const dialog = opened(title, made("p", {}, made("strong", {}, title)),
      rows ? drawn(rows, title) : "", made("p", {}, say(rows ? "HandHow" : leads ? "HandLarge" : "HandDisk")),
      ...(leads ? [made("p", { class: "cc-filter" }, made("label", {}, say("HandAddress"), field))] : []),
      made("p", { class: "cc-filter" }, ...(leads ? [button("copy", say("HandCopy"), async () => {
        field.select()
        const copied = await navigator.clipboard?.writeText(address).then(() => true, () => false)
        status.textContent = say(copied || document.execCommand("copy") ? "HandCopied" : "HandAddress")
      })] : []), button("file", say("HandFile"), () => save(`${name}.txt`, "text/plain", `${address}\n`)), button("close", say("HandClose"), () => dialog.close()), status))
    dialog.querySelector("[name=close]").focus()
  }
  return { pack, unpack, found, brought, broken, ask, show }
})()
