import type { Plan } from '../../protocol/plan.ts'
import {
  type ClusterBootstrapResult,
  summariseReplicates,
} from '../../statistics/bootstrap/cluster-bootstrap.ts'
import { sharedFloats } from '../../workers/shared-arrays.ts'
import type { ComputeReplicates, ReplicateJob } from '../compute-replicates.ts'
import type { Contrast } from '../results-schema.ts'
import type { SectionDraft } from './contrast-table.ts'
import type { ContrastValues } from './contrast-values.ts'
import type { SectionRows } from './sections.ts'

const manyClusters = 2000

type BootstrapResult = NonNullable<Contrast['bootstrap']['byQuestion']>

/**
 * Bootstraps the contrasts of all sections, each from its own clusters. Contrasts of one rendering that rest on the
 * same clusters share their draws: as a rule one comparison marked on several axes.
 *
 * @returns For every section its contrasts against the rest, then its pairs. A result is null where clusters are not
 * known or there are fewer than two.
 */
export async function bootstrapSections(
  rows: readonly SectionRows[],
  drafts: readonly SectionDraft[],
  plan: Plan,
  compute: ComputeReplicates,
  onProgress: (done: number, total: number) => void,
): Promise<Contrast['bootstrap'][][]> {
  const contrasts = rows.map((_, index) => [...(drafts[index]?.rest ?? []), ...(drafts[index]?.pairs ?? [])])
  const jobs = [...new Set(rows.map((section) => section.rendering))].flatMap((rendering) => {
    const members = rows.flatMap((section, place) =>
      section.rendering === rendering
        ? (contrasts[place] ?? []).map(({ values }, index) => ({ values, section: place, index }))
        : [],
    )
    return (['question', 'reviewer'] as const).flatMap((kind) =>
      sharedClusters(members, kind).flatMap((group, number) =>
        group.clusters.length < 2
          ? []
          : [
              {
                kind,
                group,
                job: replicateJob(group, plan, ['bootstrap', rendering ?? '', kind, String(number)]),
              },
            ],
      ),
    )
  })
  const replicates = await compute(
    jobs.map(({ job }) => job),
    onProgress,
  )
  const found = contrasts.map((list) =>
    list.map((): Contrast['bootstrap'] => ({ byQuestion: null, byReviewer: null })),
  )
  jobs.forEach(({ kind, group, job }, place) => {
    const results = summariseReplicates(job.source, replicates[place] ?? new Float64Array(0))
    group.members.forEach(({ section, index }, statistic) => {
      const [entry, result] = [found[section]?.[index], results[statistic]]
      if (entry === undefined || result === undefined) return
      entry[kind === 'question' ? 'byQuestion' : 'byReviewer'] = asResult(result, plan.resamples)
    })
  })
  return found
}

/** Sums of values and numbers of rows by cluster, on shared memory. */
function replicateJob(group: ClusterGroup, plan: Plan, stream: readonly string[]): ReplicateJob {
  const clusters = group.clusters.length
  const statistics = group.members.length
  const places = new Int32Array((group.clusters.at(-1) ?? -1) + 1)
  group.clusters.forEach((code, place) => {
    places[code] = place
  })
  const numeratorSums = sharedFloats(clusters * statistics)
  const denominatorSums = sharedFloats(clusters * statistics)
  group.members.forEach(({ values: { values }, codes }, statistic) => {
    for (let row = 0; row < values.length; row += 1) {
      const cell = (places[codes[row] ?? 0] ?? 0) * statistics + statistic
      numeratorSums[cell] = (numeratorSums[cell] ?? 0) + (values[row] ?? 0)
      denominatorSums[cell] = (denominatorSums[cell] ?? 0) + 1
    }
  })
  return {
    source: { numeratorSums, denominatorSums, clusters, statistics, seed: plan.seed, stream },
    resamples: plan.resamples,
  }
}

/** A contrast, with its section and its place among the contrasts of that section. */
interface Member {
  readonly values: ContrastValues
  readonly section: number
  readonly index: number
}

interface ClusterGroup {
  /** Cluster codes, rising, so that the draws hang on the data alone. */
  readonly clusters: Int32Array
  readonly members: (Member & { readonly codes: Int32Array })[]
}

function sharedClusters(members: readonly Member[], kind: 'question' | 'reviewer'): ClusterGroup[] {
  const groups: ClusterGroup[] = []
  for (const member of members) {
    const codes = member.values[kind]
    if (codes === null) continue
    const clusters = risingCodes(codes)
    const group = groups.find((other) => sameCodes(other.clusters, clusters))
    if (group === undefined) groups.push({ clusters, members: [{ ...member, codes }] })
    else group.members.push({ ...member, codes })
  }
  return mergeLarge(groups)
}

/** The distinct codes, none of which is negative, in rising order. */
function risingCodes(codes: Int32Array): Int32Array {
  let largest = -1
  for (let row = 0; row < codes.length; row += 1) largest = Math.max(largest, codes[row] ?? 0)
  const present = new Uint8Array(largest + 1)
  let count = 0
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? 0
    if (present[code] === 0) count += 1
    present[code] = 1
  }
  const rising = new Int32Array(count)
  let next = 0
  for (let code = 0; code <= largest; code += 1) {
    if (present[code] === 0) continue
    rising[next] = code
    next += 1
  }
  return rising
}

function sameCodes(left: Int32Array, right: Int32Array): boolean {
  return left.length === right.length && left.every((code, place) => code === right[place])
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
