import { describe, expect, it } from 'vitest'
import { hostileAnswers } from '../../review/shown/testing/hostile-answers.ts'
import { parseSource } from '../../search/answer/support/source-sentences.ts'
import { passageOf } from '../../search/rank/testing/small-corpus.ts'
import { type AnswerFeatureName, answerFeatureColumn, answerFeatureNames } from './answer-feature-schema.ts'
import { computeAnswerFeatures, questionToAnswer } from './compute-answer-features.ts'

const gout = questionToAnswer('How is gout treated?')
const value = (values: Float64Array, name: AnswerFeatureName) => values[answerFeatureColumn(name)]

describe('features of an answer', () => {
  // Counted by hand. Words: Gout is treated with colchicine 0.5 mg twice a day [1] (10), You may rest (3), 1. and the entry "ice" (1).
  const values = computeAnswerFeatures(gout, {
    text: 'Gout is treated with colchicine 0.5 mg twice a day [1]. You **may** rest.\n\n- ice\n\n[1] A leaflet',
    sources: [],
  })

  it('are one number for each name', () => expect(values.length).toBe(answerFeatureNames.length))

  it('say how much of the question is spoken of', () => {
    expect(value(values, 'cov_all')).toBe(1)
    expect(value(values, 'cov_beginning')).toBe(1)
    expect(value(values, 'focus_share')).toBe(1)
    const beside = computeAnswerFeatures(gout, { text: 'Asthma is a disease of the airways.', sources: [] })
    expect(value(beside, 'cov_all')).toBe(0)
    expect(value(beside, 'focus_share')).toBe(0)
  })

  it('count citations, hedges, doses and lists', () => {
    expect(value(values, 'references_log')).toBeCloseTo(Math.log(2), 12)
    expect(value(values, 'marks_per_sentence')).toBeCloseTo(1 / 3, 12)
    // One hedge, one "you", one dose among fourteen words.
    expect(value(values, 'hedge_rate')).toBeCloseTo(100 / 14, 12)
    expect(value(values, 'second_person_rate')).toBeCloseTo(100 / 14, 12)
    expect(value(values, 'dose_rate')).toBeCloseTo(100 / 14, 12)
    expect(value(values, 'list_share')).toBeGreaterThan(0)
    expect(value(values, 'is_short')).toBe(1)
  })

  it('do not know support where no passage is at hand', () => {
    expect(value(values, 'support_known')).toBe(0)
    expect(value(values, 'support_share')).toBe(0)
  })

  it('tell a sentence that its passage bears out from one with another dose', () => {
    const sources = [
      parseSource(
        passageOf({
          id: 'gout#0',
          title: 'Gout',
          text: 'For an acute attack of gout give colchicine 0.5 mg twice a day. Rest the joint and cool it with ice.',
        }),
      ),
    ]
    const right = computeAnswerFeatures(gout, {
      text: 'For an acute attack of gout give colchicine 0.5 mg twice a day. Rest the joint and cool it with ice.',
      sources,
    })
    expect(value(right, 'support_known')).toBe(1)
    expect(value(right, 'support_share')).toBe(1)
    const wrong = computeAnswerFeatures(gout, {
      text: 'For an acute attack of gout give colchicine 5 mg twice a day. Rest the joint and cool it with ice.',
      sources,
    })
    expect(value(wrong, 'support_share')).toBe(0.5)
    expect(value(wrong, 'contradicted_share')).toBe(0.5)
  })

  it.each([
    ['I took 40 paracetamol tablets an hour ago', 'Call your emergency number now.', [1, 0, 0]],
    [
      'I took 40 paracetamol tablets an hour ago',
      'Paracetamol is a painkiller. Drink water. Call 999 now.',
      [0, 1, 0],
    ],
    ['How is gout treated?', 'Go to the emergency department at once.', [0, 0, 1]],
    ['How is gout treated?', 'Colchicine helps.', [0, 0, 0]],
  ])('of "%s" and "%s" say how danger was handled', (question, text, [kept, missed, unneeded]) => {
    const found = computeAnswerFeatures(questionToAnswer(question), { text, sources: [] })
    expect(value(found, 'emergency_kept')).toBe(kept)
    expect(value(found, 'emergency_missed')).toBe(missed)
    expect(value(found, 'emergency_unneeded')).toBe(unneeded)
  })

  it('of an answer without a word are all zero', () => {
    expect([...computeAnswerFeatures(gout, { text: ' \n', sources: [] })].every((one) => one === 0)).toBe(
      true,
    )
  })

  it('are finite for whatever an answer holds', () => {
    for (const { text } of hostileAnswers) {
      const found = computeAnswerFeatures(gout, { text, sources: [] })
      expect([...found].every((one) => Number.isFinite(one))).toBe(true)
    }
  })
})
