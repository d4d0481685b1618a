import { serveApp } from '../../server/serve.ts'
import type { Store } from '../../store/store.ts'
import { disposing } from '../disposing.ts'
import { untilInterrupted } from '../interruption.ts'
import { readRankerModel } from '../learning/read-model-file.ts'
import type { CommandResult } from '../run-command.ts'
import type { WriterOptions } from '../search/model-writer.ts'
import { type OpenSearch, openSearch } from '../search/open-search.ts'
import { withWorkspaceStore } from '../search/workspace-store.ts'
import type { Terminal } from '../terminal.ts'
import { servedAnswers } from './served-answers.ts'
import { type ServedPlace, servedOrigin } from './served-place.ts'
import { servedWriter } from './served-writer.ts'

/** Seconds that requests under way have to be finished in. */
const secondsToFinish = 5

/** Serves the clinical search alone, without a study, until it is interrupted. */
export async function serveSearch(
  corpus: string,
  place: ServedPlace & WriterOptions & { readonly model?: string },
  terminal: Terminal,
): Promise<CommandResult> {
  const writer = servedWriter(place, terminal)
  const model = place.model === undefined ? null : await readRankerModel(place.model)
  return disposing(await openSearch(corpus, writer, '.', model), (open) => serveOpen(open, place, terminal))
}

function serveOpen(open: OpenSearch, place: ServedPlace, terminal: Terminal): Promise<CommandResult> {
  const serve = async (tokens: Store | null): Promise<CommandResult> => {
    const running = await serveApp(
      (port) =>
        servedAnswers(open, {
          origin: servedOrigin(place, port),
          proxies: place.behindProxy ?? 0,
          tokens,
          terminal,
        }),
      place.team === true ? place.host : '127.0.0.1',
      place.port,
    )
    try {
      for (const line of searchGreeting(open, servedOrigin(place, running.port), place.team === true))
        terminal.out(line)
      terminal.out('Ctrl-C stops.')
      await untilInterrupted()
      terminal.note('Stopping: requests under way are finished first. Again stops at once.')
    } finally {
      await running.close(secondsToFinish)
    }
    return { json: { stopped: true }, lines: ['Stopped. Nothing that was asked was stored.'] }
  }
  return place.team === true ? withWorkspaceStore(terminal, serve) : serve(null)
}

/** What is told of the search that is served. */
export function searchGreeting(
  { corpus, writer, questionsGoTo }: OpenSearch,
  origin: string,
  team: boolean,
): readonly string[] {
  return [
    `Answering from the corpus ${corpus} at ${origin}/v1 (answers, chat/completions, models).`,
    ...(writer === null
      ? []
      : [
          `Written by ${writer.name}, which is sent the question and the passages; screened first: ${writer.leaves ? 'yes' : 'no, it stays on this machine'}.`,
        ]),
    ...(questionsGoTo === null
      ? []
      : [`Questions are screened and sent to ${questionsGoTo} to be turned into vectors.`]),
    ...(team ? ['Programs need a token: `equipoise token create <name> --scope answers`.'] : []),
  ]
}
