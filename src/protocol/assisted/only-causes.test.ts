import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../problem.ts'
import { readProtocol } from '../read.ts'

const shipped = readFileSync(new URL('../../../studies/oxford-2026/protocol.yaml', import.meta.url), 'utf8')

/** Code and field of every problem after text of the shipped protocol was replaced. */
function told(...changes: readonly (readonly [string, string])[]): string[] {
  return problems(...changes).map(({ code, place }) => `${code} ${place.field}`)
}

function problems(...changes: readonly (readonly [string, string])[]) {
  let text = shipped
  for (const [from, to] of changes) {
    expect(text).toContain(from)
    text = text.replace(from, to)
  }
  try {
    readProtocol(text, 'protocol.yaml')
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
  return []
}

const usualMeans = '{id: control, label: Usual means, kind: people}'
const gpt4o = '{preset: gpt-4o, stream: true}'
const conditionAxis = '{id: condition, label: Named'
const firstHypothesis = 'axis: condition, candidate: gpt-4o, against: control'

describe('onlyCauses', () => {
  it('says nothing of the shipped trial', () => {
    expect(told()).toEqual([])
  })

  it.each([
    [
      'the control is misspelt',
      ['  control: control\n', '  control: contrl\n'],
      'PROTOCOL_UNKNOWN_ARM assisted.control',
    ],
    [
      'the control is a model',
      ['  control: control\n', '  control: gpt-4o\n'],
      'PROTOCOL_ASSISTED_CONTROL assisted.control',
    ],
    [
      'the arm of the control is misspelt',
      ['{id: control,', '{id: contrl,'],
      'PROTOCOL_UNKNOWN_ARM assisted.control',
    ],
    [
      'the arm of the control is missing',
      [`  - ${usualMeans}\n`, ''],
      'PROTOCOL_UNKNOWN_ARM assisted.control',
    ],
    [
      'the arm of the control is of another kind',
      ['kind: people', 'kind: own'],
      'PROTOCOL_ASSISTED_CONTROL assisted.control',
    ],
    ['an arm is misspelt', ['- id: gpt-4o', '- id: gpt4o'], 'PROTOCOL_UNKNOWN_ARM assisted.coding.judge'],
    [
      'an arm stands there twice',
      [usualMeans, `${usualMeans}\n  - ${usualMeans}`],
      'PROTOCOL_ID_TWICE arms.4.id',
    ],
    ['a preset is misspelt', [gpt4o, '{preset: gpt-4oo}'], 'PROTOCOL_UNKNOWN_PRESET arms.0.source.preset'],
    ['a source is missing', [`    source: ${gpt4o}\n`, ''], 'PROTOCOL_ASSISTED_SOURCE arms.0'],
    [
      'a source cannot stay',
      [gpt4o, '{via: degraded, of: llama-3, degradation: drop-numbers}'],
      'PROTOCOL_ASSISTED_SOURCE arms.0.source',
    ],
    [
      'an axis is misspelt',
      [conditionAxis, '{id: conditions, label: Named'],
      'PROTOCOL_UNKNOWN_AXIS assisted.outcomes.condition',
    ],
    [
      'an outcome is misspelt',
      ['{condition: condition,', '{condition: conditions,'],
      'PROTOCOL_UNKNOWN_AXIS assisted.outcomes.condition',
    ],
    [
      'both outcomes are one axis',
      ['{condition: condition,', '{condition: disposition,'],
      'PROTOCOL_ASSISTED_OUTCOME assisted.outcomes.disposition',
    ],
    [
      'a hypothesis has an unknown axis',
      ['axis: condition,', 'axis: x,'],
      'PROTOCOL_UNKNOWN_AXIS hypotheses.0.axis',
    ],
    [
      'a hypothesis is against nobody known',
      ['against: control', 'against: x'],
      'PROTOCOL_UNKNOWN_ARM hypotheses.0.against',
    ],
    [
      'a hypothesis is against its own arm',
      ['against: control', 'against: gpt-4o'],
      'PROTOCOL_ASSISTED_HYPOTHESIS hypotheses.0.against',
    ],
    [
      'a hypothesis tests the control',
      ['candidate: gpt-4o', 'candidate: control'],
      'PROTOCOL_ASSISTED_HYPOTHESIS hypotheses.0.candidate',
    ],
    [
      'a hypothesis is of another kind',
      ['kind: superiority', 'kind: equivalence'],
      'PROTOCOL_ASSISTED_HYPOTHESIS hypotheses.0.kind',
    ],
    [
      'a disposition is misspelt',
      ['{id: ambulance,', '{id: ambulances,'],
      'PROTOCOL_UNKNOWN_DISPOSITION assisted.cases.0.disposition',
    ],
    [
      'a disposition stands there twice',
      [
        '    - {id: self-care, label: Stay at home and look after it yourself}\n',
        '    - {id: self-care, label: Stay}\n    - {id: self-care, label: Stay}\n',
      ],
      'PROTOCOL_ID_TWICE assisted.dispositions.1.id',
    ],
    [
      'there are looks',
      ['seed: 2026', 'looks: {information: [0.5, 0.4]}\nseed: 2026'],
      'PROTOCOL_ASSISTED_SECTION looks.information',
    ],
  ] as const)('tells one cause where %s', (_, change, cause) => {
    expect(told(change)).toEqual([cause])
  })

  it('tells a condition that is listed again by its name alone', () => {
    const name = '        - name: pneumonia\n'
    const twice: [string, string] = [name, `${name}          synonyms: [chest infection]\n${name}`]
    expect(told(twice)[0]).toBe('PROTOCOL_ASSISTED_CONDITION assisted.cases.2.conditions.1.name')
    expect(told(twice)).toHaveLength(1)
  })

  it('tells every field that uses a name that nothing has', () => {
    const [only] = problems(['{id: control,', '{id: contrl,'])
    expect(only?.message).toBe(
      'The protocol has no such arm. It is also named in hypotheses.0.against, hypotheses.1.against, hypotheses.2.against, hypotheses.3.against, hypotheses.4.against, hypotheses.5.against.',
    )
    expect(only?.value).toBe('control')
    expect(only?.expected).toBe('gpt-4o, llama-3, command-r-plus, contrl')
  })

  it('counts the fields beyond the first six', () => {
    const [only] = problems(
      ['{id: control,', '{id: contrl,'],
      ['method: stratified', 'ratio: {control: 1}\n    method: stratified'],
    )
    expect(only?.message).toContain('hypotheses.5.against and 1 more.')
  })

  it('tells two causes that have nothing to do with each other', () => {
    expect(told(['  control: control\n', '  control: contrl\n'], [`    source: ${gpt4o}\n`, ''])).toEqual([
      'PROTOCOL_UNKNOWN_ARM assisted.control',
      'PROTOCOL_ASSISTED_SOURCE arms.0',
    ])
  })

  it('tells what would be lost behind a consequence', () => {
    const against = firstHypothesis.replace('against: control', 'against: gpt-4o')
    expect(told(['  control: control\n', '  control: contrl\n'], [firstHypothesis, against])).toEqual([
      'PROTOCOL_AGAINST_ITSELF hypotheses.0.against',
      'PROTOCOL_UNKNOWN_ARM assisted.control',
    ])
  })
})
