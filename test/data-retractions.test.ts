import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { retractionsOf } from '../src/cli/search/retractions-of.ts'
import { fileServer } from '../src/cli/testing/file-server.ts'
import { checkReference, retractionWords } from '../src/search/answer/citations/check-reference.ts'
import { equipoise, equipoiseProcess, temporaryFolder } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'

let workspace: { readonly path: string } & AsyncDisposable
let mirror = ''
let kept = ''
beforeEach(async () => {
  workspace = await temporaryFolder()
  mirror = join(workspace.path, 'mirror')
  kept = join(workspace.path, '.equipoise', 'retractions', 'retractions.json')
  await mkdir(mirror)
})
afterEach(() => workspace[Symbol.asyncDispose]())

const get = (...more: readonly string[]) =>
  equipoiseProcess(['data', 'get', 'retractions', ...more], { cwd: workspace.path })
const json = JSON.stringify({
  date: '2026-08-17',
  retractions: { '10.1000/Bad': '10.1000/notice', '10.1000/worse': 'unavailable' },
  concerns: { '10.1000/doubt': '10.1000/concern' },
})
const header = 'Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature\n'
const table = `${header}1,"A title, with ""quotes""",8/17/2026 0:00,10.1000/n,10.1000/Bad,Retraction\n2,Other,1/2/2025 0:00,unavailable,10.1000/doubt,Expression of concern\n`

async function said(doi: string): Promise<string | null> {
  const list = await retractionsOf(workspace.path)
  return retractionWords(checkReference({ doi, pmid: null }, 'in the corpus', list))
}

describe('equipoise data get retractions', () => {
  it('takes the list of a folder, plain, gzipped or as a table, with its date', {
    timeout: 60_000,
  }, async () => {
    expect(await said('10.1000/bad')).toBe('retraction not checked')
    for (const [name, content] of [
      ['retraction_watch.csv', table],
      ['retractions.json.gz', gzipSync(json)],
      ['retractions.json', json],
    ] as const) {
      await writeFile(join(mirror, name), content)
      const { exitCode, out, notes } = await get('--from', 'mirror')
      expect(exitCode, notes).toBe(0)
      expect(out).toContain(`From mirror/${name}, SHA-256 `)
      expect(await said('10.1000/BAD')).toMatch(/^RETRACTED \(notice: doi 10\.1000\/n/)
      expect(await said('10.1000/doubt')).toMatch(/^QUESTIONED/)
      expect(await said('10.1000/fine')).toBe('not on the retraction list of 2026-08-17')
    }
    expect(JSON.parse(await readFile(kept, 'utf8'))).toMatchObject({
      schemaVersion: 1,
      date: '2026-08-17',
      source: 'mirror/retractions.json',
    })
    const listed = await equipoiseProcess(['data', 'list', 'retractions'], { cwd: workspace.path })
    expect(listed.out).toContain('Here: 3 papers, list of 2026-08-17')
  })

  it('fetches it from a mirror on the web, and keeps what is there where that fails', {
    timeout: 60_000,
  }, async () => {
    let answer: string | null = table
    await using server = await fileServer((request, response) => {
      if (request.url === '/m/retraction_watch.csv' && answer !== null) response.end(answer)
      else response.writeHead(404).end()
    })
    const from = ['--from', `${server.url}m`, '--json']
    const first = await get(...from)
    expect(first.exitCode, first.notes).toBe(0)
    expect(JSON.parse(first.out)).toMatchObject({ date: '2026-08-17', retracted: 1, questioned: 1 })
    const before = await readFile(kept, 'utf8')
    for (const [content, code] of [
      [header, 'RETRACTIONS_FORM'],
      ['not a table', 'RETRACTIONS_FORM'],
      [table.slice(0, table.indexOf('Other') + 3), 'RETRACTIONS_FORM'],
      [`${header}1,T,8/17/2026 0:00,10.1000/n,10.1000/bad,Retraction\n`, 'RETRACTIONS_FEWER'],
      [null, 'DATA_STATUS'],
    ] as const) {
      answer = content
      const refused = await get(...from)
      expect(refused.exitCode).toBe(1)
      expect(parsedProblems(refused.out)).toMatchObject([{ code }])
      expect(await readFile(kept, 'utf8')).toBe(before)
    }
    expect(await readdir(join(kept, '..'))).toEqual(['retractions.json'])
  })

  it.each([
    ['another shape', '{"retracted": []}'],
    ['a part of the list', json.slice(0, 60)],
    ['no papers', '{"retractions": {}, "concerns": {}}'],
    ['no DOIs', '{"retractions": {"a": "b", "c": "d"}, "concerns": {}}'],
    ['a broken archive', gzipSync(json).subarray(0, 30)],
  ])('refuses %s', async (_, content) => {
    await writeFile(join(mirror, 'retractions.json'), content)
    const refused = await get('--from', 'mirror', '--json')
    expect(refused.exitCode).toBe(1)
    expect(parsedProblems(refused.out)).toMatchObject([{ code: 'RETRACTIONS_FORM' }])
    expect(existsSync(kept)).toBe(false)
  })

  it('says what is no mirror, that the list has its place, and where its home is', async () => {
    const nothing = await get('--from', mirror, '--json')
    expect(parsedProblems(nothing.out)).toMatchObject([{ code: 'DATA_MIRROR' }])
    const placed = await get('--to', mirror, '--json')
    expect(parsedProblems(placed.out)).toMatchObject([{ code: 'RETRACTIONS_TO' }])
    const listed = await equipoiseProcess(['data', 'list', 'retractions'], { cwd: workspace.path })
    expect(listed.out).toContain('Home: https://gitlab.com/crossref/retraction-watch-data')
    expect(listed.out).toContain('Not fetched: citations read "retraction not checked".')
    expect((await equipoise('data', 'list')).out).toContain('retractions ')
  })
})
