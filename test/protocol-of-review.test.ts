import { afterAll, beforeAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { withStudy } from '../src/cli/open-study.ts'
import { servedDesk } from '../src/cli/serving/served-study.ts'
import { studyFolder } from '../src/cli/study-folder.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

const axis = {
  id: 'utility',
  label: 'Usefulness',
  question: 'Which is more useful?',
  form: 'pairwise',
  primary: true,
}
const protocol = {
  schemaVersion: 1,
  id: 'asked',
  title: 'Tarn against Moor',
  question: 'Which?',
  arms: [
    { id: 'tarn', label: 'Tarn', kind: 'own' },
    { id: 'moor', label: 'Moor', kind: 'general' },
  ],
  axes: [axis],
  hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
  seed: 5,
}
const changed = stringify({
  ...protocol,
  arms: [...protocol.arms, { id: 'yarrow', label: 'Yarrow', kind: 'general' }],
  axes: [{ ...axis, question: 'Which is longer?' }],
})

async function openedStudy(name: string, locked: boolean): Promise<TestStudy> {
  const study = await workspace.study(name, stringify(protocol))
  const lines = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`
  const mapping = (file: string, fields: object) =>
    workspace.input(`${name}-${file}`, stringify({ schemaVersion: 1, ...fields }))
  await study.imported(
    await workspace.input(`${name}-items.jsonl`, lines([{ key: 'q0', text: 'What dose?' }])),
    await mapping('items.yaml', { form: 'items', columns: { key: 'key', text: 'text' } }),
  )
  if (locked) await study.done('lock')
  await study.imported(
    await workspace.input(
      `${name}-answers.jsonl`,
      lines(['tarn', 'moor'].map((arm) => ({ item: 'q0', arm, status: 'answered', text: 'Give 5 mg.' }))),
    ),
    await mapping('answers.yaml', {
      form: 'answers',
      columns: { item: 'item', arm: 'arm', status: 'status', text: 'text' },
      provenance: 'recorded',
    }),
  )
  await study.done('review', 'open')
  await study.done('invite', 'Grace', '--role', 'owner')
  return study
}

const nothing = () => {}
const quiet = { out: nothing, note: nothing, progress: nothing, endProgress: nothing }

const asked = (study: TestStudy) =>
  withStudy(studyFolder(study.path), quiet, async (opened) => {
    const desk = await servedDesk(opened)()
    return [desk?.document.axes.map(({ question }) => question), desk?.guesses.map(({ arm }) => arm)]
  })

it('asks reviewers what was locked when the review was opened, whatever the file says since', async () => {
  const study = await openedStudy('locked', true)
  const before = await asked(study)
  expect(before).toEqual([['Which is more useful?'], ['moor', 'tarn']])
  await study.write('protocol.yaml', changed)
  expect(await asked(study)).toEqual(before)
  const { out } = await study.done('blinding', '--json')
  expect(JSON.parse(out).style[0].byArm.map(({ arm }: { arm: string }) => arm)).toEqual(['Tarn', 'Moor'])
})

it('says so where that cannot be known any more', async () => {
  const study = await openedStudy('unlocked', false)
  await study.write('protocol.yaml', changed)
  await expect(asked(study)).rejects.toThrow('REVIEW_PROTOCOL_CHANGED')
  const refused = await study.run('unblind', '--by', 'Grace', '--reason', 'Done', '--json')
  expect(parsedProblems(refused.out).map(({ code }) => code)).toEqual(['REVIEW_PROTOCOL_CHANGED'])
  await study.write('protocol.yaml', stringify(protocol))
  expect((await asked(study))[0]).toEqual(['Which is more useful?'])
})
