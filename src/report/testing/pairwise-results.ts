import { type Contrast, type Results, resultsSchema, type Section } from '../../analysis/results-schema.ts'
import { baseResults as base } from './base-results.ts'
import { pairwiseContrast, pairwiseLevels, precision } from './sample-contrasts.ts'

const axes = [
  ['accuracy', 'Accuracy', 'How accurate is the medical information?', true, 0.244],
  ['utility', 'Clinical utility', 'How useful is the answer for the decision?', true, 0.295],
  ['sources', 'Source quality', 'How trustworthy does the answer appear?', false, 0.381],
  ['completeness', 'Completeness', null, false, 0.303],
  ['verifiability', 'Verifiability', null, false, 0.255],
] as const

/** A pairwise study in the shape of the published ones: four arms, five axes, two renderings. */
export function pairwiseResults(): Results {
  const sections = axes.flatMap(([axis, , , primary, lead], index) => [
    pairwiseSection(axis, 'text', primary, lead, 3700 + index),
    pairwiseSection(axis, 'citations', primary, lead + 0.12, 2080),
  ])
  const accuracy = sections[0]?.oneAgainstRest[0]
  const utility = sections[2]?.oneAgainstRest[0]
  return resultsSchema.parse({
    ...base,
    plan: {
      ...base.plan,
      look: { number: 2, of: 2, information: 1, spending: 'obrien-fleming' },
      axes: axes.map(([id, label, question, primary]) => ({
        id,
        label,
        question,
        form: 'pairwise',
        primary,
        better: 'higher',
        scale: null,
      })),
      renderings: [
        { id: 'text', label: 'text only', primary: true, excluded: false },
        { id: 'citations', label: 'with citations', primary: false, excluded: false },
        { id: 'full', label: 'native dress', primary: false, excluded: true },
      ],
    },
    looks: {
      taken: [
        {
          number: 1,
          at: '2026-11-25T10:00:00.25Z',
          planned: 0.5,
          information: 0.52,
          marks: 5200,
          due: 10_000,
          protocolHash: base.plan.protocolHash,
          dataHash: base.data.hash,
          outcomes: [
            { hypothesis: 'h1', crossed: true },
            { hypothesis: 'h2', crossed: false },
          ],
          bounds: bothBounds(2.897311, 0.0037638),
        },
      ],
      last: { marks: 10_000, due: 10_000, bounds: bothBounds(1.970552, 0.0487751) },
    },
    verdicts: [superiority('h1', 'accuracy', accuracy), superiority('h2', 'utility', utility)],
    sections,
  })
}

/** R 4.2.2, mvtnorm: O'Brien-Fleming type at 52% and 100% (test/golden/alpha_spending.R). */
function bothBounds(z: number, p: number) {
  return ['h1', 'h2'].map((hypothesis) => ({ hypothesis, z, p }))
}

function superiority(id: string, axis: string, contrast: Contrast | undefined): unknown {
  const label = axis === 'accuracy' ? 'accuracy' : 'clinical utility'
  return {
    hypothesis: {
      id,
      kind: 'superiority',
      axis,
      rendering: 'text',
      candidate: 'aurora',
      against: ['borealis', 'cirrus', 'dune'],
      margin: null,
      alpha: 0.05,
      sides: 2,
      family: 'primary',
    },
    verdict: 'superior',
    headline: `Clinicians preferred Aurora Clinical to the other three on ${label}, by about a quarter of all comparisons.`,
    remarks: ['Preference is not correctness and says nothing on harm.'],
    outcomes: contrast?.outcomes ?? null,
    estimate: contrast?.estimate,
    interval: { level: 0.95, ...contrast?.estimate.ci95 },
    p: { raw: 3e-14, lookAdjusted: 3e-14, adjusted: 6e-14, familySize: 2 },
    assaySensitivity: null,
    smallestProvableMargin: null,
    answerSets: [
      {
        set: 'all-questions',
        chosen: true,
        estimate: 0.244,
        ci95: { lower: 0.183, upper: 0.304 },
        n: 499,
        nQuestions: 327,
      },
      {
        set: 'answered-by-all',
        chosen: false,
        estimate: 0.201,
        ci95: { lower: 0.131, upper: 0.271 },
        n: 402,
        nQuestions: 262,
      },
      {
        set: 'refusals-excluded',
        chosen: false,
        estimate: 0.219,
        ci95: { lower: 0.157, upper: 0.281 },
        n: 471,
        nQuestions: 318,
      },
    ],
    fragility: {
      direction: 'against',
      marks: 62,
      lowest: 57,
      highest: 68,
      of: 192,
      orders: 21,
      becomes: [
        { verdict: 'cannot tell', orders: 20 },
        { verdict: 'inferior', orders: 1 },
      ],
    },
  }
}

