import type { z } from 'zod'
import type { CriterionMarks, harmSchema } from '../../judging/judgment.ts'
import { withProblems } from '../database-problem.ts'
import { storedJudgmentRowSchema } from '../rows.ts'
import type { Store } from '../store.ts'
import { pages } from './pages.ts'

type Row = z.infer<typeof rowSchema>

/** A judgment as it is stored: with its place in the order of writing and the reviewer's pseudonym. */
export interface StoredJudgment {
  readonly id: string
  /** Rises with the order of writing; has gaps. */
  readonly seq: number
  readonly form: Row['form']
  readonly item: string
  readonly armA: string
  /** Null on an absolute mark. */
  readonly armB: string | null
  readonly axis: string
  readonly rendering: string | null
  /** Random pseudonym; null where the reviewer is not identified. */
  readonly reviewer: string | null
  /** Pairwise: 1 arm A, 0 tie, -1 arm B; absolute: a point of the scale; null: the mark is missing. */
  readonly value: number | null
  readonly strength: number | null
  /** Whether the reviewer would act on the answer of arm A, on an absolute mark too; null where nobody asked. */
  readonly adequacyA: boolean | null
  /** Null on an absolute mark. */
  readonly adequacyB: boolean | null
  /** Marks by the ids of criteria; null on an axis that has none, and where none was marked. */
  readonly criteria: CriterionMarks | null
  readonly harm: Readonly<z.infer<typeof harmSchema>> | null
  readonly side: Row['side']
  /** UTC. */
  readonly shownAt: string | null
  readonly decidedAt: string | null
  readonly activeSeconds: number | null
  readonly rulebookVersion: string | null
  readonly role: Row['role']
  readonly consent: boolean | null
  /** Id of the import that brought it; null for a mark of the review desk. */
  readonly importId: string | null
}

const rowSchema = storedJudgmentRowSchema.omit({ study_id: true, supersedes: true })
const pageRows = 20_000

/**
 * The judgments of a study that count now (those that a later one supersedes are left out), in the order of
 * writing, in lists of up to 20,000.
 */
export async function* readJudgments(
  store: Store,
  study: { readonly id: string },
): AsyncGenerator<readonly StoredJudgment[]> {
  const items = await keysOf(store, 'item', study.id)
  const arms = await keysOf(store, 'arm', study.id)
  const rows = pages(
    pageRows,
    0,
    (after, size) => withProblems(() => readPage(store, study.id, after, size)),
    (row) => row.seq,
  )
  for await (const page of rows) {
    yield page.map((raw) => {
      const row = rowSchema.parse(raw)
      return {
        id: row.id,
        seq: row.seq,
        form: row.form,
        item: known(items, row.item_id),
        armA: known(arms, row.arm_a_id),
        armB: row.arm_b_id === null ? null : known(arms, row.arm_b_id),
        axis: row.axis,
        rendering: row.rendering,
        reviewer: row.reviewer_id,
        value: row.value,
        strength: row.strength,
        adequacyA: row.adequacy_a,
        adequacyB: row.adequacy_b,
        criteria: row.criteria,
        harm: row.harm,
        side: row.side,
        shownAt: row.shown_at,
        decidedAt: row.decided_at,
        activeSeconds: row.active_seconds,
        rulebookVersion: row.rulebook_version,
        role: row.role,
        consent: row.consent,
        importId: row.import_id,
      }
    })
  }
}

function readPage(store: Store, studyId: string, after: number, size: number) {
  return store.database
    .selectFrom('judgment')
    .select([
      'id',
      'seq',
      'form',
      'item_id',
      'arm_a_id',
      'arm_b_id',
      'axis',
      'rendering',
      'reviewer_id',
      'value',
      'strength',
      'adequacy_a',
      'adequacy_b',
      'criteria',
      'harm',
      'side',
      'shown_at',
      'decided_at',
      'active_seconds',
      'rulebook_version',
      'role',
      'consent',
      'import_id',
    ])
    .where('study_id', '=', studyId)
    .where('seq', '>', after)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('judgment as later').select('later.id').whereRef('later.supersedes', '=', 'judgment.id'),
        ),
      ),
    )
    .orderBy('seq')
    .limit(size)
    .execute()
}

function keysOf(store: Store, table: 'item' | 'arm', studyId: string): Promise<ReadonlyMap<string, string>> {
  return withProblems(async () => {
    const rows = await store.database
      .selectFrom(table)
      .select(['id', 'key'])
      .where('study_id', '=', studyId)
      .execute()
    return new Map(rows.map((row) => [row.id, row.key]))
  })
}

function known(keys: ReadonlyMap<string, string>, id: string): string {
  const key = keys.get(id)
  // The database's foreign keys rule this out, except for a row that was added after the keys were read.
  if (key === undefined) throw new Error(`the study changed while it was read (row ${id}); read it again`)
  return key
}
