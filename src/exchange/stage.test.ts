import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parquetWriteFile } from 'hyparquet-writer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerSchema } from '../answers/answer.ts'
import { itemSchema } from '../items/item.ts'
import { judgmentSchema } from '../judging/judgment.ts'
import { ProblemError, problemSentence } from '../problem.ts'
import { everyName, type ImportRecord, type KnownAxis, type KnownNames } from './import-record.ts'
import { parseMapping } from './mapping-file.ts'
import { type StagedImport, stageImport } from './stage.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stage-'))
})
afterAll(() => rm(folder, { recursive: true }))

let files = 0
async function file(content: string | Uint8Array, ending = 'csv'): Promise<string> {
  const path = join(folder, `t${files++}.${ending}`)
  await writeFile(path, content)
  return path
}

async function stage(csv: string, mapping: string, known: KnownNames = everyName): Promise<StagedImport> {
  const table = { file: await file(csv), mapping: parseMapping(mapping, 'm.yaml') }
  return stageImport({ tables: [table], known })
}

async function recordsOf(staged: StagedImport): Promise<ImportRecord[]> {
  const records: ImportRecord[] = []
  for await (const record of staged.records()) {
    if (record.kind === 'item') itemSchema.parse(record.item)
    if (record.kind === 'answer') answerSchema.parse(record.answer)
    if (record.kind === 'judgment') judgmentSchema.parse(record.judgment)
    records.push(record)
  }
  return records
}

async function marksOf(staged: StagedImport): Promise<unknown[]> {
  return (await recordsOf(staged)).flatMap((record) =>
    record.kind !== 'judgment'
      ? []
      : [
          record.judgment.form === 'pairwise'
            ? [record.judgment.axis, record.judgment.value, record.judgment.strength, record.judgment.side]
            : [record.judgment.axis, record.judgment.value],
        ],
  )
}

/** Code, line and field of each problem. */
function placesOf(staged: StagedImport): unknown[] {
  return staged.problems.map(({ code, place }) => [code, place.line, place.field])
}

const pairwiseAxis = (id: string): KnownAxis => ({ id, form: 'pairwise', scale: null })

const head = 'schemaVersion: 1\nform: pairwise\n'
const long = `${head}columns: {item: q, armA: a, armB: b, value: v, axis: x, reviewer: r}
values: {A: {value: a, strength: 2}, a: {value: a, strength: 1}, "=": tie, b: b, "": missing}
`

