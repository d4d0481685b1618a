/** Runs every benchmark in a process of its own, so that none inherits another's memory. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const wanted = process.argv[2]
for (const name of readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .sort()) {
  if (wanted !== undefined && !name.startsWith(wanted)) continue
  process.stdout.write(`\n${name}\n`)
  const run = spawnSync(process.execPath, [`${folder}${name}`], { stdio: 'inherit' })
  if (run.status !== 0) process.exitCode = 1
}
