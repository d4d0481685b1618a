import { expect, it } from 'vitest'
import { readLedger } from '../reading/read-ledger.ts'
import { twoStudies } from '../testing/two-studies.ts'
import { threadView } from './thread-view.ts'

const index = readLedger([{ name: 'two.yaml', text: twoStudies }], null)
const view = threadView(index, 'tarn-or-moor')
if (view === null) throw new Error('no thread')

it('numbers claims in the order in which the page cites them', () => {
  expect(view.claims.map(({ claim }) => claim.id)).toEqual([
    'tarn-ahead',
    'moor-ahead',
    'form-moves',
    'gazette-says',
  ])
  expect(view.openQuestions[0]?.citations).toEqual([
    { claim: 'tarn-ahead', number: 1, access: 'P' },
    { claim: 'form-moves', number: 3, access: 'P' },
  ])
  expect(view.narrative[0]?.sentences[1]?.citations.map(({ number }) => number)).toEqual([2, 4])
})

it('leaves no sentence without a claim behind it', () => {
  const sentences = [
    ...view.what,
    ...view.whyItMatters,
    ...view.openQuestions.map(({ how }) => how),
    ...view.narrative.flatMap((paragraph) => paragraph.sentences),
    ...view.timeline,
    ...view.perspectives.flatMap(({ evolved }) => evolved),
    ...view.tensions.flatMap((tension) => tension.sentences),
  ]
  expect(sentences).toHaveLength(9)
  for (const { citations } of sentences) {
    expect(citations.length).toBeGreaterThan(0)
    for (const { claim, number } of citations) expect(view.claims[number - 1]?.claim.id).toBe(claim)
  }
})

it('puts sources in the order of their dates, those without one last, with the claims of each', () => {
  expect(view.sources.map(({ source, claims }) => [source.id, claims.map(({ number }) => number)])).toEqual([
    ['tarn-paper', [1]],
    ['moor-paper', [2]],
    ['form-paper', [3]],
    ['gazette', [4]],
  ])
})

it('counts every claim under one status', () => {
  expect(view.statuses.map(({ name, claims }) => [name, claims.map(({ number }) => number)])).toEqual([
    ['contradicted', [1, 2]],
    ['untested', [3, 4]],
  ])
})

it('has both sides of a tension with who says them', () => {
  expect(view.tensions[0]).toMatchObject({
    between: [
      { citation: { number: 1 }, source: 'Tarn paper' },
      { citation: { number: 2 }, source: 'Moor paper' },
    ],
    factors: ['Form of marking'],
  })
})

it('is null for a thread that is not there', () => {
  expect(threadView(index, 'nothing')).toBe(null)
})
