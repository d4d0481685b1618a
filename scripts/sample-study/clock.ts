import { createGenerator, type Generator } from '../../src/statistics/random/generator.ts'
import { sampleSeed } from './truth.ts'

/** When something was shown and decided, and the seconds of use in between. */
export interface Timing {
  readonly activeSeconds: number
  readonly shownAt: string
  readonly decidedAt: string
}

const firstDay = Date.UTC(2026, 8, 7, 6, 30)
const day = 24 * 3600

const perDay = 10

/** A reviewer's sittings: ten pieces of work a day, one after the other, from a day counted from 0. */
export class Sittings {
  private readonly generator: Generator
  private readonly startDay: number
  private done = 0
  private now = 0

  constructor(reviewer: number, work: string, startDay: number) {
    this.startDay = startDay
    this.generator = createGenerator(sampleSeed, 'clock', reviewer, work)
  }

  /** Time for one more piece of work of about `typicalSeconds`; a careless one takes under ten. */
  next(typicalSeconds: number, careless: boolean): Timing {
    if (this.done % perDay === 0) {
      this.now = (this.startDay + this.done / perDay) * day + this.generator.integerBelow(10 * 3600)
    }
    this.done += 1
    const activeSeconds = careless
      ? tenth(3 + 6 * this.generator.uniform())
      : tenth(Math.max(12, typicalSeconds * Math.exp(0.5 * this.generator.normal())))
    const idle = this.generator.integerBelow(10) === 0 ? this.generator.integerBelow(400) : 0
    const shown = this.now
    const decided = shown + Math.ceil(activeSeconds) + idle
    this.now = decided + 2 + this.generator.integerBelow(20)
    return { activeSeconds, shownAt: moment(shown), decidedAt: moment(decided) }
  }
}

function tenth(seconds: number): number {
  return Math.round(seconds * 10) / 10
}

function moment(seconds: number): string {
  return new Date(firstDay + seconds * 1000).toISOString().replace('.000Z', 'Z')
}
