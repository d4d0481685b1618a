import type { TrainedModel } from '../../learning/model/trained-model.ts'
import type { ReleasedVersion } from '../../learning/serving/release.ts'
import { servedVersion } from '../../learning/serving/release-state.ts'
import { problem } from '../../problem.ts'
import type { ModelWriter } from '../search/model-writer.ts'
import { type OpenSearch, openSearch } from '../search/open-search.ts'
import { keptModel } from './kept-models.ts'
import { readReleases } from './release-log.ts'

/**
 * Opens what the record of releases says shall answer the questions that come to a corpus: its model, and its index, which may be
 * that of another corpus. Where nothing was released, what needs no training answers.
 *
 * @throws ProblemError those of `readReleases`, `modelOf` and `openSearch`.
 */
export async function openReleased(
  corpus: string,
  writer: ModelWriter | null,
  near = '.',
): Promise<OpenSearch> {
  const { state } = await readReleases(corpus, near)
  const version = servedVersion(state)
  const model = await modelOf(version, near)
  const open = await openSearch(version?.index.corpus ?? corpus, writer, near, model)
  return { ...open, corpus }
}

/** The model of a version; null: none. @throws ProblemError MODEL_NOT_KEPT, RELEASE_MODEL where its file is another one now. */
export async function modelOf(version: ReleasedVersion | null, near = '.'): Promise<TrainedModel | null> {
  if (version === null || version.model === null) return null
  const { model, sha256 } = await keptModel(version.model.id, near)
  if (sha256 === version.model.sha256) return model
  throw problem(
    'RELEASE_MODEL',
    'The file of the released model is another one than was released.',
    'Put it back from a copy, or release another version.',
    { value: sha256, expected: version.model.sha256 },
  )
}
