import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAudit } from '../../store/people/audit.ts'
import { deletePerson, invite, revoke } from '../../store/people/people.ts'
import { enter } from '../../store/people/sessions.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { createApp } from '../app.ts'
import { type DeskUnit, deskNextSchema, deskSavedSchema } from '../contract/desk.ts'
import { type ReviewStudyOptions, reviewStudy } from '../testing/review-study.ts'
import { deskRoutes } from './desk-routes.ts'
import { openDesk } from './open-desk.ts'

const origin = 'http://127.0.0.1:4114'
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** One desk whose dealer remembers, and people who mark at it. */
async function desk(options: Omit<ReviewStudyOptions, 'arms'>) {
  const store = await server.freshStore()
  const made = await reviewStudy(store, 'trial', { arms: ['tarn', 'moor'], ...options })
  const open = await openDesk(store, made.study, made.protocol, made.items, { rulebook: null, guesses: [] })
  const app = createApp({
    store,
    study: made.study.id,
    origin,
    routes: deskRoutes(async () => open),
    addressOf: () => '127.0.0.1',
    onFault: (error) => {
      throw error
    },
  })
  const reviewer = async (name: string) => {
    const { token, person } = await invite(store, made.study, { name, role: 'reviewer' }, null, 1)
    const entry = await enter(store, token, 1)
    if (!entry.entered) throw new Error(entry.because)
    const headers = {
      cookie: `equipoise=${entry.session}`,
      origin,
      'x-equipoise': '1',
      'content-type': 'application/json',
    }
    const post = async (path: string, body: unknown): Promise<unknown> => {
      const response = await app.request(`/api/desk${path}`, {
        headers,
        method: 'POST',
        body: JSON.stringify(body),
      })
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
      return response.json()
    }
    return {
      person,
      next: async () => deskNextSchema.parse(await post('/next', {})).unit,
      mark: async (unit: DeskUnit | null, utility = 'tie', complete = true) =>
        deskSavedSchema.parse(await post('/events', { events: [formEvent(unit, utility, complete)] })),
    }
  }
  return { store, reviewer, ...made }
}

function formEvent(unit: DeskUnit | null, utility: string, complete: boolean) {
  return {
    kind: 'form',
    key: crypto.randomUUID(),
    task: unit?.tasks[0]?.task ?? '',
    form: { marks: { utility }, adequate: [], unsafe: [], comment: null },
    complete,
    undo: false,
    shownAt: '2026-11-25T10:00:00.000Z',
    madeAt: '2026-11-25T10:01:00.000Z',
    activeSeconds: 42,
    rulebook: null,
  }
}

describe('progress at the desk', () => {
  it('counts no practice, and never more than there is to do', async () => {
    const { reviewer } = await desk({
      items: 9,
      protocol: { review: { most: 3, training: [{ item: 'q0' }, { item: 'q1' }] } },
    })
    const ada = await reviewer('Ada')
    const counts = []
    for (let unit = await ada.next(); unit !== null; unit = await ada.next()) {
      const { progress } = await ada.mark(unit)
      counts.push([unit.role, progress.done, progress.total])
    }
    expect(counts).toEqual([
      ['training', 0, 3],
      ['training', 0, 3],
      ['study', 1, 3],
      ['study', 2, 3],
      ['study', 3, 3],
    ])
  })

  it('tells no total any more to who does more than an even part', async () => {
    const { reviewer } = await desk({
      items: 4,
      protocol: { reviewPlan: { questions: 4, reviewers: 2, reviewersPerQuestion: 1 } },
    })
    const ada = await reviewer('Ada')
    const counts = []
    for (let unit = await ada.next(); unit !== null; unit = await ada.next()) {
      const { progress } = await ada.mark(unit)
      counts.push([progress.done, progress.total, progress.secondsLeft])
    }
    expect(counts).toEqual([
      [1, 2, 42],
      [2, 2, 0],
      [3, null, null],
      [4, null, null],
    ])
  })
})

describe('questions in hand', () => {
  it.each([
    ['revoked', revoke],
    ['deleted', deletePerson],
  ] as const)('are dealt again at once when their reviewer is %s', async (_, remove) => {
    const { reviewer, store, study } = await desk({ items: 2 })
    const [ada, bob] = [await reviewer('Ada'), await reviewer('Bob')]
    const first = await ada.next()
    await ada.mark(first)
    const second = await ada.next()
    // The dealer has heard that the first is finished when Ada takes it up again.
    await ada.mark(first, 'second', false)
    expect(await bob.next()).toBe(null)
    await remove(store, study, ada.person, null)
    const units = []
    for (let unit = await bob.next(); unit !== null; unit = await bob.next()) {
      units.push(unit.unit)
      await bob.mark(unit)
    }
    expect(units.sort()).toEqual([first?.unit, second?.unit].sort())
    const returned = (await readAudit(store, study))
      .map(({ document }) => JSON.parse(document))
      .filter(({ kind }) => kind === 'unit-returned')
    expect(returned.map(({ detail }) => detail.reason)).toEqual(['reviewer removed', 'reviewer removed'])
  })
})
