import { describe, expect, it } from 'vitest'
import { somePassage } from '../testing/passages.ts'
import { isOtherKind } from './numbered-kind.ts'

const on = (title: string, synonyms: readonly string[] = []) =>
  somePassage({ id: 'p#0', title, synonyms, text: 'Text.' })

describe('another kind of what is asked', () => {
  it.each([
    ['What is spinocerebellar ataxia type 1?', 'Spinocerebellar ataxia 11'],
    ['treatment of type 2 diabetes', 'Diabetes Type 1'],
    ['What causes mosaic trisomy 14?', 'Mosaic trisomy 9'],
    ['vaccine against hepatitis A', 'Hepatitis B'],
    ['glycogen storage disease type IV', 'Glycogen storage disease type III'],
  ])('%s: %s', (question, title) => {
    expect(isOtherKind(question, on(title))).toBe(true)
  })

  it.each([
    ['What is spinocerebellar ataxia type 1?', 'Spinocerebellar ataxia 1'],
    ['What is spinocerebellar ataxia?', 'Spinocerebellar ataxia 11'],
    ['treatment of type 2 diabetes', 'Diabetes'],
    ['is hepatitis a danger', 'Hepatitis B'],
    ['metformin 500 mg for type 2 diabetes, 25 days', 'Diabetes type 2'],
  ])('not %s: %s', (question, title) => {
    expect(isOtherKind(question, on(title))).toBe(false)
  })

  it('is none where one of its names is of the same kind', () => {
    expect(isOtherKind('ataxia type 1', on('Ataxia 11', ['Ataxia 1']))).toBe(false)
  })
})
