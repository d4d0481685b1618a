import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'

export interface SessionRequest {
  readonly name: string
  readonly seconds: number
  readonly runs: number
  readonly seed: number
  readonly keep: boolean
}

const findingSchema = z.object({
  kind: z.enum(['crash', 'slow', 'hang', 'memory']),
  detail: z.string(),
  input: z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64')),
})
const resultSchema = z.object({
  runs: z.number(),
  seconds: z.number(),
  places: z.number(),
  corpus: z.number(),
  slowestMilliseconds: z.number(),
  peakMiB: z.number(),
  findings: z.array(findingSchema),
})

export type ChildResult = z.infer<typeof resultSchema>

/** Far above the second that an input may take: a process that is so long in one input will not come back. */
const hangMilliseconds = 10_000
const mostMiB = 512

/**
 * Runs a session in a process of its own and watches it from outside: a process that hangs, dies or takes more memory than
 * it may is ended, and what it was reading is the finding.
 */
export async function superviseSession(request: SessionRequest): Promise<ChildResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'equipoise-fuzz-'))
  try {
    return await watched(request, path.join(folder, 'current'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function watched(request: SessionRequest, current: string): Promise<ChildResult> {
  const { name, seconds, runs, seed, keep } = request
  const child = spawn(
    process.execPath,
    [
      '--max-old-space-size=256',
      '--max-semi-space-size=16',
      '--import',
      new URL('coverage/hooks.ts', import.meta.url).href,
      path.join(import.meta.dirname, 'child.ts'),
      ...[name, String(seconds), String(runs), String(seed), current, keep ? 'keep' : ''],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const begun = performance.now()
  let output = ''
  let complaints = ''
  let ended: 'hang' | 'memory' | null = null
  let last = { count: 0, at: performance.now() }
  let peak = 0
  child.stdout.on('data', (piece: Buffer) => {
    output += piece.toString('utf8')
  })
  child.stderr.on('data', (piece: Buffer) => {
    complaints = (complaints + piece.toString('utf8')).slice(-4000)
  })
  const look = async () => {
    const { count } = await currentInput(current)
    if (count !== last.count) last = { count, at: performance.now() }
    peak = Math.max(peak, await residentMiB(child.pid))
    if (peak > mostMiB) ended = 'memory'
    else if (count > 0 && performance.now() - last.at > hangMilliseconds && output === '') ended = 'hang'
    if (ended !== null) child.kill('SIGKILL')
  }
  const timer = setInterval(() => void look(), 200)
  const interrupt = () => child.kill('SIGKILL')
  process.once('SIGINT', interrupt)
  return new Promise((resolve) => {
    child.on('close', async (code) => {
      clearInterval(timer)
      process.off('SIGINT', interrupt)
      const read = resultSchema.safeParse(parsed(output))
      if (read.success && code === 0) return resolve(read.data)
      const { count, input } = await currentInput(current)
      const kind = ended ?? (/heap out of memory/.test(complaints) ? 'memory' : 'crash')
      resolve({
        runs: count,
        seconds: (performance.now() - begun) / 1000,
        places: 0,
        corpus: 0,
        slowestMilliseconds: 0,
        peakMiB: peak,
        findings: [{ kind, detail: complaints || `ended with ${code}`, input }],
      })
    })
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What the process was reading, and the how manieth input it is; 0 before the first. */
async function currentInput(file: string): Promise<{ readonly count: number; readonly input: Uint8Array }> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0))
  if (bytes.length < 12) return { count: 0, input: new Uint8Array() }
  return { count: bytes.readDoubleLE(0), input: bytes.subarray(12, 12 + bytes.readUInt32LE(8)) }
}

/** Memory of a process in MiB; 0 where the system does not tell, as outside Linux: the heap's own limit holds there. */
async function residentMiB(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024
}
