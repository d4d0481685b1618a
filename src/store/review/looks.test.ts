import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lookSections } from '../../protocol/looks/look-sections.ts'
import { markUnits } from '../../server/testing/mark-units.ts'
import { reviewStudy } from '../../server/testing/review-study.ts'
import { studyApp } from '../../server/testing/study-app.ts'
import { readAudit } from '../people/audit.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { readLookMarks } from './look-marks.ts'
import { type NewLook, readLooks, recordLook } from './looks.ts'
import { unblind } from './unblind.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** Two arms, eight questions for two reviewers each, two axes of which the hypothesis asks about one. */
async function blindStudy() {
  const store = await server.freshStore()
  const made = await reviewStudy(store, 'trial', {
    arms: ['tarn', 'moor'],
    items: 8,
    protocol: {
      axes: [
        { id: 'utility', form: 'pairwise', primary: true },
        { id: 'accuracy', form: 'pairwise' },
      ],
      review: { reviewersPerQuestion: 2, repeatShare: 0.25 },
    },
  })
  const app = studyApp(store, made.study, made.protocol, made.items)
  const sections = lookSections(made.protocol.plan)
  const marks = (floor: number | null = null) => readLookMarks(store, made.study, sections, floor)
  return { store, app, marks, ...made }
}

const look = (person: string, change: Partial<NewLook> = {}): NewLook => ({
  number: 1,
  person,
  reason: 'Half of the marks are there',
  protocolHash: 'a'.repeat(64),
  dataHash: 'b'.repeat(64),
  marks: 8,
  due: 16,
  outcomes: [{ hypothesis: 'h', crossed: false }],
  ...change,
})

describe('marks that time looks', () => {
  it('are those of the hypotheses, made once for the study and not left empty', async () => {
    const { app, marks } = await blindStudy()
    expect(await marks()).toEqual({ marks: 0, due: 16 })
    const ada = await app.visitor('Ada', 'reviewer')
    await markUnits(ada, 3, () => ({ marks: { utility: 'first', accuracy: 'tie' } }))
    expect(await marks()).toEqual({ marks: 3, due: 16 })
    // Left half done, and marked on the other axis alone.
    await markUnits(ada, 1, () => ({ marks: { accuracy: 'tie' } }), false)
    expect(await marks()).toEqual({ marks: 3, due: 16 })
    // All eight questions, and those that are shown once more, whose marks are not of the study.
    await markUnits(ada, 20, () => ({ marks: { utility: 'second', accuracy: 'tie' } }))
    expect(await marks()).toEqual({ marks: 8, due: 16 })
  })

  it('are not under the time floor', async () => {
    const { app, marks } = await blindStudy()
    // Each takes 42 seconds.
    await markUnits(await app.visitor('Ada', 'reviewer'), 2, () => ({
      marks: { utility: 'first', accuracy: 'tie' },
    }))
    expect([await marks(42), await marks(43)]).toEqual([
      { marks: 2, due: 16 },
      { marks: 0, due: 16 },
    ])
  })
})

describe('a look', () => {
  it('is on record once, with an entry of the log under who took it', async () => {
    const { store, study, app } = await blindStudy()
    const { person } = await app.visitor('Olga', 'owner')
    await recordLook(store, study, look(person))
    const [found, ...more] = await readLooks(store, study)
    expect(more).toEqual([])
    expect(found).toMatchObject({ ...look(person), name: 'Olga' })
    await expect(recordLook(store, study, look(person, { marks: 9 }))).rejects.toThrow(/LOOK_TAKEN/)
    const log = (await readAudit(store, study)).map(({ document }) => JSON.parse(document))
    expect(log.filter(({ kind }) => kind === 'look-taken')).toMatchObject([
      { actor: person, detail: { look: 1, marks: 8, due: 16, crossed: 'no' } },
    ])
    expect(JSON.stringify(log.at(-1))).not.toMatch(/tarn|moor/)
  })

  it('is taken once where two take it in the same moment', async () => {
    const { store, study, app } = await blindStudy()
    const people = [await app.visitor('Olga', 'owner'), await app.visitor('Ann', 'analyst')]
    const both = await Promise.allSettled(people.map(({ person }) => recordLook(store, study, look(person))))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await readLooks(store, study)).toHaveLength(1)
  })

  it('is not there without its entry in the log', async () => {
    const { store, study, app } = await blindStudy()
    const { person } = await app.visitor('Olga', 'owner')
    await sql`create trigger disk_full before insert on audit_entry
      for each statement execute function refuse_change()`.execute(store.database)
    await expect(recordLook(store, study, look(person))).rejects.toThrow()
    expect(await readLooks(store, study)).toEqual([])
  })

  it('is neither changed nor taken after the blind was lifted', async () => {
    const { store, study, app } = await blindStudy()
    const { person } = await app.visitor('Olga', 'owner')
    await recordLook(store, study, look(person))
    await expect(
      store.database.updateTable('review_look').set({ reason: 'Another' }).execute(),
    ).rejects.toThrow(/never changed/)
    await unblind(store, study, person, 'All is marked', () => ['utility'])
    await expect(recordLook(store, study, look(person, { number: 2 }))).rejects.toThrow(/REVIEW_UNBLINDED/)
  })
})
