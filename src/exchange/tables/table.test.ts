import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parquetWriteFile } from 'hyparquet-writer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Problem, ProblemError } from '../../problem.ts'
import { fileSha256 } from './bytes.ts'
import { readTable, type TableRow } from './table.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function written(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

async function read(path: string): Promise<{ rows: TableRow[]; problems: Problem[] }> {
  const problems: Problem[] = []
  const rows: TableRow[] = []
  for await (const row of readTable(path, { report: (found) => problems.push(found) })) rows.push(row)
  return { rows, problems }
}

async function refusal(path: string): Promise<Problem> {
  const error: unknown = await read(path).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ProblemError)) throw new Error(`expected a problem, got ${String(error)}`)
  const [found] = error.problems
  if (found === undefined) throw new Error('expected one problem')
  return found
}

describe('CSV and TSV', () => {
  it('reads a byte order mark, CRLF, quotes, breaks inside quotes and blank lines, with true line numbers', async () => {
    const text = '\uFEFFid,note\r\n1,"a ""b"", c"\r\n\r\n2,"two\r\nlines"\r\n3,last'
    const { rows, problems } = await read(await written('quirks.csv', text))
    expect(rows).toEqual([
      { line: 2, cells: { id: '1', note: 'a "b", c' } },
      { line: 4, cells: { id: '2', note: 'two\r\nlines' } },
      { line: 6, cells: { id: '3', note: 'last' } },
    ])
    expect(problems).toEqual([])
  })

  it('names each uneven row and reads the others', async () => {
    const { rows, problems } = await read(await written('uneven.csv', 'a,b\n1\n1,2\n1,2,3\n'))
    expect(rows.map(({ line }) => line)).toEqual([3])
    expect(problems.map(({ code, place, value }) => [code, place.line, value])).toEqual([
      ['ROW_UNEVEN', 2, '1 cells'],
      ['ROW_UNEVEN', 4, '3 cells'],
    ])
  })

  it('ignores columns without a name and trims the names of others', async () => {
    const { rows } = await read(await written('index.csv', ', item ,,\n0,x, ,\n'))
    expect(rows).toEqual([{ line: 2, cells: { item: 'x' } }])
  })

  it('keeps a stray quote in TSV and refuses it in CSV with the line of the record', async () => {
    const { rows } = await read(await written('stray.tsv', 'a\tb\n5" pipe\t1\n'))
    expect(rows).toEqual([{ line: 2, cells: { a: '5" pipe', b: '1' } }])
    const found = await refusal(await written('stray.csv', 'a,b\n1,2\n5" pipe,1\n'))
    expect([found.code, found.place.line]).toEqual(['TABLE_QUOTE', 3])
  })

  it('names the record in which a quote is never closed', async () => {
    const found = await refusal(await written('open.csv', 'a,b\n1,2\n"x,1\n2,3\n4,5\n'))
    expect([found.code, found.place.line]).toEqual(['TABLE_QUOTE', 3])
  })

  it('reads the same rows wherever the chunks of a file end', async () => {
    // Chunks are 256 KiB; the file has several, with characters of two to four bytes and quoted breaks.
    const texts = Array.from({ length: 40_000 }, (_, i) => `é${i}, "€"\n😀${'x'.repeat(i % 17)}`)
    const csv = `n,t\n${texts.map((text, i) => `${i},"${text.replaceAll('"', '""')}"\n`).join('')}`
    const jsonl = texts.map((t, n) => `${JSON.stringify({ n, t })}\n`).join('')
    const fromCsv = await read(await written('chunks.csv.gz', gzipSync(csv)))
    const fromJsonl = await read(await written('chunks.jsonl', jsonl))
    expect(fromCsv.rows.map(({ cells }) => cells.t)).toEqual(texts)
    expect(fromJsonl.rows.map(({ cells }) => cells.t)).toEqual(texts)
    // Each record takes two lines after the header.
    expect(fromCsv.rows.at(-1)?.line).toBe(2 + 2 * 39_999)
  })
})