describe('pairwise marks', () => {
  it('read every field', async () => {
    const csv = `q,a,b,v,x,r,mode,secs,from,to,okA,okB,what,may,book,stA,stB,text,Specialty,left
q1, m1 ,m2,A,acc,dr1,text,12.5,2026-06-12 09:30,2026-06-12T09:31:00+0200,yes,0,gold,TRUE,2,ok,no,"Why?
",Cardio,m2
`
    const staged = await stage(
      csv,
      `${head}columns: {item: q, armA: a, armB: b, value: v, axis: x, reviewer: r, rendering: mode,
  activeSeconds: secs, shownAt: from, decidedAt: to, adequacyA: okA, adequacyB: okB, role: what, consent: may,
  rulebookVersion: book, statusA: stA, statusB: stB, itemText: text, strata: {specialty: Specialty}}
values: {A: {value: a, strength: 2}}
firstShown: {armColumn: left}
statuses: {ok: answered, no: refused}
utcOffset: "+02:00"
`,
    )
    expect(staged.problems.map(problemSentence)).toEqual([])
    expect(await recordsOf(staged)).toEqual([
      { kind: 'item', line: 2, item: { key: 'q1', text: 'Why?\n', strata: { specialty: 'Cardio' } } },
      {
        kind: 'answer',
        line: 2,
        answer: { item: 'q1', arm: 'm1', status: 'answered', text: null, provenance: 'recorded' },
      },
      {
        kind: 'answer',
        line: 2,
        answer: { item: 'q1', arm: 'm2', status: 'refused', text: null, provenance: 'recorded' },
      },
      {
        kind: 'judgment',
        line: 2,
        judgment: {
          form: 'pairwise',
          item: 'q1',
          axis: 'acc',
          armA: 'm1',
          armB: 'm2',
          value: 1,
          strength: 2,
          rendering: 'text',
          reviewer: 'dr1',
          shownAt: '2026-06-12T09:30:00+02:00',
          decidedAt: '2026-06-12T09:31:00+02:00',
          activeSeconds: 12.5,
          adequacyA: true,
          adequacyB: false,
          role: 'gold',
          consent: true,
          rulebookVersion: '2',
          harm: null,
          side: 'b',
        },
      },
    ])
  })

  it('keep a tie, a missing mark and a mark without strength apart', async () => {
    const staged = await stage('q,a,b,v,x,r\n1,m,n,=,x,r\n2,m,n,,x,r\n3,m,n,b,x,r\n4,m,n,a,x,r\n', long)
    expect(await marksOf(staged)).toEqual([
      ['x', 0, null, null],
      ['x', null, null, null],
      ['x', -1, null, null],
      ['x', 1, 1, null],
    ])
    expect(staged.counts).toMatchObject({ judgments: 4, emptyMarks: 1, items: 4, answers: 0 })
  })

  it.each([
    // 1 to 7 with the tie at 4: 7 is three points above it.
    ['{from: 1, to: 7, positive: a}', '7', [1, 3]],
    ['{from: 1, to: 7, positive: a}', '3', [-1, 1]],
    ['{from: 1, to: 7, positive: b}', '7', [-1, 3]],
    ['{from: -3, to: 3, positive: a}', '0.0', [0, null]],
    // Six points have no tie; the two middle ones are half a step from 3.5 and the weakest preference.
    ['{from: 1, to: 6, positive: a}', '4', [1, 1]],
    ['{from: 1, to: 6, positive: a}', '1', [-1, 3]],
    ['{from: -50, to: 50, positive: a, strengths: false}', '+12.5', [1, null]],
  ])('read the numeric scale %s at %s', async (scale, cell, [value, strength]) => {
    const mapping = long.replace(/values: .*/, `scale: ${scale}`)
    const staged = await stage(`q,a,b,v,x,r\n1,m,n,${cell},x,r\n`, mapping)
    expect(await marksOf(staged)).toEqual([['x', value, strength, null]])
  })

  it('refuse numbers that are none or off the scale', async () => {
    const rows = ['NaN', 'Infinity', '1,5', '0x2', '4', 'n/a', '']
    const csv = `q,a,b,v,x,r\n${rows.map((cell, i) => `${i},m,n,"${cell}",x,r\n`).join('')}`
    const staged = await stage(
      csv,
      long.replace(/values: .*/, 'scale: {from: -3, to: 3, positive: a}\nempty: [n/a]'),
    )
    expect(staged.problems.map(({ code }) => code)).toEqual([
      ...Array.from({ length: 4 }, () => 'ROW_NUMBER_INVALID'),
      'ROW_NUMBER_RANGE',
      'ROW_FIELD_MISSING',
      'ROW_FIELD_MISSING',
    ])
    expect(staged.counts).toMatchObject({ rows: 7, badRows: 7, judgments: 0 })
    expect(await recordsOf(staged)).toEqual([])
  })

  it('of a wide table give one judgment for each axis, or none if one axis is bad', async () => {
    const mapping = `${head}columns: {item: q, armA: a, armB: b, reviewer: r}
axes: {acc: {column: c1}, use: {column: c2, scale: {from: -2, to: 2, positive: b}}}
values: {l: a, r: b}
firstShown: b
`
    const staged = await stage('q,a,b,r,c1,c2\n1,m,n,z,l,2\n2,m,n,z,r,9\n', mapping)
    expect(await marksOf(staged)).toEqual([
      ['acc', 1, null, 'b'],
      ['use', -1, 2, 'b'],
    ])
    expect(placesOf(staged)).toEqual([['ROW_NUMBER_RANGE', 3, 'c2']])
  })
})

