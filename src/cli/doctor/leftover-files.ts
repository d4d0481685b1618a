import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isAlive } from '../../is-alive.ts'
import { existingCluster } from '../../store/embedded/place.ts'
import { isPostmaster, readPostmaster } from '../../store/embedded/postmaster.ts'
import { kindOf, namesIn } from '../backup/entries.ts'
import { heldFolders } from '../backup/hold-workspace.ts'

/** Something that a process left when it was killed. */
export interface Leftover {
  readonly path: string
  /** `old` is a folder that was being replaced; where its place is empty it belongs there. */
  readonly kind: 'half-written' | 'old' | 'mark'
  /** Where an old folder belongs; null for the other kinds. */
  readonly target: string | null
}

/** A picture on its way has no process in its name; one that is older than this is on its way no more. */
const pictureAgeMs = 60_000

/**
 * Everything in a workspace and its studies' folders that killed processes left. What a living process works on is none of
 * it.
 *
 * @param folders Folders of studies, and of backups.
 */
export async function leftovers(workspace: string, folders: readonly string[]): Promise<readonly Leftover[]> {
  const control = join(workspace, '.equipoise')
  const found = [
    ...(await leftBelow(control, (name) => !/^cluster(\.|$)|^backups$/.test(name))),
    ...(await leftClusters(workspace)),
    ...(await staleMarks(workspace)),
  ]
  for (const folder of folders) {
    found.push(...(await leftIn(folder)), ...(await leftIn(join(folder, 'captures'))))
  }
  return [...new Map(found.map((one) => [one.path, one])).values()]
}

async function leftBelow(folder: string, wanted: (name: string) => boolean): Promise<Leftover[]> {
  const found = [...(await leftIn(folder))]
  for (const name of (await namesIn(folder)).filter(wanted)) {
    const inner = join(folder, name)
    if ((await kindOf(inner)) === 'folder' && leftName(name) === null)
      found.push(...(await leftBelow(inner, () => true)))
  }
  return found
}

async function leftIn(folder: string): Promise<readonly Leftover[]> {
  const found: Leftover[] = []
  for (const name of await namesIn(folder)) {
    const left = leftName(name)
    const path = join(folder, name)
    if (left === null || (left.pid !== null && left.pid !== process.pid && isAlive(left.pid))) continue
    if (left.pid === null && Date.now() - (await stat(path)).mtimeMs < pictureAgeMs) continue
    const target = left.target === null ? null : join(folder, left.target)
    found.push({ path, kind: target === null ? 'half-written' : 'old', target })
  }
  return found
}

interface LeftName {
  readonly pid: number | null
  readonly target: string | null
}

/** What a name says of itself; null for the name of a thing that is whole. */
function leftName(name: string): LeftName | null {
  const [, partial] = /\.(?:partial|new)-(\d+)-[0-9a-f]+$/.exec(name) ?? []
  if (partial !== undefined) return { pid: Number(partial), target: null }
  const [, target, old] = /^\.(.+)\.old-(\d+)-[0-9a-f]+$/.exec(name) ?? []
  if (target !== undefined) return { pid: Number(old), target }
  if (/^\.partial-[0-9a-f-]{36}$/.test(name)) return { pid: null, target: null }
  return null
}

/** Clusters that were being made; they stand beside the place of the cluster, wherever that is. */
async function leftClusters(workspace: string): Promise<readonly Leftover[]> {
  const cluster = (await existingCluster(workspace)) ?? join(workspace, '.equipoise', 'cluster')
  return (await leftIn(dirname(cluster))).filter(({ path }) =>
    basename(path).startsWith(`${basename(cluster)}.new-`),
  )
}

/** Marks of dead processes on corpora and records of releases, and the name of a dead server. */
async function staleMarks(workspace: string): Promise<readonly Leftover[]> {
  const marks: Leftover[] = []
  for (const folder of await heldFolders(workspace)) {
    for (const name of await namesIn(folder)) {
      if (!/^indexing\.pid(\.\d+(\.left)?)?$/.test(name)) continue
      const path = join(folder, name)
      const pid = Number(await readFile(path, 'utf8').catch(() => '0'))
      if (!(pid > 0) || pid === process.pid || !isAlive(pid)) marks.push({ path, kind: 'mark', target: null })
    }
  }
  return marks
}

/** Whether the database's server was killed and left its name; starting it clears that away, and nothing else should. */
export async function serverWasKilled(workspace: string): Promise<boolean> {
  const cluster = await existingCluster(workspace)
  if (cluster === null) return false
  const data = join(cluster, 'data')
  const found = await readPostmaster(data).catch(() => null)
  return found !== null && !(await isPostmaster(found.pid, data))
}
