import { describe, expect, it } from 'vitest'
import { testData } from '../../../test/support/test-data.ts'
import { itemSchema } from '../item.ts'
import { jsonl, places, publishedFile } from '../testing/published.ts'
import { loadHealthbench } from './healthbench.ts'
import { loadHealthbenchProfessional } from './healthbench-professional.ts'
import { loadKqa } from './k-qa.ts'
import { noOptions } from './loader.ts'
import { loadRealPocqi } from './real-pocqi.ts'

const conversation = [
  { role: 'user', content: 'I have a cough.' },
  { role: 'assistant', content: 'Since when?' },
  { role: 'user', content: 'Three weeks. ' },
]
const example = {
  prompt_id: 'p1',
  prompt: conversation,
  rubrics: [
    { criterion: 'Asks about fever', points: 5, tags: ['axis:completeness', 'level:example'] },
    { criterion: 'Prescribes opioids', points: -8, tags: [] },
  ],
  example_tags: ['theme:context_seeking', 'physician_agreed_category:not-enough-context', 'reviewed'],
  canary: 'x',
}

describe('loadHealthbench', () => {
  it('splits the conversation before the user’s last turn and keeps points and tags', () => {
    const { items, problems } = loadHealthbench([jsonl('a.jsonl', example)], noOptions)
    expect(problems).toEqual([])
    expect(items.map((item) => itemSchema.parse(item))).toEqual([
      {
        key: 'p1',
        text: 'Three weeks. ',
        strata: {
          theme: 'context_seeking',
          physician_agreed_category: 'not-enough-context',
          reviewed: 'yes',
        },
        turns: [
          { role: 'user', text: 'I have a cough.' },
          { role: 'assistant', text: 'Since when?' },
        ],
        criteria: [
          { id: '1', text: 'Asks about fever', points: 5, tags: ['axis:completeness', 'level:example'] },
          { id: '2', text: 'Prescribes opioids', points: -8, tags: [] },
        ],
        source: { set: 'healthbench', id: 'p1', licence: 'MIT' },
      },
    ])
    const single = loadHealthbench(
      [jsonl('a.jsonl', { ...example, prompt: conversation.slice(0, 1) })],
      noOptions,
    )
    expect(single.items[0]?.turns).toBeUndefined()
  })

  it('names the line, field and value of what is wrong', () => {
    const loaded = loadHealthbench(
      [
        jsonl(
          'a.jsonl',
          { ...example, prompt: conversation.slice(0, 2) },
          { ...example, rubrics: [{ ...example.rubrics[0], points: '5' }] },
          { ...example, rubrics: [] },
          { ...example, prompt: [{ role: 'tool', content: 'x' }] },
          { ...example, example_tags: ['theme:a', 'theme:b'] },
        ),
      ],
      noOptions,
    )
    expect(places(loaded)).toMatchObject([
      { place: { line: 1, field: 'prompt' }, value: 'assistant', expected: 'user' },
      { place: { line: 2, field: 'rubrics.0.points' }, value: '5', expected: 'a number' },
      { place: { line: 3, field: 'rubrics' }, value: '[]', expected: 'a list with a length of at least 1' },
      { place: { line: 4, field: 'prompt.0.role' }, value: 'tool', expected: 'system or user or assistant' },
      { place: { line: 5, field: 'example_tags' }, value: 'theme:a, theme:b' },
    ])
    expect(loaded).toMatchObject({ records: 5, badRecords: 5, items: [] })
  })

  const folder = testData('healthbench')
  it.skipIf(folder === null)('reads the published examples whole', () => {
    const loaded = loadHealthbench([publishedFile(`${folder}/m42_sample100_generations.jsonl.gz`)], noOptions)
    expect(loaded).toMatchObject({ records: 100, badRecords: 0, problems: [] })
    for (const item of loaded.items) itemSchema.parse(item)
    const criteria = loaded.items.flatMap((item) => item.criteria ?? [])
    // Counted with Python: 1,157 criteria of 3,126 points in all, 268 turns of which 100 are the last.
    expect([criteria.length, criteria.reduce((sum, { points }) => sum + points, 0)]).toEqual([1157, 3126])
    expect(loaded.items.reduce((sum, item) => sum + (item.turns?.length ?? 0), 0)).toBe(168)
    expect(loaded.items.every((item) => item.strata.theme !== undefined)).toBe(true)
  })
})

