/** Columns of marks; codes are in order of first appearance while a table is being filled. */
export interface RawColumns {
  readonly item: Int32Array
  readonly reviewer: Int32Array
  readonly armA: Int16Array
  readonly armB: Int16Array
  readonly axis: Int16Array
  readonly rendering: Int16Array
  readonly value: Float64Array
  readonly strength: Int8Array
  readonly first: Int8Array
  readonly activeSeconds: Float64Array
  readonly role: Int8Array
}

/** Columns of zeros. */
export function newColumns(length: number): RawColumns {
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
export function grown(raw: RawColumns): RawColumns {
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
