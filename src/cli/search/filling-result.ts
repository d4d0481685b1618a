import { isDeepStrictEqual } from 'node:util'
import { count, counted } from '../../report/format.ts'
import { type SearchSettings, usualSettings } from '../../search/settings/search-settings.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { questionsGoTo } from './corpus-settings.ts'
import type { Filled } from './fill-corpus.ts'

/** What a filling without sources came to. */
export function fillingResult(filled: Filled, corpus: string): CommandResult {
  return withFilling({ json: { corpus }, lines: [nextStep(corpus)] }, filled, corpus)
}

/** The result of reading sources, with that of the filling behind it; the same where there was nothing to fill. */
export function withFilling(result: CommandResult, filled: Filled, corpus: string): CommandResult {
  const { engine, vectors, finished } = filled
  if (engine === null && vectors === null) return result
  const json = { ...(typeof result.json === 'object' ? result.json : {}), engine, vectors }
  if (!finished) {
    return {
      json,
      lines: [`Interrupted. equipoise index --fill${ofCorpus(corpus)} goes on where it stopped.`],
      exitCode: exitCodes.interrupted,
    }
  }
  const next = nextStep(corpus)
  const before = result.lines.filter((line) => line !== next)
  return { ...result, json, lines: [...before, ...filledLines(filled), next] }
}

export function nextStep(corpus: string): string {
  return `Next: equipoise ask "a question"${ofCorpus(corpus)}`
}

/** ` --corpus wards`, as it stands behind a command; empty for the usual corpus. */
export function ofCorpus(corpus: string): string {
  return corpus === 'main' ? '' : ` --corpus ${corpus}`
}

function filledLines({ engine, vectors }: Filled): readonly string[] {
  const kept = Object.entries(vectors?.kept ?? {})
  return [
    ...(engine === null ? [] : [`The engine ${engine.name} holds ${counted(engine.passages, 'passage')}.`]),
    ...(vectors === null ? [] : [`Made ${counted(vectors.embedded, 'vector')}; those that were there stay.`]),
    ...kept.map(
      ([source, passages]) =>
        `${count(passages)} of the source ${source} have none: sendSources does not let them leave this machine.`,
    ),
  ]
}

/** How a corpus is searched, told where it is not the usual way. */
export function settingsLines(settings: SearchSettings): readonly string[] {
  if (isDeepStrictEqual(settings, usualSettings)) return []
  const { engine, embedder } = settings
  const place = engine.via === 'opensearch' ? ` at ${engine.node}` : ''
  const goTo = questionsGoTo(settings)
  const vectors =
    embedder === null
      ? 'no vectors'
      : `vectors of ${embedder.via === 'onnx' ? `the model in ${embedder.folder}` : `${embedder.model} at ${embedder.baseUrl}`}`
  return [
    `Searched in the engine ${engine.via}${place}; ${vectors}.`,
    ...(goTo === null ? [] : ['Questions leave this machine to be turned into vectors.']),
  ]
}
