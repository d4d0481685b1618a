import { describe, expect, it } from 'vitest'
import { equipoise, equipoiseProcess } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'

describe('equipoise check-claim', () => {
  it('says what n a bare percentage would need', async () => {
    const { exitCode, out } = await equipoise('check-claim', '49.9 %')
    expect(exitCode).toBe(0)
    expect(out).toContain('cannot be assessed')
    // Smallest n for a margin of 2 points at a design effect of 1.5; see claim-size.test.ts.
    expect(out).toContain('2,811')
    for (const line of out.split('\n')) expect(line).toBe(line.trimEnd())
  })

  it('gives the same as data', async () => {
    const { out } = await equipoise(
      'check-claim',
      '49.9 % of 1,000',
      '--margin',
      '3',
      '--ties',
      '0.2',
      '--json',
    )
    expect(JSON.parse(out)).toMatchObject({
      statement: { winRate: 0.499, n: 1000, tieShare: 0.2, designEffect: null, margin: 0.03 },
      readings: [{ designEffect: 1 }, { designEffect: 1.5 }, { designEffect: 2 }],
      exact95: null,
    })
  })

  it.each([
    [['0.499'], 'CLAIM_UNREADABLE'],
    [['12 of 10'], 'CLAIM_UNREADABLE'],
    [['50 % of 99999999999999999999'], 'CLAIM_UNREADABLE'],
    [['50 % of 100', '--n', '200'], 'CLAIM_SIZE_TWICE'],
    [['90 %', '--ties', '0.5'], 'CLAIM_TIES_IMPOSSIBLE'],
  ])('refuses %j', async (given, code) => {
    const { exitCode, out } = await equipoise('check-claim', ...given, '--json')
    expect(exitCode).toBe(1)
    expect(parsedProblems(out).map((problem) => problem.code)).toEqual([code])
  })

  it.each([
    ['--margin', '0'],
    ['--ties', '20'],
    ['--design-effect', 'high'],
    ['--n', '0'],
    ['--n', '99999999999999999999'],
  ])('takes %s %s for wrong usage', async (option, value) => {
    expect((await equipoise('check-claim', '49.9 %', option, value)).exitCode).toBe(2)
  })

  it('says what all votes for one side show, and does not say never', async () => {
    // R: binom.test(1000, 1000)$conf.int is 0.99632 to 1.
    const { out } = await equipoise('check-claim', '1000 of 1000')
    expect(out).toContain('exact 95% interval is 99.6% to 100.0%: one side is shown to be preferred')
    expect(out).not.toMatch(/never|\bno\b/)
  })

  it('stays within 0 and 100 %, and warns of few comparisons', async () => {
    const { out } = await equipoise('check-claim', '50 % of 1')
    expect(out).toContain('1 comparison is too few')
    expect(out).not.toMatch(/-\d|1[1-9]\d\.\d/)
  })

  it('works as a process', async () => {
    expect((await equipoiseProcess(['check-claim', '499 of 1000'])).out).toMatch(
      /^49\.9% of 1,000 comparisons/,
    )
  })
})
