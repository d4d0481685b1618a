import type { PassageUnit } from './passage-units.ts'

/** What of a passage stands or falls together: a sentence, a list with its lead-in, a table with its head. */
export interface Block {
  /** Index of its first unit within the passage. */
  readonly first: number
  readonly kind: 'sentence' | 'list' | 'table'
  readonly units: readonly PassageUnit[]
  /** Some of it is not among the units. */
  readonly cut: boolean
}

/** More entries than these are told of, not shown. */
const mostEntries = 20
const mostCharacters = 1600

/**
 * The blocks of a passage in order. Headings are in none. Units that may not be quoted are left out; a list or table without its
 * lead-in or head is left out whole.
 */
export function blocksOf(
  units: readonly PassageUnit[],
  mayQuote: (unit: PassageUnit) => boolean,
): readonly Block[] {
  const blocks: Block[] = []
  const groups = new Map<number, PassageUnit[]>()
  for (const unit of units) {
    if (unit.group === null) continue
    const own = groups.get(unit.group)
    if (own === undefined) groups.set(unit.group, [unit])
    else own.push(unit)
  }
  for (const [first, unit] of units.entries()) {
    if (unit.kind === 'heading') continue
    if (unit.group === null) {
      if (mayQuote(unit)) blocks.push({ first, kind: 'sentence', units: [unit], cut: false })
      continue
    }
    const all = groups.get(unit.group)
    if (all === undefined || all[0] !== unit) continue
    const table = all.some(({ kind }) => kind === 'row')
    const quotable = all.filter(mayQuote)
    // Without bullets and lead-in, each entry says what it says.
    const loose = all.every(({ kind, opener }) => kind === 'entry' && opener === null)
    if (quotable.length === 0 || (quotable[0] !== all[0] && !loose)) continue
    const kept = table ? quotable : withinBounds(quotable)
    // A lead-in is nothing without what it leads into.
    if (!loose && kept.length === 1 && all.length > 1) continue
    blocks.push({ first, kind: table ? 'table' : 'list', units: kept, cut: kept.length < all.length })
  }
  return blocks
}

function withinBounds(units: readonly PassageUnit[]): readonly PassageUnit[] {
  const kept: PassageUnit[] = []
  let characters = 0
  for (const unit of units) {
    const entries = kept.filter(({ kind }) => kind === 'entry').length
    characters += unit.end - unit.start
    if (kept.length > 1 && (entries >= mostEntries || characters > mostCharacters)) break
    kept.push(unit)
  }
  return kept
}
