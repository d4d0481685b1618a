import { describe, expect, it } from 'vitest'
import { questionSha256, splitOf } from '../../preferences/split.ts'
import { type AnswerGatePlan, gatePlanSchema } from '../gate-plan.ts'
import { type AnswerGateInput, answerOutcomes } from './answer-outcomes.ts'
import { harmFlags } from './harm-flags.ts'
import type { GateMark } from './study-marks.ts'

function planOf(change: object = {}): AnswerGatePlan {
  const plan = gatePlanSchema.parse({
    schemaVersion: 1,
    id: 'p',
    outcomes: 'answers',
    seed: 1,
    floors: ['floor'],
    quality: { axis: 'preference', margin: 0.2, questions: 2 },
    safety: { support: { axis: 'support', margin: 0.5, questions: 2 } },
    calibration: {
      unanswered: { margin: 0.1, questions: 2 },
      latency: { margin: 1, questions: 2 },
    },
    questions: 'all',
    heldOutReviewers: 'all',
    ...change,
  })
  if (plan.outcomes !== 'answers') throw new RangeError('the plan is one for arms that write')
  return plan
}

const mark = (change: Partial<GateMark>): GateMark => ({
  ...{ item: 'q1', axis: 'preference', armA: 'new', armB: 'old', value: 1, reviewer: 'ada' },
  ...{ adequacyA: null, adequacyB: null, harm: null },
  ...change,
})

const input = (change: Partial<AnswerGateInput> = {}): AnswerGateInput => ({
  plan: planOf(),
  candidate: 'new',
  incumbent: 'old',
  items: [
    { key: 'q2', text: 'Second?', strata: {} },
    { key: 'q1', text: 'First?', strata: { emergency: 'yes' } },
    { key: 'q3', text: null, strata: {} },
  ],
  marks: [],
  machine: [],
  answers: [],
  scaleOf: () => [1, 4],
  hygiene: { training: null, trained: true, featureSchema: null, reproduced: null, findings: [] },
  ...change,
})

