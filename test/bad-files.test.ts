import { mkdir, open, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bedsideProtocol, pairsMapping, pairsTable } from './support/bedside-study.ts'
import { equipoise } from './support/command-line.ts'
import { type ExpectedProblem, expectRefused, parsedProblems } from './support/expect-problems.ts'
import { measuredProcess } from './support/measured-process.ts'
import {
  bytesBelow,
  type SharedWorkspace,
  sharedWorkspace,
  type TestStudy,
} from './support/shared-workspace.ts'

const table = pairsTable('q1,ours,theirs,preference,left,dr-a', 'q2,ours,theirs,preference,same,dr-é')
const lines = table.split('\n')
type BadTable = ExpectedProblem & { readonly line?: number }

const gibibyte = 1024 ** 3
const mebibyte = 1024 ** 2

let workspace: SharedWorkspace
let study: TestStudy
let mapping: string

beforeAll(async () => {
  workspace = await sharedWorkspace()
  study = await workspace.study('bedside', bedsideProtocol)
  mapping = await workspace.input('mapping.yaml', pairsMapping)
  const first = pairsTable('q9,ours,theirs,preference,left,dr-z')
  await study.imported(await workspace.input('first.csv', first), mapping)
})
afterAll(() => workspace[Symbol.asyncDispose]())

describe('a table that cannot be read', () => {
  const packed = gzipSync(table.repeat(50))
  const damaged = Buffer.from(packed)
  damaged.fill(0x55, 40, 60)
  const latin1 = Buffer.from(table, 'latin1')

  it.each([
    ['empty.csv', '', { code: 'FILE_EMPTY' }],
    ['header.csv', `${lines[0]}\n`, { code: 'TABLE_NO_ROWS', expected: 'at least one row below the header' }],
    ['little.csv', Buffer.from(`\ufeff${table}`, 'utf16le'), { code: 'FILE_UTF16' }],
    ['big.csv', Buffer.from(`\ufeff${table}`, 'utf16le').swap16(), { code: 'FILE_UTF16' }],
    ['latin.csv', latin1, { code: 'FILE_NOT_UTF8', line: 3, value: 'q2,ours,theirs,preference,same,dr-é' }],
    ['zeros.csv', `${lines[0]}\nq1,\0\n`, { code: 'FILE_BINARY', line: 2 }],
    ['workbook.csv', Buffer.from('PK\x03\x04and more'), { code: 'FILE_BINARY' }],
    ['truncated.csv.gz', packed.subarray(0, packed.length - 9), { code: 'FILE_GZIP_BROKEN' }],
    ['damaged.csv.gz', damaged, { code: 'FILE_GZIP_BROKEN' }],
    ['quote.csv', `${lines[0]}\nq1,"ours,theirs\n`, { code: 'TABLE_QUOTE', line: 2 }],
    ['twice.csv', `question,${lines[0]}\n1,${lines[1]}\n`, { code: 'TABLE_COLUMN_DUPLICATE', line: 1 }],
    ['list.jsonl', '[{"question": "q1"}]', { code: 'TABLE_NOT_JSONL', line: 1 }],
    ['part.parquet', 'PAR1, and nothing more', { code: 'PARQUET_BROKEN' }],
    ['marks.xlsx', table, { code: 'FILE_FORMAT_UNKNOWN' }],
  ])('such as %s is refused, also with --skip-bad', async (name, content, bad) => {
    const file = await workspace.input(name, content)
    const { line, ...expected }: BadTable = bad
    const place = line === undefined ? { file } : { file, line }
    await expectRefused(
      study,
      ['import', file, '--mapping', mapping],
      [{ ...expected, place }],
      ['--skip-bad'],
    )
  })

  it('because it is not there, or is a folder, is refused', async () => {
    const nowhere = join(workspace.path, 'nowhere.csv')
    const noFile = { code: 'FILE_NOT_FOUND', place: { file: nowhere } }
    await expectRefused(study, ['import', nowhere, '--mapping', mapping], [noFile])
    const folder = join(workspace.path, 'a-folder.csv')
    await mkdir(folder)
    const noBundle = {
      code: 'IMPORT_FOLDER',
      place: { file: folder },
      expected: 'a folder with manifest.json',
    }
    await expectRefused(study, ['import', folder, '--mapping', mapping], [noBundle])
    await expectRefused(study, ['import', 'real-pocqi', folder], [{ code: 'POCQI_RATINGS_MISSING' }])
    await expectRefused(study, ['import', 'real-pocqi'], [{ code: 'IMPORT_NO_FOLDER' }])
  })

  it.runIf(process.platform === 'linux')(
    'because 2 GB of it are one line is refused when 17 MiB are read',
    { timeout: 60_000 },
    async () => {
      const file = await workspace.input('long.csv', `${lines[0]}\n`)
      const handle = await open(file, 'a')
      await handle.write(Buffer.alloc(17 * mebibyte, 'y'))
      await handle.close()
      // The rest is a hole: it takes no room on the disk and reads as zeros.
      await truncate(file, 2 * gibibyte)
      const before = await study.state()
      const given = ['import', file, '--mapping', mapping, '--study', study.path, '--json']
      const { exitCode, out, seconds, peakBytes, readBytes } = await measuredProcess(given)
      expect(exitCode).toBe(1)
      expect(parsedProblems(out)).toMatchObject([{ code: 'FILE_LINE_TOO_LONG', place: { file, line: 2 } }])
      expect(await study.state()).toEqual(before)
      // The program itself is a few MB to read and 100 MB in memory; the line is held once or twice.
      expect(readBytes).toBeLessThan(100 * mebibyte)
      expect(peakBytes).toBeLessThan(400 * mebibyte)
      expect(seconds).toBeLessThan(20)
    },
  )
})

