import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** What a peer printed: seconds of every run of its computation, and its results. */
const peerSchema = z.object({ seconds: z.array(z.number()), values: z.array(z.number()) })

export type PeerRun = z.infer<typeof peerSchema>
export type PeerOutcome = { readonly run: PeerRun } | { readonly skipped: string }

const peers = fileURLToPath(new URL('../peers/', import.meta.url))

/** Writes columns for the peers: little-endian 32-bit whole numbers and 64-bit floating-point numbers. */
export function writeColumns(
  folder: string,
  columns: Readonly<Record<string, Int32Array | Float64Array>>,
): void {
  for (const [name, column] of Object.entries(columns)) {
    const ending = column instanceof Int32Array ? 'i32' : 'f64'
    writeFileSync(
      join(folder, `${name}.${ending}`),
      new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
    )
  }
}

/** Runs `bench/peers/<name>.R`; it needs R and the packages named. */
export function peerInR(name: string, folder: string, packages: readonly string[]): PeerOutcome {
  const asked = packages.map((one) => `requireNamespace("${one}", quietly = TRUE)`).join(' && ')
  const check = spawnSync('Rscript', ['-e', `quit(status = if (${asked || 'TRUE'}) 0 else 9)`])
  if (check.error !== undefined) return { skipped: 'R is not installed' }
  if (check.status !== 0) return { skipped: `R has not all of: ${packages.join(', ')}` }
  return run('Rscript', [join(peers, `${name}.R`), peers, folder])
}

/** Runs `bench/peers/<name>.py` with the first Python found that has numpy. */
export function peerInNumpy(name: string, folder: string, module = 'numpy'): PeerOutcome {
  const python = ['python3', '/usr/bin/python3'].find(
    (one) => spawnSync(one, ['-c', `import ${module}`], { env: plainEnvironment() }).status === 0,
  )
  if (python === undefined) return { skipped: `no Python with ${module} was found` }
  return run(python, [join(peers, `${name}.py`), folder])
}

function run(command: string, given: readonly string[]): PeerOutcome {
  const child = spawnSync(command, given, {
    encoding: 'utf8',
    env: plainEnvironment(),
    maxBuffer: 64 * 1024 * 1024,
  })
  if (child.status !== 0) return { skipped: `it failed: ${child.stderr.trim().split('\n').at(-1) ?? ''}` }
  return { run: peerSchema.parse(JSON.parse(child.stdout)) }
}

/** The environment without what would slow the peer down: a core type or cache size set for OpenBLAS. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { OPENBLAS_CORETYPE: _core, OPENBLAS_L2_SIZE: _size, ...rest } = process.env
  return rest
}
