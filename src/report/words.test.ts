import { describe, expect, it } from 'vitest'
import { pairwiseResults } from './testing/pairwise-results.ts'
import { parityResults } from './testing/parity-results.ts'
import {
  againstName,
  answerSetWords,
  levelWords,
  marginWords,
  namesOf,
  opponents,
  sectionName,
} from './words.ts'

const results = pairwiseResults()
const names = namesOf(results)

describe('names', () => {
  it('are labels, and ids where the protocol has none', () => {
    expect([names.arm('aurora'), names.arm('stranger')]).toEqual(['Aurora Clinical', 'stranger'])
    expect(sectionName(results, names, { axis: 'accuracy', rendering: 'text' })).toBe('Accuracy, text only')
    expect(sectionName(results, names, { axis: 'accuracy', rendering: null })).toBe(
      'Accuracy, all renderings',
    )
  })

  it('call every other arm the rest, and only those', () => {
    const section = results.sections[0] ?? null
    expect(opponents(names, section, ['borealis', 'cirrus', 'dune'])).toBe('the rest')
    expect(opponents(names, section, ['borealis', 'cirrus'])).toBe('Borealis 5 and Cirrus Opal 4.8')
    expect(againstName('Aurora', 'the rest')).toBe('Aurora')
    expect(againstName('Aurora', 'Borealis 5')).toBe('Aurora against Borealis 5')
  })
})

describe('a section with an arm known to be worse', () => {
  it('writes out every name, since that arm is in nobody else’s rest', () => {
    const parity = parityResults()
    const section = parity.sections[0] ?? null
    expect(opponents(namesOf(parity), section, ['aurora', 'cirrus'])).toBe(
      'Aurora Clinical and Cirrus Opal 4.8',
    )
  })
})

describe('answerSetWords', () => {
  it('say what is done with refusals, whichever way the protocol chose', () => {
    expect(answerSetWords('all-questions', 'pairwise')).toBe('Refusals counted as losses')
    expect(answerSetWords('all-questions', 'absolute')).toBe('Refusals counted as worst marks')
  })
})

describe('marginWords', () => {
  it('says that points of win rate are twice as many points of win difference', () => {
    const parity = parityResults()
    const hypothesis = parity.verdicts[0]?.hypothesis
    expect(hypothesis === undefined ? null : marginWords(hypothesis)).toBe(
      '5 points of win rate (10.0 points of win difference)',
    )
  })

  it('prints one point in the singular, and points of win difference as win rate too', () => {
    const hypothesis = parityResults().verdicts[0]?.hypothesis
    const margin = { value: 1, unit: 'win-difference-points', onEstimate: 0.01 }
    expect(hypothesis === undefined ? null : marginWords({ ...hypothesis, margin })).toBe(
      '1 point of win difference (0.5 points of win rate)',
    )
  })
})

describe('levelWords', () => {
  it('speaks of strength only where it was asked', () => {
    expect([-2, -1, 0, 1, 2].map((score) => levelWords(score, true))).toEqual([
      'strong loss',
      'slight loss',
      'tie',
      'slight win',
      'strong win',
    ])
    expect([-1, 0, 1].map((score) => levelWords(score, false))).toEqual(['loss', 'tie', 'win'])
  })
})
