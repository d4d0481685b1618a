import { type CanonicalRows, canonicalRows } from './canonical-order.ts'
import { grown, type MarkColumns, newColumns } from './mark-columns.ts'
import { type MarkRow, markRoles } from './mark-row.ts'
import { Vocabulary } from './vocabulary.ts'

/**
 * Marks in columns, in canonical order: sorted by content, with reviewers numbered by what they marked. So
 * nothing computed from it hangs on the order of rows, on ids or on pseudonyms. About 45 bytes a mark.
 */
export interface MarkTable extends MarkColumns {
  readonly size: number
  readonly items: readonly string[]
  readonly arms: readonly string[]
  readonly axes: readonly string[]
  readonly renderings: readonly string[]
  readonly reviewerCount: number
}

/** Collects marks one by one, in any order, into a `MarkTable`. */
export class MarkTableBuilder {
  private readonly items = new Vocabulary()
  private readonly arms = new Vocabulary()
  private readonly axes = new Vocabulary()
  private readonly renderings = new Vocabulary()
  private readonly reviewers = new Vocabulary()
  private raw = newColumns(1024)
  private size = 0

  add(row: MarkRow): void {
    if (this.size === this.raw.item.length) this.raw = grown(this.raw)
    const { raw, size } = this
    raw.item[size] = this.items.code(row.item)
    raw.reviewer[size] = row.reviewer === null ? -1 : this.reviewers.code(row.reviewer)
    raw.armA[size] = this.arms.code(row.armA)
    raw.armB[size] = row.armB === null ? -1 : this.arms.code(row.armB)
    raw.axis[size] = this.axes.code(row.axis)
    raw.rendering[size] = row.rendering === null ? -1 : this.renderings.code(row.rendering)
    raw.value[size] = row.value ?? Number.NaN
    raw.strength[size] = row.strength ?? 0
    raw.first[size] = row.side === null ? 0 : row.side === 'a' ? 1 : -1
    raw.activeSeconds[size] = row.activeSeconds ?? -1
    raw.role[size] = markRoles.indexOf(row.role)
    this.size += 1
  }

  build(): MarkTable {
    const vocabularies = {
      item: this.items.sorted(),
      armA: this.arms.sorted(),
      axis: this.axes.sorted(),
      rendering: this.renderings.sorted(),
    }
    const { raw, size } = this
    for (let row = 0; row < size; row += 1) {
      raw.item[row] = place(vocabularies.item.places, raw.item[row])
      raw.armA[row] = place(vocabularies.armA.places, raw.armA[row])
      raw.armB[row] = place(vocabularies.armA.places, raw.armB[row])
      raw.axis[row] = place(vocabularies.axis.places, raw.axis[row])
      raw.rendering[row] = place(vocabularies.rendering.places, raw.rendering[row])
    }
    const reviewerCount = this.reviewers.names().length
    const rows = canonicalRows(raw, size, reviewerCount)
    return {
      size,
      items: vocabularies.item.names,
      arms: vocabularies.armA.names,
      axes: vocabularies.axis.names,
      renderings: vocabularies.rendering.names,
      reviewerCount,
      ...reordered(raw, size, rows),
    }
  }
}

/** A table from rows, for callers that hold them all. */
export function markTable(rows: Iterable<MarkRow>): MarkTable {
  const builder = new MarkTableBuilder()
  for (const row of rows) builder.add(row)
  return builder.build()
}

function place(places: Int32Array, code: number | undefined): number {
  return code === undefined || code < 0 ? -1 : (places[code] ?? -1)
}

function reordered(raw: MarkColumns, size: number, rows: CanonicalRows): MarkColumns {
  const { order, reviewerPlaces } = rows
  const sorted = newColumns(size)
  for (let row = 0; row < size; row += 1) {
    const from = order[row] ?? 0
    sorted.item[row] = raw.item[from] ?? 0
    sorted.reviewer[row] = place(reviewerPlaces, raw.reviewer[from])
    sorted.armA[row] = raw.armA[from] ?? 0
    sorted.armB[row] = raw.armB[from] ?? 0
    sorted.axis[row] = raw.axis[from] ?? 0
    sorted.rendering[row] = raw.rendering[from] ?? 0
    sorted.value[row] = raw.value[from] ?? 0
    sorted.strength[row] = raw.strength[from] ?? 0
    sorted.first[row] = raw.first[from] ?? 0
    sorted.activeSeconds[row] = raw.activeSeconds[from] ?? 0
    sorted.role[row] = raw.role[from] ?? 0
  }
  return sorted
}
