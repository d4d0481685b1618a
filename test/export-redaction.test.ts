import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { markUnits } from '../src/server/testing/mark-units.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'
import { pagesOf, smallReview } from './support/small-review.ts'
import { filesWithText, tablesWithText } from './support/whole-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

/** As `markUnits` writes it behind every form. */
const comment = 'A word of my own'

it('what is handed on tells nobody’s name, address, employer or words: bundles, reports and training data', async () => {
  const study = await smallReview(workspace, 'handed-on')
  await study.done('invite', 'PLANTED Olga', '--role', 'owner', '--email', 'planted.olga@example.org')
  await study.done('review', 'open')
  const protocol = await readFile(join(study.path, 'protocol.yaml'), 'utf8')
  const { app } = await pagesOf(workspace, 'handed-on', protocol)
  await study.done('invite', 'PLANTED Rhea', '--role', 'reviewer', '--email', 'planted.rhea@example.org')
  const reviewer = await app.visitor('PLANTED Rhea', 'reviewer')
  await markUnits(reviewer, 8, () => ({ marks: { utility: 'first' } }))
  await study.done('unblind', '--by', 'PLANTED Olga', '--reason', 'All is marked')
  await study.done('lock')

  const handed = join(workspace.path, 'handed')
  const outcomes = [
    await study.done('export', join(handed, 'bundle')),
    await study.run('analyse', '--out', join(handed, 'report')),
    await study.run('preferences', '--out', join(handed, 'preferences')),
    await study.run('export-preferences', '--out', join(handed, 'training')),
  ]
  const printed = outcomes.map(({ out }) => out).join('\n')
  for (const planted of ['PLANTED', 'planted.rhea', 'planted.olga', comment]) {
    expect(await tablesWithText(workspace.store, planted), planted).not.toEqual([])
    expect(await filesWithText(handed, planted), planted).toEqual([])
    expect(printed).not.toContain(planted)
  }
  // The marks are there, under a pseudonym.
  expect(await filesWithText(join(handed, 'bundle'), reviewer.person)).toContain(
    join(handed, 'bundle', 'judgment.jsonl'),
  )
})