describe('JSON Lines', () => {
  it('reads scalars, turns lists and objects into JSON text, and keeps long whole numbers as written', async () => {
    const text = '{"a":1,"b":true,"c":null,"d":[1,{"e":2}]}\r\n\n{"a":12345678901234567890}'
    const { rows } = await read(await written('mixed.jsonl', text))
    expect(rows).toEqual([
      { line: 1, cells: { a: 1, b: true, c: null, d: '[1,{"e":2}]' } },
      { line: 3, cells: { a: '12345678901234567890' } },
    ])
  })

  it('names each line that is not an object', async () => {
    const { rows, problems } = await read(await written('bad.jsonl', '{"a":1}\n{"a":\n7\nnull\n[1]\n'))
    expect(rows).toHaveLength(1)
    expect(problems.map(({ code, place }) => [code, place.line])).toEqual(
      [2, 3, 4, 5].map((line) => ['ROW_NOT_JSON', line]),
    )
  })
})

describe('what JSON Lines would lose in silence', () => {
  it.each([
    ['{"item":"q1","item":"q2"}', 'JSON_NAME_REPEATED', 'item', 'item'],
    ['{"item":"q1","options":{"A":"yes","A":"no"}}', 'JSON_NAME_REPEATED', 'options.A', 'A'],
    ['{"item":1e400}', 'JSON_NUMBER_TOO_LARGE', 'item', null],
    ['{"item":"q1","value":-1e400}', 'JSON_NUMBER_TOO_LARGE', 'value', null],
    ['{"item":"q1","criteria":[{"points":1e400}]}', 'JSON_NUMBER_TOO_LARGE', 'criteria.0.points', null],
    ['{"item":"q1","__proto__":"x"}', 'JSON_NAME_RESERVED', '__proto__', '__proto__'],
  ])('is refused with its line: %s', async (text, code, field, value) => {
    const file = await written('lost.jsonl', `{"item":"q0"}\n\n${text}\n{"item":"q9"}\n`)
    const { rows, problems } = await read(file)
    expect(rows.map(({ cells }) => cells.item)).toEqual(['q0', 'q9'])
    expect(problems).toMatchObject([{ code, place: { file, line: 3, field }, value }])
  })

  it('is not what only looks like it', async () => {
    const long = '9'.repeat(400)
    const said = JSON.stringify({ item: long, note: '{"item": 1, "item": 2}' })
    const { rows, problems } = await read(
      await written('kept.jsonl', `${said}\n{"item":${long},"note":"\\"item\\": 1"}\n`),
    )
    expect(problems).toEqual([])
    expect(rows.map(({ cells }) => cells.item)).toEqual([long, long])
  })
})

describe('all formats', () => {
  it('give the same cells and the digest of the bytes as stored', async () => {
    const csv = 'item,choice\nq1,tie\nq2,"a, b"\n'
    const jsonl = '{"item":"q1","choice":"tie"}\n{"item":"q2","choice":"a, b"}\n'
    const parquet = join(folder, 'same.parquet')
    parquetWriteFile({
      filename: parquet,
      columnData: [
        { name: 'item', data: ['q1', 'q2'], type: 'STRING' },
        { name: 'choice', data: ['tie', 'a, b'], type: 'STRING' },
      ],
    })
    const paths = [
      await written('same.csv', csv),
      await written('same.csv.gz', gzipSync(csv)),
      await written('packed.csv', gzipSync(csv)),
      await written('same.tsv', 'item\tchoice\nq1\ttie\nq2\ta, b\n'),
      await written('same.jsonl', jsonl),
      await written('same.ndjson.gz', gzipSync(jsonl)),
      parquet,
    ]
    for (const path of paths) {
      const { rows } = await read(path)
      expect(rows.map(({ cells }) => cells)).toEqual([
        { item: 'q1', choice: 'tie' },
        { item: 'q2', choice: 'a, b' },
      ])
    }
    // printf 'item,choice\nq1,tie\nq2,"a, b"\n' | sha256sum
    expect(await fileSha256(paths[0] ?? '')).toBe(
      '2baa8f19727af89603dfd4187e1a85dc70518b230b047ff8d3b7af73ecdbcbbb',
    )
  })
})

