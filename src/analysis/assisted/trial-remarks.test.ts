import { describe, expect, it } from 'vitest'
import { analyseTrial } from './analyse-trial.ts'
import { syntheticRequest } from './testing/synthetic-trial.ts'

const request = syntheticRequest()

/** The trial of three participants of its first encounters, of whom so many withdrew. */
function small(withdrew: number) {
  const { data } = request
  const people = data.participants.slice(0, 3).map((one, place) => ({ ...one, withdrawn: place < withdrew }))
  const ids = new Set(people.map(({ id }) => id))
  const own = <Row extends { readonly participant: string | null }>(rows: readonly Row[]) =>
    rows.filter(({ participant }) => participant !== null && ids.has(participant))
  return {
    ...request,
    data: {
      ...data,
      participants: people,
      encounters: own(data.encounters),
      decisions: own(data.decisions),
      stages: own(data.stages),
    },
  }
}

describe('remarks of a trial', () => {
  it('count the cases that were decided about, and say how many were planned', () => {
    // The first three participants had the cases c1 and c4; the plan has six.
    const results = analyseTrial(small(1))
    expect(results.data).toMatchObject({ participants: 3, analysed: { participants: 2, cases: 2 } })
    expect(results.remarks.join(' ')).toContain('Decisions are on 2 cases; 6 were planned. Intervals hold')
    expect(results.remarks).toContain('1 participant withdrew and is not analysed.')
    expect(analyseTrial(small(2)).remarks).toContain('2 participants withdrew and are not analysed.')
  })

  it('say nothing of a plan that was followed', () => {
    expect(analyseTrial(request).remarks.join(' ')).toContain('Decisions are on 6 cases. Intervals hold')
  })

  it('speak of planned cases alone where nobody decided', () => {
    expect(analyseTrial(small(3)).remarks.join(' ')).toContain('6 cases are planned. Intervals hold')
  })
})
