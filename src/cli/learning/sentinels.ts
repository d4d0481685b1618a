import { rankerOfModel } from '../../learning/model/model-ranker.ts'
import type { ReleasedVersion } from '../../learning/serving/release.ts'
import type { SentinelOutcome } from '../../learning/watch/drift.ts'
import { sentinelOutcome } from '../../learning/watch/sentinel-outcome.ts'
import type { Rankings } from '../../search/evaluation/judgments.ts'
import { labelFreePrior } from '../../search/rank/prior.ts'
import { type GradesName, type ReadJudged, readJudged } from '../search/read-judged.ts'
import { runJudgedArms } from '../search/run-judged-arms.ts'
import { turns } from '../search/turns.ts'
import { modelOf } from './open-released.ts'

export interface SentinelOptions {
  /** Corpus that is asked where a version names no other. */
  readonly corpus: string
  readonly grades: GradesName | null
  readonly near: string
}

/** The served version against the one before it, on frozen questions that were judged. Null versions are the label-free prior. */
export async function askSentinels(
  paths: readonly string[],
  versions: { readonly served: ReleasedVersion | null; readonly before: ReleasedVersion | null },
  options: SentinelOptions,
): Promise<SentinelOutcome> {
  const judged = await readJudged(paths, options.grades)
  const served = await firstsOf(judged, versions.served, options)
  return sentinelOutcome(judged.judgments, served, await firstsOf(judged, versions.before, options))
}

async function firstsOf(
  judged: ReadJudged,
  version: ReleasedVersion | null,
  { corpus, near }: SentinelOptions,
): Promise<Rankings> {
  const model = await modelOf(version, near)
  const ranker = model === null ? labelFreePrior : rankerOfModel(model)
  const isSearched = judged.set.mode === 'retrieval' && judged.set.pool === null
  const turn = turns()
  const { runs } = await runJudgedArms(
    judged,
    isSearched ? (version?.index.corpus ?? corpus) : null,
    { arms: new Set(['trained']), seed: 1, trained: () => ranker, onQuestion: turn },
    turn,
  )
  return new Map(
    [...(runs[0]?.rankings ?? [])].map(([question, list]) => [question, list.map(({ id }) => id)]),
  )
}
