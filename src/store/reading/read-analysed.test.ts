import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeImport } from '../imports/write-import.ts'
import { ensureStudy } from '../studies.ts'
import { absolute, collect, importedFile, pairwise, source } from '../testing/sample.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import {
  countAnalysedMarks,
  readAnalysedMarks,
  readArmKeys,
  readFirstAnswers,
  readItemStrata,
} from './read-analysed.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function pagesOf<Page>(pages: AsyncGenerator<Page>): Promise<Page[]> {
  const all: Page[] = []
  for await (const page of pages) all.push(page)
  return all
}

it('reads what the analysis takes of a study, and only what counts now', async () => {
  const store = await server.freshStore()
  const study = await ensureStudy(store, 'trial', 'A trial')
  const strata = { specialty: 'Cardiology', constructor: 'own "word"' }
  await writeImport(
    store,
    study,
    importedFile('a', 6),
    source({
      items: [
        { key: 'q2', text: 'Which dose?', strata },
        { key: 'q1', text: 'Which test?', strata: {} },
      ],
      arms: ['x', 'y'],
      answers: [
        { item: 'q1', arm: 'x', status: 'answered', text: 'Rest.', provenance: 'api' },
        { item: 'q2', arm: 'y', status: 'refused', text: null, provenance: 'api' },
        { item: 'q1', arm: 'y', status: 'failed', text: null, provenance: 'api' },
      ],
      judgments: [
        pairwise({
          item: 'q1',
          armA: 'x',
          armB: 'y',
          axis: 'utility',
          value: -1,
          strength: 2,
          side: 'b',
          rendering: 'plain',
          shownAt: '2026-03-01T10:00:00.123456+02:00',
          decidedAt: '2026-03-01T08:01:00.5Z',
          activeSeconds: 42.25,
        }),
        absolute({ item: 'q2', armA: 'x', axis: 'safety', value: null, shownAt: '2026-02-01T08:00:00Z' }),
      ],
    }),
  )
  const items = (await pagesOf(readItemStrata(store, study))).flat()
  expect(items.map(({ key, strata: own }) => [key, own])).toEqual([
    ['q1', {}],
    ['q2', strata],
  ])
  const itemKeys = new Map(items.map(({ id, key }) => [id, key]))
  const armKeys = await readArmKeys(store, study)
  const answers = await pagesOf(readFirstAnswers(store, study))
  expect(
    answers.flatMap(({ columns: { item, arm, status } }) =>
      status.map((one, row) => [itemKeys.get(item[row] ?? ''), armKeys.get(arm[row] ?? ''), one]),
    ),
  ).toEqual([
    ['q1', 'x', 'answered'],
    ['q2', 'y', 'refused'],
    ['q1', 'y', 'failed'],
  ])
  const [page, ...more] = await pagesOf(readAnalysedMarks(store, study))
  expect(more).toEqual([])
  expect(page?.columns.item.map((id) => itemKeys.get(id))).toEqual(['q1', 'q2'])
  expect(page?.columns.armA.map((id) => armKeys.get(id))).toEqual(['x', 'x'])
  expect(page?.columns.armB.map((id) => (id === null ? null : armKeys.get(id)))).toEqual(['y', null])
  expect(page?.columns).toMatchObject({
    axis: ['utility', 'safety'],
    rendering: ['plain', null],
    value: [-1, null],
    strength: [2, null],
    side: ['b', null],
    activeSeconds: [42.25, null],
    role: ['study', 'study'],
  })
  // The missing mark of February is no outcome, and a decision counts before a showing.
  expect(page?.firstAt).toBe('2026-03-01T08:01:00.5Z')

  await sql`insert into judgment (id, study_id, form, item_id, arm_a_id, axis, value, role, import_id, supersedes)
    select gen_random_uuid(), study_id, form, item_id, arm_a_id, axis, 3, role, import_id, id
    from judgment where axis = 'safety'`.execute(store.database)
  const [corrected] = await pagesOf(readAnalysedMarks(store, study))
  expect(corrected?.columns.value).toEqual([-1, 3])
  expect(await countAnalysedMarks(store, study)).toBe(2)
  expect(await pagesOf(readAnalysedMarks(store, await ensureStudy(store, 'empty', 'Nothing')))).toEqual([])
  expect(await collect(readItemStrata(store, await ensureStudy(store, 'empty', 'Nothing')))).toEqual([])
})
