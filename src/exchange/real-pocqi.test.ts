import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parquetWriteFile } from 'hyparquet-writer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PairwiseJudgment } from '../judging/judgment.ts'
import { everyName } from './import-record.ts'
import { mappingSchema } from './mapping.ts'
import { realPocqiQuestions, realPocqiRatings, stageRealPocqi } from './real-pocqi.ts'
import { findTable } from './real-pocqi-files.ts'
import type { StagedImport } from './stage.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pocqi-'))
})
afterAll(() => rm(root, { recursive: true }))

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(root, 'set-'))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

async function judgmentsOf(staged: StagedImport): Promise<PairwiseJudgment[]> {
  const judgments: PairwiseJudgment[] = []
  for await (const record of staged.records())
    if (record.kind === 'judgment' && record.judgment.form === 'pairwise') judgments.push(record.judgment)
  return judgments
}

const rating = (choice: string, mode = 'qa_text_only'): string =>
  `${JSON.stringify({ question_id: 'q1', axis: 'accuracy', choice, slot_a_provider: 'one', slot_b_provider: 'two', render_mode: mode, seconds: 4 })}\n`
const question = '{"question_id":"q1","question_text":"Why?","specialty":"Cardiology"}\n'

describe('findTable', () => {
  it.each([
    [['ratings.jsonl', 'questions.jsonl'], ['ratings.jsonl']],
    [['data/ratings-00000-of-00001.parquet'], ['data/ratings-00000-of-00001.parquet']],
    [
      ['ratings/train-00001-of-00002.parquet', 'ratings/train-00000-of-00002.parquet', 'ratings.csv'],
      ['ratings/train-00000-of-00002.parquet', 'ratings/train-00001-of-00002.parquet'],
    ],
    [['a/b/ratings.csv.gz', 'a/b/c/ratings.jsonl'], ['a/b/ratings.csv.gz']],
    [['ratings.csv', 'old_ratings.csv'], ['ratings.csv']],
    [['marks.csv'], []],
  ])('among %j finds %j', async (files, expected) => {
    const folder = await folderWith(Object.fromEntries(files.map((name) => [name, 'x'])))
    expect(await findTable(folder, 'ratings')).toEqual(expected.map((name) => join(folder, name)))
  })

  it('refuses to guess, and a set with missing shards', async () => {
    const two = await folderWith({ 'new_ratings.csv': 'x', 'old_ratings.csv': 'x' })
    await expect(findTable(two, 'ratings')).rejects.toThrow('POCQI_FILES_AMBIGUOUS')
    const part = await folderWith({ 'ratings/train-00001-of-00002.parquet': 'x' })
    await expect(findTable(part, 'ratings')).rejects.toThrow('POCQI_SHARDS_MISSING')
    await expect(findTable(join(root, 'none'), 'ratings')).rejects.toThrow('FILE_NOT_FOUND')
  })
})

