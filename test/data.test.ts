import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileServer } from '../src/cli/testing/file-server.ts'
import { questionSets } from '../src/items/sets.ts'
import { equipoise, equipoiseProcess, temporaryFolder } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { interruptedProcess } from './support/interrupted-process.ts'

const benchmark = '{"bioasq": {}}'
const sha256 = createHash('sha256').update(benchmark).digest('hex')

describe('equipoise data', () => {
  it('lists every set with its licence, and tells all it knows of one', async () => {
    const all = await equipoise('data', 'list')
    for (const set of questionSets) expect(all.out).toContain(`${set.name} `)
    const one = await equipoise('data', 'list', 'mmlu-med')
    for (const words of ['Licence: MIT', 'SHA-256 bec563ba', 'Contamination: ', 'Near-duplicates: '])
      expect(one.out).toContain(words)
    const unknown = await equipoise('data', 'get', 'medqb', '--json')
    expect(unknown.exitCode).toBe(1)
    expect(parsedProblems(unknown.out)).toMatchObject([{ code: 'DATA_SET_UNKNOWN', value: 'medqb' }])
    const byHand = await equipoise('data', 'get', 'bioasq', '--json')
    expect(parsedProblems(byHand.out)).toMatchObject([
      { code: 'DATA_BY_HAND', place: { file: 'http://participants-area.bioasq.org/datasets/' } },
    ])
  })

  it('records the hash of a first download, and refuses another file from then on', async () => {
    let content = benchmark
    await using server = await fileServer((request, response) => {
      if (request.url === '/mirror/benchmark.json') response.end(content)
      else response.writeHead(404).end()
    })
    await using workspace = await temporaryFolder()
    await mkdir(join(workspace.path, '.equipoise'))
    const get = (folder: string, ...more: readonly string[]) =>
      equipoise(
        'data',
        'get',
        'mirage',
        '--from',
        `${server.url}mirror`,
        '--to',
        join(workspace.path, folder),
        ...more,
      )
    const first = await get('one')
    expect(first.exitCode, first.notes).toBe(0)
    expect(first.out).toContain(
      `a hash that nobody publishes; it was recorded, and later downloads must match it. SHA-256 ${sha256}`,
    )
    expect(
      await readFile(join(workspace.path, '.equipoise/data-hashes/mirage/benchmark.json.sha256'), 'utf8'),
    ).toBe(`${sha256}  benchmark.json\n`)
    expect(await readFile(join(workspace.path, 'one', 'benchmark.json'), 'utf8')).toBe(benchmark)

    expect((await get('one')).out).toContain('was there already')
    expect(server.requests()).toBe(1)
    expect((await get('two')).out).toContain('has the hash of the first download')

    content = '{"bioasq": {"x": 1}}'
    const changed = await get('three', '--json')
    expect(changed.exitCode).toBe(1)
    expect(parsedProblems(changed.out)).toMatchObject([{ code: 'DATA_HASH', expected: sha256 }])
    expect(await readdir(join(workspace.path, 'three'))).toEqual([])

    await writeFile(join(workspace.path, 'one', 'benchmark.json'), 'mine')
    expect(parsedProblems((await get('one', '--json')).out)).toMatchObject([
      { code: 'DATA_FILE_PRESENT', expected: sha256 },
    ])
    expect(await readFile(join(workspace.path, 'one', 'benchmark.json'), 'utf8')).toBe('mine')

    const missing = await equipoise(
      'data',
      'get',
      'k-qa',
      '--from',
      server.url,
      '--to',
      workspace.path,
      '--json',
    )
    expect(parsedProblems(missing.out)).toMatchObject([{ code: 'DATA_STATUS', value: '404 Not Found' }])
    const mirror = await equipoise('data', 'get', 'k-qa', '--from', 'here', '--json')
    expect(parsedProblems(mirror.out)).toMatchObject([{ code: 'DATA_MIRROR', value: 'here' }])
  })

  it('refuses a file that is not the one with the published size and hash', async () => {
    await using server = await fileServer((_, response) => response.end('not the archive'))
    await using folder = await temporaryFolder()
    const given = ['data', 'get', 'mmlu-med', '--from', server.url, '--to', folder.path, '--json']
    expect(parsedProblems((await equipoise(...given)).out)).toMatchObject([
      { code: 'DATA_SIZE', value: '15 bytes', expected: '166184960 bytes' },
    ])
    expect(await readdir(folder.path)).toEqual([])
  })

  it('says at once whom it waits for where a server takes the connection and is silent', async () => {
    let asked = (): void => {}
    const connected = new Promise<void>((resolve) => {
      asked = resolve
    })
    await using server = await fileServer(() => asked())
    await using folder = await temporaryFolder()
    const given = ['data', 'get', 'mirage', '--from', server.url, '--to', folder.path]
    const { exitCode, out, notes } = await interruptedProcess(given, () => connected)
    expect([exitCode, out]).toEqual([130, ''])
    const { host } = new URL(server.url)
    expect(notes).toMatch(
      new RegExp(`^Waiting for ${host} \\(benchmark\\.json\\); after 60 s of silence it is given up\\.\n`),
    )
  })

  it('leaves nothing when it is interrupted, and clears up after a kill -9', {
    timeout: 60_000,
  }, async () => {
    let begun = (): void => {}
    let whole = false
    await using server = await fileServer((_, response) => {
      if (whole) {
        response.end(benchmark)
        return
      }
      response.writeHead(200, { 'content-length': 1_000_000 })
      response.write(benchmark)
      begun()
    })
    await using folder = await temporaryFolder()
    const given = ['data', 'get', 'mirage', '--from', server.url, '--to', folder.path]
    const written = async (): Promise<void> => {
      await new Promise<void>((resolve) => {
        begun = resolve
      })
      while (!(await readdir(folder.path)).some((name) => name.includes('partial')))
        await new Promise((resolve) => setTimeout(resolve, 10))
    }
    const interrupted = await interruptedProcess(given, written)
    expect([interrupted.exitCode, await readdir(folder.path)]).toEqual([130, []])

    const killed = await interruptedProcess(given, written, 'SIGKILL')
    expect(killed.exitCode).toBe(-1)
    expect((await readdir(folder.path)).map((name) => name.replace(/partial.*/, 'partial'))).toEqual([
      '.benchmark.json.partial',
    ])
    whole = true
    const again = await equipoiseProcess(given)
    expect(again.exitCode, again.notes).toBe(0)
    expect((await readdir(folder.path)).sort()).toEqual(['.equipoise', 'benchmark.json'])
  })
})
