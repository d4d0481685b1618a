import { pairedDifference } from '../../src/statistics/crossed/paired-difference.ts'
import { adjustP } from '../../src/statistics/multiplicity/adjust.ts'
import { crossedMarks, type Level, levels, reviewed } from '../designs/crossed.ts'
import { happened } from '../outcome.ts'
import { contrast, defaultTrials, type SimulatedDesign, type Study, test } from '../study.ts'

interface Pair {
  readonly a: number
  readonly b: number
}

function pairsOf(systems: number): readonly Pair[] {
  return Array.from({ length: systems }, (_, a) =>
    Array.from({ length: systems - 1 - a }, (_, offset) => ({ a, b: a + 1 + offset })),
  ).flat()
}

/** Whether any pair of truly equal systems is told apart, or any pair in the wrong direction. */
function design(name: string, level: Level, means: readonly number[], tested = 0): SimulatedDesign {
  const pairs = pairsOf(means.length)
  return {
    id: `${level}, ${name}`,
    words: `${level}, ${name}`,
    trials: defaultTrials,
    tested,
    prepare: (source) => {
      const marks = crossedMarks({ level, assignment: reviewed(100, 12, 3), means, ordinal: true }, source)
      const cells = marks.question.length
      const column = (system: number) =>
        Float64Array.from({ length: cells }, (_, cell) => marks.marks[cell * marks.systems + system]!)
      return (trial) => {
        marks.draw(trial)
        const columns = means.map((_, system) => column(system))
        const results = pairs.map(({ a, b }) =>
          pairedDifference({
            question: marks.question,
            reviewer: marks.reviewer,
            a: columns[a]!,
            b: columns[b]!,
          }),
        )
        const raw = results.map(({ p }) => p)
        const wrong = (p: readonly (number | null)[]) =>
          p.some((value, place) => {
            const { a, b } = pairs[place]!
            const truth = means[a]! - means[b]!
            const estimate = results[place]?.estimate ?? 0
            return value !== null && value < 0.05 && (truth === 0 || Math.sign(estimate) !== Math.sign(truth))
          })
        return [happened(wrong(adjustP(raw, 'holm'))), happened(wrong(raw))]
      }
    },
  }
}

export const holmStudy: Study = {
  id: 'holm',
  source: import.meta.url,
  method: 'mult.adjust',
  title: 'Holm over all pairs of six systems',
  setting:
    'All 15 paired differences of six systems, 12 reviewers, 100 questions, 3 marks per answer, ordinal marks. An error is any false ' +
    'rejection. For contrast: the p-values as they are.',
  remark:
    'Holm does not use that the pairs share systems, and the p-values that go in are conservative far out in the tail of t with 11 degrees ' +
    'of freedom.',
  measures: [test('any false rejection'), contrast(test('unadjusted'))],
  designs: levels.flatMap((level) => [
    design('all equal', level, [0, 0, 0, 0, 0, 0], level === 'mid' ? 60 : 0),
    design('one better', level, [0.4, 0, 0, 0, 0, 0]),
    design('two tiers', level, [0.4, 0.4, 0.4, 0, 0, 0]),
  ]),
}
