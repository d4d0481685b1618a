import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { testData } from '../../../../test/support/test-data.ts'
import { checkReference, retractionWords } from './check-reference.ts'
import { identifiersIn, readDoi, readPmid } from './identifiers.ts'
import { retractionList } from './retraction-list.ts'

describe('a DOI', () => {
  it.each([
    ['10.1000/182', '10.1000/182'],
    ['https://doi.org/10.1056/NEJMoa2034577', '10.1056/nejmoa2034577'],
    ['http://dx.doi.org/10.1016/S0140-6736(20)30183-5.', '10.1016/s0140-6736(20)30183-5'],
    ['doi: 10.1001/jama.2020.1585;', '10.1001/jama.2020.1585'],
    ['(10.1001/jama.2020.1585)'.slice(1), '10.1001/jama.2020.1585'],
    ['https://doi.org/10.1016/S0140-6736%2820%2930183-5', '10.1016/s0140-6736(20)30183-5'],
    [
      '10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2',
      '10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2',
    ],
  ])('%s is read', (written, value) => {
    expect(readDoi(written)).toEqual({ wellFormed: true, value })
  })

  it.each([
    '',
    '10.12/x',
    '11.1000/x',
    '10.1000/',
    '10.1000',
    'doi',
    '10.1000/a b',
    'https://example.org/10.1000/x',
    '%zz',
  ])('%j is none', (written) => {
    expect(readDoi(written).wellFormed).toBe(false)
  })
})

it('identifiers with brackets and full stops without end are read in time that grows with their length', () => {
  const begun = performance.now()
  expect(readDoi(`10.1000/a${'>)'.repeat(50_000)}`)).toEqual({ wellFormed: true, value: '10.1000/a' })
  expect(readDoi(`10.1000/a(b${')'.repeat(50_000)}`).value).toBe('10.1000/a(b)')
  expect(readPmid(`${'.'.repeat(50_000)}1`).wellFormed).toBe(false)
  expect(performance.now() - begun).toBeLessThan(8000)
})

describe('a PubMed number', () => {
  it('has one to eight digits', () => {
    expect(readPmid('PMID: 31978945')).toEqual({ wellFormed: true, value: '31978945' })
    expect(readPmid('https://pubmed.ncbi.nlm.nih.gov/1/').wellFormed).toBe(true)
    for (const bad of ['', '0', '012', '123456789', '12a', 'PMC123'])
      expect(readPmid(bad).wellFormed).toBe(false)
  })

  it('and DOIs are found in a sentence', () => {
    expect(identifiersIn('As shown (doi:10.1001/jama.2020.1585; PMID 32031570).')).toEqual({
      dois: ['10.1001/jama.2020.1585'],
      pmids: ['32031570'],
    })
  })
})

const list = retractionList(
  {
    retractions: { '10.1000/Bad': '10.1000/notice', '10.1000/gone': 'unavailable' },
    concerns: { '10.1000/doubt': '10.1000/concern' },
  },
  '2026-08',
)
const check = (doi: string | null, of: typeof list | null = list) =>
  checkReference({ doi, pmid: null }, 'in the corpus', of)

describe('retraction of a reference', () => {
  it('is said with its notice, whatever the case of the DOI', () => {
    expect(check('https://doi.org/10.1000/BAD').retraction).toEqual({
      status: 'retracted',
      notice: '10.1000/notice',
      list: '2026-08',
    })
    expect(check('10.1000/gone').retraction).toMatchObject({ status: 'retracted', notice: null })
    expect(check('10.1000/doubt').retraction).toMatchObject({
      status: 'questioned',
      notice: '10.1000/concern',
    })
  })

  it('is never called clean', () => {
    expect(retractionWords(check('10.1000/fine'))).toBe('not on the retraction list of 2026-08')
    expect(retractionWords(check('10.1000/fine', null))).toBe('retraction not checked')
    expect(check(null).retraction).toMatchObject({ status: 'retraction not checked' })
    expect(check('10.12/x').retraction).toMatchObject({ status: 'retraction not checked' })
    expect(retractionWords(check('10.1000/gone'))).toBe('RETRACTED')
  })

  it('cannot be read from a list of another shape', () => {
    expect(() => retractionList({ retracted: [] }, '2026-08')).toThrow()
  })
})

const folder = testData('retractions')

describe.skipIf(folder === null)('the list of August 2026', () => {
  const content: unknown =
    folder === null
      ? {}
      : JSON.parse(gunzipSync(readFileSync(join(folder, 'retractions.json.gz'))).toString())

  it('answers for each of its 61,542 DOIs as it stands, in capitals, and as an address', () => {
    const real = retractionList(content, '2026-08')
    expect(real.size).toBe(61_542)
    const { retractions, concerns } = content as {
      retractions: Record<string, string>
      concerns: Record<string, string>
    }
    // A paper may be questioned first and retracted later: retracted is what is said.
    const retracted = new Set(Object.keys(retractions).map((doi) => doi.toLowerCase()))
    const entries = [
      ...Object.keys(retractions).map((doi) => [doi, 'retracted'] as const),
      ...Object.keys(concerns).map(
        (doi) => [doi, retracted.has(doi.toLowerCase()) ? 'retracted' : 'questioned'] as const,
      ),
    ]
    expect(entries).toHaveLength(61_542)
    const wrong = entries.filter(
      ([doi, kind]) =>
        real.find(doi)?.kind !== kind ||
        real.find(doi.toUpperCase())?.kind !== kind ||
        real.find(`https://doi.org/${doi}`)?.kind !== kind,
    )
    expect(wrong).toEqual([])
    expect(real.find('10.1000/182')).toBeNull()
  })
})
