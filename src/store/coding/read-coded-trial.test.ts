import { randomUUID } from 'node:crypto'
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codingTrial } from '../testing/coding-trial.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { openCoding } from './open-coding.ts'
import { readCodedTrial } from './read-coded-trial.ts'
import { readNextTask } from './read-task.ts'
import { saveCoding } from './save-coding.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** Lets something be written as soon as the first query has its answer. */
function afterFirstQuery(write: () => Promise<void>): KyselyPlugin {
  let done = false
  return {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      if (!done) {
        done = true
        await write()
      }
      return result
    },
  }
}

it('is of one moment: what others write while it is read is in none of it', async () => {
  const { store, study, assisted, participant } = await codingTrial(await server.freshStore())
  const decided = { conditions: ['SAH'], disposition: '999' }
  await participant('tarn', [{ case: 'headache', replies: ['Go now.'], decided }])
  await openCoding(store, study, assisted, { conversations: 0, seed: 7 })
  const coder = async () => {
    const id = randomUUID()
    await store.database.insertInto('person').values({ id, study_id: study.id }).execute()
    return id
  }
  const code = async (who: string) => {
    const next = await readNextTask(store, study, who, 2)
    await saveCoding(store, study, assisted, who, {
      key: randomUUID(),
      task: next?.task ?? '',
      code: { condition: 'Subarachnoid haemorrhage', disposition: null, unsure: false },
      role: 'coder',
    })
  }
  await code(await coder())
  const second = await coder()
  // Meanwhile the last code is given, and another participant comes and decides.
  const plugin = afterFirstQuery(async () => {
    await code(second)
    await participant('control', [{ case: 'headache', decided }])
  })
  const during = await readCodedTrial(
    { ...store, database: store.database.withPlugin(plugin) },
    study,
    assisted,
  )
  expect(during?.participants).toHaveLength(1)
  expect(during?.encounters).toHaveLength(1)
  expect(during?.counts).toMatchObject({ enrolled: 1, randomised: 1, decided: 1 })
  expect(during?.decisions.map(({ condition }) => condition)).toEqual([null])
  expect(during?.stages.flatMap(({ participant: of }) => of ?? [])).toHaveLength(3)
  const after = await readCodedTrial(store, study, assisted)
  expect(after?.participants).toHaveLength(2)
  expect(after?.counts).toMatchObject({ enrolled: 2, decided: 2 })
  expect(after?.decisions.map(({ condition }) => condition)).toEqual([true, null])
})
