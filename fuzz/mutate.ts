import type { Generator } from '../src/statistics/random/generator.ts'

/** Bytes of an input at most: what costs more than its length shows at this size already. */
export const largestInput = 65_536

/** Text that parsers have stumbled over before: ends of ranges, names that objects own, and signs that do not draw. */
const anyWords = [
  '0', '-1', '1e999', '-0', 'NaN', '9007199254740993', '1e-400', 'null', 'true', '""', "''", '{}', '[]', '\0', '\n', '\r\n',
  '\t', '\ufeff', '\u2028', '\u202e', '\u0130', '\u00df', '\ud83d\ude00', '__proto__', 'constructor', 'toString', '../', '%00', '%2e%2e%2f',
  '\\u0000', '\\ud800', '&lt;', '&#0;', '&#x110000;', '<![CDATA[', ']]>', '<!--', '-->', '*a', '&a', '<<: *a', '!!js/function',
  '"', "'", '`', '|', '>', '#', ':', ',', ';', '- ', '---\n', '{', '}', '[', ']', '(', ')', '<', '=', '\\',
] // biome-ignore format: a list
const openers = '([{<"\'`*_~|'
const closers = ')]}>"\'`*_~|'

type Mutation = (
  bytes: Uint8Array,
  draw: Generator,
  words: readonly string[],
  other: Uint8Array,
) => Uint8Array

const mutations: readonly Mutation[] = [
  flipBit,
  setByte,
  removeRange,
  removeRange,
  repeatRange,
  moveRange,
  insertWord,
  insertWord,
  replaceWithWord,
  changeNumber,
  changeLine,
  changeLine,
  changeGroup,
  changeGroup,
  splice,
  nest,
]

/**
 * A changed input: one to eight changes, most often few. Changes know lines, numbers, and what stands between brackets, so
 * that YAML, JSON, CSV, markdown and markup stay near enough to their grammar to get past the first line of a reader.
 *
 * @param other Another input of the corpus, to take pieces from.
 */
export function mutate(
  bytes: Uint8Array,
  draw: Generator,
  words: readonly string[],
  other: Uint8Array,
): Uint8Array {
  let changed = bytes
  const changes = 1 + (draw.integerBelow(2) === 0 ? 0 : draw.integerBelow(8))
  for (let n = 0; n < changes; n++)
    changed = mutations[draw.integerBelow(mutations.length)]!(changed, draw, words, other)
  return changed.length > largestInput ? changed.slice(0, largestInput) : changed
}

function put(bytes: Uint8Array, start: number, end: number, piece: Uint8Array): Uint8Array {
  const room = Math.max(0, largestInput - start)
  const inserted = piece.length > room ? piece.subarray(0, room) : piece
  const out = new Uint8Array(start + inserted.length + bytes.length - end)
  out.set(bytes.subarray(0, start))
  out.set(inserted, start)
  out.set(bytes.subarray(end), start + inserted.length)
  return out
}

function range(bytes: Uint8Array, draw: Generator): readonly [number, number] {
  const start = draw.integerBelow(bytes.length + 1)
  const longest = draw.integerBelow(4) === 0 ? bytes.length : 16
  return [start, Math.min(bytes.length, start + draw.integerBelow(longest + 1))]
}

function flipBit(bytes: Uint8Array, draw: Generator): Uint8Array {
  if (bytes.length === 0) return bytes
  const out = bytes.slice()
  const at = draw.integerBelow(out.length)
  out[at] = (out[at] ?? 0) ^ (1 << draw.integerBelow(8))
  return out
}

function setByte(bytes: Uint8Array, draw: Generator): Uint8Array {
  const at = draw.integerBelow(bytes.length + 1)
  const end = Math.min(bytes.length, at + draw.integerBelow(2))
  return put(bytes, at, end, Uint8Array.of(draw.integerBelow(256)))
}

function removeRange(bytes: Uint8Array, draw: Generator): Uint8Array {
  const [start, end] = range(bytes, draw)
  return put(bytes, start, end, new Uint8Array())
}

/** Now and then very often: what is quadratic shows then. */
function repeatRange(bytes: Uint8Array, draw: Generator): Uint8Array {
  const [start, end] = range(bytes, draw)
  const times = draw.integerBelow(8) === 0 ? 1 << draw.integerBelow(14) : 1 + draw.integerBelow(4)
  return put(bytes, end, end, repeated(bytes.subarray(start, end), times))
}

function repeated(piece: Uint8Array, times: number): Uint8Array {
  const count = piece.length === 0 ? 0 : Math.min(times, Math.floor(largestInput / piece.length))
  const out = new Uint8Array(piece.length * count)
  for (let n = 0; n < count; n++) out.set(piece, n * piece.length)
  return out
}

function moveRange(bytes: Uint8Array, draw: Generator): Uint8Array {
  const [start, end] = range(bytes, draw)
  const piece = bytes.slice(start, end)
  const rest = put(bytes, start, end, new Uint8Array())
  const at = draw.integerBelow(rest.length + 1)
  return put(rest, at, at, piece)
}

function someWord(draw: Generator, words: readonly string[]): Uint8Array {
  const list = words.length > 0 && draw.integerBelow(3) > 0 ? words : anyWords
  return Buffer.from(list[draw.integerBelow(list.length)] ?? '', 'utf8')
}

