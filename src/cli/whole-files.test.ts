import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWhole, recoverWhole, writeFolderWhole, writeWhole } from './whole-files.ts'

const kills = 20

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'equipoise-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

const names = async (path = folder) => (await readdir(path)).sort()
const text = (...path: string[]) => readFile(join(folder, ...path), 'utf8')
const put = async (path: string, content: string) => {
  await mkdir(join(folder, path), { recursive: true })
  await writeFile(join(folder, path, 'results.json'), content)
}

/** The number of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(child, 'exit')
  return child.pid ?? 0
}

describe('writeWhole', () => {
  it('replaces a file and leaves nothing beside it', async () => {
    await writeWhole(join(folder, 'lock.json'), 'one')
    await writeWhole(join(folder, 'lock.json'), 'two')
    expect(await text('lock.json')).toBe('two')
    expect(await names()).toEqual(['lock.json'])
  })

  it('removes what a killed process left of the same file, not of another or of a living one', async () => {
    const dead = await deadProcess()
    const kept = [`.other.json.partial-${dead}-00`, `.lock.json.partial-${process.ppid}-00`]
    for (const name of [...kept, `.lock.json.partial-${dead}-00`, `.lock.json.partial-${process.pid}-00`]) {
      await writeFile(join(folder, name), 'part')
    }
    await writeWhole(join(folder, 'lock.json'), 'whole')
    expect(await names()).toEqual([...kept, 'lock.json'].sort())
  })

  it('says why a file cannot be written', async () => {
    await writeFile(join(folder, 'file'), '')
    await expect(writeWhole(join(folder, 'file', 'lock.json'), '')).rejects.toThrow(
      /A part of its path is a file, not a folder\..*\[FILE_UNWRITABLE\]/,
    )
    await expect(writeWhole(join(folder, 'x'.repeat(250)), '')).rejects.toThrow(/Its name is too long/)
  })
})

describe('createWhole', () => {
  it('keeps the file that is there, also where several make it at once', async () => {
    const file = join(folder, 'study-id')
    const seen = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (content) => {
        await createWhole(file, content)
        return readFile(file, 'utf8')
      }),
    )
    expect(new Set(seen).size).toBe(1)
    await createWhole(file, 'later')
    expect(await readFile(file, 'utf8')).toBe(seen[0])
    expect(await names()).toEqual(['study-id'])
  })
})

describe('writeFolderWhole', () => {
  it('makes the folder and those above it, with the permissions of every other folder', async () => {
    await writeFolderWhole(join(folder, 'deep', 'report'), new Map([['results.json', 'one']]))
    await mkdir(join(folder, 'plain'))
    const mode = async (name: string) => (await stat(join(folder, name))).mode
    expect(await mode('deep/report')).toBe(await mode('plain'))
    expect(await text('deep', 'report', 'results.json')).toBe('one')
  })

  it('replaces the folder as a whole and leaves nothing beside it', async () => {
    await put('report', 'old')
    await writeFile(join(folder, 'report', 'gone.csv'), '')
    await writeFolderWhole(join(folder, 'report'), new Map([['results.json', 'new']]))
    expect(await names()).toEqual(['report'])
    expect(await names(join(folder, 'report'))).toEqual(['results.json'])
    expect(await text('report', 'results.json')).toBe('new')
  })

  it('keeps a link to a folder', async () => {
    await put('elsewhere', 'old')
    await symlink('elsewhere', join(folder, 'report'))
    await writeFolderWhole(join(folder, 'report'), new Map([['results.json', 'new']]))
    expect(await text('elsewhere', 'results.json')).toBe('new')
  })

  it('leaves one of the new folders whole where several are written at once', async () => {
    await put('report', 'old')
    const texts = ['a', 'b', 'c', 'd', 'e', 'f']
    await Promise.all(
      texts.map((content) =>
        writeFolderWhole(
          join(folder, 'report'),
          new Map([
            ['one', content],
            ['two', content],
          ]),
        ),
      ),
    )
    expect(await names()).toEqual(['report'])
    expect(await names(join(folder, 'report'))).toEqual(['one', 'two'])
    expect(texts).toContain(await text('report', 'one'))
    expect(await text('report', 'two')).toBe(await text('report', 'one'))
  })
})

describe('recoverWhole', () => {
  it('puts an old folder back where its process was killed before the new one was in place', async () => {
    const dead = await deadProcess()
    await put(`.report.old-${dead}-0a`, 'old')
    await put(`.report.partial-${dead}-0b`, 'new')
    await recoverWhole(folder, ['report'])
    expect(await names()).toEqual(['report'])
    expect(await text('report', 'results.json')).toBe('old')
  })

  it('drops an old folder where the new one is in place', async () => {
    await put(`.report.old-${await deadProcess()}-0a`, 'old')
    await put('report', 'new')
    await recoverWhole(folder, ['report'])
    expect(await names()).toEqual(['report'])
    expect(await text('report', 'results.json')).toBe('new')
  })

  it('leaves alone what a living process is doing, and a folder that is not there', async () => {
    const living = [`.report.old-${process.ppid}-0a`, `.report.partial-${process.ppid}-0b`]
    for (const name of living) await put(name, 'theirs')
    await recoverWhole(folder, ['report'])
    await recoverWhole(join(folder, 'none'), ['report'])
    expect(await names()).toEqual(living)
  })
})

it(`finds a whole folder after ${kills} kills while it was replaced without a pause`, async () => {
  const program = fileURLToPath(new URL('./testing/replace-forever.ts', import.meta.url))
  const report = join(folder, 'report')
  const seen = new Set<string>()
  let leftovers = 0
  for (let kill = 0; kill < kills; kill += 1) {
    const child = spawn(process.execPath, [program, report], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    await sleep((kill * 7) % 30)
    child.kill('SIGKILL')
    await ended
    leftovers += (await names()).filter((name) => name !== 'report').length
    await recoverWhole(folder, ['report'])
    expect(await names()).toEqual(['report'])
    expect(await names(report)).toEqual(['a.txt', 'b.txt', 'c.txt'])
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => text('report', `${name}.txt`)))
    expect(a?.endsWith('\n')).toBe(true)
    expect(new Set(a?.trimEnd().split('\n')).size).toBe(1)
    expect([b, c]).toEqual([a, a])
    seen.add(a ?? '')
  }
  expect(seen.size).toBe(kills)
  // Some kills came in the midst of a replacement, else the test would say nothing.
  expect(leftovers).toBeGreaterThan(0)
}, 60_000)