describe('stageRealPocqi', () => {
  it('has mappings that the schema allows', () => {
    for (const mapping of [realPocqiRatings, realPocqiQuestions])
      expect(mappingSchema.parse(mapping)).toEqual(mapping)
  })

  it('reads the five choices, invents no reviewer and finds no repetition among neighbours', async () => {
    const choices = ['strongly_a', 'slightly_a', 'tie', 'slightly_b', 'strongly_b', 'tie']
    const folder = await folderWith({
      'ratings.jsonl': choices.map((choice) => rating(choice)).join('') + rating('tie', 'qa_full_render'),
      'questions.jsonl': question,
    })
    const staged = await stageRealPocqi(folder)
    expect([staged.problemCount, staged.counts.items, staged.names.reviewers]).toEqual([0, 1, []])
    const judgments = await judgmentsOf(staged)
    expect(judgments.map(({ value, strength }) => [value, strength])).toEqual([
      [1, 2],
      [1, 1],
      [0, null],
      [-1, 1],
      [-1, 2],
      [0, null],
      [0, null],
    ])
    expect(judgments.every(({ reviewer, side }) => reviewer === null && side === 'a')).toBe(true)
    expect(judgments.at(-1)?.rendering).toBe('qa_full_render')
    const only = await stageRealPocqi(folder, { ...everyName, renderings: ['qa_text_only'] })
    expect(only.problemsByCode).toEqual({ ROW_RENDERING_UNKNOWN: 1 })
  })

  it('reads Parquet, and ratings without questions', async () => {
    const folder = await folderWith({})
    await mkdir(join(folder, 'ratings'))
    const text = (name: string, ...data: string[]) => ({ name, data, type: 'STRING' as const })
    parquetWriteFile({
      filename: join(folder, 'ratings', 'train-00000-of-00001.parquet'),
      columnData: [
        text('question_id', 'q1', 'q2'),
        text('axis', 'accuracy', 'accuracy'),
        text('choice', 'tie', 'strongly_b'),
        text('slot_a_provider', 'one', 'one'),
        text('slot_b_provider', 'two', 'two'),
        text('render_mode', 'qa_text_only', 'qa_text_only'),
      ],
    })
    const staged = await stageRealPocqi(folder)
    expect(staged.counts).toMatchObject({ judgments: 2, items: 2, badRows: 0 })
  })

  it('says what it looked for where there are no ratings', async () => {
    const folder = await folderWith({ 'questions.jsonl': question })
    await expect(stageRealPocqi(folder)).rejects.toThrow(/"ratings".*\.parquet.*POCQI_RATINGS_MISSING/)
  })
})

const data = resolve(process.env.EQUIPOISE_TEST_DATA ?? '../shared/data', 'real-pocqi')
if (!existsSync(data)) console.log(`skipped: the published Real-POCQi ratings are not at ${data}`)

describe.skipIf(!existsSync(data))('the published set', () => {
  it('gives the counts that an independent count gives', async () => {
    const lines = readFileSync(join(data, 'ratings.jsonl'), 'utf8').trim().split('\n')
    const staged = await stageRealPocqi(data)
    expect(staged.counts).toEqual({
      rows: lines.length + 124,
      badRows: 0,
      judgments: lines.length,
      emptyMarks: 0,
      items: 124,
      answers: 0,
    })
    expect(lines).toHaveLength(1240)
    const judgments = await judgmentsOf(staged)
    for (const [value, strength, choice] of [
      [1, 2, 'strongly_a'],
      [1, 1, 'slightly_a'],
      [0, null, 'tie'],
      [-1, 1, 'slightly_b'],
      [-1, 2, 'strongly_b'],
    ] as const)
      expect(judgments.filter((mark) => mark.value === value && mark.strength === strength)).toHaveLength(
        lines.filter((line) => line.includes(`"choice": "${choice}"`)).length,
      )

    // Counted with Python's json module over the same file: comparisons of OpenEvidence, text only, accuracy.
    const accuracy = judgments.filter(
      ({ axis, rendering, armA, armB }) =>
        axis === 'accuracy' && rendering === 'qa_text_only' && [armA, armB].includes('openevidence'),
    )
    const sign = accuracy.map(({ armA, value }) => (armA === 'openevidence' ? value : -(value ?? 0)))
    expect([
      accuracy.length,
      sign.filter((s) => s === 1).length,
      sign.filter((s) => s === -1).length,
    ]).toEqual([110, 33, 19])
    // The same way: marks for slot A, for slot B, ties, and marks of either side called strong.
    const count = (test: (mark: PairwiseJudgment) => boolean): number => judgments.filter(test).length
    expect([
      count(({ value }) => value === 1),
      count(({ value }) => value === -1),
      count(({ value }) => value === 0),
      count(({ strength }) => strength === 2),
    ]).toEqual([417, 453, 370, 441])
  })

  it('carries the specialty of every question', async () => {
    const specialties = new Map<string, number>()
    for await (const record of (await stageRealPocqi(data)).records()) {
      if (record.kind !== 'item') continue
      const specialty = record.item.strata.specialty ?? 'none'
      specialties.set(specialty, (specialties.get(specialty) ?? 0) + 1)
    }
    expect([specialties.size, specialties.get('Cardiology'), specialties.get('Dermatology')]).toEqual([
      28, 13, 11,
    ])
  })
})
