import type { Plan } from '../../protocol/plan.ts'
import {
  type ClusterBootstrapResult,
  summariseColumns,
} from '../../statistics/bootstrap/cluster-bootstrap.ts'
import { type Column, joinColumns } from '../../statistics/bootstrap/compressed-columns.ts'
import type { ComputeReplicates, ReplicateJob } from '../compute-replicates.ts'
import type { Contrast } from '../results-schema.ts'
import { sharedColumns } from '../shared-columns.ts'
import { type ClusterGroup, clusterTotals, type Member, sharedClusters } from './cluster-groups.ts'
import type { SectionDraft } from './contrast-table.ts'
import type { SectionRows } from './sections.ts'

type BootstrapResult = NonNullable<Contrast['bootstrap']['byQuestion']>

const kinds = ['question', 'reviewer'] as const

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
  const found = drafts.map(({ rest, pairs }) =>
    [...rest, ...pairs].map((): Contrast['bootstrap'] => ({ byQuestion: null, byReviewer: null })),
  )
  const jobs = [...new Set(rows.map((section) => section.rendering))].flatMap((rendering) => {
    const own = rows.map((section, place) => (section.rendering === rendering ? drafts[place] : undefined))
    const members = membersOf(own)
    return kinds.flatMap((kind) =>
      sharedClusters(members[kind]).flatMap((group, number) => {
        const stream = ['bootstrap', rendering ?? '', kind, String(number)]
        return group.clusters.length < 2 ? [] : [{ kind, group, job: replicateJob(group, plan, stream) }]
      }),
    )
  })
  const replicates = await compute(
    jobs.map(({ job }) => job),
    onProgress,
  )
  jobs.forEach(({ kind, group, job }, place) => {
    const results = summariseColumns(job.source, replicates[place] ?? new Float64Array(0))
    group.members.forEach(({ section, index }, statistic) => {
      const [entry, result] = [found[section]?.[index], results[statistic]]
      if (entry === undefined || result === undefined) return
      entry[kind === 'question' ? 'byQuestion' : 'byReviewer'] = asResult(result, plan.resamples)
    })
  })
  return found
}

/** The totals of all contrasts by clusters of either kind; the values themselves are let go one by one. */
function membersOf(drafts: readonly (SectionDraft | undefined)[]): Record<(typeof kinds)[number], Member[]> {
  const members: Record<(typeof kinds)[number], Member[]> = { question: [], reviewer: [] }
  drafts.forEach((draft, section) => {
    if (draft === undefined) return
    for (const [index, contrast] of [...draft.rest, ...draft.pairs].entries()) {
      const values = contrast.values()
      for (const kind of kinds) {
        const codes = values[kind]
        if (codes !== null) members[kind].push({ section, index, ...clusterTotals(values.values, codes) })
      }
    }
  })
  return members
}

/** The totals of a group on shared memory, so that no thread needs a copy. */
function replicateJob(group: ClusterGroup, plan: Plan, stream: readonly string[]): ReplicateJob {
  const places = new Int32Array((group.clusters.at(-1) ?? -1) + 1)
  group.clusters.forEach((code, place) => {
    places[code] = place
  })
  const columns = joinColumns(
    group.members.map(
      ({ clusters, sums, sizes }): Column => ({
        cluster: clusters.map((code) => places[code] ?? 0),
        numerator: sums,
        denominator: sizes,
      }),
    ),
    group.clusters.length,
  )
  return {
    source: { columns: sharedColumns(columns), clusters: group.clusters.length, seed: plan.seed, stream },
    resamples: plan.resamples,
  }
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
