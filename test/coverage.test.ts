import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coverageSchema } from '../src/analysis/coverage/coverage-schema.ts'
import { projectRoot } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
let sample: TestStudy
const file = (name: string) => join(projectRoot, 'studies', 'sample', name)

beforeAll(async () => {
  workspace = await sharedWorkspace()
  sample = await workspace.study('sample', await readFile(file('protocol.yaml'), 'utf8'))
  await sample.imported(file('items.jsonl'), file('items.mapping.yaml'))
})
afterAll(() => workspace[Symbol.asyncDispose]())

const read = async (study: TestStudy) =>
  coverageSchema.parse(JSON.parse(await readFile(join(study.path, 'coverage', 'coverage.json'), 'utf8')))

describe('equipoise coverage', () => {
  // By hand from the published shares: 0.14135 + 0.06185 + 0.03692, each smaller than the share of the items.
  it('says how much of practice the sample covers, in words, in a file and in figures', async () => {
    const { out } = await sample.done('coverage')
    for (const part of [
      'SAMPLE',
      'The items cover 24.0% of practice by task',
      '76.0% of practice is in tasks without any item. By kind of work the coverage is 41.9%.',
      'Dosing     Drug information & pharmacotherapy      8',
      'Without a category, and left out: Follow-up (7).',
      'arXiv 2610.11069',
    ])
      expect(out).toContain(part)
    const results = await read(sample)
    expect(results.task.coverage).toBeCloseTo(0.24012, 5)
    // 8 of 29 knowledge retrieval, less than 0.28921; reasoning 0.14295.
    expect(results.kindOfWork.coverage).toBeCloseTo(8 / 29 + 0.14295, 4)
    expect(results.items).toEqual({
      total: 36,
      withCategory: 29,
      withoutStratum: 0,
      unknown: [{ value: 'Follow-up', n: 7 }],
    })
    expect(results.results).toBe(null)
    const folder = join(sample.path, 'coverage')
    expect((await readdir(folder)).sort()).toEqual(['coverage-narrow.svg', 'coverage.json', 'coverage.svg'])
    for (const name of ['coverage.svg', 'coverage-narrow.svg']) {
      const svg = await readFile(join(folder, name), 'utf8')
      expect(svg).toContain('prefers-color-scheme: dark')
      expect(svg).toContain('Foundational knowledge: 14.8% of practice, 0.0% of the items.')
    }
    const before = await readFile(join(folder, 'coverage.json'), 'utf8')
    await sample.done('coverage')
    expect(await readFile(join(folder, 'coverage.json'), 'utf8')).toBe(before)
  })

  it('takes a table of the study’s own, which is printed', async () => {
    const tasks = await workspace.input('tasks.yaml', 'tasks: {Follow-up: Treatment & management}\n')
    const { out } = await sample.done('coverage', '--tasks', tasks)
    expect(out).toContain('Follow-up  Treatment & management                  7')
    expect(out).not.toContain('left out')
    expect((await read(sample)).items).toMatchObject({ withCategory: 36, unknown: [] })
  })

  it('carries results over to practice, by the locked plan only', async () => {
    const early = await sample.run('coverage', '--results', '--json')
    expect(parsedProblems(early.out)[0]?.code).toBe('COVERAGE_NOT_LOCKED')
    await sample.done('lock')
    const empty = await sample.run('coverage', '--results', '--json')
    expect(parsedProblems(empty.out)[0]?.code).toBe('STUDY_NO_MARKS')
    await sample.imported(file('pairs.csv'), file('pairs.mapping.yaml'))
    await sample.imported(file('absolute.csv'), file('absolute.mapping.yaml'))
    const { out } = await sample.done('coverage', '--results')
    expect(out).toContain('None of this is a verdict.')
    const { results, task } = await read(sample)
    await sample.done('analyse')
    // The report says the same of the same questions.
    expect((await sample.results()).practice).toMatchObject({ results, task, stratum: 'task' })
    expect(
      results?.map(({ hypothesis, items, itemsWithoutCategory }) => [
        hypothesis,
        items,
        itemsWithoutCategory,
      ]),
    ).toEqual([
      ['as-accurate', 29, 7],
      ['more-useful-than-the-product', 29, 7],
      ['equally-useful', 29, 7],
    ])
    for (const result of results ?? []) {
      expect(result.coveredWeight).toBeCloseTo(0.24012, 5)
      // What the estimate says of a quarter of practice, and the rest at either end.
      expect(result.bounds?.upper).toBeCloseTo(0.24012 * (result.estimate ?? 0) + 0.75988, 4)
    }
  })
})

describe('equipoise coverage on bad input', () => {
  it.each([
    ['tasks: {Follow-up: Nonsense}', 'COVERAGE_TASKS_FILE', 'tasks.Follow-up'],
    ['Follow-up: Treatment & management', 'COVERAGE_TASKS_FILE', undefined],
    ['tasks: [', 'COVERAGE_TASKS_FILE', undefined],
  ])('refuses the table %j', async (text, code, field) => {
    const tasks = await workspace.input('wrong.yaml', text)
    const out = join(workspace.path, 'refused')
    const outcome = await sample.run('coverage', '--tasks', tasks, '--out', out, '--json')
    const [found] = parsedProblems(outcome.out)
    expect([outcome.exitCode, found?.code, found?.place.field]).toEqual([1, code, field])
    expect(await readdir(workspace.path)).not.toContain('refused')
  })

  it('names the file of tasks that is not there, and reads one with a byte order mark', async () => {
    const nowhere = join(workspace.path, 'nowhere.yaml')
    const missing = await sample.run('coverage', '--tasks', nowhere, '--json')
    expect(parsedProblems(missing.out)).toMatchObject([
      { code: 'FILE_NOT_FOUND', place: { file: nowhere, field: '--tasks' }, remedy: 'Check the path.' },
    ])
    const marked = await workspace.input('marked.yaml', '\uFEFFtasks: {Follow-up: Treatment & management}\n')
    expect((await sample.done('coverage', '--tasks', marked)).out).not.toContain('left out')
  })

  it('names the strata there are, and says when there are no items', async () => {
    const other = await sample.run('coverage', '--stratum', 'kind', '--json')
    expect(parsedProblems(other.out)[0]).toMatchObject({
      code: 'COVERAGE_NO_STRATUM',
      value: 'kind',
      expected: 'specialty, task',
    })
    for (const name of ['constructor', '__proto__', 'toString']) {
      const inherited = await sample.run('coverage', '--stratum', name, '--json')
      expect(parsedProblems(inherited.out)[0]).toMatchObject({ code: 'COVERAGE_NO_STRATUM', value: name })
    }
    const empty = await workspace.study('empty', await readFile(file('protocol.yaml'), 'utf8'))
    expect(parsedProblems((await empty.run('coverage', '--json')).out)[0]).toMatchObject({
      code: 'COVERAGE_NO_STRATUM',
      message: 'The study has no items yet.',
    })
  })

  it('never replaces a folder that holds something else', async () => {
    const outcome = await sample.run('coverage', '--out', workspace.path, '--json')
    expect(parsedProblems(outcome.out)[0]?.code).toBe('COVERAGE_FOLDER')
  })
})
