import type { Claim, Effect } from '../ledger/claim-schema.ts'
import { designOf, type LedgerIndex } from '../ledger/ledger.ts'
import type { ReportedStudy } from '../ledger/study-schema.ts'
import { type Subgroup, subgroupOf } from './independence.ts'
import { type PoolingScale, type ScaledInterval, scaledEffect } from './pooling-scale.ts'

/** How alike the two sides of contrasts must be: the same systems whatever their version, or systems of the same kinds. */
export type ContrastRule = 'systems' | 'kinds'

/** What must be the same of two claims before they may be pooled. */
export interface PoolingKey {
  readonly outcome: string
  readonly form: string
  readonly scale: PoolingScale
  /** Words of the scale of marks; of differences of means alone, since those of two scales are unlike. */
  readonly marks: string | null
  /** The unit in the words of the claim; null where the scale has none (odds, ratios, standardised differences). */
  readonly unit: string | null
  readonly first: string
  readonly second: string
  /** Invented data are never pooled with real ones. */
  readonly sample: boolean
}

/** A claim that can enter a meta-analysis. */
export interface PoolableClaim {
  readonly claim: Claim
  readonly effect: Effect
  readonly study: ReportedStudy
  readonly key: PoolingKey
  /** Whether the claim tells the contrast from the second side of the key; the estimate is of the first side all the same. */
  readonly turned: boolean
  readonly estimate: number
  readonly variance: number
  /** The study's own, on the pooling scale. */
  readonly interval: ScaledInterval
  readonly n: number | null
  readonly subgroup: Subgroup
}

/** A claim with an effect that cannot enter, and why. */
export interface UnpoolableClaim {
  readonly claim: string
  readonly reason: string
}

/** Reads a claim for pooling; null for a claim without an effect. */
export function poolable(
  index: LedgerIndex,
  claim: Claim,
  contrast: ContrastRule,
): PoolableClaim | UnpoolableClaim | null {
  const { effect, outcome } = claim
  const study = claim.study === null ? undefined : index.studies.get(claim.study)
  if (effect === null) return null
  const refused = (reason: string): UnpoolableClaim => ({ claim: claim.id, reason })
  const design = designOf(index, claim)
  if (claim.kind !== 'result' || outcome === null || study === undefined || design === null)
    return refused('It is no result of a study.')
  if (design.form.value === null) return refused('Its form of marking is not known.')
  const scaled = scaledEffect(effect)
  if (scaled.reason !== null) return refused(scaled.reason)
  if (scaled.scale === 'mean-difference' && design.scale.value === null)
    return refused('Its scale of marks is not known.')
  const sides = [sideOf(index, effect.of, contrast), sideOf(index, effect.against, contrast)] as const
  if (sides[0] === sides[1]) return refused(`Both sides of its contrast are of the kind ${sides[0]}.`)
  // A contrast that is told from the other side is the same contrast with the other sign.
  const turned = sides[0] > sides[1]
  return {
    claim,
    effect,
    study,
    key: {
      outcome,
      form: design.form.value,
      scale: scaled.scale,
      marks: scaled.scale === 'mean-difference' ? design.scale.value : null,
      unit: withUnit.includes(scaled.scale) ? oneSpaced(effect.unit) : null,
      first: turned ? sides[1] : sides[0],
      second: turned ? sides[0] : sides[1],
      sample: study.sample,
    },
    turned,
    estimate: turned ? -scaled.estimate : scaled.estimate,
    variance: scaled.variance,
    interval: turned ? turnedInterval(scaled.interval) : scaled.interval,
    n: effect.n.value,
    subgroup: subgroupOf(index, claim, study),
  }
}

export function isPoolable(read: PoolableClaim | UnpoolableClaim): read is PoolableClaim {
  return 'key' in read
}

/** The same interval of the contrast told from the other side. */
export function turnedInterval({ lower, upper, level }: ScaledInterval): ScaledInterval {
  return { lower: -upper, upper: -lower, level }
}

/** Scales that are in a unit: 0.10 of a share and 10 points are unlike. */
const withUnit: readonly PoolingScale[] = ['risk-difference', 'mean-difference', 'difference-of-differences']

function oneSpaced(words: string): string {
  return words.trim().toLowerCase().replaceAll(/\s+/g, ' ')
}

function sideOf(index: LedgerIndex, systems: readonly string[], contrast: ContrastRule): string {
  const names = contrast === 'systems' ? systems : systems.map((id) => index.systems.get(id)?.kind ?? 'other')
  return [...new Set(names)].sort().join(', ')
}
