import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { type Problem, ProblemError } from '../../problem.ts'
import { inventedLedger, relation } from '../testing/invented-ledger.ts'
import { readLedger } from './read-ledger.ts'

const whole = stringify(
  { schemaVersion: 1, ...inventedLedger([{ number: 1 }, { number: 2 }]) },
  { aliasDuplicateObjects: false },
)

function problemsOf(...texts: readonly string[]): readonly Problem[] {
  try {
    readLedger(
      texts.map((text, place) => ({ name: `${place}.yaml`, text })),
      null,
    )
    return []
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
}

/** 1-based line of the first line that holds a text. */
function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length
}

describe('readLedger', () => {
  it('reads several files as one ledger', () => {
    const more = stringify({
      schemaVersion: 1,
      relations: [relation(2, 'replicates', 1)],
    })
    const index = readLedger(
      [
        { name: 'a.yaml', text: whole },
        { name: 'b.yaml', text: more },
      ],
      null,
    )
    expect([...index.claims.keys()]).toEqual(['claim-1', 'claim-2'])
    expect(index.relations.get('claim-1')).toHaveLength(1)
  })

  it('reads what the reader that knows lines reads', () => {
    const read = readLedger([{ name: 'a.yaml', text: whole }], null)
    const { schemaVersion, ...lists } = parse(whole)
    expect(schemaVersion).toBe(1)
    expect(read.ledger).toEqual(lists)
  })

  it('says file, line, field, value and what was expected', () => {
    const bad = whole.replace('kind: result', 'kind: rumour')
    expect(problemsOf(bad)).toEqual([
      {
        code: 'LEDGER_FIELD',
        message: 'A field has a value it cannot have.',
        place: { file: '0.yaml', line: lineOf(bad, 'kind: rumour'), field: 'claims.0.kind' },
        value: 'rumour',
        expected: 'result or description or opinion or amplification',
        remedy: 'The schema in schemas/evidence.v1.schema.json names every field and its values.',
      },
    ])
  })

  it('says what a figure lacks that is known, and what one lacks that is not', () => {
    const known = 'schemaVersion: 1\nsystems: []\nstudies: []\nclaims:\n'
    const claim = (value: string) =>
      `${known}  - { id: a, statement: A., source: b, study: null, kind: opinion, access: P, systems: [], outcome: null, effect: null, factor: null,\n      figures: [{ name: n, system: null, unit: u,\n        value: ${value} }] }\n`
    expect(problemsOf(claim('{ value: 1, source: b }'))).toMatchObject([
      {
        message: 'A field is missing.',
        place: { line: 7, field: 'claims.0.figures.0.value.access' },
        expected: 'P or A or S or C',
      },
    ])
    expect(problemsOf(claim('{ value: null }'))).toMatchObject([
      { place: { line: 7, field: 'claims.0.figures.0.value.reason' }, expected: 'text' },
    ])
    expect(problemsOf(claim('{ value: many, access: P, source: b }'))).toMatchObject([
      { place: { field: 'claims.0.figures.0.value.value' }, value: 'many', expected: 'a number' },
    ])
    expect(problemsOf(claim('12'))).toMatchObject([
      { place: { field: 'claims.0.figures.0.value' }, value: '12' },
    ])
  })

  it('names a field that there is not', () => {
    const bad = `${whole}colour: red\n`
    expect(problemsOf(bad)).toMatchObject([
      {
        code: 'LEDGER_UNKNOWN_FIELD',
        place: { line: lineOf(bad, 'colour'), field: 'colour' },
        value: 'colour',
      },
    ])
  })

  it.each([
    ['claims: [', 'LEDGER_NOT_YAML'],
    ['schemaVersion: 1\nclaims: []\nclaims: []\n', 'LEDGER_NOT_YAML'],
    ['schemaVersion: 1\nsources: &all []\nclaims: *all\n', 'LEDGER_NOT_YAML'],
    ['schemaVersion: !!js/function 1\n', 'LEDGER_NOT_YAML'],
    ['', 'LEDGER_NOT_YAML'],
    ['- 1\n', 'LEDGER_FIELD'],
    ['schemaVersion: 2\n', 'LEDGER_FIELD'],
  ])('refuses %j', (text, code) => {
    const [first] = problemsOf(text)
    expect(first).toMatchObject({ code, place: { file: '0.yaml' } })
    expect(first?.place.line).toBeGreaterThan(0)
  })

  it('finds the problems of every file before it gives up', () => {
    const bad = whole.replace('kind: result', 'kind: rumour')
    expect(problemsOf(bad, bad).map(({ place }) => place.file)).toEqual(['0.yaml', '1.yaml'])
  })

  it('finds dead references and repeated ids with the file and line of the entry', () => {
    const more = stringify({ schemaVersion: 1, relations: [relation(1, 'qualifies', 9)] })
    expect(problemsOf(whole, more)).toMatchObject([
      {
        code: 'LEDGER_DEAD_REFERENCE',
        place: { file: '1.yaml', line: lineOf(more, 'to: claim-9'), field: 'relations.0.to' },
        value: 'claim-9',
        expected: 'perhaps claim-1 or claim-2',
      },
    ])
    const again = stringify({ schemaVersion: 1, outcomes: [{ id: 'harm', label: 'Harm', better: 'lower' }] })
    expect(problemsOf(whole, again)).toMatchObject([
      {
        code: 'LEDGER_ID_REPEATED',
        message: `Two outcomes of the ledger are the same one. The other one is at 0.yaml, line ${lineOf(whole, 'id: harm')}, field outcomes.1.id.`,
        place: { file: '1.yaml', line: 3, field: 'outcomes.0.id' },
        value: 'harm',
      },
    ])
  })

  it('finds a dead source behind every fact', () => {
    const bad = whole.replaceAll('source: paper-1', 'source: paper-7')
    const fields = problemsOf(bad).map(({ place }) => place.field)
    expect(fields).toContain('studies.0.design.form.source')
    expect(fields).toContain('claims.0.effect.interval.source')
    expect(fields).toContain('claims.0.source')
  })
})
