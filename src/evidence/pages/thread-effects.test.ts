import { expect, it } from 'vitest'
import { readLedger } from '../reading/read-ledger.ts'
import { twoStudies } from '../testing/two-studies.ts'
import { threadView } from './thread-view.ts'

const effectsOf = (text: string) => {
  const view = threadView(readLedger([{ name: 'two.yaml', text }], null), 'tarn-or-moor')
  if (view === null) throw new Error('no thread')
  return view.effects
}

it('pools nothing where no two studies measured the same, and says why an effect cannot enter', () => {
  const { pooled, alone, notPooled } = effectsOf(twoStudies)
  expect(pooled).toEqual([])
  expect(alone.map(({ kind, claims }) => [kind, claims.map(({ citation }) => citation.number)])).toEqual([
    ['mean-difference', [1]],
    ['difference-of-differences', [3]],
  ])
  // Each of the three effects has its reason: that of the Moor study has no interval, and no scale is known for the marks.
  const reasons = new Map(notPooled.map(({ citation, reason }) => [citation.claim, reason]))
  expect([...reasons.keys()]).toEqual(['tarn-ahead', 'moor-ahead', 'form-moves'])
  expect(reasons.get('tarn-ahead')).toBe('Its scale of marks is not known.')
  expect(reasons.get('moor-ahead')).toContain('It has no interval')
  expect(reasons.get('form-moves')).toContain('No other independent study of this thread')
})

it('pools two independent studies of the same contrast and form', () => {
  // A second study of Tarn against Moor by marks: the study of Moor, turned into one.
  const scale = '{ value: 1 to 4, access: P, source: tarn-paper }'
  const second = twoStudies
    .replaceAll('unit: comparisons', 'unit: marks')
    .replaceAll(/ {6}scale: .*/g, `      scale: ${scale}`)
    .replace('form: { value: pairwise,', 'form: { value: absolute,')
    .replace(
      'kind: win-difference\n      of: [moor]\n      against: [tarn]\n      condition: text only',
      'kind: mean-difference\n      of: [tarn]\n      against: [moor]\n      condition: null',
    )
    .replace('value: { value: 24.7,', 'value: { value: 0.12,')
    .replace(
      'interval: { value: null, reason: none was given }',
      'interval: { value: { lower: -0.1, upper: 0.34, level: 0.95 }, access: P, source: moor-paper }',
    )
  const { pooled, alone, notPooled } = effectsOf(second)
  expect(pooled).toHaveLength(1)
  expect(pooled[0]?.citations.map(({ number }) => number)).toEqual([1, 2])
  const [summary] = pooled[0]?.forest.summaries.slice(-1) ?? []
  // Both variances are the same, so the mean of the two is their middle whatever the variance between them.
  expect(Math.abs(summary?.estimate ?? 0)).toBeCloseTo(0.22, 10)
  expect(alone.map(({ kind }) => kind)).toEqual(['difference-of-differences'])
  expect(notPooled.map(({ citation }) => citation.claim)).toEqual(['form-moves'])
})
