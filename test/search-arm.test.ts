import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { freePort } from '../src/store/embedded/server.ts'
import { equipoiseProcess } from './support/command-line.ts'
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

const snapshot = expect.stringMatching(/^label-free-prior-1\+prior-2\+[0-9a-f]{12}$/)

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
})
