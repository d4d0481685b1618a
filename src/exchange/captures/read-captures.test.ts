import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captureColumns } from './columns.ts'
import { readCaptures } from './read-captures.ts'
import type { CaptureExpectations } from './read-row.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'equipoise-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

const hash = 'a'.repeat(64)
const expectations: CaptureExpectations = {
  arms: new Map([
    ['page', { provenance: 'captured', product: 'A Page', mode: null }],
    ['deep', { provenance: 'captured', product: 'A Page', mode: 'deep' }],
    ['maker', { provenance: 'vendor', product: null, mode: null }],
  ]),
  questionOf: (item) => ({ q1: 'Which dose?\nFor a child.', q2: '=1+1 is what?' })[item] ?? null,
  toCheck: (_, item, replicate) => (replicate === 0 ? item === 'q2' : null),
  now: new Date('2026-11-25T12:00:00Z'),
  pictureAt: async (file) => {
    if (file === 'shots/here.png') return { sha256: hash }
    return { why: file === 'shots' ? 'not-a-file' : 'missing', path: `captures/${file}` }
  },
}

const whole: Readonly<Record<string, unknown>> = {
  arm: 'page',
  item: 'q1',
  replicate: 0,
  second_check: 'no',
  question: 'Which dose?\nFor a child.',
  answer: '15 mg/kg.',
  refused: '',
  citations: 'Doses | https://example.org/doses\nhttps://example.org/other\nA book',
  product: 'A Page',
  mode: 'quick',
  version: '',
  account: 'verified clinician',
  region: 'GB',
  captured_at: '2026-11-12T09:30:00+01:00',
  operator: 'Mary',
  screenshot: '',
  screenshot_sha256: '',
  checked_by: '',
}

let files = 0
async function readRows(...rows: readonly object[]) {
  const file = join(folder, `${files++}.jsonl`)
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return readCaptures(file, expectations)
}

async function problemsOf(change: object): Promise<(string | undefined)[][]> {
  const { problems, captured } = await readRows({ ...whole, ...change })
  expect(captured).toHaveLength(problems.length > 0 ? 0 : 1)
  return problems.map(({ code, place }) => [code, place.field])
}

