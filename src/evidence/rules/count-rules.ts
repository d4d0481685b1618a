import type { Claim, Effect } from '../ledger/claim-schema.ts'
import type { BrokenLedgerRule } from './broken-ledger-rule.ts'

type Broken = Omit<BrokenLedgerRule, 'list' | 'entry'>

const inPoints: readonly Effect['kind'][] = ['win-rate', 'win-difference', 'risk-difference']

/** Counts of wins, ties and losses give the value that stands beside them, and what is in points is in points. */
export function sizeRules({ effect }: Claim): Broken[] {
  return effect === null ? [] : [...countRules(effect), ...unitRules(effect)]
}

function countRules({ kind, value, counts }: Effect): Broken[] {
  const votes = counts?.value ?? null
  if (votes === null || value.value === null) return []
  const { wins, ties, losses } = votes
  const n = wins + ties + losses
  const counted =
    n === 0
      ? null
      : kind === 'win-difference'
        ? (100 * (wins - losses)) / n
        : kind === 'win-rate'
          ? (100 * (wins + ties / 2)) / n
          : null
  if (counted === null || Math.abs(counted - value.value) <= halfOfLastDigit(value.value)) return []
  return [
    {
      code: 'LEDGER_COUNTS',
      path: ['effect', 'counts', 'value'],
      message: 'The counts do not give the value.',
      value: `${wins} wins, ${ties} ties, ${losses} losses, which is ${Number(counted.toPrecision(4))}`,
      expected: `counts that give ${value.value}, rounded as it is`,
      remedy: 'Compare both with the source; where the value is adjusted, leave the counts out.',
    },
  ]
}

/** What rounding to the decimals of a number can have taken away. */
function halfOfLastDigit(value: number): number {
  const decimals = (String(value).split('.')[1] ?? '').length
  return 0.5 * Number(`1e-${decimals}`) + 1e-9
}

function unitRules({ kind, unit }: Effect): Broken[] {
  if (!inPoints.includes(kind) || !/\b(?:share|fraction|proportion)s?\b|\b0 to 1\b/i.test(unit)) return []
  return [
    {
      code: 'LEDGER_EFFECT_UNIT',
      path: ['effect', 'unit'],
      message: `A ${kind} is in ${kind === 'win-rate' ? 'percent' : 'points'}, and its unit says what n counts.`,
      value: unit,
      expected: 'comparisons, questions, visits or the like',
      remedy: 'Write the value, the interval and the margin times 100, and what n counts as the unit.',
    },
  ]
}
