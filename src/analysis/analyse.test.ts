import { describe, expect, it } from 'vitest'
import { parseProtocol } from '../protocol/read.ts'
import { analyse } from './analyse.ts'
import type { AnswerRow, MarkRow } from './marks/mark-row.ts'
import { markTable } from './marks/mark-table.ts'
import { resultsSchema } from './results-schema.ts'
import { pair } from './testing/marks.ts'

const written = {
  schemaVersion: 1,
  id: 'test',
  title: 'Test',
  question: 'Is one better than two?',
  arms: [
    { id: 'one', label: 'One', kind: 'own' },
    { id: 'two', label: 'Two', kind: 'general' },
    { id: 'bad', label: 'Bad', kind: 'baseline', knownWorse: true },
  ],
  axes: [{ id: 'utility', label: 'Utility', form: 'pairwise', primary: true }],
  hypotheses: [
    {
      id: 'h1',
      kind: 'equivalence',
      axis: 'utility',
      candidate: 'one',
      against: 'two',
      margin: { value: 20, unit: 'win-rate-points' },
    },
  ],
  resamples: 1000,
  seed: 7,
}

async function results(
  rows: readonly MarkRow[],
  changes: Record<string, unknown> = {},
  answers: readonly AnswerRow[] = [],
) {
  const protocol = parseProtocol({ ...written, ...changes }, (path) => ({ field: path.join('.') }))
  const found = await analyse({
    data: {
      marks: markTable(rows),
      answers,
      items: [],
      imports: [],
      collection: null,
      flow: null,
      secondChecks: null,
      firstMarkAt: null,
      firstMachineMarkAt: null,
    },
    plan: protocol.plan,
    writtenNow: protocol.document,
    locks: [],
    look: 1,
    softwareVersion: 'test',
  })
  return resultsSchema.parse(found)
}

/** Twelve reviewers x 40 questions; one and two share the wins evenly, bad loses to both. */
function balancedTrial(badLoses: boolean): MarkRow[] {
  return Array.from({ length: 40 }, (_, question) => question).flatMap((question) =>
    Array.from({ length: 12 }, (_, reviewer): MarkRow[] => {
      const about = { item: `q${question}`, reviewer: `r${reviewer}` }
      const even = (question + reviewer) % 2 === 0
      return [
        pair({ ...about, value: even ? 1 : -1 }),
        pair({ ...about, armB: 'bad', value: badLoses || even ? 1 : -1 }),
        pair({ ...about, armA: 'two', armB: 'bad', value: badLoses || !even ? 1 : -1 }),
      ]
    }).flat(),
  )
}

