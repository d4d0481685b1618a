import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { modelId, modelText } from '../src/learning/model/model-text.ts'
import { trainedModelSchema } from '../src/learning/model/trained-model.ts'
import { freePort } from '../src/store/embedded/server.ts'
import { equipoise, equipoiseProcess } from './support/command-line.ts'
import { servedSearch } from './support/served-process.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
  const indexed = await equipoiseProcess(['index', '--sample'], { cwd: workspace.path })
  expect(indexed.exitCode, indexed.notes).toBe(0)
})
afterAll(() => workspace[Symbol.asyncDispose]())

const protocol = (id: string, arms: readonly object[]) =>
  stringify({
    schemaVersion: 1,
    id,
    title: 'The search among arms',
    question: 'Does it answer?',
    arms,
    axes: [{ id: 'preference', form: 'pairwise', primary: true }],
    hypotheses: [{ id: 'h', kind: 'superiority', axis: 'preference', candidate: 'ours', against: 'served' }],
    seed: 1,
  })

const items = async () => ({
  table: await workspace.input(
    'items.jsonl',
    `${[
      { key: 'gout', question: 'What is gout?' },
      { key: 'nonsense', question: 'zorgle flimflam quux' },
      { key: 'chest', question: 'crushing chest pain, what to do' },
    ]
      .map((row) => JSON.stringify(row))
      .join('\n')}\n`,
  ),
  mapping: await workspace.input(
    'items.yaml',
    stringify({ schemaVersion: 1, form: 'items', columns: { key: 'key', text: 'question' } }),
  ),
})

const answersOf = async (study: string) => {
  const { rows } = await sql<Record<'arm' | 'item' | 'status' | 'reason' | 'text' | 'snapshot', string>>`
    select arm.key as arm, item.key as item, answer.status, answer.reason, answer.text,
      call_outcome.model_snapshot as snapshot, call_outcome.citations
    from answer join arm on arm.id = arm_id join item on item.id = item_id
    join call_outcome on call_outcome.id = answer.call_id
    join study on study.id = answer.study_id where study.key = ${study}
    order by arm.key, item.key`.execute(workspace.store.database)
  return rows
}

const snapshot = expect.stringMatching(/^label-free-prior-1\+prior-3\+[0-9a-f]{12}$/)

describe('the clinical search among the arms of a study', () => {
  it('answers in process and over HTTP alike, and declining stays a refusal', {
    timeout: 60_000,
  }, async () => {
    await using server = await servedSearch(workspace.path, await freePort())
    const study = await workspace.study(
      'both',
      protocol('both', [
        { id: 'ours', kind: 'own', source: { via: 'search', corpus: 'main' } },
        {
          id: 'served',
          kind: 'own',
          source: {
            via: 'api',
            provider: 'compatible',
            model: 'clinical-search',
            baseUrl: `${server.origin}/v1`,
            staysOnMachine: true,
            price: 'free',
          },
        },
      ]),
    )
    const { table, mapping } = await items()
    await study.imported(table, mapping)
    const { exitCode, notes } = await study.run('run', '--json')
    expect(exitCode, notes).toBe(0)
    const rows = await answersOf('both')
    expect(rows.map(({ arm, item, status, reason }) => [arm, item, status, reason])).toEqual(
      ['ours', 'served'].flatMap((arm) => [
        [arm, 'chest', 'answered', null],
        [arm, 'gout', 'answered', null],
        [arm, 'nonsense', 'refused', 'refusal'],
      ]),
    )
    for (const row of rows) expect(row.snapshot).toEqual(snapshot)
    const [chest, gout] = rows
    expect(chest?.text).toMatch(/^\*\*This may be an emergency/)
    expect(gout?.text).toContain('[1]')
    // What would tell the arm to a reviewer stands beside the answer, not in it.
    expect(gout?.text).not.toMatch(/Sources:|medical device/)
    expect(gout).toMatchObject({
      citations: expect.arrayContaining([
        expect.objectContaining({ title: expect.stringMatching(/^Gout/), quote: expect.any(String) }),
      ]),
    })
    // The served text is the body of the other with its sources and the statement after it.
    expect(rows[4]?.text.startsWith(gout?.text ?? '-')).toBe(true)
  })

  it('stops before anything is called where the corpus is empty', async () => {
    const study = await workspace.study(
      'empty',
      protocol('empty', [
        { id: 'ours', kind: 'own', source: { via: 'search', corpus: 'nothing' } },
        { id: 'served', kind: 'own' },
      ]),
    )
    const { table, mapping } = await items()
    await study.imported(table, mapping)
    const { exitCode, notes } = await study.run('run')
    expect([exitCode, notes]).toEqual([1, expect.stringContaining('CORPUS_EMPTY')])
    expect(notes).toContain('equipoise index --sample --corpus nothing')
  })

  it('answers by a trained ranker of the study, and refuses one of other features before anything is called', {
    timeout: 60_000,
  }, async () => {
    const texts = ['gout', 'asthma', 'anaemia', 'migraine', 'eczema', 'measles']
    const questions = texts.map((text) => ({ id: text, text: `What is ${text}?` }))
    const candidates = texts.flatMap((question) =>
      ['It is common.', `${question} is a disease.`].map((text, at) => ({
        question,
        id: `a${at}`,
        text,
        grade: 1 + 3 * at,
      })),
    )
    const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    const given = [
      await workspace.input('graded-questions.jsonl', lines(questions)),
      await workspace.input('graded-candidates.jsonl', lines(candidates)),
    ]
    const source = { via: 'search', corpus: 'main', model: 'model.json' }
    const study = await workspace.study(
      'trained',
      protocol('trained', [
        { id: 'ours', kind: 'own', source },
        { id: 'served', kind: 'own' },
      ]),
    )
    const { table, mapping } = await items()
    await study.imported(table, mapping)
    const absent = await study.run('run')
    expect([absent.exitCode, absent.notes]).toEqual([1, expect.stringContaining('FILE_NOT_FOUND')])
    const file = join(study.path, 'model.json')
    const learnt = await equipoise('learn', ...given, '--grades', 'four', '--gate', '0', '--out', file)
    expect(learnt.exitCode, learnt.notes).toBe(0)
    const model = trainedModelSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    const { id: _, ...others } = { ...model, featureSchemaSha256: 'f'.repeat(64) }
    await writeFile(file, modelText({ ...others, id: modelId(others) }))
    const refused = await study.run('run')
    expect([refused.exitCode, refused.notes]).toEqual([1, expect.stringContaining('MODEL_FEATURES')])
    await writeFile(file, modelText(model))
    const { exitCode, notes } = await study.run('run')
    expect(exitCode, notes).toBe(0)
    const [first] = await answersOf('trained')
    expect(first?.snapshot).toMatch(new RegExp(`^${model.id}\\+`))
  })
})
