import type { FlowData } from '../../../src/report/figures/flow-diagram.ts'
import type { Study } from '../../../src/server/contract/study.ts'

const ends = {
  'not-open': 'The review is not open.',
  blind: 'The study is blind: counts, speed and gaps only.',
  unblinded: 'The study is unblinded: see the results.',
} as const

/** The counts of a study as the flow diagram draws them. */
export function flowOfStudy({
  questions,
  arms,
  names,
  reviews,
  marks,
  importedMarks,
  state,
}: Study): FlowData {
  const imported = importedMarks > 0 && reviews === null
  return {
    questions: questions.loaded,
    sources: questions.sources,
    arms,
    names: { undecided: names.undecided, excluded: names.excluded },
    reviews: reviews === null ? null : { ...reviews, closed: state.review === 'unblinded' },
    marks: imported
      ? { due: importedMarks, given: importedMarks, missing: 0, toCome: 0 }
      : reviews === null
        ? null
        : marks,
    end: imported ? 'The marks were made elsewhere.' : ends[state.review],
  }
}
