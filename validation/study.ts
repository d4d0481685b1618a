import { createGenerator, type Generator } from '../src/statistics/random/generator.ts'

/**
 * What one trial says of one measure. An interval that misses the truth lies below or above it; a test that rejects
 * a true hypothesis is an error; `undefined` is a result that the method left null.
 */
export type Outcome = 'right' | 'error' | 'below' | 'above' | 'undefined'

/** What is counted in every trial of a study. */
export interface Measure {
  /** Heading of its column: '95% interval', 'p < 0.05'. */
  readonly name: string
  /** The error is a missed truth, printed as coverage, or a false rejection. */
  readonly kind: 'interval' | 'test'
  /** The rate of errors that the method promises: 0.05 for a 95% interval. */
  readonly nominal: number
  /**
   * `contrast` is a method that is not the default and stands beside it for comparison; `repeat` tells the same as
   * a measure before it and is shown, but not counted again.
   */
  readonly role: 'default' | 'repeat' | 'contrast'
}

interface AnyDesign {
  /** Unique inside the study; part of the name of the random stream. */
  readonly id: string
  /** What is simulated, in a few plain words. */
  readonly words: string
  /** Designs of one group share a row of the page (lowest, mean and highest rate). */
  readonly group?: string
}

/** A design whose error rates are estimated from simulated trials. */
export interface SimulatedDesign extends AnyDesign {
  readonly trials: number
  /** Runs the first so many trials also in the tests: the design is one of the main ones. */
  readonly tested?: number
  /** Makes what all trials share (a design, arrays) and returns the trials. */
  readonly prepare: (source: TrialSource) => RunTrial
}

/** Where the trials of a design get their random numbers: trial i from the stream (seed, ...stream, i). */
export interface TrialSource {
  readonly seed: number
  readonly stream: readonly (number | string)[]
}

/** Runs trial 0, 1, 2, ...; outcomes in the order of the study's measures. */
export type RunTrial = (trial: number) => readonly Outcome[]

/** Trials that need nothing but random numbers. */
export function eachTrial(run: (generator: Generator) => readonly Outcome[]): SimulatedDesign['prepare'] {
  return ({ seed, stream }) => {
    const generator = createGenerator(seed, ...stream)
    return (trial) => {
      generator.restart(trial)
      return run(generator)
    }
  }
}

/** A design whose error rates are sums of probabilities: no simulation, no Monte Carlo error. */
export interface ExactDesign extends AnyDesign {
  /** Rates of errors in the order of the study's measures. */
  readonly rates: () => readonly number[]
}

export type Design = SimulatedDesign | ExactDesign

/** The validation of one method in one setting. */
export interface Study {
  /** File-safe and unique. */
  readonly id: string
  /** `import.meta.url` of the file of the study. */
  readonly source: string
  /** Identifier of the method, for example `pref.win_difference`. */
  readonly method: string
  readonly title: string
  /** What is simulated and what is counted, as the page tells it. */
  readonly setting: string
  /** Why the figures come out as they do; holds for any run. */
  readonly remark?: string
  /** What to do where the default makes too many errors; printed there only. */
  readonly advice?: string
  readonly measures: readonly Measure[]
  readonly designs: readonly Design[]
}

/** A rate of 5% has a Monte Carlo standard error of 0.34 points. */
export const defaultTrials = 4000
/** The same of 0.22 points, for the main designs. */
export const preciseTrials = 10_000

export function interval(name: string, nominal = 0.05): Measure {
  return { name, kind: 'interval', nominal, role: 'default' }
}

export function test(name: string, nominal = 0.05): Measure {
  return { name, kind: 'test', nominal, role: 'default' }
}

export function contrast(measure: Measure): Measure {
  return { ...measure, role: 'contrast' }
}
