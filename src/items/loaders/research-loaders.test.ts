import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testData } from '../../../test/support/test-data.ts'
import { itemSchema } from '../item.ts'
import { filesBelow, places, publishedFile } from '../testing/published.ts'
import { loadBioasq } from './bioasq.ts'
import { noOptions } from './loader.ts'
import { loadPubmedqa } from './pubmedqa.ts'

const abstract = {
  QUESTION: 'Does it help?',
  CONTEXTS: ['We asked.', 'We measured.'],
  YEAR: '2011',
  final_decision: 'no',
}

function json(name: string, content: unknown) {
  return { name, text: JSON.stringify(content) }
}

describe('loadPubmedqa', () => {
  it('keeps the abstract as context and yes, no and maybe as options', () => {
    const { items } = loadPubmedqa([json('ori_pqal.json', { '101': abstract })], noOptions)
    expect(items.map((item) => itemSchema.parse(item))).toEqual([
      {
        key: '101',
        text: 'Does it help?',
        strata: { YEAR: '2011' },
        context: ['We asked.', 'We measured.'],
        options: [
          { label: 'A', text: 'yes' },
          { label: 'B', text: 'no' },
          { label: 'C', text: 'maybe' },
        ],
        answerKey: 'B',
        source: { set: 'pubmedqa', id: '101', licence: 'MIT' },
      },
    ])
  })

  it('takes only the listed questions, and names where list and file disagree', () => {
    const file = json('ori_pqal.json', {
      '101': abstract,
      '102': { ...abstract, YEAR: null },
      '103': { ...abstract, final_decision: 'perhaps' },
      '104': abstract,
    })
    const list = json('test_ground_truth.json', { '101': 'no', '103': 'no', '104': 'yes', '999': 'maybe' })
    const loaded = loadPubmedqa([file, list], noOptions)
    expect(loaded.items.map((item) => item.key)).toEqual(['101'])
    expect(loaded).toMatchObject({ records: 4, badRecords: 2, leftOut: 1 })
    expect(places(loaded)).toEqual([
      {
        code: 'ITEM_RECORD',
        place: { file: 'ori_pqal.json', field: '103.final_decision' },
        value: 'perhaps',
        expected: 'yes or no or maybe',
      },
      {
        code: 'ITEM_RECORD',
        place: { file: 'ori_pqal.json', field: '104.final_decision' },
        value: 'no',
        expected: 'yes',
      },
      {
        code: 'ITEM_RECORD',
        place: { file: 'test_ground_truth.json', field: '999' },
        value: '999',
        expected: 'the file ori_pqal.json beside it',
      },
    ])
  })

  const folder = testData('pubmedqa')
  it.skipIf(folder === null)('reads the published files whole', () => {
    const all = publishedFile(`${folder}/ori_pqal.json.gz`)
    const loaded = loadPubmedqa([all], noOptions)
    expect(loaded).toMatchObject({ records: 1000, badRecords: 0, problems: [] })
    for (const item of loaded.items) itemSchema.parse(item)
    const decisions = ['A', 'B', 'C'].map(
      (key) => loaded.items.filter((item) => item.answerKey === key).length,
    )
    // 55.2 % yes, 33.8 % no, 11.0 % maybe in the labelled part, counted with Python.
    expect(decisions).toEqual([552, 338, 110])
    expect(loaded.items.reduce((sum, item) => sum + (item.context?.length ?? 0), 0)).toBe(3358)
    const test = loadPubmedqa([all, publishedFile(`${folder}/test_ground_truth.json`)], noOptions)
    expect(test).toMatchObject({ records: 1000, leftOut: 500, badRecords: 0, problems: [] })
    expect(test.items).toHaveLength(500)
  })
})

const snippet = { text: 'A sentence of an abstract.', document: 'http://example.org/1' }
const yesno = { id: 'b1', body: 'Is it so?', type: 'yesno', snippets: [snippet], exact_answer: 'Yes' }

describe('loadBioasq', () => {
  it('makes options of yes/no questions only, and keeps snippets as context', () => {
    const file = json('11B1_golden.json', {
      questions: [
        yesno,
        {
          id: 'b2',
          body: 'Which?',
          type: 'factoid',
          snippets: [],
          exact_answer: [['one']],
          ideal_answer: ['One.'],
        },
        { ...yesno, id: 'b3', exact_answer: ['no'] },
        { id: 'b4', body: 'Is it?', type: 'yesno' },
      ],
    })
    const loaded = loadBioasq([file], noOptions)
    expect(loaded.problems).toEqual([])
    expect(
      loaded.items.map(({ key, strata, answerKey, options, context }) => [
        key,
        strata.type,
        answerKey,
        options?.length,
        context,
      ]),
    ).toEqual([
      ['b1', 'yesno', 'A', 2, ['A sentence of an abstract.']],
      ['b2', 'factoid', undefined, undefined, undefined],
      ['b3', 'yesno', 'B', 2, ['A sentence of an abstract.']],
      ['b4', 'yesno', undefined, 2, undefined],
    ])
    expect(loaded.remarks).toHaveLength(1)
  })

  it('names the question and field of a bad record, and a file of another shape', () => {
    const bad = json('x.json', {
      questions: [{ ...yesno, exact_answer: 'unclear' }, { ...yesno, id: 'b2', type: 'essay' }, yesno, yesno],
    })
    const loaded = loadBioasq([bad, json('y.json', [yesno])], noOptions)
    expect(places(loaded)).toMatchObject([
      {
        place: { file: 'x.json', field: 'questions.0.exact_answer' },
        value: '"unclear"',
        expected: 'yes or no',
      },
      {
        place: { file: 'x.json', field: 'questions.1.type' },
        value: 'essay',
        expected: 'yesno or factoid or list or summary',
      },
      { code: 'ITEM_REPEATED', place: { file: 'x.json', field: 'questions.3' }, value: 'b1' },
      { place: { file: 'y.json' }, expected: 'fields with values' },
    ])
    expect(loaded).toMatchObject({ records: 4, badRecords: 3 })
  })

  const folder = testData('mirage')
  it.skipIf(folder === null)('reads the published golden files of five years whole', () => {
    const unpacked = mkdtempSync(join(tmpdir(), 'equipoise-bioasq-'))
    try {
      execFileSync('tar', ['-xzf', join(folder ?? '', 'bioasq_golden_7B-11B.tar.gz'), '-C', unpacked])
      const loaded = loadBioasq(filesBelow(unpacked, '_golden.json').map(publishedFile), noOptions)
      expect(loaded).toMatchObject({ records: 2310, badRecords: 0, problems: [], remarks: [] })
      for (const item of loaded.items) itemSchema.parse(item)
      // Counted with Python: 21,998 snippets, some of them twice in a question. 618 yes/no questions is what MIRAGE counts in these files.
      expect(loaded.items.filter((item) => item.strata.type === 'yesno')).toHaveLength(618)
      expect(loaded.items.reduce((sum, item) => sum + (item.context?.length ?? 0), 0)).toBe(21_998)
    } finally {
      rmSync(unpacked, { recursive: true })
    }
  })
})
