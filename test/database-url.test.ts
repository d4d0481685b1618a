import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestServer, type TestServer } from '../src/store/testing/test-server.ts'
import { equipoise, projectRoot, temporaryFolder } from './support/command-line.ts'

const sample = join(projectRoot, 'studies', 'sample')
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  vi.stubEnv('DATABASE_URL', await server.freshUrl())
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await server.stop()
})

async function importItems(study: string) {
  await equipoise('new', 'sample', study)
  const mapping = join(sample, 'items.mapping.yaml')
  return equipoise('import', join(sample, 'items.jsonl'), '--mapping', mapping, '--study', study, '--json')
}

describe('a database server', () => {
  it('keeps studies of different folders apart', { timeout: 60_000 }, async () => {
    await using folder = await temporaryFolder()
    for (const name of ['one', 'two']) {
      const imported = await importItems(join(folder.path, name))
      expect(imported.exitCode, imported.notes).toBe(0)
      expect(JSON.parse(imported.out).items).toBe(36)
      expect(existsSync(join(folder.path, name, '.equipoise'))).toBe(false)
    }
  })

  it('finds the study again from its folder', { timeout: 60_000 }, async () => {
    await using folder = await temporaryFolder()
    await importItems(folder.path)
    const again = await importItems(folder.path)
    expect(again.exitCode).toBe(1)
    expect(again.out).toContain('IMPORT_DUPLICATE')
  })
})
