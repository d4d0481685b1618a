import { expect, it } from 'vitest'
import { leftOutBecause, sorted } from './left-out.ts'
import { isHeldOut } from './reviewer-split.ts'
import { answerOf, gradedOf, pairwiseOf } from './testing/preference-of.ts'

const free = 'r1'
const held = Array.from({ length: 100 }, (_, number) => `h${number}`).find((name) => isHeldOut(name)) ?? ''
const training = { split: 'train' } as const

it('has one reason for each preference that is not used', () => {
  const item = 'q'
  expect(isHeldOut(free)).toBe(false)
  const because = (parts: object) =>
    leftOutBecause({ ...pairwiseOf({ item, reviewer: free }), ...parts }, training)
  expect(because({})).toBeNull()
  expect(because({ gold: true })).toBe('gold')
  expect(because({ repeat: true })).toBe('repeat')
  expect(because({ outcome: 'missing' })).toBe('missing-mark')
  expect(because({ outcome: 'missing', a: { ...answerOf('one', null), status: 'refused' } })).toBe(
    'refused-or-failed',
  )
  expect(because({ b: answerOf('two', null) })).toBe('no-text')
  expect(because({ consent: null })).toBe('no-consent')
  expect(because({ consent: false, screened: false })).toBe('no-consent')
  expect(because({ screened: false })).toBe('identifier-screen')
  expect(because({ split: 'gate' })).toBe('gate-split')
  expect(because({ reviewer: held })).toBe('held-out-reviewer')
  expect(leftOutBecause(gradedOf({ item, grade: null }), training)).toBe('missing-mark')
  const excluded = new Set([free])
  expect(leftOutBecause(pairwiseOf({ item, reviewer: free }), { ...training, excluded })).toBe(
    'excluded-reviewer',
  )
})

it('gives the gate the reviewers that training does not have', () => {
  const gate = { split: 'gate' } as const
  const of = (reviewer: string | null) =>
    leftOutBecause(pairwiseOf({ item: 'q', split: 'gate', reviewer }), gate)
  expect([of(free), of(held), of(null)]).toEqual(['not-held-out', null, null])
  expect(
    leftOutBecause(pairwiseOf({ item: 'q', reviewer: held }), { split: 'train', heldOutShare: 0 }),
  ).toBeNull()
})

it('counts reasons, and holds out the share that is asked for', () => {
  const { used, leftOut } = sorted(
    [
      pairwiseOf({ item: 'a' }),
      pairwiseOf({ item: 'b', repeat: true }),
      pairwiseOf({ item: 'c', repeat: true }),
    ],
    training,
  )
  expect(used.map(({ item }) => item)).toEqual(['a'])
  expect(leftOut).toEqual({ repeat: 2 })
  const share =
    Array.from({ length: 10_000 }, (_, n) => isHeldOut(`reviewer ${n}`)).filter(Boolean).length / 10_000
  // Four standard errors of a share of 10,000 are 0.017.
  expect(Math.abs(share - 0.25)).toBeLessThan(0.017)
  expect(() => isHeldOut('r', 100)).toThrow('0 to 99')
})
