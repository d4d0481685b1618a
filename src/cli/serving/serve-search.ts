import { serveApp } from '../../server/serve.ts'
import type { Store } from '../../store/store.ts'
import { disposing } from '../disposing.ts'
import { untilInterrupted } from '../interruption.ts'
import { readRankerModel } from '../learning/read-model-file.ts'
import type { CommandResult } from '../run-command.ts'
import { type OpenSearch, openSearch } from '../search/open-search.ts'
import { withWorkspaceStore } from '../search/workspace-store.ts'
import type { Terminal } from '../terminal.ts'
import { servedAnswers } from './served-answers.ts'
import { type ServedPlace, servedOrigin } from './served-place.ts'

/** Seconds that requests under way have to be finished in. */
const secondsToFinish = 5

/** Serves the clinical search alone, without a study, until it is interrupted. */
export async function serveSearch(
  corpus: string,
  place: ServedPlace & { readonly model?: string },
  terminal: Terminal,
): Promise<CommandResult> {
  const model = place.model === undefined ? null : await readRankerModel(place.model)
  return disposing(await openSearch(corpus, null, '.', model), (open) => serveOpen(open, place, terminal))
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
      for (const line of searchGreeting(open.corpus, servedOrigin(place, running.port), place.team === true))
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
export function searchGreeting(corpus: string, origin: string, team: boolean): readonly string[] {
  return [
    `Answering from the corpus ${corpus} at ${origin}/v1 (answers, chat/completions, models).`,
    ...(team ? ['Programs need a token: `equipoise token create <name> --scope answers`.'] : []),
  ]
}
