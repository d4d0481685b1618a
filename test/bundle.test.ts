import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tablesOfVersion } from '../src/store/bundle/manifest.ts'
import { bundleTables } from '../src/store/bundle/tables.ts'
import { findStudy } from '../src/store/studies.ts'
import {
  bedsideProtocol,
  pairsMapping,
  pairsTable,
  scoresMapping,
  scoresTable,
} from './support/bedside-study.ts'
import { equipoise } from './support/command-line.ts'
import { expectRefused } from './support/expect-problems.ts'
import {
  bytesBelow,
  resultsFile,
  type SharedWorkspace,
  sharedWorkspace,
  type TestStudy,
} from './support/shared-workspace.ts'

const reviewers = ['Dr. Åsa Öberg', 'Kwame N. Boateng', 'asa@example.org', '李雷']
const screener = 'Grace Hopper'
const choices = ['left', 'right', 'same', '']

/** Every table of the store has rows: items with text, marks of both forms, statuses, bad rows, a held item, two locks. */
async function fill(workspace: SharedWorkspace, study: TestStudy): Promise<void> {
  await study.done('lock')
  const items = await workspace.input(
    'items.jsonl',
    `{"id": "q0", "text": "Dose of X?\\nIn a child: \\u2028 “why”", "area": "dosing"}\n{"id": "q1", "text": null, "area": "risk"}\n`,
  )
  const itemsMapping = 'schemaVersion: 1\nform: items\ncolumns: {key: id, text: text, strata: {area: area}}\n'
  await study.imported(items, await workspace.input('items.yaml', itemsMapping))
  await study.done('screen', '--hold', 'q0', '--by', screener, '--reason', 'Looks like one of ours')
  const rows = reviewers.flatMap((reviewer, place) =>
    choices.map((_, question) => {
      const choice = choices[(place + question) % choices.length]
      return `q${question},ours,theirs,preference,${choice},${reviewer}`
    }),
  )
  const pairs = await workspace.input('pairs.yaml', pairsMapping)
  const table = await workspace.input(
    'pairs.csv',
    pairsTable(...rows, 'q0,ours,ours,preference,left,Bad Row'),
  )
  await study.done('import', table, '--mapping', pairs, '--skip-bad')
  const status = scoresMapping.replace('value: score', 'value: score, status: status')
  const scores = reviewers.flatMap((reviewer, place) => [
    `q0,ours,correctness,${1 + place},${reviewer},answered`,
    `q0,theirs,correctness,2,${reviewer},answered`,
    `q1,ours,correctness,right,${reviewer},answered`,
    `q1,theirs,correctness,,${reviewer},refused`,
  ])
  const scored = await workspace.input(
    'scores.csv',
    scoresTable(...scores).replace('score,reviewer', 'score,reviewer,status'),
  )
  await study.imported(scored, await workspace.input('scores.yaml', status))
  await study.write('protocol.yaml', bedsideProtocol.replace('seed: 7', 'seed: 8 # amended'))
  await study.done('lock', '--amend', 'Another seed')
  await study.done('analyse')
}

let home: SharedWorkspace
let away: SharedWorkspace
let study: TestStudy
let bundle: string

beforeAll(async () => {
  const opened = await Promise.all([sharedWorkspace(), sharedWorkspace()])
  ;[home, away] = opened
  study = await home.study('study', bedsideProtocol)
  await fill(home, study)
  bundle = join(home.path, 'bundle')
  await study.done('export', bundle)
})
afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await away[Symbol.asyncDispose]()
})

