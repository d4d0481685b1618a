import type { TrainedModel } from '../../learning/model/trained-model.ts'
import { isModelId, keptModel } from './kept-models.ts'
import { readRankerModel } from './read-model-file.ts'

/** What `--model none` says: nothing trained, whatever was released. */
export const noModel = 'none'

/**
 * The model that an option names: a file, the name of one that the workspace keeps, or `none`, which is null.
 *
 * @throws ProblemError those of `keptModel` and `readRankerModel`.
 */
export async function chosenModel(name: string, near = '.'): Promise<TrainedModel | null> {
  if (name === noModel) return null
  return isModelId(name) ? (await keptModel(name, near)).model : readRankerModel(name)
}
