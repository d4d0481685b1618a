import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CapturedAnswer } from '../../answers/capture.ts'
import { recordedAnswer } from '../collecting/collection.ts'
import { writeImport } from '../imports/write-import.ts'
import { counts } from '../reading/counts.ts'
import { readAnsweredSlots, readCaptureChecks } from '../reading/read-captures.ts'
import { ensureStudy } from '../studies.ts'
import { capturedAnswer, importedFile, source } from '../testing/sample.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { writeCaptures } from './write-captures.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function study() {
  const store = await server.freshStore()
  const record = await ensureStudy(store, 'trial', 'A trial')
  const items = ['q1', 'q2'].map((key) => ({ key, text: `${key}?`, strata: {} }))
  await writeImport(store, record, importedFile('0', 2), source({ items, arms: ['page'] }))
  const write = (mark: string, ...answers: readonly CapturedAnswer[]) =>
    writeCaptures(
      store,
      record,
      importedFile(mark, answers.length),
      answers.map((answer, index) => ({ line: index + 2, answer })),
    )
  const rows = async (table: string) =>
    (
      await sql<Record<string, unknown>>`select * from ${sql.table(table)} order by id`.execute(
        store.database,
      )
    ).rows
  return { store, record, write, rows }
}

describe('writeCaptures', () => {
  it('freezes answers and refusals with where they come from, and names in no table but one', async () => {
    const { store, record, write, rows } = await study()
    const result = await write(
      'a',
      capturedAnswer({ toCheck: true, checkedBy: 'Grace' }),
      capturedAnswer({ item: 'q2', status: 'refused', text: null, citations: [], screenshot: null }),
      capturedAnswer({ arm: 'maker', provenance: 'vendor', account: null, region: null }),
    )
    expect(result).toMatchObject({ answers: 3, known: 0, checks: 1 })
    const answers = await rows('answer')
    expect(answers.map(({ status, reason, text, provenance }) => [status, reason, text, provenance])).toEqual(
      [
        ['answered', null, 'Give 40 mg once daily.', 'captured'],
        ['refused', 'refusal', null, 'captured'],
        ['answered', null, 'Give 40 mg once daily.', 'vendor'],
      ],
    )
    const captures = await rows('capture')
    expect(captures.map(({ id }) => id)).toEqual(answers.map(({ id }) => id))
    expect(captures[0]).toMatchObject({
      citations: [{ url: 'https://example.org/dose', title: 'Doses', quote: null }],
      product: 'A Page',
      mode: 'quick',
      version: null,
      account: 'verified clinician',
      region: 'GB',
      captured_at: '2026-11-12T08:30:00Z',
      screenshot: 'shots/q1.png',
      screenshot_sha256: 'd'.repeat(64),
      to_check: true,
      import_id: result.id,
    })
    const tables = ['answer', 'capture', 'capture_check', 'person', 'import']
    expect(JSON.stringify(await Promise.all(tables.map(rows)))).not.toMatch(/Mary|Grace/)
    expect(await readCaptureChecks(store, record)).toEqual([
      { arm: 'maker', captured: 1, toCheck: 0, checked: 0, differed: 0 },
      { arm: 'page', captured: 2, toCheck: 1, checked: 1, differed: 0 },
    ])
    expect(await readAnsweredSlots(store, record, ['page'])).toHaveLength(2)
    // Who captures answers has reviewed nothing.
    expect(await counts(store, record)).toMatchObject({ answers: 3, reviewers: 0 })
    expect((await recordedAnswer(store, record, 'page', 'q1', 0))?.citations).toHaveLength(1)
    for (const table of ['capture', 'capture_check'])
      await expect(sql`delete from ${sql.table(table)}`.execute(store.database)).rejects.toThrow(
        'never changed',
      )
  })

  it('takes the same answers again, and a check that comes later', async () => {
    const { write, rows } = await study()
    await write('a', capturedAnswer({ toCheck: true }))
    const same = capturedAnswer({ toCheck: true, capturedAt: '2026-11-12T08:30:00Z', checkedBy: 'Grace' })
    expect(await write('b', same)).toMatchObject({ answers: 0, known: 1, checks: 1 })
    expect(await write('c', same)).toMatchObject({ answers: 0, known: 1, checks: 0 })
    expect([(await rows('answer')).length, (await rows('capture_check')).length]).toEqual([1, 1])
    await expect(write('c', same)).rejects.toThrow('IMPORT_DUPLICATE')
    await expect(write('d', { ...same, checkedBy: 'Joan' })).rejects.toThrow('another checked_by')
  })

  it.each([
    [{ text: 'Give 20 mg.' }, 'answer'],
    [{ status: 'refused' }, 'refused'],
    [{ citations: [] }, 'citations'],
    [{ mode: null }, 'mode'],
    [{ account: 'free' }, 'account'],
    [{ capturedAt: '2026-11-12T09:31:00+01:00' }, 'captured_at'],
    [{ operator: 'Joan' }, 'operator'],
    [{ screenshot: null }, 'screenshot, screenshot_sha256'],
  ] satisfies readonly (readonly [Partial<CapturedAnswer>, string])[])(
    'refuses another answer of the same slot, %j, and writes nothing of its file',
    async (change, fields) => {
      const { write, rows } = await study()
      await write('a', capturedAnswer())
      const before = await Promise.all(['answer', 'capture', 'import', 'person'].map(rows))
      await expect(write('b', capturedAnswer({ item: 'q2' }), capturedAnswer(change))).rejects.toThrow(
        new RegExp(`b.csv, line 3, .*with another ${fields}\\..*ANSWER_DIFFERS`),
      )
      expect(await Promise.all(['answer', 'capture', 'import', 'person'].map(rows))).toEqual(before)
    },
  )

  it('refuses to take an answer that came another way for a captured one', async () => {
    const { store, record, write } = await study()
    const answer = { item: 'q1', arm: 'page', status: 'answered', text: 'Give 40 mg once daily.' } as const
    const answers = [{ ...answer, provenance: 'captured' as const }]
    await writeImport(store, record, importedFile('a', 1), source({ answers }))
    await expect(write('b', capturedAnswer({ checkedBy: 'Grace' }))).rejects.toThrow('another provenance')
  })

  it('refuses a text that the database cannot keep', async () => {
    const { write } = await study()
    const citations = [{ url: null, title: 'A\u0000', quote: null }]
    await expect(write('a', capturedAnswer({ citations }))).rejects.toThrow('TEXT_NOT_STORABLE')
  })
})
