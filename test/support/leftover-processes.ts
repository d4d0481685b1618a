import { readdir, readFile, readlink } from 'node:fs/promises'
import { sep } from 'node:path'

/**
 * Processes that work in or on a folder: the database's, whose working folder is in it, and keepers, whose command
 * line names it. Linux only; elsewhere none are found.
 */
export async function processesOf(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const pid of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue
    // A process may end while it is looked at.
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '')
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
    const inside = (path: string) => path === folder || path.startsWith(folder + sep)
    if (inside(cwd) || words.some(inside)) found.push(`${pid} ${words.join(' ')}`.trim())
  }
  return found
}
