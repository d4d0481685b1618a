import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestServer, type TestServer } from '../src/store/testing/test-server.ts'
import { equipoise, projectRoot, temporaryFolder } from './support/command-line.ts'
import { type CuttingProxy, startCuttingProxy } from './support/cutting-proxy.ts'

const sample = join(projectRoot, 'studies', 'sample')
let server: TestServer
let proxy: CuttingProxy
let password: string
beforeAll(async () => {
  server = await startTestServer()
  const url = new URL(await server.freshUrl())
  proxy = await startCuttingProxy(Number(url.port))
  password = url.password
  url.port = String(proxy.port)
  vi.stubEnv('DATABASE_URL', url.href)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await proxy.stop()
  await server.stop()
})

describe('a database server that goes away in the middle of a command', () => {
  it('is told in a sentence, and the command works when it is there again', {
    timeout: 120_000,
  }, async () => {
    await using folder = await temporaryFolder()
    const study = join(folder.path, 'study')
    await equipoise('new', 'sample', study)
    const items = [
      'import',
      join(sample, 'items.jsonl'),
      '--mapping',
      join(sample, 'items.mapping.yaml'),
      '--study',
      study,
    ]
    const marks = [
      'import',
      join(sample, 'pairs.csv'),
      '--mapping',
      join(sample, 'pairs.mapping.yaml'),
      '--study',
      study,
    ]
    const commands = [
      items,
      ['screen', '--study', study],
      ['lock', '--study', study],
      marks,
      ['export', join(folder.path, 'bundle'), '--study', study],
      ['store', 'move', '--to-embedded', '--study', study],
    ]
    let cuts = 0
    for (const command of commands) {
      // After more and more messages, until the command comes to its end.
      for (let messages = 0; ; messages = messages * 3 + 1) {
        proxy.allow(messages)
        const { exitCode, out, notes } = await equipoise(...command)
        if (!/STORE_(GONE|UNREACHABLE)/.test(notes)) {
          // What was stored although its confirmation was lost is not stored twice.
          const stored = exitCode === 0 || notes.includes('IMPORT_DUPLICATE')
          expect([command[0], stored, notes]).toEqual([command[0], true, notes])
          break
        }
        cuts += 1
        expect(exitCode).toBe(1)
        expect(out + notes).not.toContain(password)
        expect(out + notes).not.toContain('node_modules')
      }
    }
    expect(cuts).toBeGreaterThan(2 * commands.length)
    proxy.allow(1_000_000)
    vi.stubEnv('DATABASE_URL', '')
    const again = await equipoise('export', join(folder.path, 'again'), '--study', study)
    expect(again.exitCode, again.notes).toBe(0)
    // The study is the same to the byte in the other database.
    for (const name of await readdir(join(folder.path, 'bundle'))) {
      const [before, after] = ['bundle', 'again'].map((one) => readFile(join(folder.path, one, name), 'utf8'))
      expect(await after).toBe(await before)
    }
  })
})
