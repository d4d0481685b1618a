import { describe, expect, it } from 'vitest'
import { brokenRulesV1 } from './rules-v1.ts'
import { protocolSchemaV1 } from './schema-v1.ts'

const hypothesis = { id: 'h', kind: 'superiority', axis: 'preference', candidate: 'a', against: 'b' }
const figure = { axis: 'preference', arm: 'a', against: 'rest', estimate: 1, source: 'somewhere' }
const sound = {
  schemaVersion: 1,
  id: 'sound',
  title: 'A protocol without a broken rule',
  question: 'What is broken?',
  arms: [
    { id: 'a', kind: 'own' },
    { id: 'b', kind: 'general' },
    { id: 'c', kind: 'baseline' },
  ],
  axes: [
    { id: 'preference', form: 'pairwise' },
    {
      id: 'mark',
      form: 'absolute',
      scale: { kind: 'ordinal', min: 1, max: 4, anchors: { 1: 'bad', 4: 'good' } },
    },
    { id: 'harmful', form: 'absolute', scale: { kind: 'binary' } },
    { id: 'rubric', form: 'absolute', scale: { kind: 'rubric' } },
  ],
  renderings: [{ id: 'plain', primary: true }, { id: 'full', excluded: true }, { id: 'cited' }],
  hypotheses: [hypothesis],
  looks: { information: [0.5, 1] },
  published: [figure],
  seed: 7,
}

const brokenIn = (change: object) => brokenRulesV1(protocolSchemaV1.parse({ ...sound, ...change }))
const summary = (change: object) =>
  brokenIn(change).map(({ code, path, value }) => [code, path.join('.'), value])
const withHypothesis = (change: object) => summary({ hypotheses: [{ ...hypothesis, ...change }] })
const withMargin = (axis: string, value: number, unit: string) =>
  withHypothesis({ kind: 'non-inferiority', axis, margin: { value, unit } })
const withScale = (scale: object) =>
  summary({ axes: [sound.axes[0], { id: 'mark', form: 'absolute', scale: { kind: 'ordinal', ...scale } }] })

