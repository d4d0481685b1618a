import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchFileSchema } from '../../learning/watch/watch-file.ts'
import { writingWatcher } from './watcher.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-'))
  await mkdir(join(folder, '.equipoise'))
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(folder, { recursive: true, force: true })
})

const versions = { served: 'a', candidate: 'b' }
const compared = {
  sameTop: true,
  servedDeclined: false,
  candidateDeclined: false,
  servedMilliseconds: 1,
  candidateMilliseconds: 1,
}
const counted = async () => {
  const own = join(folder, '.equipoise', 'watch', 'main')
  const [name = ''] = (await readdir(own)).filter((one) => one.endsWith('.json'))
  if (name === '') return 0
  const file = watchFileSchema.parse(JSON.parse(await readFile(join(own, name), 'utf8')))
  return file.trials[0]?.questions ?? 0
}
const options = {
  onFault: (error: unknown) => {
    throw error
  },
}

test('writes at once, then once a minute, and at the end', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const watcher = await writingWatcher('main', folder, options)
  watcher.compared(versions, compared)
  await vi.advanceTimersByTimeAsync(1)
  await vi.waitFor(async () => expect(await counted()).toBe(1))
  watcher.compared(versions, compared)
  watcher.compared(versions, compared)
  await vi.advanceTimersByTimeAsync(58_000)
  expect(await counted()).toBe(1)
  await vi.advanceTimersByTimeAsync(2_001)
  await vi.waitFor(async () => expect(await counted()).toBe(3))
  watcher.compared(versions, compared)
  await watcher[Symbol.asyncDispose]()
  expect(await counted()).toBe(4)
})

test('keeps hashes of the passages that marks were kept of, and no name', async () => {
  const one = await writingWatcher('main', folder, options)
  one.judged(['gout#0'])
  await one[Symbol.asyncDispose]()
  const files = await readdir(join(folder, '.equipoise', 'watch', 'main'))
  const text = await readFile(join(folder, '.equipoise', 'watch', 'main', files[0] ?? ''), 'utf8')
  // printf 'gout#0' | sha256sum
  expect(JSON.parse(text).judged).toEqual([
    'f755f7315ae3902b19658f085e8f45383af5434a8c3c32f12d5ae6344ca50b6a',
  ])
  expect(text).not.toContain('gout')
})
