import { afterAll, beforeAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { assistedProtocol } from '../src/server/testing/assisted-trial.ts'
import { enrol, participantOf } from '../src/store/assisted/enrol.ts'
import { randomise } from '../src/store/assisted/randomise.ts'
import { recordForm } from '../src/store/assisted/record-form.ts'
import { findStudy } from '../src/store/studies.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

it('a participant is deleted by the link that they tell, without a word of their pseudonym or their arm', async () => {
  const { document, plan } = assistedProtocol()
  const study = await workspace.study('asked', stringify(document))
  await study.done('lock')
  await study.done('trial', 'open')
  const record = await findStudy(workspace.store, 'asked')
  if (record === null || plan.assisted === null) throw new Error('the study is a trial')
  const { person, token } = await enrol(workspace.store, record, { kind: 'real', consentVersion: '1' })
  const baseline = { step: 'baseline', passed: null, answers: { age: 'younger' } } as const
  await recordForm(workspace.store, record, person, baseline)
  await randomise(workspace.store, record, plan.assisted, person)
  const link = `https://trial.example.org/p/${token}`

  const problemsOf = async (...given: readonly string[]) => {
    const { exitCode, out } = await study.run('people', ...given, '--json')
    expect(exitCode).toBe(1)
    expect(out).not.toContain(token)
    return parsedProblems(out).map(({ code }) => code)
  }
  expect(await problemsOf(link.replace(token, 'x'.repeat(43)), '--delete')).toEqual([
    'PARTICIPANT_LINK_UNKNOWN',
  ])
  expect(await problemsOf(link, '--revoke')).toEqual(['PARTICIPANT_NO_ROLE'])

  const { out } = await study.done('people', link, '--delete')
  expect(out).toContain('conditions, decisions')
  expect(out).toContain('Stays, without a name')
  expect(out).not.toMatch(/marks|zephyr|quartz|usual-means/)
  expect(out).not.toContain(person)
  expect(await participantOf(workspace.store, record, token)).toBeNull()
  const answers = workspace.store.database.selectFrom('participant_answer').select('question').execute()
  expect(await answers).toEqual([])
  // A second time there is nobody any more, and what was drawn can still be checked.
  expect(await problemsOf(token, '--delete')).toEqual(['PARTICIPANT_LINK_UNKNOWN'])
  expect((await study.done('trial', 'verify')).out).toContain('1 of 1 allocations')
  expect((await study.done('trial', 'status')).out).toContain('1 withdrawn')

  const other = await enrol(workspace.store, record, { kind: 'real', consentVersion: '1' })
  const byPseudonym = await study.done('people', other.person, '--delete', '--json')
  expect(JSON.parse(byPseudonym.out)).toEqual({ person: other.person, participant: true, deleted: true })
})
