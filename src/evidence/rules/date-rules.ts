import type { Ledger } from '../ledger/ledger.ts'
import type { BrokenLedgerRule } from './broken-ledger-rule.ts'

/**
 * Dates after the latest day that it can be. Every date of a ledger is of what has happened: a publication, an event, a view that
 * somebody held. None is a plan.
 *
 * @param latest The day, as `2026-11-26`; a month or a year is held against the same part of it.
 */
export function futureDates(ledger: Ledger, latest: string): BrokenLedgerRule[] {
  const later = (date: string) => date > latest.slice(0, date.length)
  const broken = (
    list: 'sources' | 'threads',
    entry: number,
    path: Path,
    value: string,
  ): BrokenLedgerRule => ({
    code: 'LEDGER_DATE_TO_COME',
    list,
    entry,
    path,
    message: 'The date is still to come, and a ledger tells what has happened.',
    value,
    expected: `${latest} at the latest`,
    remedy: 'Correct the date.',
  })
  return [
    ...ledger.sources.flatMap(({ date }, entry) =>
      date !== null && later(date) ? [broken('sources', entry, ['date'], date)] : [],
    ),
    ...ledger.threads.flatMap((thread, entry) =>
      [
        ...thread.timeline.map(({ date }, at) => ({ date, path: ['timeline', at, 'date'] })),
        ...thread.perspectives.flatMap(({ evolved }, place) =>
          evolved.map(({ date }, at) => ({ date, path: ['perspectives', place, 'evolved', at, 'date'] })),
        ),
      ]
        .filter(({ date }) => later(date))
        .map(({ date, path }) => broken('threads', entry, path, date)),
    ),
  ]
}

type Path = readonly (string | number)[]