describe('files that cannot be trusted', () => {
  const utf16 = Buffer.from('item,choice\nq1,tie\n', 'utf16le')
  const packed = gzipSync(`a,b\n${Array.from({ length: 5000 }, (_, i) => `${i},${i * i}\n`).join('')}`)
  const damaged = Buffer.from(packed)
  const middle = Math.floor(packed.length / 2)
  damaged.fill(0x55, middle, middle + 40)
  const cases: [string, string, string | Uint8Array, string, number | undefined][] = [
    ['an empty file', 'empty.csv', '', 'FILE_EMPTY', undefined],
    ['only blank lines', 'blank.jsonl', '\n \n', 'FILE_EMPTY', undefined],
    ['an empty archive', 'empty.csv.gz', gzipSync(''), 'FILE_EMPTY', undefined],
    ['a header alone', 'header.csv', 'a,b\n', 'TABLE_NO_ROWS', undefined],
    [
      'UTF-16 with a mark',
      'utf16.csv',
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
      'FILE_UTF16',
      undefined,
    ],
    ['UTF-16 without a mark', 'bare16.csv', utf16, 'FILE_UTF16', undefined],
    ['big-endian UTF-16', 'be16.csv', Buffer.from(utf16).swap16(), 'FILE_UTF16', undefined],
    ['Latin-1', 'latin.csv', Buffer.from('a\nok\nGr\xfc\xdfe\n', 'latin1'), 'FILE_NOT_UTF8', 3],
    ['a character cut at the end', 'cut.csv', Buffer.from('a\nx\n\xe2\x82', 'latin1'), 'FILE_NOT_UTF8', 3],
    ['a zero byte', 'zero.jsonl', '{"a":1}\n{"a":"\0"}\n', 'FILE_BINARY', 2],
    ['a workbook', 'book.csv', Buffer.from('PK\x03\x04rest'), 'FILE_BINARY', undefined],
    ['Parquet under another ending', 'p.csv', 'PAR1xxxxPAR1', 'FILE_BINARY', undefined],
    ['repeated columns', 'twice.csv', 'a,b,a\n1,2,3\n', 'TABLE_COLUMN_DUPLICATE', 1],
    ['a reserved column', 'proto.csv', '__proto__,b\n1,2\n', 'TABLE_COLUMN_NAME', 1],
    ['a JSON list', 'list.jsonl', '[{"a":1}]', 'TABLE_NOT_JSONL', 1],
    [
      'a truncated archive',
      'short.csv.gz',
      packed.subarray(0, packed.length - 30),
      'FILE_GZIP_BROKEN',
      undefined,
    ],
    ['a damaged archive', 'damaged.csv.gz', damaged, 'FILE_GZIP_BROKEN', undefined],
    ['an unknown ending', 'table.xlsx', 'x', 'FILE_FORMAT_UNKNOWN', undefined],
  ]
  it.each(cases)('%s is refused', async (_, name, content, code, line) => {
    const path = await written(name, content)
    const found = await refusal(path)
    expect([found.code, found.place.file, found.place.line]).toEqual([code, path, line])
    expect(found.remedy).not.toBe('')
  })

  it('a missing file and a folder are refused', async () => {
    expect((await refusal(join(folder, 'none.csv'))).code).toBe('FILE_NOT_FOUND')
    await mkdir(join(folder, 'dir.csv'))
    await mkdir(join(folder, 'dir.parquet'))
    expect((await refusal(join(folder, 'dir.csv'))).code).toBe('FILE_NOT_A_FILE')
    expect((await refusal(join(folder, 'dir.parquet'))).code).toBe('FILE_NOT_A_FILE')
  })

  it('any cut of a gzipped table ends in rows or a problem, never in another error', async () => {
    for (let length = 0; length <= packed.length; length += 997) {
      const path = await written('cut.csv.gz', packed.subarray(0, length))
      expect(['FILE_EMPTY', 'FILE_GZIP_BROKEN', 'FILE_BINARY']).toContain((await refusal(path)).code)
    }
  })
})
