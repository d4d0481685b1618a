import { describe, expect, it } from 'vitest'
import { type Problem, ProblemError } from '../problem.ts'
import { parseProtocol, readProtocol } from './read.ts'

const source = `schemaVersion: 1
id: study
title: A study
question: Which is better?
arms:
  - {id: own, kind: own}
  - id: other
    kind: general
axes:
  - {id: preference, form: pairwise}
hypotheses:
  - {id: better, kind: superiority, axis: preference, candidate: own, against: other}
seed: 7
`

const replaced = (before: string, after: string): string => {
  expect(source).toContain(before)
  return source.replace(before, after)
}

function problemsOf(read: () => unknown): readonly Problem[] {
  try {
    read()
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
  return []
}

const problemsIn = (text: string) => problemsOf(() => readProtocol(text, 'protocol.yaml'))

describe('readProtocol', () => {
  it('keeps the document as written beside the plan', () => {
    const { document, plan } = readProtocol(source, 'protocol.yaml')
    expect(document).toEqual({
      schemaVersion: 1,
      id: 'study',
      title: 'A study',
      question: 'Which is better?',
      arms: [
        { id: 'own', kind: 'own' },
        { id: 'other', kind: 'general' },
      ],
      axes: [{ id: 'preference', form: 'pairwise' }],
      hypotheses: [
        { id: 'better', kind: 'superiority', axis: 'preference', candidate: 'own', against: 'other' },
      ],
      seed: 7,
    })
    expect(plan.hypotheses[0]?.against).toEqual(['other'])
  })

  it('reads JSON, a byte order mark and Windows line ends to the same document', () => {
    const { document } = readProtocol(source, 'protocol.yaml')
    expect(readProtocol(JSON.stringify(document), 'protocol.json').document).toEqual(document)
    expect(readProtocol(`\ufeff${source.replaceAll('\n', '\r\n')}`, 'protocol.yaml').document).toEqual(
      document,
    )
  })

  it('says what is wrong, where, what was found, what is legal and what to do', () => {
    expect(problemsIn(replaced('kind: general', 'kind: generic'))).toEqual([
      {
        code: 'PROTOCOL_FIELD',
        message: 'A field has a value it cannot have.',
        place: { file: 'protocol.yaml', line: 8, field: 'arms.1.kind' },
        value: 'generic',
        expected: 'general or specialised or baseline or own or people',
        remedy: 'The schema in schemas/protocol.v1.schema.json names every field and its values.',
      },
    ])
  })

  it.each([
    ['id: study', 'id: Study!', 2, 'id', 'Study!', /^lower-case letters, digits/],
    ['title: A study', 'title: ""', 3, 'title', '', 'text with a length of at least 1'],
    ['seed: 7', 'seed: 7.5', 13, 'seed', '7.5', 'a whole number'],
    ['seed: 7', 'seed: -1', 13, 'seed', '-1', 'a number of at least 0'],
    ['seed: 7', 'seed: 4294967296', 13, 'seed', '4294967296', 'a number of at most 4294967295'],
    ['seed: 7', 'seed: .nan', 13, 'seed', 'NaN', 'a number'],
    ['seed: 7', 'seed: "7"', 13, 'seed', '7', 'a number'],
    ['form: pairwise', 'form: sideways', 10, 'axes.0.form', 'sideways', 'pairwise or absolute'],
    ['against: other', 'against: []', 12, 'hypotheses.0.against', '[]', /text|list/],
    ['against: other', 'against: other, alpha: 0.5', 12, 'hypotheses.0.alpha', '0.5', 'a number below 0.5'],
    ['against: other', 'against: other, alpha: 0', 12, 'hypotheses.0.alpha', '0', 'a number above 0'],
    ['against: other', 'against: other, sides: 3', 12, 'hypotheses.0.sides', '3', '1 or 2'],
    ['seed: 7', 'seed: 7\nresamples: 10', 14, 'resamples', '10', 'a number of at least 1000'],
    ['seed: 7', 'seed: 7\nlooks: {information: [0]}', 14, 'looks.information.0', '0', 'a number above 0'],
    ['seed: 7', 'seed: 7\nnotes: [""]', 14, 'notes.0', '', 'text with a length of at least 1'],
  ])('refuses %s as %s', (before, after, line, field, value, expected) => {
    const [found, ...more] = problemsIn(replaced(before, after))
    expect(more).toEqual([])
    expect(found).toMatchObject({ code: 'PROTOCOL_FIELD', place: { line, field }, value })
    expect(found?.expected).toMatch(expected)
  })

  it('points to the enclosing lines where a field is missing', () => {
    expect(problemsIn(replaced('    kind: general\n', '').replace('seed: 7\n', ''))).toMatchObject([
      { code: 'PROTOCOL_FIELD', place: { line: 7, field: 'arms.1.kind' }, value: null },
      { code: 'PROTOCOL_FIELD', place: { line: 1, field: 'seed' }, value: null, expected: 'a number' },
    ])
  })

  it('names every unknown field, each with its line', () => {
    expect(
      problemsIn(`${replaced('kind: own}', 'kind: own, colour: red}')}size: 3\n__proto__: {}\n`),
    ).toMatchObject([
      { code: 'PROTOCOL_UNKNOWN_FIELD', place: { line: 6, field: 'arms.0.colour' }, value: 'colour' },
      { code: 'PROTOCOL_UNKNOWN_FIELD', place: { line: 14, field: 'size' }, value: 'size' },
      { code: 'PROTOCOL_UNKNOWN_FIELD', place: { line: 15, field: '__proto__' }, value: '__proto__' },
    ])
  })

  it('reports broken rules with their line', () => {
    expect(problemsIn(replaced('against: other', 'against: another'))).toEqual([
      {
        code: 'PROTOCOL_UNKNOWN_ARM',
        message: 'The protocol has no such arm.',
        place: { file: 'protocol.yaml', line: 12, field: 'hypotheses.0.against' },
        value: 'another',
        expected: 'own, other',
        remedy: 'Change the protocol and try again.',
      },
    ])
  })

  it.each([
    ['another version', replaced('schemaVersion: 1', 'schemaVersion: 2'), '2', 1],
    ['a version in quotes', replaced('schemaVersion: 1', 'schemaVersion: "1"'), '1', 1],
    ['no version', replaced('schemaVersion: 1\n', ''), null, 1],
  ])('refuses %s', (_, text, value, line) => {
    expect(problemsIn(text)).toMatchObject([
      {
        code: 'PROTOCOL_VERSION',
        place: { file: 'protocol.yaml', line, field: 'schemaVersion' },
        value,
        expected: 'schemaVersion: 1',
      },
    ])
  })

  it.each([
    ['nothing', ''],
    ['a list', '- 1\n'],
    ['a word', 'protocol\n'],
  ])('refuses %s as no protocol', (_, text) => {
    const [found] = problemsIn(text)
    expect(found).toMatchObject({ code: 'PROTOCOL_VERSION', message: 'The file holds no protocol.' })
    expect(found?.place.field).toBeUndefined()
  })

  it.each([
    ['bad indentation', replaced('    kind: general', '   kind: general'), 8],
    ['a colon in text', replaced('title: A study', 'title: A study: one'), 3],
    ['a field twice', `${source}seed: 8\n`, 14],
    ['two documents', `${source}---\nid: x\n`, 14],
    ['a tag nobody knows', replaced('id: study', 'id: !mine study'), 2],
  ])('refuses %s as no YAML', (_, text, line) => {
    const [found] = problemsIn(text)
    expect(found).toMatchObject({ code: 'PROTOCOL_NOT_YAML', place: { file: 'protocol.yaml', line } })
  })

  it.each([
    ['an alias without its anchor', replaced('id: study', 'id: *nowhere')],
    [
      'aliases that grow without end',
      `a: &a [${'x,'.repeat(99)}]\nb: &b [${'*a,'.repeat(99)}]\nc: [${'*b,'.repeat(99)}]\n`,
    ],
  ])('refuses %s', (_, text) => {
    expect(problemsIn(text)).toMatchObject([{ code: 'PROTOCOL_NOT_YAML', place: { file: 'protocol.yaml' } }])
  })
})

describe('parseProtocol', () => {
  it('asks the caller for the place', () => {
    const { document } = readProtocol(source, 'protocol.yaml')
    const problems = problemsOf(() =>
      parseProtocol({ ...document, seed: null }, (path) => ({ field: `protocol/${path.join('/')}` })),
    )
    expect(problems).toMatchObject([
      { code: 'PROTOCOL_FIELD', place: { field: 'protocol/seed' }, value: 'null', expected: 'a number' },
    ])
  })
})
