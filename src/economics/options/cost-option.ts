import type { FigureValues } from '../assumptions/figure-names.ts'

export const optionIds = ['token', 'seat', 'own'] as const
export type OptionId = (typeof optionIds)[number]

/** What answers cost a month: a base, steps of so many answers, and every answer. In US dollars. */
export interface CostOption {
  /** Whatever the volume. */
  readonly base: number
  /** For each unit that is begun; one is there from the first answer on. */
  readonly perUnit: number
  /** Answers a month that one unit gives; null: it has no end. */
  readonly capacity: number | null
  readonly perAnswer: number
}

/** Tokens and searches of an answer at their prices. */
export function tokenCost(values: FigureValues): number {
  return (
    (values.inputTokens * values.inputPrice + values.outputTokens * values.outputPrice) / 1e6 +
    values.searches * values.searchFee
  )
}

/** What reviewers are paid for so many comparisons. */
export function judgingCost(comparisons: number, values: FigureValues): number {
  return (comparisons * values.minutesPerComparison * values.reviewerHour) / 60
}

/** Answers a month of all clinicians, whole. */
export function monthlyVolume({ clinicians, answersPerClinician }: FigureValues): number {
  return Math.round(clinicians * answersPerClinician)
}

/** Parts of what an own model costs a month besides units and answers. */
export function ownBase(values: FigureValues) {
  return {
    training: values.training / values.usefulMonths,
    judging: judgingCost(values.trainingComparisons, values) / values.usefulMonths,
    trials: (values.ownTrials * judgingCost(values.trialComparisons, values)) / 12,
    operations: values.operations,
  }
}

/**
 * The three ways to get answers. What is bought is put to a trial too, and a seat is a unit with as many answers as one
 * clinician asks for.
 *
 * @param perAnswer Cost of an answer that is bought by the token: measured, or `tokenCost`.
 */
export function costOptions(
  values: FigureValues,
  perAnswer = tokenCost(values),
): Readonly<Record<OptionId, CostOption>> {
  const bought = (values.boughtTrials * judgingCost(values.trialComparisons, values)) / 12
  const { training, judging, trials, operations } = ownBase(values)
  return {
    token: { base: bought, perUnit: 0, capacity: null, perAnswer },
    seat: { base: bought, perUnit: values.seatPrice, capacity: values.answersPerClinician, perAnswer: 0 },
    own: {
      base: training + judging + trials + operations,
      perUnit: values.hosting,
      capacity: values.capacity,
      perAnswer: values.ownPerAnswer,
    },
  }
}

/** Units that a volume needs; at least one. @param volume Answers a month, at least 0. */
export function unitsOf({ capacity }: CostOption, volume: number): number {
  if (capacity === null) return 1
  return Math.max(1, Math.ceil(volume / Math.max(1, Math.floor(capacity))))
}

/** US dollars a month for so many answers. */
export function monthlyCost(option: CostOption, volume: number): number {
  return option.base + unitsOf(option, volume) * option.perUnit + volume * option.perAnswer
}
