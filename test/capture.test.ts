import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import {
  type CaptureRow,
  csvCaptureRows,
  csvCaptureText,
  filledIn,
  jsonlCaptureRows,
  jsonlCaptureText,
} from './support/capture-files.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sha256, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

const questions = Array.from({ length: 25 }, (_, index) => ({
  key: `q${String(index).padStart(2, '0')}`,
  // The first ones are hard on formats: a formula, quotes with line breaks, an accent.
  question:
    ['=2+3, is that the dose?', 'He said "stop",\nand then?', 'Où donner la dose ?'][index] ??
    `Dose ${index}?`,
}))

async function capturingStudy(name: string, change: object = {}): Promise<TestStudy> {
  const study = await workspace.study(
    name,
    stringify({
      schemaVersion: 1,
      id: name,
      title: 'Pages',
      question: 'Which page is better?',
      arms: [
        { id: 'oe', kind: 'specialised', source: { preset: 'openevidence', mode: 'Osler' } },
        { id: 'utd', kind: 'specialised', source: { preset: 'uptodate-expert-ai' } },
        {
          id: 'maker',
          kind: 'own',
          source: { via: 'vendor', vendor: 'A Maker', terms: 'For this study only.' },
        },
      ],
      axes: [{ id: 'preference', form: 'pairwise', primary: true }],
      hypotheses: [
        { id: 'better', kind: 'superiority', axis: 'preference', candidate: 'oe', against: 'utd' },
      ],
      seed: 5,
      ...change,
    }),
  )
  const table = await workspace.input(
    `${name}.jsonl`,
    questions.map((row) => `${JSON.stringify(row)}\n`).join(''),
  )
  const columns = { key: 'key', text: 'question' }
  const mapping = stringify({ schemaVersion: 1, form: 'items', columns })
  await study.imported(table, await workspace.input(`${name}.yaml`, mapping))
  return study
}

async function exported(study: TestStudy, name: string, ...more: readonly string[]) {
  const file = join(workspace.path, 'inputs', name)
  const result = JSON.parse((await study.done('capture', 'export', '--to', file, '--json', ...more)).out)
  const text = await readFile(file, 'utf8')
  return { file, result, text, rows: name.endsWith('.csv') ? csvCaptureRows(text) : jsonlCaptureRows(text) }
}

async function imported(study: TestStudy, name: string, rows: readonly CaptureRow[]) {
  const text = name.endsWith('.csv') ? csvCaptureText(rows) : jsonlCaptureText(rows)
  return study.run('capture', 'import', await workspace.input(name, text), '--json')
}

