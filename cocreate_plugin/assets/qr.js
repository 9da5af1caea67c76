// QR codes of bytes (ISO/IEC 18004), versions 1 to 25, correction level L: enough for a screen, and the fewest modules.
// Gives rows of dark (true) and light modules without the quiet zone; null where the text is too long.
globalThis.cocreateQr = (() => {
  "use strict"
  const CHECKS = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26]
  const FORMAT = 0x77c4 // level L, mask 0, with its checks
  const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12]

  const times = (one, other) => {
    let product = 0
    for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ ((product >>> 7) * 0x11d) ^ (((other >>> bit) & 1) * one)
    return product
  }
  // The coefficients of (x - 1)(x - 2)(x - 4)…, without the first.
  const divisorOf = degree => {
    const divisor = new Array(degree).fill(0)
    divisor[degree - 1] = 1
    for (let root = 1, at = 0; at < degree; at++, root = times(root, 2)) {
      for (let place = 0; place < degree; place++) divisor[place] = times(divisor[place], root) ^ (divisor[place + 1] ?? 0)
    }
    return divisor
  }
  const checksOf = (data, divisor) => data.reduce((rest, byte) => {
    const factor = byte ^ rest[0]
    return [...rest.slice(1), 0].map((value, at) => value ^ times(divisor[at], factor))
  }, divisor.map(() => 0))

  const centresOf = version => {
    if (version === 1) return []
    const number = Math.floor(version / 7) + 2
    const step = Math.ceil((version * 4 + 4) / (number * 2 - 2)) * 2
    return [6, ...Array.from({ length: number - 1 }, (_, at) => version * 4 + 10 - (number - 2 - at) * step)]
  }
  const roomOf = version => {
    const number = Math.floor(version / 7) + 2
    const aligned = version > 1 ? (25 * number - 10) * number - 55 : 0
    return Math.floor(((16 * version + 128) * version + 64 - aligned - (version > 6 ? 36 : 0)) / 8)
  }
  const dataOf = version => roomOf(version) - CHECKS[version - 1] * BLOCKS[version - 1]
  const lengthBits = version => (version < 10 ? 8 : 16)

  const codewords = (bytes, version) => {
    const bits = []
    const put = (value, length) => { for (let at = length - 1; at >= 0; at--) bits.push((value >>> at) & 1) }
    put(4, 4)
    put(bytes.length, lengthBits(version))
    bytes.forEach(byte => put(byte, 8))
    put(0, Math.min(4, dataOf(version) * 8 - bits.length))
    while (bits.length % 8) bits.push(0)
    const data = []
    for (let at = 0; at < bits.length; at += 8) data.push(parseInt(bits.slice(at, at + 8).join(""), 2))
    for (let pad = 0xec; data.length < dataOf(version); pad ^= 0xec ^ 0x11) data.push(pad)
    // Blocks of nearly the same length, read across.
    const [number, checks] = [BLOCKS[version - 1], CHECKS[version - 1]]
    const short = Math.floor(roomOf(version) / number)
    const shorts = number - (roomOf(version) % number)
    const divisor = divisorOf(checks)
    let begin = 0
    const blocks = Array.from({ length: number }, (_, at) => {
      const own = data.slice(begin, begin += short - checks + Number(at >= shorts))
      return { own, checks: checksOf(own, divisor) }
    })
    const across = (part, length) => Array.from({ length }, (_, at) => blocks.map(block => block[part][at])).flat()
    return [...across("own", short - checks + 1).filter(byte => byte !== undefined), ...across("checks", checks)]
  }

  return text => {
    const bytes = new TextEncoder().encode(text)
    const version = BLOCKS.findIndex((_, at) => (4 + lengthBits(at + 1)) / 8 + bytes.length <= dataOf(at + 1)) + 1
    if (!version) return null
    const size = version * 4 + 17
    const rows = Array.from({ length: size }, () => new Array(size).fill(null))
    const set = (x, y, dark) => { if (rows[y] && x >= 0 && x < size) rows[y][x] = Boolean(dark) }
    // A square around a centre, of rings that are dark or light.
    const rings = (x, y, radius, light) => {
      for (let down = -radius; down <= radius; down++) {
        for (let right = -radius; right <= radius; right++) set(x + right, y + down, !light.includes(Math.max(Math.abs(right), Math.abs(down))))
      }
    }
    for (let at = 0; at < size; at++) { set(6, at, at % 2 === 0); set(at, 6, at % 2 === 0) }
    for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) rings(x, y, 4, [2, 4])
    const centres = centresOf(version)
    const far = centres.at(-1)
    for (const x of centres) {
      // The three corners are taken already.
      for (const y of centres) if (Math.min(x, y) > 6 || ![6, far].includes(Math.max(x, y))) rings(x, y, 2, [1])
    }
    const bit = at => (FORMAT >>> at) & 1
    for (let at = 0; at < 15; at++) {
      set(8, at < 6 ? at : at < 8 ? at + 1 : size - 15 + at, bit(at))
      set(at < 8 ? size - 1 - at : at < 9 ? 7 : 14 - at, 8, bit(at))
    }
    set(8, size - 8, true)
    if (version > 6) {
      let rest = version
      for (let at = 0; at < 12; at++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25)
      for (let at = 0; at < 18; at++) {
        const [one, other] = [size - 11 + (at % 3), Math.floor(at / 3)]
        const dark = (((version << 12) | rest) >>> at) & 1
        set(one, other, dark)
        set(other, one, dark)
      }
    }
    const words = codewords(bytes, version)
    const free = []
    for (let right = size - 1; right > 0; right -= 2) {
      if (right === 6) right = 5
      for (let step = 0; step < size; step++) {
        const y = (right + 1) & 2 ? step : size - 1 - step
        for (const x of [right, right - 1]) if (rows[y][x] === null) free.push([x, y])
      }
    }
    // What is packed looks like chance already, so that one mask serves as well as the best of eight.
    free.forEach(([x, y], at) => set(x, y, (((words[at >> 3] >>> (7 - (at & 7))) ^ (x + y + 1)) & 1)))
    return rows
  }
})()
