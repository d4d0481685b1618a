import type { AllocationSource } from '../../assisted/randomisation/allocation.ts'
import { auditList, type ListAudit } from '../../assisted/randomisation/audit-list.ts'
import type { AllocationDifference } from '../../assisted/randomisation/replay-allocations.ts'
import { secretCommitment } from '../../assisted/randomisation/secret-draws.ts'
import { type Problem, ProblemError, problem } from '../../problem.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { verifyChain } from '../../review/people/audit-entry.ts'
import { type AllocationLog, readAllocationLog } from '../../store/assisted/read-allocation-log.ts'
import type { OpenStudy } from '../open-study.ts'
import { assistedPlan, trialProtocol } from './trial-protocol.ts'

const lists = ['real', 'simulated'] as const

/** What comparing the allocations of a trial with its secret and its log brought. */
export interface AllocationAudit {
  readonly open: boolean
  readonly lists: readonly Pick<ListAudit, 'list' | 'allocations' | 'agree'>[]
  /** Whether secret and protocol are those of the opening. */
  readonly opening: boolean
  /** Everything that does not agree; while the trial is open without any arm. */
  readonly problems: readonly Problem[]
}

/** Computes every allocation of a trial anew and compares it; null where the trial was never opened. */
export async function auditAllocations(study: OpenStudy): Promise<AllocationAudit | null> {
  const found = await readAllocationLog(study.store, study.record)
  if (found === null) return null
  const { plan } = await trialProtocol(study)
  const isOpen = found.state.closedAt === null
  const opening = openingProblems(found)
  const known = [...chainProblems(found), ...opening]
  try {
    const audits = auditsOf(plan.assisted ?? assistedPlan(study), found)
    return {
      open: isOpen,
      lists: audits.map(({ list, allocations, agree }) => ({ list, allocations, agree })),
      opening: opening.length === 0,
      problems: [...known, ...(isOpen ? concealed(audits) : audits.flatMap(listProblems))],
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    // A record that cannot be computed at all agrees with nothing, which is a finding and no reason to say no more.
    return { open: isOpen, lists: [], opening: opening.length === 0, problems: [...known, ...error.problems] }
  }
}

function auditsOf(plan: AssistedPlan, { secret, allocations, entries }: AllocationLog): readonly ListAudit[] {
  return lists.map((list) =>
    auditList(
      plan,
      allocations.filter((one) => one.list === list),
      entries.flatMap(({ kind, detail }) =>
        kind === 'participant-randomised' && detail.list === list
          ? [{ number: Number(detail.number), seal: String(detail.seal) }]
          : [],
      ),
      { secret, list },
    ),
  )
}

function chainProblems({ log }: AllocationLog): readonly Problem[] {
  const fault = verifyChain(log)
  if (fault === null) return []
  return one(
    'TRIAL_LOG_ALTERED',
    'The audit log does not hold, so that it vouches for no allocation.',
    'See `equipoise audit verify`, and compare with a backup from before.',
    { place: { record: `entry ${fault.number} of the log` } },
  )
}

/** The secret and the protocol are those of the opening, and the secret is the one that was told at the end. */
function openingProblems({ secret, state, entries }: AllocationLog): readonly Problem[] {
  const opened = entries.find(({ kind }) => kind === 'trial-opened')?.detail
  const closed = entries.find(({ kind }) => kind === 'trial-closed')?.detail
  const compared = [
    ['hash of the secret at the opening', secretCommitment(secret), opened?.secret],
    ['hash of the protocol at the opening', state.protocolHash, opened?.protocol],
    ...(state.closedAt === null
      ? []
      : ([
          [
            'hash of the secret at the end',
            secretCommitment(secret),
            typeof closed?.secret === 'string' ? hashOfReleased(closed.secret) : undefined,
          ],
        ] as const)),
  ] as const
  return compared.flatMap(([record, stored, logged]) =>
    stored === logged
      ? []
      : one(
          'TRIAL_OPENING_OTHER',
          'The trial is not the one that the log tells of.',
          'Compare with a backup from before, and do not take the list of allocations for random.',
          {
            place: { record },
            value: stored,
            expected: logged === undefined ? 'an entry of the log' : String(logged),
          },
        ),
  )
}

function hashOfReleased(secret: string): string {
  return /^[0-9a-f]{64}$/.test(secret) ? secretCommitment(secret) : 'that of another text'
}

function listProblems({ list, firstMissing, differences }: ListAudit): readonly Problem[] {
  return [
    ...differences.flatMap((difference) => differenceProblem(list, difference)),
    ...(firstMissing === null
      ? []
      : one(
          'TRIAL_ALLOCATION_MISSING',
          'The allocation is not on record, and those after it cannot be computed.',
          'Compare with a backup from before, and tell whoever answers for the trial.',
          { place: { record: placeOf(list, firstMissing) } },
        )),
  ]
}

const partWords: Readonly<Record<AllocationDifference['part'], string>> = {
  arm: 'The arm is not the one that the secret gives.',
  cases: 'The cases are not those that the secret gives.',
  answers: 'The answers that the participant was allocated by are not those of the draw.',
  log: 'The log has nothing of the allocation.',
}

function differenceProblem(
  list: AllocationSource['list'],
  { number, part, recorded, replayed, changedLater }: AllocationDifference,
): readonly Problem[] {
  return one(
    'TRIAL_ALLOCATION_OTHER',
    partWords[part],
    changedLater
      ? 'The record was changed after the draw, of which the log has the seal: compare with a backup from before.'
      : 'It was not drawn as the log tells: tell whoever answers for the trial, and report it with the results.',
    { place: { record: placeOf(list, number) }, value: recorded, expected: replayed },
  )
}

/** The first wrong entry by its place alone: with blocks, an arm that is told tells others. */
function concealed(audits: readonly ListAudit[]): readonly Problem[] {
  for (const audit of audits) {
    const [first] = [...audit.differences.map(({ number }) => number), audit.firstMissing ?? []].flat()
    if (first === undefined) continue
    return one(
      'TRIAL_ALLOCATION_OTHER',
      'The allocation is not what the secret gives and the log tells.',
      'Let nobody take part until it is clear why, and compare with a backup from before.',
      { place: { record: placeOf(audit.list, first) } },
    )
  }
  return []
}

function placeOf(list: AllocationSource['list'], number: number): string {
  return list === 'real' ? `allocation ${number}` : `allocation ${number} of SIMULATED participants`
}

function one(...given: Parameters<typeof problem>): readonly Problem[] {
  return problem(...given).problems
}