describe('brokenRulesV1', () => {
  it('finds none in a sound protocol', () => {
    expect(brokenIn({})).toEqual([])
  })

  it.each([
    ['arms', { arms: [...sound.arms, { id: 'a', kind: 'people' }] }, 'arms.3.id', 'a'],
    ['axes', { axes: [...sound.axes, { id: 'mark', form: 'pairwise' }] }, 'axes.4.id', 'mark'],
    ['renderings', { renderings: [...sound.renderings, { id: 'full' }] }, 'renderings.3.id', 'full'],
    ['hypotheses', { hypotheses: [hypothesis, hypothesis] }, 'hypotheses.1.id', 'h'],
  ])('finds an id used twice in %s', (_, change, path, value) => {
    expect(summary(change)).toEqual([['PROTOCOL_ID_TWICE', path, value]])
  })

  it('finds what hypotheses name and the protocol has not', () => {
    expect(withHypothesis({ axis: 'x' })).toEqual([['PROTOCOL_UNKNOWN_AXIS', 'hypotheses.0.axis', 'x']])
    expect(withHypothesis({ candidate: 'x' })).toEqual([
      ['PROTOCOL_UNKNOWN_ARM', 'hypotheses.0.candidate', 'x'],
    ])
    expect(withHypothesis({ against: ['b', 'x', 'y'] })).toEqual([
      ['PROTOCOL_UNKNOWN_ARM', 'hypotheses.0.against', 'x'],
      ['PROTOCOL_UNKNOWN_ARM', 'hypotheses.0.against', 'y'],
    ])
    expect(withHypothesis({ rendering: 'x' })).toEqual([
      ['PROTOCOL_UNKNOWN_RENDERING', 'hypotheses.0.rendering', 'x'],
    ])
    expect(brokenIn({ hypotheses: [{ ...hypothesis, candidate: 'x' }] })[0]?.expected).toBe('a, b, c')
  })

  it('finds a rendering named where the protocol has none', () => {
    expect(summary({ renderings: [], hypotheses: [{ ...hypothesis, rendering: 'plain' }] })).toEqual([
      ['PROTOCOL_UNKNOWN_RENDERING', 'hypotheses.0.rendering', 'plain'],
    ])
  })

  it('finds a hypothesis on a rendering that is left out', () => {
    expect(withHypothesis({ rendering: 'full' })).toEqual([
      ['PROTOCOL_RENDERING_EXCLUDED', 'hypotheses.0.rendering', 'full'],
    ])
  })

  it.each([
    ['itself', 'a', 'a'],
    ['itself among others', ['b', 'a'], 'b, a'],
    ['one arm twice', ['b', 'b'], 'b, b'],
  ])('finds an arm compared with %s', (_, against, value) => {
    expect(withHypothesis({ against })).toEqual([['PROTOCOL_AGAINST_ITSELF', 'hypotheses.0.against', value]])
  })

  it('finds a known-worse arm inside a parity claim, and lets it lose a superiority one', () => {
    const arms = [...sound.arms.slice(0, 2), { id: 'c', kind: 'baseline', knownWorse: true }]
    const parity = { ...hypothesis, kind: 'equivalence', margin: { value: 5, unit: 'win-rate-points' } }
    const found = (change: object) => summary({ arms, hypotheses: [{ ...parity, ...change }] })
    expect(found({ candidate: 'c' })).toEqual([['PROTOCOL_CONTROL_IN_PARITY', 'hypotheses.0.candidate', 'c']])
    expect(found({ against: ['b', 'c'] })).toEqual([
      ['PROTOCOL_CONTROL_IN_PARITY', 'hypotheses.0.against', 'c'],
    ])
    expect(summary({ arms, hypotheses: [{ ...hypothesis, against: 'c' }] })).toEqual([])
  })

  it('finds two sides where one at a time is tested', () => {
    const margin = { value: 5, unit: 'win-rate-points' }
    for (const kind of ['non-inferiority', 'equivalence'])
      expect(withHypothesis({ kind, margin, sides: 2 })).toEqual([
        ['PROTOCOL_SIDES', 'hypotheses.0.sides', '2'],
      ])
    expect(withHypothesis({ kind: 'equivalence', margin, sides: 1 })).toEqual([])
    expect(withHypothesis({ sides: 2 })).toEqual([])
  })

  it('finds a missing margin', () => {
    for (const kind of ['non-inferiority', 'equivalence'])
      expect(withHypothesis({ kind })).toEqual([['PROTOCOL_MARGIN_MISSING', 'hypotheses.0.margin', null]])
  })

  it.each([
    ['preference', 'scale-points', 'win-rate-points or win-difference-points'],
    ['preference', 'accuracy-points', 'win-rate-points or win-difference-points'],
    ['mark', 'win-rate-points', 'scale-points'],
    ['harmful', 'rubric-points', 'accuracy-points or risk-difference-points'],
    ['rubric', 'accuracy-points', 'rubric-points'],
  ])('finds a margin on %s in %s', (axis, unit, expected) => {
    const change = { kind: 'equivalence', axis, margin: { value: 2, unit } }
    expect(brokenIn({ hypotheses: [{ ...hypothesis, ...change }] })).toMatchObject([
      { code: 'PROTOCOL_MARGIN_UNIT', path: ['hypotheses', 0, 'margin', 'unit'], value: unit, expected },
    ])
  })

  const range = (value: number) => [['PROTOCOL_MARGIN_RANGE', 'hypotheses.0.margin.value', String(value)]]

  it('finds margins written as fractions, and those that accept everything', () => {
    expect(withMargin('preference', 0.05, 'win-rate-points')).toEqual(range(0.05))
    expect(withMargin('preference', 0.1, 'win-rate-points')).toEqual([])
    // A win rate is at most 50 points from parity, a win difference at most 100.
    expect(withMargin('preference', 49.9, 'win-rate-points')).toEqual([])
    expect(withMargin('preference', 50, 'win-rate-points')).toEqual(range(50))
    expect(withMargin('preference', 99, 'win-difference-points')).toEqual([])
    expect(withMargin('preference', 100, 'win-difference-points')).toEqual(range(100))
    expect(withMargin('harmful', 0.01, 'risk-difference-points')).toEqual(range(0.01))
    expect(withMargin('rubric', 100, 'rubric-points')).toEqual(range(100))
  })

  it('takes points of a scale as they are, below its length', () => {
    expect(withMargin('mark', 0.05, 'scale-points')).toEqual([])
    expect(withMargin('mark', 2.9, 'scale-points')).toEqual([])
    expect(withMargin('mark', 3, 'scale-points')).toEqual(range(3))
  })

  it.each([
    ['none', [{ id: 'plain' }, { id: 'cited' }], 'none'],
    [
      'two',
      [
        { id: 'plain', primary: true },
        { id: 'cited', primary: true },
      ],
      'plain, cited',
    ],
  ])('finds %s primary renderings', (_, renderings, value) => {
    expect(summary({ renderings })).toEqual([['PROTOCOL_PRIMARY_RENDERING', 'renderings', value]])
  })

  it('finds a primary rendering that is left out', () => {
    expect(summary({ renderings: [{ id: 'plain', primary: true, excluded: true }] })).toEqual([
      ['PROTOCOL_RENDERING_EXCLUDED', 'hypotheses.0.rendering', 'plain'],
      ['PROTOCOL_PRIMARY_RENDERING', 'renderings', 'plain'],
    ])
  })

  it('finds scales that do not hold together', () => {
    expect(withScale({ min: 4, max: 1 })).toEqual([['PROTOCOL_SCALE', 'axes.1.scale.max', '1']])
    expect(withScale({ min: 4, max: 4 })).toEqual([['PROTOCOL_SCALE', 'axes.1.scale.max', '4']])
    expect(withScale({ min: 1, max: 4, step: 2 })).toEqual([['PROTOCOL_SCALE', 'axes.1.scale.step', '2']])
    expect(withScale({ min: 0, max: 1, step: 0.1, anchors: { '0.3': 'some' } })).toEqual([])
    expect(withScale({ min: 1, max: 4, anchors: { 5: 'x', 2.5: 'y', good: 'z', ' ': 'w' } })).toEqual([
      ['PROTOCOL_SCALE', 'axes.1.scale.anchors.5', '5'],
      ['PROTOCOL_SCALE', 'axes.1.scale.anchors.2.5', '2.5'],
      ['PROTOCOL_SCALE', 'axes.1.scale.anchors.good', 'good'],
      ['PROTOCOL_SCALE', 'axes.1.scale.anchors. ', ' '],
    ])
  })

  it.each([
    ['arm', 'PROTOCOL_UNKNOWN_ARM'],
    ['against', 'PROTOCOL_UNKNOWN_ARM'],
    ['axis', 'PROTOCOL_UNKNOWN_AXIS'],
    ['rendering', 'PROTOCOL_UNKNOWN_RENDERING'],
  ])('finds an unknown %s of a published figure', (field, code) => {
    expect(summary({ published: [figure, { ...figure, [field]: 'x' }] })).toEqual([
      [code, `published.1.${field}`, 'x'],
    ])
  })

  it('finds a published figure of an arm against itself', () => {
    expect(summary({ published: [{ ...figure, against: 'a' }] })).toEqual([
      ['PROTOCOL_AGAINST_ITSELF', 'published.0.against', 'a'],
    ])
  })

  it.each([[[0.5]], [[0.5, 0.5, 1]], [[1, 0.5]], [[0.7, 0.3, 1]]])('finds looks at %j', (information) => {
    expect(summary({ looks: { information } })).toEqual([
      ['PROTOCOL_LOOKS', 'looks.information', information.join(', ')],
    ])
  })

  it('finds refusals that lose where answers are marked alone', () => {
    expect(summary({ refusals: { rule: 'loss' } })).toEqual([
      ['PROTOCOL_REFUSAL_RULE', 'refusals.rule', 'loss'],
    ])
    expect(summary({ refusals: { rule: 'loss' }, axes: [sound.axes[0]] })).toEqual([])
    for (const rule of ['worst-mark', 'excluded']) expect(summary({ refusals: { rule } })).toEqual([])
  })

  it('reports every broken rule at once', () => {
    expect(
      summary({
        hypotheses: [{ ...hypothesis, kind: 'equivalence', axis: 'x', candidate: 'y', sides: 2 }],
        looks: { information: [0.5] },
      }).map(([code]) => code),
    ).toEqual([
      'PROTOCOL_UNKNOWN_AXIS',
      'PROTOCOL_UNKNOWN_ARM',
      'PROTOCOL_SIDES',
      'PROTOCOL_MARGIN_MISSING',
      'PROTOCOL_LOOKS',
    ])
  })
})
