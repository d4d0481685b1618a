import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { sql } from 'kysely'
import { withProblems } from '../database-problem.ts'
import { firstId, pages } from '../reading/pages.ts'
import { judgmentRowSchema } from '../rows.ts'
import type { Store } from '../store.ts'

/** All judgments of a review in one hash. */
export interface MarksHash {
  /** Those that a later one supersedes, and those without a mark, are among them. */
  readonly judgments: number
  /** Of them, those that hold a mark. */
  readonly withMark: number
  /** SHA-256 over their rows as a bundle has them (canonical JSON, one a line), in the order of their ids. */
  readonly hash: string
}

const pageRows = 5000

/**
 * Reads what a review's judgments come to, so that a change of any of them, one more or one fewer shows. Judgments that were
 * imported from a file are no part of a review.
 */
export async function readMarksHash(
  store: Pick<Store, 'database'>,
  study: { readonly id: string },
): Promise<MarksHash> {
  const read = (after: string, size: number) =>
    withProblems(async () => {
      const { rows } = await sql<Readonly<Record<string, unknown>>>`
        select * from judgment
        where study_id = ${study.id}::uuid and import_id is null and id > ${after}::uuid
        order by id limit ${size}`.execute(store.database)
      return rows
    })
  const hash = createHash('sha256')
  let judgments = 0
  let withMark = 0
  for await (const page of pages(pageRows, firstId, read, (row) => String(row.id))) {
    for (const { seq: _, ...row } of page) {
      const judgment = judgmentRowSchema.parse(row)
      hash.update(`${canonicalize(judgment)}\n`)
      judgments += 1
      if (judgment.value !== null) withMark += 1
    }
  }
  return { judgments, withMark, hash: hash.digest('hex') }
}
