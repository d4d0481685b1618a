import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from './command-line.ts'

export interface MeasuredOutcome {
  readonly exitCode: number | null
  readonly out: string
  readonly seconds: number
  /** Most memory that the process held. */
  readonly peakBytes: number
  /** Bytes that the process read, from files and otherwise, also where a cache held them. Linux only. */
  readonly readBytes: number
}

/** Prints what the process took, as its last line on standard error. */
const measuring = `
  import { readFileSync } from 'node:fs'
  process.on('exit', () => {
    const readBytes = Number(/rchar: (\\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))[1])
    const peakBytes = process.resourceUsage().maxRSS * 1024
    process.stderr.write('\\n' + JSON.stringify({ peakBytes, readBytes }))
  })
  await import(${JSON.stringify(pathToFileURL(join(projectRoot, 'bin', 'equipoise.mjs')).href)})
`

/** Runs a command in a process of its own and measures it. */
export function measuredProcess(given: readonly string[]): Promise<MeasuredOutcome> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    // The word stands where the name of a script would.
    const child = spawn(
      process.execPath,
      ['--input-type=module', '-e', measuring, '--', 'equipoise', ...given],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let out = ''
    let notes = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      notes += text
    })
    child.on('error', reject)
    child.on('close', (exitCode) => {
      const seconds = (performance.now() - start) / 1000
      resolve({ exitCode, out, seconds, ...JSON.parse(notes.slice(notes.lastIndexOf('\n'))) })
    })
  })
}
