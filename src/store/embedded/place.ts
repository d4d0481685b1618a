import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import type { ServerAccount } from './account.ts'
import { sharedFolder } from './binaries.ts'
import { clusterExists, folderProblem } from './cluster.ts'
import { errorCode } from './error-code.ts'
import { runProgram } from './program.ts'

/**
 * `.equipoise/cluster.json`: where the cluster lies when it is not in `.equipoise/cluster`. `made` tells a
 * cluster that was never made from one that was deleted.
 */
const pointerSchema = z.strictObject({ cluster: z.string().min(1), made: z.boolean() })

export interface ClusterPlace {
  readonly folder: string
  /** Records that the cluster is there. */
  readonly confirm: () => Promise<void>
}

/** Where a workspace keeps what is its own. */
export function controlFolder(workspace: string): string {
  return path.join(path.resolve(workspace), '.equipoise')
}

/** Where a workspace says that its cluster lies elsewhere. */
export function pointerFile(workspace: string): string {
  return path.join(controlFolder(workspace), 'cluster.json')
}

/**
 * Decides where a workspace's cluster lies: in its `.equipoise/cluster`, or under `shared` where the user
 * that runs the server cannot enter the workspace (a folder of root's with mode 0700).
 *
 * @throws ProblemError STORE_NO_PERMISSION, STORE_DISK_FULL, or STORE_CLUSTER_LOST where the cluster that
 * the workspace points to is gone.
 */
export async function clusterPlace(
  workspace: string,
  account: ServerAccount | null,
  shared: string = sharedFolder,
): Promise<ClusterPlace> {
  const control = controlFolder(workspace)
  try {
    await mkdir(path.dirname(control), { recursive: true })
    await mkdir(control).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error
    })
    const local = path.join(control, 'cluster')
    const pointer = pointerFile(workspace)
    if (await clusterExists(local)) return { folder: local, confirm: async () => {} }
    const found = await readPointer(pointer)
    if (found !== null) return await pointedPlace(pointer, found)
    if (account === null || (await canEnter(control, account))) {
      return { folder: local, confirm: async () => {} }
    }
    await mkdir(path.join(shared, 'clusters'), { recursive: true, mode: 0o755 })
    await createOnce(pointer, { cluster: path.join(shared, 'clusters', randomUUID()), made: false })
    const created = await readPointer(pointer)
    return await pointedPlace(pointer, created ?? { cluster: local, made: false })
  } catch (error) {
    throw folderProblem(error, control)
  }
}

/** Folder of the cluster that a workspace has; null where it has none. */
export async function existingCluster(workspace: string): Promise<string | null> {
  const control = controlFolder(workspace)
  const local = path.join(control, 'cluster')
  if (await clusterExists(local)) return local
  const found = await readPointer(pointerFile(workspace))
  return found !== null && (await clusterExists(found.cluster)) ? found.cluster : null
}

type Pointer = z.infer<typeof pointerSchema>

async function pointedPlace(pointer: string, found: Pointer): Promise<ClusterPlace> {
  if (found.made && !(await clusterExists(found.cluster))) {
    throw problem(
      'STORE_CLUSTER_LOST',
      'The database of this workspace is gone from the place where it was kept.',
      `Put the folder back from a backup, or delete ${pointer} to begin with an empty database.`,
      { place: { file: pointer }, value: found.cluster },
    )
  }
  return {
    folder: found.cluster,
    confirm: async () => {
      if (!found.made) await replacePointer(pointer, { ...found, made: true })
    },
  }
}

/** What `cluster.json` says; null where there is none. */
export async function readPointer(file: string): Promise<Pointer | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
  return text === null ? null : pointerSchema.parse(JSON.parse(text))
}

/** Whether the account may pass through every folder on the way, asked of the operating system itself. */
async function canEnter(folder: string, account: ServerAccount): Promise<boolean> {
  const result = await runProgram('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    account,
    timeoutMs: 10_000,
  })
  return result.exitCode === 0
}

async function createOnce(file: string, pointer: Pointer): Promise<void> {
  const temporary = `${file}.${randomUUID()}`
  await writeFile(temporary, `${JSON.stringify(pointer)}\n`)
  await link(temporary, file).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error
  })
  await rm(temporary)
}

/** Writes `cluster.json`; whoever reads meanwhile finds the old one or the new one. */
export async function replacePointer(file: string, pointer: Pointer): Promise<void> {
  const temporary = `${file}.${randomUUID()}`
  await writeFile(temporary, `${JSON.stringify(pointer)}\n`)
  await rename(temporary, file)
}
