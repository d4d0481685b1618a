import type { LoadedItems } from '../../items/loaders/loaded.ts'
import type { NearDuplicate } from '../../items/near-duplicates.ts'
import { findSet } from '../../items/sets.ts'
import { counted } from '../../report/format.ts'
import type { ImportResult } from '../../store/imports/write-import.ts'
import type { CommandResult } from '../run-command.ts'
import type { Chosen } from './choose-items.ts'

const pairsShown = 5

/** Items that ask nearly the same as another. */
export interface Nearness {
  readonly inside: readonly NearDuplicate[]
  readonly withStudy: readonly NearDuplicate[]
}

/** What an import of items says to a person and to a program. */
export function itemsReport(
  format: string,
  loaded: LoadedItems,
  chosen: Chosen,
  near: Nearness,
  written: ImportResult,
  next: string,
): CommandResult {
  const set = findSet(format)
  return {
    json: {
      import: written.id,
      records: loaded.records,
      badRecords: loaded.badRecords,
      notListed: loaded.leftOut,
      notAskedFor: chosen.filtered,
      notDrawn: chosen.notDrawn,
      items: written.items,
      seed: chosen.seed,
      strata: chosen.strata,
      nearDuplicates: near.inside,
      nearDuplicatesWithStudy: near.withStudy,
      remarks: loaded.remarks,
      licence: set?.licence ?? null,
      contamination: set?.contamination ?? null,
    },
    lines: [
      `Imported ${counted(written.items, 'new item')} of ${counted(loaded.records, 'record')}.`,
      ...(chosen.how === null ? [] : [`Drawn: ${chosen.how}.`]),
      ...chosen.strata.map(
        ({ values, available, drawn }) =>
          `  ${values.map((value) => value ?? 'not given').join(' / ') || 'all'}: ${drawn} of ${available}`,
      ),
      ...(loaded.badRecords === 0 ? [] : [`Left out ${counted(loaded.badRecords, 'bad record')}.`]),
      ...loaded.remarks,
      ...nearLines(near.inside, 'among them'),
      ...nearLines(near.withStudy, 'with items that the study had'),
      ...(set === null ? [] : [`Contamination: ${set.contamination}`]),
      next,
    ],
  }
}

function nearLines(pairs: readonly NearDuplicate[], where: string): readonly string[] {
  if (pairs.length === 0) return []
  const more = pairs.length - pairsShown
  return [
    `Near-duplicates ${where}: ${counted(pairs.length, 'pair')}.`,
    ...pairs
      .slice(0, pairsShown)
      .map(({ one, other, similarity }) => `  ${one} and ${other}, similarity ${similarity.toFixed(2)}`),
    ...(more > 0 ? [`  and ${more} more; --json prints all of them.`] : []),
  ]
}
