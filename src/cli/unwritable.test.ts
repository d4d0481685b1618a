import { expect, it } from 'vitest'
import { diskProblem } from './unwritable.ts'

it('says of a disk that takes nothing more what it is, with the file where it is known', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  expect(diskProblem(full)).toMatchObject({
    problems: [{ code: 'FILE_UNWRITABLE', message: 'The file cannot be written. The disk is full.' }],
  })
  const readOnly = Object.assign(new Error('EROFS'), { code: 'EROFS', path: '/srv/study/model.json' })
  expect(diskProblem(readOnly)).toMatchObject({ problems: [{ place: { file: '/srv/study/model.json' } }] })
})

it('leaves every other error as it is', () => {
  const gone = Object.assign(new Error('ENOENT'), { code: 'ENOENT', path: 'source.md' })
  expect(diskProblem(gone)).toBe(gone)
  expect(diskProblem('words')).toBe('words')
})
