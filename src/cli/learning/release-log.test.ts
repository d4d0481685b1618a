import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addRelease, readReleases } from './release-log.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'releases-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const version = {
  model: { id: 'ranker-0123456789ab', sha256: 'a'.repeat(64) },
  featureSchemaSha256: 'c'.repeat(64),
  index: { corpus: 'main', sha256: 'b'.repeat(64) },
}
const at = new Date('2026-11-25T10:00:00Z')
const promote = () =>
  addRelease('main', folder, at, async () => ({
    action: 'promote',
    version,
    reason: { by: 'person', words: 'first' },
  }))
const rollBack = () => addRelease('main', folder, at, async () => ({ action: 'roll-back', words: 'worse' }))

test('entries are added one after another, each naming the hash of the line before', async () => {
  expect((await readReleases('main', folder)).entries).toEqual([])
  await promote()
  await rollBack()
  const { entries, state } = await readReleases('main', folder)
  expect(entries.map(({ seq, action }) => [seq, action])).toEqual([
    [1, 'promote'],
    [2, 'roll-back'],
  ])
  expect(state.promoted).toEqual([])
  expect(entries[0]?.previous).toBeNull()
  expect(entries[1]?.previous).toMatch(/^[0-9a-f]{64}$/)
})

test('what cannot follow is not written', async () => {
  await expect(rollBack()).rejects.toThrow(/nothing was promoted/)
  expect((await readReleases('main', folder)).entries).toEqual([])
})

test('of several that are added at once none is lost, or it is told', async () => {
  const results = await Promise.allSettled(Array.from({ length: 8 }, promote))
  const done = results.filter(({ status }) => status === 'fulfilled').length
  expect((await readReleases('main', folder)).entries.length).toBe(done)
  for (const result of results)
    if (result.status === 'rejected')
      expect(result.reason).toMatchObject({ problems: [{ code: 'CORPUS_BUSY' }] })
})

test.each([
  ['a changed word', (text: string) => text.replace('first', 'other')],
  ['a line taken out', (text: string) => text.split('\n').slice(1).join('\n')],
  ['half a line', (text: string) => text.slice(0, -20)],
])('%s is found', async (_, change) => {
  await promote()
  await promote()
  const { file } = await readReleases('main', folder)
  await writeFile(file, change(await readFile(file, 'utf8')))
  await expect(readReleases('main', folder)).rejects.toMatchObject({
    problems: [{ code: 'RELEASES_DAMAGED' }],
  })
})
