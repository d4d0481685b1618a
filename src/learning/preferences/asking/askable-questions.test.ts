import { expect, it } from 'vitest'
import type { FeatureTable } from '../../../search/rank/features/feature-table.ts'
import { labelFreePrior } from '../../../search/rank/prior.ts'
import type { Ranker } from '../../../search/rank/ranker.ts'
import { preferencesOfStudy } from '../preferences-of-study.ts'
import { itemOf, judgmentOf, studyOf } from '../testing/study-of.ts'
import { askableQuestions } from './askable-questions.ts'

it('offers questions of the split with two answers that may be shown, and what was asked of them', () => {
  const judgments = [
    judgmentOf({ id: '1' }),
    judgmentOf({ id: '2', reviewer: 'r2' }),
    judgmentOf({ id: '3', value: null, reviewer: 'r3' }),
  ]
  const study = studyOf({ judgments })
  const { preferences } = preferencesOfStudy(study)
  const [only] = askableQuestions(study, preferences, 'train')
  expect(only?.id).toBe('q1')
  expect(only?.answers.map(({ system, rank }) => [system, rank])).toEqual([
    ['one', 1],
    ['two', 1],
  ])
  // Two marks of one pair are one pair; a missing mark is none.
  expect(only?.asked).toEqual([['1'.repeat(64), '2'.repeat(64)]])
  expect(askableQuestions(study, preferences, 'gate')).toEqual([])
})

it('scores answers by the ranker that is given, and by the label-free prior where none is', () => {
  const study = studyOf({ items: [itemOf('q1', 'Give what?')] })
  const scores = (ranker?: Ranker) =>
    askableQuestions(study, [], 'train', ranker)[0]?.answers.map(({ score }) => score)
  const turned = {
    ...labelFreePrior,
    score: (table: FeatureTable) => labelFreePrior.score(table).map((score) => -score),
  }
  const [one = 0, two = 0] = scores() ?? []
  expect(one).toBeGreaterThan(two)
  expect(scores(turned)).toEqual([-one, -two])
})

it('offers nothing that the screen holds back, and no question with one answer', () => {
  const study = studyOf()
  const held = { item: 'q1', itemHash: 'any', decision: 'held' } as const
  expect(askableQuestions({ ...study, decisions: [held] }, [], 'train')).toEqual([])
  expect(askableQuestions({ ...study, answers: study.answers.slice(1) }, [], 'train')).toEqual([])
  expect(askableQuestions({ ...study, items: [itemOf('q1', null)] }, [], 'train')).toEqual([])
})
