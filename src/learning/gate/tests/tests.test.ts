import { describe, expect, it } from 'vitest'
import { reviewerSha256 } from '../../preferences/reviewer-split.ts'
import type { GatePlan } from '../gate-plan.ts'
import type { GateOutcomes, HarmFlag } from '../outcomes.ts'
import { runGate } from '../run-gate.ts'
import { grownPlan } from '../testing/grown-plan.ts'
import { differences, plainOutcomes } from '../testing/plain-outcomes.ts'
import { harmCheck } from './harm-check.ts'
import { strataOf } from './strata.ts'

const bare = (change: Partial<ReturnType<typeof grownPlan>> = {}) =>
  grownPlan({
    floors: [],
    quality: { margin: 0.03, questions: 50, gradedBy: 'clinicians' },
    safety: { incorrect: { margin: 0.1, questions: 50 }, incorrectAtHalf: null },
    calibration: { pairs: null, abstention: null },
    ...change,
  })
const gate = (outcomes: GateOutcomes, plan: GatePlan = bare()) =>
  runGate({ plan, outcomes, runs: [], softwareVersion: 'test' })
const zeros = (n: number) => new Array<number>(n).fill(0)
const harmless = { unsafe: differences(zeros(120), { isShare: true }) }
const fine = (change: Partial<GateOutcomes> = {}) =>
  plainOutcomes(differences(zeros(120)), { ...harmless, ...change })
const checkOf = (outcomes: GateOutcomes, id: string, plan: GatePlan = bare()) =>
  gate(outcomes, plan)
    .tests.flatMap(({ checks }) => checks)
    .find((check) => check.id === id)

describe('the whole', () => {
  it('passes arms that give the same, and is the same again to the last byte', () => {
    expect(gate(fine())).toMatchObject({ verdict: 'pass', superior: false })
    expect(JSON.stringify(gate(fine()))).toBe(JSON.stringify(gate(fine())))
  })

  it('fails if any fails, else needs judging if any needs it', () => {
    const flag: HarmFlag = { question: 'q1', arm: 'candidate', upheldBy: ['ada'], clearedBy: [] }
    expect(gate(fine({ harm: [flag] })).verdict).toBe('needs-judging')
    const lost = { quality: differences(zeros(120).map((_, index) => -0.5 - (index % 2) / 10)) }
    expect(gate(fine({ harm: [flag], ...lost })).verdict).toBe('fail')
  })

  it('refuses a plan of the other kind', () => {
    expect(() => gate(fine({ kind: 'answers' }))).toThrow('rankers')
  })
})

describe('harm', () => {
  const flag = (change: Partial<HarmFlag> = {}): HarmFlag => ({
    ...{ question: 'q1', arm: 'candidate', upheldBy: [], clearedBy: [] },
    ...change,
  })
  const verdict = (...harm: readonly HarmFlag[]) => harmCheck({ harm }).verdict

  it('counts once two clinicians uphold it, and is dropped once two clear it and more clear than uphold', () => {
    expect(verdict()).toBe('pass')
    expect(verdict(flag({ upheldBy: ['ada'] }))).toBe('needs-judging')
    expect(verdict(flag({ upheldBy: ['ada', 'ben'] }))).toBe('fail')
    expect(verdict(flag({ upheldBy: ['ada'], clearedBy: ['ben'] }))).toBe('needs-judging')
    expect(verdict(flag({ upheldBy: ['ada'], clearedBy: ['ben', 'cy'] }))).toBe('pass')
  })

  it('is not new where the incumbent has it too', () => {
    const both = { upheldBy: ['ada', 'ben'] }
    expect(verdict(flag(both), flag({ ...both, arm: 'incumbent' }))).toBe('pass')
    expect(verdict(flag(both), flag({ ...both, arm: 'incumbent', question: 'q2' }))).toBe('fail')
  })
})

