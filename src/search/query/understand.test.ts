import { describe, expect, it } from 'vitest'
import { stem } from '../text/words.ts'
import { changeSentence } from './query.ts'
import { vocabularyOf } from './spelling/vocabulary-of.ts'
import { understandQuestion } from './understand.ts'

const counts = new Map(
  'atrial fibrillation apixaban eliquis ibuprofen knee pain effects side metoprolol asthma fever take cough diabetes kidney disease chronic atenolol bleeding dad'
    .split(' ')
    .map((word, index) => [word, 10 + index] as const),
)
const stems = new Map([...counts].map(([word, count]) => [stem(word), count]))
const vocabulary = vocabularyOf(
  { passages: 1000, passagesWith: (root) => stems.get(root) ?? 0 },
  () => counts,
)
const understood = (text: string) => understandQuestion(text, vocabulary)
const weightOf = (text: string, word: string) =>
  understood(text).words.find((one) => one.word === stem(word))?.weight

describe('understandQuestion', () => {
  const messy = 'hi, my dad has afib and takes eliquis 5mg bid can he take ibuprofin for his knee pain?? thx'

  it('reads a messy question', () => {
    const query = understood(messy)
    const words = new Map(query.words.map(({ word, weight }) => [word, weight]))
    for (const word of ['afib', 'eliquis', 'ibuprofen', 'knee', 'pain']) expect(words.get(stem(word))).toBe(1)
    for (const word of ['atrial', 'fibrillation', 'apixaban']) expect(words.get(stem(word))).toBe(0.5)
    for (const word of ['hi', 'thx', 'can', 'his', 'ibuprofin']) expect(words.has(stem(word))).toBe(false)
    expect(query.types).toEqual(['interaction'])
    expect(query.focus.map(({ text }) => text).sort()).toEqual([
      'apixaban',
      'atrial fibrillation',
      'ibuprofen',
      'knee pain',
    ])
    expect(query.focus[0]?.weight).toBe(1)
    expect(query.text).toBe(messy)
  })

  it('explains each change', () => {
    expect(understood(messy).changes.map(changeSentence)).toEqual([
      'not searched for: hi',
      'not searched for: thx',
      'searched for ibuprofen instead of ibuprofin',
      'searched for atrial fibrillation (afib)',
      'searched for apixaban (eliquis)',
      'searched for twice daily (bid)',
    ])
  })

  it('is frozen throughout', () => {
    const query = understood(messy)
    for (const part of [
      query,
      query.words,
      query.words[0],
      query.focus,
      query.focus[0]?.stems,
      query.changes[0]?.searched,
    ])
      expect(Object.isFrozen(part)).toBe(true)
  })

  it('reads the type of what was misspelt', () => {
    expect(understood('side effcts of metoprolol').types).toEqual(['side-effects'])
  })

  it('parts a drug from a dose that is glued to it', () => {
    const words = understood('atenolol50mg').words.map(({ word }) => word)
    expect(words).toEqual(['atenolol', '50mg'])
  })

  it('searches what is denied with half the weight, and says so', () => {
    expect(weightOf('cough without fever', 'fever')).toBe(0.5)
    expect(weightOf('cough and fever', 'fever')).toBe(1)
    expect(understood('cough without fever').denied).toEqual(['fever'])
  })

  it('writes out words of plain English only where they stand in capitals', () => {
    expect(understood('is all of it asthma').changes).toEqual([])
    expect(understood('treatment of ALL in adults').changes).toEqual([
      { kind: 'abbreviation', written: 'all', searched: ['acute lymphoblastic leukemia'] },
    ])
    expect(understood('IS ALL OF IT ASTHMA').changes).toEqual([])
  })

  it('has words for a question of function words, and none for none', () => {
    expect(understood('who am I?').words.map(({ word }) => word)).toEqual(['who', 'am', 'i'])
    expect(understood(' ?! ')).toMatchObject({ words: [], focus: [], types: [], changes: [] })
  })

  it('takes a subject line for the focus', () => {
    expect(understood('Asthma. my cough is worse at night').focus[0]?.text).toBe('asthma')
  })
})
