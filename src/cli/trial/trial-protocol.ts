import { problem } from '../../problem.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { type Protocol, parseProtocol } from '../../protocol/read.ts'
import { notOpen, readTrialState } from '../../store/assisted/trial-state.ts'
import type { OpenStudy } from '../open-study.ts'
import { shownPath } from '../study-folder.ts'
import { storedLocks } from '../study-locks.ts'

/**
 * The protocol by which the trial was opened: participants go on with what they consented to, whatever is written in the file
 * meanwhile. Before it is opened, the protocol as it is written.
 */
export async function trialProtocol(study: OpenStudy): Promise<Protocol> {
  const state = await readTrialState(study.store, study.record)
  if (state === null || state.protocolHash === canonicalHash(study.protocol.document)) return study.protocol
  const lock = (await storedLocks(study)).find(({ protocolHash }) => protocolHash === state.protocolHash)
  if (lock === undefined) throw new Error('A trial is opened by a protocol that was locked.')
  return parseProtocol(lock.protocol, (path) => ({
    file: shownPath(study.folder.lock),
    field: path.join('.'),
  }))
}

/** What is true of a study whose trial was never opened: TRIAL_NOT_ASSISTED or TRIAL_NOT_OPEN. */
export function neverOpened(study: OpenStudy): Error {
  assistedPlan(study)
  return notOpen()
}

/** @throws ProblemError TRIAL_NOT_ASSISTED where the protocol has no section of that name. */
export function assistedPlan({ protocol, folder }: Pick<OpenStudy, 'protocol' | 'folder'>): AssistedPlan {
  const { assisted } = protocol.plan
  if (assisted !== null) return assisted
  throw problem(
    'TRIAL_NOT_ASSISTED',
    'The study is no assisted-use trial.',
    'Write the section assisted in the protocol, or start from one that has it with `equipoise new`.',
    { place: { file: shownPath(folder.protocol), field: 'assisted' } },
  )
}
