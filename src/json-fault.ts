import type { Place, Problem } from './problem.ts'

/** What a JSON text says and its value in JavaScript does not hold any more. */
export interface JsonFault {
  readonly kind: 'name-repeated' | 'name-reserved' | 'number-too-large'
  /** Names and places in lists from the outside in, joined by dots. */
  readonly path: string
  /** The name, as it reads; null where the fault is a number. */
  readonly name: string | null
}

/**
 * Looks for what reading a JSON text lost in silence: of a name that stands twice in one object the first value, and a
 * number beyond 1.8e308; or holds where it is easily lost: a member named `__proto__`. Null where nothing is.
 *
 * Where no member is lost, the value has a name for every colon behind a quotation mark, and only other texts (those
 * with `\":` inside a string, too) are gone through letter by letter.
 *
 * @param value What `JSON.parse` made of the text.
 */
export function jsonFault(text: string, value: unknown): JsonFault | null {
  const names = isRecord(value) ? countNames(value, 0) : Number.NaN
  if (names === possibleNames(text)) return null
  const repeated = repeatedName(text)
  return repeated === null ? faultOfValue(value) : { kind: 'name-repeated', ...repeated }
}

const reserved = '__proto__'
const deepest = 100

/** Members of all objects in a value; NaN where a closer look is due. */
function countNames(value: Record<string, unknown>, depth: number): number {
  if (depth > deepest) return Number.NaN
  let count = 0
  if (Array.isArray(value)) {
    const entries: readonly unknown[] = value
    for (const entry of entries) count += countWithin(entry, depth)
    return count
  }
  for (const name in value) count += name === reserved ? Number.NaN : 1 + countWithin(value[name], depth)
  return count
}

function countWithin(member: unknown, depth: number): number {
  if (typeof member === 'number') return Number.isFinite(member) ? 0 : Number.NaN
  return isRecord(member) ? countNames(member, depth + 1) : 0
}

/** The first reserved name or number without bounds in a value, which has no circles. */
export function faultOfValue(value: unknown): JsonFault | null {
  const open: { readonly value: unknown; readonly path: string }[] = [{ value, path: '' }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path } = next
    if (typeof next.value === 'number' && !Number.isFinite(next.value))
      return { kind: 'number-too-large', path, name: null }
    if (!isRecord(next.value)) continue
    if (Object.hasOwn(next.value, reserved))
      return { kind: 'name-reserved', path: joined(path, reserved), name: reserved }
    for (const [name, member] of Object.entries(next.value).reverse())
      open.push({ value: member, path: joined(path, name) })
  }
  return null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

/** Colons behind a quotation mark: every name of the text has one. */
function possibleNames(text: string): number {
  let count = 0
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    let before = at - 1
    while (isSpace(text.charCodeAt(before))) before -= 1
    if (text.charCodeAt(before) === quote) count += 1
  }
  return count
}

const quote = 0x22
const backslash = 0x5c

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d
}

/** A list or object that is open at a place of the text. */
interface Level {
  /** Names of an object so far; null for a list. */
  readonly names: Set<string> | null
  /** The name, or the place in the list, of what is being read. */
  at: string | number
  /** Whether the next string of an object is a name. */
  wantsName: boolean
}

/** The first name that its object has already; the text is known to be JSON. */
function repeatedName(text: string): Pick<JsonFault, 'path' | 'name'> | null {
  const levels: Level[] = []
  for (let at = 0; at < text.length; at++) {
    const level = levels.at(-1)
    switch (text[at]) {
      case '{':
        levels.push({ names: new Set(), at: '', wantsName: true })
        break
      case '[':
        levels.push({ names: null, at: 0, wantsName: false })
        break
      case '}':
      case ']':
        levels.pop()
        break
      case ',':
        if (typeof level?.at === 'number') level.at += 1
        else if (level !== undefined) level.wantsName = true
        break
      case '"': {
        const end = endOfString(text, at)
        if (level?.wantsName === true) {
          const name = nameAt(text, at, end)
          level.at = name
          level.wantsName = false
          if (level.names?.has(name)) return { path: levels.map((one) => one.at).join('.'), name }
          level.names?.add(name)
        }
        at = end
      }
    }
  }
  return null
}

/** Place of the quotation mark that closes the string opened at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1
    if (slashes % 2 === 0) return end
  }
  return text.length
}

function nameAt(text: string, start: number, end: number): string {
  const written = text.slice(start + 1, end)
  return written.includes('\\') ? String(JSON.parse(text.slice(start, end + 1))) : written
}

const words = {
  'name-repeated': {
    code: 'JSON_NAME_REPEATED',
    message: 'A name stands twice in one JSON object.',
    expected: 'each name once',
    remedy: 'Leave one of the two out, or rename it.',
  },
  'name-reserved': {
    code: 'JSON_NAME_RESERVED',
    message: 'This name is reserved.',
    expected: 'another name',
    remedy: 'Rename it.',
  },
  'number-too-large': {
    code: 'JSON_NUMBER_TOO_LARGE',
    message: 'The number is too large to be held.',
    expected: 'numbers up to 1.8e308',
    remedy: 'Correct the number, or write it as a text in quotation marks.',
  },
} as const

/** The fault as a problem of the file, line or cell that the text is from. */
export function jsonFaultProblem({ kind, path, name }: JsonFault, place: Place): Problem {
  const field = [place.field ?? '', path].filter((part) => part !== '').join('.')
  return { ...words[kind], place: field === '' ? place : { ...place, field }, value: name }
}
