import { expect, it } from 'vitest'
import { votesOfText } from '../testing/votes-of-text.ts'
import { agreementFindings } from './agreement.ts'

it('compares a reviewer with the others, and the others among themselves', () => {
  // a and b agree in nine of twelve; c agrees with both in two of nine pairs and with neither in seven.
  const findings = agreementFindings(
    votesOfText({
      a: '++++++++++++',
      b: '+++++++++---',
      c: '++-------   ',
    }),
  )
  const c = findings.find(({ reviewer }) => reviewer === 'c')
  expect(c).toMatchObject({ n: 9, verdict: 'flagged' })
  // By hand: two of nine; others 9/12 with error sqrt(0.75 x 0.25 x (1/9 + 1/12)).
  expect(c?.estimate).toBeCloseTo(2 / 9, 14)
  // R 4.2.2: pnorm((2/9 - 0.75)/sqrt(0.75*0.25*(1/9 + 1/12)))
  expect(c?.p).toBeCloseTo(0.002854060971802029, 12)
  // Without c, a and b are alike: neither is blamed for c.
  expect(findings.filter(({ verdict }) => verdict === 'flagged')).toHaveLength(1)
})

it('says nothing where nobody shares a pair, or too few are shared', () => {
  expect(agreementFindings(votesOfText({ a: '++  ', b: '  ++' }))).toEqual([])
  const few = agreementFindings(votesOfText({ a: '+++', b: '---', c: '+++' }))
  expect(few.map(({ p, verdict }) => [p, verdict])).toEqual(few.map(() => [null, 'too few marks']))
})
