import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bedsideProtocol } from './support/bedside-study.ts'
import { equipoiseProcess } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

const key = `q\u001b[2J\u009b31m\u202e\nNext: ${'x'.repeat(100)}`
/** Control characters but for line feeds, embeddings, overrides and isolates. */
const acting = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u

let workspace: SharedWorkspace
let study: TestStudy
beforeAll(async () => {
  workspace = await sharedWorkspace()
  study = await workspace.study('hostile', bedsideProtocol)
  const item = { key, text: 'Can Mrs Okonjo take clarithromycin?', task: 'Dosing\u001b[31m' }
  const mapping = 'schemaVersion: 1\nform: items\ncolumns: {key: key, text: text, strata: {task: task}}\n'
  await study.imported(
    await workspace.input('hostile.jsonl', JSON.stringify(item)),
    await workspace.input('hostile.yaml', mapping),
  )
})
afterAll(() => workspace[Symbol.asyncDispose]())

it('a key that would steer the terminal is shown in tables, cut where it is long', async () => {
  const { out } = await study.run('screen')
  expect(out).not.toMatch(acting)
  expect(out).toContain(`   q\\u001b[2J\\u009b31m\\u202e\\nNext: ${'x'.repeat(26)}…  open   name  text 4-14`)
  const coverage = await study.done('coverage')
  expect(coverage.out).not.toMatch(acting)
  expect(coverage.out).toContain('Dosing\\u001b[31m')
})

it('it is shown in other lines and in problems, none of which it breaks in two', async () => {
  const decision = ['--by', 'Ada', '--reason', 'The patient is invented.']
  const unknown = await study.run('screen', '--clear', `${key}!`, ...decision)
  expect(unknown.notes).not.toMatch(acting)
  expect(unknown.notes.split('\n')).toHaveLength(1)
  const folder = join(workspace.path, 'no\u001b[31m\u202estudy')
  const { exitCode, notes } = await equipoiseProcess(['lock', '--study', folder])
  expect([exitCode, notes]).toEqual([1, expect.stringContaining('no\\u001b[31m\\u202estudy/protocol.yaml: ')])
  expect(notes).not.toMatch(acting)
  const { out } = await study.done('screen', '--clear', key, ...decision)
  expect(out).not.toMatch(acting)
  expect(out.split('\n')).toHaveLength(1)
  expect(out).toContain('Cleared: q\\u001b[2J\\u009b31m\\u202e\\nNext: xxx')
})

it('data keeps the true key', async () => {
  const { out } = await study.run('screen', '--json')
  expect(out).not.toMatch(acting)
  expect(JSON.parse(out).findings[0]).toMatchObject({ item: key })
  const refused = await study.run('screen', '--hold', `${key}!`, '--by', 'A', '--reason', 'b', '--json')
  expect(parsedProblems(refused.out)[0]?.value).toBe(`${key}!`)
})
