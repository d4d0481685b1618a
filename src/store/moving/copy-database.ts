import { problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { digestTable, type TableDigest } from './row-texts.ts'
import { readStoredTables } from './stored-tables.ts'
import { advanceNumbers, writeTexts } from './write-texts.ts'

/**
 * Copies every row of a database to an empty one of the same schema, reads all of it back, and compares.
 *
 * @returns Every table with its rows and the hash of their texts.
 * @throws ProblemError STORE_COPY_DIFFERS where what was read back is not what was written.
 */
export function copyDatabase(
  from: Database,
  to: Database,
  onTable: (table: string) => void,
): Promise<readonly TableDigest[]> {
  return withProblems(() =>
    from
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (source) => {
        const tables = await readStoredTables(source)
        const digests = await to.transaction().execute(async (target) => {
          const written: TableDigest[] = []
          for (const table of tables) {
            onTable(table.name)
            written.push(
              await digestTable(source, table, null, (texts) => writeTexts(target, table, null, texts)),
            )
          }
          await advanceNumbers(target, tables)
          return written
        })
        await to.transaction().execute(async (target) => {
          for (const [index, table] of tables.entries()) {
            const found = await digestTable(target, table, null)
            const wanted = digests[index]
            if (wanted?.sha256 !== found.sha256) throw differs(table.name, found, wanted)
          }
        })
        return digests
      }),
  )
}

function differs(table: string, found: TableDigest, wanted: TableDigest | undefined) {
  return problem(
    'STORE_COPY_DIFFERS',
    'What was read back from the new database is not what the old one holds; the old one stays in use.',
    'Check the disk, then run the same command again.',
    {
      place: { field: table },
      value: `${found.rows} rows, SHA-256 ${found.sha256}`,
      expected: `${wanted?.rows} rows, SHA-256 ${wanted?.sha256}`,
    },
  )
}
