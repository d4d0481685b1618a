/** Changes of parts of a result. Null, the undefined value of every method, stays null. */
export type Change = (part: unknown) => unknown

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Every number inside, changed. */
export function eachNumber(change: (value: number) => number): Change {
  const changed: Change = (part) => {
    if (typeof part === 'number') return change(part)
    if (Array.isArray(part)) return part.map(changed)
    if (!isRecord(part)) return part
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, changed(value)]))
  }
  return changed
}

export const negated = eachNumber((value) => -value)
/** 1 - x: a share of the other side. */
export const complement = eachNumber((value) => 1 - value)
export const plus = (constant: number) => eachNumber((value) => value + constant)
export const times = (factor: number) => eachNumber((value) => value * factor)

/** An interval whose ends are changed by a decreasing function and so change places. */
export function turnedOver(change: Change): Change {
  return (part) => (isRecord(part) ? { lower: change(part.upper), upper: change(part.lower) } : part)
}

export const mirrored = turnedOver(negated)

const identity: Change = (part) => part

/** The record with some of its parts changed, the others as they are. */
export function withParts(changes: Readonly<Record<string, Change>>): Change {
  return (part) => {
    if (!isRecord(part)) return part
    return Object.fromEntries(
      Object.entries(part).map(([key, value]) => [key, (changes[key] ?? identity)(value)]),
    )
  }
}

/** The same change of every entry of an array or a record. */
export function eachPart(change: Change): Change {
  return (part) => {
    if (Array.isArray(part)) return part.map(change)
    if (!isRecord(part)) return part
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, change(value)]))
  }
}

/** The record without some of its parts. */
export function without(...keys: readonly string[]): Change {
  return (part) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).filter(([key]) => !keys.includes(key))) : part
}

/** The record with some of its parts alone. */
export function only(...keys: readonly string[]): Change {
  return (part) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).filter(([key]) => keys.includes(key))) : part
}

/** The record with two of its parts exchanged. */
export function exchanged(one: string, other: string): Change {
  return (part) => (isRecord(part) ? { ...part, [one]: part[other], [other]: part[one] } : part)
}

/** The record under other keys. */
export function renamedKeys(name: (key: string) => string): Change {
  return (part) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).map(([key, value]) => [name(key), value])) : part
}

/** The list in another order. */
export function permuted(order: readonly number[]): Change {
  return (part) => (Array.isArray(part) ? order.map((place) => part[place]) : part)
}

/** One change after the other. */
export function both(...changes: readonly Change[]): Change {
  return (part) => changes.reduce((value, change) => change(value), part)
}

/** A part of a record, or of a list by its place. */
export function partOf(result: unknown, key: string): unknown {
  if (Array.isArray(result)) return result[Number(key)]
  return isRecord(result) ? result[key] : undefined
}

export interface Leaf {
  /** Dotted path with the key of each record and the place in each array. */
  readonly path: string
  /** The last key that is not a place in an array. */
  readonly key: string
  readonly value: unknown
}

/** Everything in a result that is neither a record nor an array. */
export function leavesOf(result: unknown, path = '', key = ''): Leaf[] {
  if (Array.isArray(result)) return result.flatMap((part, place) => leavesOf(part, `${path}.${place}`, key))
  if (!isRecord(result)) return [{ path, key, value: result }]
  return Object.entries(result).flatMap(([name, part]) => leavesOf(part, `${path}.${name}`, name))
}

/** Every record in a result, the result itself first. */
export function recordsOf(result: unknown): Readonly<Record<string, unknown>>[] {
  if (Array.isArray(result)) return result.flatMap(recordsOf)
  return isRecord(result) ? [result, ...Object.values(result).flatMap(recordsOf)] : []
}
