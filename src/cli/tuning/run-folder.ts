import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expectedValue } from '../../expected-value.ts'
import { isAlive } from '../../is-alive.ts'
import { type RunState, runStateSchema } from '../../learning/tuning/hosted/run-state.ts'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import { errorCode } from '../../store/embedded/error-code.ts'
import { shownPath } from '../study-folder.ts'
import { unwritable } from '../unwritable.ts'
import { writeWhole } from '../whole-files.ts'

const stateName = 'tuning.json'
const lockName = 'tuning.lock'

/** Writes the state of a run; a reader finds the old or the new one. */
export function saveRun(folder: string, state: RunState): Promise<void> {
  return writeWhole(join(folder, stateName), `${JSON.stringify(runStateSchema.parse(state), null, 2)}\n`)
}

/** The state of a run; null where the folder holds none. @throws ProblemError RUN_STATE */
export async function readRun(folder: string): Promise<RunState | null> {
  const file = join(folder, stateName)
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return null
    throw unwritable(file, error)
  })
  if (text === null) return null
  const parsed = runStateSchema.safeParse(parsedJson(text))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw problem(
    'RUN_STATE',
    'The state of the run cannot be used.',
    'Put back the file as it was written. A new folder finds the jobs of the same data, model and name again.',
    {
      place: { file: shownPath(file), field: issue?.path.join('.') ?? '' },
      expected: issue === undefined ? null : expectedValue(issue),
    },
  )
}

/** The state of a run that has to be there. @throws ProblemError RUN_MISSING, RUN_STATE */
export async function runOf(folder: string): Promise<RunState> {
  const state = await readRun(folder)
  if (state !== null) return state
  throw problem(
    'RUN_MISSING',
    'There is no run in this folder.',
    'Start one with `equipoise tune start`, or name the folder that its --out named.',
    { place: { file: shownPath(folder) } },
  )
}

/**
 * Does some work on a run that no other process works on.
 *
 * @throws ProblemError RUN_BUSY
 */
export async function withRun<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const lock = join(folder, lockName)
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw unwritable(folder, error)
  })
  await take(lock, folder)
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

async function take(lock: string, folder: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const file = await open(lock, 'wx').catch((error: unknown) => {
      if (errorCode(error) === 'EEXIST') return null
      throw unwritable(lock, error)
    })
    if (file !== null) {
      await file.writeFile(String(process.pid))
      await file.close()
      return
    }
    const pid = Number.parseInt(await readFile(lock, 'utf8').catch(() => ''), 10)
    // A killed process leaves its lock; without a number it is being written at this moment.
    if (attempt > 3 || (pid > 0 && isAlive(pid)))
      throw problem(
        'RUN_BUSY',
        'Another process works on this run.',
        'Wait until it ends; it writes what it has done into the folder.',
        { place: { file: shownPath(folder) }, value: pid > 0 ? `process ${pid}` : null },
      )
    if (pid > 0) await clear(lock, pid)
  }
}

/** Takes the lock of a dead process away; one that a living process has put in its place meanwhile is put back. */
async function clear(lock: string, deadPid: number): Promise<void> {
  const aside = `${lock}.${process.pid}`
  const moved = await rename(lock, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  const pid = Number.parseInt(await readFile(aside, 'utf8').catch(() => ''), 10)
  if (pid !== deadPid) await link(aside, lock).catch(() => {})
  await rm(aside, { force: true })
}
