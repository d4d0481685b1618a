import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parquetWriteFile } from 'hyparquet-writer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProblemError } from '../../problem.ts'
import { parquetRows } from './parquet.ts'
import { parquetCell } from './parquet-cells.ts'
import type { TableRow } from './table.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parquet-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(path: string, columns?: readonly string[]): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const row of parquetRows(path, columns === undefined ? {} : { columns })) rows.push(row)
  return rows
}

async function codeOf(path: string): Promise<string> {
  try {
    await read(path)
    return 'none'
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0]?.code ?? ''
    throw error
  }
}

function sample(name: string): string {
  const filename = join(folder, name)
  parquetWriteFile({
    filename,
    rowGroupSize: 2,
    columnData: [
      { name: 'text', data: ['é', null, 'b'], type: 'STRING' },
      { name: 'small', data: [1n, 2n, -3n], type: 'INT64' },
      { name: 'large', data: [9007199254740993n, 0n, 1n], type: 'INT64' },
      { name: 'real', data: [0.5, Number.NaN, 2], type: 'DOUBLE' },
      { name: 'flag', data: [true, false, true], type: 'BOOLEAN' },
      {
        name: 'when',
        data: ['2026-06-12T09:30:00.250Z', '1969-12-31T23:59:59Z', '2026-01-01T00:00:00Z'].map(
          (t) => new Date(t),
        ),
        type: 'TIMESTAMP',
      },
      { name: 'nested', data: [{ a: [1, 2] }, { a: null }, { b: 'x' }], type: 'JSON' },
    ],
  })
  return filename
}

/** Its footer leaves out where a column belongs; found by mutation. */
const pathless =
  'UEFSMRUAAAAABhUkFSRcFQYVAhUAFpgBJggcFQoZFgY2BhUAFQQVAAAAAzzkN34VBBksSARyb290NQIAlQolAhgEbWFyawAWBhkcGRwVABkYBG1hcmsVABYGFk4WTiYIPDYCKAicdQAoKCiIPCkpKeQ3fhgIAAAAAAAA4D82AAAZHBUGFQAVAgAAABZOFgY2TgAoCWh5cGFycXVldBkcHAAAAHQAAABQQVIx'

/** 164 bytes whose levels say that one value is repeated thirty million times; found by mutation. */
const longRun =
  'UEFSMRUGFSQVJFwVBhUCFQYVABUEFQAAAAAA4oCuP5x1AIg85Dd+FQQZLEgEcm9vdBUCABUKJQIYBG1hcmsAFgYZHBkcJggcFQoZFQAZGARtYXJrFQAWBhZOFk4mCDw2AigInHUAiDzkN34YCAAAAAAAAOA/NgAAGRwVBhUAFQIAAAAWThYGNk4AKAloeXBhcnF1ZXQZHBwAAAB0AAAAUEFSMQ=='