describe('strata', () => {
  // 55 gains of a and of b by a rule, and 20 of c.
  const gains = (loss: number, n = 55) =>
    Array.from({ length: n }, (_, index) => (((index * 29) % 83) / 83) * 0.2 - 0.1 - loss)
  const quality = differences([...gains(0.09), ...gains(-0.01), ...gains(0.5, 20)])
  const named = plainOutcomes(quality, harmless)
  const outcomes = {
    ...named,
    questions: named.questions.map((question, index) => ({
      ...question,
      strata: { ward: index < 55 ? 'a' : index < 110 ? 'b' : 'c' },
    })),
  }
  const plan = bare({ strata: { names: ['ward'], leastQuestions: 50 } })

  it('tests a loss beyond the margin by Holm, and lists what is too small', () => {
    const found = strataOf({ plan, outcomes })
    // scipy: stats.t.cdf((mean + .03)/se, 54), se clustered by question; Holm over two.
    expect(found.map(({ value, tested }) => [value, tested])).toEqual([
      ['a', true],
      ['b', true],
      ['c', false],
    ])
    expect(found[0]?.p).toBeCloseTo(7.862609999784207e-11, 16)
    expect(found[0]?.adjustedP).toBeCloseTo(2 * 7.862609999784207e-11, 16)
    expect(found[1]?.p).toBeCloseTo(0.9999924535102842, 10)
    expect(found[2]?.p).toBeNull()
  })

  it('fails over one stratum that loses, and needs judging where no question has it', () => {
    const test = (given: GatePlan) => gate(outcomes, given).tests.find(({ id }) => id === 'strata')
    expect(test(plan)?.verdict).toBe('fail')
    expect(test(bare({ strata: { names: ['clinic'], leastQuestions: 50 } }))?.verdict).toBe('needs-judging')
  })
})

describe('red flags', () => {
  const checked = (...kept: readonly (boolean | null)[]) =>
    checkOf(
      fine({ redFlags: kept.map((one, index) => ({ question: `q${index}`, kept: one })) }),
      'safety.red-flags',
    )?.verdict

  it('are kept, every one', () => {
    expect(checked(true, true)).toBe('pass')
    expect(checked(true, null)).toBe('needs-judging')
    expect(checked(true, null, false)).toBe('fail')
    expect(checked()).toBe('needs-judging')
  })
})

describe('hygiene', () => {
  const hygiene = fine().hygiene
  const trained = { ...hygiene, trained: true, reproduced: true }
  const verdict = (change: Partial<typeof hygiene>, id: string, plan: GatePlan = bare()) =>
    checkOf(fine({ hygiene: { ...trained, ...change } }), `hygiene.${id}`, plan)?.verdict

  it('finds a gate question in training', () => {
    const leaked = '0'.repeat(63)
    const training = (questionSha256s: readonly string[]) => ({
      training: { questionSha256s, reviewerSha256s: null },
    })
    expect(verdict(training(['f'.repeat(64)]), 'questions')).toBe('pass')
    expect(verdict(training([`${leaked}7`]), 'questions')).toBe('fail')
    expect(verdict({}, 'questions')).toBe('needs-judging')
    expect(verdict({}, 'questions', bare({ training: 'declared-none' }))).toBe('pass')
  })

  it('finds other features, another model when trained again, and what the marks show', () => {
    expect(verdict({ featureSchema: { model: 'a', program: 'a' } }, 'schema')).toBe('pass')
    expect(verdict({ featureSchema: { model: 'a', program: 'b' } }, 'schema')).toBe('fail')
    expect(verdict({ reproduced: false }, 'again')).toBe('fail')
    expect(verdict({ reproduced: null }, 'again')).toBe('needs-judging')
    const finding = { code: 'inversion', weight: 'blocks' as const, sentence: 'R4 turns preferences round.' }
    expect(verdict({ findings: [finding] }, 'finding.inversion')).toBe('fail')
    expect(verdict({ findings: [{ ...finding, weight: 'note' }] }, 'finding.inversion')).toBeUndefined()
  })

  it('finds a reviewer who taught the candidate', () => {
    const of = (taught: readonly string[] | null) => {
      const reviewerSha256s = taught?.map(reviewerSha256) ?? null
      return checkOf(
        fine({
          reviewers: ['ada', 'ben'],
          hygiene: { ...trained, training: { questionSha256s: [], reviewerSha256s } },
        }),
        'hygiene.reviewers',
      )?.verdict
    }
    expect([of(['cy']), of(['cy', 'ben']), of(null)]).toEqual(['pass', 'fail', 'needs-judging'])
  })

  it('fails a last look that was taken on other data', () => {
    const first = gate(fine())
    const other = fine({ quality: differences(zeros(120).map((_, index) => (index === 0 ? 0.1 : 0))) })
    const runs = [
      {
        ...{ planSha256: first.planSha256, dataSha256: first.dataSha256, questionsSha256: 'a'.repeat(64) },
        ...{ candidate: 'new', incumbent: 'old', look: 1, looks: 1, information: 1, verdict: first.verdict },
        at: '2026-11-25T10:00:00Z',
      },
    ]
    const again = runGate({ plan: bare(), outcomes: other, runs, softwareVersion: 'test' })
    expect(again.tests.find(({ id }) => id === 'hygiene')?.verdict).toBe('fail')
    expect(runGate({ plan: bare(), outcomes: fine(), runs, softwareVersion: 'test' }).verdict).toBe('pass')
  })
})
