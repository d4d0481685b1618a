import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTextFile } from './text-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'text-file-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('readTextFile', () => {
  it('leaves the byte order mark out of the text, and only there', async () => {
    const file = join(folder, 'marked.txt')
    await writeFile(file, '\uFEFFa\uFEFF\n')
    const { text, bytes } = await readTextFile(file, '--from')
    expect(text).toBe('a\uFEFF\n')
    // Three bytes for each mark.
    expect(bytes).toHaveLength(8)
  })

  it('reads an empty file', async () => {
    const file = join(folder, 'empty.txt')
    await writeFile(file, '')
    expect((await readTextFile(file, '--from')).text).toBe('')
  })

  it.each([
    ['a file that is not there', 'none.txt', 'FILE_NOT_FOUND', 'Check the path.'],
    ['a folder', '.', 'FILE_NOT_A_FILE', 'Name a file.'],
    ['another encoding', 'utf16.txt', 'FILE_NOT_UTF8', 'Save the file as UTF-8.'],
  ])('names the file, the option and what to do for %s', async (_, name, code, remedy) => {
    await writeFile(join(folder, 'utf16.txt'), Buffer.from('\uFEFFmarks', 'utf16le'))
    const file = join(folder, name)
    await expect(readTextFile(file, '--from')).rejects.toMatchObject({
      problems: [{ code, remedy, place: { file, field: '--from' } }],
    })
  })
})
