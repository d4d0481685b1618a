import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { keyOf } from '../../arms/api/key.ts'
import { type Problem, ProblemError } from '../../problem.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import type { PlannedArm } from '../../protocol/plan.ts'
import { openedBefore, trialNotLocked } from '../../store/assisted/open-trial.ts'
import { readTrialState } from '../../store/assisted/trial-state.ts'
import { findWorkspace } from '../../store/find-workspace.ts'
import { knownPrice } from '../collecting/call-terms.ts'
import { type OpenStudy, writtenProtocol } from '../open-study.ts'
import { type SearchesOfArms, searchesOfArms } from '../search/search-of-arm.ts'
import type { StudyFolder } from '../study-folder.ts'
import { lockInFile, lockTampered, verifiedLocks } from '../study-locks.ts'
import { chatCeiling, idsOfChatArms } from './chat-arms.ts'
import { assistedPlan } from './trial-protocol.ts'

/**
 * Checks what can be told of a study before its database is opened, which would make one where there is none: that it is a trial, and
 * that its protocol is locked as it is written.
 *
 * @throws ProblemError TRIAL_NOT_ASSISTED, TRIAL_NOT_LOCKED, LOCK_TAMPERED
 */
export async function checkLockOfTrial(folder: StudyFolder): Promise<void> {
  const protocol = await writtenProtocol(folder)
  assistedPlan({ protocol, folder })
  const lock = await lockInFile(folder)
  const hash = canonicalHash(protocol.document)
  if (lock?.protocolHash !== hash) throw trialNotLocked(lock?.protocolHash ?? null, hash)
  const hasDatabase =
    Boolean(process.env.DATABASE_URL) || existsSync(join(await findWorkspace(folder.path), '.equipoise'))
  if (!hasDatabase) throw lockTampered(folder, lock, undefined)
}

/**
 * Checks that a trial can be opened: its lock is that of the store, it was not opened before, and everything that its arms need is there,
 * which is told all at once. A key, a price or a corpus that is missing is told now, and not when the first participant has
 * written.
 *
 * @returns The searches that its arms ask, to be disposed of.
 * @throws ProblemError LOCK_TAMPERED, TRIAL_NOT_LOCKED, TRIAL_OPEN, TRIAL_CLOSED; then ARM_KEY_MISSING, ARM_KEY_UNUSABLE,
 *   RUN_PRICE_UNKNOWN and what keeps a corpus from being asked.
 */
export async function readyToOpen(study: OpenStudy): Promise<SearchesOfArms> {
  const { store, record, protocol, folder } = study
  const { plan } = protocol
  const assisted = assistedPlan(study)
  const state = await readTrialState(store, record)
  if (state !== null) throw openedBefore(state)
  const locked = (await verifiedLocks(study)).at(-1)?.protocolHash ?? null
  const hash = canonicalHash(protocol.document)
  if (locked !== hash) throw trialNotLocked(locked, hash)
  const talking = idsOfChatArms(plan)
  const problems = plan.arms
    .filter(({ id }) => talking.includes(id))
    .flatMap((arm) => lackingOf(arm, assisted))
  const searches = await searchesOfArms(plan, talking, folder.path).catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error
    problems.push(...error.problems)
    return null
  })
  if (searches !== null && problems.length === 0) return searches
  await searches?.[Symbol.asyncDispose]()
  throw new ProblemError(problems)
}

/** What an arm behind an API still needs. */
function lackingOf({ id, source }: PlannedArm, assisted: AssistedPlan): readonly Problem[] {
  if (source?.via !== 'api') return []
  const ceiling = chatCeiling(assisted)
  return [
    ...problemsOf(() => keyOf(id, source.keyFrom, process.env)),
    ...problemsOf(() => knownPrice(id, source.price, ceiling, new Date(), `arms.${id}.source.price`)),
  ]
}

function problemsOf(check: () => unknown): readonly Problem[] {
  try {
    check()
    return []
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
}
