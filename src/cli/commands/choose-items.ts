import type { Item } from '../../items/item.ts'
import { type Sample, sampleItems } from '../../items/sample.ts'
import { stratumOf } from '../../items/strata.ts'
import { problem } from '../../problem.ts'
import { createGenerator } from '../../statistics/random/generator.ts'

/** Which of the items a person wants. */
export interface ChoiceOptions {
  readonly sample?: number | undefined
  readonly by?: string | undefined
  readonly equal?: boolean | undefined
  readonly seed?: number | undefined
  readonly only?: readonly string[] | undefined
}

export interface Chosen extends Sample {
  /** Items that `--only` left out, and that the sample did not draw. */
  readonly filtered: number
  readonly notDrawn: number
  /** How the sample was drawn, in words; null where all were taken. */
  readonly how: string | null
  readonly seed: number | null
}

/**
 * Takes the items of the strata asked for, and draws the sample asked for.
 *
 * @throws ProblemError ITEMS_ONLY, ITEMS_NO_SAMPLE, SAMPLE_SIZE or SAMPLE_STRATUM.
 */
export function chooseItems(items: readonly Item[], options: ChoiceOptions, protocolSeed: number): Chosen {
  const kept = (options.only ?? [])
    .map(stratumValue)
    .reduce((left, [name, value]) => left.filter((item) => stratumOf(item.strata, name) === value), items)
  if (kept.length === 0)
    throw problem('ITEMS_ONLY', 'No item has all the strata that --only asks for.', 'Correct them.', {
      place: { field: '--only' },
      value: (options.only ?? []).join(' '),
    })
  const filtered = items.length - kept.length
  refuseWithoutSample(options)
  if (options.sample === undefined)
    return { items: kept, strata: [], filtered, notDrawn: 0, how: null, seed: null }
  const seed = options.seed ?? protocolSeed
  const by = options.by === undefined ? [] : options.by.split(',').map((name) => name.trim())
  const allocation = options.equal === true ? 'equal' : 'proportional'
  const sample = sampleItems(kept, {
    size: options.sample,
    by,
    allocation,
    source: (purpose) => createGenerator(seed, 'items', purpose),
  })
  const strata = by.length === 0 ? 'simple random' : `${allocation} by ${by.join(', ')}`
  const how = `${options.sample} of ${kept.length}, ${strata}, seed ${seed}`
  return { ...sample, filtered, notDrawn: kept.length - options.sample, how, seed }
}

function refuseWithoutSample({ sample, by, equal, seed }: ChoiceOptions): void {
  const given = Object.entries({ by, equal, seed }).find(([, value]) => value !== undefined)
  if (sample !== undefined || given === undefined) return
  throw problem(
    'ITEMS_NO_SAMPLE',
    'This option says how to draw a sample, and none is asked for.',
    'Add --sample.',
    {
      place: { field: given[0] },
    },
  )
}

function stratumValue(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)]
  throw problem(
    'ITEMS_ONLY',
    'The stratum and its value cannot be told apart.',
    'Write --only stratum=value.',
    {
      place: { field: '--only' },
      value: text,
    },
  )
}
