import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeOldCluster } from '../src/store/testing/old-workspace.ts'
import { oldestBinaries } from '../src/store/testing/separate-server.ts'
import { startTestServer, type TestServer } from '../src/store/testing/test-server.ts'
import { equipoise, projectRoot, temporaryFolder } from './support/command-line.ts'

const sample = join(projectRoot, 'studies', 'sample')
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await server.stop()
})

/** A study of the sample, locked and with its marks. */
async function sampleStudy(study: string): Promise<void> {
  for (const command of [
    ['new', 'sample', study],
    [
      'import',
      join(sample, 'items.jsonl'),
      '--mapping',
      join(sample, 'items.mapping.yaml'),
      '--study',
      study,
    ],
    ['lock', '--study', study],
    ['import', join(sample, 'pairs.csv'), '--mapping', join(sample, 'pairs.mapping.yaml'), '--study', study],
  ]) {
    const { exitCode, notes } = await equipoise(...command)
    expect(exitCode, notes).toBe(0)
  }
}

/** All of a study but names, as `export` writes it. */
async function exported(study: string, folder: string): Promise<Readonly<Record<string, string>>> {
  const { exitCode, notes } = await equipoise('export', folder, '--study', study)
  expect(exitCode, notes).toBe(0)
  const names = await readdir(folder)
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  )
}

/** Runs a move in a process of its own and kills it with -9 after so long; false where it came to its end before. */
async function killedMove(
  given: readonly string[],
  databaseUrl: string,
  milliseconds: number,
): Promise<boolean> {
  const executable = join(projectRoot, 'bin', 'equipoise.mjs')
  const child = spawn(process.execPath, [executable, 'store', 'move', ...given], {
    stdio: 'ignore',
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  const ended = once(child, 'exit')
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds)
  await ended
  clearTimeout(timer)
  return child.signalCode === 'SIGKILL'
}

/** Which databases take commands on the study. */
async function openIn(study: string, url: string): Promise<readonly string[]> {
  const open: string[] = []
  for (const [name, address] of [
    ['embedded', ''],
    ['server', url],
  ] as const) {
    vi.stubEnv('DATABASE_URL', address)
    const { out } = await equipoise('screen', '--study', study, '--json')
    if (!/STORE_STUDY_(MOVED|ARRIVING)/.test(out)) open.push(name)
  }
  vi.stubEnv('DATABASE_URL', '')
  return open
}

describe('equipoise store move', () => {
  it('carries a study to a server and back, killed on the way, and export gives the same bytes', {
    timeout: 240_000,
  }, async () => {
    await using folder = await temporaryFolder()
    const study = join(folder.path, 'study')
    await sampleStudy(study)
    const before = await exported(study, join(folder.path, 'before'))
    const url = await server.freshUrl()
    const there = ['--to', url, '--study', study]
    const kills = Number(process.env.EQUIPOISE_KILLS ?? 2)
    let killed = 0
    for (let kill = 0; kill < kills; kill += 1) {
      // From the moment the program is loaded to about the end of the move.
      if (!(await killedMove(there, '', 400 + (kill * 1600) / kills))) break
      killed += 1
    }
    expect(killed).toBeGreaterThan(0)
    const moved = await equipoise('store', 'move', ...there)
    expect(moved.exitCode, moved.notes).toBe(0)
    expect(moved.out).not.toContain(new URL(url).password)
    expect(await openIn(study, url)).toEqual(['server'])
    const refused = await equipoise('lock', '--study', study)
    expect([refused.exitCode, refused.notes]).toEqual([
      1,
      expect.stringMatching(/Found "postgres:.*STORE_STUDY_MOVED/),
    ])

    vi.stubEnv('DATABASE_URL', url)
    expect(await exported(study, join(folder.path, 'there'))).toEqual(before)
    vi.stubEnv('DATABASE_URL', '')
    await killedMove(['--to-embedded', '--study', study], url, 900)
    vi.stubEnv('DATABASE_URL', url)
    const back = await equipoise('store', 'move', '--to-embedded', '--study', study, '--json')
    expect(back.exitCode, back.out).toBe(0)
    vi.stubEnv('DATABASE_URL', '')
    expect(await openIn(study, url)).toEqual(['embedded'])
    expect(await exported(study, join(folder.path, 'back'))).toEqual(before)
  })

  it('says what it needs to be told', async () => {
    await using folder = await temporaryFolder()
    const study = join(folder.path, 'study')
    await equipoise('new', 'sample', study)
    const both = await equipoise('store', 'move', '--to', 'postgres://h/d', '--to-embedded', '--study', study)
    expect([both.exitCode, both.notes]).toEqual([2, expect.stringContaining('USAGE_TARGET')])
    const wrong = await equipoise('store', 'move', '--to', 'mysql://u:s3cret@h/d', '--study', study)
    expect([wrong.exitCode, wrong.notes]).toEqual([1, expect.stringMatching(/field --to: .*STORE_URL/)])
    expect(wrong.notes).not.toContain('s3cret')
    const empty = await equipoise('store', 'move', '--to', await server.freshUrl(), '--study', study)
    expect([empty.exitCode, empty.notes]).toEqual([1, expect.stringContaining('STORE_NO_STUDY')])
  })
})

describe('equipoise store upgrade', () => {
  it('is what every command on an older database asks for', { timeout: 120_000 }, async () => {
    await using folder = await temporaryFolder()
    await cp(join(sample, 'protocol.yaml'), join(folder.path, 'protocol.yaml'))
    await makeOldCluster(folder.path, async () => {})
    for (const command of ['lock', 'analyse', 'screen']) {
      const { exitCode, notes } = await equipoise(command, '--study', folder.path)
      expect([command, exitCode, notes]).toEqual([
        command,
        1,
        expect.stringMatching(/^.*Run `equipoise store upgrade`.*STORE_OLD_CLUSTER\]$/),
      ])
    }
    const upgraded = await equipoise(
      'store',
      'upgrade',
      '--programs',
      oldestBinaries(),
      '--study',
      folder.path,
    )
    expect([upgraded.exitCode, upgraded.notes]).toEqual([0, expect.any(String)])
    expect(upgraded.out).toMatch(/from PostgreSQL 15 to 18; read back, all are the same/)
    expect((await equipoise('screen', '--study', folder.path)).exitCode).toBe(0)
    const again = await equipoise('store', 'upgrade', '--study', folder.path)
    expect(again.out).toContain('nothing was done')
  })
})
