import { serveApp } from '../../server/serve.ts'
import type { Store } from '../../store/store.ts'
import { disposing } from '../disposing.ts'
import { untilInterrupted } from '../interruption.ts'
import type { CommandResult } from '../run-command.ts'
import type { OpenSearch } from '../search/open-search.ts'
import { withWorkspaceStore } from '../search/workspace-store.ts'
import type { Terminal } from '../terminal.ts'
import { servedAnswers } from './served-answers.ts'
import { type ServedPlace, servedOrigin } from './served-place.ts'
import { type SearchServingOptions, type ServedSearch, servedSearch } from './served-search.ts'

/** Seconds that requests under way have to be finished in. */
const secondsToFinish = 5

/** Serves the clinical search alone, without a study, until it is interrupted. */
export async function serveSearch(
  corpus: string,
  place: ServedPlace & SearchServingOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  return disposing(await servedSearch(corpus, place, '.', terminal), (served) =>
    serveOpen(served, place, terminal),
  )
}

async function serveOpen(
  { followed, observer, watcher }: ServedSearch,
  place: ServedPlace,
  terminal: Terminal,
): Promise<CommandResult> {
  const { open } = await followed.present()
  const serve = async (tokens: Store | null): Promise<CommandResult> => {
    const running = await serveApp(
      (port) =>
        servedAnswers(followed, {
          observer,
          origin: servedOrigin(place, port),
          proxies: place.behindProxy ?? 0,
          tokens,
          terminal,
        }),
      place.team === true ? place.host : '127.0.0.1',
      place.port,
    )
    try {
      for (const line of searchGreeting(
        open,
        servedOrigin(place, running.port),
        place.team === true,
        watcher.writes,
      ))
        terminal.out(line)
      terminal.out('Ctrl-C stops.')
      await untilInterrupted()
      terminal.note('Stopping: requests under way are finished first. Again stops at once.')
    } finally {
      await running.close(secondsToFinish)
    }
    return {
      json: { stopped: true },
      lines: [
        watcher.writes
          ? 'Stopped. Questions were counted; no word of what was asked was stored.'
          : 'Stopped. Nothing that was asked was stored.',
      ],
    }
  }
  return place.team === true ? withWorkspaceStore(terminal, serve) : serve(null)
}

/** What is told of the search that is served. */
export function searchGreeting(
  { corpus, writer, questionsGoTo, extractive }: OpenSearch,
  origin: string,
  team: boolean,
  counted: boolean,
): readonly string[] {
  return [
    `Answering from the corpus ${corpus} at ${origin}/v1 (answers, chat/completions, models), version ${extractive.version}.`,
    ...(counted ? ['Questions are counted by week and version; no word of them is kept.'] : []),
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
