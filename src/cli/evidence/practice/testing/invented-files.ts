import { type AssistedResults, assistedResultsSchema } from '../../../../analysis/assisted/results-schema.ts'
import { type Marks, marksSchema } from '../../../../analysis/judges/marks-schema.ts'
import { type Results, resultsSchema } from '../../../../analysis/results-schema.ts'
import { pairwiseResults } from '../../../../report/testing/pairwise-results.ts'
import { pairwiseContrast } from '../../../../report/testing/sample-contrasts.ts'

/*
 * Files of results invented by hand for tests: six models with an exam, a rubric, a review and an assisted-use trial. They fit their
 * schemas and come from no study and no estimator.
 */

export interface InventedArm {
  readonly id: string
  readonly label: string
  /** Right of 200 questions. */
  readonly exam: number
  readonly rubric: number
  /** Win difference against the rest. */
  readonly pairs: number
  /** Of 600 decisions. */
  readonly conditions: number
  readonly dispositions: number
}

export const inventedArms: readonly InventedArm[] = [
  { id: 'alder', label: 'Alder 2', exam: 182, rubric: 0.61, pairs: 0.21, conditions: 206, dispositions: 262 },
  {
    id: 'birch',
    label: 'Birch <mini>',
    exam: 171,
    rubric: 0.55,
    pairs: 0.08,
    conditions: 236,
    dispositions: 251,
  },
  {
    id: 'cedar',
    label: 'Cedar Clinical',
    exam: 188,
    rubric: 0.66,
    pairs: 0.12,
    conditions: 219,
    dispositions: 270,
  },
  {
    id: 'dogwood',
    label: 'Dogwood',
    exam: 152,
    rubric: 0.42,
    pairs: -0.19,
    conditions: 198,
    dispositions: 244,
  },
  {
    id: 'elm',
    label: 'Elm 5 Pro Preview',
    exam: 177,
    rubric: 0.58,
    pairs: -0.02,
    conditions: 244,
    dispositions: 266,
  },
  { id: 'fir', label: 'Fir', exam: 160, rubric: 0.47, pairs: -0.2, conditions: 211, dispositions: 240 },
]

const hash = (digit: string) => digit.repeat(64)
const perArm = 600
const control = { id: 'control', label: 'usual means', conditions: 264, dispositions: 265 }

/** An exam and a rubric. The interval is Wilson's at 200 questions but for its last digits. */
export function inventedMarks(arms = inventedArms, sample = true): Marks {
  const noFailures = { 'no-reply': 0, refused: 0, truncated: 0, empty: 0, malformed: 0, 'missing-field': 0 }
  return marksSchema.parse({
    schemaVersion: 1,
    software: 'equipoise 0.1.0',
    study: { id: 'invented-exam', title: 'Invented exam', sample },
    protocolHash: hash('1'),
    marksHash: hash('2'),
    key: {
      scoring: 'default',
      readingVersion: '1',
      level: 0.95,
      arms: arms.map(({ id, exam }) => ({
        arm: id,
        replicate: 0,
        items: 200,
        answered: 200,
        refused: 0,
        failed: 0,
        missing: 0,
        unmarked: 0,
        right: exam,
        wrong: 200 - exam,
        notScored: { empty: 0, refused: 0, noChoice: 0, ambiguous: 0 },
        accuracyOfAll: exam / 200,
        ciOfAll: { lower: exam / 200 - 0.045, upper: exam / 200 + 0.035 },
        accuracyOfScored: exam / 200,
        ciOfScored: { lower: exam / 200 - 0.045, upper: exam / 200 + 0.035 },
      })),
      comparisons: [],
    },
    rubric: {
      coverage: [],
      judges: [
        {
          judge: 'quill',
          family: null,
          versions: [],
          promptHashes: [],
          arm: 'alder',
          ownFamily: false,
          met: 1,
          notMet: 1,
          failures: noFailures,
        },
      ],
      arms: arms.flatMap(({ id, rubric }) =>
        (['independent', 'all'] as const).map((panel) => ({
          arm: id,
          panel,
          answers: 80,
          criteria: 800,
          unmarked: 0,
          n: 80,
          score: panel === 'all' ? rubric + 0.1 : rubric,
          se: 0.02,
          tags: [],
        })),
      ),
      comparisons: [],
    },
    pairwise: null,
  })
}

