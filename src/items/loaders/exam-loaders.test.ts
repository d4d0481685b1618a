import { describe, expect, it } from 'vitest'
import { testData } from '../../../test/support/test-data.ts'
import { itemSchema } from '../item.ts'
import { jsonl, places, publishedFile } from '../testing/published.ts'
import { noOptions } from './loader.ts'
import { loadMedmcqa } from './medmcqa.ts'
import { loadMedqa } from './medqa.ts'
import { loadMirage } from './mirage.ts'
import { loadMmlu } from './mmlu.ts'

const five = {
  question: 'Which vitamin is lacking in scurvy?',
  answer: 'Vitamin C',
  options: { A: 'Vitamin A', B: 'Vitamin B', C: 'Vitamin C', D: 'Vitamin D', E: 'Vitamin E' },
  meta_info: 'step1',
  answer_idx: 'C',
}

describe('loadMedqa', () => {
  it('reads five and four options, with a key that is the same wherever the record stands', () => {
    const { E: _, ...four } = five.options
    const other = {
      ...five,
      question: 'And in beriberi?',
      answer: 'Vitamin B',
      answer_idx: 'B',
      options: four,
    }
    const one = loadMedqa([jsonl('a.jsonl', five, other)], noOptions)
    const turned = loadMedqa([jsonl('b.jsonl', other, five)], noOptions)
    expect(one.problems).toEqual([])
    expect(one.items.map((item) => itemSchema.parse(item))).toEqual([...turned.items].reverse())
    expect(one.items[0]).toMatchObject({
      text: five.question,
      strata: { meta_info: 'step1' },
      answerKey: 'C',
      source: { set: 'medqa', id: null, licence: 'MIT' },
    })
    expect(one.items.map((item) => item.options?.length)).toEqual([5, 4])
    expect(one.items[0]?.key).toMatch(/^medqa-[0-9a-f]{12}$/)
  })

  it('takes the answer’s text where no label is published', () => {
    const { answer_idx: _, ...unlabelled } = five
    expect(loadMedqa([jsonl('a.jsonl', unlabelled)], noOptions).items[0]?.answerKey).toBe('C')
    const lost = loadMedqa([jsonl('a.jsonl', { ...unlabelled, answer: 'Vitamin K' })], noOptions)
    expect(places(lost)).toMatchObject([{ place: { field: 'answer' }, value: 'Vitamin K' }])
  })

  it.each([
    ['"E":"Vitamin E"', '"D":"Vitamin E"', 'JSON_NAME_REPEATED', 'options.D'],
    ['"E":"Vitamin E"', '"__proto__":"Vitamin E"', 'JSON_NAME_RESERVED', 'options.__proto__'],
    ['"meta_info":"step1"', '"meta_info":1e400', 'JSON_NUMBER_TOO_LARGE', 'meta_info'],
  ])('refuses a record that loses something in reading: %s as %s', (is, becomes, code, field) => {
    const text = `${JSON.stringify(five)}\n${JSON.stringify({ ...five, question: 'Other?' }).replace(is, becomes)}\n`
    const loaded = loadMedqa([{ name: 'a.jsonl', text }], noOptions)
    expect(loaded).toMatchObject({ records: 2, badRecords: 1 })
    expect(places(loaded)).toMatchObject([{ code, place: { file: 'a.jsonl', line: 2, field } }])
  })

  it('names the line and field of every bad record, and counts them all', () => {
    const file = {
      name: 'test.jsonl',
      text: [
        JSON.stringify(five),
        '{"question": "cut off',
        JSON.stringify({ ...five, question: ' ' }),
        JSON.stringify({ ...five, question: 'Other?', answer_idx: 'F' }),
        JSON.stringify({ ...five, question: 'Another?', answer_idx: 'A' }),
        '',
        JSON.stringify(five),
        JSON.stringify({ ...five, options: ['Vitamin A'] }),
      ].join('\r\n'),
    }
    const loaded = loadMedqa([file], noOptions)
    expect(places(loaded)).toEqual([
      {
        code: 'ITEM_NOT_JSON',
        place: { file: 'test.jsonl', line: 2 },
        value: '{"question": "cut off',
        expected: 'one JSON object a line',
      },
      {
        code: 'ITEM_RECORD',
        place: { file: 'test.jsonl', line: 3, field: 'question' },
        value: ' ',
        expected: 'text that is not blank',
      },
      {
        code: 'ITEM_RECORD',
        place: { file: 'test.jsonl', line: 4, field: 'answer_idx' },
        value: 'F',
        expected: 'A, B, C, D, E',
      },
      {
        code: 'ITEM_RECORD',
        place: { file: 'test.jsonl', line: 5, field: 'answer' },
        value: 'Vitamin C',
        expected: 'Vitamin A',
      },
      {
        code: 'ITEM_REPEATED',
        place: { file: 'test.jsonl', line: 7 },
        value: loaded.items[0]?.key,
        expected: 'each item once',
      },
      {
        code: 'ITEM_RECORD',
        place: { file: 'test.jsonl', line: 8, field: 'options' },
        value: '["Vitamin A"]',
        expected: 'fields with values',
      },
    ])
    expect(loaded).toMatchObject({ records: 7, badRecords: 6, leftOut: 0 })
    expect(loaded.items).toHaveLength(1)
  })
})

