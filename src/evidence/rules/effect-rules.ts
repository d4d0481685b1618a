import { isRatio } from '../interval-at-level.ts'
import type { Claim, Effect } from '../ledger/claim-schema.ts'
import type { Fact } from '../ledger/fact.ts'
import type { BrokenLedgerRule } from './broken-ledger-rule.ts'

type Broken = Omit<BrokenLedgerRule, 'list' | 'entry'>

const legalRange = {
  'win-rate': [0, 100],
  'win-difference': [-100, 100],
  'risk-difference': [-100, 100],
  'difference-of-differences': [-200, 200],
  'odds-ratio': [Number.MIN_VALUE, Number.POSITIVE_INFINITY],
  'paired-odds-ratio': [Number.MIN_VALUE, Number.POSITIVE_INFINITY],
  'mean-difference': [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  'standardised-difference': [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
} as const satisfies Record<Effect['kind'], readonly [number, number]>

/** Rules of the numbers of a claim: ranges, intervals that hold their estimate, margins, sides. */
export function effectRules({ effect, figures }: Claim): Broken[] {
  const broken: Broken[] = figures.flatMap((figure, place) =>
    intervalRules(figure.value, figure.interval ?? null, ['figures', place]),
  )
  if (effect === null) return broken
  broken.push(...intervalRules(effect.value, effect.interval, ['effect']))
  const [lowest, highest] = legalRange[effect.kind]
  const value = effect.value.value
  if (value !== null && !(value >= lowest && value <= highest))
    broken.push({
      code: 'LEDGER_EFFECT_RANGE',
      path: ['effect', 'value', 'value'],
      message: `No ${effect.kind} has this value.`,
      value: String(value),
      expected: lowest === Number.MIN_VALUE ? 'a number above 0' : `${lowest} to ${highest}`,
      remedy: 'Shares are in percent, differences of shares in points, ratios are above 0.',
    })
  broken.push(...shareForPercent(effect), ...marginRules(effect))
  const both = effect.of.filter((system) => effect.against.includes(system))
  if (both.length > 0)
    broken.push({
      code: 'LEDGER_EFFECT_AGAINST_ITSELF',
      path: ['effect', 'against'],
      message: 'A system stands on both sides of the contrast.',
      value: both.join(', '),
      expected: 'each system on one side',
      remedy: 'Leave it out on one side.',
    })
  return broken
}

/** 0.55 for 55%: a win rate in percent between 0 and 1 is a share that was not multiplied. */
function shareForPercent({ kind, value: { value } }: Effect): Broken[] {
  if (kind !== 'win-rate' || value === null || value <= 0 || value > 1) return []
  return [
    {
      code: 'LEDGER_SHARE_FOR_PERCENT',
      path: ['effect', 'value', 'value'],
      message: 'A win rate is in percent, and this is a share.',
      value: String(value),
      expected: `0 to 100, such as ${Number((100 * value).toPrecision(12))}`,
      remedy: 'Write the value, its interval and its margin in percent.',
    },
  ]
}

/** A margin is a distance, above 0; of a ratio it is a ratio, above 1. */
function marginRules({ kind, margin: { value: margin } }: Effect): Broken[] {
  if (margin === null) return []
  const ratio = isRatio(kind)
  const most = kind === 'win-rate' ? 50 : legalRange[kind][1]
  if (margin > (ratio ? 1 : 0) && margin < most) return []
  return [
    {
      code: 'LEDGER_MARGIN',
      path: ['effect', 'margin', 'value'],
      message: `No ${kind} has this margin.`,
      value: String(margin),
      expected: ratio
        ? 'a ratio above 1'
        : `a number above 0${Number.isFinite(most) ? ` and below ${most}` : ''}`,
      remedy: ratio
        ? '1.25 means 0.8 to 1.25: write the larger of the two.'
        : 'Write the distance without a sign: 10 means 10 to either side.',
    },
  ]
}

function intervalRules(
  value: Fact<number>,
  interval: Fact<{ readonly lower: number; readonly upper: number }> | null,
  path: readonly (string | number)[],
): Broken[] {
  if (interval === null || interval.value === null) return []
  const { lower, upper } = interval.value
  const place = {
    code: 'LEDGER_INTERVAL',
    path: [...path, 'interval', 'value'],
    value: `${lower} to ${upper}`,
  }
  if (lower > upper)
    return [
      {
        ...place,
        message: 'The ends of the interval are swapped: lower is above upper.',
        expected: `${upper} to ${lower}`,
        remedy: 'Swap lower and upper, and compare both with the source.',
      },
    ]
  if (value.value === null || (lower <= value.value && value.value <= upper)) return []
  return [
    {
      ...place,
      message: 'The interval does not hold its estimate.',
      expected: `an interval around ${value.value}`,
      remedy: 'Compare both with the source.',
    },
  ]
}
