import { describe, expect, it } from 'vitest'
import { keptInputs } from '../fuzz/corpus.ts'
import { insertCounters } from '../fuzz/coverage/insert-counters.ts'
import { strangeInPage } from '../fuzz/drawn-page.ts'
import { largestInput, mutate } from '../fuzz/mutate.ts'
import { fuzzSession } from '../fuzz/session.ts'
import { superviseSession } from '../fuzz/supervise.ts'
import type { OpenTarget } from '../fuzz/target.ts'
import { findTarget, targetNames } from '../fuzz/targets.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'

/** Milliseconds of mutation for each parser: the corpus that is kept is always read whole. */
const milliseconds = 100
const atMost = 100

describe('every parser', () => {
  it.each(targetNames)('reads its corpus and some mutations without a crash or a hang: %s', async (name) => {
    const target = await findTarget(name)
    const seeds = [...(await target.seeds()), ...(await keptInputs(name))]
    const open = await target.open()
    try {
      const end = performance.now() + milliseconds
      const { findings, runs } = await fuzzSession(open, {
        words: target.words,
        corpus: [...seeds],
        seed: 9,
        goesOn: (done) => done < seeds.length || (done < seeds.length + atMost && performance.now() < end),
        before: () => {},
        reached: () => 0,
      })
      expect(findings.map(({ kind, detail }) => `${kind}: ${detail}`)).toEqual([])
      expect(runs).toBeGreaterThanOrEqual(seeds.length)
    } finally {
      await open.close()
    }
  })
})

describe('the fuzzer itself', () => {
  it('runs in a process of its own, which brings up the database that a parser needs', async () => {
    const result = await superviseSession({ name: 'bundle', seconds: 60, runs: 5, seed: 1, keep: false })
    expect(result).toMatchObject({ runs: 5, findings: [] })
    expect(result.places).toBeGreaterThan(100)
  })

  const session = (run: OpenTarget['run'], runs: number, longest = 1000) =>
    fuzzSession(
      { run, close: async () => {} },
      {
        words: ['bug'],
        corpus: [new TextEncoder().encode('a plain text')],
        seed: 1,
        goesOn: (done) => done < runs,
        before: () => {},
        reached: () => 0,
        longest,
      },
    )

  it('finds an error that one input in many raises, and keeps the shortest input of each place', async () => {
    const { findings, runs } = await session((input) => {
      if (Buffer.from(input).includes('bug')) throw new RangeError('planted')
    }, 2000)
    expect(runs).toBe(2000)
    expect(findings).toHaveLength(1)
    expect(findings[0]?.detail).toContain('RangeError: planted')
    expect(Buffer.from(findings[0]?.input ?? []).toString()).toContain('bug')
  })

  it('finds an input that keeps the processor for longer than it may, every time it is read', async () => {
    const busy = () => {
      const { user } = process.cpuUsage()
      while (process.cpuUsage().user - user < 40_000);
    }
    const { findings } = await session(busy, 1, 20)
    expect(findings).toMatchObject([{ kind: 'slow' }])
  })

  it('mutates the same way for the same seed, and never past its length', () => {
    const input = new TextEncoder().encode('{"a": [1, 2, "x"]}\n'.repeat(50))
    const all = (seed: number) => {
      const draw = createGenerator(seed, 'fuzz')
      return Array.from({ length: 300 }, () => mutate(input, draw, ['word'], input))
    }
    expect(all(4).map((one) => Buffer.from(one).toString('base64'))).toEqual(
      all(4).map((one) => Buffer.from(one).toString('base64')),
    )
    expect(new Set(all(4).map((one) => Buffer.from(one).toString('base64'))).size).toBeGreaterThan(250)
    expect(Math.max(...all(5).map(({ length }) => length))).toBeLessThanOrEqual(largestInput)
  })

  it('counts branches without changing what a program does', () => {
    const source = `export function f(x: number): string { if (x > 1) return x > 2 ? 'c' : 'b'
      switch (x) { case 1: return (() => 'a')() }
      return (x < 0 && 'n') || 'z' }`
    const { text, counters } = insertCounters(source, 'typescript', 'module', 5)
    expect(counters).toBe(8)
    expect(text.split('\n')).toHaveLength(3)
    for (let at = 5; at < 5 + counters; at++) expect(text).toContain(`__edges[${at}]++`)
  })

  it.each([
    ['a script', '<p>a</p><script>alert(1)</script>', 'the element script'],
    ['a handler', '<p onclick="x">a</p>', 'the attribute onclick at p'],
    ['a picture from elsewhere', '<p><img src="//evil.example/x.gif"></p>', 'the element img'],
    ['a link', '<a href="javascript:alert(1)">a</a>', 'the element a'],
    ['a style', '<p style="background:url(//evil.example)">a</p>', 'the attribute style at p'],
    ['words alone', '<p dir="auto"><strong>a</strong></p>', null],
  ])('knows what must not be in a page: %s', (_, page, expected) => {
    expect(strangeInPage(page)).toBe(expected)
  })
})
