// Keeps what was opened of one version of the site. The build writes above what that is: FILES, each path with the hash
// of its bytes, VERSION, ROOT, the way to the site's first page, and LOST, the page for what is not kept.
// Nothing is kept whose bytes are not those of the version, so old and new are never mixed; the network comes first.
"use strict"
const SLOW = 4000
const OURS = `cocreate|${registration.scope}|`
const CACHE = OURS + VERSION
const HOME = new URL(ROOT, location.href)
// Pages of another version, which the server has by now: they get nothing that was kept.
const strangers = new Set()

const addressOf = path => HOME.href + path.split("/").map(encodeURIComponent).join("/")
const BY_ADDRESS = new Map(Object.keys(FILES).map(path => [new URL(addressOf(path)).pathname, path]))
const pathOf = address => {
  const { origin, pathname } = new URL(address)
  return (origin === HOME.origin && BY_ADDRESS.get(pathname.endsWith("/") ? `${pathname}index.html` : pathname)) || ""
}
// The response with its whole body, and whether it is of this version.
const checked = async (path, response) => {
  const body = await response.arrayBuffer()
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body))
  const same = response.ok && btoa(String.fromCharCode(...digest.slice(0, 9))) === FILES[path]
  // It is unpacked and whole: nobody is to ask for parts of it.
  const headers = new Headers(response.headers)
  for (const name of ["accept-ranges", "content-encoding", "content-length"]) headers.delete(name)
  return { same, whole: new Response(body, { status: response.status, headers }) }
}
const store = async (cache, path) => {
  try {
    const { same, whole } = await checked(path, await fetch(addressOf(path), { cache: "no-cache" }))
    if (same) await cache.put(addressOf(path), whole)
    return same
  } catch { return false }
}
const keep = async ({ urls, needed }) => {
  const cache = await caches.open(CACHE)
  const paths = new Set([...urls.map(pathOf).filter(Boolean), ...(needed ? NEEDED : [])])
  const kept = await Promise.all([...paths].map(async path =>
    Boolean(await cache.match(addressOf(path))) || store(cache, path)))
  const count = kept.filter(Boolean).length
  return { kept: count, lost: kept.length - count }
}
const answer = async ({ request, resultingClientId, clientId }, path) => {
  const opens = request.mode === "navigate"
  const client = resultingClientId || clientId
  const cache = await caches.open(CACHE)
  const kept = strangers.has(client) ? undefined : await cache.match(addressOf(path))
  try {
    const patience = kept ? { signal: AbortSignal.timeout(SLOW) } : {}
    const response = await (opens ? fetch(request.url, { cache: "no-cache", ...patience }) : fetch(request, patience))
    if (!response.ok || response.type !== "basic") return response
    const { same, whole } = await checked(path, response)
    if (same) await cache.put(addressOf(path), whole.clone()).catch(() => {})
    else if (opens) {
      strangers.add(client)
      registration.update().catch(() => {})
    }
    return whole
  } catch (error) {
    if (kept) return kept
    if (!opens) throw error
    return new Response(LOST, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } })
  }
}

// All that the version before kept is brought over, or the version before stays.
const begin = async () => {
  const cache = await caches.open(CACHE)
  for (const name of (await caches.keys()).filter(each => each.startsWith(OURS) && each !== CACHE)) {
    const old = await caches.open(name)
    for (const { url } of await old.keys()) {
      const path = pathOf(url)
      if (!path) continue
      const { same, whole } = await checked(path, await old.match(url))
      if (same) await cache.put(url, whole)
      else if (!await store(cache, path)) throw new Error(`${path} is not there in its new version`)
    }
  }
  await skipWaiting()
}
const takeOver = async () => {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name)
  await clients.claim()
}
addEventListener("install", event => event.waitUntil(begin().catch(async error => {
  await caches.delete(CACHE)
  throw error
})))
addEventListener("activate", event => event.waitUntil(takeOver()))
addEventListener("message", event =>
  event.waitUntil(keep(event.data).then(told => event.ports[0]?.postMessage(told))))
addEventListener("fetch", event => {
  const path = event.request.method === "GET" && !event.request.headers.has("range") && pathOf(event.request.url)
  if (path) event.respondWith(answer(event, path))
})
