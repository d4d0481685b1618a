import { describe, expect, it } from 'vitest'
import { everyName, type KnownNames } from './import-record.ts'
import { parseMapping } from './mapping-file.ts'
import { stageImport } from './stage.ts'
import { longMapping, pairwiseAxis, pairwiseHead, placesOf, stagingFolder } from './testing/staging.ts'

const tables = stagingFolder()

describe('bad rows', () => {
  it('are named with file, line, field, value and what was expected', async () => {
    const known: KnownNames = { arms: ['m', 'n'], axes: [pairwiseAxis('x')], renderings: null }
    const csv = `q,a,b,v,x,r
1,m,n,a,x,r
2,m,n,?,x,r
3,m,k,a,x,r
4,m,m,a,x,r
5,m,n,a,y,r
,m,n,a,x,r
7,m,n,a,x,
1,n,m,b,x,r
8,m,n
`
    const staged = await tables.stage(csv, longMapping, known)
    expect(placesOf(staged)).toEqual([
      ['ROW_VALUE_UNKNOWN', 3, 'v'],
      ['ROW_ARM_UNKNOWN', 4, 'b'],
      ['ROW_SAME_ARM', 5, 'b'],
      ['ROW_AXIS_UNKNOWN', 6, 'x'],
      ['ROW_FIELD_MISSING', 7, 'q'],
      ['ROW_FIELD_MISSING', 8, 'r'],
      ['ROW_DUPLICATE', 9, 'q'],
      ['ROW_UNEVEN', 10, undefined],
    ])
    const [unknown] = staged.problems
    expect([unknown?.value, unknown?.expected]).toEqual(['?', '"A", "a", "=", "b" or ""'])
    expect(staged.problems[6]?.message).toContain('line 2')
    expect(staged.counts).toMatchObject({ rows: 9, badRows: 8, judgments: 1 })
    expect(staged.problemsByCode).toMatchObject({ ROW_FIELD_MISSING: 2, ROW_UNEVEN: 1 })
  })

  it('repeat only where a reviewer is named, in study marks, on the same axis', async () => {
    const mapping = longMapping.replace('reviewer: r}', 'reviewer: r, role: w}')
    const row = (axis: string, role: string): string => `1,m,n,a,${axis},r,${role}\n`
    const same = await tables.stage(
      `q,a,b,v,x,r,w\n${row('x', 'study')}${row('x', 'repeat')}${row('y', '')}${row('x', '')}`,
      mapping,
    )
    expect(placesOf(same)).toEqual([['ROW_DUPLICATE', 5, 'q']])
    const nobody = await tables.stage(
      'q,a,b,v,x\n1,m,n,a,x\n1,m,n,a,x\n',
      longMapping.replace(', reviewer: r', ''),
    )
    expect([nobody.problemCount, nobody.counts.judgments]).toEqual([0, 2])
  })

  it('cover times, seconds, roles, yes and no, renderings, and text that cannot be stored', async () => {
    const mapping = `${pairwiseHead}columns: {item: q, armA: a, armB: b, value: v, axis: {constant: x}, rendering: m,
  shownAt: t, activeSeconds: s, role: w, consent: c}
values: {a: a}
`
    const rows: Record<string, unknown>[] = [
      { t: '2026-06-12T09:30:00' },
      { t: '2026-02-30T09:30:00Z' },
      { s: -1 },
      { w: 'exam' },
      { c: 'maybe' },
      { m: 'html' },
      { q: 'a\u0000b' },
      { q: '\ud800' },
    ]
    const base = {
      q: 1,
      a: 'm',
      b: 'n',
      v: 'a',
      m: 'text',
      t: '2026-06-12T09:30:00Z',
      s: 3,
      w: 'study',
      c: true,
    }
    const path = await tables.file(
      rows.map((row) => `${JSON.stringify({ ...base, ...row })}\n`).join(''),
      'jsonl',
    )
    const known = { ...everyName, renderings: ['text'] }
    const staged = await stageImport({ tables: [{ file: path, mapping: parseMapping(mapping, 'm') }], known })
    expect(placesOf(staged)).toEqual([
      ['ROW_TIME_INVALID', 1, 't'],
      ['ROW_TIME_INVALID', 2, 't'],
      ['ROW_NUMBER_RANGE', 3, 's'],
      ['ROW_VALUE_UNKNOWN', 4, 'w'],
      ['ROW_VALUE_UNKNOWN', 5, 'c'],
      ['ROW_RENDERING_UNKNOWN', 6, 'm'],
      ['ROW_TEXT_INVALID', 7, 'q'],
      ['ROW_TEXT_INVALID', 8, 'q'],
    ])
  })

  it('are kept in full up to a thousand and counted beyond', async () => {
    const rows = Array.from({ length: 1500 }, (_, i) => `${i},m,n,?,x,r\n`).join('')
    const staged = await tables.stage(`q,a,b,v,x,r\n${rows}`, longMapping)
    expect([staged.problems.length, staged.problemCount]).toEqual([1000, 1500])
    expect(staged.problemsByCode).toEqual({ ROW_VALUE_UNKNOWN: 1500 })
  })
})
