import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProblemError } from '../../problem.ts'
import { sourceFiles } from './source-files.ts'
import { readAll } from './testing/read-file.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sources-'))
  await mkdir(join(folder, 'b', 'c'), { recursive: true })
  for (const name of ['b/two.md', 'b/c/one.md', 'a.md', '.hidden.md', 'B.md'])
    await writeFile(join(folder, name), `# ${name}\n\nText.`)
  await symlink(folder, join(folder, 'round'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function found(path: string): Promise<readonly string[]> {
  const names: string[] = []
  for await (const file of sourceFiles(path))
    names.push(`${file.name.slice(folder.length)} ${file.folder} ${file.bytes}`)
  return names
}

describe('files of a source', () => {
  it('are those below a folder, by name, without hidden ones and links', async () => {
    const top = folder.split('/').at(-1)
    expect(await found(folder)).toEqual([
      `/B.md ${top} 13`,
      `/a.md ${top} 13`,
      '/b/c/one.md c 19',
      '/b/two.md b 17',
    ])
    expect(await found(join(folder, 'a.md'))).toEqual([`/a.md ${top} 13`])
  })

  it('can be read', async () => {
    for await (const file of sourceFiles(join(folder, 'b')))
      expect(await readAll(file)).toMatchObject([{ kind: 'document', document: { type: 'page' } }])
  })

  it('that are not there, or go away before they are read, are a problem', async () => {
    await expect(found(join(folder, 'none'))).rejects.toThrow(ProblemError)
    const path = join(folder, 'gone.md')
    await writeFile(path, 'text')
    for await (const file of sourceFiles(path)) {
      await rm(path)
      expect(await readAll(file)).toMatchObject([
        { kind: 'problem', problem: { code: 'SOURCE_UNREADABLE', value: 'ENOENT' } },
      ])
    }
  })
})
