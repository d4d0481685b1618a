import { describe, expect, it } from 'vitest'
import { askedQuestion } from '../asked-question.ts'
import { countedStatistics, rankedAs, somePassage } from '../testing/passages.ts'
import { answerSignals } from './answer-signals.ts'
import { priorConfidence } from './prior-confidence.ts'
import { windowCoverage } from './window-coverage.ts'

const gout = somePassage({
  id: 'gout#0',
  title: 'Gout',
  headings: ['Treatment'],
  text: 'An acute attack is treated with naproxen or colchicine.',
})
const causes = somePassage({
  id: 'gout-c#0',
  title: 'Gout',
  headings: ['Causes'],
  text: 'Uric acid in the blood leads to crystals.',
})
const eye = somePassage({ id: 'eye#0', title: 'Cataract', text: 'A cataract clouds the lens of the eye.' })
const statistics = countedStatistics([gout, causes, eye])
const question = askedQuestion('What is the treatment of gout?')
const score = (passages: Parameters<typeof rankedAs>[0], of = question) =>
  priorConfidence.score(of, rankedAs(passages), statistics)

describe('confidence without labels', () => {
  it('is higher for the right type than for another, and for another than for another disease', () => {
    expect(score([gout])).toBeGreaterThan(score([causes]))
    expect(score([causes])).toBeGreaterThan(score([eye]))
  })

  it('is 0 without candidates, and 0 to 1 always', () => {
    expect(score([])).toBe(0)
    for (const text of ['', 'the of', '?', 'gout gout gout', '30'])
      for (const passages of [[gout], [eye, gout]]) {
        const found = score(passages, askedQuestion(text))
        expect(found).toBeGreaterThanOrEqual(0)
        expect(found).toBeLessThanOrEqual(1)
      }
  })

  it('does not change with worse candidates further down but by the four next titles', () => {
    const rest = [causes, causes, causes, causes]
    expect(score([gout, ...rest, eye, eye])).toBe(score([gout, ...rest]))
  })

  it('is lower by the square of the focus that a passage lacks, for a short question', () => {
    const about = (focus: readonly string[]) => score([gout], { ...question, focus })
    const rarity = (word: string) => statistics.rarity(word)
    expect(about(['cataract'])).toBe(0)
    const share = rarity('gout') / (rarity('gout') + rarity('cataract'))
    const half = answerSignals({ ...question, focus: ['gout', 'cataract'] }, rankedAs([gout]), statistics)
    expect(half?.onFocus).toBeCloseTo(share, 12)
    const letter = {
      ...question,
      words: [...question.words, 'a1', 'b1', 'c1', 'd1', 'e1'],
      focus: ['cataract'],
    }
    expect(answerSignals(letter, rankedAs([gout]), statistics)?.onFocus).toBe(1)
  })

  it('knows what the corpus does not', () => {
    const strange = askedQuestion('treatment of kuru')
    expect(answerSignals(strange, rankedAs([gout]), statistics)!.inCorpus).toBeLessThan(0.5)
    expect(answerSignals(question, rankedAs([gout]), statistics)!.inCorpus).toBe(1)
  })
})

describe('coverage of the best window', () => {
  const rarity = new Map([
    ['a', 3],
    ['b', 2],
    ['c', 1],
  ])

  it('counts each word once within the stretch', () => {
    expect(windowCoverage(['a', 'x', 'b', 'x', 'x', 'c'], rarity, new Set(), 3)).toBe(5)
    expect(windowCoverage(['a', 'a', 'x', 'x', 'x', 'b'], rarity, new Set(), 3)).toBe(3)
    expect(windowCoverage(['a', 'x', 'b', 'x', 'x', 'c'], rarity, new Set(), 40)).toBe(6)
  })

  it('gives half for what only the title says', () => {
    expect(windowCoverage(['b'], rarity, new Set(['a']), 40)).toBe(3.5)
    expect(windowCoverage(['a', 'b'], rarity, new Set(['a']), 40)).toBe(5)
    expect(windowCoverage([], rarity, new Set(), 40)).toBe(0)
  })
})
