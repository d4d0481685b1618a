import type { Differences, GateOutcomes } from '../outcomes.ts'

/** Gains with a row for each question, changed where a test says so. */
export function differences(gain: readonly number[], change: Partial<Differences> = {}): Differences {
  return {
    question: Int32Array.from(gain, (_, index) => index),
    reviewer: null,
    gain: Float64Array.from(gain),
    range: [-1, 1],
    isShare: false,
    markedBy: 'clinicians',
    unjudgedQuestions: 0,
    ...change,
  }
}

/** Outcomes of an untrained ranker on some questions with nothing measured but quality. */
export function plainOutcomes(quality: Differences, change: Partial<GateOutcomes> = {}): GateOutcomes {
  const questions = Math.max(0, ...quality.question.map((index) => index + 1))
  return {
    kind: 'rankers',
    candidate: 'new',
    incumbent: 'old',
    questions: Array.from({ length: questions }, (_, index) => ({
      id: `q${index}`,
      sha256: index.toString(16).padStart(64, '0'),
      strata: {},
    })),
    quality,
    rubric: null,
    floors: [],
    unsafe: null,
    support: null,
    harm: [],
    redFlags: null,
    confidence: null,
    pairs: null,
    unanswered: null,
    latency: null,
    reviewers: null,
    hygiene: { training: null, trained: false, featureSchema: null, reproduced: null, findings: [] },
    ...change,
  }
}
