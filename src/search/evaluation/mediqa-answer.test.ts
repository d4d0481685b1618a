import { describe, expect, it } from 'vitest'
import { passageSchema } from '../corpus/passage.ts'
import { mediqaPassage } from './mediqa-answer.ts'

const url = 'https://www.example.org/gout'

describe('mediqaPassage', () => {
  it.each([
    ['Gout: Gout is a kind of arthritis.', 'Gout', [], 'Gout is a kind of arthritis.'],
    ['Gout (Treatment): Drink water: a lot.', 'Gout', ['Treatment'], 'Drink water: a lot.'],
    ['Gout (Outlook (Prognosis)): It comes again.', 'Gout', ['Outlook (Prognosis)'], 'It comes again.'],
    ['Gastric reflux (GERD) (Causes): A weak valve.', 'Gastric reflux (GERD)', ['Causes'], 'A weak valve.'],
    ['What is gout?: A disease.', 'What is gout?', [], 'A disease.'],
  ])('parts %s', (written, title, headings, text) => {
    const passage = passageSchema.parse(mediqaPassage('1_Answer1', written, url))
    expect(passage).toMatchObject({
      title,
      focus: title,
      headings,
      text,
      source: 'example.org',
      document: url,
    })
  })

  it.each(['It hurts. There is one cure: rest.', 'No colon at all', ': text', `${'long '.repeat(40)}: text`])(
    'takes no title from %s',
    (written) => {
      expect(passageSchema.parse(mediqaPassage('1_Answer1', written, null))).toMatchObject({
        title: '1_Answer1',
        focus: null,
        text: written.trim(),
        source: 'mediqa2019',
      })
    },
  )
})
