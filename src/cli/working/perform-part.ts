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
  return async (claim, need, { tell, ...course }): Promise<PartEnd> => {
    try {
      if (need.kind === 'lost') throw new ProblemError([givenUp])
      const work = await once(workshop.works, claim.work, () => readWork(store, claim.work))
      const payload = await readPart(store, claim)
      tell(wordsOf(work.kind, payload))
      return await performerOf[work.kind](workshop, { claim, work, payload, ...course })
    } catch (error) {
      if (!(error instanceof ProblemError) || isGone(error)) throw error
      await finishPart(store, queue, claim, { problems: error.problems.map((one) => ({ ...one })) })
      return 'done'
    }
  }
}

function wordsOf(kind: keyof typeof performerOf, { arm, judge }: Readonly<Record<string, unknown>>): string {
  const who = typeof arm === 'string' ? arm : typeof judge === 'string' ? judge : null
  return who === null ? kind : `${kind} ${who}`
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