describe('loadHealthbenchProfessional', () => {
  const record = {
    id: 'h1',
    conversation: { messages: conversation },
    rubric_items: [{ criterion_text: 'Names red flags', points: 7 }],
    use_case: 'consult',
    type: 'good_faith',
    difficulty: 'typical',
    specialty: 'Pulmonology',
    physician_response: 'Take a chest film.',
    canary_string: 'x',
  }

  it('reads the conversation in both shapes that are described', () => {
    const flat = { ...record, id: 'h2', conversation }
    const { items, problems } = loadHealthbenchProfessional([jsonl('a.jsonl', record, flat)], noOptions)
    expect(problems).toEqual([])
    expect(itemSchema.parse(items[0])).toEqual({
      key: 'h1',
      text: 'Three weeks. ',
      strata: { use_case: 'consult', type: 'good_faith', difficulty: 'typical', specialty: 'Pulmonology' },
      turns: [
        { role: 'user', text: 'I have a cough.' },
        { role: 'assistant', text: 'Since when?' },
      ],
      criteria: [{ id: '1', text: 'Names red flags', points: 7, tags: [] }],
      source: { set: 'healthbench-professional', id: 'h1', licence: null },
    })
    expect(items[1]).toMatchObject({ key: 'h2', text: 'Three weeks. ' })
  })

  it('names what is wrong', () => {
    const { id: _, ...nameless } = record
    const loaded = loadHealthbenchProfessional(
      [jsonl('a.jsonl', nameless, { ...record, rubric_items: [{ criterion: 'x', points: 1 }] })],
      noOptions,
    )
    expect(places(loaded)).toMatchObject([
      { place: { line: 1, field: 'id' }, value: null, expected: 'text' },
      { place: { line: 2, field: 'rubric_items.0.criterion_text' } },
    ])
  })
})

describe('loadKqa', () => {
  const answered = {
    Question: 'What is ibuprofen for?',
    Must_have: ['It relieves pain', ' '],
    Nice_to_have: ['It is sold without a prescription'],
    ICD_10_diag: 'Pain, unspecified',
  }

  it('makes criteria of the statements and leaves out blank ones, saying so', () => {
    const { items, remarks } = loadKqa([jsonl('questions_w_answers.jsonl', answered)], noOptions)
    expect(items[0]?.criteria).toEqual([
      { id: 'must-have-1', text: 'It relieves pain', points: 1, tags: ['must-have'] },
      { id: 'nice-to-have-1', text: 'It is sold without a prescription', points: 0, tags: ['nice-to-have'] },
    ])
    expect(items[0]?.strata).toEqual({ ICD_10_diag: 'Pain, unspecified' })
    expect(remarks).toEqual(['Statements left out because they are blank: 1.'])
  })

  it('takes the same words about another diagnosis as another item, and a repetition as one', () => {
    const question = {
      Question: 'Is it contagious?',
      ICD_10_diag: 'Measles',
      entity_text: [],
      matched_entity: null,
    }
    const loaded = loadKqa(
      [
        jsonl('questions.jsonl', question, { ...question, ICD_10_diag: null }, question),
        jsonl('more.jsonl', { ...answered, Must_have: [''] }, { Must_have: ['x'], Nice_to_have: [] }),
      ],
      noOptions,
    )
    expect(loaded.items).toHaveLength(2)
    expect(places(loaded)).toMatchObject([
      { code: 'ITEM_REPEATED', place: { file: 'questions.jsonl', line: 3 } },
      { place: { file: 'more.jsonl', line: 1, field: 'Must_have' }, value: '[""]' },
      { place: { file: 'more.jsonl', line: 2, field: 'Question' }, value: null, expected: 'text' },
    ])
  })

  const folder = testData('k-qa')
  it.skipIf(folder === null)('reads the published files whole', () => {
    const loaded = loadKqa([publishedFile(`${folder}/questions_w_answers.jsonl`)], noOptions)
    expect(loaded).toMatchObject({ records: 201, badRecords: 0, problems: [] })
    for (const item of loaded.items) itemSchema.parse(item)
    const criteria = loaded.items.flatMap((item) => item.criteria ?? [])
    // Its README counts 1,589 statements; three of them are blank, all among the 892 of the must-have lists.
    expect(criteria.filter(({ points }) => points === 1)).toHaveLength(889)
    expect(criteria.filter(({ points }) => points === 0)).toHaveLength(697)
    const questions = loadKqa([publishedFile(`${folder}/questions.jsonl`)], noOptions)
    expect(questions).toMatchObject({ records: 1212, badRecords: 0, problems: [] })
  })
})

describe('loadRealPocqi', () => {
  it('names a bad line', () => {
    const loaded = loadRealPocqi(
      [jsonl('questions.jsonl', { question_id: 'r1', question_text: 'How?' }, { question_id: 'r2' })],
      noOptions,
    )
    expect(loaded.items).toMatchObject([{ key: 'r1', text: 'How?', strata: {} }])
    expect(places(loaded)).toMatchObject([{ place: { line: 2, field: 'question_text' }, expected: 'text' }])
  })

  const folder = testData('real-pocqi')
  it.skipIf(folder === null)('reads the published questions whole', () => {
    const loaded = loadRealPocqi([publishedFile(`${folder}/questions.jsonl`)], noOptions)
    expect(loaded).toMatchObject({ records: 124, badRecords: 0, problems: [] })
    expect(loaded.items.every((item) => item.strata.specialty !== undefined)).toBe(true)
  })
})
