import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parquetWriteFile } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '../problem.ts'
import { everyName } from './import-record.ts'
import { parseMapping } from './mapping-file.ts'
import { stageImport } from './stage.ts'
import { longMapping, pairwiseAxis, pairwiseHead, recordsOf, stagingFolder } from './testing/staging.ts'

const tables = stagingFolder()

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
    const parquet = join(tables.path(), 'rows.parquet')
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
      await tables.file(table(',')),
      await tables.file(gzipSync(table(',')), 'csv.gz'),
      await tables.file(table('\t'), 'tsv'),
      await tables.file(jsonl, 'jsonl'),
      await tables.file(gzipSync(jsonl), 'jsonl.gz'),
      parquet,
    ]
    const found: unknown[] = []
    for (const path of paths) {
      const staged = await stageImport({
        tables: [{ file: path, mapping: parseMapping(longMapping, 'm.yaml') }],
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
      await tables.file('q,a,b,x,r\n1,m,n,x,r\n'),
      await tables.file('{"q":1,"a":"m","b":"n","x":"x"}\n{"q":2,"r":"r"}\n', 'jsonl'),
    ]) {
      const all = [{ file: path, mapping: parseMapping(longMapping, 'm.yaml') }]
      const error: unknown = await stageImport({ tables: all, known: everyName }).catch(
        (thrown: unknown) => thrown,
      )
      expect(error).toBeInstanceOf(ProblemError)
      expect(error instanceof ProblemError && error.problems[0]).toMatchObject(expected)
    }
  })

  it('refuses an axis of the mapping that the study does not have', async () => {
    const mapping = `${pairwiseHead}columns: {item: q, armA: a, armB: b}\naxes: {acc: {column: v}}\nvalues: {a: a}\n`
    const known = { ...everyName, axes: [pairwiseAxis('use')] }
    await expect(tables.stage('q,a,b,v\n1,m,n,a\n', mapping, known)).rejects.toThrow('MAPPING_AXIS_UNKNOWN')
  })

  it('finds repetitions across files and says where the first one is', async () => {
    const first = await tables.file('q,a,b,v,x,r\n1,m,n,a,x,r\n')
    const second = await tables.file('q,a,b,v,x,r\n2,m,n,a,x,r\n1,n,m,a,x,r\n')
    const mapping = parseMapping(longMapping, 'm.yaml')
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
    const path = await tables.file('q,a,b,v,x,r\n1,m,n,a,x,r\n')
    const all = [{ file: path, mapping: parseMapping(longMapping, 'm.yaml') }]
    const staged = await stageImport({ tables: all, known: everyName })
    await appendFile(path, '2,m,n,a,x,r\n')
    await expect(recordsOf(staged)).rejects.toThrow('FILE_CHANGED')
  })
})
