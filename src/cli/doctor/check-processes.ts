import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { shownPath } from '../study-folder.ts'
import { type Finding, note, notWhole, type Repair, whole } from './finding.ts'
import { type Leftover, leftovers, serverWasKilled } from './leftover-files.ts'

/** What killed processes left in the workspace. */
export async function checkProcesses(
  workspace: string,
  folders: readonly string[],
): Promise<readonly Finding[]> {
  const left = await leftovers(workspace, folders)
  const server = (await serverWasKilled(workspace))
    ? [note('processes', 'The database’s server was killed; it recovers by itself when it starts.')]
    : []
  if (left.length === 0) return [whole('processes', 'nothing is left of killed processes'), ...server]
  return [...server, ...left.map((one) => notWhole('processes', problemOf(one), repairOf(one)))]
}

function problemOf({ path, kind, target }: Leftover) {
  const isLost = kind === 'old' && target !== null && !existsSync(target)
  return {
    code: isLost ? 'DOCTOR_FOLDER_ASIDE' : 'DOCTOR_LEFTOVER',
    message: isLost
      ? 'A process was killed while it replaced this folder, which is not in its place.'
      : kind === 'mark'
        ? 'This is the mark of a process that is dead.'
        : 'A process was killed while it wrote this; nothing reads it.',
    place: { file: shownPath(path) },
    value: null,
    expected: null,
    remedy: isLost
      ? 'Put it back with `equipoise doctor --repair`.'
      : 'Remove it with `equipoise doctor --repair`.',
  }
}

function repairOf({ path, kind, target }: Leftover): Repair {
  const back = kind === 'old' && target !== null && !existsSync(target)
  return {
    does: back ? `puts ${shownPath(path)} back` : `removes ${shownPath(path)}`,
    asks: false,
    run: async () => {
      if (back && target !== null && !existsSync(target)) {
        await rename(path, target)
        return `Put ${shownPath(target)} back, as it was before it was being replaced.`
      }
      await rm(path, { recursive: true, force: true, maxRetries: 5 })
      return `Removed ${shownPath(path)}, which a killed process had left.`
    },
  }
}
