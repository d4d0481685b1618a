import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const limitMiB = 1024

/** Whether this process is the one that measures; the other only starts it, so that it measures nothing else. */
export const isChild = process.argv[2] === 'child'

/**
 * Starts a benchmark again as a process with a small heap: what typed arrays take beside it must fit into one GiB in
 * all, and the child tells its peak.
 */
export function startChild(benchmark: string): void {
  const child = spawnSync(process.execPath, ['--max-old-space-size=512', fileURLToPath(benchmark), 'child'], {
    stdio: 'inherit',
  })
  process.exitCode = child.status ?? 1
}

export function printPeak(): void {
  const peak = process.resourceUsage().maxRSS / 1024
  process.stdout.write(
    `  peak memory ${peak.toFixed(0)} MiB (limit ${limitMiB}${peak > limitMiB ? ': MISSED' : ''})\n`,
  )
  if (peak > limitMiB) process.exitCode = 1
}