const entrance = {
  id: 'a1',
  question: 'The longest bone is',
  opa: 'Femur',
  opb: 'Tibia',
  opc: 'Fibula',
  opd: 'Humerus',
  choice_type: 'single',
  subject_name: 'Anatomy',
  topic_name: null,
}

describe('loadMedmcqa', () => {
  it('tells from the file whether its keys count from 1 or from 0', () => {
    const fromOne = [
      { ...entrance, cop: 1 },
      { ...entrance, id: 'a2', cop: 4, choice_type: 'multi' },
    ]
    const fromZero = [
      { ...entrance, cop: 0 },
      { ...entrance, id: 'a2', cop: 3 },
    ]
    for (const records of [fromOne, fromZero])
      for (const file of [
        jsonl('dev.json', ...records),
        { name: 'dev.json', text: JSON.stringify(records) },
      ]) {
        const { items, problems } = loadMedmcqa([file], noOptions)
        expect(problems).toEqual([])
        expect(items.map((item) => item.answerKey)).toEqual(['A', 'D'])
      }
    const [single, multi] = loadMedmcqa([jsonl('dev.json', ...fromOne)], noOptions).items
    expect(single?.strata).toEqual({ subject_name: 'Anatomy', choice_type: 'single' })
    expect(multi?.strata).toMatchObject({ choice_type: 'multi' })
    expect(itemSchema.parse(single)).toMatchObject({
      key: 'a1',
      options: [{ label: 'A', text: 'Femur' }, {}, {}, {}],
    })
  })

  it('asks where the keys could be either, and refuses a file that contradicts itself', () => {
    const either = [jsonl('dev.json', { ...entrance, cop: 1 }, { ...entrance, id: 'a2', cop: 2 })]
    expect(places(loadMedmcqa(either, noOptions)).map(({ code }) => code)).toEqual([
      'ITEM_KEY_AMBIGUOUS',
      'ITEM_KEY_AMBIGUOUS',
    ])
    expect(loadMedmcqa(either, { firstOption: 1 }).items.map((item) => item.answerKey)).toEqual(['A', 'B'])
    expect(loadMedmcqa(either, { firstOption: 0 }).items.map((item) => item.answerKey)).toEqual(['B', 'C'])
    const mixed = [jsonl('dev.json', { ...entrance, cop: 0 }, { ...entrance, id: 'a2', cop: 4 })]
    expect(places(loadMedmcqa(mixed, noOptions))).toMatchObject([
      { code: 'ITEM_RECORD', place: { line: 1, field: 'cop' }, value: '0' },
      { code: 'ITEM_RECORD', place: { line: 2, field: 'cop' }, value: '4' },
    ])
  })

  it('keeps a question without a published key, and says so', () => {
    const { items, remarks } = loadMedmcqa(
      [jsonl('test.json', { ...entrance, cop: -1 }, { ...entrance, id: 'a2' })],
      noOptions,
    )
    expect(items.map((item) => item.answerKey)).toEqual([undefined, undefined])
    expect(remarks).toEqual([
      '2 multiple-choice questions have no published key; they cannot be marked by key.',
    ])
  })
})

