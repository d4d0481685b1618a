import type { Claim } from '../ledger/claim-schema.ts'
import type { LedgerIndex } from '../ledger/ledger.ts'
import { valuesOfFactor } from '../ledger/study-schema.ts'
import type { BrokenLedgerRule } from './broken-ledger-rule.ts'
import { sizeRules } from './count-rules.ts'
import { effectRules } from './effect-rules.ts'

type Broken = Omit<BrokenLedgerRule, 'list' | 'entry'>

/** Rules between the fields of one claim. */
export function brokenClaims(index: LedgerIndex): BrokenLedgerRule[] {
  return index.ledger.claims.flatMap((claim, entry) =>
    [
      ...weakestMark(claim),
      ...kindRules(claim),
      ...effectRules(claim),
      ...sizeRules(claim),
      ...systemsNamed(claim),
      ...levelRules(claim),
    ].map((broken): BrokenLedgerRule => ({ list: 'claims', entry, ...broken })),
  )
}

/** A claim whose figures are secondary says so itself. */
function weakestMark(claim: Claim): Broken[] {
  const facts = [
    ...(claim.effect === null ? [] : [claim.effect.value, claim.effect.interval, claim.effect.n]),
    ...claim.figures.flatMap(({ value, interval, n }) => [value, interval ?? null, n ?? null]),
  ]
  const secondary = facts.some((fact) => fact !== null && fact.value !== null && fact.access === 'S')
  return secondary && claim.access !== 'S'
    ? [
        {
          code: 'LEDGER_MARK_TOO_STRONG',
          path: ['access'],
          message: 'A figure of the claim is secondary, so the claim is.',
          value: claim.access,
          expected: 'S',
          remedy: 'Write S, or read the figure at its source.',
        },
      ]
    : []
}

function kindRules(claim: Claim): Broken[] {
  const broken: Broken[] = []
  const rule = (code: string, path: string, message: string, remedy: string) =>
    broken.push({ code, path: [path], message, value: null, expected: null, remedy })
  if (claim.kind === 'result') {
    if (claim.study === null)
      rule(
        'LEDGER_RESULT_WITHOUT_STUDY',
        'study',
        'A result rests on a study.',
        'Name the study, or change the kind.',
      )
    if (claim.outcome === null)
      rule('LEDGER_RESULT_WITHOUT_OUTCOME', 'outcome', 'A result is of an outcome.', 'Name the outcome.')
    if (claim.systems.length === 0)
      rule('LEDGER_RESULT_WITHOUT_SYSTEM', 'systems', 'A result is of systems.', 'Name them.')
  } else if (claim.effect !== null)
    rule(
      'LEDGER_EFFECT_WITHOUT_RESULT',
      'effect',
      `Only a result has an effect, and this is ${claim.kind === 'opinion' || claim.kind === 'amplification' ? 'an' : 'a'} ${claim.kind}.`,
      'Leave the effect out, or write its figures under figures.',
    )
  return broken
}

/** The values between which an influence was measured are values of its factor, and there is an effect. */
function levelRules({ factor, levels, effect }: Claim): Broken[] {
  if (levels === undefined) return []
  if (factor === null || factor === 'position' || factor === 'length' || effect === null)
    return [
      {
        code: 'LEDGER_LEVELS',
        path: ['levels'],
        message: 'Levels are of an effect of a design factor.',
        value: factor,
        expected: 'a claim with an effect and a design factor',
        remedy: 'Leave the levels out, or name both.',
      },
    ]
  const legal = valuesOfFactor(factor)
  return (['from', 'to'] as const).flatMap((side) =>
    levels[side].flatMap((value, place) =>
      legal === null || legal.includes(value)
        ? []
        : [
            {
              code: 'LEDGER_LEVELS',
              path: ['levels', side, place],
              message: 'The factor has no such value.',
              value,
              expected: legal.join(', '),
              remedy: 'Name values that the design of a study can have.',
            },
          ],
    ),
  )
}

/** What an effect or a figure is of stands among the systems of the claim, with its version. */
function systemsNamed({ systems, effect, figures }: Claim): Broken[] {
  const named = new Set(systems.map(({ system }) => system))
  const used = [
    ...(effect === null
      ? []
      : [
          ...effect.of.map((id, place) => ({ id, path: ['effect', 'of', place] })),
          ...effect.against.map((id, place) => ({ id, path: ['effect', 'against', place] })),
        ]),
    ...figures.flatMap(({ system }, place) =>
      system === null ? [] : [{ id: system, path: ['figures', place, 'system'] }],
    ),
  ]
  return used
    .filter(({ id }) => !named.has(id))
    .map(({ id, path }) => ({
      code: 'LEDGER_SYSTEM_UNNAMED',
      path,
      message: 'The claim gives a figure of a system that is not among its systems.',
      value: id,
      expected: [...named].join(', ') || null,
      remedy: 'Add it to systems, with its version.',
    }))
}
