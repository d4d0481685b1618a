import type { HashedItem, JudgedStudy, RecordedJudgment } from '../judged-study.ts'

/** A judgment of which only some parts matter: arm `one` against `two` on `utility`, the first better. */
export function judgmentOf(parts: Partial<RecordedJudgment> & { readonly id: string }): RecordedJudgment {
  return {
    form: 'pairwise',
    item: 'q1',
    armA: 'one',
    armB: 'two',
    axis: 'utility',
    rendering: null,
    reviewer: 'r1',
    value: 1,
    strength: 1,
    adequacyA: null,
    adequacyB: null,
    criteria: null,
    harm: null,
    side: 'a',
    shownAt: null,
    decidedAt: null,
    activeSeconds: null,
    rulebookVersion: null,
    role: 'study',
    consent: true,
    blinded: true,
    ...parts,
  }
}

export function itemOf(key: string, text: string | null = `What about ${key}?`): HashedItem {
  return { key, text, strata: {}, hash: `hash of ${key}` }
}

/** A study of one question with answers of two arms. */
export function studyOf(parts: Partial<JudgedStudy> = {}): JudgedStudy {
  const answer = { version: null, status: 'answered', sources: [] } as const
  return {
    id: 'test',
    axes: [
      { id: 'utility', form: 'pairwise', scale: null, better: 'higher' },
      { id: 'risk', form: 'absolute', scale: { kind: 'ordinal', min: 1, max: 4, step: 1 }, better: 'lower' },
    ],
    gold: [],
    peopleArms: [],
    items: [itemOf('q1')],
    answers: [
      { ...answer, item: 'q1', arm: 'one', text: 'Give 5 mg.', textSha256: '1'.repeat(64) },
      { ...answer, item: 'q1', arm: 'two', text: 'Wait.', textSha256: '2'.repeat(64) },
    ],
    judgments: [],
    consents: new Map(),
    specialties: new Map(),
    decisions: [],
    ...parts,
  }
}
