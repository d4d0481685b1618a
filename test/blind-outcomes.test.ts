import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { deskReviewer } from './support/desk-reviewer.ts'
import { markedAnswers, markedItems, markingStudy } from './support/marking-study.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

const arms = new RegExp([...Object.keys(markedAnswers), 'absent'].join('|'), 'i')
const letters = /System [A-Z]/

it('a blind study tells no outcome by arm, and none by letter where numbers of marks would tell the arm', {
  timeout: 60_000,
}, async () => {
  // One arm was never asked, and one refused a question: each is owed another number of marks.
  const study = await markingStudy(workspace, 'blind')
  await study.done('lock')
  await study.done('review', 'open')
  const { out } = await study.done('invite', 'Ada', '--role', 'reviewer', '--json')
  const desk = await deskReviewer(
    workspace.store,
    'blind',
    JSON.parse((await readFile(join(study.path, 'protocol.lock.json'), 'utf8')).toString()).protocol,
    markedItems.map(({ key }) => key),
    JSON.parse(out).link,
  )
  await desk.mark(10, () => true)

  const marks = join(study.path, 'marks')
  const marked = await study.done('mark')
  expect(marked.out).toContain('Marked 5 answers by the key.')
  expect(marked.out).toContain('By the answer key: 5 answers marked.')
  const again = await study.done('mark', '--json')
  for (const { out: said } of [marked, again]) expect(said).not.toMatch(arms)
  expect(existsSync(marks)).toBe(false)

  const blind = await study.done('analyse')
  expect(blind.out).toContain('Nothing is shown by letter')
  expect(blind.out).toContain('safety: 3 marks of 3 questions by 1 reviewer, 0 missing.')
  expect(blind.out).not.toMatch(arms)
  const report = join(study.path, 'report')
  for (const name of await readdir(report)) {
    expect(await readFile(join(report, name), 'utf8'), name).not.toMatch(arms)
  }
  const [section] = (await study.results()).sections
  expect(section).toMatchObject({ marks: 3, arms: [], oneAgainstRest: [], pairs: [], agreement: null })
  const audit = await study.done('blinding')
  // How recognisable the style of an arm is, is a matter of its answers and told by name; no guess and no mark is.
  expect(audit.out).toContain('Nobody has guessed')
  expect(audit.out).not.toMatch(letters)
  expect((await study.done('blinding', '--json')).out).not.toMatch(letters)

  await study.done('invite', 'Olga', '--role', 'owner')
  await study.done('unblind', '--by', 'Olga', '--reason', 'All is marked')
  expect((await study.done('mark')).out).toContain('careful')
  expect(JSON.parse(await readFile(join(marks, 'marks.json'), 'utf8')).key.arms[0].arm).toBe('careful')
  await study.done('analyse')
  expect((await study.results()).sections[0]?.arms.length).toBeGreaterThan(0)
  await rm(marks, { recursive: true })
})
