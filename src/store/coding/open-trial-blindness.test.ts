import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { statusLines } from '../../cli/coding/status-lines.ts'
import { decide } from '../assisted/decide.ts'
import { enrol } from '../assisted/enrol.ts'
import { randomise } from '../assisted/randomise.ts'
import { withdraw } from '../assisted/withdraw.ts'
import { codingTrial } from '../testing/coding-trial.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { answersWait } from './answers-wait.ts'
import { readCodingStatus } from './coding-status.ts'
import { openCoding } from './open-coding.ts'
import { readProposalCounts } from './proposal-counts.ts'
import { readCodingProgress, readNextTask } from './read-task.ts'
import { readTexts } from './read-texts.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const all = { conversations: null, seed: 7 }
const encounterSchema = z.object({ id: z.string(), arm: z.string() })

/** A trial in blocks of two, where who knows the arm of the first of a block knows that of the second. */
async function blocksOfTwo() {
  const made = await codingTrial(await server.freshStore())
  const { store, study, answers } = made
  const ratio = [
    { arm: 'tarn', weight: 1 },
    { arm: 'control', weight: 1 },
  ]
  const assisted = { ...made.assisted, randomisation: { method: 'block' as const, ratio, blocks: [2] } }
  const coder = randomUUID()
  await store.database.insertInto('person').values({ id: coder, study_id: study.id }).execute()
  await made.expertAnswers([{ case: 'headache', text: 'Subarachnoid haemorrhage. Call 999.' }])

  /** A real participant the whole way: whoever has the model is answered twice in each case, and all decide in as many words. */
  const takePart = async (number: number) => {
    const { person } = await enrol(store, study, { kind: 'real', consentVersion: '1' })
    await randomise(store, study, assisted, person)
    const { rows } = await sql`
      select encounter.id, arm.key as arm from encounter join arm on arm.id = encounter.arm_id
      where person_id = ${person}::uuid`.execute(store.database)
    const encounters = rows.map((row) => encounterSchema.parse(row))
    for (const { id, arm } of encounters) {
      if (arm === 'tarn') await answers(person, id, [`First to ${number}.`, `Last to ${number}.`])
      const decision = { conditions: [`guess ${number}`, 'migraine'], disposition: 'gp', confidence: 50 }
      await decide(store, study, person, { ...decision, encounter: id, key: randomUUID() }, false)
    }
    return { person, arm: encounters[0]?.arm }
  }
  /** All that a command or the desk tells of the coding. */
  const told = async () => {
    const opened = await openCoding(store, study, assisted, all)
    const status = await readCodingStatus(store, study, assisted, 7)
    return {
      opened,
      status,
      lines: statusLines(status, 2),
      progress: await readCodingProgress(store, study, coder, 2),
      proposals: await readProposalCounts(store, study, 'matcher-1'),
      toJudge: (await readTexts(store, study)).length,
    }
  }
  return { ...made, assisted, coder, takePart, told }
}

it('while the trial is open every count grows alike, whatever arm the last participant has', async () => {
  const { store, study, coder, takePart, told } = await blocksOfTwo()
  const arms: (string | undefined)[] = []
  const people: string[] = []
  for (let number = 1; number <= 6; number++) {
    const { person, arm } = await takePart(number)
    arms.push(arm)
    people.push(person)
    // Two cases of two conditions each; "migraine" of a case is new from the first participant alone.
    const distinct = 2 * number + 2
    const now = await told()
    expect(now.opened, `${number} ${arm}`).toEqual({
      real: { texts: 4, tasks: number === 1 ? 4 : 2 },
      simulated: { texts: 0, tasks: 0 },
      answersHeldBack: true,
    })
    expect(now.status.real.map(({ kind, texts, open }) => [kind, texts, open])).toEqual([
      ['condition', distinct, distinct],
    ])
    expect(now.status.simulated.map(({ kind }) => kind)).toEqual(['condition'])
    expect(now.lines.join('\n')).not.toMatch(/answer/i)
    expect(now.progress).toEqual({ done: 0, left: distinct, toAdjudicate: 0 })
    expect(now.proposals.real).toEqual({ texts: distinct, proposed: distinct })
    expect(now.toJudge).toBe(distinct)
    expect((await readNextTask(store, study, coder, 2))?.kind).toBe('condition')
  }
  // Both arms came in every block.
  for (const first of [0, 2, 4]) expect([arms[first], arms[first + 1]].sort()).toEqual(['control', 'tarn'])
  // Whoever leaves with their words takes as many texts along in either arm.
  for (const [gone, person] of people.slice(0, 2).entries()) {
    await withdraw(store, study, person, true)
    const { status, progress } = await told()
    expect(status.deleted).toBe(2 * (gone + 1))
    expect(progress.left).toBe(14 - 2 * (gone + 1))
  }
})

it('answers of models come to the coders once the trial is closed', async () => {
  const { store, study, close, takePart, told } = await blocksOfTwo()
  for (const number of [1, 2]) await takePart(number)
  await told()
  await close()
  expect(await answersWait(store, study)).toBe(true)
  // Of the one with the model two answers in each of two cases, and one of the model alone.
  const after = await told()
  expect(after.opened).toEqual({
    real: { texts: 5, tasks: 5 },
    simulated: { texts: 0, tasks: 0 },
    answersHeldBack: false,
  })
  expect(after.status.real.map(({ kind, texts }) => [kind, texts])).toEqual([
    ['condition', 6],
    ['reply', 5],
  ])
  expect(await answersWait(store, study)).toBe(false)
})

it('answers that are with the coders of an open trial, as from an older version, are in no count of the status', async () => {
  const { store, study, assisted, close, takePart, told } = await blocksOfTwo()
  for (const number of [1, 2]) await takePart(number)
  await close()
  await told()
  await sql`alter table trial_closing disable trigger user`.execute(store.database)
  await sql`delete from trial_closing where study_id = ${study.id}::uuid`.execute(store.database)
  const { real } = await readCodingStatus(store, study, assisted, 7)
  expect(real.map(({ kind, texts }) => [kind, texts])).toEqual([['condition', 6]])
})