describe('analyse', async () => {
  it('gives equivalence where the known-worse arm lost', async () => {
    const [verdict] = (
      await results([...balancedTrial(true), pair({ item: 'q99', reviewer: 'r0', value: 1 })])
    ).verdicts
    expect(verdict?.verdict).toBe('equivalent')
    expect(verdict?.headline).toContain(
      'One and Two differ by less than 20 points of win rate (40 of win difference) on utility',
    )
    expect(verdict?.smallestProvableMargin).toBeLessThan(0.4)
  })

  it('does not take two questions for proof that the control lost', async () => {
    // Two questions, every mark against the control: the exact sign test on questions gives p = 0.5.
    const rows = balancedTrial(true).filter((row) => row.item === 'q0' || row.item === 'q1')
    const [verdict] = (await results([...rows, pair({ item: 'q0', reviewer: 'r99', value: 1 })])).verdicts
    expect(verdict?.assaySensitivity).toMatchObject({ shown: false, arm: 'bad', estimate: -1 })
    expect(verdict?.assaySensitivity?.p).toBeCloseTo(0.5, 12)
  })

  it('refuses parity where the known-worse arm did not lose', async () => {
    const rows = [...balancedTrial(false), pair({ item: 'q99', reviewer: 'r0', value: 1 })]
    const [verdict] = (await results(rows)).verdicts
    expect(verdict?.verdict).toBe('parity cannot be claimed')
    expect(verdict?.headline).toContain('this trial has not shown that it could see a difference')
  })

  it('refuses parity where there is no known-worse arm', async () => {
    const rows = balancedTrial(true).filter((row) => row.armB === 'two')
    const [verdict] = (
      await results([...rows, pair({ item: 'q99', reviewer: 'r0', value: 1 })], {
        arms: written.arms.slice(0, 2),
      })
    ).verdicts
    expect(verdict?.verdict).toBe('parity cannot be claimed')
    expect(verdict?.assaySensitivity).toEqual({ shown: false, arm: null, estimate: null, p: null })
  })

  it.each([
    ['one mark', [pair({ item: 'q1', value: 1 })]],
    [
      'all ties',
      Array.from({ length: 20 }, (_, q) => pair({ item: `q${q}`, reviewer: `r${q % 4}`, value: 0 })),
    ],
    [
      'all wins',
      Array.from({ length: 20 }, (_, q) => pair({ item: `q${q}`, reviewer: `r${q % 4}`, value: 1 })),
    ],
    ['only missing marks', [pair({ item: 'q1', value: null }), pair({ item: 'q2', value: null })]],
  ])('leaves the verdict undetermined with %s', async (_, rows) => {
    const found = await results(rows)
    expect(found.verdicts[0]?.verdict).toBe('undetermined')
    expect(found.verdicts[0]?.p.raw).toBeNull()
    expect(JSON.stringify(found)).not.toContain('NaN')
  })

  it('names no arm in a verdict that nobody compared', async () => {
    const rows = balancedTrial(true).filter((row) => row.armB !== 'bad' || row.armA !== 'one')
    const against = ['two', 'bad']
    const [verdict] = (
      await results(rows, {
        hypotheses: [{ id: 'h1', kind: 'superiority', axis: 'utility', candidate: 'one', against }],
      })
    ).verdicts
    expect(verdict?.verdict).toBe('undetermined')
    expect(verdict?.headline).toContain('because nobody compared One with Bad')
  })

  it('says that one reviewer speaks for one reviewer', async () => {
    const rows = Array.from({ length: 20 }, (_, q) => pair({ item: `q${q}`, value: q % 2 === 0 ? 1 : -1 }))
    const [verdict] = (await results(rows)).verdicts
    expect(verdict?.remarks).toContain('One reviewer: the result holds for that reviewer only.')
    expect(verdict?.estimate.nReviewers).toBe(1)
  })

  it('says that one question speaks for one question', async () => {
    const rows = Array.from({ length: 20 }, (_, r) =>
      pair({ item: 'q', reviewer: `r${r}`, value: r % 2 === 0 ? 1 : -1 }),
    )
    expect((await results(rows)).verdicts[0]?.remarks).toContain(
      'One question: the result holds for that question only.',
    )
  })

  it('changes nothing but the sign when arms are swapped', async () => {
    const rows = balancedTrial(true).concat(pair({ item: 'q99', reviewer: 'r0', value: 1 }))
    const [one] = (await results(rows)).verdicts
    const [two] = (
      await results(rows, {
        hypotheses: [{ ...written.hypotheses[0], candidate: 'two', against: 'one' }],
      })
    ).verdicts
    expect(two?.estimate.estimate).toBeCloseTo(-(one?.estimate.estimate ?? 9), 12)
    expect(two?.estimate.standardErrors.used).toBeCloseTo(one?.estimate.standardErrors.used ?? 9, 12)
    expect(two?.verdict).toBe(one?.verdict)
  })

  it('gives the same bytes whatever the order of rows and the names of reviewers', async () => {
    const rows = balancedTrial(true).filter((_, index) => index % 5 !== 0)
    const other = rows
      .toReversed()
      .map((row) => ({ ...row, reviewer: `zz-${12 - Number(row.reviewer?.slice(1))}` }))
    expect(JSON.stringify(await results(other))).toBe(JSON.stringify(await results(rows)))
  })

  it('keeps a known-worse arm out of everybody else’s rest', async () => {
    const [section] = (await results(balancedTrial(true))).sections
    expect(section?.oneAgainstRest.map(({ candidate, against }) => [candidate, against])).toEqual([
      ['one', ['two']],
      ['two', ['one']],
      ['bad', ['one', 'two']],
    ])
  })

  it('lists marks that the plan does not know as deviations', async () => {
    const found = await results([
      pair({ item: 'q1', value: 1 }),
      pair({ item: 'q2', value: 1, armB: 'newcomer' }),
    ])
    expect(found.deviations).toEqual([
      { kind: 'data', place: 'marks', description: '1 marks with arm newcomer' },
    ])
    expect(found.plan.sentence).toBe('No plan was locked: every result is exploratory.')
  })
})
