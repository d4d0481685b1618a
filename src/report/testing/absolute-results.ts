import { type Results, resultsSchema, type Section } from '../../analysis/results-schema.ts'
import { baseResults as base } from './base-results.ts'
import { absoluteContrast } from './sample-contrasts.ts'

/** An absolute study: clarity on a scale of 1 to 4, and harms where lower is better. */
export function absoluteResults(): Results {
  const arms = ['aurora', 'borealis', 'cirrus']
  const section = (
    axis: string,
    primary: boolean,
    means: readonly number[],
    scores: readonly number[],
  ): Section => {
    const contrast = (candidate: string, against: string[], difference: number) =>
      absoluteContrast(candidate, against, difference, axis === 'harm' ? 0.012 : 0.07)
    return {
      axis,
      rendering: null,
      form: 'absolute',
      primary,
      marks: 900,
      missingMarks: 4,
      refusals: 7,
      questions: 100,
      reviewers: 12,
      ties: null,
      arms: arms.map((arm, index) => ({
        arm,
        n: 300,
        mean: means[index] ?? null,
        levels: scores.map((score, at) => ({
          score,
          n:
            axis === 'harm'
              ? at === 0
                ? 290 - 6 * index
                : 10 + 6 * index
              : ([8 + 9 * index, 30 + 8 * index, 92, 170 - 17 * index][at] ?? 0),
        })),
        logWorth: null,
        logWorthSe: null,
        ranks: null,
      })),
      oneAgainstRest: arms.map((arm, index) =>
        contrast(
          arm,
          arms.filter((other) => other !== arm),
          (1 - index) * (axis === 'harm' ? 0.02 : 0.28),
        ),
      ),
      pairs: arms.flatMap((arm, i) =>
        arms
          .slice(i + 1)
          .map((other, j) => contrast(arm, [other], (j + 1) * (axis === 'harm' ? 0.02 : 0.22))),
      ),
      davidson: null,
      position: null,
      agreement: {
        units: 300,
        marks: 900,
        percentAgreement: 0.61,
        percentWithinOneStep: 0.93,
        alphaOrdinal: axis === 'harm' ? null : 0.15,
        alphaOrdinalCi95: axis === 'harm' ? null : { lower: 0.08, upper: 0.22 },
        alphaNominal: null,
        ac1: 0.55,
        ac1Ci95: { lower: 0.48, upper: 0.62 },
        ac2: null,
        ac2Ci95: null,
      },
      strata: [],
    }
  }
  return resultsSchema.parse({
    ...base,
    study: {
      id: 'invented-marks',
      title: 'Three assistants, single answers marked by twelve clinicians',
      question: 'Which assistant gives the clearest answers, and does any do harm?',
      sample: false,
    },
    plan: {
      ...base.plan,
      state: 'prospective',
      sentence: 'The analysis plan was locked before the first mark.',
      arms: base.plan.arms.slice(0, 3),
      axes: [
        {
          id: 'clarity',
          label: 'Clarity',
          question: 'How clear is it?',
          form: 'absolute',
          primary: true,
          better: 'higher',
          scale: { kind: 'ordinal', min: 1, max: 4, step: 1 },
        },
        {
          id: 'harm',
          label: 'Harm',
          question: 'Could acting on it harm?',
          form: 'absolute',
          primary: false,
          better: 'lower',
          scale: { kind: 'binary' },
        },
      ],
      look: { number: 2, of: 3, information: 0.66, spending: 'obrien-fleming' },
    },
    data: {
      ...base.data,
      reviewers: 12,
      rows: 2082,
      marks: 1800,
      coverage: base.data.coverage.slice(0, 3),
      collection: [calls('aurora', 3, 0), calls('borealis', 0, 2), calls('cirrus', 0, 0)],
    },
    practice: practiceOfTasks,
    deviations: [],
    sections: [
      section('clarity', true, [3.41, 3.24, 3.07], [1, 2, 3, 4]),
      section('harm', false, [0.033, 0.053, 0.073], [0, 1]),
    ],
  })
}

/** Calls of an arm, of which so many are in doubt and so many have no known price. */
function calls(arm: string, inDoubt: number, unpriced: number) {
  return {
    arm,
    calls: 650 + inDoubt,
    calledAgain: 30,
    answered: 618,
    refused: 2,
    failed: 30,
    inDoubt,
    withheld: 4,
    usd: 12.4,
    underWay: 0,
    inDoubtUsd: inDoubt * 0.08,
    inDoubtUnpriced: 0,
    unpriced,
    tokens: 812_345,
  }
}

const task = (category: string, items: number, practiceShare: number) => ({
  category,
  items,
  itemShare: items / 600,
  practiceShare,
  contribution: Math.min(items / 600, practiceShare),
})

const field = {
  coverage: 0.4,
  interval: { lower: 0.36, upper: 0.44 },
  bootstrapMean: 0.39,
  lowest: 0.38,
  uncoveredPracticeShare: 0.5,
  categories: [task('Documentation & workflow', 0, 0.5), task('Treatment <management>', 600, 0.5)],
}

const practiceOfTasks: Results['practice'] = {
  practice: { source: 'An invented mix', queries: 1000 },
  stratum: 'task',
  items: { total: 620, withCategory: 600, withoutStratum: 0, unknown: [{ value: 'Follow-<up>', n: 20 }] },
  mapping: [{ value: 'Treatment', category: 'Treatment <management>', n: 600 }],
  task: field,
  kindOfWork: field,
  results: [
    {
      hypothesis: 'clearer',
      axis: 'clarity',
      rendering: null,
      candidate: 'aurora',
      against: ['borealis'],
      unit: 'scale points',
      items: 600,
      itemsWithoutCategory: 20,
      unweighted: 0.17,
      estimate: 0.17,
      se: null,
      ci95: null,
      coveredWeight: 0.5,
      bounds: { lower: -1.4, upper: 1.6 },
      effectiveItems: 600,
      categories: [],
    },
  ],
}
