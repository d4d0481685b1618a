import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { GatePlan } from '../../learning/gate/gate-plan.ts'
import type { GateVerdict } from '../../learning/gate/gate-results.ts'
import type { GateOutcomes } from '../../learning/gate/outcomes.ts'
import { recordOfRun, runGate } from '../../learning/gate/run-gate.ts'
import { usualPlanText } from '../../learning/gate/usual-plan.ts'
import { problem } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { renderGate } from '../../report/gate/gate-page.ts'
import { gateLines } from '../gate/gate-lines.ts'
import { appendRun, lockedPlan, lockFile, lockPlan, readRecord } from '../gate/plan-files.ts'
import { rankerGate } from '../gate/ranker-gate.ts'
import { studyGate } from '../gate/study-gate.ts'
import { withStudy } from '../open-study.ts'
import { checkGateFolder } from '../report-folder.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import type { GradesName } from '../search/read-judged.ts'
import { turns } from '../search/turns.ts'
import { shellPath } from '../shell-word.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { createWhole, writeFolderWhole } from '../whole-files.ts'

export interface GateOptions {
  readonly plan: string
  readonly new?: GatePlan['outcomes'] | undefined
  readonly lock?: boolean | undefined
  readonly amend?: string | undefined
  readonly study?: string | undefined
  readonly grades?: GradesName | undefined
  readonly details?: string | undefined
  readonly training?: string | undefined
  readonly model?: string | undefined
  readonly again?: string | undefined
  readonly out?: string | undefined
}

/** A verdict is an answer and no failure, and a script must tell the three apart. */
const codes: Readonly<Record<GateVerdict, number>> = {
  pass: exitCodes.done,
  fail: exitCodes.problem,
  'needs-judging': exitCodes.needsJudging,
}

/** Writes or locks a plan, or puts a candidate through it. */
export async function gateCommand(
  candidate: string | undefined,
  incumbent: string | undefined,
  files: readonly string[],
  options: GateOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  if (options.new !== undefined) return newPlan(options.plan, options.new)
  if (options.lock === true) return locked(options.plan, options.amend ?? null)
  if (candidate === undefined || incumbent === undefined)
    throw problem('GATE_ARMS', 'A gate weighs a candidate against an incumbent.', 'Name both.', {
      expected: 'equipoise gate <candidate> <incumbent>',
    })
  if (options.again !== undefined) refuseItself(options.again, [candidate, options.model])
  const plan = await lockedPlan(options.plan)
  const folder = options.out ?? join(dirname(options.plan), 'gate')
  await checkGateFolder(folder)
  const outcomes = await outcomesOf(plan, { candidate, incumbent }, files, options, terminal)
  const runs = await readRecord(options.plan)
  const results = runGate({ plan, outcomes, runs, softwareVersion })
  await writeFolderWhole(
    folder,
    new Map([
      ['gate.json', `${JSON.stringify(results, null, 2)}\n`],
      ['gate.html', renderGate(results)],
    ]),
  )
  await appendRun(options.plan, recordOfRun(results, outcomes, new Date().toISOString()))
  return {
    json: results,
    lines: [...gateLines(results), `Report: ${shownPath(join(folder, 'gate.html'))}`],
    exitCode: codes[results.verdict],
  }
}

async function outcomesOf(
  plan: GatePlan,
  arms: { readonly candidate: string; readonly incumbent: string },
  files: readonly string[],
  options: GateOptions,
  terminal: Terminal,
): Promise<GateOutcomes> {
  if (plan.outcomes === 'answers') {
    if (options.study === undefined || files.length > 0)
      throw problem('GATE_STUDY', 'This plan is for two arms of a study.', 'Name the study alone.', {
        place: { field: '--study' },
        value: files.join(', ') || null,
        expected: 'the folder of a study, and no files',
      })
    return withStudy(studyFolder(options.study), terminal, (study) => studyGate(study, plan, arms, options))
  }
  if (files.length === 0 || options.study !== undefined)
    throw problem('GATE_FILES', 'This plan is for two rankers on graded candidates.', 'Name the files.', {
      expected: 'equipoise gate <candidate> <incumbent> <files...>, without --study',
    })
  const turn = turns()
  return rankerGate(plan, arms, files, options, (done) => {
    terminal.progress('questions ranked', done, null)
    return turn()
  })
}

async function newPlan(path: string, outcomes: GatePlan['outcomes']): Promise<CommandResult> {
  if (existsSync(path))
    throw problem('GATE_PLAN_EXISTS', 'There is a plan already.', 'Name another file with --plan.', {
      place: { file: shownPath(path), field: '--plan' },
    })
  await createWhole(path, usualPlanText(outcomes))
  return {
    json: { plan: path },
    lines: [
      `Written: ${shownPath(path)}. Put in your own margins and spreads before you lock it.`,
      `Next: equipoise gate --lock --plan ${shellPath(path)}`,
    ],
  }
}

async function locked(path: string, reason: string | null): Promise<CommandResult> {
  const { lock, isNew } = await lockPlan(path, reason)
  return {
    json: {
      lock: lockFile(path),
      planSha256: lock.planSha256,
      version: lock.version,
      runsBefore: lock.runsBefore,
    },
    lines: [
      isNew ? 'Locked.' : 'The plan is locked already and has not changed.',
      `Plan ${lock.planSha256}, version ${lock.version}, lock ${shownPath(lockFile(path))}.`,
      ...(lock.runsBefore === 0
        ? []
        : [`Locked after ${counted(lock.runsBefore, 'run')}: outcomes could have been looked at.`]),
    ],
  }
}

/** A model that is compared with itself comes out bit for bit always. */
function refuseItself(again: string, models: readonly (string | undefined)[]): void {
  if (!models.some((one) => one !== undefined && resolve(one) === resolve(again))) return
  throw problem(
    'GATE_AGAIN_ITSELF',
    'This is the candidate itself, not the candidate trained once more.',
    'Train it again into another file, and name that.',
    { place: { file: shownPath(again), field: '--again' } },
  )
}
