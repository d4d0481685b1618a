/** Cluster codes renumbered 0 to `count - 1` in the order of their first row. */
export interface DenseCodes {
  readonly code: Int32Array
  readonly count: number
}

/**
 * Renumbers arbitrary 32-bit cluster codes to 0, 1, 2, ... Codes from 0 to a few times the number of rows go
 * through a table; others (negative or far apart) through a hash table with open addressing. O(n) either way.
 */
export function denseCodes(codes: ArrayLike<number>): DenseCodes {
  const n = codes.length
  let largest = -1
  let tabular = true
  for (let row = 0; row < n; row++) {
    const code = codes[row]!
    if ((code | 0) !== code) throw new RangeError(`cluster codes must be 32-bit whole numbers, not ${code}`)
    if (code < 0) tabular = false
    else if (code > largest) largest = code
  }
  return tabular && largest < 4 * n + 1024 ? byTable(codes, largest + 1) : byHash(codes)
}

function byTable(codes: ArrayLike<number>, size: number): DenseCodes {
  const number = new Int32Array(size)
  const code = new Int32Array(codes.length)
  let count = 0
  for (let row = 0; row < codes.length; row++) {
    const key = codes[row]!
    let dense = number[key]!
    if (dense === 0) {
      count += 1
      dense = count
      number[key] = dense
    }
    code[row] = dense - 1
  }
  return { code, count }
}

function byHash(codes: ArrayLike<number>): DenseCodes {
  let capacity = 16
  while (capacity < 2 * codes.length) capacity *= 2
  const mask = capacity - 1
  const keys = new Int32Array(capacity)
  const number = new Int32Array(capacity)
  const code = new Int32Array(codes.length)
  let count = 0
  for (let row = 0; row < codes.length; row++) {
    const key = codes[row]!
    let slot = Math.imul(key ^ (key >>> 15), 0x9e3779b1)
    slot = (slot ^ (slot >>> 16)) & mask
    while (number[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask
    if (number[slot] === 0) {
      count += 1
      keys[slot] = key
      number[slot] = count
    }
    code[row] = number[slot]! - 1
  }
  return { code, count }
}

/**
 * The rows in order of their dense cluster code, and within a cluster in their first order (or in that of
 * `order`, which makes two calls a sort by two keys). Counting sort, O(n + clusters).
 */
export function rowsByCluster(
  codes: DenseCodes,
  order: Int32Array | null = null,
): { readonly rows: Int32Array; readonly starts: Int32Array } {
  const n = codes.code.length
  const starts = clusterStarts(codes)
  const cursor = starts.slice()
  const rows = new Int32Array(n)
  for (let position = 0; position < n; position++) {
    const row = order === null ? position : order[position]!
    const cluster = codes.code[row]!
    const place = cursor[cluster]!
    rows[place] = row
    cursor[cluster] = place + 1
  }
  return { rows, starts }
}

/** The other way round: the place of every row in that order, for moving columns into it. */
export function placesByCluster(codes: DenseCodes): {
  readonly places: Int32Array
  readonly starts: Int32Array
} {
  const n = codes.code.length
  const starts = clusterStarts(codes)
  const cursor = starts.slice()
  const places = new Int32Array(n)
  for (let row = 0; row < n; row++) {
    const cluster = codes.code[row]!
    const place = cursor[cluster]!
    places[row] = place
    cursor[cluster] = place + 1
  }
  return { places, starts }
}

/** Where every cluster starts when rows are in the order of their clusters, and where the last one ends. */
function clusterStarts(codes: DenseCodes): Int32Array {
  const starts = new Int32Array(codes.count + 1)
  for (let row = 0; row < codes.code.length; row++) {
    const next = codes.code[row]! + 1
    starts[next] = starts[next]! + 1
  }
  for (let cluster = 0; cluster < codes.count; cluster++)
    starts[cluster + 1] = starts[cluster + 1]! + starts[cluster]!
  return starts
}
