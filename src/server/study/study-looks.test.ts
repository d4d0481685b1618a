import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLock } from '../../protocol/lock.ts'
import { recordLook } from '../../store/review/looks.ts'
import { unblind } from '../../store/review/unblind.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { studySchema } from '../contract/study.ts'
import { markUnits } from '../testing/mark-units.ts'
import { reviewStudy } from '../testing/review-study.ts'
import { studyApp } from '../testing/study-app.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function blindStudy(looks: object) {
  const store = await server.freshStore()
  const made = await reviewStudy(store, 'trial', {
    arms: ['tarn', 'moor'],
    items: 6,
    protocol: {
      ...looks,
      hypotheses: [
        { id: 'tarn-wins', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' },
      ],
    },
  })
  const lock = createLock({
    protocol: made.protocol,
    data: { answers: 0, judgments: 0, outcomeMarks: 0, hash: null, armsVisible: false },
    lockedAt: '2026-11-25T10:00:00Z',
    software: 'test',
    previous: null,
    amendmentReason: null,
  })
  const app = studyApp(store, made.study, made.protocol, made.items, { readLocks: async () => [lock] })
  return { store, app, lock, ...made }
}

it('says when a look is due and what it said, to owners and analysts and to nobody else', async () => {
  const { store, study, app, lock } = await blindStudy({ looks: { information: [0.5, 1] } })
  const [olga, ann] = [await app.visitor('Olga', 'owner'), await app.visitor('Ann', 'analyst')]
  const [ada, cap] = [await app.visitor('Ada', 'reviewer'), await app.visitor('Cap', 'capturer')]
  const looks = async (visitor = olga) => (await visitor.ask(studySchema, '/api/study')).looks
  await markUnits(ada, 2, () => ({ marks: { utility: 'first' } }))
  expect(await looks()).toEqual({
    planned: 2,
    taken: [],
    next: { state: 'waiting', number: 1, needed: 3 },
    command: null,
  })
  await markUnits(ada, 1, () => ({ marks: { utility: 'first' } }))
  expect(await looks(ann)).toMatchObject({
    next: { state: 'due', number: 1, needed: 3 },
    command: 'equipoise look --by "Your name" --reason "Why now" --study my-study',
  })
  await recordLook(store, study, {
    number: 1,
    person: ann.person,
    reason: 'Half is there',
    protocolHash: lock.protocolHash,
    dataHash: 'b'.repeat(64),
    marks: 3,
    due: 6,
    outcomes: [{ hypothesis: 'tarn-wins', crossed: true }],
  })
  const taken = { number: 1, person: ann.person, marks: 3, due: 6 }
  const said = [{ hypothesis: 1, kind: 'superiority', crossed: true }]
  const none = { state: 'none', number: null, needed: null }
  expect(await looks()).toMatchObject({ taken: [{ ...taken, name: 'Ann', said }], next: none, command: null })
  expect(await looks(ann)).toMatchObject({ taken: [{ ...taken, name: null, said }] })
  for (const visitor of [olga, ann]) expect(JSON.stringify(await looks(visitor))).not.toMatch(/tarn|moor/)

  const routes = [...new Set(app.routes.map(({ path }) => path))].filter((path) => path.startsWith('/api'))
  for (const visitor of [ada, cap]) {
    expect((await visitor.send('GET', '/api/study')).status).toBe(403)
    for (const path of routes) {
      for (const method of ['GET', 'POST']) {
        const response = await visitor.send(method, path, method === 'POST' ? {} : undefined)
        expect(await response.text(), `${method} ${path}`).not.toMatch(
          /crossed|boundary|"looks"|Half is there/,
        )
      }
    }
  }
  await unblind(store, study, olga.person, 'All is marked', () => ['utility'])
  expect(await looks()).toMatchObject({ taken: [{ number: 1 }], next: none })
})

it('says nothing where the plan has its one look at the end, and that all is there where it is', async () => {
  const { app } = await blindStudy({})
  const olga = await app.visitor('Olga', 'owner')
  expect((await olga.ask(studySchema, '/api/study')).looks).toBe(null)
  const planned = await blindStudy({ looks: { information: [0.5, 1] } })
  await markUnits(await planned.app.visitor('Ada', 'reviewer'), 9, () => ({ marks: { utility: 'tie' } }))
  const owner = await planned.app.visitor('Olga', 'owner')
  expect((await owner.ask(studySchema, '/api/study')).looks?.next.state).toBe('complete')
})
