import { execFile } from 'node:child_process'
import { cp, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot, temporaryFolder } from './support/command-line.ts'

it('a clone whose pages were not built says so and how they are, before it opens anything', {
  timeout: 60_000,
}, async () => {
  await using folder = await temporaryFolder()
  for (const name of ['bin', 'src', 'studies', 'schemas', 'package.json']) {
    await cp(join(projectRoot, name), join(folder.path, name), { recursive: true })
  }
  await symlink(join(projectRoot, 'node_modules'), join(folder.path, 'node_modules'))
  const ran = await new Promise<{ readonly code: unknown; readonly out: string; readonly notes: string }>(
    (resolve) => {
      execFile(
        process.execPath,
        [join(folder.path, 'bin', 'equipoise.mjs'), 'serve', '--study', 'nowhere', '--port', '0'],
        { cwd: folder.path },
        (error, out, notes) => resolve({ code: error?.code ?? 0, out, notes }),
      )
    },
  )
  expect([ran.code, ran.out]).toEqual([1, ''])
  expect(ran.notes.trim().split('\n')).toEqual([
    expect.stringMatching(
      /The pages of the workbench are not built\. .*`npm run build:web`.*\[PAGES_NOT_BUILT\]$/,
    ),
  ])
})
