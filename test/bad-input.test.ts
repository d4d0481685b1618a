import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  bedsideProtocol,
  numbersMapping,
  pairsMapping,
  pairsTable,
  scoresMapping,
  scoresTable,
} from './support/bedside-study.ts'
import { type BadRow, badRows, expectRefused } from './support/expect-problems.ts'
import { type SharedWorkspace, sha256, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

const goodPair = 'q1,ours,theirs,preference,left,dr-a'

let workspace: SharedWorkspace
let pairs: string
let numbers: string
let scores: string
/** A study with one mark on a pair: refused imports must leave it so. */
let study: TestStudy

beforeAll(async () => {
  workspace = await sharedWorkspace()
  pairs = await workspace.input('pairs.yaml', pairsMapping)
  numbers = await workspace.input('numbers.yaml', numbersMapping)
  scores = await workspace.input('scores.yaml', scoresMapping)
  study = await workspace.study('bedside', bedsideProtocol)
  await study.imported(await workspace.input('first.csv', pairsTable(goodPair)), pairs)
})
afterAll(() => workspace[Symbol.asyncDispose]())

/** Imports a table of a good row and bad ones: each is named with its line, and so is the whole. */
async function refusedRows(
  name: string,
  table: (...rows: readonly string[]) => string,
  mapping: string,
  good: string,
  bad: readonly BadRow[],
): Promise<void> {
  const file = await workspace.input(name, table(good, ...bad.map(([row]) => row)))
  await expectRefused(study, ['import', file, '--mapping', mapping], badRows(file, bad))
}

describe('bad rows of marks on pairs', () => {
  const good = 'q2,ours,theirs,preference,left,dr-a'

  it('are each named, and nothing is imported', async () => {
    await refusedRows('rows.csv', pairsTable, pairs, good, [
      [
        'q3,ours,thiers,preference,left,dr-a',
        {
          code: 'ROW_ARM_UNKNOWN',
          field: 'right',
          value: 'thiers',
          expected: '"ours", "theirs" or "weakened"',
        },
      ],
      ['q3,ours,ours,preference,left,dr-a', { code: 'ROW_SAME_ARM', field: 'right', value: 'ours' }],
      [
        'q3,ours,theirs,preferense,left,dr-a',
        {
          code: 'ROW_AXIS_UNKNOWN',
          field: 'axis',
          value: 'preferense',
          expected: '"preference", "correctness" or "harmful"',
        },
      ],
      // An axis that the protocol marks on single answers.
      [
        'q3,ours,theirs,correctness,left,dr-a',
        { code: 'ROW_AXIS_FORM', field: 'axis', value: 'correctness', expected: '"preference"' },
      ],
      [
        'q3,ours,theirs,preference,Left,dr-a',
        {
          code: 'ROW_VALUE_UNKNOWN',
          field: 'choice',
          value: 'Left',
          expected: '"left", "right", "same" or ""',
        },
      ],
      ['q3,ours,theirs,preference,left,', { code: 'ROW_FIELD_MISSING', field: 'reviewer' }],
      ['q3,ours,theirs', { code: 'ROW_UNEVEN', value: '3 cells', expected: '6 cells' }],
      // The sides are swapped: it is the same pair to the same reviewer.
      [
        'q2,theirs,ours,preference,left,dr-a',
        { code: 'ROW_DUPLICATE', field: 'question', message: 'The row repeats one on line 2.' },
      ],
    ])
  })

  it('are those with a cell that is no number, or none of the scale', async () => {
    const notOnScale = (cell: string, code: string): BadRow => [
      `q3,ours,theirs,preference,${cell},dr-a`,
      { code, field: 'choice', value: cell, expected: '-3 to 3' },
    ]
    await refusedRows('numbers.csv', pairsTable, numbers, good.replace('left', '1'), [
      notOnScale('NaN', 'ROW_NUMBER_INVALID'),
      notOnScale('Infinity', 'ROW_NUMBER_INVALID'),
      notOnScale('-inf', 'ROW_NUMBER_INVALID'),
      notOnScale('1e999', 'ROW_NUMBER_INVALID'),
      notOnScale('4', 'ROW_NUMBER_RANGE'),
    ])
  })

  it('that repeats marks of an earlier file is named, and nothing is imported', async () => {
    const file = await workspace.input('again.csv', pairsTable(good, 'q1,theirs,ours,preference,same,dr-a'))
    const problem = {
      code: 'MARK_DUPLICATE',
      place: { file: 'again.csv' },
      message: 'Reviewer dr-a has marked item q1 on axis preference before, in first.csv.',
    }
    await expectRefused(study, ['import', file, '--mapping', pairs], [problem], ['--skip-bad'])
  })

  it('is no matter where the whole file was imported before: its name does not count', async () => {
    const file = await workspace.input('renamed.csv', pairsTable(goodPair))
    const problem = { code: 'IMPORT_DUPLICATE', place: { file: 'renamed.csv' } }
    await expectRefused(study, ['import', file, '--mapping', pairs], [problem])
  })
})

describe('a row that contradicts what the study has from an earlier file', () => {
  it.each([
    [
      'an item with another text',
      'columns: {key: id, text: text}\n',
      'items',
      ['id,text\nq1,Which dose?\n', 'id,text\nq2,Why?\nq1,What dose?\n'],
      'ITEM_DIFFERS',
    ],
    [
      'an answer with another status',
      'columns: {item: id, arm: arm, status: status}\n',
      'answers',
      ['id,arm,status\nq1,ours,refused\n', 'id,arm,status\nq2,ours,answered\nq1,ours,answered\n'],
      'ANSWER_DIFFERS',
    ],
  ])('%s, is refused', async (_, columns, form, [first = '', second = ''], code) => {
    const frozen = await workspace.study(`frozen-${form}`, bedsideProtocol)
    const mapping = await workspace.input(`${form}.yaml`, `schemaVersion: 1\nform: ${form}\n${columns}`)
    await frozen.imported(await workspace.input(`${form}-1.csv`, first), mapping)
    const again = await workspace.input(`${form}-2.csv`, second)
    await expectRefused(frozen, ['import', again, '--mapping', mapping], [{ code }])
  })
})

describe('bad rows of marks on single answers', () => {
  it('are each named, and nothing is imported', async () => {
    const score = (axis: string, cell: string, code: string, value: string, expected: string): BadRow => [
      `q2,ours,${axis},${cell},dr-a`,
      { code, field: 'score', value, expected },
    ]
    const anyCell = '0 to 10, or "wrong", "right", "perfect" or ""'
    const read = 'perfect, which the mapping reads as 5'
    await refusedRows('scores.csv', scoresTable, scores, 'q1,ours,correctness,3,dr-a', [
      score('correctness', 'NaN', 'ROW_NUMBER_INVALID', 'NaN', anyCell),
      score('correctness', 'Infinity', 'ROW_NUMBER_INVALID', 'Infinity', anyCell),
      score('correctness', '11', 'ROW_NUMBER_RANGE', '11', '0 to 10'),
      // Inside the mapping's scale and outside the protocol's.
      score('correctness', '7', 'ROW_MARK_OFF_SCALE', '7', '1 to 4 in steps of 1'),
      score('correctness', '0', 'ROW_MARK_OFF_SCALE', '0', '1 to 4 in steps of 1'),
      score('correctness', '2.5', 'ROW_MARK_OFF_SCALE', '2.5', '1 to 4 in steps of 1'),
      score('correctness', 'perfect', 'ROW_MARK_OFF_SCALE', read, '1 to 4 in steps of 1'),
      score('harmful', '2', 'ROW_MARK_OFF_SCALE', '2', '0 or 1'),
      // An axis that the protocol marks on pairs.
      [
        'q2,ours,preference,1,dr-a',
        {
          code: 'ROW_AXIS_FORM',
          field: 'axis',
          value: 'preference',
          expected: '"correctness" or "harmful"',
        },
      ],
    ])
  })
})

describe('--skip-bad', () => {
  it('imports the good rows, and the results count the others by what was wrong', async () => {
    const lenient = await workspace.study('lenient', bedsideProtocol)
    const table = pairsTable(
      'q1,ours,theirs,preference,left,dr-a',
      'q1,ours,theirs,preference,right,dr-b',
      'q2,ours,thiers,preference,Left,dr-a',
      'q2,ours,theirs,preference,,dr-b',
      'q2,ours,thiers,preference,left,dr-a',
      'q1,ours,theirs,preference,left,dr-a',
    )
    const file = await workspace.input('half.csv', table)
    const { out } = await lenient.done('import', file, '--mapping', pairs, '--skip-bad', '--json')
    const skipped = { ROW_ARM_UNKNOWN: 2, ROW_DUPLICATE: 1, ROW_VALUE_UNKNOWN: 1 }
    expect(JSON.parse(out)).toMatchObject({
      rowsRead: 6,
      rowsSkipped: 3,
      skipped,
      judgments: 3,
      emptyMarks: 1,
      items: 2,
    })
    await lenient.done('analyse')
    const { data } = await lenient.results()
    expect(data.imports).toEqual([
      {
        fileName: basename(file),
        sha256: sha256(table),
        rowsRead: 6,
        rowsImported: 3,
        skipped: Object.entries(skipped).map(([code, n]) => ({ code, n })),
      },
    ])
    expect([data.rows, data.missingMarks, data.items, data.reviewers]).toEqual([3, 1, 2, 2])
  })
})

describe('a study with hardly any marks', () => {
  const rows = (...marks: readonly (readonly [number, string, string])[]) =>
    pairsTable(
      ...marks.map(
        ([question, reviewer, choice]) => `q${question},ours,theirs,preference,${choice},${reviewer}`,
      ),
    )

  it.each([
    [
      'one mark',
      rows([1, 'a', 'left']),
      'undetermined',
      { wins: 1, ties: 0, losses: 0, winRateTiesHalf: 1 },
      'One reviewer: the result holds for that reviewer only.',
    ],
    [
      'ties alone',
      rows([1, 'a', 'same'], [1, 'b', 'same'], [2, 'a', 'same'], [2, 'b', 'same']),
      'undetermined',
      { wins: 0, ties: 4, losses: 0, winRateTiesHalf: 0.5 },
      'All marks agree or too few are left, so no standard error exists; look at the counts instead.',
    ],
    [
      'one reviewer',
      rows([1, 'a', 'left'], [2, 'a', 'right'], [3, 'a', 'left']),
      'cannot tell',
      { wins: 2, ties: 0, losses: 1, winRateTiesHalf: 2 / 3 },
      'One reviewer: the result holds for that reviewer only.',
    ],
    [
      'one question',
      rows([1, 'a', 'left'], [1, 'b', 'right'], [1, 'c', 'left']),
      'cannot tell',
      { wins: 2, ties: 0, losses: 1, winRateTiesHalf: 2 / 3 },
      'One question: the result holds for that question only.',
    ],
  ])('with %s gets a verdict and a report', async (name, table, verdict, outcomes, remark) => {
    const small = await workspace.study(name.replaceAll(' ', '-'), bedsideProtocol)
    await small.imported(await workspace.input(`${name}.csv`, table), pairs)
    const { out } = await small.done('analyse')
    const results = await small.results()
    const found = results.verdicts[0]
    expect(found?.verdict).toBe(verdict)
    expect(found?.outcomes).toMatchObject(outcomes)
    expect(found?.remarks).toContain(remark)
    expect(out).toContain(`${verdict.toUpperCase()}  ${found?.headline}`)
    expect(out).toContain('No plan was locked')
    const page = await readFile(join(small.path, 'report', 'report.html'), 'utf8')
    expect(page.includes('No plan was locked')).toBe(true)
    expect(page.match(/\bNaN\b|\bInfinity\b|>undefined<|>null</)).toBeNull()
  })

  it('with none is not analysed', async () => {
    const empty = await workspace.study('empty', bedsideProtocol)
    // The first command enters the study in the store; that is no half of anything.
    await empty.run('analyse')
    await expectRefused(empty, ['analyse'], [{ code: 'STUDY_NO_MARKS', place: { file: empty.path } }])
  })

  it('is not analysed at a look that was not planned', async () => {
    const looks = 'looks: {information: [0.5, 1]}\n'
    const planned = await workspace.study('looks', bedsideProtocol + looks)
    await planned.imported(
      await workspace.input('looks.csv', rows([1, 'a', 'left'], [2, 'b', 'right'])),
      pairs,
    )
    const unplanned = { code: 'LOOK_UNPLANNED', place: { field: '--look' }, value: '3', expected: '1 to 2' }
    await expectRefused(planned, ['analyse', '--look', '3'], [unplanned])
    await planned.done('analyse', '--look', '1')
    expect((await planned.results()).plan.look).toMatchObject({ number: 1, of: 2, information: 0.5 })
    for (const wrong of ['0', '-1', '1.5', 'last']) {
      expect((await planned.run('analyse', '--look', wrong)).exitCode, wrong).toBe(2)
    }
  })
})
