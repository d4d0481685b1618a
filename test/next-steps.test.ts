import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { csvCaptureRows, csvCaptureText, filledIn } from './support/capture-files.ts'
import { projectRoot } from './support/command-line.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'
import { trialProtocol } from './support/trial-protocol.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

const protocol = (arms: readonly object[], more: object = {}) =>
  stringify({
    schemaVersion: 1,
    id: 'steps',
    title: 'Steps',
    question: 'What comes next?',
    arms,
    axes: [{ id: 'preference', form: 'pairwise', primary: true }],
    hypotheses: [{ id: 'h', kind: 'superiority', axis: 'preference', candidate: 'one', against: 'other' }],
    seed: 1,
    ...more,
  })
const recorded = (id: string) => ({
  id,
  kind: 'general',
  source: { via: 'recorded', file: 'answers.jsonl', provenance: 'for a test' },
})

/** The commands of the line of next steps, without the name of the program and the folder. */
function nextOf(study: TestStudy, out: string): string[] {
  const [, line = ''] = /Next: (.*)$/m.exec(out) ?? []
  return line
    .split(', then ')
    .map((step) => step.replace(/^equipoise /, '').replace(` --study ${study.path}`, ''))
}

async function questionsInto(study: TestStudy): Promise<string> {
  const table = await workspace.input('questions.csv', 'id,question\nq1,Why?\nq2,How?\n')
  const mapping = await workspace.input(
    'questions.yaml',
    'schemaVersion: 1\nform: items\ncolumns: {key: id, text: question}\n',
  )
  return (await study.done('import', table, '--mapping', mapping)).out
}

const review = 'review screen'
const questions = 'import questions.csv --mapping mapping.yaml'

describe('the next step that a command names', () => {
  it('leads an assisted-use trial over its registration to its opening, also from a bundle of it', async () => {
    const study = await workspace.study('assisted', stringify(trialProtocol('http://127.0.0.1:9/v1')))
    expect(nextOf(study, (await study.done('lock')).out)).toEqual(['register', 'trial open'])
    await study.done('register')
    const bundle = join(workspace.path, 'assisted-bundle')
    await study.done('export', bundle)
    await using elsewhere = await sharedWorkspace()
    const copy = elsewhere.opened(join(elsewhere.path, 'copy'))
    expect(nextOf(copy, (await copy.done('import', bundle)).out)).toEqual(['register', 'trial open'])
    await study.done('trial', 'open')
    expect(nextOf(study, (await study.done('lock')).out)).toEqual(['serve'])
    expect(nextOf(study, (await study.done('trial', 'close')).out)).toEqual(['trial verify', 'analyse'])
    expect(nextOf(study, (await study.done('lock')).out)).toEqual(['analyse'])
  })

  it('leads from questions over a run to marks, and each works', async () => {
    const study = await workspace.study('called', protocol([recorded('one'), recorded('other')]))
    await study.write('answers.jsonl', '{"item": "q1", "text": "So."}\n{"item": "q2", "text": "Thus."}\n')
    expect(nextOf(study, (await study.done('lock')).out)).toEqual([questions, 'run'])
    expect(nextOf(study, await questionsInto(study))).toEqual(['run'])
    await study.done('run')
    expect(nextOf(study, (await study.done('lock')).out)).toEqual([review])
  })

  it('counts as missing what the protocol asks for of questions', async () => {
    const arms = [recorded('one'), recorded('other')]
    const study = await workspace.study('slots', protocol(arms, { items: [{ from: 'own', n: 3 }] }))
    expect(nextOf(study, await questionsInto(study))).toEqual(['lock', questions, 'run'])
  })

  it('is a capture where people bring the answers', async () => {
    const page = { id: 'one', kind: 'specialised', source: { via: 'capture', product: 'One' } }
    const study = await workspace.study('captured', protocol([page, { id: 'other', kind: 'general' }]))
    expect(nextOf(study, await questionsInto(study))).toEqual(['lock', 'capture export --to queue.csv'])
    const queue = join(workspace.path, 'queue.csv')
    await study.done('capture', 'export', '--to', queue)
    const rows = csvCaptureRows(await readFile(queue, 'utf8')).map((row) => filledIn(row, 'Yes.'))
    await study.run('capture', 'import', await workspace.input('filled.csv', csvCaptureText(rows)))
    expect(nextOf(study, (await study.done('lock')).out)).toEqual([review])
  })

  it('is answers and then the review where people here are to mark them, and marks where nothing is said of that', async () => {
    const bare = [
      { id: 'one', kind: 'general' },
      { id: 'other', kind: 'general' },
    ]
    const answersFirst = ['import answers.csv --mapping answers.yaml', review]
    const plans = {
      section: { review: { reviewersPerQuestion: 2 } },
      size: { reviewPlan: { questions: 2, reviewers: 2, reviewersPerQuestion: 1 } },
    }
    for (const [name, plan] of Object.entries(plans)) {
      const study = await workspace.study(`planned-${name}`, protocol(bare, plan))
      expect(nextOf(study, (await study.done('lock')).out)).toEqual([questions, ...answersFirst])
      expect(nextOf(study, await questionsInto(study))).toEqual(answersFirst)
    }
    const study = await workspace.study('unplanned', protocol(bare))
    expect(nextOf(study, (await study.done('lock')).out)).toEqual(['import marks.csv --mapping mapping.yaml'])
  })

  it('is the analysis once there are marks', async () => {
    const file = (name: string) => join(projectRoot, 'studies', 'sample', name)
    const study = await workspace.study('marked', await readFile(file('protocol.yaml'), 'utf8'))
    await study.imported(file('items.jsonl'), file('items.mapping.yaml'))
    const pairs = await study.done('import', file('pairs.csv'), '--mapping', file('pairs.mapping.yaml'))
    expect(nextOf(study, pairs.out)).toEqual(['lock', 'analyse'])
    expect(nextOf(study, (await study.done('lock')).out)).toEqual(['analyse'])
  })
})
