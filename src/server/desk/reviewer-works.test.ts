import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { deskTrial, mark } from '../testing/desk-trial.ts'
import { ReviewerWorks } from './reviewer-works.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

it('says the same in every server, whenever it began to read and however little it keeps', async () => {
  const { reviewer, store, study } = await deskTrial(
    await server.freshStore(),
    { arms: ['tarn', 'moor'], items: 4 },
    () => 0,
  )
  const [ada, bob] = [await reviewer('Ada'), await reviewer('Bob')]
  const [keeping, forgetting] = [new ReviewerWorks(store, study), new ReviewerWorks(store, study, 1)]
  const said = async (person: string) => {
    const seen = await Promise.all(
      [keeping, forgetting, new ReviewerWorks(store, study)].map(async (works) => {
        const work = await works.read(person)
        return { open: work.openUnit(), done: work.progress().done, finished: work.finishedFirstShowings() }
      }),
    )
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1)
    return seen[0]
  }
  expect(await said(ada.person)).toEqual({ open: null, done: 0, finished: [] })
  const first = await ada.next()
  const others = await bob.next()
  expect(await said(ada.person)).toMatchObject({ open: first?.unit, done: 0 })
  expect(await said(bob.person)).toMatchObject({ open: others?.unit, done: 0 })
  await ada.save(mark(first, { marks: { utility: 'tie' } }))
  const second = await ada.next()
  expect(await said(ada.person)).toEqual({ open: second?.unit, done: 1, finished: [first?.unit] })
  await ada.save(mark(first, {}, { complete: false, undo: true }))
  expect(await said(ada.person)).toEqual({ open: first?.unit, done: 0, finished: [] })
  expect(await said(bob.person)).toMatchObject({ open: others?.unit, done: 0 })
})
