import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trueComparisons, trueMarks } from '../scripts/sample-study/true-values.ts'
import { mappedColumns } from '../src/exchange/mapping-columns.ts'
import { parseMapping } from '../src/exchange/mapping-file.ts'
import { readProtocol } from '../src/protocol/read.ts'

const root = new URL('..', import.meta.url)
const shipped = (file: string) => readFileSync(new URL(`studies/sample/${file}`, root))
const script = new URL('scripts/simulate-sample-study.ts', root).pathname

type Row = Readonly<Record<string, string>>

function rowsOf(file: string): Row[] {
  const [header = '', ...lines] = shipped(file).toString('utf8').trimEnd().split('\n')
  const columns = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    expect(cells).toHaveLength(columns.length)
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  })
}

const cell = (row: Row, column: string): string => row[column] ?? ''
const distinct = (rows: readonly Row[], ...columns: string[]): Set<string> =>
  new Set(rows.map((row) => columns.map((column) => cell(row, column)).join(' ')))

describe('the sample study', () => {
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-sample-'))
  beforeAll(() => {
    execFileSync(process.execPath, [script, folder])
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  it.each(['pairs.csv', 'absolute.csv'])('gives %s again, byte for byte', (file) => {
    expect(readFileSync(join(folder, file)).equals(shipped(file))).toBe(true)
  })

  it('has a protocol that reads, says SAMPLE, and sets a known-worse arm against the parity claims', () => {
    const { plan } = readProtocol(shipped('protocol.yaml').toString('utf8'), 'protocol.yaml')
    expect(plan.sample).toBe(true)
    expect(plan.arms.filter((arm) => arm.knownWorse).map((arm) => arm.id)).toEqual(['scree'])
    expect(plan.hypotheses.map((hypothesis) => hypothesis.kind)).toEqual([
      'non-inferiority',
      'superiority',
      'equivalence',
    ])
    expect(plan.minimumActiveSeconds).toBe(10)
  })

  it('has mappings that name only arms, axes and renderings of the protocol, and columns of the tables', () => {
    const { plan } = readProtocol(shipped('protocol.yaml').toString('utf8'), 'protocol.yaml')
    const ids = new Set([...plan.arms, ...plan.axes, ...plan.renderings].map((entry) => entry.id))
    for (const name of ['pairs', 'absolute']) {
      const mapping = parseMapping(shipped(`${name}.mapping.yaml`).toString('utf8'), name)
      const [row] = rowsOf(`${name}.csv`)
      for (const column of mappedColumns(mapping).keys()) expect(Object.keys(row ?? {})).toContain(column)
      for (const source of Object.values(mapping.columns)) {
        if (typeof source === 'object' && 'values' in source && typeof source.values === 'object')
          for (const id of Object.values(source.values)) expect(ids).toContain(id)
      }
    }
    expect(parseMapping(shipped('items.mapping.yaml').toString('utf8'), 'items').form).toBe('items')
  })

  it('has 36 questions of six specialties, each named in the marks', () => {
    const items = shipped('items.jsonl')
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line): Row => JSON.parse(line))
    expect(items).toHaveLength(36)
    expect(distinct(items, 'key').size).toBe(36)
    expect(distinct(items, 'text').size).toBe(36)
    expect(distinct(items, 'specialty').size).toBe(6)
    expect(distinct(rowsOf('pairs.csv'), 'question')).toEqual(distinct(items, 'key'))
  })

  it('has the design it states: 30 comparisons for each of twelve reviewers, one rendering each', () => {
    const rows = rowsOf('pairs.csv')
    expect(rows).toHaveLength(1080)
    expect(distinct(rows, 'question', 'reviewer').size).toBe(360)
    expect(distinct(rows, 'question', 'reviewer', 'axis').size).toBe(1080)
    for (const reviewer of distinct(rows, 'reviewer'))
      expect(rows.filter((row) => row.reviewer === reviewer)).toHaveLength(90)
    expect(distinct(rows, 'reviewer').size).toBe(12)
    expect(distinct(rows, 'reviewer', 'rendering').size).toBe(12)
    expect([...distinct(rows, 'rendering')].sort()).toEqual(['text only', 'with references'])
    for (const a of ['Tarn', 'Moor', 'Beck', 'Scree'])
      for (const rendering of ['text only', 'with references'])
        for (const b of ['Tarn', 'Moor', 'Beck', 'Scree'].filter((arm) => arm > a)) {
          const pair = rows.filter((row) => [row.answer_a, row.answer_b].sort().join() === [a, b].join())
          expect(pair.some((row) => row.rendering === rendering)).toBe(true)
        }
  })

  it('has refusals without marks, missing marks, marks under ten seconds, and times in order', () => {
    const rows = rowsOf('pairs.csv')
    const absolute = rowsOf('absolute.csv')
    const refusals = distinct(
      absolute.filter((row) => row.status === 'refused'),
      'question',
      'answer',
    )
    const refused = rows.filter((row) =>
      [row.answer_a, row.answer_b].some((arm) => refusals.has(`${row.question} ${arm}`)),
    )
    expect(refused.length).toBeGreaterThan(0)
    expect(rows.filter((row) => row.choice === 'not shown')).toEqual(refused)
    expect(refused.every((row) => row.active_seconds === '' && row.shown_at === '')).toBe(true)
    const shown = rows.filter((row) => !refused.includes(row))
    expect(shown.some((row) => row.choice === '')).toBe(true)
    expect(shown.some((row) => Number(row.active_seconds) < 10)).toBe(true)
    for (const row of shown)
      expect(Date.parse(cell(row, 'decided_at')) - Date.parse(cell(row, 'shown_at'))).toBeGreaterThanOrEqual(
        1000 * Number(row.active_seconds),
      )
    expect(absolute).toHaveLength(36 * 2 * 4)
    expect(absolute.filter((row) => row.status === 'refused').every((row) => row.mark === '')).toBe(true)
    expect(absolute.filter((row) => row.mark !== '').every((row) => /^[1-4]$/.test(cell(row, 'mark')))).toBe(
      true,
    )
  })

  it('prints the truth that stands in its README', () => {
    const printed = execFileSync(process.execPath, [script, '--truth'], { encoding: 'utf8' })
    const readme = shipped('README.md').toString('utf8')
    const start = readme.indexOf('\n', readme.indexOf('<!-- truth')) + 1
    expect(readme.slice(start, readme.indexOf('<!-- end of truth -->'))).toBe(printed)
  })

  // The latent difference is normal, so each share is a normal tail: Python, scipy.stats.norm, with
  // sd = sqrt(2 (.25² + .17² + .1² + .35² + .36²)) = 0.84083 and the mean over both orders of showing.
  it('has the truth that follows from normal tails', () => {
    const found = trueComparisons(20_000)
    const expected = [
      ['clinical utility', 'Tarn', 'Moor', 0.40172, 0.40172],
      ['clinical utility', 'Tarn', 'Beck', 0.54247, 0.27277],
      ['accuracy', 'Tarn', 'Moor', 0.27673, 0.27673],
      ['accuracy', 'Tarn', 'Scree', 0.72327, 0.03772],
      ['completeness', 'Tarn', 'Moor', 0.34349, 0.43411],
    ] as const
    for (const [axis, arm, against, win, loss] of expected) {
      const row = found.find(
        (one) =>
          one.axis === axis && one.rendering === 'text only' && one.arm === arm && one.against === against,
      )
      // Four standard errors of a share of 20,000 draws.
      expect(Math.abs((row?.win ?? 9) - win)).toBeLessThan(0.015)
      expect(Math.abs((row?.loss ?? 9) - loss)).toBeLessThan(0.015)
    }
    // Mean of 1 + P(> 1.5) + P(> 2.5) + P(> 3.5), sd = sqrt(.25² + .2² + .18² + .84083²/2).
    const marks = Object.fromEntries(trueMarks(20_000).map(({ arm, mean }) => [arm, mean]))
    const means = { Tarn: 3.21254, Moor: 3.21254, Beck: 3.07722, Scree: 2.20703 }
    for (const [arm, mean] of Object.entries(means))
      expect(Math.abs((marks[arm] ?? 9) - mean)).toBeLessThan(0.022)
  })
})
