import { spawn } from 'node:child_process'
import { getCompileCacheDir } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Cluster } from './cluster.ts'

/**
 * Starts the keeper of a server that is about to start: a small process of its own that stops the server
 * when everybody who used it was killed and so could not.
 */
export function spawnKeeper(cluster: Cluster): void {
  // Runs from the sources and from the compiled package alike.
  const extension = path.extname(fileURLToPath(import.meta.url))
  const program = fileURLToPath(new URL(`./keeper${extension}`, import.meta.url))
  const { NODE_OPTIONS: _, ...environment } = process.env
  // It starts beside a command that somebody waits for, so it should cost little.
  const child = spawn(
    process.execPath,
    [program, cluster.folder, cluster.binaries.root, String(cluster.binaries.major), String(process.pid)],
    {
      cwd: path.parse(process.cwd()).root,
      detached: true,
      env: { ...environment, NODE_COMPILE_CACHE: getCompileCacheDir() ?? environment.NODE_COMPILE_CACHE },
      stdio: 'ignore',
      windowsHide: true,
    },
  )
  // The keeper is a safety net: without it the last to leave still stops the server.
  child.on('error', () => {})
  child.unref()
}
