/* Lets the theme's search work in pages that are opened from a disk, where browsers start no workers: the worker's
   script runs in a hidden frame. The frame is filled from here and holds no script of its own, so it needs no
   permission from the page's content security policy but the one to load the file. The worker's script looks for
   the name `IFrameWorker`, and waits for `importScripts`. */
"use strict"

window.IFrameWorker = class extends EventTarget {
  constructor(address) {
    super()
    const frame = document.createElement("iframe")
    frame.hidden = true
    document.body.append(frame)
    const inside = frame.contentWindow
    const load = source => new Promise((resolve, reject) => {
      const script = inside.document.createElement("script")
      Object.assign(script, { src: source, onload: resolve, onerror: reject })
      inside.document.body.append(script)
    })
    inside.importScripts = (...sources) =>
      sources.reduce((before, source) => before.then(() => load(source)), Promise.resolve())
    inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }))
    this.frame = frame
    this.ready = load(new URL(address, location))
  }

  postMessage(data) {
    this.ready.then(() =>
      this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) })))
  }

  terminate() {
    this.frame.remove()
  }
}

if (location.protocol === "file:") window.Worker = window.IFrameWorker
