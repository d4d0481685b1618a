import { describe, expect, it } from 'vitest'
import { foldedText } from './canonical.ts'
import { quantitiesOf, sameQuantity } from './quantities.ts'

const values = (text: string) => quantitiesOf(foldedText(text)).map(({ value, kind }) => [value, kind])
const same = (left: string, right: string) => {
  const [one, ...others] = quantitiesOf(foldedText(left))
  const [other, ...more] = quantitiesOf(foldedText(right))
  expect([...others, ...more]).toEqual([])
  return sameQuantity(one!, other!)
}

describe('quantities of a sentence', () => {
  it('are read on one scale', () => {
    expect(values('Give 0.5 g')).toEqual([[500_000, 'mass']])
    expect(values('500 micrograms')).toEqual([[500, 'mass']])
    expect(values('five days')).toEqual([[120, 'time']])
    expect(values('twice daily')).toEqual([[2, 'per-day']])
    expect(values('10 %')).toEqual([[10, 'percent']])
    expect(values('1,000 mg')).toEqual([[1_000_000, 'mass']])
  })

  it.each([
    ['5mg', '5 mg'],
    ['0.5 g', '500 mg'],
    ['500 mcg', '0.5 mg'],
    ['70%', '70 %'],
    ['two weeks', '14 days'],
    ['60 minutes', 'one hour'],
    ['three times a day', '3 times daily'],
    ['0.15 mg per kg', '0.15 mg/kg'],
    ['60 mL/min', '60 ml/min/1.73 m2'],
    ['1 litre', '1000 ml'],
  ])('%s is %s', (left, right) => {
    expect(same(left, right)).toBe(true)
  })

  it.each([
    ['5 mg', '50 mg'],
    ['5 mg', '5 micrograms'],
    ['5 days', '5 weeks'],
    ['once daily', 'twice daily'],
    ['30 %', '3 %'],
    ['0.1 units/kg/hour', '1 unit/kg/hour'],
  ])('%s is not %s', (left, right) => {
    expect(same(left, right)).toBe(false)
  })

  it('are both ends of a range', () => {
    expect(values('25 to 50 mcg')).toEqual([
      [25, 'mass'],
      [50, 'mass'],
    ])
    expect(values('6–8 weeks')).toEqual([
      [1008, 'time'],
      [1344, 'time'],
    ])
  })

  it('are not marks of citations, nor the numbers of a name', () => {
    expect(values('Vitamin B12 and type 2 diabetes [1][2, 3]')).toEqual([])
    expect(values('One dose for no one')).toEqual([])
  })
})