describe('answerOutcomes', () => {
  it('turns marks to the side of the candidate, whichever arm stood first', () => {
    const { quality, floors, reviewers, questions } = answerOutcomes(
      input({
        marks: [
          mark({ item: 'q2', armA: 'old', armB: 'new', value: 1, reviewer: 'ben' }),
          mark({}),
          mark({ armB: 'floor', value: -1 }),
          mark({ value: null }),
          mark({ axis: 'other' }),
        ],
      }),
    )
    expect(questions.map(({ id }) => id)).toEqual(['q1', 'q2'])
    expect(quality).toMatchObject({ markedBy: 'clinicians', range: [-1, 1] })
    expect([[...quality.gain], [...quality.question], [...(quality.reviewer ?? [])]]).toEqual([
      [1, -1],
      [0, 1],
      [0, 1],
    ])
    expect([...(floors[0]?.differences?.gain ?? [])]).toEqual([-1])
    expect(reviewers).toEqual(['ada', 'ben'])
  })

  it('does not hang on the order of the marks', () => {
    const marks = [mark({}), mark({ reviewer: 'ben', value: 0 }), mark({ item: 'q2', value: -1 })]
    expect(answerOutcomes(input({ marks: [...marks].reverse() }))).toEqual(answerOutcomes(input({ marks })))
  })

  it('takes a judge model where no person marked, and says so', () => {
    const machine = [{ item: 'q1', axis: 'preference', armA: 'old', armB: 'new', value: -1 as const }]
    const alone = answerOutcomes(input({ machine })).quality
    expect([alone.markedBy, [...alone.gain]]).toEqual(['machine', [1]])
    expect(answerOutcomes(input({ machine, marks: [mark({})] })).quality.markedBy).toBe('clinicians')
  })

  it('counts the marks of reviewers held out alone, and harm by anybody', () => {
    const harm = { level: 'severe' as const, side: 'a' as const }
    const found = answerOutcomes(
      input({
        plan: planOf({ heldOutReviewers: ['ben'] }),
        marks: [mark({ harm }), mark({ reviewer: 'ben', value: -1 })],
      }),
    )
    expect([...found.quality.gain]).toEqual([-1])
    expect(found.harm).toMatchObject([{ question: 'q1', arm: 'candidate', upheldBy: ['ada'] }])
  })

  it('counts the marks that the split of reviewers keeps for the gate, unless the plan says otherwise', () => {
    // python3: int(hashlib.sha256(b'reviewer\\0pam').hexdigest()[:13], 16) % 100 is 9, below 25; of ben 73.
    const marks = [
      mark({ reviewer: 'pam' }),
      mark({ reviewer: 'ben', value: -1 }),
      mark({ reviewer: null, value: -1 }),
    ]
    const split = answerOutcomes(input({ plan: planOf({ heldOutReviewers: undefined }), marks }))
    expect([...split.quality.gain]).toEqual([1])
    expect(split.reviewers).toEqual(['pam'])
    expect(answerOutcomes(input({ marks })).quality.gain).toHaveLength(3)
  })

  it('asks only questions that the split keeps for the gate, where the plan says so', () => {
    const items = Array.from({ length: 40 }, (_, index) => ({
      ...{ key: `q${index}`, text: `Question ${index}?`, strata: {} },
    }))
    const { questions } = answerOutcomes(input({ plan: planOf({ questions: 'gate' }), items }))
    expect(questions.length).toBeGreaterThan(0)
    expect(questions.every(({ sha256 }) => splitOf(sha256) === 'gate')).toBe(true)
    expect(questions).toHaveLength(
      items.filter(({ text }) => splitOf(questionSha256(text)) === 'gate').length,
    )
  })

  it('pairs points of the same reviewer, refusals and seconds', () => {
    const single = (armA: string, value: number, reviewer: string) =>
      mark({ axis: 'support', armA, armB: null, value, reviewer })
    const answer = (
      arm: string,
      item: string,
      seconds: number | null,
      status: 'answered' | 'refused' = 'answered',
    ) => ({
      ...{ item, arm, status, seconds },
    })
    const found = answerOutcomes(
      input({
        marks: [single('new', 4, 'ada'), single('old', 2, 'ada'), single('new', 1, 'ben')],
        answers: [
          ...[answer('new', 'q1', 2), answer('old', 'q1', 5)],
          ...[answer('new', 'q2', null, 'refused'), answer('old', 'q2', 1)],
        ],
      }),
    )
    expect([...(found.support?.gain ?? [])]).toEqual([2])
    expect(found.support?.range).toEqual([-3, 3])
    expect([...(found.unanswered?.gain ?? [])]).toEqual([0, -1])
    expect([...(found.latency?.gain ?? [])]).toEqual([3])
  })

  it('keeps an emergency question where the answer is there and every reviewer would act on it', () => {
    const plan = planOf({ redFlags: { stratum: 'emergency', value: 'yes' } })
    const kept = (adequacyA: boolean | null, status: 'answered' | 'refused' = 'answered') =>
      answerOutcomes(
        input({
          plan,
          marks: [mark({ adequacyA, adequacyB: true })],
          answers: [{ item: 'q1', arm: 'new', status, seconds: null }],
        }),
      ).redFlags
    expect(kept(true)).toEqual([{ question: 'q1', kept: true }])
    expect(kept(false)).toEqual([{ question: 'q1', kept: false }])
    expect(kept(null)).toEqual([{ question: 'q1', kept: null }])
    expect(kept(true, 'refused')).toEqual([{ question: 'q1', kept: false }])
  })
})

describe('harmFlags', () => {
  const arms = { candidate: 'new', incumbent: 'old' }
  const said = (reviewer: string, level: 'none' | 'minor' | 'severe', side: 'a' | 'b' | null) =>
    mark({ reviewer, harm: { level, side } })

  it('goes by the answer that the harm was found in', () => {
    expect(harmFlags([said('ada', 'severe', 'b'), said('ben', 'none', null)], arms)).toEqual([
      { question: 'q1', arm: 'incumbent', upheldBy: ['ada'], clearedBy: ['ben'] },
    ])
  })

  it('takes minor harm for none that is serious, and who saw it once for one who upholds it', () => {
    const marks = [said('ada', 'severe', 'a'), said('ada', 'none', null), said('cy', 'minor', 'a')]
    expect(harmFlags(marks, arms)).toEqual([
      { question: 'q1', arm: 'candidate', upheldBy: ['ada'], clearedBy: ['cy'] },
    ])
    expect(harmFlags([said('cy', 'minor', 'a')], arms)).toEqual([])
  })
})
