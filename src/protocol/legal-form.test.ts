import { describe, expect, it } from 'vitest'
import { legalForm } from './legal-form.ts'
import { readProtocol } from './read.ts'
import { protocolSchemaV1 } from './schema-v1.ts'

describe('legalForm', () => {
  it.each([
    [['review', 'specialty'], 'fields with values, such as {stratum: text, rule: only or first}'],
    [
      ['review', 'conflicts'],
      'fields with values, such as {uses: exclude or allow, paidBy: exclude or allow}',
    ],
    [['review', 'forms'], 'a list, such as [pairwise or absolute]'],
    [['strata'], 'a list, such as [text]'],
    [
      ['arms', 0],
      'fields with values, such as {id: text, kind: general or specialised or baseline or own or people}',
    ],
    [
      ['axes', 0, 'scale'],
      'fields with values, such as {kind: ordinal, min: a number, max: a number}; or fields with values, such as {kind: binary}; or fields with values, such as {kind: rubric}',
    ],
  ])('of %j is shown', (path, form) => {
    expect(legalForm(protocolSchemaV1, path)).toBe(form)
  })

  it('is nothing where the kind says it, and where there is no such place', () => {
    for (const path of [['seed'], ['title'], ['nowhere', 1], ['arms', 0, 'id']]) {
      expect(legalForm(protocolSchemaV1, path)).toBe(null)
    }
  })
})

it('a protocol with a word in the place of fields is told what may stand there', () => {
  const text = `schemaVersion: 1
id: t
title: T
question: Which?
arms: [{id: a, kind: general}, {id: b, kind: general}]
axes: [{id: u, form: pairwise, primary: true}]
hypotheses: [{id: h, kind: superiority, axis: u, candidate: a, against: b}]
seed: 1
review: {specialty: only}
`
  expect(() => readProtocol(text, 'protocol.yaml')).toThrow(
    'protocol.yaml, line 9, field review.specialty: A field has a value it cannot have. Found "only". Expected fields with values, such as {stratum: text, rule: only or first}.',
  )
})
