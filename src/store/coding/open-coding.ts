import { createHash, randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { CodedKind } from '../../assisted/scoring/code.ts'
import { findMention } from '../../assisted/scoring/find-mention.ts'
import { matchCondition, matcherVersion } from '../../assisted/scoring/match-condition.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { type GatheredText, type GatherOptions, gatherTexts } from './gathered-texts.ts'
import { kindsAtDesk } from './kinds-at-desk.ts'

/** Advisory lock under which texts are brought to the coders. */
const openingLock = 0x45515565

export interface OpenedTexts {
  /** Texts that came from somewhere new. */
  readonly texts: number
  /** Of them, those that nobody was asked about before, each once. */
  readonly tasks: number
}

/** Real participants' texts and those of models alone, and apart from them those of SIMULATED participants. */
export interface OpenedCoding {
  /** A new text of both is a real one. */
  readonly real: OpenedTexts
  readonly simulated: OpenedTexts
  /** The trial is open: answers of models stay away from the coders until it is closed. */
  readonly answersHeldBack: boolean
}

interface NewTask {
  readonly id: string
  readonly kind: CodedKind
  readonly item: string
  readonly case: string
  readonly words: string
  readonly hash: string
}

const knownSchema = z.object({ task: z.string(), item: z.string(), kind: z.string(), hash: z.string() })

/**
 * Brings the texts of a trial to the coders, with the matcher's proposals, which nobody sees who codes. A text that the coders have
 * already, of the same case and kind, gets no second task. It can be done again at any time, and adds what has come since.
 * While the trial is open these are typed conditions alone (`kindsAtDesk`).
 */
export function openCoding(
  store: Store,
  study: { readonly id: string },
  plan: Pick<AssistedPlan, 'cases'>,
  options: GatherOptions,
): Promise<OpenedCoding> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${openingLock}, hashtext(${study.id}))`.execute(transaction)
      const kinds = await kindsAtDesk(transaction, study)
      const texts = await gatherTexts(transaction, study, options, kinds)
      const { rows } = await sql`
        select task_id as task, item_id as item, kind, words_sha256 as hash from coding_words
        where study_id = ${study.id}::uuid`.execute(transaction)
      const known = new Map(
        rows
          .map((row) => knownSchema.parse(row))
          .map(({ task, item, kind, hash }) => [keyOf(item, kind, hash), task]),
      )
      const tasks: NewTask[] = []
      const sources = texts.map((text) => {
        const hash = createHash('sha256').update(text.words, 'utf8').digest('hex')
        const key = keyOf(text.item, text.kind, hash)
        const task = known.get(key) ?? randomUUID()
        if (!known.has(key)) tasks.push({ id: task, hash, ...text })
        known.set(key, task)
        return { task, text }
      })
      await insertTasks(transaction, study, tasks)
      await insertSources(transaction, study, sources)
      await insertProposals(transaction, study, plan, tasks)
      return { ...countsOf(sources, tasks), answersHeldBack: !kinds.includes('reply') }
    }),
  )
}

function countsOf(
  sources: readonly { readonly task: string; readonly text: GatheredText }[],
  tasks: readonly NewTask[],
): Pick<OpenedCoding, 'real' | 'simulated'> {
  const ofReal = sources.filter(({ text }) => !text.simulated)
  const known = new Set(ofReal.map(({ task }) => task))
  const newOfReal = tasks.filter(({ id }) => known.has(id)).length
  return {
    real: { texts: ofReal.length, tasks: newOfReal },
    simulated: { texts: sources.length - ofReal.length, tasks: tasks.length - newOfReal },
  }
}

function keyOf(item: string, kind: string, hash: string): string {
  return `${item}/${kind}/${hash}`
}

async function insertTasks(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  tasks: readonly NewTask[],
): Promise<void> {
  if (tasks.length === 0) return
  const columns = sql`unnest(
    ${tasks.map(({ id }) => id)}::uuid[], ${tasks.map(({ kind }) => kind)}::text[],
    ${tasks.map(({ item }) => item)}::uuid[], ${tasks.map(({ words }) => words)}::text[],
    ${tasks.map(({ hash }) => hash)}::text[]
  ) as new (id, kind, item_id, words, hash)`
  await sql`
    insert into coding_task (id, study_id, kind, item_id)
    select id, ${study.id}::uuid, kind, item_id from ${columns}`.execute(transaction)
  await sql`
    insert into coding_words (task_id, study_id, item_id, kind, words, words_sha256)
    select id, ${study.id}::uuid, item_id, kind, words, hash from ${columns}`.execute(transaction)
}

async function insertSources(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  sources: readonly { readonly task: string; readonly text: GatheredText }[],
): Promise<void> {
  if (sources.length === 0) return
  const texts = sources.map(({ text }) => text)
  await sql`
    insert into coding_source (id, study_id, task_id, stage, encounter_id, place, answer_id)
    select id, ${study.id}::uuid, task_id, stage, encounter_id, place, answer_id
    from unnest(
      ${sources.map(() => randomUUID())}::uuid[], ${sources.map(({ task }) => task)}::uuid[],
      ${texts.map(({ stage }) => stage)}::text[], ${texts.map(({ encounter }) => encounter)}::uuid[],
      ${texts.map(({ place }) => place)}::smallint[], ${texts.map(({ answer }) => answer)}::uuid[]
    ) as new (id, task_id, stage, encounter_id, place, answer_id)`.execute(transaction)
}

async function insertProposals(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  { cases }: Pick<AssistedPlan, 'cases'>,
  tasks: readonly NewTask[],
): Promise<void> {
  const goldOf = new Map(cases.map(({ id, conditions }) => [id, conditions]))
  const proposals = tasks.flatMap(({ id, kind, case: key, words }) => {
    const gold = goldOf.get(key)
    if (gold === undefined) return []
    return [{ task: id, ...(kind === 'condition' ? matchCondition : findMention)(words, gold) }]
  })
  if (proposals.length === 0) return
  await sql`
    insert into coding_proposal (id, study_id, task_id, kind, proposer, condition, score, reason)
    select id, ${study.id}::uuid, task_id, 'matcher', ${matcherVersion}, condition, score, reason
    from unnest(
      ${proposals.map(() => randomUUID())}::uuid[], ${proposals.map(({ task }) => task)}::uuid[],
      ${proposals.map(({ condition }) => condition)}::text[], ${proposals.map(({ score }) => score)}::float8[],
      ${proposals.map(({ reason }) => reason)}::text[]
    ) as new (id, task_id, condition, score, reason)`.execute(transaction)
}
