import { spawnSync } from 'node:child_process'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import type { Machine } from './book.ts'

/** The machine that this process runs on, and the versions of the peers that it has. */
export function presentMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'an unknown processor',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    versions: {
      Node: process.versions.node,
      R: said('Rscript', ['-e', 'cat(as.character(getRversion()))']),
      numpy: said('python3', ['-c', 'import numpy; print(numpy.__version__)']),
    },
  }
}

function said(program: string, given: readonly string[]): string | null {
  const run = spawnSync(program, given, { encoding: 'utf8', timeout: 30_000 })
  return run.status === 0 ? run.stdout.trim() : null
}
