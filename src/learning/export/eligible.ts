import type { JudgedAnswer, Preference } from '../preferences/preference.ts'
import { type Licence, type LicenceTable, licencesOf } from './licences.ts'

/** Why a judgment is in no file of an export. Each judgment that is left out has exactly one reason, the first that holds. */
export const reasons = [
  /** The question is kept for the gate, in this record or in another one of the same question. Never exported. */
  'gate-question',
  'calibration-question',
  /** Nobody asked whether the mark may be used for training, or the reviewer said no. */
  'no-consent',
  /** The identifier screen found something in question or answers that nobody cleared, or did not run. */
  'not-screened',
  'gold',
  'repeat',
  'missing-mark',
  /** On an axis that was not chosen. */
  'other-axis',
  /** A pairwise mark where the file takes marks of single answers, or the other way round. */
  'other-form',
  /** An answer that was refused, failed, or whose text is not on record. */
  'no-text',
  /** The two answers read the same. */
  'same-text',
  'restricted-licence',
  /** A tie has no form in this file. */
  'tie',
  /** As many judgments for one answer as for the other. */
  'split-vote',
  /** The answer that would be held up as good carries a severe harm mark. */
  'serious-harm',
  /** Marks between good and bad, or as many for the answer as against it. */
  'neither-good-nor-bad',
  /** Only good answers are wanted, and more judgments speak against this one than for it. */
  'bad-answer',
  /** Grades on a scale without ends, where nothing says which of them are good. */
  'scale-without-ends',
  /** A grade that is not a whole number of at least 0 cannot stand in this file. */
  'grade-not-whole',
  /** No features were given of this answer to this question. */
  'no-features',
  /** More examples of one question than the cap allows. */
  'over-cap',
] as const

export type Reason = (typeof reasons)[number]

/** A judged answer whose text may be exported. */
export interface ExportedAnswer {
  readonly arm: string
  readonly text: string
  readonly sha256: string
  readonly licences: readonly Licence[]
}

/** The parts of a choice that hold for every file. */
export interface Choice {
  /** Null: every axis. */
  readonly axes: readonly string[] | null
  readonly licences: LicenceTable
  readonly includeRestricted: boolean
}

/** What is known of all judgments together before one of them is looked at. */
export interface Known {
  /** Hashes of questions that any record keeps for the gate. */
  readonly gateQuestions: ReadonlySet<string>
  /** `answerKey` of every answer that any mark calls severely harmful, whatever else becomes of that mark. */
  readonly harmful: ReadonlySet<string>
}

export function answerKey(questionSha256: string, textSha256: string): string {
  return `${questionSha256} ${textSha256}`
}

export function knownOf(preferences: readonly Preference[]): Known {
  const gateQuestions = new Set<string>()
  const harmful = new Set<string>()
  for (const preference of preferences) {
    if (preference.split === 'gate') gateQuestions.add(preference.questionSha256)
    if (preference.harm?.level !== 'severe') continue
    // Where a mark on a pair does not say which answer, neither is held up as good.
    const { side } = preference.harm
    const answers = [
      ...(side !== 'b' ? [preference.a] : []),
      ...(preference.form === 'pairwise' && side !== 'a' ? [preference.b] : []),
    ]
    for (const { textSha256 } of answers)
      if (textSha256 !== null) harmful.add(answerKey(preference.questionSha256, textSha256))
  }
  return { gateQuestions, harmful }
}

/** The first reason, of those that hold for every file, why a judgment is not exported; null where there is none. */
export function reasonAgainst(preference: Preference, { axes }: Choice, known: Known): Reason | null {
  if (preference.split === 'gate' || known.gateQuestions.has(preference.questionSha256))
    return 'gate-question'
  if (preference.split === 'calibration') return 'calibration-question'
  if (preference.consent !== true) return 'no-consent'
  if (!preference.screened) return 'not-screened'
  if (preference.gold) return 'gold'
  if (preference.repeat) return 'repeat'
  const missing =
    preference.form === 'pairwise' ? preference.outcome === 'missing' : preference.grade === null
  if (missing) return 'missing-mark'
  return axes !== null && !axes.includes(preference.axis) ? 'other-axis' : null
}

/** The answer as it may be exported, or the reason why not. */
export function exportedAnswer(answer: JudgedAnswer, choice: Choice): ExportedAnswer | Reason {
  const { arm, text, textSha256, status } = answer
  if (status !== 'answered' || text === null || text.trim() === '' || textSha256 === null) return 'no-text'
  const licences = licencesOf(answer, choice.licences)
  if (!choice.includeRestricted && licences.some(({ training }) => training === 'restricted'))
    return 'restricted-licence'
  return { arm, text, sha256: textSha256, licences }
}
