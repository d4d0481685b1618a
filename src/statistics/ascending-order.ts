const digitBits = 11
const digits = 1 << digitBits

/** Runs of equal leading bits up to this length are put in order by insertion. */
const shortRun = 32

/** Below this many values a sort by comparison is faster than counting. */
const fewValues = 256

/**
 * The places of the values from the smallest to the largest; equal values stay in the order given. No NaN.
 *
 * Counting sort, eleven bits at a time, by the leading 32 bits of the doubles, turned so that they rise with the
 * value; places that agree in all 32 are then put in order by comparison. That is O(n) for values that are not chosen
 * to be within a millionth of each other, without a call of a comparison per pair.
 */
export function ascendingOrder(values: Float64Array): Int32Array {
  const n = values.length
  let sorted: Int32Array = new Int32Array(n)
  for (let place = 0; place < n; place++) sorted[place] = place
  if (n < fewValues) return sortByComparison(sorted, values)
  const keys = leadingBits(values)
  const low = new Int32Array(digits)
  const middle = new Int32Array(digits)
  const high = new Int32Array(digits)
  for (let place = 0; place < n; place++) {
    const key = keys[place]!
    low[key & (digits - 1)]! += 1
    middle[(key >>> digitBits) & (digits - 1)]! += 1
    high[key >>> (2 * digitBits)]! += 1
  }
  sorted = distributed(sorted, keys, 0, low)
  sorted = distributed(sorted, keys, digitBits, middle)
  sorted = distributed(sorted, keys, 2 * digitBits, high)
  finishRuns(sorted, keys, values)
  return sorted
}

/** The places in the order of one digit of their keys, else as before; `sizes` tells how often each digit occurs. */
function distributed(places: Int32Array, keys: Uint32Array, shift: number, sizes: Int32Array): Int32Array {
  const next = new Int32Array(digits)
  for (let digit = 1; digit < digits; digit++) next[digit] = next[digit - 1]! + sizes[digit - 1]!
  const order = new Int32Array(places.length)
  for (let rank = 0; rank < places.length; rank++) {
    const place = places[rank]!
    const digit = (keys[place]! >>> shift) & (digits - 1)
    const target = next[digit]!
    order[target] = place
    next[digit] = target + 1
  }
  return order
}

/** The upper half of every double as an unsigned number that rises with it: the sign decides what is turned over. */
function leadingBits(values: Float64Array): Uint32Array {
  const n = values.length
  const copy = new Float64Array(n)
  // Adding 0 makes the zeros alike.
  for (let place = 0; place < n; place++) copy[place] = values[place]! + 0
  const halves = new Uint32Array(copy.buffer)
  const keys = new Uint32Array(n)
  for (let place = 0; place < n; place++) {
    const bits = halves[2 * place + upperHalf]!
    keys[place] = bits ^ ((bits >> 31) | 0x80000000)
  }
  return keys
}

/** Which half of a double holds its sign: the second where the machine is little-endian. */
const upperHalf = new Uint32Array(Float64Array.of(-1).buffer)[1] === 0 ? 0 : 1

function finishRuns(order: Int32Array, keys: Uint32Array, values: Float64Array): void {
  for (let start = 0; start < order.length; ) {
    const key = keys[order[start]!]!
    let end = start + 1
    while (end < order.length && keys[order[end]!] === key) end += 1
    if (end - start > shortRun) {
      sortByComparison(order.subarray(start, end), values)
    } else {
      for (let rank = start + 1; rank < end; rank++) {
        const place = order[rank]!
        let gap = rank
        while (gap > start && values[order[gap - 1]!]! > values[place]!) {
          order[gap] = order[gap - 1]!
          gap -= 1
        }
        order[gap] = place
      }
    }
    start = end
  }
}

function sortByComparison(places: Int32Array, values: Float64Array): Int32Array {
  return places.sort((left, right) => values[left]! - values[right]! || left - right)
}
