import { describe, expect, it } from 'vitest'
import { mask } from './mask.ts'
import { kindCounts, screenItem } from './screen-item.ts'
import { screenText } from './screen-text.ts'

describe('the screen of an item', () => {
  const item = {
    key: 'q1',
    text: 'And may she fly on 12 March 2026?',
    turns: [{ text: 'My patient Siobhan Gallagher has a DVT.' }],
    context: ['Tel: +44 113 496 0188'],
    options: [
      { label: 'A', text: 'Yes' },
      { label: 'B', text: 'Ask ward7@example.org' },
    ],
    criteria: [{ id: 'must-1', text: 'Mentions MRN 00482913' }],
  }

  it('reads every part that an arm or a judge is shown, and says where', () => {
    expect(screenItem(item).map(({ kind, part, rule }) => [kind, part, rule])).toEqual([
      ['phone', 'context[0]', 'phone.labelled'],
      ['name', 'turns[0]', 'name.patient'],
      ['date', 'text', 'date.day-month'],
      ['email', 'options[B]', 'email.address'],
      ['mrn', 'criteria[must-1]', 'mrn.labelled'],
    ])
    const [, , date] = screenItem(item)
    expect(item.text.slice(date?.start, date?.end)).toBe('12 March 2026')
    expect(date?.masked).toBe('00 Xxxxx 0000')
  })

  it('holds no letter or digit of what it found', () => {
    expect(JSON.stringify(screenItem(item))).not.toMatch(/Siobhan|Gallagher|113|0188|ward7|00482913|2026/)
  })

  it('has nothing to say of an item without a text', () => {
    expect(screenItem({ key: 'q2', text: null })).toEqual([])
    expect(screenText('')).toEqual([])
  })

  it('counts kinds in the order of the rule', () => {
    expect(kindCounts(screenItem(item)).map(({ kind, n }) => `${kind} ${n}`)).toEqual([
      'name 1',
      'date 1',
      'phone 1',
      'email 1',
      'mrn 1',
    ])
  })
})

describe('a mask', () => {
  it('keeps the shape alone', () => {
    expect(mask('Mrs Ødegård-O’Neill, 4 July, ７ 東京')).toBe('Xxx Xxxxxxx-X’Xxxxx, 0 Xxxx, 0 xx')
  })
})