/** A review in pairs whose primary axis and rendering have the win differences of the arms. */
export function inventedReview(arms = inventedArms): Results {
  const base = pairwiseResults()
  const ids = arms.map(({ id }) => id)
  const own = arms.map(({ id, pairs }) => {
    const contrast = pairwiseContrast(
      id,
      ids.filter((other) => other !== id),
      0,
      400,
      [],
    )
    const se = 0.04
    return {
      ...contrast,
      estimate: {
        ...contrast.estimate,
        estimate: pairs,
        ci95: { lower: pairs - 0.08, upper: pairs + 0.08 },
        standardErrors: { ...contrast.estimate.standardErrors, used: se },
      },
    }
  })
  return resultsSchema.parse({
    ...base,
    study: { ...base.study, id: 'invented-review', title: 'Invented review' },
    plan: {
      ...base.plan,
      arms: arms.map(({ id, label }) => ({ id, label, kind: 'general', knownWorse: false })),
    },
    sections: base.sections.map((section) =>
      section.axis === 'accuracy' && section.rendering === 'text'
        ? { ...section, oneAgainstRest: own }
        : section,
    ),
  })
}

/** A trial of the arms against usual means, 600 decisions each, with the model alone on ten cases. */
export function inventedTrial(arms = inventedArms): AssistedResults {
  const outcomes = [
    ['condition', 'Relevant condition named', 'conditions'],
    ['disposition', 'Right disposition', 'dispositions'],
  ] as const
  const interval = (middle: number, half: number) => ({ lower: middle - half, upper: middle + half })
  const effect = (estimate: number) => ({
    estimate,
    se: 0.04,
    seParticipant: 0.03,
    seCase: 0.03,
    rule: 'two-way',
    df: 9,
    // 2.262 standard errors: t on 9 degrees of freedom.
    ci95: interval(estimate, 0.0905),
    p: 0.1,
  })
  const ratio = { estimate: 1, ci95: null, p: null }
  return assistedResultsSchema.parse({
    schemaVersion: 1,
    kind: 'assisted',
    software: { name: 'equipoise', version: '0.1.0' },
    study: { id: 'invented-trial', title: 'Invented trial', question: 'Does it help?', sample: true },
    plan: {
      state: 'prospective',
      sentence: 'Locked before the data.',
      protocolHash: hash('3'),
      lockVersion: 1,
      seed: 1,
      participants: 'public',
      design: 'between',
      control: control.id,
      arms: [
        ...arms.map(({ id, label }) => ({ id, label, kind: 'general' })),
        { id: control.id, label: control.label, kind: 'people' },
      ],
      dispositions: [{ id: 'gp', label: 'GP' }],
      cases: 10,
      casesPerParticipant: 2,
      responsesPerArm: perArm,
    },
    data: {
      hash: hash('4'),
      participants: 300 * (arms.length + 1),
      decisions: perArm,
      analysed: { participants: 300 * (arms.length + 1), cases: 10 },
      simulatedParticipants: 0,
    },
    withheld: null,
    lead: null,
    allocations: null,
    deviations: [],
    remarks: [],
    flow: {
      consented: null,
      eligible: null,
      randomised: 300 * (arms.length + 1),
      withdrawn: 0,
      failedAttention: 0,
      arms: [],
    },
    balance: [],
    verdicts: [],
    outcomes: outcomes.map(([outcome, label, key]) => ({
      outcome,
      axis: outcome,
      label,
      analyses: (['all', 'attentive'] as const).map((set) => ({
        set,
        arms: [...arms, control].map((arm) => ({
          arm: arm.id,
          right: arm[key],
          n: perArm,
          risk: arm[key] / perArm,
          ci95: interval(arm[key] / perArm, 0.06),
        })),
        contrasts: arms.map((arm) => ({
          arm: arm.id,
          control: control.id,
          n: { arm: perArm, control: perArm },
          participants: 600,
          cases: 10,
          riskDifference: effect((arm[key] - control[key]) / perArm + (set === 'all' ? 0 : 0.1)),
          oddsRatio: ratio,
          holmP: null,
          unclustered: { newcombe: null, oddsRatio: null, oddsRatioCi95: null, fisherP: null },
        })),
      })),
      missing: [],
      mixed: { n: perArm, arms: [], varParticipant: null, varCase: null, reasons: [] },
    })),
    triage: [],
    stages: [
      {
        outcome: 'condition',
        arms: arms.map(({ id, exam }) => ({
          arm: id,
          n: perArm,
          cases: 10,
          participants: 300,
          shares: [
            { stage: 'expert-query', share: exam / 200, ci95: null, scored: 10 },
            { stage: 'person', share: 0.4, ci95: null, scored: perArm },
          ],
          steps: [],
        })),
      },
    ],
    simulated: null,
  })
}
