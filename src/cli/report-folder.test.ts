import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkReportFolder } from './report-folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'equipoise-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

const put = async (...names: string[]) => {
  for (const name of names) await writeFile(join(folder, name), '')
}
const report = ['report.html', 'results.json', 'run.json', 'verdicts.csv']

describe('checkReportFolder', () => {
  it.each([
    { what: 'nothing', names: [] },
    { what: 'an earlier report', names: report },
    { what: 'what file managers leave', names: ['.DS_Store'] },
    { what: 'an earlier report that a file manager showed', names: [...report, '.DS_Store'] },
  ])('lets a report replace $what', async ({ names }) => {
    await put(...names)
    await checkReportFolder(folder)
    expect((await readdir(folder)).sort()).toEqual([...names].sort())
  })

  it('lets a report be made where there is no folder yet', async () => {
    await checkReportFolder(join(folder, 'deep', 'report'))
    expect(await readdir(folder)).toEqual([])
  })

  it.each([
    { what: 'documents', names: ['thesis.docx'], found: 'thesis.docx' },
    { what: 'tables that are no report', names: ['marks.csv'], found: 'marks.csv' },
    { what: 'a hidden folder', names: ['.git'], found: '.git' },
    { what: 'a report and a note', names: [...report, 'note.md'], found: 'note.md' },
  ])('refuses a folder with $what', async ({ names, found }) => {
    await put(...names)
    await expect(checkReportFolder(folder)).rejects.toMatchObject({
      problems: [{ code: 'REPORT_FOLDER', value: found }],
    })
    expect((await readdir(folder)).sort()).toEqual([...names].sort())
  })

  it('refuses a file', async () => {
    await put('report')
    await expect(checkReportFolder(join(folder, 'report'))).rejects.toMatchObject({
      problems: [{ code: 'FILE_UNWRITABLE' }],
    })
  })
})
