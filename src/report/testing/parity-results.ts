import { type Contrast, type Results, resultsSchema } from '../../analysis/results-schema.ts'
import { baseResults as base } from './base-results.ts'
import { pairwiseContrast, pairwiseLevels } from './sample-contrasts.ts'

/** Two arms and a known-worse one; a proved non-inferiority and an equivalence that fails for want of assay sensitivity. */
export function parityResults(): Results {
  const close: Contrast = {
    ...unidentified(pairwiseContrast('cirrus', ['aurora'], -0.01, 900, [])),
    description: { class: 'noninferior', margin: 0.1 },
  }
  const worse = unidentified(pairwiseContrast('dune', ['aurora'], -0.42, 300, []))
  const hypothesis = {
    axis: 'utility',
    rendering: null,
    candidate: 'cirrus',
    against: ['aurora'],
    margin: { value: 5, unit: 'win-rate-points', onEstimate: 0.1 },
    family: 'primary',
    sides: 1,
  }
  const shared = {
    remarks: ['Parity of preference says nothing on safety; harms need a test of their own.'],
    outcomes: close.outcomes,
    estimate: close.estimate,
    answerSets: [],
  }
  const arms = ['aurora', 'cirrus', 'dune']
  return resultsSchema.parse({
    ...base,
    study: {
      id: 'invented-parity',
      title: 'A small model of our own against the licensed tool',
      question: 'Is our model as good as the licensed tool, to five points of win rate?',
      sample: false,
    },
    plan: {
      ...base.plan,
      state: 'prospective',
      sentence: 'The analysis plan was locked before the first mark.',
      arms: base.plan.arms
        .filter((arm) => arms.includes(arm.id))
        .map((arm) => ({ ...arm, knownWorse: arm.id === 'dune' })),
      axes: [
        {
          id: 'utility',
          label: 'Clinical utility',
          question: null,
          form: 'pairwise',
          primary: true,
          better: 'higher',
          scale: null,
        },
      ],
      refusalRule: 'loss',
    },
    data: { ...base.data, reviewers: null },
    verdicts: [
      {
        ...shared,
        hypothesis: { ...hypothesis, id: 'h1', kind: 'non-inferiority', alpha: 0.025 },
        verdict: 'non-inferior',
        headline: 'Cirrus Opal 4.8 is not worse than Aurora Clinical by more than 5 points of win rate.',
        interval: { level: 0.95, lower: -0.058, upper: 0.038 },
        p: { raw: 0.00021, lookAdjusted: 0.00021, adjusted: 0.00042, familySize: 2 },
        assaySensitivity: { shown: true, arm: 'dune', estimate: -0.41, p: 2e-9 },
        smallestProvableMargin: 0.058,
        fragility: {
          direction: 'against',
          marks: 12,
          lowest: 12,
          highest: 12,
          of: 205,
          orders: 3,
          becomes: [{ verdict: 'cannot tell', orders: 2 }],
        },
      },
      {
        ...shared,
        hypothesis: { ...hypothesis, id: 'h2', kind: 'equivalence', alpha: 0.05 },
        verdict: 'parity cannot be claimed',
        headline: 'Parity of Cirrus Opal 4.8 and Aurora Clinical cannot be claimed.',
        interval: { level: 0.9, lower: -0.05, upper: 0.03 },
        p: { raw: 0.011, lookAdjusted: 0.011, adjusted: 0.011, familySize: 2 },
        assaySensitivity: { shown: false, arm: null, estimate: null, p: null },
        smallestProvableMargin: 0.05,
        fragility: null,
      },
    ],
    sections: [
      {
        axis: 'utility',
        rendering: null,
        form: 'pairwise',
        primary: true,
        marks: 1500,
        missingMarks: 0,
        refusals: 0,
        questions: 300,
        reviewers: null,
        ties: { n: 400, share: 0.27 },
        arms: arms.map((arm) => ({
          arm,
          n: 1000,
          mean: null,
          levels: pairwiseLevels(1000, 0).filter((level) => Math.abs(level.score) < 2),
          logWorth: null,
          logWorthSe: null,
          ranks: null,
        })),
        oneAgainstRest: [],
        pairs: [close, worse],
        davidson: {
          undefinedBecause: 'the arms are not all linked by wins',
          logNu: null,
          logLikelihood: null,
          position: null,
          positionSe: null,
        },
        position: null,
        agreement: null,
        strata: [],
      },
    ],
  })
}

/** What is left of a contrast where the data do not say who marked. */
function unidentified(contrast: Contrast): Contrast {
  const { standardErrors } = contrast.estimate
  return {
    ...contrast,
    estimate: {
      ...contrast.estimate,
      nReviewers: null,
      standardErrors: { ...standardErrors, byReviewer: null, byCell: null, used: standardErrors.byQuestion },
      df: contrast.estimate.nQuestions - 1,
    },
    bootstrap: { ...contrast.bootstrap, byReviewer: null },
  }
}
