import { describe, expect, test } from 'vitest'
import { pairExamples } from './pair-examples.ts'
import { usualChoice } from './testing/choice.ts'
import { answered, pairwise } from './testing/preferences.ts'

const texts = (found: ReturnType<typeof pairExamples>) =>
  found.examples.map(({ chosen, rejected }) => [chosen.text, rejected.text])

describe('pairs of which one answer was preferred', () => {
  test('the side that was shown as A or B does not enter', () => {
    const found = pairExamples([pairwise('q', 'x', 'y', 'a'), pairwise('q', 'y', 'x', 'b')], usualChoice)
    expect(texts(found)).toEqual([['x', 'y']])
    expect(found.counts).toEqual({ in: 2, used: 2, leftOut: {}, ties: 0, conflicting: 0 })
  })

  test('the majority decides, ties count for neither, and a disagreement is counted', () => {
    const found = pairExamples(
      [
        pairwise('q', 'x', 'y', 'a', { strength: 1 }),
        pairwise('q', 'x', 'y', 'a', { strength: 2 }),
        pairwise('q', 'x', 'y', 'b', { strength: 2 }),
        pairwise('q', 'x', 'y', 'tie-bad'),
      ],
      usualChoice,
    )
    expect(texts(found)).toEqual([['x', 'y']])
    expect(found.examples[0]?.strength).toBe(1.5)
    expect(found.counts).toEqual({ in: 4, used: 4, leftOut: {}, ties: 1, conflicting: 1 })
  })

  test('as many for the one as for the other is no example', () => {
    const found = pairExamples([pairwise('q', 'x', 'y', 'a'), pairwise('q', 'x', 'y', 'b')], usualChoice)
    expect(found.examples).toEqual([])
    expect(found.counts).toEqual({
      in: 2,
      used: 0,
      leftOut: { 'split-vote': 2 },
      ties: 0,
      conflicting: 1,
    })
  })

  test('all judgments are kept where that is asked, both ways round', () => {
    const found = pairExamples(
      [pairwise('q', 'x', 'y', 'a'), pairwise('q', 'x', 'y', 'b'), pairwise('q', 'x', 'y', 'tie')],
      { ...usualChoice, judgments: 'all' },
    )
    expect(texts(found).sort()).toEqual([
      ['x', 'y'],
      ['y', 'x'],
    ])
    expect(found.counts).toMatchObject({ in: 3, used: 2, leftOut: { tie: 1 }, conflicting: 1 })
  })

  test('every kind of tie is left out and counted', () => {
    const found = pairExamples(
      (['tie', 'tie-good', 'tie-bad'] as const).map((outcome) => pairwise('q', 'x', 'y', outcome)),
      usualChoice,
    )
    expect(found.counts).toMatchObject({ used: 0, leftOut: { tie: 3 }, ties: 3 })
  })

  test.each([
    ['gate-question', { split: 'gate' }],
    ['calibration-question', { split: 'calibration' }],
    ['no-consent', { consent: null }],
    ['no-consent', { consent: false }],
    ['not-screened', { screened: false }],
    ['gold', { gold: true }],
    ['repeat', { repeat: true }],
    ['missing-mark', { outcome: 'missing' }],
    ['no-text', { b: answered('y', { status: 'refused' }) }],
    ['no-text', { a: answered('x', { text: null, textSha256: null }) }],
    ['same-text', { b: answered('x', { arm: 'other' }) }],
  ] as const)('%s is left out', (reason, more) => {
    const found = pairExamples([pairwise('q', 'x', 'y', 'a', more)], usualChoice)
    expect(found.examples).toEqual([])
    expect(found.counts).toMatchObject({ in: 1, used: 0, leftOut: { [reason]: 1 } })
  })

  test('a question that any record keeps for the gate is refused in every record', () => {
    const found = pairExamples(
      [pairwise('What now?', 'x', 'y', 'a'), pairwise('what now', 'z', 'y', 'missing', { split: 'gate' })],
      usualChoice,
    )
    expect(found.counts).toMatchObject({ used: 0, leftOut: { 'gate-question': 2 } })
  })

  test('an answer that any mark calls severely harmful is never chosen, and may be rejected', () => {
    const harm = { level: 'severe', side: 'a', span: null } as const
    // The mark that tells of the harm is itself not for training.
    const warning = pairwise('q', 'x', 'z', 'b', { consent: false, harm })
    const found = pairExamples(
      [warning, pairwise('q', 'x', 'y', 'a'), pairwise('q', 'w', 'x', 'a'), pairwise('other', 'x', 'y', 'a')],
      usualChoice,
    )
    expect(texts(found).sort()).toEqual([
      ['w', 'x'],
      ['x', 'y'],
    ])
    expect(found.counts.leftOut).toEqual({ 'no-consent': 1, 'serious-harm': 1 })
  })

  test('a severe mark on a pair that names no side bars both answers', () => {
    const harm = { level: 'severe', side: null, span: null } as const
    const found = pairExamples([pairwise('q', 'x', 'y', 'b', { harm })], usualChoice)
    expect(found.counts.leftOut).toEqual({ 'serious-harm': 1 })
  })

  test('lesser harm bars nothing', () => {
    const harm = { level: 'moderate', side: 'a', span: null } as const
    expect(texts(pairExamples([pairwise('q', 'x', 'y', 'a', { harm })], usualChoice))).toEqual([['x', 'y']])
  })

  test('restricted licences are left out unless they are asked for', () => {
    const licences = { arms: { other: { licence: 'CC-BY-NC-4.0' } }, sources: {} }
    const preferences = [pairwise('q', 'x', 'y', 'a')]
    const without = pairExamples(preferences, { ...usualChoice, licences })
    expect(without.counts.leftOut).toEqual({ 'restricted-licence': 1 })
    const included = pairExamples(preferences, { ...usualChoice, licences, includeRestricted: true })
    expect(texts(included)).toEqual([['x', 'y']])
  })

  test('the cap keeps as many of a question, by the seed and not by the order of the file', () => {
    const preferences = Array.from({ length: 12 }, (_, number) => pairwise('q', `x${number}`, 'y', 'a'))
    const one = pairwise('other', 'x', 'y', 'a')
    const capped = { ...usualChoice, cap: 4 }
    const found = pairExamples([...preferences, one], capped)
    expect(found.examples).toHaveLength(5)
    expect(found.counts).toMatchObject({ in: 13, used: 5, leftOut: { 'over-cap': 8 } })
    expect(pairExamples([one, ...preferences].reverse(), capped)).toEqual(found)
    const seeds = new Set(
      [1, 2, 3, 4, 5].map((seed) => JSON.stringify(texts(pairExamples(preferences, { ...capped, seed })))),
    )
    expect(seeds.size).toBeGreaterThan(1)
  })

  test('a pair that is judged on two axes counts once for each', () => {
    const preferences = [pairwise('q', 'x', 'y', 'a'), pairwise('q', 'x', 'y', 'b', { axis: 'safety' })]
    expect(pairExamples(preferences, usualChoice).examples).toHaveLength(2)
    expect(texts(pairExamples(preferences, { ...usualChoice, axes: ['safety'] }))).toEqual([['y', 'x']])
  })
})
