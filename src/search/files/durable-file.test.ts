import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeDurable, writeDurableText } from './durable-file.ts'

/** A process that cannot be: numbers of processes end at 2^22. */
const deadProcess = 4_194_304

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'equipoise-durable-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('keeps two writers of one file apart: the last to end stays, whole', async () => {
  const file = join(folder, 'model.json')
  const release: { go: () => void } = { go: () => {} }
  const held = new Promise<void>((resolve) => {
    release.go = resolve
  })
  const slow = writeDurable(file, async (handle) => {
    await handle.writeFile('slow, first half; ')
    await held
    await handle.writeFile('second half')
  })
  await writeDurableText(file, 'fast')
  expect(await readFile(file, 'utf8')).toBe('fast')
  release.go()
  await slow
  expect(await readFile(file, 'utf8')).toBe('slow, first half; second half')
  expect(await readdir(folder)).toEqual(['model.json'])
})

it('removes what a killed writer left of the same file, and nothing else', async () => {
  await writeFile(join(folder, `model.json.partial-${deadProcess}-0a1b2c3d`), 'half')
  await writeFile(join(folder, `model.json.partial-${process.ppid}-0a1b2c3d`), 'on its way')
  await writeFile(join(folder, `card.json.partial-${deadProcess}-0a1b2c3d`), 'half')
  await writeDurableText(join(folder, 'model.json'), '{}')
  expect((await readdir(folder)).toSorted()).toEqual([
    `card.json.partial-${deadProcess}-0a1b2c3d`,
    'model.json',
    `model.json.partial-${process.ppid}-0a1b2c3d`,
  ])
})

it('leaves the file as it was, and no part, where writing fails', async () => {
  const file = join(folder, 'model.json')
  await writeDurableText(file, 'before')
  await expect(
    writeDurable(file, async (handle) => {
      await handle.writeFile('half')
      throw new Error('no more')
    }),
  ).rejects.toThrow('no more')
  expect([await readFile(file, 'utf8'), await readdir(folder)]).toEqual(['before', ['model.json']])
})
