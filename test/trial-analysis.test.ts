import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { assistedResultsSchema } from '../src/analysis/assisted/results-schema.ts'
import { markupProblems } from '../src/report/testing/markup-check.ts'
import { assistedProtocol } from '../src/server/testing/assisted-trial.ts'
import { readNextTask } from '../src/store/coding/read-task.ts'
import { saveCoding } from '../src/store/coding/save-coding.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { findStudy } from '../src/store/studies.ts'
import { equipoise } from './support/command-line.ts'
import { type TrialStudy, trialStudy } from './support/trial-study.ts'

let trial: TrialStudy
beforeAll(async () => {
  trial = await trialStudy()
})
afterAll(() => trial[Symbol.asyncDispose]())

const run: TrialStudy['run'] = (...given) => trial.run(...given)
const results = async () =>
  assistedResultsSchema.parse(
    JSON.parse(await readFile(join(trial.folder, 'report', 'results.json'), 'utf8')),
  )
const onStore = async <Result>(use: (store: Store, record: { readonly id: string }) => Promise<Result>) => {
  const store = await openStore({ workspace: trial.folder })
  try {
    return await use(store, z.object({ id: z.string() }).parse(await findStudy(store, '.')))
  } finally {
    await store.close()
  }
}

/**
 * The trial's first so many participants made real ones in the store, since the test has nobody else. The store forbids such a
 * change, so its triggers are off for that long.
 */
const makeReal = (most: number) =>
  onStore((store, { id }) =>
    store.database.transaction().execute(async (transaction) => {
      await sql`set local session_replication_role = replica`.execute(transaction)
      await sql`
        update participant set kind = 'real' where person_id in (
          select person_id from allocation where study_id = ${id}::uuid and number <= ${most}
        )`.execute(transaction)
      await sql`
        update allocation set kind = 'real' where study_id = ${id}::uuid and number <= ${most}`.execute(
        transaction,
      )
    }),
  )

/** Two coders give a text of the right condition its code, and every other text none. */
const codeEverything = () =>
  onStore(async (store, record) => {
    const { assisted } = assistedProtocol().plan
    if (assisted === null) throw new Error('The protocol plans a trial.')
    for (let coder = 0; coder < 2; coder++) {
      const who = randomUUID()
      await store.database.insertInto('person').values({ id: who, study_id: record.id }).execute()
      for (;;) {
        const next = await readNextTask(store, record, who, 2)
        if (next === null) break
        const gold = /goldsynonym|goldcondition/i.test(next.words)
        const condition = gold ? 'Goldcondition haemorrhage' : null
        const disposition = next.words.includes('ambulance') ? 'emergency' : null
        await saveCoding(store, record, assisted, who, {
          key: randomUUID(),
          task: next.task,
          code: { condition, disposition, unsure: false },
          role: 'coder',
        })
      }
    }
  })

