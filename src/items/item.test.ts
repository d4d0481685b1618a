import { describe, expect, it } from 'vitest'
import { contentOf, type Item, isDescribed, itemSchema, presentContent } from './item.ts'

const plain: Item = { key: 'q1', text: 'Which?', strata: {} }
const options = [
  { label: 'A', text: 'yes' },
  { label: 'B', text: 'no' },
]

describe('itemSchema', () => {
  it('takes an item of key, text and strata alone, and adds nothing to it', () => {
    expect(Object.keys(itemSchema.parse(plain))).toEqual(['key', 'text', 'strata'])
  })

  it.each([
    ['a key that no option has', { options, answerKey: 'C' }, 'answerKey'],
    ['a key without options', { answerKey: 'A' }, 'answerKey'],
    ['a label twice', { options: [...options, { label: 'A', text: 'maybe' }] }, 'options'],
    ['a single option', { options: options.slice(0, 1) }, 'options'],
    [
      'a criterion’s id twice',
      { criteria: ['x', 'y'].map((text) => ({ id: '1', text, points: 1, tags: [] })) },
      'criteria',
    ],
    ['parts without a question', { text: null, options }, 'text'],
    ['an empty list', { context: [] }, 'context'],
    [
      'points that are not finite',
      { criteria: [{ id: '1', text: 'x', points: Number.NaN, tags: [] }] },
      'criteria',
    ],
  ])('refuses %s', (_, change, field) => {
    const result = itemSchema.safeParse({ ...plain, ...change })
    expect(result.error?.issues[0]?.path[0]).toBe(field)
  })
})

describe('contentOf', () => {
  it('is null for an item without parts, and leaves what is no part out', () => {
    expect(contentOf(plain)).toBeNull()
    const stored = { ...plain, id: '7', answerKey: 'A', options }
    expect(contentOf(stored)).toEqual({ answerKey: 'A', options })
    expect(presentContent({ options: null, context: [] })).toEqual({})
  })

  it('makes an item described', () => {
    const named = { key: 'q1', text: null, strata: {} }
    expect([named, plain, { ...named, strata: { task: 'x' } }].map(isDescribed)).toEqual([false, true, true])
  })
})
