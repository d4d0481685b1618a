import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { readTrial } from '../src/store/assisted/read-trial.ts'
import { openStore } from '../src/store/store.ts'
import { findStudy } from '../src/store/studies.ts'
import { type TrialStudy, trialStudy } from './support/trial-study.ts'

let trial: TrialStudy
beforeAll(async () => {
  trial = await trialStudy()
})
afterAll(() => trial[Symbol.asyncDispose]())

const run: TrialStudy['run'] = (...given) => trial.run(...given)

/** Writes what the store forbids, as somebody with the key of the database could. */
async function rewrite(statement: RawBuilder<unknown>): Promise<void> {
  const store = await openStore({ workspace: trial.folder })
  try {
    await store.database.transaction().execute(async (transaction) => {
      await sql`set local session_replication_role = replica`.execute(transaction)
      await statement.execute(transaction)
    })
  } finally {
    await store.close()
  }
}

/** Gives an allocation the arm so many places on, in the order of the ids. */
const turnArm = (number: number, places: number) =>
  rewrite(sql`
    update allocation set arm_id = (
      select id from (
        select id, row_number() over (order by key) - 1 as place from arm
      ) as arms
      where place = (
        (select count(*) from arm where key < (select key from arm where id = allocation.arm_id)) + ${places} + 3
      ) % 3
    )
    where kind = 'simulated' and number = ${number}`)

it('a trial is opened by its lock, tried with simulated participants, and closed', async () => {
  const { plan } = await trial.plan()
  expect((await run('trial', 'status')).text).toContain('TRIAL_NOT_OPEN')
  expect((await run('trial', 'open')).text).toContain('TRIAL_NOT_LOCKED')
  expect((await run('lock')).code).toBe(0)
  expect((await run('trial', 'open')).json).toEqual({ opened: true, cases: 3, arms: 3, talking: 2 })
  expect((await run('trial', 'open')).text).toContain('TRIAL_OPEN')

  const simulated = await run('trial', 'simulate', '--participants', '9', '--seed', '4', '--fidelity', '1')
  expect(simulated.json).toEqual({
    simulated: 9,
    decisions: 18,
    unanswered: 0,
    seed: 4,
    fidelity: 1,
  })
  const status = await run('trial', 'status')
  expect(status.json).toMatchObject({
    enrolled: 0,
    randomised: 0,
    decided: 0,
    simulated: 9,
    recruiting: true,
  })
  expect(status.text).not.toMatch(/zephyr|quartz/)
  expect((await run('export', join(trial.workspace, 'bundle'))).text).toContain('EXPORT_TRIAL_OPEN')

  const audited = (agree: number, of = 9) => [
    { list: 'real', allocations: 0, agree: 0 },
    { list: 'simulated', allocations: of, agree },
  ]
  expect((await run('trial', 'verify')).json).toEqual({ open: true, lists: audited(9), problems: [] })
  await turnArm(7, 1)
  const openTampered = await run('trial', 'verify')
  expect(openTampered.code).toBe(1)
  expect(openTampered.json).toMatchObject({
    lists: audited(8),
    problems: [
      {
        code: 'TRIAL_ALLOCATION_OTHER',
        place: { record: 'allocation 7 of SIMULATED participants' },
        value: null,
      },
    ],
  })
  expect(openTampered.text).not.toMatch(/zephyr|quartz|usual-means/)

  const closed = await run('trial', 'close')
  expect(closed.json).toEqual({ closed: true, randomised: 0, decided: 0, simulated: 9 })
  expect((await run('trial', 'close')).text).toContain('TRIAL_CLOSED')
  expect((await run('trial', 'simulate', '--participants', '1')).code).toBe(1)
  expect((await run('audit', 'verify')).code).toBe(0)
  // The same once the arms may be told: what was found, and what the secret gives.
  const tampered = await run('trial', 'verify')
  expect(tampered.code).toBe(1)
  const [other] = tampered.json.problems
  expect(tampered.json.problems).toHaveLength(1)
  expect(other.value).not.toBe(other.expected)
  expect(plan.arms.map(({ id }) => id)).toEqual(expect.arrayContaining([other.value, other.expected]))
  expect(other.remedy).toContain('changed after the draw')
  // The analysis says so before anything else of the results, in the terminal, the file and the page.
  const warned = await run('analyse')
  expect(warned.json.allocations).toMatchObject({
    lists: audited(8),
    problems: [{ code: 'TRIAL_ALLOCATION_OTHER' }],
  })
  const report = async (name: string) => readFile(join(trial.folder, 'report', name), 'utf8')
  expect(JSON.parse(await report('results.json')).allocations).toEqual(warned.json.allocations)
  expect(await report('report.html')).toContain('The allocations do not agree with the secret and the log.')
  // Back as it was: everything agrees.
  await turnArm(7, -1)
  expect((await run('analyse')).json.allocations).toEqual({ lists: audited(9), problems: [] })
  expect(await report('report.html')).toContain(
    '9 of 9 allocations of SIMULATED participants agree with the secret and the log.',
  )
  const whole = await run('trial', 'verify')
  expect(whole).toMatchObject({ code: 0, json: { open: false, lists: audited(9), problems: [] } })
  // Nobody has coded what the SIMULATED participants typed, which coders read among the texts of people.
  expect((await run('export', join(trial.workspace, 'bundle'))).text).toContain('EXPORT_TRIAL_BLIND')

  const store = await openStore({ workspace: trial.folder })
  try {
    const record = z.object({ id: z.string() }).parse(await findStudy(store, '.'))
    const { participants, encounters } = await readTrial(store, record)
    expect(participants.map(({ kind, number }) => [kind, number])).toEqual(
      Array.from({ length: 9 }, (_, index) => ['simulated', index + 1]),
    )
    // Blocks of three: each arm had three participants, and so six encounters.
    const countOf = (arm: string) => encounters.filter((one) => one.arm === arm).length
    expect([countOf('usual-means'), countOf('zephyr-arm'), countOf('quartz-arm')]).toEqual([6, 6, 6])
    // Who follows the answer decides as it says.
    const helped = encounters.filter(({ arm }) => arm !== 'usual-means')
    expect(new Set(helped.map(({ decision }) => decision?.disposition))).toEqual(new Set(['emergency']))
    expect(new Set(helped.map(({ decision }) => decision?.conditions.join()))).toEqual(
      new Set(['Goldcondition haemorrhage']),
    )
    expect(encounters.every(({ decision }) => decision?.seconds === null)).toBe(true)
  } finally {
    await store.close()
  }

  // Somebody with the key of the database changes the log, and writes another secret, and takes an allocation away.
  const codes = async () =>
    (await run('trial', 'verify')).json.problems.map(({ code }: { readonly code: string }) => code)
  const entry = sql`kind = 'simulated' and number = 9`
  await rewrite(
    sql`delete from encounter using allocation where encounter.person_id = allocation.person_id and ${entry}`,
  )
  await rewrite(sql`delete from allocation where ${entry}`)
  expect((await run('trial', 'verify')).json).toMatchObject({
    lists: audited(8),
    problems: [
      {
        code: 'TRIAL_ALLOCATION_MISSING',
        place: { record: 'allocation 9 of SIMULATED participants' },
      },
    ],
  })
  await rewrite(sql`update audit_entry set document = replace(document, '"number":3', '"number":33')`)
  expect(await codes()).toContain('TRIAL_LOG_ALTERED')
  await rewrite(sql`update trial set secret = ${'0f'.repeat(32)}`)
  expect(await codes()).toContain('TRIAL_OPENING_OTHER')
})
