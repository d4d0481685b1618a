import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type GateResults, gateResultsSchema } from '../../learning/gate/gate-results.ts'
import { cardMarkdown } from '../../learning/model/card/card-markdown.ts'
import { type ModelCard, modelCardSchema } from '../../learning/model/card/model-card.ts'
import { modelText } from '../../learning/model/model-text.ts'
import { readModel } from '../../learning/model/read-model.ts'
import type { TrainedModel } from '../../learning/model/trained-model.ts'
import { textSha256 } from '../../learning/preferences/text-sha256.ts'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import { writeDurableText } from '../../search/files/durable-file.ts'
import { featureSchemaHash } from '../../search/rank/features/feature-schema.ts'
import { errorCode } from '../../store/embedded/error-code.ts'
import { findWorkspace } from '../../store/find-workspace.ts'
import { shownPath } from '../study-folder.ts'

/** A model that a workspace keeps, so that it can answer again whatever became of the file that it came from. */
export interface KeptModel {
  readonly model: TrainedModel
  /** SHA-256 of its file. */
  readonly sha256: string
  /** Null where none was beside the file that it came from. */
  readonly card: ModelCard | null
  /** Reports of gates that it went through, by the SHA-256 of their files. */
  readonly gates: ReadonlyMap<string, GateResults>
}

const idPattern = /^ranker-[0-9a-f]{12}$/

/** Whether this is the name of a model and no file. */
export function isModelId(name: string): boolean {
  return idPattern.test(name)
}

/** @throws ProblemError MODEL_NOT_KEPT, and those of `readModel`. */
export async function keptModel(id: string, near = '.'): Promise<KeptModel> {
  const folder = join(await modelsFolder(near), id)
  const file = join(folder, 'model.json')
  const text = await textOrNull(file)
  if (text === null)
    throw problem(
      'MODEL_NOT_KEPT',
      'The workspace keeps no model of this name.',
      'Name the file of the model; `equipoise promote` keeps it here. `equipoise releases` lists what is kept.',
      { value: id, place: { file: shownPath(file) } },
    )
  const model = readModel(text, shownPath(file), { kind: 'ranker', featureSchemaSha256: featureSchemaHash })
  return { model, sha256: textSha256(text), card: await cardIn(folder), gates: await gatesIn(folder) }
}

/** All models of a workspace by their names. Those that this version of the software cannot use are left out. */
export async function keptModels(near = '.'): Promise<readonly KeptModel[]> {
  const names = (await namesIn(await modelsFolder(near))).filter(isModelId).sort()
  const models: KeptModel[] = []
  for (const name of names) {
    const kept = await keptModel(name, near).catch(() => null)
    if (kept !== null) models.push(kept)
  }
  return models
}

/** Keeps a model with its card; one that is kept already stays as it is. @param card Null: none is known. */
export async function keepModel(model: TrainedModel, card: ModelCard | null, near = '.'): Promise<void> {
  const folder = join(await modelsFolder(near), model.id)
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'model.json')
  const text = modelText(model)
  if ((await textOrNull(file)) !== text) await writeDurableText(file, text)
  if (card !== null) {
    await writeDurableText(join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`)
    await writeDurableText(join(folder, 'card.md'), cardMarkdown(card))
  }
}

/** Keeps the report of a gate beside the model that went through it. */
export async function keepGate(id: string, text: string, near = '.'): Promise<void> {
  const folder = join(await modelsFolder(near), id, 'gates')
  await mkdir(folder, { recursive: true })
  await writeDurableText(join(folder, `${textSha256(text)}.json`), text)
}

async function modelsFolder(near: string): Promise<string> {
  return join(await findWorkspace(near), '.equipoise', 'models')
}

async function cardIn(folder: string): Promise<ModelCard | null> {
  const text = await textOrNull(join(folder, 'card.json'))
  return text === null ? null : (modelCardSchema.safeParse(parsedJson(text)).data ?? null)
}

async function gatesIn(folder: string): Promise<ReadonlyMap<string, GateResults>> {
  const gates = new Map<string, GateResults>()
  for (const name of [...(await namesIn(join(folder, 'gates')))].sort()) {
    const text = await textOrNull(join(folder, 'gates', name))
    const report = text === null ? undefined : gateResultsSchema.safeParse(parsedJson(text)).data
    if (report !== undefined) gates.set(name.replace(/\.json$/, ''), report)
  }
  return gates
}

async function textOrNull(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })
}
