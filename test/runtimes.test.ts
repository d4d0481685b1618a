import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { equipoiseProcess, temporaryFolder } from './support/command-line.ts'
import { installedNode22 } from './support/node-22.ts'
import { reportNames, wholeReport } from './support/report-folder.ts'

const node22 = await installedNode22()

/*
 * The whole sample study, from marks to report, on the Node that the project brings and on the oldest line it
 * supports: every number has the same bits, so every file has the same bytes.
 */
describe.skipIf(node22 === null)('the sample study on Node 24 and on Node 22', () => {
  const folders = new Map<string, string>()
  const ends: (() => PromiseLike<void>)[] = []

  beforeAll(async () => {
    for (const node of [process.execPath, node22 ?? '']) {
      const folder = await temporaryFolder()
      ends.push(() => folder[Symbol.asyncDispose]())
      const demo = join(folder.path, 'demo')
      const outcome = await equipoiseProcess(['demo', demo], { node })
      expect(outcome.exitCode, outcome.notes).toBe(0)
      const { run } = await wholeReport(join(demo, 'report'))
      expect(run.node).toBe(execFileSync(node, ['--version'], { encoding: 'utf8' }).trim())
      folders.set(run.node.split('.')[0] ?? '', join(demo, 'report'))
    }
  })
  afterAll(async () => {
    for (const end of ends) await end()
  })

  const text = (node: string, name: string) => readFile(join(folders.get(node) ?? '', name), 'utf8')

  it('ran on both', () => {
    expect([...folders.keys()]).toEqual(['v24', 'v22'])
  })

  const dated = ['run.json', 'report.html']
  it.each(reportNames.filter((name) => !dated.includes(name)))('gives the same bytes of %s', async (name) => {
    expect((await text('v22', name)) === (await text('v24', name)), `${name} differs`).toBe(true)
  })

  it('gives the same page but for when and with what it was made', async () => {
    const [old, own] = await Promise.all(
      ['v22', 'v24'].map(async (node) => {
        const { createdAt, node: version } = (await wholeReport(folders.get(node) ?? '')).run
        const page = await text(node, 'report.html')
        expect(page).toContain(version)
        return page.replaceAll(createdAt, 'CREATED').replaceAll(version, 'NODE')
      }),
    )
    expect(old === own).toBe(true)
  })
})
