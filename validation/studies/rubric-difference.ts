import { pairedDifference } from '../../src/statistics/crossed/paired-difference.ts'
import { symmetricInterval } from '../../src/statistics/equivalence/tost.ts'
import type { Generator } from '../../src/statistics/random/generator.ts'
import { aggregateRubric, type RubricExample } from '../../src/statistics/rubric/aggregate.ts'
import { type RubricCriterion, rubricItemScore } from '../../src/statistics/rubric/item-score.ts'
import { oneTo } from '../designs/resample.ts'
import { covers, rejects } from '../outcome.ts'
import {
  contrast,
  defaultTrials,
  eachTrial,
  interval,
  type SimulatedDesign,
  type Study,
  test,
} from '../study.ts'
import { ninety } from './two-way-measures.ts'

/** Points of a question's criteria: four to twelve worth 1 to 10, up to three that cost points. */
function drawRubric(generator: Generator): number[] {
  const wanted = Array.from({ length: 3 + oneTo(9, generator) }, () => oneTo(10, generator))
  const harmful = Array.from({ length: generator.integerBelow(4) }, () => -oneTo(10, generator))
  return [...wanted, ...harmful]
}

/**
 * Marks of one answer. How often a criterion is met hangs on the question and on how well the system does on it;
 * `gain` is added for every wanted criterion, so that scores of two systems differ by it on average.
 */
function drawAnswer(
  rubric: readonly number[],
  ease: number,
  gain: number,
  generator: Generator,
): RubricCriterion[] {
  const met = ease + 0.3 * (generator.uniform() - 0.5) + gain
  return rubric.map((points) => ({ points, met: generator.uniform() < (points > 0 ? met : 0.08) }))
}

function design(questions: number, gain: number, tested = 0): SimulatedDesign {
  const words = `${questions} questions, ${gain === 0 ? 'equal' : `${(100 * gain).toFixed(0)} points apart`}`
  return {
    id: words,
    words,
    trials: defaultTrials,
    tested,
    prepare: eachTrial((generator) => {
      const a: RubricExample[] = []
      const b: RubricExample[] = []
      for (let question = 0; question < questions; question++) {
        const rubric = drawRubric(generator)
        const ease = 0.25 + 0.5 * generator.uniform()
        const example = (more: number) => ({
          criteria: drawAnswer(rubric, ease, more, generator).map((one) => ({ ...one, tags: [] })),
          tags: [],
        })
        a.push(example(gain))
        b.push(example(0))
      }
      const scores = (examples: readonly RubricExample[]) =>
        examples.map(({ criteria }) => rubricItemScore(criteria) ?? Number.NaN)
      const result = pairedDifference({
        question: Int32Array.from({ length: questions }, (_, question) => question),
        reviewer: null,
        a: scores(a),
        b: scores(b),
      })
      const [ofA, ofB] = [aggregateRubric(a).overall, aggregateRubric(b).overall]
      const separate = Math.sqrt((ofA.se ?? 0) * (ofA.se ?? 0) + (ofB.se ?? 0) * (ofB.se ?? 0))
      return [
        covers(result.ci, gain),
        ninety(result, gain),
        gain === 0 ? rejects(result.p) : 'undefined',
        covers(symmetricInterval(result.estimate ?? 0, separate, null, 0.025), gain),
      ]
    }),
  }
}

export const rubricDifference: Study = {
  id: 'rubric-difference',
  source: import.meta.url,
  method: 'rubric.aggregate',
  title: 'Rubric scores of two systems on the same questions',
  setting:
    'Questions with 4 to 12 wanted criteria and up to 3 that cost points; questions differ in ease. The paired difference of item scores, t over ' +
    'questions (`crossed.paired_difference` without reviewers). For contrast: the two standard errors of the systems, as if ' +
    'they had answered different questions.',
  remark:
    'Two separate standard errors count the ease of the questions twice although it cancels: safe, and much too wide.',
  measures: [
    interval('95% interval'),
    interval('90% interval', 0.1),
    { ...test('p < 0.05'), role: 'repeat' },
    contrast(interval('two separate errors')),
  ],
  designs: [20, 50, 100, 500].flatMap((questions) => [
    design(questions, 0, questions === 100 ? 100 : 0),
    design(questions, 0.05),
  ]),
}
