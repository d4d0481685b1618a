import type { Ledger } from '../ledger/ledger.ts'
import type { BrokenLedgerRule, LedgerList } from './broken-ledger-rule.ts'

const named = ['sources', 'systems', 'outcomes', 'studies', 'claims', 'threads'] as const

/** An id names one entry of its list; a relation stands once. */
export function repeatedIds(ledger: Ledger): BrokenLedgerRule[] {
  return [
    ...named.flatMap((list) =>
      repeated(
        list,
        ledger[list].map(({ id }) => id),
      ),
    ),
    ...repeated(
      'relations',
      ledger.relations.map(({ from, kind, to }) => `${from} ${kind} ${to}`),
    ),
  ]
}

function repeated(list: LedgerList, ids: readonly string[]): BrokenLedgerRule[] {
  const seen = new Map<string, number>()
  return ids.flatMap((id, entry) => {
    const other = seen.get(id)
    if (other === undefined) {
      seen.set(id, entry)
      return []
    }
    return [
      {
        code: 'LEDGER_ID_REPEATED',
        list,
        entry,
        other,
        path: list === 'relations' ? [] : ['id'],
        message: `Two ${list} of the ledger are the same one.`,
        value: id,
        expected: 'each once in all files',
        remedy: 'Rename one of the two, or leave it out.',
      },
    ]
  })
}
