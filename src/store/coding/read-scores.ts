import { sql } from 'kysely'
import { z } from 'zod'
import { type Consensus, consensus } from '../../assisted/scoring/consensus.ts'
import { scoreDecisions } from '../../assisted/scoring/score-decisions.ts'
import { type ReplyCode, type StageText, scoreStages } from '../../assisted/scoring/score-stages.ts'
import type { ScoredDecision, StageScore } from '../../assisted/trial-data.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { readTrial } from '../assisted/read-trial.ts'
import type { Database } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { readSnapshot } from '../snapshot.ts'
import type { Store } from '../store.ts'
import { readCodings } from './read-codings.ts'
import { readProposals } from './read-proposals.ts'

type ScoringPlan = Pick<AssistedPlan, 'cases' | 'dispositions' | 'coding'>

/**
 * Every encounter of a trial with its score by the final codes of people; what is not final yet is null. Simulated participants are
 * among them, as such.
 */
export function readScoredDecisions(
  store: Store,
  study: { readonly id: string },
  plan: ScoringPlan,
): Promise<readonly ScoredDecision[]> {
  return withProblems(() =>
    readSnapshot(store, async (snapshot) => {
      const { participants, encounters } = await readTrial(snapshot, study)
      const final = await consensusByTask(snapshot.database, study, plan)
      const tasks = await tasksOfConditions(snapshot.database, study)
      return scoreDecisions(plan, participants, encounters, (encounter) =>
        (tasks.get(encounter) ?? []).map((task) => (task === null ? null : (final.get(task) ?? null))),
      )
    }),
  )
}

/**
 * By what the texts of models are scored. `people`: their final codes; what they were not given is null, and a random part of the
 * conversations is no worse than fewer conversations. A proposer (the matcher's version or the judge's id): its proposals, which are
 * to be shown as such, beside their calibration. People's decisions are scored by people in either case.
 */
export type ScoredBy = 'people' | { readonly proposer: string }

/**
 * One row for every answer of a model that was asked with the whole case, and for every encounter with a model one for the first
 * turn, one for the end of the conversation and one for the person; of the control the person alone. Where there is no text, or no
 * final code, scores are null.
 */
export function readStageScores(
  store: Store,
  study: { readonly id: string },
  plan: ScoringPlan & Pick<AssistedPlan, 'control'>,
  by: ScoredBy = 'people',
): Promise<readonly StageScore[]> {
  return withProblems(() =>
    readSnapshot(store, async (snapshot) => {
      const decisions = await readScoredDecisions(snapshot, study, plan)
      const codeOf =
        by === 'people'
          ? finalCodes(await consensusByTask(snapshot.database, study, plan))
          : await proposedCodes(snapshot, study, by.proposer)
      return scoreStages(plan, await stageTexts(snapshot.database, study, plan.control, codeOf), decisions)
    }),
  )
}

async function consensusByTask(
  database: Database,
  study: { readonly id: string },
  { coding }: Pick<AssistedPlan, 'coding'>,
): Promise<ReadonlyMap<string, Consensus>> {
  const texts = await readCodings(database, study)
  return new Map(texts.map((text) => [text.task, consensus(text, coding.coders)]))
}

const conditionSchema = z.object({ encounter: z.string(), tasks: z.array(z.string().nullable()) })

/** The task of every condition of a decision, in its order; null for one that the coders do not have. */
async function tasksOfConditions(
  database: Database,
  study: { readonly id: string },
): Promise<ReadonlyMap<string, readonly (string | null)[]>> {
  const { rows } = await sql`
    select trial_decision.encounter_id as encounter, coalesce((
      select json_agg(task_id order by named.place) from generate_series(0, conditions - 1) as named (place)
      left join coding_source on coding_source.encounter_id = trial_decision.encounter_id
        and stage = 'person' and coding_source.place = named.place
    ), '[]') as tasks
    from trial_decision where study_id = ${study.id}::uuid`.execute(database)
  return new Map(
    rows.map((row) => conditionSchema.parse(row)).map(({ encounter, tasks }) => [encounter, tasks]),
  )
}

type CodeOfTask = (task: string) => ReplyCode | null

function finalCodes(codes: ReadonlyMap<string, Consensus>): CodeOfTask {
  return (task) => {
    const one = codes.get(task)
    return one?.state === 'final' ? one.code : null
  }
}

async function proposedCodes(
  store: Store,
  study: { readonly id: string },
  proposer: string,
): Promise<CodeOfTask> {
  const proposals = (await readProposals(store.database, study)).filter((one) => one.proposer === proposer)
  const codes = new Map(proposals.map((one) => [one.task, one.failure === null ? one : null]))
  return (task) => codes.get(task) ?? null
}

const textSchema = z.object({
  stage: z.enum(['expert-query', 'first-turn', 'conversation']),
  arm: z.string(),
  case: z.string(),
  encounter: z.string().nullable(),
  participant: z.string().nullable(),
  task: z.string().nullable(),
})

async function stageTexts(
  database: Database,
  study: { readonly id: string },
  control: string,
  codeOf: CodeOfTask,
): Promise<readonly StageText[]> {
  const { rows } = await sql`
    select 'expert-query' as stage, arm.key as arm, item.key as case, null::uuid as encounter,
      null::uuid as participant, task_id as task, 0 as turn, answer.replicate as last, answer.id
    from answer join item on item.id = answer.item_id join arm on arm.id = answer.arm_id
    left join coding_source on coding_source.answer_id = answer.id
    where answer.study_id = ${study.id}::uuid
    union all
    select turn.stage, arm.key, item.key, encounter.id, encounter.person_id, task_id, turn.number, encounter.place, encounter.id
    from encounter join item on item.id = encounter.item_id join arm on arm.id = encounter.arm_id
    cross join (values ('first-turn', 1), ('conversation', 2)) as turn (stage, number)
    left join coding_source on coding_source.encounter_id = encounter.id and coding_source.stage = turn.stage
    where encounter.study_id = ${study.id}::uuid and arm.key <> ${control}
    order by turn, arm, "case", last, id`.execute(database)
  return rows.map((row) => {
    const { task, ...where } = textSchema.parse(row)
    return { ...where, code: task === null ? null : codeOf(task) }
  })
}
