import { expect, it } from 'vitest'
import { passageStatistics } from '../rank/passage-statistics.ts'
import { labelFreePrior } from '../rank/prior.ts'
import { mediqaPassage } from './mediqa-answer.ts'
import { rankCandidates, rankingRun } from './rank-candidates.ts'
import type { RankingQuestion } from './ranking-question.ts'
import { readRun } from './trec.ts'

const texts = [
  'Gout (Symptoms): The big toe hurts at night and is red.',
  'Gout (Treatment): Gout is treated with colchicine, naproxen or steroids.',
  'Asthma (Treatment): Asthma is treated with inhaled steroids.',
  'Gout (Treatment): Gout is treated with colchicine, naproxen or steroids.',
]
const question: RankingQuestion = {
  id: 'q1',
  text: 'hello, how do i treat gowt?',
  candidates: texts.map((text, index) => ({
    passage: mediqaPassage(`a${index}`, text, null),
    grade: null,
    systemRank: index + 1,
  })),
}
const background = passageStatistics(question.candidates.map(({ passage }) => passage))

it('puts the answer on the right focus and of the right type first', () => {
  const order = rankCandidates(question, labelFreePrior, background).map(({ id }) => id)
  expect(new Set(order.slice(0, 2))).toEqual(new Set(['a1', 'a3']))
})

it('does not look at the order of the candidates, even where two are equal', () => {
  const turned = { ...question, candidates: [...question.candidates].reverse() }
  const order = rankCandidates(question, labelFreePrior, background)
  const other = rankCandidates(turned, labelFreePrior, background)
  expect(other.map(({ id }) => id)).toEqual(order.map(({ id }) => id))
})

it('writes a run that is read back in the same order', () => {
  const run = [...rankingRun([question], labelFreePrior, background)].join('\n')
  const order = rankCandidates(question, labelFreePrior, background).map(({ id }) => id)
  expect(readRun('run', run).value.get('q1')).toEqual(order)
  expect(run.split('\n')[0]).toMatch(/^q1\tQ0\ta[13]\t1\t[\d.e-]+\tlabel-free-prior-1$/)
})
