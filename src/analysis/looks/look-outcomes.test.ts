import { describe, expect, it } from 'vitest'
import type { MarkRow } from '../marks/mark-row.ts'
import { marksOf, noAnswers, pair, planOf } from '../testing/marks.ts'
import { lookOutcomes } from './look-outcomes.ts'

const times = (information: number) => ({ information: [information], spending: 'obrien-fleming' as const })

/** One mark on each of 40 questions, by nobody knows whom: the test is then a t test of the marks. */
function wins(n: number): MarkRow[] {
  return Array.from({ length: 40 }, (_, question) =>
    pair({ item: `q${question}`, reviewer: null, value: question < n ? 1 : -1 }),
  )
}

const outcomes = (rows: readonly MarkRow[], information: number, changes: Record<string, unknown> = {}) =>
  lookOutcomes(
    { marks: marksOf(...rows), answers: noAnswers, items: [] },
    planOf(changes),
    times(information),
  ).map(({ crossed }) => crossed)

// R 4.2.2, t.test: 29 of 40 wins have p = 0.00316, 30 have p = 0.00087. The boundary of the O'Brien-Fleming type of a
// first look is p = 0.00305 at half of the marks and 0.00079 at 40% of them.
describe('what a look says', () => {
  it('is whether the boundary is crossed at the share of the marks that there is, and no more', () => {
    const said = lookOutcomes(
      { marks: marksOf(...wins(30)), answers: noAnswers, items: [] },
      planOf(),
      times(0.5),
    )
    expect(said).toEqual([{ hypothesis: 'h1', crossed: true }])
    expect(outcomes(wins(29), 0.5)).toEqual([false])
    expect(outcomes(wins(30), 0.4)).toEqual([false])
  })

  it('is the same of a two-sided hypothesis in whosever favour it is', () => {
    expect([outcomes(wins(10), 0.5), outcomes(wins(11), 0.5)]).toEqual([[true], [false]])
  })

  it('says nothing of the opposite of a one-sided claim', () => {
    const oneSided = {
      hypotheses: [
        { id: 'h1', kind: 'superiority', sides: 1, axis: 'utility', candidate: 'one', against: 'two' },
      ],
    }
    expect([outcomes(wins(31), 0.5, oneSided), outcomes(wins(9), 0.5, oneSided)]).toEqual([[true], [false]])
  })

  it('adjusts for the family: a sibling without marks takes its share', () => {
    const both = {
      hypotheses: [
        { id: 'h1', kind: 'superiority', axis: 'utility', candidate: 'one', against: 'two' },
        { id: 'h2', kind: 'superiority', axis: 'utility', candidate: 'one', against: 'three' },
      ],
    }
    // At alpha 0.025 the boundary at half of the marks is p = 0.00082 (R: 4 * (1 - pnorm(qnorm(1 - 0.0125 / 2) / sqrt(0.5)))).
    expect(outcomes(wins(30), 0.5, both)).toEqual([false, false])
    expect(outcomes(wins(32), 0.5, both)).toEqual([true, false])
  })

  it('crosses nothing where marks leave no error, or there are none', () => {
    expect(outcomes(wins(40), 0.5)).toEqual([false])
    expect(outcomes([], 0.5)).toEqual([false])
  })
})
