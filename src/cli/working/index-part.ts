import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ClaimLost } from '../../answers/collecting/journal.ts'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import { jsonObject } from '../../store/rows.ts'
import { finishPart, tellProgress } from '../../store/work/work.ts'
import { exitCodes } from '../run-command.ts'
import { shippedFile } from '../version.ts'
import { indexWorkSchema, refusedOutputSchema } from './payloads.ts'
import type { PartEnd } from './work-loop.ts'
import type { PartAtWork, Workshop } from './workshop.ts'

const executable = fileURLToPath(shippedFile('bin/equipoise.mjs'))
const tellEveryMilliseconds = 2000
const busyPauseMilliseconds = 3000

/**
 * Runs `equipoise index` in a process of its own: it computes for long, and a worker has to be heard meanwhile. The corpus
 * lets one process in at a time, so a worker that takes over from a stopped one waits for the index run that it had begun.
 */
export async function performIndexing({ store, queue }: Workshop, at: PartAtWork): Promise<PartEnd> {
  const { claim, work, signal, lost } = at
  const { arguments: given, folder } = indexWorkSchema.parse(work.payload)
  const child = spawn(process.execPath, [executable, 'index', ...given, '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let notes = ''
  let told = performance.now()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    notes = (notes + text).slice(-2000)
    if (performance.now() - told < tellEveryMilliseconds) return
    told = performance.now()
    void tellProgress(store, claim, { words: lastLine(notes) }).catch(() => {})
  })
  const end = () => child.kill('SIGTERM')
  signal.addEventListener('abort', end)
  lost.addEventListener('abort', end)
  try {
    if (signal.aborted || lost.aborted) end()
    await once(child, 'close')
  } finally {
    signal.removeEventListener('abort', end)
    lost.removeEventListener('abort', end)
  }
  if (lost.aborted) throw new ClaimLost()
  const exitCode = child.exitCode
  if (exitCode === null || (signal.aborted && exitCode !== exitCodes.done)) return 'given-back'
  const json = jsonObject.safeParse(parsedJson(out))
  if (!json.success) {
    throw problem('WORKER_INDEX', 'Indexing ended without a result.', 'Run the command without --queue.', {
      value: lastLine(notes),
    })
  }
  const refused = refusedOutputSchema.safeParse(json.data)
  if (refused.success && refused.data.problems.some(({ code }) => code === 'CORPUS_BUSY')) {
    await sleep(busyPauseMilliseconds, null, { signal }).catch(() => {})
    return 'given-back'
  }
  await finishPart(store, queue, claim, { exitCode, json: json.data })
  return 'done'
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? ''
}
