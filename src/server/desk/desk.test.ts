import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invite } from '../../store/people/people.ts'
import { enter } from '../../store/people/sessions.ts'
import { unblind } from '../../store/review/unblind.ts'
import { ensureStudy } from '../../store/studies.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { createApp } from '../app.ts'
import { deskTrial, emptyForm as empty, judgmentsOf, mark } from '../testing/desk-trial.ts'
import type { ReviewStudyOptions } from '../testing/review-study.ts'
import { testOrigin as origin } from '../testing/study-app.ts'
import { deskRoutes } from './desk-routes.ts'

let now = 0
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const desk = async (options: ReviewStudyOptions) => deskTrial(await server.freshStore(), options, () => now)

const two = { arms: ['tarn', 'moor'], items: 3 }

describe('the desk', () => {
  it('deals a question, keeps it until it is done, and then deals another', async () => {
    const { reviewer } = await desk(two)
    const ada = await reviewer('Ada')
    expect((await ada.desk()).progress).toEqual({ done: 0, total: null, secondsLeft: null })
    const first = await ada.next()
    expect(first?.tasks[0]?.answers).toHaveLength(2)
    expect((await ada.next())?.unit).toBe(first?.unit)
    const { saved, progress } = await ada.save(mark(first, { marks: { utility: 'first' } }))
    expect([saved.length, progress.done]).toEqual([1, 1])
    const second = await ada.next()
    expect(second?.unit).not.toBe(first?.unit)
    await ada.save(mark(second, { marks: { utility: 'tie' } }))
    await ada.save(mark(await ada.next(), { marks: { utility: 'second-much' } }))
    expect(await ada.next()).toBe(null)
  })

  it('says of an arm what was said of a side', async () => {
    const { reviewer, store, study } = await desk({ ...two, items: 12 })
    const ada = await reviewer('Ada')
    for (let unit = await ada.next(); unit !== null; unit = await ada.next()) {
      await ada.save(mark(unit, { marks: { utility: 'first-much' }, adequate: [true, false] }))
    }
    const judgments = await judgmentsOf(store, study)
    expect(judgments).toHaveLength(12)
    const sides = { a: 0, b: 0 }
    for (const judgment of judgments) {
      if (judgment.form !== 'pairwise') throw new Error('one at a time')
      const { side, value, strength, adequacyA, adequacyB, activeSeconds, role } = judgment
      expect([value, strength]).toEqual([side === 'a' ? 1 : -1, 2])
      expect([adequacyA, adequacyB]).toEqual(side === 'a' ? [true, false] : [false, true])
      expect([activeSeconds, role]).toEqual([42, 'study'])
      if (side !== null) sides[side] += 1
    }
    expect(sides).toEqual({ a: 6, b: 6 })
  })

  it('counts an event once, however often and however entangled it comes', async () => {
    const { reviewer, store, study } = await desk(two)
    const ada = await reviewer('Ada')
    const unit = await ada.next()
    const event = mark(unit, { marks: { utility: 'tie' } })
    const answers = await Promise.all(Array.from({ length: 8 }, () => ada.save(event)))
    for (const { saved } of answers) expect(saved).toEqual([event.key])
    expect(await judgmentsOf(store, study)).toHaveLength(1)
  })

  it('records a change and an undo as new judgments that supersede the old', async () => {
    const { reviewer, store, study } = await desk(two)
    const ada = await reviewer('Ada')
    const unit = await ada.next()
    await ada.save(
      mark(unit, { marks: { utility: 'first' } }, { complete: false }),
      mark(unit, { marks: { utility: 'second' } }, { complete: false }),
      mark(unit, { marks: { utility: 'second' } }, { complete: false }),
      mark(unit, {}, { complete: false, undo: true }),
    )
    const { rows } = await sql<{ value: number | null; first: boolean }>`
      select value, supersedes is null as first from judgment order by seq`.execute(store.database)
    expect(rows.map(({ value }) => value === null)).toEqual([false, false, true])
    expect(rows.map(({ first }) => first)).toEqual([true, false, false])
    const { rows: kinds } = await sql<{ kind: string }>`select kind from review_event order by seq`.execute(
      store.database,
    )
    expect(kinds.map(({ kind }) => kind)).toEqual(['form', 'form', 'form', 'undo'])
    // The one that counts says that the mark is missing.
    expect((await judgmentsOf(store, study)).map(({ value }) => value)).toEqual([null])
  })

  it('keeps a comment apart, and gives it back with the form', async () => {
    const { reviewer, store } = await desk(two)
    const ada = await reviewer('Ada')
    const unit = await ada.next()
    const form = {
      marks: { utility: 'tie' as const },
      comment: 'Call me: Ada, ward 3',
      adequate: [true, null],
    }
    await ada.save(mark(unit, form, { complete: false }))
    expect((await ada.next())?.tasks[0]?.form).toEqual({ ...empty, ...form })
    const { rows } = await sql<{ body: string }>`select body::text from review_event`.execute(store.database)
    expect(rows[0]?.body).not.toContain('ward')
  })

  it('refuses what is not the reviewer’s, what is no mark, and a key of another event; the rest is saved', async () => {
    const { reviewer, store, study } = await desk(two)
    const [ada, bob] = [await reviewer('Ada'), await reviewer('Bob')]
    const [hers, his] = [await ada.next(), await bob.next()]
    expect(his?.unit).not.toBe(hers?.unit)
    const good = mark(hers, { marks: { utility: 'tie' } })
    await bob.save(
      mark(his, { marks: { utility: 'first' } }, { key: '00000000-0000-4000-8000-000000000001' }),
    )
    const { saved, refused } = await ada.save(
      mark(his, { marks: { utility: 'tie' } }),
      mark(hers, { marks: { utility: 4 } }),
      mark(hers, { marks: { other: 'tie' } }),
      mark(hers, { unsafe: [{ answer: 0, sentence: 7, level: 'minor' }] }),
      mark(hers, { marks: { utility: 'tie' } }, { key: '00000000-0000-4000-8000-000000000001' }),
      good,
    )
    expect(saved).toEqual([good.key])
    expect(refused.map(({ code }) => code)).toEqual([
      'TASK_NOT_YOURS',
      'FORM_INVALID',
      'FORM_INVALID',
      'FORM_INVALID',
      'KEY_TAKEN',
    ])
    expect(await judgmentsOf(store, study)).toHaveLength(2)
  })

  it('gives many reviewers at once each their own, every unit once', async () => {
    const { reviewer, store } = await desk({
      arms: ['tarn', 'moor'],
      items: 10,
      protocol: { review: { reviewersPerQuestion: 3 } },
    })
    const people = await Promise.all(Array.from({ length: 8 }, (_, n) => reviewer(`P${n}`)))
    await Promise.all(
      people.map(async (one) => {
        for (let unit = await one.next(); unit !== null; unit = await one.next()) {
          await one.save(mark(unit, { marks: { utility: 'tie' } }))
        }
      }),
    )
    const { rows } = await sql<{ most: number; units: number; pairs: number; all: number }>`
      select (select max(n) from (select count(*) as n from review_assignment group by unit_id) as taken) as most,
        (select count(distinct unit_id) from review_assignment) as units, count(*) as all,
        count(distinct (item_id, reviewer_id)) as pairs
      from judgment`.execute(store.database)
    expect(rows[0]).toEqual({ most: 1, units: 30, all: 30, pairs: 30 })
  })

  it('deals again what was left undone, and tells who comes back late', async () => {
    const { reviewer, store } = await desk({
      ...two,
      items: 1,
      protocol: { review: { returnAfterMinutes: 1 } },
    })
    const [ada, bob] = [await reviewer('Ada'), await reviewer('Bob')]
    const unit = await ada.next()
    expect(await bob.next()).toBe(null)
    await sql`alter table review_assignment disable trigger append_only`.execute(store.database)
    await sql`update review_assignment set taken_at = taken_at - interval '2 minutes'`.execute(store.database)
    now += 120_000
    expect((await bob.next())?.form).toBe('pairwise')
    const { refused } = await ada.save(mark(unit, { marks: { utility: 'tie' } }))
    expect(refused.map(({ code }) => code)).toEqual(['TASK_RETURNED'])
  })

  it('takes no mark any more once the study is unblinded, and says so', async () => {
    const { reviewer, store, study } = await desk(two)
    const ada = await reviewer('Ada')
    const unit = await ada.next()
    const kept = mark(unit, { marks: { utility: 'first' } }, { complete: false })
    await ada.save(kept)
    await unblind(store, study, ada.person, 'Enough', () => ['utility'])
    expect((await ada.desk()).state).toBe('closed')
    expect(await ada.next()).toBe(null)
    const late = mark(unit, { marks: { utility: 'second' } })
    const { saved, refused } = await ada.save(kept, late)
    // What was on record before is acknowledged again, so that no browser keeps it for ever.
    expect(saved).toEqual([kept.key])
    expect(refused.map(({ key, code }) => [key, code])).toEqual([[late.key, 'REVIEW_CLOSED']])
    await expect(unblind(store, study, ada.person, 'Again', () => [])).rejects.toThrow(/REVIEW_UNBLINDED/)
  })

  it('has on record what it acknowledged and nothing else, when it is closed in the middle of many marks', async () => {
    const { reviewer, store, study } = await desk({ ...two, items: 20 })
    const people = await Promise.all(Array.from({ length: 10 }, (_, n) => reviewer(`P${n}`)))
    const events = await Promise.all(
      people.map(async (one) => ({ one, event: mark(await one.next(), { marks: { utility: 'tie' } }) })),
    )
    const [answers] = await Promise.all([
      Promise.all(events.map(({ one, event }) => one.save(event))),
      unblind(store, study, people[0]?.person ?? '', 'Enough', () => ['utility']),
    ])
    const saved = answers.flatMap((answer) => answer.saved)
    const { rows } = await sql<{ key: string; late: boolean }>`
      select key, received_at > (select closed_at from review_closing) as late from review_event`.execute(
      store.database,
    )
    expect(rows.map(({ key }) => key).sort()).toEqual([...saved].sort())
    expect(rows.filter(({ late }) => late)).toEqual([])
    expect(answers.flatMap(({ refused }) => refused.map(({ code }) => code))).toEqual(
      Array.from({ length: 10 - saved.length }, () => 'REVIEW_CLOSED'),
    )
  })

  it('says that a review has not begun', async () => {
    const store = await server.freshStore()
    const study = await ensureStudy(store, 'early', 'A trial')
    const { token } = await invite(store, study, { name: 'Ada', role: 'reviewer' }, null, 1)
    const entry = await enter(store, token, 1)
    if (!entry.entered) throw new Error(entry.because)
    const app = createApp({
      store,
      study: study.id,
      origin,
      routes: deskRoutes(async () => null),
      addressOf: () => '127.0.0.1',
      onFault: () => {},
    })
    const response = await app.request('/api/desk', { headers: { cookie: `equipoise=${entry.session}` } })
    expect(response.status).toBe(409)
    expect(await response.text()).toContain('REVIEW_NOT_OPEN')
  })
})
