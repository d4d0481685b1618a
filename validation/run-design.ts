import { runInWorkers, stretches } from '../src/workers/run-in-workers.ts'
import type { DesignResult } from './result.ts'
import type { Design, Study } from './study.ts'
import { addTallies, emptyTally } from './tally.ts'
import { task } from './trials-task.ts'

export interface RunOptions {
  readonly workers?: number
  /** No design runs more trials than this; all of them when left out. */
  readonly mostTrials?: number
  readonly onProgress?: (done: number, total: number) => void
}

const piecesPerDesign = 24

/** All trials of a design on worker threads; exact designs are computed here. */
export async function runDesign(
  study: Study,
  design: Design,
  options: RunOptions = {},
): Promise<DesignResult> {
  const about = { id: design.id, words: design.words, group: design.group ?? null }
  if ('rates' in design) return { ...about, rates: [...design.rates()] }
  const { mostTrials, ...workers } = options
  const trials = Math.min(design.trials, mostTrials ?? design.trials)
  const tested = Math.min(design.tested ?? 0, trials)
  // The tested trials are a piece of their own, so that their counts can be kept.
  const pieces = [
    { from: 0, to: tested },
    ...stretches(trials - tested, piecesPerDesign).map(({ from, to }) => ({
      from: tested + from,
      to: tested + to,
    })),
  ]
  const inputs = pieces.map((piece) => ({ study: study.id, design: design.id, ...piece }))
  const outputs = await runInWorkers(task, inputs, workers)
  const tallies = study.measures.map((_measure, place) =>
    outputs.map((output) => output[place] ?? emptyTally).reduce(addTallies, emptyTally),
  )
  return {
    ...about,
    trials,
    tallies,
    tested: tested === 0 ? null : { trials: tested, tallies: outputs[0] ?? [] },
  }
}
