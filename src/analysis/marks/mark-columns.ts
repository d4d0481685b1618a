/** Marks in columns. While a table is being filled codes are in order of first appearance, then in sorted order. */
export interface MarkColumns {
  /** Code of the item. */
  readonly item: Int32Array
  /** 0 to reviewerCount - 1; -1 where the reviewer is not identified. */
  readonly reviewer: Int32Array
  readonly armA: Int16Array
  /** -1 for a mark on one answer. */
  readonly armB: Int16Array
  readonly axis: Int16Array
  /** -1 where the mark names no rendering. */
  readonly rendering: Int16Array
  /** NaN stands for a missing mark inside the table only. */
  readonly value: Float64Array
  /** 0 where unknown. */
  readonly strength: Int8Array
  /** 1: arm A was shown first, -1: arm B, 0: not known. */
  readonly first: Int8Array
  /** -1 where not measured. */
  readonly activeSeconds: Float64Array
  /** Index into `markRoles`. */
  readonly role: Int8Array
}

/** Columns of zeros. */
export function newColumns(length: number): MarkColumns {
  return {
    item: new Int32Array(length),
    reviewer: new Int32Array(length),
    armA: new Int16Array(length),
    armB: new Int16Array(length),
    axis: new Int16Array(length),
    rendering: new Int16Array(length),
    value: new Float64Array(length),
    strength: new Int8Array(length),
    first: new Int8Array(length),
    activeSeconds: new Float64Array(length),
    role: new Int8Array(length),
  }
}

/** The same columns in twice the room. */
export function grown(raw: MarkColumns): MarkColumns {
  const larger = newColumns(raw.item.length * 2)
  larger.item.set(raw.item)
  larger.reviewer.set(raw.reviewer)
  larger.armA.set(raw.armA)
  larger.armB.set(raw.armB)
  larger.axis.set(raw.axis)
  larger.rendering.set(raw.rendering)
  larger.value.set(raw.value)
  larger.strength.set(raw.strength)
  larger.first.set(raw.first)
  larger.activeSeconds.set(raw.activeSeconds)
  larger.role.set(raw.role)
  return larger
}
