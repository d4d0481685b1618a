import { describe, expect, it } from 'vitest'
import { decide } from './decide.ts'

const superiority = { kind: 'superiority', sides: 2, alpha: 0.05 } as const
const oneSided = { kind: 'superiority', sides: 1, alpha: 0.025 } as const
const nonInferiority = { kind: 'non-inferiority', sides: 1, alpha: 0.025 } as const
const equivalence = { kind: 'equivalence', sides: 1, alpha: 0.05 } as const

type Given = Readonly<Record<'claim' | 'worse' | 'better' | 'estimate', number | null>>
const deciding = ({ worse, better, ...p }: Given) => ({ ...p, worse: () => worse, better: () => better })

describe('decide', () => {
  it.each([
    [
      'a two-sided claim in favour',
      superiority,
      { claim: 0.01, worse: 1, better: 0.01, estimate: 0.2 },
      'superior',
    ],
    [
      'a two-sided claim against',
      superiority,
      { claim: 0.01, worse: 0.01, better: 1, estimate: -0.2 },
      'inferior',
    ],
    [
      'a p-value at alpha',
      superiority,
      { claim: 0.05, worse: 1, better: 0.03, estimate: 0.2 },
      'cannot tell',
    ],
    [
      'a one-sided claim that fails',
      oneSided,
      { claim: 0.3, worse: 0.7, better: 0.3, estimate: 0.1 },
      'cannot tell',
    ],
    [
      'a one-sided claim whose opposite holds',
      oneSided,
      { claim: 1, worse: 0.001, better: 1, estimate: -0.3 },
      'not superior',
    ],
    ['non-inferiority', nonInferiority, { claim: 0.001, worse: 1, better: 0.4, estimate: 0 }, 'non-inferior'],
    [
      'worse than the margin',
      nonInferiority,
      { claim: 1, worse: 0.001, better: 1, estimate: -0.4 },
      'inferior',
    ],
    ['equivalence', equivalence, { claim: 0.01, worse: 1, better: 1, estimate: 0 }, 'equivalent'],
    ['better than the margin', equivalence, { claim: 1, worse: 1, better: 0.001, estimate: 0.4 }, 'superior'],
    [
      'an interval across the margin',
      equivalence,
      { claim: 0.2, worse: 0.9, better: 0.2, estimate: 0.1 },
      'cannot tell',
    ],
    ['no error', equivalence, { claim: null, worse: null, better: null, estimate: 0 }, 'undetermined'],
  ] as const)('answers %s', (_, hypothesis, p, verdict) => {
    expect(decide(hypothesis, deciding(p), true)).toBe(verdict)
  })

  it('gives no parity where the trial has not shown that it could see a difference', () => {
    const p = { claim: 0.001, worse: 1, better: 1, estimate: 0 }
    expect(decide(nonInferiority, deciding(p), false)).toBe('parity cannot be claimed')
    expect(decide(equivalence, deciding(p), false)).toBe('parity cannot be claimed')
  })

  it('needs no assay sensitivity to find a candidate worse', () => {
    expect(
      decide(nonInferiority, deciding({ claim: 1, worse: 0.001, better: 1, estimate: -0.4 }), false),
    ).toBe('inferior')
  })
})
