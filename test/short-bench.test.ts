import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { projectRoot } from './support/command-line.ts'

/** `--record` writes anew what is expected, after a change that is meant to be slower. */
it('keeps the ratios of the short benchmarks, in at most 30 seconds of the processor', async () => {
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, [join(projectRoot, 'bench', 'short.ts')]).catch(
    (error) => error,
  )
  expect(stdout).not.toMatch(/HALVED|NOT RECORDED/)
  expect(stdout).toMatch(/ s; load /)
})
