/** Grades that judges gave: question id, then document id. A document that is absent was not judged. */
export type Judgments = ReadonlyMap<string, ReadonlyMap<string, number>>

/** What an arm gave: question id, then document ids, the best first. */
export type Rankings = ReadonlyMap<string, readonly string[]>

/** How grades count. */
export interface GradeScale {
  /** A grade from here on is a relevant answer: for MAP, MRR and recall. */
  readonly relevantFrom: number
  /** What a grade adds to nDCG, 0 or more. */
  gain(grade: number): number
}

/** Clinicians' grades 1 (incorrect) to 4 (correct and complete): gain 2^(grade - 1) - 1, relevant from 3. */
export const fourGrades: GradeScale = {
  relevantFrom: 3,
  // The powers of whole grades are exact and the same on every runtime; means of grades come close enough.
  gain: (grade) => (Number.isInteger(grade) ? (1 << (grade - 1)) - 1 : Math.expm1((grade - 1) * Math.LN2)),
}

/** Grades that are gains themselves, such as 0 and 1; relevant from 1. */
export const plainGains: GradeScale = { relevantFrom: 1, gain: (grade) => grade }
