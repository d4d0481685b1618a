import { describe, expect, it } from 'vitest'
import { passagesOf, sampleDocument } from '../testing/sample-documents.ts'
import { drugsNamed, speakingOfTwo } from './drugs-together.ts'

const candidates = (...documents: readonly Parameters<typeof sampleDocument>[]) =>
  documents.flatMap((given) =>
    passagesOf(sampleDocument(...given)).map((passage) => ({ passage, retrieval: 1 })),
  )
const ids = (found: ReturnType<typeof candidates>) => found.map(({ passage }) => passage.document)

describe('drugsNamed', () => {
  it('has each drug once, a brand with the drug behind it', () => {
    const brand = [{ written: 'Eliquis', searched: ['apixaban'] }]
    expect(drugsNamed('Eliquis and ibuprofen, is apixaban ok with ibuprofen?', brand)).toEqual([
      ['eliqui', 'apixaban'],
      ['ibuprofen'],
    ])
    expect(drugsNamed('What helps against knee pain?')).toEqual([])
  })
})

describe('speakingOfTwo', () => {
  const drugs = drugsNamed('ibuprofen with apixaban')
  it('takes no two passages on one drug each for an answer about both', () => {
    expect(
      ids([
        ...speakingOfTwo(
          drugs,
          candidates(['a', 'Apixaban is given twice daily.'], ['b', 'Ibuprofen eases pain.']),
        ),
      ]),
    ).toEqual([])
  })

  it('takes a passage that names both, or one of them by its group', () => {
    const found = candidates(
      ['both', 'Apixaban with ibuprofen: more bleeding.'],
      ['apixaban', 'It prevents stroke.', { focus: 'Apixaban', synonyms: ['direct oral anticoagulant'] }],
      ['nsaids', 'Not for people on anticoagulants.', { focus: 'NSAIDs', synonyms: ['ibuprofen'] }],
      ['other', 'Anticoagulants thin the blood.'],
    )
    expect(ids([...speakingOfTwo(drugs, found)])).toEqual(['both', 'nsaids'])
  })
})
