import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codingTrial } from '../testing/coding-trial.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { readCodingTotals } from './coding-totals.ts'
import { openCoding } from './open-coding.ts'
import { readNextTask } from './read-task.ts'
import { saveCoding } from './save-coding.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

it('counts texts and final codes of all kinds together, those of SIMULATED participants apart', async () => {
  const { store, study, assisted, participant } = await codingTrial(await server.freshStore())
  const decided = (conditions: string[]) => [
    { case: 'headache' as const, decided: { conditions, disposition: '999' } },
  ]
  await participant('control', decided(['sah', 'migraine']))
  await participant('control', decided(['sah', 'stress']), 'simulated')
  expect(await readCodingTotals(store, study, assisted)).toEqual({
    real: { texts: 0, final: 0 },
    simulated: { texts: 0, final: 0 },
  })
  await openCoding(store, study, assisted, { conversations: 0, seed: 7 })
  const code = async () => {
    const person = randomUUID()
    await store.database.insertInto('person').values({ id: person, study_id: study.id }).execute()
    for (;;) {
      const next = await readNextTask(store, study, person, 2)
      if (next === null) return
      const code = { condition: null, disposition: null, unsure: false }
      await saveCoding(store, study, assisted, person, {
        key: randomUUID(),
        task: next.task,
        role: 'coder',
        code,
      })
    }
  }
  await code()
  // One coder of two decides nothing alone.
  expect(await readCodingTotals(store, study, assisted)).toEqual({
    real: { texts: 2, final: 0 },
    simulated: { texts: 1, final: 0 },
  })
  await code()
  expect(await readCodingTotals(store, study, assisted)).toEqual({
    real: { texts: 2, final: 2 },
    simulated: { texts: 1, final: 1 },
  })
})