function insertWord(bytes: Uint8Array, draw: Generator, words: readonly string[]): Uint8Array {
  const at = draw.integerBelow(bytes.length + 1)
  return put(bytes, at, at, someWord(draw, words))
}

function replaceWithWord(bytes: Uint8Array, draw: Generator, words: readonly string[]): Uint8Array {
  const [start, end] = wordAt(bytes, draw.integerBelow(bytes.length + 1))
  return put(bytes, start, end, someWord(draw, words))
}

function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false
  return (
    (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte >= 128
  )
}

function wordAt(bytes: Uint8Array, at: number): readonly [number, number] {
  let start = at
  let end = at
  while (start > 0 && at - start < 64 && isWordByte(bytes[start - 1])) start--
  while (end < bytes.length && end - at < 64 && isWordByte(bytes[end])) end++
  return [start, end]
}

const numbers = [
  '0',
  '1',
  '-1',
  '2',
  '255',
  '65536',
  '2147483648',
  '4294967296',
  '1e308',
  '0.1',
  '1e-9',
  '99999999999',
]

function changeNumber(bytes: Uint8Array, draw: Generator): Uint8Array {
  const from = draw.integerBelow(bytes.length + 1)
  for (let at = from; at < Math.min(bytes.length, from + 512); at++) {
    const byte = bytes[at] ?? 0
    if (byte < 48 || byte > 57) continue
    let end = at
    while (end < bytes.length && (bytes[end] ?? 0) >= 48 && (bytes[end] ?? 0) <= 57) end++
    return put(bytes, at, end, Buffer.from(numbers[draw.integerBelow(numbers.length)] ?? '0'))
  }
  return bytes
}

function lineAt(bytes: Uint8Array, at: number): readonly [number, number] {
  const start = at === 0 ? 0 : bytes.lastIndexOf(10, at - 1) + 1
  const end = bytes.indexOf(10, at)
  return [start, end === -1 ? bytes.length : end + 1]
}

/** Takes a line out, doubles it, or puts it elsewhere. */
function changeLine(bytes: Uint8Array, draw: Generator, _: readonly string[], other: Uint8Array): Uint8Array {
  const [start, end] = lineAt(bytes, draw.integerBelow(bytes.length + 1))
  switch (draw.integerBelow(4)) {
    case 0:
      return put(bytes, start, end, new Uint8Array())
    case 1:
      return put(bytes, end, end, bytes.slice(start, end))
    case 2: {
      const [from, to] = lineAt(other, draw.integerBelow(other.length + 1))
      return put(bytes, start, draw.integerBelow(2) === 0 ? start : end, other.slice(from, to))
    }
    default: {
      const [place] = lineAt(bytes, draw.integerBelow(bytes.length + 1))
      return put(bytes, place, place, bytes.slice(start, end))
    }
  }
}

/** What stands between a bracket and its partner: taken out, doubled, or exchanged for such a group of another input. */
function changeGroup(
  bytes: Uint8Array,
  draw: Generator,
  _: readonly string[],
  other: Uint8Array,
): Uint8Array {
  const group = groupFrom(bytes, draw.integerBelow(bytes.length + 1))
  if (group === null) return bytes
  const [start, end] = group
  switch (draw.integerBelow(3)) {
    case 0:
      return put(bytes, start + 1, end - 1, new Uint8Array())
    case 1:
      return put(bytes, end, end, bytes.slice(start, end))
    default: {
      const [from, to] = groupFrom(other, draw.integerBelow(other.length + 1)) ?? [0, 0]
      return put(bytes, start, end, other.slice(from, to))
    }
  }
}

function groupFrom(bytes: Uint8Array, from: number): readonly [number, number] | null {
  for (let start = from; start < Math.min(bytes.length, from + 256); start++) {
    const kind = openers.indexOf(String.fromCharCode(bytes[start] ?? 0))
    if (kind === -1) continue
    const open = openers.charCodeAt(kind)
    const close = closers.charCodeAt(kind)
    let depth = 0
    for (let at = start; at < Math.min(bytes.length, start + 4096); at++) {
      if (bytes[at] === close && (open !== close || at > start)) depth--
      else if (bytes[at] === open) depth++
      if (depth === 0) return [start, at + 1]
    }
  }
  return null
}

function splice(bytes: Uint8Array, draw: Generator, _: readonly string[], other: Uint8Array): Uint8Array {
  const [from, to] = range(other, draw)
  const [start, end] = range(bytes, draw)
  return put(bytes, start, draw.integerBelow(2) === 0 ? start : end, other.slice(from, to))
}

/** Puts a piece within brackets or elements, now and then within thousands. */
function nest(bytes: Uint8Array, draw: Generator): Uint8Array {
  const [start, end] = range(bytes, draw)
  const pairs = [
    '[]',
    '{}',
    '()',
    '""',
    '**',
    '__',
    '``',
    '> ',
    '- ',
    '<b|</b>',
    '<div|</div>',
    '<sec|</sec>',
  ] as const
  const pair = pairs[draw.integerBelow(pairs.length)] ?? '[]'
  const [open = '', close = ''] = pair.includes('|')
    ? [`${pair.split('|')[0]}>`, pair.split('|')[1]]
    : [...pair]
  const times = draw.integerBelow(8) === 0 ? 1 << draw.integerBelow(13) : 1 + draw.integerBelow(3)
  const closed = put(bytes, end, end, repeated(Buffer.from(close), times))
  return put(closed, start, start, repeated(Buffer.from(open), times))
}
