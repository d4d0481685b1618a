import { type Problem, ProblemError } from '../../problem.ts'
import { isGone } from '../../store/work/until-there.ts'
import { finishPart, readPart, readWork } from '../../store/work/work.ts'
import { collectPart } from './collect-part.ts'
import { performIndexing } from './index-part.ts'
import { markPart } from './mark-part.ts'
import { performPiece } from './simulate-part.ts'
import type { PartEnd, WorkLoop } from './work-loop.ts'
import { once, type Workshop } from './workshop.ts'

/** Does a part. What is wrong with the data is its result: no other worker would fare better. */
export function performIn(workshop: Workshop): WorkLoop['perform'] {
  const { store, queue } = workshop
  return async (claim, need, signal, lost): Promise<PartEnd> => {
    try {
      if (need.kind === 'lost') throw new ProblemError([givenUp])
      const work = await once(workshop.works, claim.work, () => readWork(store, claim.work))
      const payload = await readPart(store, claim)
      return await performerOf[work.kind](workshop, { claim, work, payload, signal, lost })
    } catch (error) {
      if (!(error instanceof ProblemError) || isGone(error)) throw error
      await finishPart(store, queue, claim, { problems: error.problems.map((one) => ({ ...one })) })
      return 'done'
    }
  }
}

const performerOf = {
  collect: collectPart,
  mark: markPart,
  simulate: performPiece,
  index: performIndexing,
} as const

const givenUp: Problem = {
  code: 'WORKER_DIED',
  message: 'Every worker that took on a part of this work died over it.',
  place: {},
  value: null,
  expected: null,
  remedy: 'Look into what the workers printed before they died, then run the same command again.',
}
