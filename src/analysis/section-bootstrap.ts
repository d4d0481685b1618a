import { type ClusterBootstrapResult, clusterBootstrap } from '../statistics/bootstrap/cluster-bootstrap.ts'
import type { ContrastValues } from './contrast-values.ts'
import { clusterSums } from './pairwise-outcomes.ts'
import type { Contrast } from './results-schema.ts'

type BootstrapResult = NonNullable<Contrast['bootstrap']['byQuestion']>

/**
 * Bootstraps the means of many contrasts at once by resampling whole clusters; all contrasts share the draws.
 * Only clusters that hold a mark of some contrast are drawn.
 *
 * @param clustersOf The cluster codes of a contrast; null where they are not known.
 * @returns One result per contrast, null where clusters are not known or there are fewer than two.
 */
export function bootstrapContrasts(
  contrasts: readonly ContrastValues[],
  clustersOf: (contrast: ContrastValues) => Int32Array | null,
  options: { readonly resamples: number; readonly seed: number; readonly stream: readonly string[] },
): (BootstrapResult | null)[] {
  const codes = contrasts.map(clustersOf)
  if (codes.some((known) => known === null)) return contrasts.map(() => null)
  const { places, count } = denseCodes(codes)
  if (count < 2) return contrasts.map(() => null)
  const statistics = contrasts.length
  const numeratorSums = new Float64Array(count * statistics)
  const denominatorSums = new Float64Array(count * statistics)
  contrasts.forEach((contrast, statistic) => {
    const dense = Int32Array.from(codes[statistic] ?? [], (code) => places.get(code) ?? 0)
    const { sums, sizes } = clusterSums(contrast, dense, count)
    for (let cluster = 0; cluster < count; cluster += 1) {
      numeratorSums[cluster * statistics + statistic] = sums[cluster] ?? 0
      denominatorSums[cluster * statistics + statistic] = sizes[cluster] ?? 0
    }
  })
  return clusterBootstrap({
    numeratorSums,
    denominatorSums,
    clusters: count,
    statistics,
    resamples: options.resamples,
    seed: options.seed,
    stream: options.stream,
  }).map((result) => asResult(result, count, options.resamples))
}

function asResult(result: ClusterBootstrapResult, clusters: number, resamples: number): BootstrapResult {
  return {
    clusters,
    resamples,
    se: result.se,
    ci95: result.ci,
    fewClusters: result.fewClusters,
    undefinedResamples: result.undefinedReplicates,
  }
}

/** Codes in rising order renumbered from 0, so that the draws hang on the data alone. */
function denseCodes(codes: readonly (Int32Array | null)[]): { places: Map<number, number>; count: number } {
  const present = new Set<number>()
  for (const list of codes) for (const code of list ?? []) present.add(code)
  const places = new Map([...present].sort((left, right) => left - right).map((code, place) => [code, place]))
  return { places, count: places.size }
}
