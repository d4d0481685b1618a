import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { readPreferences } from '../../src/cli/learning/read-preferences.ts'
import { readRetractions } from '../../src/cli/search/read-retractions.ts'
import { readCaptures } from '../../src/exchange/captures/read-captures.ts'
import { everyName } from '../../src/exchange/import-record.ts'
import { parseMapping } from '../../src/exchange/mapping-file.ts'
import { stageImport } from '../../src/exchange/stage.ts'
import { readTable } from '../../src/exchange/tables/table.ts'
import { bytesOf, type FuzzTarget, problemsAside } from '../target.ts'
import { filesOf, textsOf } from './seeds.ts'

const studies = path.join(import.meta.dirname, '..', '..', 'studies')

/** A reader that takes a path: each input becomes the file. */
function fileReader(
  name: string,
  file: string,
  words: readonly string[],
  seeds: FuzzTarget['seeds'],
  read: (file: string) => Promise<unknown>,
): FuzzTarget {
  return {
    name,
    words,
    seeds,
    open: async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'equipoise-fuzz-'))
      const place = path.join(folder, file)
      return {
        run: async (input) => {
          await writeFile(place, input)
          await problemsAside(() => read(place))
        },
        close: () => rm(folder, { recursive: true, force: true }),
      }
    },
  }
}

const tableWords = [
  ',',
  '""',
  '"\n"',
  '\r\n',
  '\r',
  ';',
  '\t',
  '2026-09-07T14:46:08Z',
  '2026-02-30T25:61:00+99:00',
  'a much better',
  'refused',
  'R01',
  'Tarn',
  'no difference',
  '=1+1',
  '1,5',
]

const importTable = (mapping: string) => async (file: string) => {
  const read = parseMapping(await readFile(path.join(studies, mapping), 'utf8'), mapping)
  const staged = await stageImport({ tables: [{ file, mapping: read }], known: everyName })
  for await (const record of staged.records()) if (record === null) break
}

export const importCsvTarget = fileReader(
  'import-csv',
  'pairs.csv',
  tableWords,
  filesOf('studies/sample/pairs.csv', 'studies/sample/absolute.csv'),
  importTable('sample/pairs.mapping.yaml'),
)

export const importAbsoluteTarget = fileReader(
  'import-absolute',
  'absolute.csv',
  tableWords,
  filesOf('studies/sample/absolute.csv', 'studies/sample/pairs.csv'),
  importTable('sample/absolute.mapping.yaml'),
)

export const importJsonlTarget = fileReader(
  'import-jsonl',
  'items.jsonl',
  [
    '{"key":"q1"}',
    '"options":{"A":"x"}',
    '"criteria":[]',
    '"right":"B"',
    '\\ud800',
    '1e999',
    '{"a":{"b":{"c":',
    '"key":1',
  ],
  filesOf('studies/sample-answers/items.jsonl', 'studies/sample/items.jsonl'),
  importTable('sample-answers/items.mapping.yaml'),
)

export const parquetTarget = fileReader(
  'parquet',
  'table.parquet',
  ['PAR1', '\x15\x00', '\x00\x00\x00\x00', '\xff\xff\xff\x7f'],
  async () => [
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'question', data: ['q1', 'q2', 'q1'], type: 'STRING' },
          { name: 'mark', data: [1, 2, 3], type: 'INT32' },
        ],
      }),
    ),
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [{ name: 'mark', data: [0.5, null, 1e300], type: 'DOUBLE' }],
        codec: 'UNCOMPRESSED',
      }),
    ),
  ],
  async (file) => {
    for await (const row of readTable(file, { report: () => {} })) if (row === null) break
  },
)

const captureHead =
  'arm,item,question,replicate,status,text,citations,product,mode,version,account,region,captured_at,captured_by,screenshot,checked_by\n'

export const capturesTarget = fileReader(
  'captures',
  'captures.csv',
  [
    ...tableWords,
    'yes',
    'no',
    'https://example.org/?token=abc',
    '[{"url":"https://example.org","title":"T","quote":null}]',
    '../../etc/passwd',
    'screens/a.png',
  ],
  textsOf(
    `${captureHead}tarn,q1,What is the dose?,0,answered,5 mg once daily.,https://example.org/a,Tarn,Deep,1.0,free,SE,2026-09-07T14:46:08Z,Ada,,Bo\n`,
  ),
  (file) =>
    readCaptures(file, {
      arms: new Map([['tarn', { provenance: 'captured', product: 'Tarn', mode: 'Deep' }]]),
      questionOf: () => 'What is the dose?',
      toCheck: () => false,
      now: new Date('2026-11-01T00:00:00Z'),
      pictureAt: async (found) => ({ why: 'missing', path: found }),
    }),
)

export const preferencesTarget = fileReader(
  'preferences',
  'preferences.jsonl',
  [
    '"form":"pairwise"',
    '"form":"graded"',
    '"outcome":"tie-good"',
    '"consent":true',
    '"harm":null',
    '"split":"gate"',
    '"strength":2',
    '"screened":false',
  ],
  textsOf(
    '{"version":1,"id":"j1","study":"s","item":"q1","question":"Dose?","questionSha256":"00","strata":{},"axis":"utility","a":{"arm":"a","version":null,"text":"5 mg","textSha256":"00","status":"answered","sources":[]},"b":{"arm":"b","version":null,"text":"6 mg","textSha256":"00","status":"answered","sources":[]},"first":"a","shownAt":null,"decidedAt":null,"activeSeconds":3,"blinded":true,"rendering":null,"reviewer":"r","specialty":null,"harm":null,"rulebookVersion":null,"gold":false,"repeat":false,"split":"train","consent":true,"screened":true,"form":"pairwise","outcome":"a","strength":1,"adequacyA":null,"adequacyB":null}\n',
  ),
  readPreferences,
)

export const retractionsTarget = fileReader(
  'retractions',
  'list.csv',
  ['10.1000/abc', 'Retraction', 'Reinstatement', 'Expression of concern', '8/17/2026 0:00', '"', ','],
  textsOf(
    'OriginalPaperDOI,RetractionDOI,RetractionNature,RetractionDate\n10.5555/a.1,10.5555/r.1,Retraction,8/17/2026 0:00\n10.5555/a.2,unavailable,Expression of concern,1/2/2025 0:00\n',
  ),
  readRetractions,
)

export const retractionsJsonTarget = fileReader(
  'retractions-json',
  'list.json',
  ['"retractions":', '"concerns":{}', '"date":"2026-01"', '10.1000/abc'],
  async () => [bytesOf('{"retractions":{"10.5555/a.1":"10.5555/r.1"},"concerns":{},"date":"2026-08-17"}')],
  readRetractions,
)
