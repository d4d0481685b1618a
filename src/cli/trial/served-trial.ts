import { screenText } from '../../items/screen/screen-text.ts'
import { makeTrial } from '../../server/participant/make-trial.ts'
import type { OpenTrial } from '../../server/participant/open-trial.ts'
import type { ReadTrial } from '../../server/participant/part-route.ts'
import { readTrialState } from '../../store/assisted/trial-state.ts'
import type { OpenStudy } from '../open-study.ts'
import { type SearchesOfArms, searchesOfArms } from '../search/search-of-arm.ts'
import { presentStudy } from '../serving/served-study.ts'
import { chatArms, idsOfChatArms } from './chat-arms.ts'
import { trialProtocol } from './trial-protocol.ts'

/** The trial of a study while it is served. */
export interface ServedTrial extends AsyncDisposable {
  readonly readTrial: ReadTrial
}

/**
 * Reads the trial of a study when somebody asks for it: it may be opened while the server runs, and stays as it was opened. Before
 * that no arm is made ready, and participants find it closed.
 */
export function servedTrial(opened: OpenStudy, onFault: (error: unknown) => void): ServedTrial {
  let making: Promise<OpenTrial | null> | null = null
  const searches: SearchesOfArms[] = []

  const make = async (): Promise<OpenTrial | null> => {
    const study = await presentStudy(opened)
    const protocol = await trialProtocol(study)
    const { assisted } = protocol.plan
    if (assisted === null) return null
    const { store, record, folder } = study
    const isOpen = (await readTrialState(store, record)) !== null
    if (!isOpen) {
      making = null
      const arms = new Map()
      return makeTrial({ store, study: record, protocol, assisted, arms, onFault })
    }
    const search = await searchesOfArms(protocol.plan, idsOfChatArms(protocol.plan), folder.path)
    searches.push(search)
    const arms = await chatArms(protocol, assisted, search.byKey, folder.path)
    const trial = makeTrial({ store, study: record, protocol, assisted, arms, onFault })
    warmUp(trial)
    return trial
  }
  return {
    readTrial: () => {
      making ??= make().catch((error: unknown) => {
        making = null
        throw error
      })
      return making
    },
    [Symbol.asyncDispose]: async () => {
      for (const search of searches) await search[Symbol.asyncDispose]()
    },
  }
}

/** Reads the cases as if they were answers and messages, so that the first participants do not wait for rules to be made ready. */
function warmUp({ names, plan }: OpenTrial): void {
  for (const { text } of plan.cases.slice(0, 20)) {
    names.show(text)
    const pieces = names.pieces()
    pieces.add(text)
    pieces.end()
    screenText(text)
  }
}
