/** What makes two study marks the same mark. */
export interface MarkIdentity {
  readonly item: string
  readonly axis: string
  readonly rendering: string | null
  /** The two arms in either order, or twice the same arm for an absolute mark. */
  readonly armA: string
  readonly armB: string
  readonly reviewer: string
}

/** A mark's names as numbers. */
export interface MarkKey {
  readonly item: number
  readonly reviewer: number
  readonly context: number
}

/** Where a mark was seen first. */
export interface Origin {
  /** Index of the table within the import. */
  readonly table: number
  readonly line: number
}

/** Item, reviewer, context, table, line of each slot; a line of 0 is an empty slot. */
const width = 5

/**
 * The marks seen so far, about 30 to 60 bytes for each, whatever the length of their names: names become
 * numbers, and numbers lie in one open-addressing table. Exact: a hash only chooses the slot.
 */
export class MarkRegister {
  private readonly items = new Map<string, number>()
  private readonly reviewers = new Map<string, number>()
  private readonly contexts = new Map<string, number>()
  private slots = new Uint32Array(1024 * width)
  private size = 0

  get count(): number {
    return this.size
  }

  /** The mark as numbers, for `firstSeen` and `add`. */
  key(mark: MarkIdentity): MarkKey {
    return {
      item: numberOf(this.items, mark.item),
      reviewer: numberOf(this.reviewers, mark.reviewer),
      context: numberOf(this.contexts, contextOf(mark)),
    }
  }

  /** Where this mark was seen before; null where it is new. */
  firstSeen(key: MarkKey): Origin | null {
    const at = this.slotOf(key.item, key.reviewer, key.context)
    const line = this.slots[at + 4] ?? 0
    return line === 0 ? null : { table: this.slots[at + 3] ?? 0, line }
  }

  /** Remembers a mark that `firstSeen` does not know. */
  add({ item, reviewer, context }: MarkKey, origin: Origin): void {
    if ((this.size + 1) * 10 > (this.slots.length / width) * 7) this.grow()
    const at = this.slotOf(item, reviewer, context)
    this.slots[at] = item
    this.slots[at + 1] = reviewer
    this.slots[at + 2] = context
    this.slots[at + 3] = origin.table
    this.slots[at + 4] = origin.line
    this.size += 1
  }

  /** Offset of the slot that holds the mark, or of the empty slot where it would go. */
  private slotOf(item: number, reviewer: number, context: number): number {
    const { slots } = this
    const last = slots.length / width - 1
    let hash = Math.imul(item, 0x9e3779b1) ^ Math.imul(reviewer, 0x85ebca6b) ^ Math.imul(context, 0xc2b2ae35)
    hash ^= hash >>> 15
    hash = Math.imul(hash, 0x2c1b3c6d)
    for (let slot = (hash ^ (hash >>> 13)) & last; ; slot = (slot + 1) & last) {
      const at = slot * width
      if (slots[at + 4] === 0) return at
      if (slots[at] === item && slots[at + 1] === reviewer && slots[at + 2] === context) return at
    }
  }

  private grow(): void {
    const old = this.slots
    this.slots = new Uint32Array(old.length * 2)
    for (let at = 0; at < old.length; at += width) {
      const slot = old.subarray(at, at + width)
      if (slot[4] !== 0) this.slots.set(slot, this.slotOf(slot[0] ?? 0, slot[1] ?? 0, slot[2] ?? 0))
    }
  }
}

function numberOf(names: Map<string, number>, name: string): number {
  const known = names.get(name)
  if (known !== undefined) return known
  names.set(name, names.size)
  return names.size - 1
}

function contextOf(mark: MarkIdentity): string {
  const [first, second] = mark.armA < mark.armB ? [mark.armA, mark.armB] : [mark.armB, mark.armA]
  // NUL is refused in names, so no two contexts can read the same.
  return `${mark.axis}\0${mark.rendering ?? '\0'}\0${first}\0${second}`
}
