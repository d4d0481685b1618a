import { clusteredEffects, logit } from '../../src/statistics/assisted/clustered-effects.ts'
import { armContrast } from '../../src/statistics/crossed/arm-contrast.ts'
import { armMeans } from '../../src/statistics/crossed/arm-means.ts'
import { normalQuantile } from '../../src/statistics/distributions/normal.ts'
import { adjustP } from '../../src/statistics/multiplicity/adjust.ts'
import {
  type AssistedTrial,
  againstControl,
  assistedTrials,
  type DrawnDecisions,
} from '../designs/assisted-trial.ts'
import { covers, coversByT, happened } from '../outcome.ts'
import {
  contrast,
  defaultTrials,
  interval,
  type Outcome,
  type SimulatedDesign,
  type Study,
  test,
} from '../study.ts'

/** Oxford's sizes: four arms with 600 responses each, two of ten cases a participant; the first arm is control. */
export const oxfordSizes: AssistedTrial = {
  risks: [0.4, 0.34, 0.4, 0.46],
  participantsPerArm: 300,
  cases: 10,
  casesPerParticipant: 2,
  allocation: 'between',
  participantSd: 0.5,
  caseSd: 0.8,
  caseByArmSd: 0.2,
}

const twoArms = { ...oxfordSizes, risks: [0.4, 0.34] }

function design(words: string, trial: AssistedTrial, tested = 0): SimulatedDesign {
  const [control = 0, arm = 0] = trial.risks
  const [difference, logOdds] = [arm - control, logit(arm) - logit(control)]
  return {
    id: words,
    words,
    trials: defaultTrials,
    tested,
    prepare: (source) => {
      const draw = assistedTrials(trial, source)
      return (number) => {
        const rows = againstControl(draw(number), 1)
        const { riskDifference, logOddsRatio } = clusteredEffects(rows)
        return [
          covers(riskDifference.ci, difference),
          covers(logOddsRatio.ci, logOdds),
          ...others(rows, trial.cases, difference),
        ]
      }
    },
  }
}

/** What else could be done with the same decisions. */
function others(rows: DrawnDecisions, cases: number, truth: number): readonly Outcome[] {
  const means = armMeans(
    { value: rows.right, arm: rows.arm, question: rows.case, reviewer: rows.participant },
    2,
  )
  const people = clusteredEffects(rows).riskDifference
  const half = normalQuantile(0.975) * (people.seParticipant ?? Number.NaN)
  const alone =
    people.estimate === null || Number.isNaN(half)
      ? null
      : { lower: people.estimate - half, upper: people.estimate + half }
  const paired = pairedByCase(rows, cases)
  return [
    covers(armContrast(means, [-1, 1]).ci, truth),
    covers(alone, truth),
    coversByT(paired.mean, paired.se, paired.n - 1, truth),
  ]
}

/** Difference of the arms' shares case by case, over the cases that both arms have. */
function pairedByCase(rows: DrawnDecisions, cases: number) {
  const right = [new Float64Array(cases), new Float64Array(cases)]
  const n = [new Float64Array(cases), new Float64Array(cases)]
  rows.right.forEach((value, row) => {
    const [arm, place] = [rows.arm[row]!, rows.case[row]!]
    right[arm]![place] = right[arm]![place]! + value
    n[arm]![place] = n[arm]![place]! + 1
  })
  const differences = Array.from({ length: cases }, (_, place) => place)
    .filter((place) => n[0]![place]! > 0 && n[1]![place]! > 0)
    .map((place) => right[1]![place]! / n[1]![place]! - right[0]![place]! / n[0]![place]!)
  const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length
  const squares = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return {
    n: differences.length,
    mean,
    se: Math.sqrt(squares / (differences.length - 1) / differences.length),
  }
}

