import { createHash } from 'node:crypto'
import type { GradedPreference, JudgedAnswer, PairwisePreference } from '../preference.ts'
import { questionSha256 } from '../split.ts'

/** An answer of an arm. */
export function answerOf(arm: string, text: string | null): JudgedAnswer {
  const textSha256 = text === null ? null : createHash('sha256').update(text).digest('hex')
  return { arm, version: null, text, textSha256, status: 'answered', sources: [] }
}

const common = {
  version: 1,
  study: 'test',
  strata: {},
  axis: 'utility',
  shownAt: null,
  decidedAt: null,
  activeSeconds: null,
  blinded: true,
  rendering: null,
  reviewer: 'r1',
  specialty: null,
  harm: null,
  rulebookVersion: null,
  gold: false,
  repeat: false,
  split: 'train',
  consent: true,
  screened: true,
} as const

type Parts<Whole> = Partial<Whole> & { readonly item: string }

/** A pairwise preference of which only some parts matter: `one` against `two`, the first better. */
export function pairwiseOf(parts: Parts<PairwisePreference>): PairwisePreference {
  const question = parts.question ?? `What of ${parts.item}?`
  return {
    ...common,
    id: `${parts.item} ${parts.reviewer ?? common.reviewer}`,
    question,
    questionSha256: questionSha256(question),
    form: 'pairwise',
    a: answerOf('one', `First of ${parts.item}.`),
    b: answerOf('two', `Second of ${parts.item}.`),
    first: 'a',
    outcome: 'a',
    strength: 1,
    adequacyA: null,
    adequacyB: null,
    ...parts,
  }
}

/** A grade of one answer on a scale of four points of which only some parts matter. */
export function gradedOf(parts: Parts<GradedPreference>): GradedPreference {
  const question = parts.question ?? `What of ${parts.item}?`
  return {
    ...common,
    id: `${parts.item} ${parts.a?.arm ?? 'one'} ${parts.reviewer ?? common.reviewer}`,
    question,
    questionSha256: questionSha256(question),
    form: 'graded',
    a: answerOf('one', `First of ${parts.item}.`),
    first: null,
    grade: 3,
    scale: [1, 4],
    adequacyA: null,
    ...parts,
  }
}