describe('a table that only looks strange', () => {
  it.each([
    ['with Windows line ends', table.replaceAll('\n', '\r\n')],
    ['with old Macintosh line ends', table.replaceAll('\n', '\r')],
    ['with a byte order mark', `\ufeff${table}`],
    ['with blank lines and no last line end', table.replaceAll('\n', '\n\n').trimEnd()],
    ['in quotes', table.replaceAll(/[^,\n]+/g, '"$&"')],
    ['packed, under a plain name', gzipSync(table)],
  ])('%s is imported like any other', async (name, content) => {
    const folder = name.replaceAll(/\W+/g, '-')
    const other = await workspace.study(folder, bedsideProtocol)
    const { out } = await other.done(
      ...['import', await workspace.input(`${folder}.csv`, content), '--mapping', mapping, '--json'],
    )
    expect(JSON.parse(out)).toMatchObject({ rowsRead: 2, rowsSkipped: 0, judgments: 2, items: 2 })
  })
})

describe('a mapping that cannot be used', () => {
  it.each([
    [
      'that names another column',
      pairsMapping.replace('value: choice', 'value: chosen'),
      {
        code: 'MAPPING_COLUMN_UNKNOWN',
        place: { field: 'columns.value' },
        value: 'chosen',
        expected: '"question", "left", "right", "axis", "choice" or "reviewer"',
      },
    ],
    [
      'that is not YAML',
      pairsMapping.replace('reviewer}', 'reviewer'),
      { code: 'MAPPING_YAML', place: { line: 4 } },
    ],
    [
      'without its form',
      'schemaVersion: 1\n',
      { code: 'MAPPING_INVALID', place: { line: 1, field: 'form' } },
    ],
    [
      'with a field that there is none of',
      `${pairsMapping}separator: ";"\n`,
      { code: 'MAPPING_INVALID', place: { line: 5, field: 'separator' } },
    ],
    [
      'with an unknown meaning',
      pairsMapping.replace('same: tie', 'same: draw'),
      { code: 'MAPPING_INVALID', place: { line: 4, field: 'values.same' } },
    ],
    [
      'for an axis that the study does not have',
      pairsMapping.replace('axis: axis', 'axis: {constant: taste}'),
      { code: 'MAPPING_AXIS_UNKNOWN', place: { field: 'columns.axis' }, value: 'taste' },
    ],
    [
      'for an axis that is marked in the other form',
      pairsMapping.replace('axis: axis', 'axis: {constant: harmful}'),
      {
        code: 'MAPPING_AXIS_FORM',
        place: { field: 'columns.axis' },
        value: 'harmful',
        expected: '"preference"',
      },
    ],
  ])('%s is refused', async (name, text, { place, ...expected }) => {
    const file = await workspace.input(`mapping-${name.replaceAll(/\W+/g, '-')}.yaml`, text)
    const marks = await workspace.input('marks.csv', table)
    const problem = { ...expected, place: { file, ...place } }
    await expectRefused(study, ['import', marks, '--mapping', file], [problem])
  })

  it('because it is missing is refused', async () => {
    const marks = await workspace.input('marks.csv', table)
    await expectRefused(study, ['import', marks], [{ code: 'IMPORT_NO_MAPPING', place: { file: marks } }])
    const nowhere = join(workspace.path, 'nowhere.yaml')
    const unreadable = { code: 'FILE_UNREADABLE', place: { file: nowhere } }
    await expectRefused(study, ['import', marks, '--mapping', nowhere], [unreadable])
  })
})

