import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { modelCardSchema } from '../../src/learning/model/card/model-card.ts'
import { modelId, modelText } from '../../src/learning/model/model-text.ts'
import { trainedModelSchema } from '../../src/learning/model/trained-model.ts'
import { gradedCandidates, gradedQuestions } from './graded-questions.ts'
import { type SearchWorkspace, searchWorkspace } from './search-workspace.ts'

export interface TrainedWorkspace extends SearchWorkspace {
  /** Runs a command that must end well, and gives what it printed. */
  done(...given: readonly string[]): Promise<string>
  /** The same with `--json`, as data whose shape the test is about. */
  json(...given: readonly string[]): ReturnType<typeof JSON.parse>
  /** Codes of the problems of a command that must not end well. */
  refused(...given: readonly string[]): Promise<readonly string[]>
  readonly models: { readonly long: TrainedFile; readonly short: TrainedFile }
  /** Files of graded questions. */
  readonly graded: readonly string[]
}

export interface TrainedFile {
  readonly file: string
  readonly id: string
}

/** A workspace with the corpus that ships, and two rankers trained by `equipoise learn`. */
export async function trainedWorkspace(): Promise<TrainedWorkspace> {
  const workspace = await searchWorkspace()
  const done = async (...given: readonly string[]) => {
    const { exitCode, out, notes } = await workspace.run(...given)
    if (exitCode !== 0) throw new Error(`equipoise ${given.join(' ')}: ${exitCode} ${notes} ${out}`)
    return out
  }
  const lines = async (name: string, all: readonly object[]) => {
    await writeFile(join(workspace.path, name), all.map((one) => `${JSON.stringify(one)}\n`).join(''))
    return name
  }
  const asked = await lines('q.jsonl', gradedQuestions)
  const learnt = async (name: string, isLongBetter: boolean): Promise<TrainedFile> => {
    const graded = await lines(`${name}-c.jsonl`, gradedCandidates(isLongBetter))
    const file = `${name}.json`
    await done('learn', asked, graded, '--grades', 'four', '--gate', '0', '--out', file)
    const path = join(workspace.path, file)
    const model = trainedModelSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    // Heads from so few questions decline nearly all, and declined answers tell little of a ranking.
    const answering = { ...model, abstention: null }
    const id = modelId(answering)
    await writeFile(path, modelText({ ...answering, id }))
    const cardFile = path.replace('.json', '.card.json')
    const card = modelCardSchema.parse(JSON.parse(await readFile(cardFile, 'utf8')))
    await writeFile(cardFile, JSON.stringify({ ...card, model: id }))
    return { file, id }
  }
  const models = { long: await learnt('long', true), short: await learnt('short', false) }
  return {
    ...workspace,
    done,
    json: async (...given) => JSON.parse(await done(...given, '--json')),
    refused: async (...given) => {
      const { exitCode, out } = await workspace.run(...given, '--json')
      if (exitCode !== 1) throw new Error(`equipoise ${given.join(' ')} ended with ${exitCode}: ${out}`)
      const { problems }: { problems: { code: string }[] } = JSON.parse(out)
      return problems.map(({ code }) => code)
    },
    models,
    graded: [asked, 'long-c.jsonl'],
    [Symbol.asyncDispose]: () => workspace[Symbol.asyncDispose](),
  }
}
