import { expect, it } from 'vitest'
import { readLedger } from '../reading/read-ledger.ts'
import { twoStudies } from '../testing/two-studies.ts'
import { compareClaims } from './comparison.ts'

const index = readLedger([{ name: 'two.yaml', text: twoStudies }], null)
const comparison = compareClaims(index, ['tarn-ahead', 'moor-ahead'])
if (comparison === null) throw new Error('no comparison')
const row = (label: string) => comparison.factors.find((factor) => factor.label === label)

it('marks the factors that differ, are the same, or of which too little is known', () => {
  expect(row('Form of marking')?.state).toBe('differs')
  expect(row('Number of markers')?.facts.map(({ value }) => value)).toEqual(['12', '149'])
  expect(row('Kind of marker')?.state).toBe('same')
  expect(row('Funding')?.state).toBe('unknown')
  expect(row('Funding')?.facts[1]).toEqual({ value: null, reason: 'not stated' })
})

it('compares versions of the systems in common, in one order, and numbers', () => {
  expect(comparison.sharedSystems).toEqual(['Tarn', 'Moor'])
  expect(row('Versions of the systems in common')?.facts.map(({ value }) => value)).toEqual([
    'Tarn 1',
    'Tarn 2; Moor 2',
  ])
  expect(row('Number')?.facts[0]?.value).toBe('1800 marks')
  expect(row('Number')?.state).toBe('unknown')
})

it('brings what the ledger knows of a factor, and never an amplification', () => {
  expect(row('Form of marking')?.known.measured.map(({ claim }) => claim.id)).toEqual(['form-moves'])
  expect(row('Origin of the questions')?.known).toEqual({ measured: [], said: [] })
})

it('brings an influence only where the claims have the values between which it was measured', () => {
  const outcome = readLedger(
    [
      {
        name: 'two.yaml',
        text: twoStudies.replace('form: { value: absolute,', 'form: { value: clinical-outcome,'),
      },
    ],
    null,
  )
  const form = compareClaims(outcome, ['tarn-ahead', 'moor-ahead'])?.factors.find(
    ({ label }) => label === 'Form of marking',
  )
  expect(form?.state).toBe('differs')
  expect(form?.known.measured).toEqual([])
  // It rests on data of one of the compared studies, so it is told as known of it.
  expect(form?.known.said.map(({ claim }) => claim.id)).toEqual(['form-moves'])
})

it('says whether a relation calls it a contradiction', () => {
  expect(comparison.contradicting).toBe(true)
  expect(compareClaims(index, ['tarn-ahead', 'form-moves'])?.contradicting).toBe(false)
})

it('brings what people wrote about the pair, and the questions that would settle it', () => {
  expect(comparison.tensions.flatMap(({ sentences }) => sentences)).toEqual([
    { text: 'They name two winners.', claims: ['tarn-ahead', 'moor-ahead'] },
  ])
  expect(comparison.questions.map(({ protocol }) => protocol)).toEqual(['real-pocqi-2026'])
})

it('is null for one claim alone or twice, and for a claim that is not there', () => {
  expect(compareClaims(index, ['tarn-ahead'])).toBe(null)
  expect(compareClaims(index, ['tarn-ahead', 'tarn-ahead'])).toBe(null)
  expect(compareClaims(index, ['tarn-ahead', 'nothing'])).toBe(null)
})