describe('a protocol that cannot be used', () => {
  const commands = () => [
    ['import', join(workspace.path, 'inputs', 'first.csv'), '--mapping', mapping],
    ['lock'],
    ['analyse'],
    ['export', join(workspace.path, 'no-bundle')],
  ]

  it('is refused by every command with every error, its line and its field', async () => {
    const broken = bedsideProtocol
      .replace('kind: general', 'kind: rival')
      .replace('max: 4', 'max: four')
      .replace('seed: 7', 'seed: -7\nsede: 7')
    const wrong = await workspace.study('wrong', broken)
    const file = join(wrong.path, 'protocol.yaml')
    const expected = [
      { code: 'PROTOCOL_FIELD', place: { file, line: 7, field: 'arms.1.kind' }, value: 'rival' },
      { code: 'PROTOCOL_FIELD', place: { file, line: 11, field: 'axes.1.scale.max' }, value: 'four' },
      { code: 'PROTOCOL_FIELD', place: { file, line: 16, field: 'seed' }, value: '-7' },
      { code: 'PROTOCOL_UNKNOWN_FIELD', place: { file, line: 17, field: 'sede' }, value: 'sede' },
    ]
    for (const given of commands()) await expectRefused(wrong, given, expected)
    expect(Object.keys(await bytesBelow(wrong.path))).toEqual(['protocol.yaml'])
  })

  it('whose parts contradict each other is refused with each contradiction', async () => {
    const broken = bedsideProtocol
      .replace('id: theirs', 'id: ours')
      .replace('max: 4', 'max: 0')
      .replace('against: theirs', 'against: nobody')
    const wrong = await workspace.study('contradictory', broken)
    const file = join(wrong.path, 'protocol.yaml')
    await expectRefused(
      wrong,
      ['lock'],
      [
        { code: 'PROTOCOL_ID_TWICE', place: { file, line: 7, field: 'arms.1.id' } },
        { code: 'PROTOCOL_UNKNOWN_ARM', place: { file, line: 14, field: 'hypotheses.0.against' } },
        { code: 'PROTOCOL_SCALE', place: { file, line: 11, field: 'axes.1.scale.max' } },
      ],
    )
  })

  it('because it is no YAML, or is not there, is refused by every command', async () => {
    const garbled = await workspace.study('garbled', bedsideProtocol.replace('kind: own}', 'kind: own'))
    const notYaml = {
      code: 'PROTOCOL_NOT_YAML',
      place: { file: join(garbled.path, 'protocol.yaml'), line: 7 },
    }
    const missing = await workspace.study('missing')
    const none = { code: 'STUDY_NO_PROTOCOL', place: { file: join(missing.path, 'protocol.yaml') } }
    for (const given of commands()) {
      const { out } = await garbled.run(...given, '--json')
      expect(parsedProblems(out)[0]).toMatchObject(notYaml)
      await expectRefused(missing, given, [none])
    }
    expect(await bytesBelow(missing.path)).toEqual({})
    const outside = join(workspace.path, 'outside')
    const { exitCode, notes } = await equipoise('lock', '--study', outside)
    expect([exitCode, notes]).toEqual([1, expect.stringContaining('[STUDY_NO_PROTOCOL]')])
  })

  it('is not written over', async () => {
    const taken = await workspace.study('taken', bedsideProtocol)
    await writeFile(join(taken.path, 'notes.txt'), 'mine')
    const before = await taken.state()
    const { exitCode, notes } = await equipoise('new', 'sample', taken.path)
    expect([exitCode, notes]).toEqual([1, expect.stringContaining('[STUDY_EXISTS]')])
    expect(await taken.state()).toEqual(before)
    const unknown = await equipoise('new', 'simple', join(workspace.path, 'unmade'))
    expect([unknown.exitCode, unknown.notes]).toEqual([1, expect.stringContaining('[PROTOCOL_NOT_SHIPPED]')])
  })
})
