import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from './support/command-line.ts'
import { installedNode } from './support/node-22.ts'

it('says in one sentence what is needed where Node is older, instead of an error of syntax', {
  timeout: 330_000,
}, async (context) => {
  const node = await installedNode('18.20.8')
  if (node === null) return context.skip()
  const { status, stdout, stderr } = spawnSync(node, [join(projectRoot, 'bin', 'equipoise.mjs'), 'demo'], {
    encoding: 'utf8',
  })
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/^equipoise needs Node 22\.18 or newer, and this is 18\.20\.8: [^\n]+\.\n$/)
})
