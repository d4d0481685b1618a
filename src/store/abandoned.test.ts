import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { removeAbandoned, temporaryName } from './abandoned.ts'

it('removes what dead processes left of a target, and nothing else', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'equipoise-test-'))
  try {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
    await once(child, 'exit')
    const target = path.join(folder, 'bundle')
    const own = path.basename(temporaryName(target))
    const kept = ['bundle', own, `bundle.new-${process.ppid}-00`, `other.new-${child.pid}-00`]
    for (const name of [...kept, `bundle.new-${child.pid}-00`]) {
      await mkdir(path.join(folder, name, 'data'), { recursive: true })
    }
    await removeAbandoned(target)
    expect((await readdir(folder)).sort()).toEqual(kept.sort())
  } finally {
    await rm(folder, { recursive: true })
  }
})