describe('loadMmlu', () => {
  const text = [
    'The heart lies in the,thorax,abdomen,pelvis,neck,A',
    '"Which of these, if any, are paired?\nChoose.",kidneys,"liver, and bile duct",spleen,heart,A',
    'Too few cells,a,b,A',
    'No such key,a,b,c,d,E',
    '',
  ].join('\n')

  it('reads six columns without a header; the file’s name tells subject and split', () => {
    const loaded = loadMmlu([{ name: 'data/test/anatomy_test.csv', text }], noOptions)
    expect(
      loaded.items.map(({ text: question, strata, answerKey }) => [question, strata, answerKey]),
    ).toEqual([
      ['The heart lies in the', { subject: 'anatomy', split: 'test' }, 'A'],
      ['Which of these, if any, are paired?\nChoose.', { subject: 'anatomy', split: 'test' }, 'A'],
    ])
    expect(loaded.items[1]?.options?.[1]).toEqual({ label: 'B', text: 'liver, and bile duct' })
    const place = { file: 'data/test/anatomy_test.csv' }
    expect(places(loaded)).toEqual([
      {
        code: 'ITEM_RECORD',
        place: { ...place, line: 4 },
        value: '4 cells',
        expected: 'question, A, B, C, D, answer',
      },
      {
        code: 'ITEM_RECORD',
        place: { ...place, line: 5, field: 'answer' },
        value: 'E',
        expected: 'A or B or C or D',
      },
    ])
    expect(loaded).toMatchObject({ records: 4, badRecords: 2, remarks: [] })
  })

  it('says which subjects are not medical, and refuses what is not CSV', () => {
    const loaded = loadMmlu([{ name: 'virology_dev.csv', text: 'q,a,b,c,d,B\n' }], noOptions)
    expect(loaded.remarks).toEqual(['Subjects that are not among the six of MMLU-Med: virology.'])
    const broken = loadMmlu([{ name: 'anatomy_test.csv', text: 'q,"a,b,c,d,B\n' }], noOptions)
    expect(broken.items).toEqual([])
    expect(places(broken)).toMatchObject([{ place: { file: 'anatomy_test.csv' } }])
  })
})

describe('loadMirage', () => {
  it('names the set and the question of a bad record', () => {
    const question = { question: 'q?', options: { A: 'yes', B: 'no' }, answer: 'C' }
    const loaded = loadMirage(
      [
        {
          name: 'benchmark.json',
          text: JSON.stringify({ bioasq: { x1: question, x2: { ...question, answer: 'B' } } }),
        },
      ],
      noOptions,
    )
    expect(places(loaded)).toEqual([
      {
        code: 'ITEM_RECORD',
        place: { file: 'benchmark.json', field: 'bioasq.x1.answer' },
        value: 'C',
        expected: 'A, B',
      },
    ])
    expect(loaded.items).toMatchObject([{ key: 'x2', answerKey: 'B', source: { id: 'bioasq/x2' } }])
    expect(places(loadMirage([{ name: 'benchmark.json', text: '{"medqa": ' }], noOptions))).toMatchObject([
      { code: 'ITEM_NOT_JSON', place: { file: 'benchmark.json' } },
    ])
  })

  const folder = testData('mirage')
  it.skipIf(folder === null)('reads the published bundle whole', () => {
    const loaded = loadMirage([publishedFile(`${folder}/benchmark.rebuilt.json.gz`)], noOptions)
    expect(loaded).toMatchObject({ records: 7663, badRecords: 0, problems: [] })
    const count = (set: string): number => loaded.items.filter((item) => item.strata.set === set).length
    // The sizes that its README publishes.
    expect(['mmlu', 'medqa', 'medmcqa', 'pubmedqa', 'bioasq'].map(count)).toEqual([
      1089, 1273, 4183, 500, 618,
    ])
    for (const item of loaded.items) itemSchema.parse(item)
    expect(loaded.items.filter((item) => item.answerKey === undefined)).toEqual([])
  })
})
