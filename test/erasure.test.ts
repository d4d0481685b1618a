import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { equipoise } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'
import { smallReview } from './support/small-review.ts'
import { tablesWithText } from './support/whole-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

async function refusal(...given: readonly string[]): Promise<string | undefined> {
  const { exitCode, out } = await equipoise(...given, '--json')
  expect(exitCode).toBe(1)
  return parsedProblems(out)[0]?.code
}

describe('equipoise delete', () => {
  it('does nothing without the name of the folder, typed once more', async () => {
    const study = await smallReview(workspace, 'kept', { answers: { 'q0/tarn': 'PLANTED answer' } })
    expect(await refusal('delete', study.path)).toBe('DELETE_UNCONFIRMED')
    expect(await refusal('delete', study.path, '--confirm', 'keep')).toBe('DELETE_UNCONFIRMED')
    expect(await refusal('delete', join(workspace.path, 'nothing'), '--yes')).toBe('DELETE_NO_STUDY')
    expect(await refusal('delete', workspace.path, '--yes', '--files')).toBe('DELETE_WORKSPACE')
    expect(await tablesWithText(workspace.store, 'PLANTED answer')).toEqual(['public.answer'])
  })

  it('deletes the study, says what stays, and leaves an entry that can be verified', async () => {
    const study = await smallReview(workspace, 'going', { answers: { 'q0/tarn': 'GOING answer' } })
    await study.done('invite', 'GOING Olga', '--role', 'owner')
    const { exitCode, out } = await equipoise('delete', study.path, '--confirm', 'going')
    expect(exitCode).toBe(0)
    expect(out).toContain('1 person, 8 items, 16 answers')
    expect(out).toContain('protocol.yaml')
    expect(await tablesWithText(workspace.store, 'GOING')).toEqual([])
    expect(existsSync(join(study.path, 'protocol.yaml'))).toBe(true)
    const log = await equipoise('audit', 'list', '--workspace', '--study', workspace.path)
    expect(log.out).toContain('study-deleted')
    const verified = await equipoise('audit', 'verify', '--workspace', '--study', workspace.path)
    expect(verified.out).toContain('The log holds: 1 entries')
  })

  it('takes the folder too where that is asked for', async () => {
    const study = await smallReview(workspace, 'whole')
    expect((await equipoise('delete', study.path, '--yes', '--files')).exitCode).toBe(0)
    expect(existsSync(study.path)).toBe(false)
  })
})

describe('equipoise retention', () => {
  const retention = async (...given: readonly string[]) => {
    const outcome = await equipoise('retention', '--workspace', workspace.path, ...given)
    expect(outcome.exitCode, outcome.notes).toBe(0)
    return outcome.out
  }

  it('keeps all until somebody says otherwise, and remembers the rule', async () => {
    expect(await retention()).toMatch(/until somebody deletes it[\s\S]*Nothing is due/)
    expect(await retention('--people', '0', '--asked', '90')).toContain('90 days after they were asked')
    expect(await retention('--people', '30')).toContain('30 days after their study was unblinded')
    expect(JSON.parse(await retention('--asked', 'forever', '--json')).rule).toEqual({
      peopleDays: 30,
      askedDays: null,
    })
    expect((await equipoise('retention', '--people', 'soon')).exitCode).toBe(2)
  })

  it('shows who is due, and deletes them when told to', async () => {
    const study = await smallReview(workspace, 'closed')
    await study.done('invite', 'Olga', '--role', 'owner')
    await study.done('review', 'open')
    await study.done('invite', 'DUE Rhea', '--role', 'reviewer')
    await study.done('unblind', '--by', 'Olga', '--reason', 'Enough')
    expect(await retention('--people', '0')).toMatch(
      /Due: 1 person of Tarn against Moor[\s\S]*equipoise retention --apply/,
    )
    expect(await tablesWithText(workspace.store, 'DUE Rhea')).toEqual(['public.person_private'])
    expect(await retention('--apply')).toContain('Deleted: 1 person of Tarn against Moor')
    expect(await tablesWithText(workspace.store, 'DUE Rhea')).toEqual([])
    expect(await retention()).toContain('Nothing is due')
    expect((await study.done('audit', 'list')).out).toContain('person-deleted')
  })
})
