/** A difference between the locked plan and something later. */
export interface Deviation {
  /** `protocol`: the file differs from the lock. `amendment`: the plan was locked again. `data`: the data are not what was planned. */
  readonly kind: 'protocol' | 'amendment' | 'data'
  /** Dotted path of the field, or the part of the data. */
  readonly place: string
  readonly description: string
}

/**
 * Every field in which a protocol differs from the locked one, both as written. Entries of lists that have
 * an `id` are matched by it, so that inserting an arm is one difference.
 */
export function protocolDeviations(locked: unknown, present: unknown): Deviation[] {
  return differences(locked, present, '').map(({ path, before, after }) => ({
    kind: 'protocol',
    place: path,
    description:
      before === undefined
        ? `added after the lock: ${show(after)}`
        : after === undefined
          ? `removed after the lock: ${show(before)}`
          : `changed after the lock from ${show(before)} to ${show(after)}`,
  }))
}

interface Difference {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

function differences(before: unknown, after: unknown, path: string): Difference[] {
  const left = entriesOf(before)
  const right = entriesOf(after)
  if (left === null || right === null || left.list !== right.list) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }]
  }
  const keys = [...new Set([...left.entries.keys(), ...right.entries.keys()])].sort()
  return keys.flatMap((key) =>
    differences(left.entries.get(key), right.entries.get(key), path === '' ? key : `${path}.${key}`),
  )
}

function entriesOf(value: unknown): { list: boolean; entries: Map<string, unknown> } | null {
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return { list: false, entries: new Map(Object.entries(value)) }
  return {
    list: true,
    entries: new Map(
      value.map((entry: unknown, index): [string, unknown] => [idOf(entry) ?? String(index), entry]),
    ),
  }
}

function idOf(entry: unknown): string | null {
  return typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string'
    ? entry.id
    : null
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length <= 120 ? text : `${text.slice(0, 120)}…`
}
