import { randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { isAlive } from '../is-alive.ts'

/** A name beside `target` to make it under and rename it from; it tells which process makes it. */
export function temporaryName(target: string): string {
  return `${target}.new-${process.pid}-${randomBytes(4).toString('hex')}`
}

/** Removes what processes left beside `target` under such names when they were killed. */
export async function removeAbandoned(target: string): Promise<void> {
  const prefix = `${path.basename(target)}.new-`
  for (const name of await readdir(path.dirname(target))) {
    if (!name.startsWith(prefix)) continue
    const pid = Number.parseInt(name.slice(prefix.length), 10)
    if (pid > 0 && isAlive(pid)) continue
    await rm(path.join(path.dirname(target), name), { recursive: true, force: true, maxRetries: 5 })
  }
}
