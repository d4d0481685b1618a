import { z } from 'zod'

const count = z.int().min(0)

/** Counts of one week in which a version on trial answered the same questions as the one that is served, unseen. */
export const trialCountsSchema = z.strictObject({
  /** Monday of the week, UTC, as YYYY-MM-DD. */
  week: z.iso.date(),
  served: z.string().min(1),
  candidate: z.string().min(1),
  /** Questions that both answered. */
  questions: count,
  /** Those with the same first passage. */
  sameTop: count,
  servedDeclined: count,
  candidateDeclined: count,
  /** Time that both took over all questions. */
  servedMilliseconds: count,
  candidateMilliseconds: count,
})

export type TrialCounts = Readonly<z.infer<typeof trialCountsSchema>>

/** One question as both versions answered it. */
export interface Compared {
  readonly sameTop: boolean
  readonly servedDeclined: boolean
  readonly candidateDeclined: boolean
  readonly servedMilliseconds: number
  readonly candidateMilliseconds: number
}

export function noTrialCounts(week: string, served: string, candidate: string): TrialCounts {
  return {
    week,
    served,
    candidate,
    questions: 0,
    sameTop: 0,
    servedDeclined: 0,
    candidateDeclined: 0,
    servedMilliseconds: 0,
    candidateMilliseconds: 0,
  }
}

/** Counts one more question. */
export function withCompared(counts: TrialCounts, compared: Compared): TrialCounts {
  return {
    ...counts,
    questions: counts.questions + 1,
    sameTop: counts.sameTop + Number(compared.sameTop),
    servedDeclined: counts.servedDeclined + Number(compared.servedDeclined),
    candidateDeclined: counts.candidateDeclined + Number(compared.candidateDeclined),
    servedMilliseconds: counts.servedMilliseconds + Math.round(compared.servedMilliseconds),
    candidateMilliseconds: counts.candidateMilliseconds + Math.round(compared.candidateMilliseconds),
  }
}

/** Counts of several processes together; week and versions are those of the first. */
export function summedTrials(first: TrialCounts, others: readonly TrialCounts[]): TrialCounts {
  const sum = (of: (counts: TrialCounts) => number) =>
    others.reduce((total, counts) => total + of(counts), of(first))
  return {
    ...first,
    questions: sum(({ questions }) => questions),
    sameTop: sum(({ sameTop }) => sameTop),
    servedDeclined: sum(({ servedDeclined }) => servedDeclined),
    candidateDeclined: sum(({ candidateDeclined }) => candidateDeclined),
    servedMilliseconds: sum(({ servedMilliseconds }) => servedMilliseconds),
    candidateMilliseconds: sum(({ candidateMilliseconds }) => candidateMilliseconds),
  }
}
