import type { NextJudgments } from '../../../src/learning/model/card/next-judgments.ts'
import { signed } from '../../../src/report/format.ts'

const digits = 4

/** What the next 100 judgments are worth, in sentences. @param measure What quality is measured by. */
export function worthWords(worth: NextJudgments, measure: string): readonly string[] {
  switch (worth.state) {
    case 'no-curve':
      return ['Cannot be told: no learning curve was measured.']
    case 'few-points':
      return [
        'Cannot be told: the last tenfold of the curve has fewer than three sizes, through which no line with an error can be laid.',
      ]
    case 'flat':
      return [
        `Cannot be told: the end of the curve is flat within its error. It leaves room for anything ${range(worth)} of ${measure}.`,
      ]
    case 'told':
      return worth.gain > 0
        ? [
            `About ${signed(worth.gain, digits)} of ${measure}, ${range(worth)}.`,
            'This is an estimate: the curve goes on as it went over its last tenfold, and the next preferences are like those before.',
          ]
        : [
            `Nothing is to be expected of more of the same: the end of the curve falls, for 100 preferences by something ${range(worth)} of ${measure}.`,
          ]
  }
}

function range({ interval }: Extract<NextJudgments, { interval: unknown }>): string {
  return `between ${signed(interval.lower, digits)} and ${signed(interval.upper, digits)} (95\u00a0% interval)`
}
