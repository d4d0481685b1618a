import { checkCount } from '../argument.ts'

/** Which reviewer sees which question: one entry per cell, the cells of a question side by side. */
export interface Assignment {
  readonly question: Int32Array
  readonly reviewer: Int32Array
}

/** The size of a planned review. */
export interface ReviewSize {
  readonly questions: number
  readonly reviewers: number
  /** Different reviewers of one question; at most `reviewers`. */
  readonly reviewersPerQuestion: number
}

/**
 * Deals the questions out in a circle: question q goes to the next `reviewersPerQuestion` reviewers. When the
 * circle closes between two questions it starts one reviewer later, so that the same reviewers do not always meet.
 * No reviewer has more than one question more than another.
 */
export function cyclicAssignment(size: ReviewSize): Assignment {
  checkReviewSize(size)
  const { questions, reviewers, reviewersPerQuestion } = size
  const cells = questions * reviewersPerQuestion
  const question = new Int32Array(cells)
  const reviewer = new Int32Array(cells)
  let next = 0
  let dealt = 0
  for (let cell = 0; cell < cells; cell++) {
    question[cell] = Math.floor(cell / reviewersPerQuestion)
    reviewer[cell] = next
    next = (next + 1) % reviewers
    dealt += 1
    if (dealt % reviewers === 0 && dealt % reviewersPerQuestion === 0) {
      next = (next + 1) % reviewers
      dealt = 0
    }
  }
  return { question, reviewer }
}

export function checkReviewSize({ questions, reviewers, reviewersPerQuestion }: ReviewSize): void {
  checkCount('questions', questions)
  checkCount('reviewers', reviewers)
  checkCount('reviewersPerQuestion', reviewersPerQuestion)
  if (reviewersPerQuestion > reviewers) {
    throw new RangeError(
      `reviewersPerQuestion must be at most the ${reviewers} reviewers, not ${reviewersPerQuestion}`,
    )
  }
}