describe('parquetRows', () => {
  it('turns every type into plain JSON and numbers the rows across row groups', async () => {
    const rows = await read(sample('types.parquet'))
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 3])
    expect(rows[0]?.cells).toEqual({
      text: 'é',
      small: 1,
      large: '9007199254740993',
      real: 0.5,
      flag: true,
      when: '2026-06-12T09:30:00.250Z',
      nested: '{"a":[1,2]}',
    })
    expect(rows[1]?.cells).toMatchObject({ text: null, real: Number.NaN, large: 0 })
    expect(rows[2]?.cells).toMatchObject({ small: -3, nested: '{"b":"x"}' })
  })

  it('decodes the chosen columns only, and says which there are', async () => {
    let present: readonly string[] = []
    const rows: TableRow[] = []
    const options = { columns: ['small', 'no such'], header: (names: readonly string[]) => (present = names) }
    for await (const row of parquetRows(sample('chosen.parquet'), options)) rows.push(row)
    expect(rows[0]?.cells).toEqual({ small: 1 })
    expect(present).toEqual(['text', 'small', 'large', 'real', 'flag', 'when', 'nested'])
  })

  it('reads gzip-compressed pages', async () => {
    const filename = join(folder, 'gzip.parquet')
    parquetWriteFile({
      filename,
      codec: 'GZIP',
      compressors: { GZIP: (bytes) => gzipSync(bytes) },
      columnData: [{ name: 'a', data: Array.from({ length: 1000 }, (_, i) => `v${i % 7}`), type: 'STRING' }],
    })
    const rows = await read(filename)
    expect(rows).toHaveLength(1000)
    expect(rows[999]?.cells).toEqual({ a: 'v5' })
  })

  it('refuses text that is not UTF-8 instead of replacing its characters', async () => {
    const path = sample('latin.parquet')
    const bytes = await readFile(path)
    const at = bytes.indexOf(Buffer.from('é'))
    bytes[at] = 0xff
    await writeFile(path, bytes)
    expect(await codeOf(path)).toBe('PARQUET_BROKEN')
  })

  it('refuses a table without rows, columns of one name, and files that are not Parquet', async () => {
    const none = join(folder, 'none.parquet')
    parquetWriteFile({ filename: none, columnData: [{ name: 'a', data: [], type: 'STRING' }] })
    expect(await codeOf(none)).toBe('TABLE_NO_ROWS')
    const twice = join(folder, 'twice.parquet')
    parquetWriteFile({
      filename: twice,
      columnData: [
        { name: 'a', data: ['x'], type: 'STRING' },
        { name: 'a', data: ['y'], type: 'STRING' },
      ],
    })
    expect(await codeOf(twice)).toBe('TABLE_COLUMN_DUPLICATE')
    const contents: [string, string][] = [
      ['', 'FILE_EMPTY'],
      ['PAR1', 'PARQUET_BROKEN'],
      ['a,b\n1,2\n3,4\n5,6\n', 'PARQUET_BROKEN'],
      ['PARExxxxxxxxxxxxPARE', 'PARQUET_BROKEN'],
      ['PAR1xxxx\xff\xff\xff\x7fPAR1', 'PARQUET_BROKEN'],
      ['PAR1\0\0\0\0PAR1', 'PARQUET_BROKEN'],
    ]
    for (const [content, code] of contents) {
      const path = join(folder, 'fake.parquet')
      await writeFile(path, content, 'latin1')
      expect(await codeOf(path)).toBe(code)
    }
  })

  it('a run that names more values than its page has is refused before the memory is filled with them', async () => {
    const path = join(folder, 'run.parquet')
    await writeFile(path, Buffer.from(longRun, 'base64'))
    const before = process.memoryUsage.rss()
    expect(await codeOf(path)).toBe('PARQUET_BROKEN')
    expect(process.memoryUsage.rss() - before).toBeLessThan(2 ** 28)
  })

  it('a column without a path is a problem and no other error', async () => {
    const path = join(folder, 'pathless.parquet')
    await writeFile(path, Buffer.from(pathless, 'base64'))
    expect(await codeOf(path)).toBe('PARQUET_BROKEN')
  })

  it('any cut or flipped bit ends in rows or a problem, never in another error', async () => {
    const bytes = await readFile(sample('whole.parquet'))
    const path = join(folder, 'damaged.parquet')
    for (let length = 1; length < bytes.length; length += 41) {
      await writeFile(path, bytes.subarray(0, length))
      expect(await codeOf(path)).toBe('PARQUET_BROKEN')
    }
    for (let bit = 0; bit < bytes.length * 8; bit += 11) {
      const damaged = Buffer.from(bytes)
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit % 8))
      await writeFile(path, damaged)
      expect(await codeOf(path)).toMatch(/^(none|PARQUET_BROKEN|TABLE_.*)$/)
    }
  })
})

describe('parquetCell', () => {
  it('rounds decimals to their scale, writes dates as dates, and times without offset without one', () => {
    // 7 * 0.1 is 0.7000000000000001 in binary.
    expect(parquetCell(7 * 0.1, { name: 'd', converted_type: 'DECIMAL', scale: 1 })).toBe(0.7)
    const noon = new Date('2026-06-12T12:00:00Z')
    expect(parquetCell(noon, { name: 'd', converted_type: 'DATE' })).toBe('2026-06-12')
    const local = { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' } as const
    expect(parquetCell(noon, { name: 't', logical_type: local })).toBe('2026-06-12T12:00:00.000')
    expect(parquetCell(new Date(Number.NaN), { name: 't' })).toBe('invalid date')
  })

  it('writes bytes as base64, also inside structures, and whole numbers beyond 2^53 as text', () => {
    expect(parquetCell(new Uint8Array([1, 2, 255]), { name: 'b' })).toBe('AQL/')
    expect(parquetCell({ n: 5n, m: 2n ** 60n, b: new Uint8Array([0]) }, { name: 's' })).toBe(
      '{"n":5,"m":"1152921504606846976","b":"AA=="}',
    )
  })
})