/** Everything recorded of a study's answers, by keys instead of ids. */
async function recorded(study: string): Promise<readonly unknown[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select arm.key as arm, item.key as item, replicate, status, reason, answer.text, provenance, citations, product, mode,
      version, account, region, captured_at, screenshot, screenshot_sha256, to_check, operator.name as operator,
      checker.name as checker
    from answer join study on study.id = answer.study_id join arm on arm.id = arm_id join item on item.id = item_id
    join capture on capture.id = answer.id left join capture_check on capture_check.id = answer.id
    join person_private operator on operator.person_id = operator_id
    left join person_private checker on checker.person_id = checked_by_id
    where study.key = ${study} order by arm.key, item.key, replicate`.execute(workspace.store.database)
  return rows
}

const answerTo = (row: CaptureRow) =>
  row.item === 'q07' ? '' : `- Answer of ${row.arm}, "quoted",\nto ${row.item}`

describe('equipoise capture', () => {
  it('gives the same rows by CSV and by JSON Lines, in a seeded order of its own for each arm', async () => {
    const study = await capturingStudy('by-csv')
    const other = await capturingStudy('by-jsonl')
    const csv = await exported(study, 'by-csv.csv')
    const jsonl = await exported(other, 'by-jsonl-queue.jsonl')
    expect(csv.rows.map(({ question: _, ...row }) => row)).toEqual(
      jsonl.rows.map(({ question: _, ...row }) => row),
    )
    const ofArm = (arm: string) => csv.rows.filter((row) => row.arm === arm)
    expect(csv.rows.map(({ arm }) => arm)).toEqual([...Array(25).fill('oe'), ...Array(25).fill('utd')])
    const orders = ['oe', 'utd'].map((arm) => ofArm(arm).map(({ item }) => item))
    expect(orders.map((order) => [...order].sort())).toEqual(Array(2).fill(questions.map(({ key }) => key)))
    expect(orders[0]).not.toEqual([...(orders[0] ?? [])].sort())
    expect(orders[0]).not.toEqual(orders[1])
    // A tenth of 25, rounded up.
    for (const arm of ['oe', 'utd'])
      expect(ofArm(arm).filter((row) => row.second_check === 'yes')).toHaveLength(3)
    expect(csv.rows[0]).toMatchObject({ product: 'OpenEvidence', mode: 'Osler', answer: '', operator: '' })
    expect(csv.result.arms).toEqual([
      { arm: 'oe', open: 25, toCheck: 3 },
      { arm: 'utd', open: 25, toCheck: 3 },
    ])
    expect(
      csv.result.terms.map(({ arm, terms }: { arm: string; terms: string }) => [arm, terms.length > 50]),
    ).toEqual([
      ['oe', true],
      ['utd', true],
    ])

    const fill = (row: CaptureRow) => ({
      ...filledIn(row, answerTo(row)),
      checked_by: row.second_check === 'yes' && row.arm === 'oe' ? 'Grace Bell' : '',
    })
    const first = await imported(study, 'by-csv-filled.csv', csv.rows.map(fill))
    expect(first.exitCode, first.out).toBe(0)
    expect(JSON.parse(first.out)).toMatchObject({
      answers: 50,
      known: 0,
      open: 0,
      refused: 2,
      arms: [
        { arm: 'oe', captured: 25, toCheck: 3, checked: 3 },
        { arm: 'utd', captured: 25, toCheck: 3, checked: 0 },
      ],
    })
    expect((await imported(other, 'by-jsonl-filled.jsonl', jsonl.rows.map(fill))).exitCode).toBe(0)
    const rows = await recorded('by-csv')
    expect(rows).toHaveLength(50)
    expect(rows).toEqual(await recorded('by-jsonl'))
    expect(rows[0]).toMatchObject({
      status: 'answered',
      provenance: 'captured',
      text: '- Answer of oe, "quoted",\nto q00',
      product: 'OpenEvidence',
      operator: 'Mary Rowe',
      citations: [
        { url: 'https://example.org/doses', title: 'Doses', quote: null },
        { url: null, title: 'A book', quote: null },
      ],
    })
    expect(rows[7]).toMatchObject({ item: 'q07', status: 'refused', reason: 'refusal', text: null })
    const nothing = await exported(study, 'by-csv-again.csv')
    expect(nothing.rows).toEqual([])
  })

  it('brings in a part, exports the rest in the same order, and takes a check later', async () => {
    const study = await capturingStudy('in-parts')
    const { rows } = await exported(study, 'part.csv', '--arm', 'utd')
    expect(new Set(rows.map(({ arm }) => arm))).toEqual(new Set(['utd']))
    const part = rows.map((row, index) => (index < 10 ? filledIn(row, 'Yes.') : row))
    const first = await imported(study, 'part-filled.csv', part)
    expect(JSON.parse(first.out)).toMatchObject({ answers: 10, open: 15 })
    const rest = await exported(study, 'rest.csv', '--arm', 'utd')
    expect(rest.rows).toEqual(rows.slice(10))
    expect(parsedProblems((await imported(study, 'part-filled.csv', part)).out)[0]?.code).toBe(
      'IMPORT_DUPLICATE',
    )
    const state = await study.state()
    const other = part.map((row, index) => (index === 9 ? { ...row, answer: 'No.' } : row))
    // The header and nine rows, some of them over several lines, stand before it.
    const line = csvCaptureText(other.slice(0, 9)).split('\n').length
    const refused = await imported(study, 'part-other.csv', other)
    expect(refused.exitCode).toBe(1)
    expect(parsedProblems(refused.out)).toMatchObject([
      { code: 'ANSWER_DIFFERS', place: { file: 'part-other.csv', line, field: 'answer' } },
    ])
    const empty = await imported(study, 'nobody.csv', rest.rows)
    expect(parsedProblems(empty.out).map(({ code }) => code)).toEqual(['CAPTURE_EMPTY'])
    expect(await study.state()).toEqual(state)
    const checked = part.map((row, index) => (index < 10 ? { ...row, checked_by: 'Grace Bell' } : row))
    const later = JSON.parse((await imported(study, 'part-checked.jsonl', checked)).out)
    expect(later).toMatchObject({ answers: 0, known: 10, checks: 10 })
  })

  it('writes nothing of a file with one bad field, and names file, line and field', async () => {
    const study = await capturingStudy('bad')
    const { rows } = await exported(study, 'bad-queue.jsonl')
    const state = await study.state()
    const bad = rows.map((row, index) => ({
      ...filledIn(row, 'Yes.'),
      ...(index === 3 ? { captured_at: 'yesterday' } : {}),
    }))
    const { exitCode, out } = await imported(study, 'bad-filled.jsonl', bad)
    expect(exitCode).toBe(1)
    expect(parsedProblems(out).map(({ code, place }) => [code, place.line, place.field])).toEqual([
      ['CAPTURE_TIME', 4, 'captured_at'],
      ['CAPTURE_BAD_ROWS', undefined, undefined],
    ])
    expect(await study.state()).toEqual(state)
  })

  it('names row, field and path of a screenshot that is a folder or not there, and what to do', async () => {
    const study = await capturingStudy('pictures')
    const { rows } = await exported(study, 'pictures-queue.jsonl', '--arm', 'utd')
    await mkdir(join(workspace.path, 'inputs', 'a-folder'))
    const state = await study.state()
    const screenshots = ['a-folder', 'gone/one.png']
    const filled = rows.slice(0, 2).map((row, index) => ({
      ...filledIn(row, 'Yes.'),
      screenshot: screenshots[index] ?? '',
    }))
    const { exitCode, out } = await imported(study, 'pictures-filled.jsonl', filled)
    expect(exitCode).toBe(1)
    const at = (name: string) => join(workspace.path, 'inputs', name)
    const common = {
      code: 'CAPTURE_SCREENSHOT_MISSING',
      expected: 'a picture beside the capture file, or its SHA-256 under screenshot_sha256',
      remedy: 'Put the picture there, or correct its path.',
    }
    const file = at('pictures-filled.jsonl')
    expect(parsedProblems(out)).toMatchObject([
      {
        ...common,
        message: `There is a folder or a device, and no screenshot, at ${at('a-folder')}.`,
        place: { file, line: 1, field: 'screenshot' },
        value: 'a-folder',
      },
      {
        ...common,
        message: `There is no screenshot at ${at('gone/one.png')}.`,
        place: { file, line: 2, field: 'screenshot' },
      },
      { code: 'CAPTURE_BAD_ROWS', message: 'Nothing was imported of 2 rows.' },
    ])
    expect(await study.state()).toEqual(state)
  })

  it('hashes screenshots beside the file, keeps what a maker sends in as such, and goes through a bundle', async () => {
    const study = await capturingStudy('bundled')
    await mkdir(join(workspace.path, 'inputs', 'shots'))
    await writeFile(join(workspace.path, 'inputs', 'shots', 'one.png'), 'not really a picture')
    const page = await exported(study, 'bundled.csv', '--arm', 'oe')
    const maker = await exported(study, 'maker.csv', '--arm', 'maker')
    expect(maker.rows[0]).toMatchObject({ arm: 'maker', product: 'A Maker' })
    expect(maker.result.terms).toEqual([{ arm: 'maker', terms: 'For this study only.' }])
    await imported(
      study,
      'bundled-filled.csv',
      page.rows.slice(0, 2).map((row) => ({ ...filledIn(row, 'Yes.'), screenshot: 'shots/one.png' })),
    )
    const sent = maker.rows
      .slice(0, 1)
      .map((row) => ({ ...filledIn(row, 'Buy it.'), account: '', region: '' }))
    expect((await imported(study, 'maker-filled.csv', sent)).exitCode).toBe(0)
    const rows = await recorded('bundled')
    expect(rows).toMatchObject([
      { arm: 'maker', provenance: 'vendor' },
      { arm: 'oe', screenshot: 'shots/one.png', screenshot_sha256: sha256('not really a picture') },
      { arm: 'oe', provenance: 'captured' },
    ])
    const bundle = join(workspace.path, 'bundled-bundle')
    await study.done('export', bundle)
    const lines = Object.fromEntries(
      await Promise.all(
        (await readdir(bundle)).map(
          async (name) => [name, await readFile(join(bundle, name), 'utf8')] as const,
        ),
      ),
    )
    expect(lines['capture.jsonl']?.trim().split('\n')).toHaveLength(3)
    expect(Object.values(lines).join('')).not.toContain('Mary Rowe')
  })

  it('writes a file once and prints the terms', async () => {
    const study = await capturingStudy('words')
    const file = join(workspace.path, 'inputs', 'words.csv')
    const { out } = await study.done('capture', 'export', '--to', file)
    expect(out).toMatch(/oe: 25 open, 3 of them for a second check/)
    expect(out).toMatch(/Terms of use of oe: The terms of 17 September 2026 allow/)
    expect((await readFile(file, 'utf8')).split('\r\n')[0]).not.toMatch(/password|user|key|token/i)
    const again = await study.run('capture', 'export', '--to', file, '--json')
    expect(parsedProblems(again.out)[0]?.code).toBe('CAPTURE_FILE_EXISTS')
  })

  it.each([
    [['export'], 'CAPTURE_NO_FILE'],
    [['export', '--to', 'queue.xlsx'], 'CAPTURE_FORMAT'],
    [['export', '--to', 'queue.csv', '--arm', 'nobody'], 'CAPTURE_ARM'],
    [['import'], 'CAPTURE_NO_FILE'],
    [['import', 'nowhere.csv'], 'FILE_NOT_FOUND'],
  ])('refuses capture %j', async (given, code) => {
    const study = await capturingStudy(`refused-${code.toLowerCase()}-${given.length}-${given[0]}`)
    const { exitCode, out } = await study.run('capture', ...given, '--json')
    expect([exitCode, parsedProblems(out).map((problem) => problem.code)]).toEqual([1, [code]])
  })

  it('waits until the questions of the protocol are there, and asks each arm its own', async () => {
    const waiting = await capturingStudy('waiting', { items: [{ from: 'own', n: 26 }] })
    const { out } = await waiting.run('capture', 'export', '--to', 'queue.csv', '--json')
    expect(parsedProblems(out)).toMatchObject([{ code: 'ITEMS_SLOT_OPEN', place: { field: 'items.0' } }])
    const named = await capturingStudy('named', {
      items: [{ from: 'own', n: 25, arms: ['utd', 'maker'] }],
      collect: { replicates: 2 },
    })
    const { rows } = await exported(named, 'named.csv')
    expect([rows.length, rows.every(({ arm }) => arm === 'utd')]).toEqual([50, true])
  })
})
