import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { isAlive } from '../../is-alive.ts'
import { startChild } from '../testing/child.ts'
import { temporaryWorkspace, until } from '../testing/temporary-workspace.ts'
import { existingCluster } from './place.ts'
import { readPostmaster } from './postmaster.ts'
import { removeDatabase } from './remove-database.ts'

async function serverOf(workspace: string): Promise<number> {
  const cluster = await existingCluster(workspace)
  const found = cluster === null ? null : await readPostmaster(path.join(cluster, 'data'))
  if (found === null) throw new Error('no server runs')
  return found.pid
}

it('does nothing where there is no database', async () => {
  await using workspace = await temporaryWorkspace()
  await removeDatabase(workspace.folder)
  expect(await readdir(workspace.folder)).toEqual([])
})

it('leaves a database alone that another process uses, and stops and removes one whose user was killed', async () => {
  await using workspace = await temporaryWorkspace()
  const child = startChild('hold-lease', [workspace.folder])
  await child.line()
  const server = await serverOf(workspace.folder)
  await expect(removeDatabase(workspace.folder)).rejects.toMatchObject({
    problems: [{ code: 'STORE_IN_USE' }],
  })
  expect(isAlive(server)).toBe(true)
  await child.kill()
  await removeDatabase(workspace.folder)
  // It takes its name off the folder a moment before it ends.
  await until(async () => !isAlive(server))
  expect(await existingCluster(workspace.folder)).toBe(null)
})

// As root, the database of a folder that nobody else may enter lies elsewhere.
it('removes a database that lies outside of the workspace', async () => {
  await using workspace = await temporaryWorkspace(0o700)
  await startChild('hold-lease', [workspace.folder, '1']).release()
  const cluster = await existingCluster(workspace.folder)
  expect(cluster?.startsWith(workspace.folder)).toBe(process.getuid?.() !== 0)
  await removeDatabase(workspace.folder)
  expect(await existingCluster(workspace.folder)).toBe(null)
})
