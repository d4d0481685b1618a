import { readModel } from '../../learning/model/read-model.ts'
import type { TrainedModel } from '../../learning/model/trained-model.ts'
import { featureSchemaHash } from '../../search/rank/features/feature-schema.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'

/**
 * Reads the file of a trained ranker that an option names.
 *
 * @throws ProblemError as `readTextFile` and `readModel` do: among others MODEL_FEATURES where it was trained on other features than
 * this version computes.
 */
export function readRankerModel(path: string, option = '--model'): Promise<TrainedModel> {
  return read(path, option, featureSchemaHash)
}

/** The same of a ranker that may have been trained on other features, for a gate to say so. */
export function readRankerOfAnyFeatures(path: string, option: string): Promise<TrainedModel> {
  return read(path, option, null)
}

async function read(path: string, option: string, featureSchemaSha256: string | null): Promise<TrainedModel> {
  const { text } = await readTextFile(path, option)
  return readModel(text, shownPath(path), { kind: 'ranker', featureSchemaSha256 })
}
