import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { type Study, studySchema } from '../contract/study.ts'
import { markUnits } from '../testing/mark-units.ts'
import { type ReviewStudyOptions, reviewStudy } from '../testing/review-study.ts'
import { studyApp } from '../testing/study-app.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const two = { arms: ['tarn', 'moor'], items: 4 }
const absolute = {
  axes: [
    {
      id: 'correctness',
      form: 'absolute',
      primary: true,
      scale: { kind: 'ordinal', min: 1, max: 4 },
    },
  ],
  hypotheses: [{ id: 'h', kind: 'superiority', axis: 'correctness', candidate: 'tarn', against: 'moor' }],
}

async function blindStudy(options: ReviewStudyOptions = two) {
  const store = await server.freshStore()
  const made = await reviewStudy(store, 'trial', options)
  const app = studyApp(store, made.study, made.protocol, made.items)
  return { store, app, ...made }
}

/** Numbers that must hold of every answer of `GET /api/study`. */
function expectSums({ arms, reviews, marks }: Study) {
  for (const { asked, answered, refused, failed, withheld, waiting } of arms) {
    expect(answered + refused + failed + withheld + waiting).toBe(asked)
  }
  if (reviews !== null) expect(reviews.done + reviews.inHand + reviews.notDealt).toBe(reviews.planned)
  expect(marks.given + marks.missing + marks.toCome).toBe(marks.due)
}

describe('the counts of a blind study', () => {
  it('add up, while reviewers are at work', async () => {
    const { app } = await blindStudy({ ...two, protocol: { review: { reviewersPerQuestion: 2 } } })
    const owner = await app.visitor('Olga', 'owner')
    const [ada, bob] = [await app.visitor('Ada', 'reviewer'), await app.visitor('Bob', 'reviewer')]
    await markUnits(ada, 3, () => ({ marks: { utility: 'first' } }))
    await markUnits(bob, 2, () => ({ marks: { utility: 'tie' } }), false)
    const study = await owner.ask(studySchema, '/api/study')
    expectSums(study)
    expect(study.arms.map(({ id, asked, answered }) => [id, asked, answered])).toEqual([
      ['tarn', 4, 4],
      ['moor', 4, 4],
    ])
    expect(study.reviews).toEqual({
      planned: 8,
      done: 4,
      inHand: 1,
      notDealt: 3,
      givenBack: 0,
      secondsPerUnit: 42,
    })
    expect(study.marks).toMatchObject({ due: 8, given: 5, missing: 0, toCome: 3 })
    expect(study.reviewers.map(({ name, done, inHand }) => [name, done, inHand])).toEqual([
      ['Ada', 3, 0],
      ['Bob', 1, 1],
    ])
    expect(study.gaps.questions).toBe(study.gaps.listed.length)
    expect(study.gaps.listed.reduce((sum, { planned, done }) => sum + planned - done, 0)).toBeLessThanOrEqual(
      4,
    )
    expect(study.people?.map(({ name, role, entry }) => [name, role, entry])).toEqual([
      ['Olga', 'owner', 'entered'],
      ['Ada', 'reviewer', 'entered'],
      ['Bob', 'reviewer', 'entered'],
    ])
  })

  it('count a mark that was left empty in a finished review as missing', async () => {
    const { app } = await blindStudy({ ...two, protocol: absolute })
    const owner = await app.visitor('Olga', 'owner')
    await markUnits(await app.visitor('Ada', 'reviewer'), 2, (task) => ({
      marks: task === 0 ? { correctness: 3 } : {},
    }))
    const study = await owner.ask(studySchema, '/api/study')
    expectSums(study)
    expect(study.marks).toMatchObject({ due: 8, given: 2, missing: 2, toCome: 4 })
  })

  it('are the same whatever the marks are, and hold no mark, no rate and no free word', async () => {
    const bodies: string[] = []
    for (const marks of [{ utility: 'first-much' }, { utility: 'second' }, { utility: 'tie' }]) {
      const { app } = await blindStudy({ ...two, items: 6 })
      const owner = await app.visitor('Olga', 'owner')
      const analyst = await app.visitor('Ann', 'analyst')
      await markUnits(await app.visitor('Ada', 'reviewer'), 4, () => ({ marks }))
      await markUnits(await app.visitor('Bob', 'reviewer'), 1, () => ({ marks }))
      const all = []
      for (const visitor of [owner, analyst]) {
        for (const path of ['/api/study', '/api/study/names', '/api/study/results', '/study/report']) {
          all.push(await (await visitor.send('GET', path)).text())
        }
      }
      const body = all.join('\n')
      const study = await owner.ask(studySchema, '/api/study')
      expect(study.marks.bySystem?.map(({ system }) => system)).toEqual(['A', 'B'])
      expect(JSON.stringify(study.marks)).not.toMatch(/tarn|moor/)
      expect(namesOfNumbers(JSON.parse(JSON.stringify(study)))).not.toContainEqual(
        expect.stringMatching(/value|win|rate|mean|score|strength|adequa|unsafe|harm|kappa|alpha|estimate/i),
      )
      expect(body).not.toMatch(/first-much|second-much|A word of my own/)
      bodies.push(
        body
          .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id')
          // Who gets which question first goes by the pseudonym, which is random.
          .replaceAll(/"q\d"/g, '"q"')
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time'),
      )
    }
    expect(bodies[1]).toBe(bodies[0])
    expect(bodies[2]).toBe(bodies[0])
  })

  it('are not told by letter where their number would tell the arm', async () => {
    const { app } = await blindStudy({
      arms: ['tarn', 'moor', 'fell'],
      items: 6,
      protocol: { review: { pairs: [{ arms: ['tarn', 'moor'], share: 0.5 }] } },
    })
    const study = await (await app.visitor('Olga', 'owner')).ask(studySchema, '/api/study')
    expect(study.marks.due).toBe(6)
    expect(study.marks.bySystem).toBe(null)
  })

  it('tell analysts no names of people and no steps', async () => {
    const { app } = await blindStudy()
    await markUnits(await app.visitor('Ada', 'reviewer'), 1, () => ({ marks: { utility: 'tie' } }))
    const analyst = await app.visitor('Ann', 'analyst')
    const text = await (await analyst.send('GET', '/api/study')).text()
    expect(text).not.toContain('Ada')
    expect(studySchema.parse(JSON.parse(text))).toMatchObject({ people: null, steps: null })
  })
})

/** The last key on the way to every number. */
function namesOfNumbers(value: unknown, key = ''): string[] {
  if (typeof value === 'number') return [key]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    namesOfNumbers(inner, Array.isArray(value) ? key : name),
  )
}
