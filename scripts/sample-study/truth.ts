/**
 * The truth behind the sample study, fixed before any mark was drawn and never changed to suit an outcome.
 *
 * Everything lies on one latent scale whose unit is a point of a 1 to 4 mark. The standard deviations are of
 * the size that public reader studies of clinical answers show.
 */

/** Written down before the first run; another seed would be another study. */
export const sampleSeed = 3612

export const arms = ['Tarn', 'Moor', 'Beck', 'Scree'] as const
export type Arm = (typeof arms)[number]

export const pairAxes = ['clinical utility', 'accuracy', 'completeness'] as const
export type PairAxis = (typeof pairAxes)[number]
export type Axis = PairAxis | 'correctness'

export const renderings = ['text only', 'with references'] as const
export type Rendering = (typeof renderings)[number]

/** Mean quality of each arm's answers. Tarn and Moor are equal where the protocol asks whether they are. */
export const meanQuality: Readonly<Record<Axis, Readonly<Record<Arm, number>>>> = {
  'clinical utility': { Tarn: 0, Moor: 0, Beck: -0.3, Scree: -1.1 },
  accuracy: { Tarn: 0, Moor: 0, Beck: -0.1, Scree: -1 },
  completeness: { Tarn: -0.1, Moor: 0, Beck: -0.05, Scree: -0.8 },
  correctness: { Tarn: 3.25, Moor: 3.25, Beck: 3.1, Scree: 2.2 },
}

/** What showing references adds to a pairwise judgment of an arm. */
export const referenceGain: Readonly<Record<Arm, number>> = { Tarn: 0.05, Moor: 0.05, Beck: 0.2, Scree: 0 }

/**
 * Standard deviations. An answer's own luck on a question and the noise of a judgment have a part shared by
 * all axes and a part of each axis, so that axes overlap as they do in practice.
 */
export const spread = {
  questionArmShared: 0.25,
  questionArmOwn: 0.17,
  reviewerArm: 0.1,
  residualShared: 0.35,
  residualOwn: 0.36,
  /** Only for marks of single answers: in a comparison these cancel. */
  question: 0.25,
  reviewer: 0.2,
  questionReviewer: 0.18,
} as const

/** Added to the answer that is shown first. */
export const firstShownGain = 0.07

/** A latent difference up to `tie` is "no difference"; one above `strong` is "much better". */
export const thresholds: Readonly<Record<PairAxis, { readonly tie: number; readonly strong: number }>> = {
  'clinical utility': { tie: 0.21, strong: 1.1 },
  accuracy: { tie: 0.5, strong: 1.2 },
  completeness: { tie: 0.24, strong: 1.1 },
}

/** Chances: of a refusal for each question, of a mark left out, of a careless comparison. */
export const refusingArm: Arm = 'Beck'
export const refusalRate = 0.12
export const missingRate = 0.02
/** A careless comparison takes under ten seconds and its marks are drawn evenly from the five words. */
export const carelessRate = 0.03

export const questionCount = 36
export const reviewerCount = 12

/** Every fourth reviewer sees references; the rendering belongs to the reviewer. */
export function renderingOf(reviewer: number): Rendering {
  return reviewer % 4 === 3 ? 'with references' : 'text only'
}