describe('readCaptures', () => {
  it('reads every field', async () => {
    const { captured, rows, open, problems } = await readRows(whole)
    expect([rows, open, problems]).toEqual([1, 0, []])
    expect(captured).toEqual([
      {
        line: 1,
        answer: {
          item: 'q1',
          arm: 'page',
          replicate: 0,
          status: 'answered',
          text: '15 mg/kg.',
          provenance: 'captured',
          citations: [
            { url: 'https://example.org/doses', title: 'Doses', quote: null },
            { url: 'https://example.org/other', title: null, quote: null },
            { url: null, title: 'A book', quote: null },
          ],
          product: 'A Page',
          mode: 'quick',
          version: null,
          account: 'verified clinician',
          region: 'GB',
          capturedAt: '2026-11-12T09:30:00+01:00',
          operator: 'Mary',
          screenshot: null,
          toCheck: false,
          checkedBy: null,
        },
      },
    ])
  })

  it('passes over rows that nobody captured yet, whatever the export filled in', async () => {
    const empty = Object.fromEntries(captureColumns.map(({ name }) => [name, '']))
    const { open, captured, problems } = await readRows(
      { ...empty, arm: 'page', item: 'q1', replicate: 0, question: whole.question, product: 'A Page' },
      whole,
    )
    expect([open, captured.length, problems]).toEqual([1, 1, []])
  })

  it('takes a refusal with and without words', async () => {
    const { captured } = await readRows(
      { ...whole, refused: 'yes' },
      { ...whole, arm: 'maker', refused: 'Yes', answer: '' },
    )
    expect(captured.map(({ answer }) => [answer.status, answer.text, answer.provenance])).toEqual([
      ['refused', '15 mg/kg.', 'captured'],
      ['refused', null, 'vendor'],
    ])
  })

  it('takes a question that a spreadsheet kept from being a formula', async () => {
    const { captured, problems } = await readRows({ ...whole, item: 'q2', question: "'=1+1 is what?\r\n" })
    expect(problems).toEqual([])
    expect(captured[0]?.answer.toCheck).toBe(true)
  })

  it('hashes a screenshot that stands beside the file', async () => {
    const { captured } = await readRows(
      { ...whole, screenshot: 'shots/here.png' },
      { ...whole, arm: 'maker', screenshot: 'elsewhere.png', screenshot_sha256: 'B'.repeat(64) },
    )
    expect(captured.map(({ answer }) => answer.screenshot)).toEqual([
      { file: 'shots/here.png', sha256: hash },
      { file: 'elsewhere.png', sha256: 'b'.repeat(64) },
    ])
  })

  it('reads a JSON list of sources', async () => {
    const quoted = { url: 'https://example.org/a', quote: 'Give it.' }
    const { captured } = await readRows({ ...whole, citations: [quoted, 'A book'] })
    expect(captured[0]?.answer.citations).toEqual([
      { url: 'https://example.org/a', title: null, quote: 'Give it.' },
      { url: null, title: 'A book', quote: null },
    ])
  })

  it.each([
    [{ arm: 'gpt' }, 'CAPTURE_NOT_IN_QUEUE', 'arm'],
    [{ item: 'q9' }, 'CAPTURE_NOT_IN_QUEUE', 'item'],
    [{ replicate: 1 }, 'CAPTURE_NOT_IN_QUEUE', 'replicate'],
    [{ replicate: 'first' }, 'CAPTURE_NOT_IN_QUEUE', 'replicate'],
    [{ question: 'Which dose for an adult?' }, 'CAPTURE_NOT_IN_QUEUE', 'question'],
    [{ answer: ' ' }, 'CAPTURE_FIELD_MISSING', 'answer'],
    [{ refused: 'perhaps' }, 'CAPTURE_REFUSED', 'refused'],
    [{ citations: [{ title: 3 }] }, 'CAPTURE_CITATIONS', 'citations'],
    [{ citations: [{}] }, 'CAPTURE_CITATIONS', 'citations'],
    [{ product: 'Another Page' }, 'CAPTURE_NOT_PLANNED', 'product'],
    [{ product: '' }, 'CAPTURE_FIELD_MISSING', 'product'],
    [{ arm: 'deep' }, 'CAPTURE_NOT_PLANNED', 'mode'],
    [{ version: 'v'.repeat(201) }, 'CAPTURE_TOO_LONG', 'version'],
    [{ account: '' }, 'CAPTURE_FIELD_MISSING', 'account'],
    [{ account: 'mary@hospital.example' }, 'CAPTURE_ACCOUNT', 'account'],
    [{ region: '' }, 'CAPTURE_FIELD_MISSING', 'region'],
    [{ captured_at: '' }, 'CAPTURE_FIELD_MISSING', 'captured_at'],
    [{ captured_at: '12 November 2026' }, 'CAPTURE_TIME', 'captured_at'],
    [{ captured_at: '2026-11-12 09:30' }, 'CAPTURE_TIME', 'captured_at'],
    [{ captured_at: '2026-11-25T14:00:00Z' }, 'CAPTURE_TIME', 'captured_at'],
    [{ operator: '' }, 'CAPTURE_FIELD_MISSING', 'operator'],
    [{ screenshot: '../q1.png' }, 'CAPTURE_SCREENSHOT', 'screenshot'],
    [{ screenshot: 'gone.png' }, 'CAPTURE_SCREENSHOT_MISSING', 'screenshot'],
    [{ screenshot: 'shots' }, 'CAPTURE_SCREENSHOT_MISSING', 'screenshot'],
    [{ screenshot: 'shots', screenshot_sha256: hash }, 'CAPTURE_SCREENSHOT_MISSING', 'screenshot'],
    [{ screenshot_sha256: hash }, 'CAPTURE_FIELD_MISSING', 'screenshot'],
    [{ screenshot: 'q1.png', screenshot_sha256: 'abc' }, 'CAPTURE_SCREENSHOT_HASH', 'screenshot_sha256'],
    [
      { screenshot: 'shots/here.png', screenshot_sha256: 'b'.repeat(64) },
      'CAPTURE_SCREENSHOT_HASH',
      'screenshot_sha256',
    ],
    [{ checked_by: 'Mary' }, 'CAPTURE_CHECKED_BY_SELF', 'checked_by'],
    [{ checked_by: 'ｍａｒｙ' }, 'CAPTURE_CHECKED_BY_SELF', 'checked_by'],
    [{ password: 'x' }, 'CAPTURE_COLUMN_UNKNOWN', 'password'],
  ])('refuses %j', async (change, code, field) => {
    expect(await problemsOf(change)).toEqual([[code, field]])
  })

  it('never repeats what may be an account', async () => {
    const { problems } = await readRows({ ...whole, account: 'mary@hospital.example' })
    expect(JSON.stringify(problems)).not.toContain('mary@')
  })

  it('asks less of what a maker sends in', async () => {
    expect(await problemsOf({ arm: 'maker', product: 'Anything', account: '', region: '' })).toEqual([])
  })

  it('names the line of a second answer and of a missing column', async () => {
    const twice = await readRows(whole, whole)
    expect(twice.problems.map(({ code, place }) => [code, place.line])).toEqual([['CAPTURE_TWICE', 2]])
    const file = join(folder, 'short.csv')
    await writeFile(file, 'arm,item,replicate\npage,q1,0\n')
    const short = await readCaptures(file, expectations)
    expect(short.problems.map(({ code, place }) => [code, place.field])).toEqual(
      captureColumns.slice(3).map(({ name }) => ['CAPTURE_COLUMN_MISSING', name]),
    )
  })
})
