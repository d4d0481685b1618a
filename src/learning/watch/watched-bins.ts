/** Something that is counted of every question or answer, in bins that never change: periods and versions stay comparable. */
export interface WatchedFeature {
  readonly name: string
  readonly title: string
  /** Lower ends of the bins, rising; what is below the first belongs to it too. */
  readonly from: readonly number[]
}

const tenths = Array.from({ length: 10 }, (_, bin) => bin / 10)
const yesNo = [0, 1]

/** What is known of a question before anything is searched, then of what was found. All of it is numbers: no word is kept. */
export const watchedFeatures = [
  { name: 'words', title: 'Words of the question', from: [0, 2, 3, 5, 9, 17, 33, 65] },
  { name: 'known', title: 'Share of its words that the corpus has', from: tenths },
  { name: 'changes', title: 'Words read otherwise than written', from: [0, 1, 2, 3, 5] },
  { name: 'hasFocus', title: 'Has a focus', from: yesNo },
  { name: 'types', title: 'Types of question named', from: [0, 1, 2, 3] },
  { name: 'redFlag', title: 'Speaks of an emergency', from: yesNo },
  { name: 'coverage', title: 'Coverage by the first passage', from: tenths },
  { name: 'titlePrecision', title: 'Precision of its title', from: tenths },
  { name: 'focus', title: 'Focus in its title', from: tenths },
  { name: 'retrieval', title: 'Score of finding', from: tenths },
  { name: 'agreement', title: 'Agreement of the next four', from: tenths },
  { name: 'confidence', title: 'Confidence', from: tenths },
] as const satisfies readonly WatchedFeature[]

export type WatchedName = (typeof watchedFeatures)[number]['name']

/** One question and what was found for it, as numbers. */
export type Watched = Readonly<Record<WatchedName, number>>

/** The bin of a value. @throws RangeError for what is no finite number. */
export function binOf({ name, from }: WatchedFeature, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, not ${value}`)
  let bin = 0
  for (let next = 1; next < from.length; next++) if (value >= from[next]!) bin = next
  return bin
}
