import { trialDeviations } from '../../analysis/assisted/trial-deviations.ts'
import type { Item } from '../../items/item.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { counted } from '../../report/format.ts'
import { publicEntry } from '../../server/participant/participant-routes.ts'
import { closeTrial } from '../../store/assisted/close-trial.ts'
import { openTrial } from '../../store/assisted/open-trial.ts'
import { readTrialCounts } from '../../store/assisted/trial-counts.ts'
import { readTrialState } from '../../store/assisted/trial-state.ts'
import { deviationLines } from '../analysis/deviation-lines.ts'
import { disposing } from '../disposing.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { shellPath } from '../shell-word.ts'
import { studyFolder } from '../study-folder.ts'
import { verifiedLocks } from '../study-locks.ts'
import type { Terminal } from '../terminal.ts'
import { chatArms } from '../trial/chat-arms.ts'
import { checkLockOfTrial, readyToOpen } from '../trial/ready-to-open.ts'
import { simulateTrial } from '../trial/simulate-trial.ts'
import { readTrialBlindness } from '../trial/trial-blindness.ts'
import { assistedPlan, neverOpened, trialProtocol } from '../trial/trial-protocol.ts'
import { verifyTrial } from '../trial/verify-trial.ts'

export type TrialAction = 'open' | 'close' | 'status' | 'verify' | 'simulate'

export interface TrialOptions {
  readonly study: string
  readonly participants?: number
  readonly seed?: number
  readonly fidelity?: number
}

/** Opens and closes an assisted-use trial, says how far it is, checks its allocations, and lets simulated participants take part. */
export async function trialCommand(
  action: TrialAction,
  options: TrialOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const folder = studyFolder(options.study)
  if (action === 'open') await checkLockOfTrial(folder)
  return withStudy(folder, terminal, async (study) => {
    switch (action) {
      case 'open':
        return opened(study, options)
      case 'close':
        return closed(study, options.study)
      case 'status':
        return status(study)
      case 'verify':
        return verifyTrial(study)
      case 'simulate':
        return simulateTrial(study, options, terminal)
    }
  })
}

async function opened(study: OpenStudy, options: TrialOptions): Promise<CommandResult> {
  const plan = assistedPlan(study)
  const { store, record, protocol, folder } = study
  const searches = await readyToOpen(study)
  const arms = await disposing(searches, ({ byKey }) => chatArms(protocol, plan, byKey, folder.path))
  await openTrial(
    store,
    record,
    {
      protocolHash: canonicalHash(protocol.document),
      items: plan.cases.map(itemOf),
      arms: protocol.plan.arms.map(({ id }) => id),
    },
    null,
  )
  return {
    json: { opened: true, cases: plan.cases.length, arms: protocol.plan.arms.length, talking: arms.size },
    lines: [
      `The trial is open: ${counted(plan.cases.length, 'case')}, ${counted(protocol.plan.arms.length, 'arm')}, ${arms.size} of them to talk with.`,
      'The secret of the randomisation was drawn; its hash is in the audit log. Nothing was drawn ahead.',
      `Next: equipoise serve --study ${shellPath(options.study)}; participants come in at ${publicEntry}`,
    ],
  }
}

/**
 * A case is an item of the study. Its text is the question of somebody who knows what matters: it is what `equipoise run` asks a model by
 * itself, and participants read the case from the protocol.
 */
export function itemOf({ id, expertQuery, strata }: AssistedPlan['cases'][number]): Item {
  return { key: id, text: expertQuery, strata }
}

async function closed(study: OpenStudy, path: string): Promise<CommandResult> {
  if ((await readTrialState(study.store, study.record)) === null) throw neverOpened(study)
  await closeTrial(study.store, study.record, null)
  const { plan } = await trialProtocol(study)
  const { randomised, decided, simulated } = await readTrialCounts(
    study.store,
    study.record,
    plan.assisted ?? assistedPlan(study),
  )
  // What participants typed needs its codes before the analysis tells outcomes.
  const isCoded = (await readTrialBlindness(study.store, study.record)) !== 'coding'
  const steps = ['trial verify', isCoded ? 'analyse' : 'coding open']
  return {
    json: { closed: true, randomised, decided, simulated },
    lines: [
      `The trial is closed: ${counted(randomised, 'participant')} randomised, ${counted(decided, 'decision')}.`,
      ...besides(simulated),
      'The secret of the randomisation is in the audit log now, and every allocation can be computed from it again.',
      `Next: ${steps.map((step) => `equipoise ${step} --study ${shellPath(path)}`).join(', then ')}`,
    ],
  }
}

async function status(study: OpenStudy): Promise<CommandResult> {
  const state = await readTrialState(study.store, study.record)
  if (state === null) throw neverOpened(study)
  const { plan } = await trialProtocol(study)
  const assisted = plan.assisted ?? assistedPlan(study)
  const counts = await readTrialCounts(study.store, study.record, assisted)
  const planned = assisted.stopping.responsesPerArm * assisted.randomisation.ratio.length
  const record = { locks: await verifiedLocks(study), writtenNow: study.protocol.document }
  const deviations = trialDeviations(record, plan, [], [])
  return {
    json: { ...state, ...counts, planned, deviations },
    lines: [
      `Open since ${state.openedAt}${state.closedAt === null ? '' : `, closed ${state.closedAt}`}; ${counts.recruiting ? 'recruiting' : 'not recruiting'}.`,
      `${counts.enrolled} enrolled, ${counts.randomised} randomised, ${counts.withdrawn} withdrawn; ${counts.decided} of ${planned} decisions.`,
      ...besides(counts.simulated),
      ...(state.closedAt === null
        ? [
            'Counts by arm are shown to nobody while the trial is open: with blocks they would tell the next allocation.',
          ]
        : []),
      ...deviationLines(deviations),
    ],
  }
}

function besides(simulated: number): readonly string[] {
  return simulated === 0
    ? []
    : [`${counted(simulated, 'SIMULATED participant')} besides, in none of these counts.`]
}
