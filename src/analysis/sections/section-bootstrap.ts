import type { Plan } from '../../protocol/plan.ts'
import {
  type ClusterBootstrapResult,
  clusterBootstrap,
} from '../../statistics/bootstrap/cluster-bootstrap.ts'
import type { Contrast } from '../results-schema.ts'
import type { SectionDraft } from './contrast-table.ts'
import type { ContrastValues } from './contrast-values.ts'
import type { SectionRows } from './sections.ts'

const manyClusters = 2000

type BootstrapResult = NonNullable<Contrast['bootstrap']['byQuestion']>

/**
 * Bootstraps the contrasts of all sections. Contrasts of one rendering that rest on the same clusters share
 * their draws: as a rule one comparison marked on several axes.
 *
 * @returns For every section its contrasts against the rest, then its pairs.
 */
export function bootstrapSections(
  rows: readonly SectionRows[],
  drafts: readonly SectionDraft[],
  plan: Plan,
): Contrast['bootstrap'][][] {
  const found: Contrast['bootstrap'][][] = rows.map(() => [])
  for (const rendering of new Set(rows.map((section) => section.rendering))) {
    const members = rows.flatMap((section, index) => (section.rendering === rendering ? [index] : []))
    const ofMember = members.map((index) => [...(drafts[index]?.rest ?? []), ...(drafts[index]?.pairs ?? [])])
    const values = ofMember.flatMap((list) => list.map((draft) => draft.values))
    const by = (kind: 'question' | 'reviewer') =>
      bootstrapContrasts(values, (contrast) => contrast[kind], {
        resamples: plan.resamples,
        seed: plan.seed,
        stream: ['bootstrap', rendering ?? '', kind],
      })
    const byQuestion = by('question')
    const byReviewer = by('reviewer')
    let next = 0
    members.forEach((index, place) => {
      for (const _ of ofMember[place] ?? []) {
        found[index]?.push({ byQuestion: byQuestion[next] ?? null, byReviewer: byReviewer[next] ?? null })
        next += 1
      }
    })
  }
  return found
}

/**
 * Bootstraps the means of many contrasts by resampling whole clusters, each contrast from its own clusters.
 *
 * @param clustersOf The cluster codes of a contrast; null where they are not known.
 * @returns One result per contrast, null where its clusters are not known or there are fewer than two.
 */
export function bootstrapContrasts(
  contrasts: readonly ContrastValues[],
  clustersOf: (contrast: ContrastValues) => Int32Array | null,
  options: { readonly resamples: number; readonly seed: number; readonly stream: readonly string[] },
): (BootstrapResult | null)[] {
  const results = new Array<BootstrapResult | null>(contrasts.length).fill(null)
  sharedClusters(contrasts, clustersOf).forEach((group, number) => {
    const count = group.clusters.length
    if (count < 2) return
    const statistics = group.members.length
    const places = new Map([...group.clusters].map((code, place) => [code, place]))
    const numeratorSums = new Float64Array(count * statistics)
    const denominatorSums = new Float64Array(count * statistics)
    group.members.forEach(({ contrast, codes }, statistic) => {
      contrast.values.forEach((value, row) => {
        const cell = (places.get(codes[row] ?? 0) ?? 0) * statistics + statistic
        numeratorSums[cell] = (numeratorSums[cell] ?? 0) + value
        denominatorSums[cell] = (denominatorSums[cell] ?? 0) + 1
      })
    })
    const bootstrapped = clusterBootstrap({
      numeratorSums,
      denominatorSums,
      clusters: count,
      statistics,
      resamples: options.resamples,
      seed: options.seed,
      stream: [...options.stream, String(number)],
    })
    group.members.forEach(({ index }, statistic) => {
      const result = bootstrapped[statistic]
      if (result !== undefined) results[index] = asResult(result, options.resamples)
    })
  })
  return results
}

interface ClusterGroup {
  /** Cluster codes, rising, so that the draws hang on the data alone. */
  readonly clusters: Int32Array
  readonly members: {
    readonly contrast: ContrastValues
    readonly codes: Int32Array
    readonly index: number
  }[]
}

function sharedClusters(
  contrasts: readonly ContrastValues[],
  clustersOf: (contrast: ContrastValues) => Int32Array | null,
): ClusterGroup[] {
  const groups = new Map<string, ClusterGroup>()
  contrasts.forEach((contrast, index) => {
    const codes = clustersOf(contrast)
    if (codes === null) return
    const clusters = Int32Array.from(new Set(codes)).sort()
    const key = clusters.join()
    const group = groups.get(key) ?? { clusters, members: [] }
    groups.set(key, group)
    group.members.push({ contrast, codes, index })
  })
  return mergeLarge([...groups.values()])
}

/**
 * Contrasts of very many clusters draw together from all of them. A contrast then also draws clusters that hold
 * none of its marks, which makes their number in a resample random; with thousands of clusters that changes an
 * interval by less than its Monte Carlo error, and it saves most of the time.
 */
function mergeLarge(groups: readonly ClusterGroup[]): ClusterGroup[] {
  const large = groups.filter((group) => group.clusters.length >= manyClusters)
  if (large.length < 2) return [...groups]
  const union = new Set<number>()
  for (const { clusters } of large) for (const code of clusters) union.add(code)
  return [
    ...groups.filter((group) => !large.includes(group)),
    { clusters: Int32Array.from(union).sort(), members: large.flatMap((group) => group.members) },
  ]
}

function asResult(result: ClusterBootstrapResult, resamples: number): BootstrapResult {
  return {
    clusters: result.clusters,
    resamples,
    se: result.se,
    ci95: result.ci,
    fewClusters: result.fewClusters,
    undefinedResamples: result.undefinedReplicates,
  }
}