describe('a bundle', () => {
  it('holds every table, the protocol and a manifest', async () => {
    const names = ['manifest.json', 'protocol.yaml', ...bundleTables.map((table) => `${table}.jsonl`)]
    expect(Object.keys(await bytesBelow(bundle))).toEqual(names.sort())
    // Nothing was collected, marked by machine or reviewed here in this study; src/store/bundle/bundle.test.ts and
    // test/review-road.test.ts have those that were.
    const empty = [
      ...tablesOfVersion(4).filter((table) => !tablesOfVersion(2).includes(table)),
      'call',
      'call_outcome',
      'capture',
      'capture_check',
      'judge_call',
      'judge_outcome',
      'machine_mark',
    ]
    for (const table of bundleTables) {
      const { length } = await readFile(join(bundle, `${table}.jsonl`), 'utf8')
      expect(length === 0, table).toBe(empty.includes(table))
    }
  })

  it('gives the same study elsewhere: the same bundle, lock, report and results, byte for byte', async () => {
    const restored = join(away.path, 'restored')
    const { exitCode, notes } = await equipoise('import', bundle, '--study', restored)
    expect(exitCode, notes).toBe(0)
    for (const name of ['protocol.yaml', 'protocol.lock.json'])
      expect(await readFile(join(restored, name)), name).toEqual(await readFile(join(study.path, name)))
    const again = join(away.path, 'bundle')
    expect((await equipoise('export', again, '--study', restored)).exitCode).toBe(0)
    expect(await bytesBelow(again)).toEqual(await bytesBelow(bundle))
    expect((await equipoise('analyse', '--study', restored)).exitCode).toBe(0)
    expect(await readFile(resultsFile(restored), 'utf8')).toBe(
      await readFile(resultsFile(study.path), 'utf8'),
    )
    // 16 marks on pairs and 12 scores; a refused answer has none.
    const { data, plan } = await study.results()
    expect([data.rows, data.reviewers, plan.lockVersion]).toEqual([28, 4, 2])
  })

  it('names no reviewer, and neither does the report', async () => {
    const texts = await Promise.all([
      ...Object.keys(await bytesBelow(bundle)).map((name) => readFile(join(bundle, name), 'utf8')),
      ...Object.keys(await bytesBelow(join(study.path, 'report'))).map((name) =>
        readFile(join(study.path, 'report', name), 'utf8'),
      ),
    ])
    const everything = texts.join('\n')
    for (const name of [...reviewers, screener, 'Öberg', 'Kwame', 'Boateng', 'asa@', 'Bad Row'])
      for (const written of [name, JSON.stringify(name).slice(1, -1), encodeURIComponent(name)])
        expect(everything.includes(written), written).toBe(false)
    expect(everything.includes('Dose of X?'), 'the search does find what is there').toBe(true)
  })

  it('is not written over anything', async () => {
    const before = await bytesBelow(bundle)
    await expectRefused(study, ['export', bundle], [{ code: 'EXPORT_EXISTS', place: { file: bundle } }])
    expect(await bytesBelow(bundle)).toEqual(before)
  })
})

describe('a bundle of which one byte was changed', () => {
  const names = [...bundleTables.map((table) => `${table}.jsonl`), 'protocol.yaml']

  it.each(names)('in %s is refused by the name of the file, and nothing is written', async (name) => {
    const broken = join(home.path, `broken-${name}`)
    await cp(bundle, broken, { recursive: true })
    const bytes = await readFile(join(broken, name))
    const middle = Math.floor(bytes.length / 2)
    if (bytes.length > 0) bytes[middle] = (bytes[middle] ?? 0) ^ 1
    // An empty file has no byte to change, so it gets one.
    await writeFile(join(broken, name), bytes.length > 0 ? bytes : '\n')
    const target = await away.study(`target-${name}`)
    const problem = { code: 'BUNDLE_FILE_DIFFERS', place: { file: join(broken, name) } }
    await expectRefused(target, ['import', broken], [problem])
    expect(await bytesBelow(target.path)).toEqual({})
    expect(await findStudy(away.store, `target-${name}`)).toBeNull()
  })

  it('wherever in its manifest, is refused', async () => {
    const broken = join(home.path, 'broken-manifest')
    await cp(bundle, broken, { recursive: true })
    const file = join(broken, 'manifest.json')
    const manifest = await readFile(file)
    const target = await away.study('target-manifest')
    // Every fifth byte, to save time. The line end after the JSON is no part of what it says.
    for (let place = 0; place < manifest.length - 1; place += 5) {
      const bytes = Buffer.from(manifest)
      bytes[place] = (bytes[place] ?? 0) ^ 1
      await writeFile(file, bytes)
      const { exitCode, notes } = await target.run('import', broken)
      expect(exitCode, `byte ${place}`).toBe(1)
      expect(notes).toMatch(/\[(BUNDLE_MANIFEST|BUNDLE_FILE_DIFFERS|BUNDLE_NO_PROTOCOL)\]$/)
    }
    expect(await target.state()).toEqual({ rows: null, files: {} })
  })
})

describe('a bundle that is imported onto a study', () => {
  it('with another protocol is refused', async () => {
    const other = await away.study('other', bedsideProtocol)
    await other.done('lock')
    const problem = { code: 'STUDY_EXISTS', place: { file: join(other.path, 'protocol.yaml') } }
    await expectRefused(other, ['import', bundle], [problem])
  })

  it('with the same protocol and other marks is refused', async () => {
    const twin = await away.study('twin', await readFile(join(bundle, 'protocol.yaml'), 'utf8'))
    const mapping = await away.input('twin.yaml', pairsMapping)
    await twin.imported(
      await away.input('twin.csv', pairsTable('q1,ours,theirs,preference,left,someone')),
      mapping,
    )
    await expectRefused(twin, ['import', bundle], [{ code: 'BUNDLE_STUDY_PRESENT' }])
  })

  it('that it was exported from is refused', async () => {
    await expectRefused(study, ['import', bundle], [{ code: 'BUNDLE_STUDY_PRESENT' }])
  })

  it('is refused in another folder of the same workspace, where its rows are already', async () => {
    const copy = await home.study('copy')
    await expectRefused(copy, ['import', bundle], [{ code: 'BUNDLE_STUDY_PRESENT' }])
    expect(await bytesBelow(copy.path)).toEqual({})
  })
})
