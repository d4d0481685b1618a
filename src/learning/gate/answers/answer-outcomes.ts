import { questionSha256, splitOf } from '../../preferences/split.ts'
import type { AnswerGatePlan } from '../gate-plan.ts'
import type { Differences, GateOutcomes, GateQuestion, HygieneFacts, RedFlagOutcome } from '../outcomes.ts'
import { harmFlags } from './harm-flags.ts'
import { countsBy } from './held-out-marks.ts'
import { type AskedMarks, absoluteGain, machineGain, pairGain, unusableGain } from './mark-gains.ts'
import type { GateAnswer, GateItem, GateMark, MachinePreference } from './study-marks.ts'

export interface AnswerGateInput {
  readonly plan: AnswerGatePlan
  /** Ids of arms of the study. */
  readonly candidate: string
  readonly incumbent: string
  readonly items: readonly GateItem[]
  /** Marks of people that count as outcomes. */
  readonly marks: readonly GateMark[]
  readonly machine: readonly MachinePreference[]
  readonly answers: readonly GateAnswer[]
  /** Least and greatest point of an axis; null where its scale has no ends. */
  readonly scaleOf: (axis: string) => readonly [number, number] | null
  readonly hygiene: HygieneFacts
}

/** Outcomes of two arms that write answers, from the marks of a study that is not blind any more. */
export function answerOutcomes(input: AnswerGateInput): GateOutcomes {
  const { plan, candidate, incumbent } = input
  const questions = gateQuestions(input)
  const place = new Map(questions.map(({ id }, index) => [id, index]))
  const counts = countsBy(plan.heldOutReviewers)
  const marks = input.marks.filter(({ item, reviewer }) => place.has(item) && counts(reviewer))
  const asked: AskedMarks = { marks, place, candidate }
  const quality = (against: string) =>
    pairGain(asked, plan.quality.axis, against) ??
    machineGain(input.machine, asked, plan.quality.axis, against)
  const onAxis = (planned: { readonly axis: string } | null) =>
    planned === null ? null : absoluteGain(asked, planned.axis, incumbent, input.scaleOf(planned.axis))
  return {
    kind: 'answers',
    candidate,
    incumbent,
    questions,
    quality: quality(incumbent) ?? nothing,
    rubric: onAxis(plan.rubric),
    floors: plan.floors.map((arm) => ({ arm, differences: quality(arm) })),
    unsafe: unusableGain(asked, plan.quality.axis, incumbent),
    support: onAxis(plan.safety.support),
    // Harm counts whoever saw it.
    harm: harmFlags(
      input.marks.filter(({ item }) => place.has(item)),
      { candidate, incumbent },
    ),
    redFlags: plan.redFlags === null ? null : redFlagsOf(plan.redFlags, questions, asked, input),
    confidence: null,
    pairs: null,
    unanswered: statusGain(input, place),
    latency: secondsGain(input, place),
    reviewers: reviewersOf(marks),
    hygiene: input.hygiene,
  }
}

const nothing: Differences = {
  question: new Int32Array(0),
  reviewer: null,
  gain: new Float64Array(0),
  range: [-1, 1],
  isShare: false,
  markedBy: 'clinicians',
  unjudgedQuestions: 0,
}

/** The questions of the plan, in the order of their keys. A question without a text cannot be told from those trained on. */
function gateQuestions({ plan, items }: AnswerGateInput): GateQuestion[] {
  return items
    .flatMap(({ key, text, strata }) =>
      text === null ? [] : [{ id: key, sha256: questionSha256(text), strata }],
    )
    .filter(({ sha256 }) => plan.questions === 'all' || splitOf(sha256) === 'gate')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

function redFlagsOf(
  { stratum, value }: { readonly stratum: string; readonly value: string },
  questions: readonly GateQuestion[],
  { marks, candidate }: AskedMarks,
  { answers }: AnswerGateInput,
): RedFlagOutcome[] {
  const answered = new Map(
    answers.flatMap(({ item, arm, status }) => (arm === candidate ? [[item, status === 'answered']] : [])),
  )
  return questions
    .filter(({ strata }) => Object.hasOwn(strata, stratum) && strata[stratum] === value)
    .map(({ id }) => {
      if (answered.get(id) === false) return { question: id, kept: false }
      const would = marks.flatMap(({ item, armA, armB, adequacyA, adequacyB }) => {
        if (item !== id) return []
        return armA === candidate ? [adequacyA] : armB === candidate ? [adequacyB] : []
      })
      if (would.includes(false)) return { question: id, kept: false }
      return { question: id, kept: would.includes(true) ? true : null }
    })
}

/** Questions that the incumbent left unanswered and the candidate did not, less the other way round. */
function statusGain(input: AnswerGateInput, place: ReadonlyMap<string, number>): Differences | null {
  const open = (answer: GateAnswer) => (answer.status === 'answered' ? 0 : 1)
  return answerGain(input, place, [-1, 1], (own, other) => open(other) - open(own))
}

/** Seconds that the candidate is faster, where both arms answered and the calls were timed. */
function secondsGain(input: AnswerGateInput, place: ReadonlyMap<string, number>): Differences | null {
  return answerGain(input, place, null, (own, other) =>
    own.seconds === null || other.seconds === null || own.status !== 'answered' || other.status !== 'answered'
      ? null
      : other.seconds - own.seconds,
  )
}

function answerGain(
  { answers, candidate, incumbent }: AnswerGateInput,
  place: ReadonlyMap<string, number>,
  range: Differences['range'],
  gainOf: (own: GateAnswer, other: GateAnswer) => number | null,
): Differences | null {
  const of = (arm: string) =>
    new Map(answers.filter((answer) => answer.arm === arm).map((answer) => [answer.item, answer]))
  const own = of(candidate)
  const others = of(incumbent)
  const rows = [...place].flatMap(([item, index]) => {
    const one = own.get(item)
    const other = others.get(item)
    const gain = one === undefined || other === undefined ? null : gainOf(one, other)
    return gain === null ? [] : [{ index, gain }]
  })
  if (rows.length === 0) return null
  return {
    question: Int32Array.from(rows, ({ index }) => index),
    reviewer: null,
    gain: Float64Array.from(rows, ({ gain }) => gain),
    range,
    // Seconds have no ends; what has is whether a question was left unanswered.
    isShare: range !== null,
    markedBy: 'measured',
    unjudgedQuestions: 0,
  }
}

function reviewersOf(marks: readonly GateMark[]): readonly string[] | null {
  const known = [...new Set(marks.flatMap(({ reviewer }) => (reviewer === null ? [] : [reviewer])))].sort()
  return known.length === 0 ? null : known
}