/** The risk difference and the odds ratio of an arm against control. */
export const assistedEffects: Study = {
  id: 'assisted-effects',
  source: import.meta.url,
  method: 'assisted.risk_difference',
  title: 'Decisions with an arm against control, by participant and by case',
  setting:
    'One arm of 34 % right decisions against control with 40 %; 300 participants an arm, each with two of ten cases (600 responses an ' +
    'arm, the sizes of the Oxford trial), logit standard deviations 0.5 of participants, 0.8 of cases and 0.2 of cases by arm, ' +
    'unless the design says otherwise. Cases are drawn anew in every trial: the truth is that of cases like these.',
  remark:
    'The variance by participant holds the difficulty of the cases, which leaves the difference; a guard that never goes below it is ' +
    'too wide. Participants alone with z take the ten cases for all that there are. Pairing by case forgets that a participant ' +
    'decides twice. Where arms suit cases very differently, ten cases are few: the interval is twice as wide, and rightly so.',
  advice: 'More cases; more participants do not help where few cases decide.',
  measures: [
    interval('risk difference, 95% interval'),
    interval('log odds ratio, 95% interval'),
    contrast(interval('never below either one-way variance')),
    contrast(interval('participants alone, z')),
    contrast(interval('paired by case, t')),
  ],
  designs: [
    design('Oxford sizes', twoArms, 250),
    design('Oxford sizes, no difference', { ...twoArms, risks: [0.4, 0.4] }, 250),
    design('no case by arm variance', { ...twoArms, caseByArmSd: 0 }),
    design('nothing varies', { ...twoArms, participantSd: 0, caseSd: 0, caseByArmSd: 0 }),
    design('cases differ much (1.5)', { ...twoArms, caseSd: 1.5 }),
    design('participants differ much (1.5)', { ...twoArms, participantSd: 1.5 }),
    design('large case by arm variance (0.8)', { ...twoArms, caseByArmSd: 0.8 }),
    design('a fifth of the responses missing', { ...twoArms, missing: 0.2 }),
    design('within persons, four arms', {
      ...oxfordSizes,
      allocation: 'within',
      casesPerParticipant: 4,
      participantsPerArm: 75,
      participantSd: 1,
    }),
    design('5 cases', { ...twoArms, cases: 5 }),
    design('30 cases', { ...twoArms, cases: 30 }),
    design('30 participants an arm', { ...twoArms, participantsPerArm: 30 }),
    design('16 clinicians, 20 of 40 cases each, within', {
      ...twoArms,
      allocation: 'within',
      participantsPerArm: 8,
      cases: 40,
      casesPerParticipant: 20,
    }),
    design('rare: 4 % against 8 %', { ...twoArms, risks: [0.08, 0.04] }),
  ],
}

function holmDesign(words: string, trial: AssistedTrial, tested = 0): SimulatedDesign {
  return {
    id: words,
    words,
    trials: defaultTrials,
    tested,
    prepare: (source) => {
      const draw = assistedTrials(trial, source)
      return (number) => {
        const drawn = draw(number)
        const arms = trial.risks.map((_, arm) => arm).slice(1)
        const p = arms.map((arm) => clusteredEffects(againstControl(drawn, arm)).riskDifference.p)
        const wrong = (values: readonly (number | null)[]) =>
          values.some(
            (value, place) => trial.risks[place + 1] === trial.risks[0] && value !== null && value < 0.05,
          )
        return [happened(wrong(adjustP(p, 'holm'))), happened(wrong(p))]
      }
    },
  }
}

/** Holm over the arms of a trial. */
export const assistedHolm: Study = {
  id: 'assisted-holm',
  source: import.meta.url,
  method: 'mult.adjust',
  title: 'Holm over the arms of an assisted-use trial',
  setting:
    'Three arms against one control, sizes as above. An error is any arm that is told apart although its true difference from control ' +
    'is 0. For contrast: the p-values as they are.',
  remark: 'The arms share the control, so that their p-values are correlated, which Holm does not use.',
  measures: [test('any false rejection'), contrast(test('unadjusted'))],
  designs: [
    holmDesign('three arms equal to control', { ...oxfordSizes, risks: [0.4, 0.4, 0.4, 0.4] }, 250),
    holmDesign('one arm 10 points better', { ...oxfordSizes, risks: [0.4, 0.4, 0.4, 0.5] }),
    holmDesign('large case by arm variance (0.8)', {
      ...oxfordSizes,
      risks: [0.4, 0.4, 0.4, 0.4],
      caseByArmSd: 0.8,
    }),
  ],
}
