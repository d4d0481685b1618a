import type { Hono } from 'hono'
import type { Route, ServerEnvironment } from '../../server/access/route.ts'
import { createApp } from '../../server/app.ts'
import { askRoutes, noAskRoutes } from '../../server/ask/ask-routes.ts'
import type { OpenAsk } from '../../server/ask/open-ask.ts'
import { captureRoutes } from '../../server/capture/capture-routes.ts'
import { openCapture } from '../../server/capture/open-capture.ts'
import { codingRoutes } from '../../server/coding/coding-routes.ts'
import type { ModelsPage } from '../../server/contract/models.ts'
import { deskRoutes } from '../../server/desk/desk-routes.ts'
import type { OpenDesk } from '../../server/desk/open-desk.ts'
import { economicsRoutes } from '../../server/economics/economics-routes.ts'
import { evidenceRoutes } from '../../server/evidence/evidence-routes.ts'
import { modelsRoutes } from '../../server/models/models-routes.ts'
import { doorRoutes } from '../../server/pages/door.ts'
import type { ReadTrial } from '../../server/participant/part-route.ts'
import { participantRoutes } from '../../server/participant/participant-routes.ts'
import { remoteAddress } from '../../server/serve.ts'
import { NameScreen } from '../../server/study/screened-names.ts'
import { StudyOverview } from '../../server/study/study-overview.ts'
import { studyRoutes } from '../../server/study/study-routes.ts'
import { participantOf } from '../../store/assisted/enrol.ts'
import { isLarge, type StudyTotals } from '../../store/reading/study-totals.ts'
import { captured } from '../capture/captured.ts'
import { servedEconomics } from '../economics/economics-place.ts'
import type { OpenStudy } from '../open-study.ts'
import type { Terminal } from '../terminal.ts'
import { readTrialBlindness } from '../trial/trial-blindness.ts'
import { servedCoding } from './served-coding.ts'
import { servedEvidence } from './served-evidence.ts'
import { presentStudy, servedStudy } from './served-study.ts'

export interface StudyAppOptions {
  /** Address that browsers use, without a path. */
  readonly origin: string
  /** How many proxies of one's own every request passes. */
  readonly proxies: number
  /** The built pages. */
  readonly pages: readonly Route[]
  readonly readDesk: () => Promise<OpenDesk | null>
  /** The corpus that can be asked; null where none is served. */
  readonly ask?: OpenAsk | null
  /** Folder of the evidence ledger; the one that ships where it says nothing. */
  readonly ledger?: string | null
  /** Models, releases and drift; null where nobody asks for them. */
  readonly readModels?: (() => Promise<ModelsPage>) | null
  /** Reads what takes long of a large study before anybody asks for it. */
  readonly ahead?: boolean
  /** The assisted-use trial of the study; null where nobody takes part. */
  readonly readTrial?: ReadTrial | null
  readonly terminal: Terminal
}

/** One thing after the other; what fails is read again, and told, when somebody asks for it. */
async function readAhead(
  readings: readonly (() => Promise<unknown>)[],
  readTotals: () => Promise<StudyTotals>,
): Promise<void> {
  const large = await readTotals().then(isLarge, () => false)
  if (!large) return
  for (const read of readings) await read().catch(() => {})
}

/** All that is served of a study. */
export function studyApp(
  study: OpenStudy,
  {
    origin,
    proxies,
    pages,
    readDesk,
    ask = null,
    readModels = null,
    ledger = null,
    ahead = false,
    readTrial = null,
    terminal,
  }: StudyAppOptions,
): Hono<ServerEnvironment> {
  const served = servedStudy(study, origin, terminal)
  const names = new NameScreen(served)
  const overview = new StudyOverview(served, names)
  const economics = servedEconomics(() => presentStudy(study), served.readTotals)
  if (ahead)
    void readAhead(
      [async () => (await readDesk())?.dealer.readAhead(), () => overview.countAhead(), economics],
      served.readTotals,
    )
  const onFault = (error: unknown) =>
    terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error))
  const readState = async () => {
    const blindness = await readTrialBlindness(study.store, study.record)
    return blindness === 'no-trial' ? 'not-open' : blindness
  }
  return createApp({
    store: study.store,
    study: study.record.id,
    origin,
    routes: [
      ...doorRoutes(
        study.store,
        origin.startsWith('https://'),
        study.protocol.plan.assisted === null ? '/desk' : '/coding',
      ),
      ...deskRoutes(readDesk),
      ...captureRoutes(openCapture(captured(study), study.folder.path)),
      ...codingRoutes(servedCoding(study)),
      ...studyRoutes(served, names, overview),
      ...evidenceRoutes(servedEvidence(study.store, study.record, ledger)),
      ...(readModels === null ? [] : modelsRoutes(readModels)),
      ...economicsRoutes(economics),
      ...(ask === null ? noAskRoutes() : askRoutes(ask)),
      ...(readTrial === null ? [] : participantRoutes({ readTrial, readState, origin, onFault })),
      ...pages,
    ],
    addressOf: remoteAddress(proxies),
    ...(readTrial === null
      ? {}
      : { participantOf: (token: string) => participantOf(study.store, study.record, token) }),
    onFault,
  })
}
