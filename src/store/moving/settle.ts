import type { Transaction } from 'kysely'
import { problem } from '../../problem.ts'
import type { Tables } from '../database.ts'
import { copyRows } from './copy-ahead.ts'
import type { MoveParts } from './move-study.ts'
import { digestOfTables, digestTable, rowTexts, type TableDigest } from './row-texts.ts'
import type { StoredTable } from './stored-tables.ts'
import { holdPlace, openPlace, writePlace } from './study-place.ts'
import { advanceNumbers, removeRows, writeTexts } from './write-texts.ts'

/**
 * Holds the study at the source, copies what is still missing, reads everything back, and gives the study up at the source
 * once all of it is the same in both databases. Until that is stored, nothing of the source has changed.
 */
export function settle(parts: MoveParts): Promise<readonly TableDigest[]> {
  const { from, to, studyId, tables, targetIdentity, sourceIdentity, fromName, toName, onStep } = parts
  return from.database.transaction().execute(async (source) => {
    await holdPlace(studyId).execute(source)
    const digests: TableDigest[] = []
    for (const table of tables) digests.push(await settleTable(source, parts, table))
    const verified = digestOfTables(digests)
    await to.database.transaction().execute(async (transaction) => {
      await advanceNumbers(transaction, tables)
      await writePlace(transaction, studyId, {
        place: 'arriving',
        peerIdentity: sourceIdentity,
        peer: fromName,
        verified,
      })
    })
    await onStep?.('settled', null)
    await writePlace(source, studyId, {
      place: 'moved',
      peerIdentity: targetIdentity,
      peer: toName,
      verified,
    })
    return digests
  })
}

async function settleTable(
  source: Transaction<Tables>,
  parts: MoveParts,
  table: StoredTable,
): Promise<TableDigest> {
  const { studyId, onStep } = parts
  const wanted = await digestTable(source, table, studyId)
  if (isSame(wanted, await digestOfTarget(parts, table))) return wanted
  if (table.kept) await copyRows(source, parts, table)
  else await replaceRows(source, parts, table)
  await onStep?.('copied', table.name)
  const found = await digestOfTarget(parts, table)
  if (isSame(wanted, found)) return wanted
  throw problem(
    'STORE_MOVE_DIFFERS',
    'Rows of the study that are in the other database already are not those of this one; nothing was changed here.',
    'Move the study to a database that never had it, and keep the other one for a look at what differs.',
    {
      place: { field: table.name },
      value: `${found.rows} rows, SHA-256 ${found.sha256}`,
      expected: `${wanted.rows} rows, SHA-256 ${wanted.sha256}`,
    },
  )
}

function digestOfTarget({ to, studyId }: MoveParts, table: StoredTable): Promise<TableDigest> {
  return to.database.transaction().execute((transaction) => digestTable(transaction, table, studyId))
}

async function replaceRows(
  source: Transaction<Tables>,
  { to, studyId }: MoveParts,
  table: StoredTable,
): Promise<void> {
  await to.database.transaction().execute(async (transaction) => {
    await openPlace(studyId).execute(transaction)
    await removeRows(transaction, table, studyId)
    for await (const texts of rowTexts(source, table, studyId)) {
      await writeTexts(transaction, table, studyId, texts)
    }
  })
}

function isSame(one: TableDigest, other: TableDigest): boolean {
  return one.rows === other.rows && one.sha256 === other.sha256
}
