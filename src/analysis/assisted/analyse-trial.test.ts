import { describe, expect, it } from 'vitest'
import type { ScoredDecision } from '../../assisted/trial-data.ts'
import { analyseTrial, type TrialRequest } from './analyse-trial.ts'
import { type AssistedResults, assistedResultsSchema } from './results-schema.ts'
import { syntheticRequest } from './testing/synthetic-trial.ts'

const withData = (request: TrialRequest, data: Partial<TrialRequest['data']>): TrialRequest => ({
  ...request,
  data: { ...request.data, ...data },
})
const analysisIn = (results: AssistedResults, set: 'all' | 'attentive', outcome = 'condition') =>
  results.outcomes.find((one) => one.outcome === outcome)?.analyses.find((one) => one.set === set)
const contrastIn = (results: AssistedResults, arm: string, set: 'all' | 'attentive' = 'all') =>
  analysisIn(results, set)?.contrasts.find((one) => one.arm === arm)

describe('analyseTrial', () => {
  const request = syntheticRequest()
  const results = analyseTrial(request)

  it('fits its schema and counts risks as the rows do', () => {
    expect(assistedResultsSchema.parse(results)).toEqual(results)
    for (const { arm, right, n, risk } of analysisIn(results, 'all')?.arms ?? []) {
      const own = request.data.decisions.filter((one) => one.arm === arm && one.condition !== null)
      expect(n).toBe(own.length)
      expect(right).toBe(own.filter(({ condition }) => condition).length)
      expect(risk).toBe(right / n)
    }
    const birch = contrastIn(results, 'birch')
    const [control, , arm] = analysisIn(results, 'all')?.arms ?? []
    expect(birch?.riskDifference.estimate).toBeCloseTo((arm?.risk ?? 0) - (control?.risk ?? 0), 14)
    const odds = (risk: number) => risk / (1 - risk)
    expect(birch?.oddsRatio.estimate).toBeCloseTo(odds(arm?.risk ?? 0) / odds(control?.risk ?? 0), 12)
  })

  it('answers the locked hypotheses: what was planted is found, and what was not is not', () => {
    expect(results.verdicts.map(({ hypothesis, verdict }) => [hypothesis.id, verdict])).toEqual([
      ['alder-condition', 'cannot tell'],
      ['birch-condition', 'superior'],
    ])
    expect(results.verdicts[1]?.headline).toMatch(
      /^People with Birch decide better than people with usual means on relevant condition named: \+\d+\.\d percentage points \(95% interval /,
    )
    // Holm over the two hypotheses of the family: the smaller p is doubled.
    const [alder, birch] = results.verdicts.map(({ p }) => p)
    expect(birch?.adjusted).toBeCloseTo(2 * (birch?.raw ?? 0), 14)
    expect(alder?.adjusted).toBeCloseTo(alder?.raw ?? Number.NaN, 14)
  })

  it('is the same to the byte in any order of the rows', () => {
    const turned = withData(request, {
      participants: request.data.participants.toReversed(),
      encounters: request.data.encounters.toReversed(),
      decisions: request.data.decisions.toReversed(),
      stages: request.data.stages.toReversed(),
    })
    expect(JSON.stringify(analyseTrial(turned))).toBe(JSON.stringify(results))
    const other = withData(request, {
      decisions: request.data.decisions.map((one, place) =>
        place === 0 ? { ...one, condition: !one.condition } : one,
      ),
    })
    expect(analyseTrial(other).data.hash).not.toBe(results.data.hash)
  })

  it('keeps a missing decision apart from a wrong one, and says how far it could go', () => {
    const missing = request.data.decisions.filter(({ condition }) => condition === null)
    expect(missing.length).toBeGreaterThan(0)
    expect(results.flow.arms.reduce((sum, arm) => sum + arm.missing, 0)).toBe(missing.length)
    const bound = results.outcomes[0]?.missing.find(({ arm }) => arm === 'birch')
    const estimate = contrastIn(results, 'birch')?.riskDifference.estimate ?? Number.NaN
    expect(bound?.worst.estimate).toBeLessThan(estimate)
    expect(bound?.best.estimate).toBeGreaterThan(estimate)
    // By hand: the missing ones of the arm are wrong, those of control right.
    const of = (arm: string) => request.data.decisions.filter((one) => one.arm === arm)
    const share = (rows: readonly ScoredDecision[], filled: boolean) =>
      rows.filter(({ condition }) => condition ?? filled).length / rows.length
    expect(bound?.worst.estimate).toBeCloseTo(share(of('birch'), false) - share(of('control'), true), 14)
  })

  it('leaves out who failed an attention check in the second analysis alone', () => {
    const failed = new Set(
      request.data.participants.filter(({ attentive }) => attentive === false).map(({ id }) => id),
    )
    expect(results.flow.failedAttention).toBe(failed.size)
    const expected = request.data.decisions.filter(
      (one) => one.arm === 'birch' && one.condition !== null && !failed.has(one.participant),
    )
    expect(contrastIn(results, 'birch', 'attentive')?.n.arm).toBe(expected.length)
    expect(contrastIn(results, 'birch')?.n.arm).toBeGreaterThan(expected.length)
  })

  it('counts who withdrew, and analyses nothing of theirs', () => {
    const gone = request.data.participants[2]?.id
    const withdrawn = withData(request, {
      participants: request.data.participants.map((one) =>
        one.id === gone ? { ...one, withdrawn: true } : one,
      ),
    })
    const without = withData(withdrawn, {
      decisions: request.data.decisions.filter(({ participant }) => participant !== gone),
    })
    const after = analyseTrial(withdrawn)
    expect(after.flow.withdrawn).toBe(1)
    expect(after.outcomes).toEqual(analyseTrial(without).outcomes)
    expect(contrastIn(after, 'birch')?.n.arm).toBe((contrastIn(results, 'birch')?.n.arm ?? 0) - 2)
  })

  it('never lets simulated participants into a number of the real ones', () => {
    // Simulated people who are always right would move every risk if they were pooled.
    const more = syntheticRequest({ simulated: 90 })
    const perfect = withData(more, {
      decisions: more.data.decisions.map((one) =>
        one.kind === 'simulated' ? { ...one, condition: true } : one,
      ),
    })
    const both = analyseTrial(perfect)
    expect(both.outcomes).toEqual(results.outcomes)
    expect(both.verdicts).toEqual(results.verdicts)
    expect(both.stages).toEqual(results.stages)
    expect(both.flow.arms).toEqual(results.flow.arms)
    const birch = both.simulated?.outcomes[0]?.arms.find(({ arm }) => arm === 'birch')
    expect(birch?.simulated).toMatchObject({ risk: 1, ci95: null })
    // Simulated against simulated: every decision of both arms was made right, so the difference is none.
    expect(
      both.simulated?.outcomes[0]?.contrasts.map(({ riskDifference }) => riskDifference.estimate),
    ).toEqual([0, 0])
    expect(both.simulated?.outcomes[0]?.contrasts[0]?.n).toEqual({
      arm: both.simulated?.outcomes[0]?.arms.find(({ arm }) => arm === 'alder')?.simulated.n,
      control: both.simulated?.outcomes[0]?.arms.find(({ arm }) => arm === 'control')?.simulated.n,
    })
    expect(birch?.difference.estimate).toBeCloseTo(1 - (birch?.real.risk ?? 0), 14)
    expect(both.remarks.join(' ')).toContain('90 SIMULATED participants')
    expect(results.simulated).toBeNull()
  })

  it('concludes nothing from one participant of control, however many the arm has', () => {
    const kept = request.data.participants.find(({ id }) =>
      request.data.encounters.some(({ participant, arm }) => participant === id && arm === 'control'),
    )
    const stays = ({ participant, arm }: { readonly participant: string; readonly arm: string }) =>
      arm !== 'control' || participant === kept?.id
    const lone = analyseTrial(
      withData(request, {
        encounters: request.data.encounters.filter(stays),
        decisions: request.data.decisions.filter(stays),
      }),
    )
    expect(lone.verdicts.map(({ verdict }) => verdict)).toEqual(lone.verdicts.map(() => 'undetermined'))
    for (const { estimate, interval, p } of lone.verdicts) {
      expect(estimate.estimate).not.toBeNull()
      expect([estimate.ci95, interval, p.raw]).toEqual([null, null, null])
    }
  })

  it('computes no outcome before the trial is closed', () => {
    const open = analyseTrial({ ...request, closed: false })
    expect(open).toMatchObject({ verdicts: [], outcomes: [], triage: [], stages: null, simulated: null })
    // Counts by arm would tell the next allocation.
    expect(open.flow).toEqual({ ...results.flow, arms: [] })
    expect(open.balance).toEqual([])
    // Nor does a hash tell of them: other outcomes, the same bytes.
    const turned = withData(request, {
      decisions: request.data.decisions.map((one) =>
        one.condition === null ? one : { ...one, condition: !one.condition },
      ),
    })
    expect(JSON.stringify(analyseTrial({ ...turned, closed: false }))).toBe(JSON.stringify(open))
  })

  it('computes no outcome before the coders have finished, whose blind it would lift', () => {
    const first = request.data.decisions[0]?.encounter
    const half = withData(request, {
      decisions: request.data.decisions.map((one) =>
        one.encounter === first ? { ...one, condition: null } : one,
      ),
    })
    const waiting = analyseTrial(half)
    expect(waiting).toMatchObject({ withheld: 'coding-unfinished', verdicts: [], outcomes: [], triage: [] })
    // Right decisions have their final code first, so how many are left of an arm is not told either.
    expect(waiting.flow.arms.map(({ unscored }) => unscored)).toEqual(waiting.flow.arms.map(() => null))
    expect(waiting.remarks.join(' ')).toContain('1 decision has conditions without a final code')
    expect(results.withheld).toBeNull()
  })

  it('computes none while decisions of simulated participants wait, which coders code among the others', () => {
    const more = syntheticRequest({ simulated: 3 })
    const first = more.data.decisions.find(({ kind }) => kind === 'simulated')?.encounter
    const waiting = analyseTrial(
      withData(more, {
        decisions: more.data.decisions.map((one) =>
          one.encounter === first ? { ...one, condition: null } : one,
        ),
      }),
    )
    expect(waiting).toMatchObject({ withheld: 'coding-unfinished', outcomes: [], simulated: null })
    expect(waiting.remarks.join(' ')).toContain(
      '1 decision of SIMULATED participants has conditions without a final code',
    )
  })

  it('tells over- from under-triage', () => {
    const own = request.data.decisions.filter(({ arm, triage }) => arm === 'alder' && triage !== null)
    const alder = results.triage.find(({ arm }) => arm === 'alder')
    expect(alder).toMatchObject({
      n: own.length,
      over: own.filter(({ triage }) => triage === 1).length,
      under: own.filter(({ triage }) => triage === -1).length,
    })
    expect((alder?.over ?? 0) + (alder?.under ?? 0) + (alder?.exact ?? 0)).toBe(own.length)
    expect(results.triage[0]).toMatchObject({ arm: 'control', overDifference: null })
  })

  it('counts baseline factors by arm', () => {
    const [age] = results.balance
    const total = age?.levels.flatMap(({ arms }) => arms.map(({ n }) => n)).reduce((sum, n) => sum + n, 0)
    expect(age?.factor).toBe('age')
    expect(total).toBe(120)
  })

  it('is null throughout for a trial without decisions', () => {
    const empty = analyseTrial(
      withData(request, { participants: [], encounters: [], decisions: [], stages: [] }),
    )
    expect(assistedResultsSchema.parse(empty)).toEqual(empty)
    expect(contrastIn(empty, 'birch')?.riskDifference).toMatchObject({ estimate: null, ci95: null, p: null })
    expect(empty.verdicts.map(({ verdict }) => verdict)).toEqual(['undetermined', 'undetermined'])
  })
})