it('a trial is analysed once it is closed and coded, and tells nothing before', async () => {
  const { document } = await trial.plan()
  expect((await run('analyse')).text).toContain('TRIAL_NEVER_OPENED')
  await run('lock')
  await run('trial', 'open')
  expect(
    (await run('trial', 'simulate', '--participants', '36', '--seed', '4', '--fidelity', '0.8')).code,
  ).toBe(0)
  expect((await run('analyse')).json.lead).toMatch(/^So far nobody real took part\. 36 SIMULATED/)
  await makeReal(24)

  expect((await run('analyse')).json).toMatchObject({ withheld: 'trial-open', verdicts: [] })
  const open = await results()
  expect(open).toMatchObject({ outcomes: [], triage: [], stages: null, simulated: null })
  expect(open.flow).toMatchObject({ consented: 24, randomised: 24 })

  await run('trial', 'close')
  expect((await run('analyse')).json).toMatchObject({ withheld: 'coding-unfinished', verdicts: [] })
  expect((await results()).outcomes).toEqual([])

  // Before the coding is finished an export would tell its reader which arm does better.
  const bundle = (name: string) => join(trial.workspace, name)
  const refusedCode = async (...given: readonly string[]) =>
    (await run('export', ...given)).json.problems[0].code
  expect(await refusedCode(bundle('blind'))).toBe('EXPORT_TRIAL_BLIND')
  expect(await refusedCode(bundle('blind'), '--by', 'Olga')).toBe('EXPORT_TRIAL_BLIND')
  await run('invite', 'Olga', '--role', 'owner')
  await run('invite', 'Ann', '--role', 'analyst')
  expect(await refusedCode(bundle('blind'), '--by', 'Ann', '--reason', 'A copy')).toBe('ROLE_OTHER')
  expect(existsSync(bundle('blind'))).toBe(false)
  const handed = await run('export', bundle('handed'), '--by', 'Olga', '--reason', 'The data committee asked')
  expect(handed.json).toMatchObject({ blind: true })
  expect((await run('audit', 'list')).text).toContain('The data committee asked')
  // A copy of it is as blind as the trial.
  const copy = async () =>
    JSON.parse((await equipoise('export', bundle('again'), '--study', bundle('copy'), '--json')).out)
  expect((await equipoise('import', bundle('handed'), '--study', bundle('copy'))).exitCode).toBe(0)
  expect((await copy()).problems[0].code).toBe('EXPORT_TRIAL_BLIND')
  const saved = await equipoise('backup', bundle('saved'), '--study', trial.folder, '--json')
  expect(JSON.parse(saved.out).manifest.studies).toMatchObject([{ blind: true }])

  expect((await run('coding', 'open')).code).toBe(0)
  await codeEverything()
  expect((await run('export', bundle('coded'))).json).toMatchObject({ blind: false })
  const told = await run('analyse')
  expect(told.code).toBe(0)
  expect(told.json.withheld).toBeNull()
  expect(told.json.verdicts).toHaveLength(document.hypotheses?.length ?? 0)
  const { outcomes, stages, simulated, plan, data } = await results()
  expect(plan.state).toBe('prospective')
  // 24 real participants in blocks of three, two cases each: 16 decisions an arm; 12 simulated ones stand apart.
  for (const { arm, n } of outcomes[0]?.analyses[0]?.arms ?? []) expect(n, arm).toBe(16)
  expect(data).toMatchObject({ participants: 24, decisions: 48, simulatedParticipants: 12 })
  expect(simulated?.outcomes[0]?.arms.map((one) => one.simulated.n)).toEqual([8, 8, 8])
  // The stand-in names the condition in every message, so that only the last step can lose anything.
  const zephyr = stages?.[0]?.arms.find(({ arm }) => arm === 'zephyr-arm')
  expect(zephyr?.shares.map(({ stage, share }) => [stage, share]).slice(0, 2)).toEqual([
    ['first-turn', 1],
    ['conversation', 1],
  ])
  const person = outcomes[0]?.analyses[0]?.arms.find(({ arm }) => arm === 'zephyr-arm')?.risk ?? Number.NaN
  expect(zephyr?.steps.at(-1)?.difference).toBeCloseTo(person - 1, 12)
  expect(markupProblems(await readFile(join(trial.folder, 'report', 'report.html'), 'utf8'))).toEqual([])

  const before = await readFile(join(trial.folder, 'report', 'results.json'), 'utf8')
  await run('analyse')
  expect(await readFile(join(trial.folder, 'report', 'results.json'), 'utf8')).toBe(before)

  // What the file says otherwise than the lock is listed and not used.
  await trial.plan({}, { seed: 99 })
  const changed = await run('analyse')
  expect(changed.json.deviations).toEqual([
    { kind: 'protocol', place: 'seed', description: expect.stringContaining('the locked value was used') },
  ])
  expect((await results()).deviations).toHaveLength(1)
  expect((await run('trial', 'status')).json.deviations).toEqual(changed.json.deviations)
  expect(await readFile(join(trial.folder, 'report', 'report.html'), 'utf8')).toContain('id="deviations"')
})
