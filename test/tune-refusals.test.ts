import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { equipoise } from './support/command-line.ts'
import { enough } from './support/preference-files.ts'
import { prepared, setTuningKeys } from './support/tuning-run.ts'

beforeEach(() => setTuningKeys(true))
afterEach(() => setTuningKeys(false))

describe('what is refused before anything is sent', () => {
  const refused = async (
    change: (own: Awaited<ReturnType<typeof prepared>>) => Promise<readonly string[]> | readonly string[],
  ) => {
    await using own = await prepared('together')
    const { exitCode, notes } = await equipoise(...(await change(own)), '--yes')
    expect(exitCode).toBe(1)
    expect(own.standIn.requests).toEqual([])
    return notes
  }
  const swapped = (given: readonly string[], option: string, value: string) =>
    given.map((word, place) => (given[place - 1] === option ? value : word))

  it('a file that was changed after the export', async () => {
    await using own = await prepared('together')
    await writeFile(join(own.exported, 'sft.jsonl'), '{"messages": []}\n')
    const { exitCode, notes } = await own.start()
    expect([exitCode, notes.includes('[EXPORT_CHANGED]')]).toEqual([1, true])
    expect(own.standIn.requests).toEqual([])
  })

  it('an export for another service', async () => {
    expect(await refused((own) => swapped(own.given, '--service', 'openai'))).toContain('[TUNE_PROVIDER]')
  })

  it('an address without encryption that is not this machine', async () => {
    const notes = await refused((own) => swapped(own.given, '--base-url', 'http://example.org/v1'))
    expect(notes).toContain('[TUNE_ADDRESS]')
  })

  it('no key', async () => {
    const notes = await refused((own) => [...own.given, '--key-from', 'NOT_THERE'])
    expect(notes).toContain('Together AI needs a key, and the environment variable NOT_THERE is not set.')
  })

  it('a folder that is no export', async () => {
    const notes = await refused(async (own) => {
      await rm(join(own.exported, 'manifest.json'))
      return own.given
    })
    expect(notes).toContain('[FILE_NOT_FOUND]')
  })

  it('another run in the same folder', async () => {
    await using own = await prepared('together', { outcome: () => 'never' })
    expect((await own.start('--detach')).exitCode).toBe(0)
    const before = own.standIn.requests.length
    const { exitCode, notes } = await own.start('--seed', '2')
    expect([exitCode, notes.includes('[RUN_OTHER]'), notes.includes('--seed')]).toEqual([1, true, true])
    expect(own.standIn.requests).toHaveLength(before)
  })

  it('a run that another process works on', async () => {
    await using own = await prepared('together', { looks: 20 })
    const both = await Promise.all([own.start(), own.start()])
    expect(both.map(({ exitCode }) => exitCode).sort()).toEqual([0, 1])
    expect(both.map(({ notes }) => notes).join()).toContain('[RUN_BUSY]')
    expect(own.standIn.jobs).toHaveLength(2)
  })

  it('too few examples for the service', async () => {
    await using own = await prepared('openai', {}, enough().slice(0, 6))
    const { exitCode, notes } = await own.start()
    expect([exitCode, notes.includes('[TUNE_TOO_FEW]')]).toEqual([1, true])
  })
})
