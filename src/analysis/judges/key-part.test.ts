import { describe, expect, it } from 'vitest'
import { type KeySlot, type KeySlotState, keyPart } from './key-part.ts'

const how = { scoring: 'default', readingVersion: '1' } as const

function slots(arm: string, states: readonly KeySlotState[], replicate = 0): KeySlot[] {
  return states.map((state, index) => ({
    item: `q${index}`,
    arm,
    replicate,
    state,
    declined: state === 'refused',
  }))
}

describe('keyPart', () => {
  const rows = [
    ...slots('a', ['right', 'right', 'wrong', 'refused', 'ambiguous', 'failed', 'missing']),
    ...slots('b', ['right', 'wrong', 'wrong', 'right', 'empty', 'right', 'unmarked']),
  ]

  it('counts replies alone, over all and over those scored', () => {
    const { arms } = keyPart(rows, ['a', 'b'], how)
    expect(arms).toMatchObject([
      {
        arm: 'a',
        items: 7,
        answered: 4,
        refused: 1,
        failed: 1,
        missing: 1,
        unmarked: 0,
        right: 2,
        wrong: 1,
        notScored: { empty: 0, refused: 1, noChoice: 0, ambiguous: 1 },
        accuracyOfAll: 2 / 5,
        accuracyOfScored: 2 / 3,
      },
      {
        arm: 'b',
        answered: 7,
        unmarked: 1,
        right: 3,
        wrong: 2,
        accuracyOfAll: 3 / 6,
        accuracyOfScored: 3 / 5,
      },
    ])
    // R 4.2.2: prop.test(2, 5, correct = FALSE)$conf.int
    expect(arms[0]?.ciOfAll?.lower).toBeCloseTo(0.1176208, 6)
    expect(arms[0]?.ciOfAll?.upper).toBeCloseTo(0.7692757, 6)
  })

  it('compares arms on the items that both replied to, in both ways of counting', () => {
    const { comparisons } = keyPart(rows, ['a', 'b'], how)
    // All: q0 to q4. A alone is right on q1, B alone on q3. Scored: q0 to q2, and A alone is right on q1.
    expect(comparisons).toMatchObject([
      { basis: 'all', n: 5, nDropped: 1, difference: 0, discordant: 2, midP: 1 },
      { basis: 'scored', n: 3, nDropped: 2, difference: 1 / 3, discordant: 1, midP: 0.5 },
    ])
  })

  it('takes repeats apart and compares the first', () => {
    const { arms, comparisons } = keyPart(
      [
        ...slots('a', ['right']),
        ...slots('a', ['wrong'], 1),
        ...slots('b', ['right']),
        ...slots('b', ['right'], 1),
      ],
      ['a', 'b'],
      how,
    )
    expect(arms.map(({ arm, replicate, right }) => [arm, replicate, right])).toEqual([
      ['a', 0, 1],
      ['a', 1, 0],
      ['b', 0, 1],
      ['b', 1, 1],
    ])
    expect(comparisons).toMatchObject([
      { n: 1, discordant: 0, midP: 1 },
      { n: 1, discordant: 0 },
    ])
  })

  it('has nothing to say of arms without a reply', () => {
    const { arms, comparisons } = keyPart(slots('a', ['missing', 'failed']), ['a', 'b'], how)
    expect(arms).toMatchObject([{ accuracyOfAll: null, ciOfAll: null, accuracyOfScored: null }])
    expect(comparisons).toEqual([])
  })
})
