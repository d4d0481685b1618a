import { describe, expect, it } from 'vitest'
import { passageUnits } from './passage-units.ts'

const shown = (text: string) =>
  passageUnits(text).map(({ start, end, kind, opener }) => [kind, text.slice(start, end), opener] as const)

describe('what may be quoted of a passage', () => {
  it('are sentences, and entries with their lead-in', () => {
    expect(
      shown(
        'Gout\nGout hurts. Treat it early.\nDrugs are:\n- Naproxen. Not in kidney disease.\n- Colchicine\nThen rest.',
      ),
    ).toEqual([
      ['heading', 'Gout', null],
      ['sentence', 'Gout hurts.', null],
      ['sentence', 'Treat it early.', null],
      ['sentence', 'Drugs are:', null],
      ['entry', '- Naproxen. Not in kidney disease.', 3],
      ['entry', '- Colchicine', 3],
      ['sentence', 'Then rest.', null],
    ])
  })

  it('part a list that stands in one line at its runs of blanks', () => {
    expect(shown('Signs may be any of these:      - Fever    - Easy bruising.')).toEqual([
      ['sentence', 'Signs may be any of these:', null],
      ['entry', '- Fever', 0],
      ['entry', '- Easy bruising.', 0],
    ])
  })

  it('keep a row with the head of its table, and leave the rule out', () => {
    expect(shown('| Age | Dose |\n|---|---|\n| 6-12 years | 300 micrograms |')).toEqual([
      ['row', '| Age | Dose |', null],
      ['row', '| 6-12 years | 300 micrograms |', 0],
    ])
  })

  it('are none in white space', () => {
    expect(shown(' \n\n ')).toEqual([])
  })
})
