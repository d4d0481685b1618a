import type { RunStage } from '../../learning/tuning/hosted/run-state.ts'
import { problem } from '../../problem.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { clientOf, driveRun, resultOf } from '../tuning/drive-run.ts'
import { createSend } from '../tuning/hosted-client.ts'
import { services } from '../tuning/plan-run.ts'
import { runOf, saveRun, withRun } from '../tuning/run-folder.ts'
import { eventLines } from '../tuning/run-lines.ts'

/** Goes on with a run until its end. */
export function waitForRun(folder: string, poll: number | null, terminal: Terminal): Promise<CommandResult> {
  return withFoundRun(folder, () => driveRun(folder, 'end', poll, terminal))
}

/** Looks once at the job that a run waits for, and at its newest events. */
export function runStatus(folder: string): Promise<CommandResult> {
  return withFoundRun(folder, async () => {
    const state = await runOf(folder)
    const stage = state.stages.find(({ status }) => status === 'submitted')
    if (stage?.jobId == null) return resultOf(folder, state)
    const service = services[state.service]
    const send = createSend(clientOf(state, new AbortController().signal))
    const job = await service.job(send, stage.jobId)
    const events = await service.events(send, stage.jobId)
    const changed = { ...state, stages: state.stages.map((one) => (one === stage ? after(one, job) : one)) }
    if (job.state !== 'open') await saveRun(folder, changed)
    const { lines, json, ...rest } = await resultOf(folder, changed)
    return {
      ...rest,
      json: { ...json, word: job.word, events },
      lines: [`${service.title} says: ${job.word}`, ...lines, ...eventLines(events)],
    }
  })
}

/** Asks the service to end the job of a run. */
export function cancelRun(folder: string): Promise<CommandResult> {
  return withFoundRun(folder, async () => {
    const state = await runOf(folder)
    const service = services[state.service]
    const send = createSend(clientOf(state, new AbortController().signal))
    const stage = state.stages.find(({ status }) => status === 'submitted' || status === 'submitting')
    // A job whose start was interrupted may run all the same.
    const id = stage === undefined ? null : (stage.jobId ?? (await service.find(send, stage.tag))?.id ?? null)
    if (stage === undefined || id === null)
      throw problem('TUNE_NO_JOB', 'No job of this run is at work.', 'There is nothing to cancel.', {
        place: { file: shownPath(folder) },
      })
    const job = await service.cancel(send, id)
    const changed = {
      ...state,
      stages: state.stages.map((one) =>
        one === stage ? after({ ...one, status: 'submitted', jobId: id }, job) : one,
      ),
    }
    await saveRun(folder, changed)
    const { json, lines } = await resultOf(folder, changed)
    return { json: { ...json, word: job.word }, lines: [`${service.title} says: ${job.word}`, ...lines] }
  })
}

async function withFoundRun(folder: string, work: () => Promise<CommandResult>): Promise<CommandResult> {
  await runOf(folder)
  return withRun(folder, work)
}

function after(
  stage: RunStage,
  job: { readonly state: string; readonly model: string | null; readonly message: string | null },
): RunStage {
  const { state } = job
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
    ? { ...stage, status: state, model: job.model, message: job.message }
    : stage
}
