import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { openaiChatDialect } from './providers/openai-chat.ts'
import { type StandIn, startStandIn } from './providers/stand-in.ts'
import { expectRefused } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'
import { trialProtocol } from './support/trial-protocol.ts'

let workspace: SharedWorkspace
let model: StandIn
let study: TestStudy
beforeAll(async () => {
  workspace = await sharedWorkspace()
  model = await startStandIn(openaiChatDialect, { itemOf: () => 'any', says: () => 'It may be a bleed.' })
  study = await workspace.study('trial', stringify(trialProtocol(model.url)))
})
afterAll(async () => {
  await model.close()
  await workspace[Symbol.asyncDispose]()
})

describe('commands of other studies on an assisted-use trial', () => {
  it('have nothing to ask before the trial was opened, and nothing to mark at any time', async () => {
    await study.done('lock')
    for (const how of [[], ['--dry-run']]) {
      const early = await study.run('run', ...how)
      expect(early.exitCode).toBe(1)
      expect(early.notes).toContain('RUN_TRIAL_NOT_OPEN')
    }
    await study.done('trial', 'open')
    for (const kind of [[], ['--kind', 'key'], ['--kind', 'rubric'], ['--kind', 'pairwise']]) {
      await expectRefused(study, ['mark', ...kind], [{ code: 'MARK_TRIAL' }])
    }
  })

  it('collect what the models say by themselves, and ask nobody of the control', async () => {
    const dry = await study.run('run', '--dry-run')
    const run = await study.run('run')
    for (const { out } of [dry, run]) {
      expect(out).toMatch(/^Models alone, each asked about every case: the stage expert-query/)
      expect(out).toContain('  control: skipped (its participants use their usual means, so nobody is asked)')
      expect(out).not.toContain('imported')
    }
    // Two cases, one model; the screen withholds one that names a person with an age.
    expect(run.out).toContain('1 slot withheld')
    expect(model.requests).toHaveLength(1)
  })
})
