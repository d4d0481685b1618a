import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeImport } from '../imports/write-import.ts'
import { readKeyIds } from '../review/read-key-ids.ts'
import { ensureStudy } from '../studies.ts'
import { importedFile, source } from '../testing/sample.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { readArmAnswers } from './answer-counts.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

it('counts a call that failed until the question is answered, once however often it was made', async () => {
  const store = await server.freshStore()
  const study = await ensureStudy(store, 'trial', 'A trial')
  const answer = (item: string, status: 'answered' | 'refused') => ({
    item,
    arm: 'tarn',
    status,
    text: status === 'answered' ? 'Yes.' : null,
    provenance: 'recorded' as const,
  })
  await writeImport(
    store,
    study,
    importedFile('a', 4),
    source({
      items: ['q1', 'q2', 'q3'].map((key) => ({ key, text: `${key}?`, strata: {} })),
      arms: ['tarn'],
      // Nothing is known of q4 but its key.
      answers: [answer('q1', 'answered'), answer('q2', 'refused'), answer('q4', 'answered')],
    }),
  )
  const items = await readKeyIds(store, study, 'item')
  const arms = await readKeyIds(store, study, 'arm')
  // q3 failed twice; q1 failed and was answered after that.
  for (const [item, attempt] of [
    ['q3', 1],
    ['q3', 2],
    ['q1', 1],
  ] as const) {
    const id = v7()
    const call = {
      id,
      study_id: study.id,
      item_id: items.get(item) ?? '',
      arm_id: arms.get('tarn') ?? '',
      replicate: 0,
      attempt,
      worst_usd: 0,
      worst_tokens: 0,
    }
    await store.database.insertInto('call').values(call).execute()
    await store.database
      .insertInto('call_outcome')
      .values({
        id,
        study_id: study.id,
        status: 'failed',
        reason: 'timeout',
        usd: 0,
        tokens: 0,
        usage: null,
        citations: null,
        settings_refused: null,
        model_snapshot: null,
        request_id: null,
        http_status: null,
        seconds: null,
        raw: null,
      })
      .execute()
  }
  expect(await readArmAnswers(store, study, 1)).toEqual([
    { arm: 'tarn', answered: 2, refused: 1, failed: 1, toUnknownItems: 1 },
  ])
})
