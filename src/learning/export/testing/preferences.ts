import { createHash } from 'node:crypto'
import type { GradedPreference, JudgedAnswer, PairwisePreference } from '../../preferences/preference.ts'
import { questionSha256 } from '../../preferences/split.ts'

/** Preferences for tests; what a test is not about is fit for training. */

export function answered(text: string, more: Partial<JudgedAnswer> = {}): JudgedAnswer {
  return {
    arm: 'one',
    version: null,
    text,
    textSha256: createHash('sha256').update(text).digest('hex'),
    status: 'answered',
    sources: [],
    ...more,
  }
}

let made = 0

function common(question: string) {
  made += 1
  return {
    version: 1 as const,
    id: `judgment-${String(made).padStart(6, '0')}`,
    study: 'study',
    item: question,
    question,
    questionSha256: questionSha256(question),
    strata: {},
    axis: 'preference',
    first: null,
    shownAt: null,
    decidedAt: null,
    activeSeconds: null,
    blinded: true,
    rendering: null,
    reviewer: 'Dr Secret',
    specialty: null,
    harm: null,
    rulebookVersion: 'v2',
    gold: false,
    repeat: false,
    split: 'train' as const,
    consent: true,
    screened: true,
  }
}

export function pairwise(
  question: string,
  a: string,
  b: string,
  outcome: PairwisePreference['outcome'],
  more: Partial<PairwisePreference> = {},
): PairwisePreference {
  return {
    ...common(question),
    form: 'pairwise',
    a: answered(a),
    b: answered(b, { arm: 'other' }),
    outcome,
    strength: null,
    adequacyA: null,
    adequacyB: null,
    ...more,
  }
}

export function graded(
  question: string,
  a: string,
  grade: number | null,
  more: Partial<GradedPreference> = {},
): GradedPreference {
  return {
    ...common(question),
    form: 'graded',
    axis: 'quality',
    a: answered(a),
    grade,
    scale: [1, 4],
    adequacyA: null,
    ...more,
  }
}
