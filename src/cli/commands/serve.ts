import { fileURLToPath } from 'node:url'
import { problem } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { pageArms } from '../../server/capture/desk-view.ts'
import { removeAbandoned } from '../../server/capture/screenshot-folder.ts'
import { pageRoutes } from '../../server/pages/page-files.ts'
import type { ReadTrial } from '../../server/participant/part-route.ts'
import { publicEntry } from '../../server/participant/participant-routes.ts'
import { serveApp } from '../../server/serve.ts'
import { invite } from '../../store/people/people.ts'
import { isScreenshotNamed } from '../../store/reading/read-captures.ts'
import { disposing } from '../disposing.ts'
import { untilInterrupted, untilResult } from '../interruption.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { faultWords } from '../serving/fault-words.ts'
import { searchGreeting, serveSearch } from '../serving/serve-search.ts'
import { besideAnswers, servedAnswers } from '../serving/served-answers.ts'
import { servedAsk } from '../serving/served-ask.ts'
import { servedModels } from '../serving/served-models.ts'
import { type ServedPlace, servedOrigin } from '../serving/served-place.ts'
import {
  checkSearchServed,
  type SearchServingOptions,
  type ServedSearch,
  servedSearch,
} from '../serving/served-search.ts'
import { servedDesk } from '../serving/served-study.ts'
import { checkWriterHasSearch } from '../serving/served-writer.ts'
import { studyApp } from '../serving/study-app.ts'
import { studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { servedTrial } from '../trial/served-trial.ts'
import { shippedFile } from '../version.ts'

export interface ServeOptions extends ServedPlace, SearchServingOptions {
  readonly study: string
  /** Corpus that people of the study may ask on a page, and programs under /v1. */
  readonly corpus?: string
  /** Serves the clinical search alone. */
  readonly search?: boolean
  /** Folder of the evidence ledger; without it the one that ships. */
  readonly ledger?: string
}

/** Name of the person who runs the server on their own machine. */
const localOwner = 'Owner on this machine'
/** Name under which they try the review desk; its marks count like everybody's. */
const localReviewer = 'Reviewer on this machine'

/** Seconds that requests under way have to be finished in; less than supervisors give before they kill. */
const secondsToFinish = 5

/** Serves the pages of a study, the clinical search, or both, until it is interrupted. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<CommandResult> {
  checkAddresses(options, options.team === true)
  if (options.search === true)
    return untilResult(() => serveSearch(options.corpus ?? 'main', options, terminal))
  if (options.corpus === undefined) {
    checkWriterHasSearch(options)
    checkSearchServed(options)
    return serveStudy(options, null, terminal)
  }
  return disposing(await servedSearch(options.corpus, options, options.study, terminal), (served) =>
    serveStudy(options, served, terminal),
  )
}

async function serveStudy(
  options: ServeOptions,
  search: ServedSearch | null,
  terminal: Terminal,
): Promise<CommandResult> {
  const team = options.team === true
  // Before anything is opened: who has no pages need not wait for a database to hear of it.
  const pages = pageRoutes(fileURLToPath(shippedFile('dist-web')))
  const servePages = (study: OpenStudy): Promise<CommandResult> =>
    disposing(
      servedTrial(study, (error) => terminal.note(faultWords(error))),
      ({ readTrial }) => serveWith(study, readTrial),
    )
  const serveWith = async (study: OpenStudy, readTrial: ReadTrial): Promise<CommandResult> => {
    // Keys and prices that are missing are told to whoever starts the server, and to no participant.
    await readTrial()
    await tidyScreenshots(study, terminal)
    const readDesk = servedDesk(study)
    const open = (await readDesk()) !== null
    const ask =
      search === null
        ? null
        : await servedAsk(search.followed, study.store, {
            ...search,
            isSampleStudy: study.protocol.plan.sample,
          })
    const running = await serveApp(
      (port) => {
        const origin = servedOrigin(options, port)
        const proxies = options.behindProxy ?? 0
        const ledger = options.ledger ?? null
        const readModels = () => servedModels(options.corpus ?? null, search?.watcher ?? null, options.study)
        const parts = { origin, proxies, pages, readDesk, ask, readModels, readTrial, ledger, terminal }
        const app = studyApp(study, { ...parts, ahead: true })
        if (search === null) return app
        const tokens = team ? study.store : null
        return besideAnswers(
          app,
          servedAnswers(search.followed, { observer: search.observer, origin, proxies, tokens, terminal }),
        )
      },
      team ? options.host : '127.0.0.1',
      options.port,
    )
    try {
      const origin = servedOrigin(options, running.port)
      const greeted =
        search === null
          ? []
          : searchGreeting((await search.followed.present()).open, origin, team, search.watcher.writes)
      for (const line of await greeting(study, options, running.port, open, greeted)) terminal.out(line)
      await untilInterrupted()
      terminal.note('Stopping: requests under way are finished first. Again stops at once.')
    } finally {
      if (await running.close(secondsToFinish)) study.store.breakOff()
    }
    return { json: { stopped: true }, lines: ['Stopped. Everything that was saved is on record.'] }
  }
  return untilResult(() => withStudy(studyFolder(options.study), terminal, servePages))
}

async function tidyScreenshots({ folder, store, record }: OpenStudy, terminal: Terminal): Promise<void> {
  const isNamed = (sha256: string) => isScreenshotNamed(store, record, sha256)
  const removed = await removeAbandoned(folder.path, isNamed, Date.now())
  if (removed === 0) return
  terminal.note(`Removed ${counted(removed, 'screenshot')} that no answer was saved with for a week.`)
}

function checkAddresses({ host, at, behindProxy }: ServeOptions, team: boolean): void {
  if (!team && behindProxy !== undefined) {
    throw problem('SERVE_LOCAL', 'Without --team no proxy stands in front.', 'Add --team.', {
      place: { field: '--behind-proxy' },
      value: String(behindProxy),
    })
  }
  if (!team && host !== '127.0.0.1') {
    throw problem('SERVE_LOCAL', 'Without --team only this machine is served.', 'Add --team.', {
      place: { field: '--host' },
      value: host,
      expected: '127.0.0.1',
    })
  }
  if (!team || (at !== undefined && URL.canParse(at) && /^https?:$/.test(new URL(at).protocol))) return
  throw problem(
    'SERVE_ADDRESS',
    'With --team the address that browsers use must be told: links and cookies go by it.',
    'Add --at https://the-name-of-the-server.',
    { place: { field: '--at' }, value: at ?? null, expected: 'an http or https address' },
  )
}

async function greeting(
  study: OpenStudy,
  options: ServeOptions,
  port: number,
  open: boolean,
  search: readonly string[],
): Promise<readonly string[]> {
  const base = servedOrigin(options, port)
  const state = [
    ...search,
    // A trial has no review.
    ...(open || study.protocol.plan.assisted !== null
      ? []
      : ['The review is not open yet: the page of the study opens it, or `equipoise review open`.']),
    ...(options.corpus === undefined ? [] : [`The corpus ${options.corpus} is asked at ${base}/ask.`]),
    `What is known so far is read at ${base}/evidence.`,
    ...(study.protocol.plan.assisted === null
      ? []
      : [`Participants of the trial come in at ${base}${publicEntry}.`]),
    ...(pageArms(study.protocol.plan).length > 0 ? [`Answers are captured at ${base}/capture.`] : []),
  ]
  if (options.team === true) {
    return [
      `Serving ${options.at} from port ${port}. Invite people with \`equipoise invite\`.`,
      ...state,
      'Ctrl-C stops.',
    ]
  }
  const link = async (name: string, role: 'owner' | 'reviewer') => {
    const { token } = await invite(study.store, study.record, { name, role }, null, 1)
    return `http://127.0.0.1:${port}/r/${token}`
  }
  return [
    'Links that open once, within an hour, on this machine:',
    `  to run the study      ${await link(localOwner, 'owner')}`,
    ...(open ? [`  to try the review desk ${await link(localReviewer, 'reviewer')}`] : []),
    ...state,
    'Ctrl-C stops.',
  ]
}
