import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { Kept } from './kept.ts'

/** A clock that the readings move on. */
function clock() {
  let now = 1000
  return { now: () => now, pass: (ms: number) => (now += ms) }
}

it('reads anew for everybody as long as a study is small', async () => {
  const { now, pass } = clock()
  const kept = new Kept<number>(() => false, now)
  let n = 0
  const load = async () => {
    pass(10)
    n += 1
    return n
  }
  expect((await kept.read('a', load)).value).toBe(1)
  expect((await kept.read('a', load)).value).toBe(2)
})

it('gives what it has of a large study at once, and reads again after a rest', async () => {
  const { now, pass } = clock()
  const kept = new Kept<number>(() => true, now)
  let n = 0
  const load = async () => {
    pass(1000)
    n += 1
    return n
  }
  expect(await kept.read('a', load)).toMatchObject({ value: 1, at: 1000 })
  // It ended at 2000 and rests until 6000.
  pass(3999)
  expect(await kept.read('a', load)).toMatchObject({ value: 1, at: 1000 })
  expect(n).toBe(1)
  pass(1)
  expect(await kept.read('a', load)).toMatchObject({ value: 2, at: 6000 })
})

it('lets nobody wait longer than a moment for a newer reading', async () => {
  const { now, pass } = clock()
  const kept = new Kept<string>(() => true, now)
  await kept.read('a', async () => {
    pass(500)
    return 'old'
  })
  pass(60_000)
  let end: (value: string) => void = () => {}
  const slow = new Promise<string>((resolve) => {
    end = resolve
  })
  expect((await kept.read('a', () => slow)).value).toBe('old')
  end('new')
  await sleep(0)
  pass(1)
  expect((await kept.read('a', () => slow)).value).toBe('new')
})

it('waits under another key, once for all who ask, and forgets a reading that failed', async () => {
  const { now, pass } = clock()
  const kept = new Kept<string>(() => true, now)
  await kept.read('blind', async () => {
    pass(500)
    return 'blind'
  })
  let loads = 0
  const load = async () => {
    loads += 1
    await sleep(1)
    pass(500)
    return 'unblinded'
  }
  const both = await Promise.all([kept.read('unblinded', load), kept.read('unblinded', load)])
  expect(both.map(({ value }) => value)).toEqual(['unblinded', 'unblinded'])
  expect(loads).toBe(1)
  await expect(kept.read('other', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect((await kept.read('other', async () => 'there')).value).toBe('there')
})
