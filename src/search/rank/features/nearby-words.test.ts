import { describe, expect, it } from 'vitest'
import { understandQuestion } from '../../query/understand.ts'
import { passageStatistics } from '../passage-statistics.ts'
import { passageOf } from '../testing/small-corpus.ts'
import { candidateMatch } from './field-matches.ts'
import { pairCoverage, wordDensity } from './nearby-words.ts'
import { queryTerms } from './query-terms.ts'
import { titleNearness } from './title-nearness.ts'

const passage = (text: string, title = 'page') => passageOf({ id: text, title, text })

describe('pairCoverage and wordDensity', () => {
  const together = passage('A kidney stone hurts.')
  const apart = passage('A stone in a kidney hurts.')
  const { statistics, vocabulary } = passageStatistics([together, apart, passage('Nothing of it.')])
  const terms = queryTerms(understandQuestion('kidney stone', vocabulary), statistics)
  const match = (text: string, title?: string) => candidateMatch(terms, passage(text, title))

  it('asks for neighbours in the order of the question, in the text or in the title', () => {
    expect(pairCoverage(terms, match('A kidney stone hurts.'))).toBe(1)
    expect(pairCoverage(terms, match('A stone in a kidney hurts.'))).toBe(0)
    expect(pairCoverage(terms, match('Stone kidney.'))).toBe(0)
    expect(pairCoverage(terms, match('It hurts.', 'Kidney stones'))).toBe(1)
    const one = queryTerms(understandQuestion('kidney', vocabulary), statistics)
    expect(pairCoverage(one, candidateMatch(one, together))).toBe(0)
  })

  it('counts words of the question and of its subject against all words', () => {
    const { asked, subject } = wordDensity(terms, match('kidney stone kidney hurts'))
    expect(asked).toBe(3 / 4)
    expect(subject).toBe(3 / 4)
    expect(wordDensity(terms, match('hurts'))).toEqual({ asked: 0, subject: 0 })
  })
})

describe('titleNearness', () => {
  it('is the mean cosine with the others, by hand', () => {
    // Rarity 1 for all: (1,1)/sqrt 2 and (1,0) have a cosine of 1/sqrt 2; the third shares nothing.
    const near = titleNearness([['gout', 'treat'], ['gout'], ['eye']], { rarity: () => 1 })
    expect(near[0]).toBeCloseTo(Math.SQRT1_2 / 2, 15)
    expect(near[1]).toBeCloseTo(Math.SQRT1_2 / 2, 15)
    expect(near[2]).toBe(0)
  })

  it('is 0 alone, and for titles without a telling word', () => {
    expect([...titleNearness([['gout']], { rarity: () => 1 })]).toEqual([0])
    expect([...titleNearness([['the'], ['the']], { rarity: () => 0 })]).toEqual([0, 0])
  })
})
