import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { controlFolder, pointerFile, readPointer, replacePointer } from '../place.ts'
import { isPostmaster, readPostmaster } from '../postmaster.ts'

/**
 * Puts a new cluster in the place of the old one, which is kept beside it. A single rename or a single replacement of the
 * pointer decides which one the workspace has; whatever stops the steps around it, the workspace has one of the two whole.
 *
 * @returns Where the old cluster is kept.
 */
export async function switchCluster(
  workspace: string,
  old: string,
  fresh: string,
  major: string,
): Promise<string> {
  const local = path.join(controlFolder(workspace), 'cluster')
  await replacePointer(pointerFile(workspace), { cluster: fresh, made: true })
  // A cluster that the workspace only points to was left by that: the old one stays where it is.
  if (old !== local) return old
  const kept = freeName(`${local}-${major}`)
  await rename(local, kept)
  await settleCluster(workspace)
  return kept
}

/** Brings a cluster that was switched to into its usual place, which may have been interrupted. */
export async function settleCluster(workspace: string): Promise<void> {
  const control = controlFolder(workspace)
  const local = path.join(control, 'cluster')
  const pointer = await readPointer(pointerFile(workspace))
  if (pointer === null) return
  if (path.dirname(pointer.cluster) === control && existsSync(pointer.cluster) && !existsSync(local)) {
    if (await runs(path.join(pointer.cluster, 'data'))) return
    await rename(pointer.cluster, local)
  }
  // A cluster in its usual place is the one that counts.
  if (existsSync(local)) await rm(pointerFile(workspace), { force: true })
}

async function runs(data: string): Promise<boolean> {
  const found = await readPostmaster(data)
  return found !== null && (await isPostmaster(found.pid, data))
}

function freeName(wanted: string): string {
  let name = wanted
  for (let number = 2; existsSync(name); number += 1) name = `${wanted}-${number}`
  return name
}