function pairwiseSection(
  axis: string,
  rendering: string,
  primary: boolean,
  lead: number,
  marks: number,
): Section {
  const arms = base.plan.arms.map((arm) => arm.id)
  const worth = [lead, -0.14, -0.02, 0.01]
  const rest = (arm: string) => arms.filter((other) => other !== arm)
  const contrasts = arms.map((arm, index) =>
    pairwiseContrast(
      arm,
      rest(arm),
      worth[index] ?? 0,
      rendering === 'text' ? 499 : 243,
      index === 0 && rendering === 'text'
        ? [{ estimate: lead + 0.002, source: 'Feng et al. 2026, abstract' }]
        : [],
    ),
  )
  const pairs = arms.flatMap((arm, i) =>
    arms.slice(i + 1).map((other, j) => {
      return pairwiseContrast(arm, [other], ((worth[i] ?? 0) - (worth[i + j + 1] ?? 0)) * 0.8, 158, [])
    }),
  )
  return {
    axis,
    rendering,
    form: 'pairwise',
    primary,
    marks,
    missingMarks: 3,
    refusals: 5,
    questions: 429,
    reviewers: 102,
    ties: { n: 386, share: 0.489 },
    arms: arms.map((arm, index) => ({
      arm,
      n: 499,
      mean: null,
      levels: pairwiseLevels(499, worth[index] ?? 0),
      logWorth: (worth[index] ?? 0) * 2,
      logWorthSe: 0.11,
      ranks: index === 0 ? { lower: 1, upper: 1 } : { lower: 2, upper: 4 },
    })),
    oneAgainstRest: contrasts,
    pairs,
    davidson: {
      undefinedBecause: null,
      logNu: -0.21,
      logLikelihood: -812.4,
      position: -0.11,
      positionSe: 0.08,
    },
    position: {
      decisive: 403,
      firstShare: 0.452,
      wilson95: { lower: 0.404, upper: 0.501 },
      exactP: 0.061,
      difference: precision(-0.049, 0.023, 789),
    },
    agreement: {
      units: 92,
      marks: 204,
      percentAgreement: 0.455,
      percentWithinOneStep: 0.75,
      alphaOrdinal: 0.21,
      alphaOrdinalCi95: { lower: 0.04, upper: 0.38 },
      alphaNominal: 0.12,
      ac1: 0.34,
      ac1Ci95: { lower: 0.22, upper: 0.46 },
      ac2: 0.51,
      ac2Ci95: { lower: 0.4, upper: 0.62 },
    },
    strata: [
      {
        stratum: 'specialty',
        rows: ['Cardiology', 'Dermatology', 'Endocrinology'].flatMap((level, index) =>
          arms.map((arm, at) => ({
            level,
            candidate: arm,
            against: rest(arm),
            n: index === 1 && at === 3 ? 1 : 54 + index,
            nQuestions: index === 1 && at === 3 ? 1 : 40,
            estimate: (worth[at] ?? 0) + 0.03 * index,
            ci95:
              index === 1 && at === 3
                ? null
                : { lower: (worth[at] ?? 0) - 0.18, upper: (worth[at] ?? 0) + 0.21 },
            p: index === 1 && at === 3 ? null : 0.034,
            adjustedP: index === 1 && at === 3 ? null : 0.2,
          })),
        ),
      },
    ],
  }
}
