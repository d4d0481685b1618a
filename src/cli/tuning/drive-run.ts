import { join } from 'node:path'
import { keyIn } from '../../arms/api/key.ts'
import { armId, armYaml, type TunedArm } from '../../learning/tuning/arm-entry.ts'
import { advance, Stopped } from '../../learning/tuning/hosted/advance.ts'
import type { RunState } from '../../learning/tuning/hosted/run-state.ts'
import { endInOrder } from '../interruption.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { shellPath } from '../shell-word.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { writeWhole } from '../whole-files.ts'
import { type ClientSettings, createSend, createWait } from './hosted-client.ts'
import { services } from './plan-run.ts'
import { exportedBytes } from './read-export.ts'
import { runOf, saveRun } from './run-folder.ts'
import { againCommand, stageLines } from './run-lines.ts'

/** The client of a run's service. @throws ProblemError ARM_KEY_MISSING, ARM_KEY_UNUSABLE */
export function clientOf(
  { service, baseUrl, keyFrom }: RunState,
  signal: AbortSignal,
  poll: number | null = null,
): ClientSettings {
  const { title, baseUrl: own } = services[service]
  const key = keyIn(keyFrom, process.env, {
    whose: title,
    remedy: `Set ${keyFrom} to the key, or name another variable with --key-from when the run is started.`,
  })
  return {
    title,
    baseUrl: baseUrl ?? own,
    key,
    keyFrom,
    signal,
    poll,
  }
}

/**
 * Brings the run of a folder on, until its end or until its next job is submitted. Ctrl-C ends in order: a request that
 * starts a job is let to its end, and the folder says where to go on.
 */
export async function driveRun(
  folder: string,
  until: 'submitted' | 'end',
  poll: number | null,
  terminal: Terminal,
): Promise<CommandResult> {
  const begun = await runOf(folder)
  const stop = new AbortController()
  const client = clientOf(begun, stop.signal, poll)
  const ended = endInOrder(
    () => stop.abort(),
    'Stopped at once. Whether a job was started is looked up when the run is gone on with.',
  )
  try {
    const state = await advance(
      begun,
      {
        service: services[begun.service],
        send: createSend(client),
        bytesOf: ({ file }) => exportedBytes(begun.exported, file),
        save: (changed) => saveRun(folder, changed),
        wait: createWait(client),
        tell: (line) => terminal.note(line),
      },
      until,
    )
    ended()
    return await resultOf(folder, state)
  } catch (error) {
    ended()
    if (!(error instanceof Stopped)) throw error
    const state = await runOf(folder)
    return {
      json: runJson(state, null),
      lines: [...stageLines(state), goOn(folder)],
      exitCode: exitCodes.interrupted,
    }
  }
}

/** What a run has come to; a run that is done writes its arm. */
export async function resultOf(folder: string, state: RunState): Promise<CommandResult> {
  const bad = state.stages.some(({ status }) => status === 'failed' || status === 'cancelled')
  const arm = tunedArm(state)
  if (arm === null) {
    return {
      json: runJson(state, null),
      lines: [
        ...stageLines(state),
        bad ? `Try that stage once more: ${againCommand(state, folder)}` : goOn(folder),
      ],
      exitCode: bad ? exitCodes.problem : exitCodes.done,
    }
  }
  const text = armYaml(arm)
  const file = join(folder, 'arm.yaml')
  await writeWhole(file, text)
  return {
    json: runJson(state, arm),
    lines: [
      ...stageLines(state),
      `Written: ${shownPath(file)}, the arm for a protocol:`,
      ...text.trimEnd().split('\n'),
    ],
  }
}

/** The arm of a run whose every stage succeeded; null before. */
function tunedArm(state: RunState): TunedArm | null {
  const { service, baseUrl, keyFrom, baseModel, name, dataSha256, stages } = state
  const last = stages.at(-1)
  if (last === undefined || last.model === null || stages.some(({ status }) => status !== 'succeeded'))
    return null
  return {
    id: armId(`${name}-${last.stage}`),
    baseModel,
    feedback: last.stage,
    preferences: last.file.examples,
    dataSha256,
    source: services[service].arm(last.model, baseUrl, keyFrom),
  }
}

function runJson({ service, baseModel, dataSha256, stages }: RunState, arm: TunedArm | null) {
  return {
    service,
    baseModel,
    dataSha256,
    stages: stages.map(({ stage, status, jobId, model, message, file }) => ({
      stage,
      status,
      jobId,
      model,
      message,
      examples: file.examples,
    })),
    arm,
  }
}

function goOn(folder: string): string {
  return `Go on with: equipoise tune wait ${shellPath(folder)}`
}
