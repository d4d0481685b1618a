import { existsSync } from 'node:fs'
import { appendFile, readFile } from 'node:fs/promises'
import type { GatePlan } from '../../learning/gate/gate-plan.ts'
import { readGatePlan } from '../../learning/gate/read-gate-plan.ts'
import { type GateRun, gateRunSchema } from '../../learning/gate/record/gate-history.ts'
import { createGateLock, type GateLock, readGateLock } from '../../learning/gate/record/gate-lock.ts'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { shellPath } from '../shell-word.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'
import { unwritable } from '../unwritable.ts'
import { softwareVersion } from '../version.ts'
import { writeWhole } from '../whole-files.ts'

/** What stands beside a plan: its lock, and a line for every run. */
export const lockFile = (plan: string) => `${plan.replace(/\.(?:ya?ml|json)$/, '')}.lock.json`
export const recordFile = (plan: string) => `${plan.replace(/\.(?:ya?ml|json)$/, '')}.record.jsonl`

export async function readPlanFile(path: string): Promise<GatePlan> {
  if (!existsSync(path))
    throw problem(
      'GATE_NO_PLAN',
      'There is no plan of a gate here.',
      'Write one with `equipoise gate --new rankers` or `--new answers`, or name it with --plan.',
      { place: { file: shownPath(path), field: '--plan' } },
    )
  const { text } = await readTextFile(path, '--plan')
  return readGatePlan(text, shownPath(path))
}

/**
 * The plan, which must be locked and unchanged since.
 *
 * @throws ProblemError GATE_NOT_LOCKED or GATE_PLAN_CHANGED.
 */
export async function lockedPlan(path: string): Promise<GatePlan> {
  const plan = await readPlanFile(path)
  const lock = await readLockFile(path)
  if (lock === null)
    throw problem(
      'GATE_NOT_LOCKED',
      'The plan is not locked, so that nobody could tell whether it was fixed before the outcomes.',
      `Lock it: equipoise gate --lock --plan ${shellPath(path)}`,
      { place: { file: shownPath(path) } },
    )
  const hash = canonicalHash(plan)
  if (hash !== lock.planSha256)
    throw problem(
      'GATE_PLAN_CHANGED',
      'The plan was changed after it was locked.',
      `Restore it, or lock it again with a reason: equipoise gate --lock --amend "why" --plan ${shellPath(path)}`,
      { place: { file: shownPath(path) }, value: hash, expected: lock.planSha256 },
    )
  return plan
}

export interface LockedGate {
  readonly lock: GateLock
  readonly isNew: boolean
}

/** Locks the plan; a plan that is locked already stays as it is. */
export async function lockPlan(path: string, reason: string | null): Promise<LockedGate> {
  const plan = await readPlanFile(path)
  const previous = await readLockFile(path)
  if (previous !== null && previous.planSha256 === canonicalHash(plan))
    return { lock: previous, isNew: false }
  const lock = createGateLock({
    plan,
    previous,
    reason,
    lockedAt: new Date().toISOString(),
    software: `equipoise ${softwareVersion}`,
    runsBefore: (await readRecord(path)).length,
  })
  await writeWhole(lockFile(path), `${JSON.stringify(lock, null, 2)}\n`)
  return { lock, isNew: true }
}

async function readLockFile(path: string): Promise<GateLock | null> {
  const file = lockFile(path)
  return existsSync(file) ? readGateLock(await readFile(file, 'utf8'), shownPath(file)) : null
}

/** The runs on record, in the order of writing. @throws ProblemError GATE_RECORD where a line cannot be read. */
export async function readRecord(path: string): Promise<readonly GateRun[]> {
  const file = recordFile(path)
  if (!existsSync(file)) return []
  const lines = (await readFile(file, 'utf8')).split('\n')
  return lines.flatMap((line, index) => {
    if (line === '') return []
    const run = gateRunSchema.safeParse(parsedJson(line))
    if (run.success) return [run.data]
    throw problem('GATE_RECORD', 'A line of the record of runs cannot be read.', 'Restore it from a copy.', {
      place: { file: shownPath(file), line: index + 1 },
      value: line,
    })
  })
}

export async function appendRun(path: string, run: GateRun): Promise<void> {
  await appendFile(recordFile(path), `${JSON.stringify(run)}\n`).catch((error: unknown) => {
    throw unwritable(recordFile(path), error)
  })
}
