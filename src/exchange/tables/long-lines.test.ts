import { execFile } from 'node:child_process'
import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'long-lines-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Reads a table in a process of its own and tells the problem and the most memory it held, in MiB. */
async function refusedBy(path: string): Promise<{ code: string; line: number | null; peak: number }> {
  const program = `
    import { readTable } from ${JSON.stringify(new URL('./table.ts', import.meta.url).href)}
    let problem = null
    try { for await (const row of readTable(${JSON.stringify(path)}, { report() {} })) row }
    catch (error) { problem = error.problems[0] }
    const peak = process.resourceUsage().maxRSS / 1024
    console.log(JSON.stringify({ code: problem?.code, line: problem?.place.line ?? null, peak }))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program])
  return JSON.parse(stdout)
}

const gigabytes2 = 2 * 1024 * 1024 * 1024
const mebibytes300 = 300

describe('a file of 2 GB that is one line', () => {
  it('of zero bytes is refused at once', async () => {
    const path = join(folder, 'zeros.csv')
    await writeFile(path, 'a,b\n')
    await truncate(path, gigabytes2)
    const found = await refusedBy(path)
    expect([found.code, found.line]).toEqual(['FILE_BINARY', 2])
    expect(found.peak).toBeLessThan(mebibytes300)
  })

  it.each(['csv', 'jsonl'])('of text in %s is refused after 16 MiB', async (ending) => {
    const path = join(folder, `text.${ending}`)
    const file = await open(path, 'w')
    await file.write('x'.repeat(10))
    await file.write(`\n{${'y'.repeat(17 * 1024 * 1024)}`)
    await file.close()
    // The hole that follows reads as zeros: to meet them would be another problem.
    await truncate(path, gigabytes2)
    const found = await refusedBy(path)
    expect([found.code, found.line]).toEqual(['FILE_LINE_TOO_LONG', 2])
    expect(found.peak).toBeLessThan(mebibytes300)
  })

  it('of short lines after a quote that is never closed is refused after 16 MiB', async () => {
    const path = join(folder, 'quote.csv')
    await writeFile(path, `a,b\n1,2\n1,"open\n${'3,4\n'.repeat(5 * 1024 * 1024)}`)
    const found = await refusedBy(path)
    expect([found.code, found.line]).toEqual(['FILE_LINE_TOO_LONG', 3])
    expect(found.peak).toBeLessThan(mebibytes300)
  })
})
