import { describe, expect, it } from 'vitest'
import { answerStatuses } from '../marks/answer-status.ts'
import type { MarkRow } from '../marks/mark-row.ts'
import { chosenBy, sectionSource } from '../sections/section.ts'
import { sectionsOf } from '../sections/sections.ts'
import { absolute, marksOf, noAnswers, pair, planOf } from '../testing/marks.ts'
import { studyFactorial } from './study-factorial.ts'

const cell = (id: string, size: number, feedback: string, preferences?: number) => ({
  id,
  kind: 'own',
  family: 'f',
  size,
  baseModel: `f-${size}`,
  feedback,
  ...(preferences === undefined ? {} : { preferences }),
})
const arms = [
  cell('small', 8, 'none'),
  cell('large', 32, 'none'),
  cell('small-dpo', 8, 'dpo', 5000),
  cell('large-dpo', 32, 'dpo', 5000),
  { id: 'general', kind: 'general', size: 'undisclosed' },
]
const ids = ['small', 'large', 'small-dpo', 'large-dpo']
const protocol = {
  arms,
  hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'small', against: 'large' }],
}

function factorialOf(rows: readonly MarkRow[], changes: object) {
  const plan = planOf({ ...protocol, ...changes })
  const marks = marksOf(...rows)
  const statuses = answerStatuses(marks, noAnswers, plan)
  const sections = sectionsOf(marks, plan)
  const sources = sections.map((section) => sectionSource(marks, section, statuses, plan))
  const codes = plan.arms.map(({ id }) => ({ id, code: marks.arms.indexOf(id) }))
  return studyFactorial(plan, sections, sources, codes, chosenBy(plan))
}

/** Marks of four questions by two reviewers, given as one list of means by arm, with a little of the question's own. */
const marked = (means: readonly number[], axis = 'quality') =>
  [0, 1, 2, 3].flatMap((q) =>
    ['r1', 'r2'].flatMap((reviewer, r) =>
      ids.map((armA, place) =>
        absolute({
          item: `q${q}`,
          axis,
          reviewer,
          armA,
          value: (means[place] ?? 0) + Number((q + place + r) % 4 === 0) / 16,
        }),
      ),
    ),
  )
const onQuality = { factorial: { axis: 'quality', arms: ids } }

describe('studyFactorial', () => {
  it('is null where the plan crosses nothing', () => {
    expect(factorialOf(marked([1, 2, 2, 3]), {})).toBeNull()
  })

  it('gives effects, and the preferences that a step is worth', () => {
    const result = factorialOf(marked([1, 2, 2, 3]), onQuality)
    // By hand: every arm has the same extra of 1/64, so both effects are 1 and there is no interaction.
    expect(result?.arms.map(({ mean, n }) => [mean, n])).toEqual(
      [1, 2, 2, 3].map((mean) => [mean + 1 / 64, 8]),
    )
    expect([result?.size.step.estimate, result?.size.doubling.estimate]).toEqual([1, 0.5])
    const [dpo] = result?.stages ?? []
    expect([dpo?.effect.estimate, dpo?.interaction.estimate]).toEqual([1, 0])
    expect(dpo?.preferencesPerStep?.estimate).toBeCloseTo(5000, 6)
  })

  it('leaves out questions on which some arm has no mark, and says so', () => {
    const rows = marked([1, 2, 2, 3]).filter(({ item, armA }) => !(item === 'q3' && armA === 'large-dpo'))
    const result = factorialOf(rows, onQuality)
    expect([result?.nQuestions, result?.n, result?.leftOut]).toEqual([3, 24, 6])
    expect(result?.limits.at(-1)).toBe('Left out are 6 marks of questions on which some arm has none.')
  })

  it('turns effects, and not means, where a lower mark is better', () => {
    const axes = [
      { id: 'utility', form: 'pairwise' },
      { id: 'harm', form: 'absolute', better: 'lower', scale: { kind: 'ordinal', min: 0, max: 9 } },
    ]
    const result = factorialOf(marked([4, 3, 2, 1], 'harm'), { axes, factorial: { axis: 'harm', arms: ids } })
    expect(result?.arms.map(({ mean }) => mean)).toEqual([4, 3, 2, 1].map((mean) => mean + 1 / 64))
    expect(result?.arms[0]?.ci95?.lower).toBeLessThan(4.01)
    expect([result?.size.step.estimate, result?.stages[0]?.effect.estimate]).toEqual([1, 2])
  })

  it('reads comparisons with one common opponent, whichever stands first', () => {
    const wins = [0, 1, 2, 3]
    const rows = wins.flatMap((q) =>
      ids.map((arm, place) => {
        const value = q < place ? 1 : q > place ? -1 : 0
        return q % 2 === 0
          ? pair({ item: `q${q}`, reviewer: `r${q % 2}`, armA: arm, armB: 'general', value })
          : pair({ item: `q${q}`, reviewer: `r${q % 2}`, armA: 'general', armB: arm, value: -value })
      }),
    )
    const result = factorialOf(rows, { factorial: { axis: 'utility', arms: ids, against: 'general' } })
    // By hand: an arm at place k wins k questions, ties one and loses 3 - k.
    expect(result?.arms.map(({ mean }) => mean)).toEqual([-0.75, -0.25, 0.25, 0.75])
    expect([result?.size.step.estimate, result?.stages[0]?.effect.estimate]).toEqual([0.5, 1])
    expect(result?.others).toEqual([])
  })

  it.each([
    [
      'does nothing that can be shown',
      [1, 2, 1, 2],
      'effect-not-away-from-zero',
      /No number of preferences .* any number at all would fit/,
    ],
    ['does harm', [3, 4, 1, 2], 'feedback-does-worse', /shown to be for the worse/],
  ])('gives no number of preferences where feedback %s', (_, means, because, words) => {
    const result = factorialOf(marked(means), onQuality)
    expect(result?.stages[0]?.preferencesPerStep).toEqual({
      estimate: null,
      ci95: null,
      undefinedBecause: because,
    })
    expect(result?.sentences.at(-1)).toMatch(words)
  })

  it('says that an extrapolation is one, and that size did nothing', () => {
    const weak = factorialOf(marked([1, 3, 2, 4]), onQuality)
    expect(weak?.stages[0]?.preferencesPerStep?.estimate).toBeCloseTo(10_000, 6)
    expect(weak?.sentences.at(-1)).toMatch(
      /about 10,000 preferences.* more than 5,000: the number is an extrapolation\.$/,
    )
    const reverse = factorialOf(marked([2, 1, 4, 3]), onQuality)
    expect(reverse?.sentences.at(-1)).toMatch(/^A step of size did not do better here/)
  })

  it('works out no preferences where an arm does not state them', () => {
    const unstated = arms.map((arm) => (arm.id === 'large-dpo' ? cell('large-dpo', 32, 'dpo') : arm))
    const result = factorialOf(marked([1, 2, 2, 3]), { ...onQuality, arms: unstated })
    expect([result?.stages[0]?.perThousandPreferences, result?.stages[0]?.preferencesPerStep]).toEqual([
      null,
      null,
    ])
    expect(result?.sentences.at(-1)).toContain('does not say of every arm')
  })

  it('has no numbers where nothing was marked', () => {
    const result = factorialOf([], onQuality)
    expect([result?.n, result?.size.step.estimate, result?.arms[0]?.mean]).toEqual([0, null, null])
    expect(JSON.stringify(result)).not.toContain('NaN')
  })
})