describe('pairs with an answer that was refused or failed', () => {
  it('stay without a mark, for the refusal rule; one that failed goes unless it was marked', async () => {
    const mapping = `${long.replace('reviewer: r}', 'reviewer: r, statusA: sa, statusB: sb}').replace(', "": missing', '')}`
    const csv = `q,a,b,v,x,r,sa,sb
1,m,n,,x,r,answered,refused
2,m,n,b,x,r,refused,answered
3,m,n,,x,r,answered,failed
4,m,n,b,x,r,answered,failed
5,m,n,,x,r,refused,failed
6,m,n,,x,r,answered,answered
`
    const staged = await stage(csv, mapping)
    expect(await marksOf(staged)).toEqual([
      ['x', null, null, null],
      ['x', -1, null, null],
      ['x', -1, null, null],
    ])
    expect(staged.counts).toMatchObject({ judgments: 3, emptyMarks: 1, answers: 10 })
    // An answered pair has to say what an empty cell means.
    expect(placesOf(staged)).toEqual([['ROW_FIELD_MISSING', 7, 'v']])
  })
})

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
    const staged = await stage(csv, long, known)
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
    const mapping = long.replace('reviewer: r}', 'reviewer: r, role: w}')
    const row = (axis: string, role: string): string => `1,m,n,a,${axis},r,${role}\n`
    const same = await stage(
      `q,a,b,v,x,r,w\n${row('x', 'study')}${row('x', 'repeat')}${row('y', '')}${row('x', '')}`,
      mapping,
    )
    expect(placesOf(same)).toEqual([['ROW_DUPLICATE', 5, 'q']])
    const nobody = await stage('q,a,b,v,x\n1,m,n,a,x\n1,m,n,a,x\n', long.replace(', reviewer: r', ''))
    expect([nobody.problemCount, nobody.counts.judgments]).toEqual([0, 2])
  })

  it('cover times, seconds, roles, yes and no, renderings, and text that cannot be stored', async () => {
    const mapping = `${head}columns: {item: q, armA: a, armB: b, value: v, axis: {constant: x}, rendering: m,
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
    const path = await file(rows.map((row) => `${JSON.stringify({ ...base, ...row })}\n`).join(''), 'jsonl')
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
    const staged = await stage(`q,a,b,v,x,r\n${rows}`, long)
    expect([staged.problems.length, staged.problemCount]).toEqual([1000, 1500])
    expect(staged.problemsByCode).toEqual({ ROW_VALUE_UNKNOWN: 1500 })
  })
})

describe('absolute marks and answers', () => {
  const absolute = `schemaVersion: 1
form: absolute
columns: {item: q, arm: m, reviewer: r, value: v, axis: x, status: s}
`
  it('a refusal is neither a mark nor a missing mark', async () => {
    const csv = `q,m,r,x,v,s
1,m1,r,acc,good,answered
1,m2,r,acc,,refused
1,m3,r,acc,,answered
2,m1,r,acc,poor,failed
1,m2,r2,acc,,answered
`
    const staged = await stage(csv, `${absolute}levels: {poor: 1, good: 3, "": missing}\n`)
    expect(await marksOf(staged)).toEqual([
      ['acc', 3],
      ['acc', null],
    ])
    const answers = (await recordsOf(staged)).flatMap((record) =>
      record.kind === 'answer' ? [[record.answer.arm, record.answer.status]] : [],
    )
    expect(answers).toEqual([
      ['m1', 'answered'],
      ['m2', 'refused'],
      ['m3', 'answered'],
    ])
    expect(placesOf(staged)).toEqual([
      ['ROW_STATUS_CONFLICT', 5, 'v'],
      ['ROW_STATUS_CONFLICT', 6, 's'],
    ])
  })

  it('hold each axis of a long table to its own scale', async () => {
    const mapping = `${absolute.replace(', status: s', '')}axes: {acc: {scale: {min: 0, max: 1, step: 0.1}}, use: {levels: {low: 1}}}\n`
    const csv = 'q,m,r,x,v\n1,m,r,acc,0.7\n1,m,r,use,low\n2,m,r,acc,0.75\n2,m,r,use,0.1\n2,m,r,tone,1\n'
    const staged = await stage(csv, mapping)
    expect(await marksOf(staged)).toEqual([
      ['acc', 0.7],
      ['use', 1],
    ])
    expect(placesOf(staged)).toEqual([
      ['ROW_NUMBER_RANGE', 4, 'v'],
      ['ROW_VALUE_UNKNOWN', 5, 'v'],
      ['ROW_AXIS_UNKNOWN', 6, 'x'],
    ])
  })

  it('answers and items: repetitions, contradictions, and an answer without text', async () => {
    const answers = `schemaVersion: 1
form: answers
columns: {item: q, arm: m, status: s, text: t}
provenance: captured
`
    const csv =
      'q,m,s,t\n1,m,answered,Yes\n1,m,answered,Yes\n1,m,refused,\n2,m,answered,\n2,m,refused,I cannot\n'
    const staged = await stage(csv, answers)
    expect(placesOf(staged)).toEqual([
      ['ROW_DUPLICATE', 3, 'q'],
      ['ROW_STATUS_CONFLICT', 4, 's'],
      ['ROW_STATUS_CONFLICT', 5, 't'],
    ])
    expect(staged.counts).toMatchObject({ answers: 2, items: 2, judgments: 0 })
    const unsaid = await stage('q,m,t\n1,m,\n', answers.replace(' status: s,', ''))
    expect(placesOf(unsaid)).toEqual([['ROW_FIELD_MISSING', 2, 't']])

    const items = 'schemaVersion: 1\nform: items\ncolumns: {key: k, text: t}\n'
    const twice = await stage('k,t\n1,a\n1,a\n1,b\n', items)
    expect(placesOf(twice)).toEqual([
      ['ROW_DUPLICATE', 3, 'k'],
      ['ROW_ITEM_CONFLICT', 4, 'k'],
    ])
  })
})

describe('stageImport', () => {
  it('yields the same records from every format', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => ({
      q: i,
      a: 'm',
      b: 'n',
      v: ['A', 'a', '=', 'b', ''][i % 5] ?? '',
      x: `x${i % 2}`,
      r: `r${i % 7}`,
    }))
    const table = (separator: string): string =>
      [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
        .map((row) => row.join(separator))
        .join('\r\n')
    const jsonl = rows.map((row) => JSON.stringify({ ...row, v: row.v === '' ? null : row.v })).join('\n')
    const parquet = join(folder, 'rows.parquet')
    parquetWriteFile({
      filename: parquet,
      rowGroupSize: 100,
      columnData: [
        { name: 'q', data: rows.map(({ q }) => BigInt(q)), type: 'INT64' },
        { name: 'v', data: rows.map(({ v }) => (v === '' ? null : v)), type: 'STRING' },
        ...(['a', 'b', 'x', 'r'] as const).map((name) => ({
          name,
          data: rows.map((row) => row[name]),
          type: 'STRING' as const,
        })),
      ],
    })
    const paths = [
      await file(table(',')),
      await file(gzipSync(table(',')), 'csv.gz'),
      await file(table('\t'), 'tsv'),
      await file(jsonl, 'jsonl'),
      await file(gzipSync(jsonl), 'jsonl.gz'),
      parquet,
    ]
    const found: unknown[] = []
    for (const path of paths) {
      const staged = await stageImport({
        tables: [{ file: path, mapping: parseMapping(long, 'm.yaml') }],
        known: everyName,
      })
      expect(staged.counts).toMatchObject({
        rows: 300,
        badRows: 0,
        judgments: 300,
        emptyMarks: 60,
        items: 300,
      })
      found.push((await recordsOf(staged)).map((record) => ({ ...record, line: 0 })))
    }
    for (const records of found.slice(1)) expect(records).toEqual(found[0])
  })

  it('names the columns that are there when the mapping names another', async () => {
    const expected = { code: 'MAPPING_COLUMN_UNKNOWN', value: 'v', expected: '"q", "a", "b", "x" or "r"' }
    for (const path of [
      await file('q,a,b,x,r\n1,m,n,x,r\n'),
      await file('{"q":1,"a":"m","b":"n","x":"x"}\n{"q":2,"r":"r"}\n', 'jsonl'),
    ]) {
      const tables = [{ file: path, mapping: parseMapping(long, 'm.yaml') }]
      const error: unknown = await stageImport({ tables, known: everyName }).catch(
        (thrown: unknown) => thrown,
      )
      expect(error).toBeInstanceOf(ProblemError)
      expect(error instanceof ProblemError && error.problems[0]).toMatchObject(expected)
    }
  })

  it('refuses an axis of the mapping that the study does not have', async () => {
    const mapping = `${head}columns: {item: q, armA: a, armB: b}\naxes: {acc: {column: v}}\nvalues: {a: a}\n`
    const known = { ...everyName, axes: [pairwiseAxis('use')] }
    await expect(stage('q,a,b,v\n1,m,n,a\n', mapping, known)).rejects.toThrow('MAPPING_AXIS_UNKNOWN')
  })

  it('finds repetitions across files and says where the first one is', async () => {
    const first = await file('q,a,b,v,x,r\n1,m,n,a,x,r\n')
    const second = await file('q,a,b,v,x,r\n2,m,n,a,x,r\n1,n,m,a,x,r\n')
    const mapping = parseMapping(long, 'm.yaml')
    const staged = await stageImport({
      tables: [
        { file: first, mapping },
        { file: second, mapping },
      ],
      known: everyName,
    })
    expect(staged.problems.map(({ place }) => [place.file, place.line])).toEqual([[second, 3]])
    expect(staged.problems[0]?.message).toContain(`line 2 of ${first}`)
    expect(staged.tables.map(({ rows, badRows }) => [rows, badRows])).toEqual([
      [1, 0],
      [2, 1],
    ])
  })

  it('refuses to go on when a file changes between the two readings', async () => {
    const path = await file('q,a,b,v,x,r\n1,m,n,a,x,r\n')
    const tables = [{ file: path, mapping: parseMapping(long, 'm.yaml') }]
    const staged = await stageImport({ tables, known: everyName })
    await appendFile(path, '2,m,n,a,x,r\n')
    await expect(recordsOf(staged)).rejects.toThrow('FILE_CHANGED')
  })
})
