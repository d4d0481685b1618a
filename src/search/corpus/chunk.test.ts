import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunk, usualSizes } from './chunk.ts'
import { passageSchema } from './passage.ts'
import type { Section, SourceDocument } from './source-document.ts'

function documentOf(sections: readonly Section[]): SourceDocument {
  return {
    id: 'plough',
    source: 'ours',
    title: 'Plough fever',
    focus: 'plough fever',
    synonyms: ['harrow fever'],
    type: 'guideline',
    question: null,
    date: '2026',
    url: 'https://example.org/',
    doi: '10.5555/1',
    pmid: '1',
    licence: 'CC0-1.0',
    sections,
  }
}

type Block = Section['blocks'][number]
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const entry = (text: string): Block => ({ kind: 'list-entry', text })
const table = (...lines: readonly string[]): Block => ({ kind: 'table', text: lines.join('\n') })
const section = (...blocks: readonly Block[]): Section => ({ headings: ['Care'], blocks })

/** A sentence of so many words, told apart by its number. */
const sentence = (number: number, words: number): string =>
  `${[`S${number}`, ...Array.from({ length: words - 1 }, (_, at) => `w${number}x${at}`)].join(' ')}.`

const texts = (...sections: readonly Section[]): readonly string[] =>
  chunk(documentOf(sections)).map(({ text }) => text)
const wordsOf = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

describe('passages', () => {
  it('carry what is known of their document, and a number each', () => {
    const [first, second] = chunk(
      documentOf([section(paragraph('Rest.')), { headings: ['Help', 'Now'], blocks: [paragraph('Call.')] }]),
    )
    expect(passageSchema.parse(first)).toEqual(first)
    expect(first).toMatchObject({
      id: 'plough#0',
      document: 'plough',
      headings: ['Care'],
      text: 'Rest.',
      doi: '10.5555/1',
      synonyms: ['harrow fever'],
    })
    expect(second).toMatchObject({ id: 'plough#1', headings: ['Help', 'Now'], text: 'Call.' })
  })

  it('never go over two sections, however short these are', () => {
    expect(texts(section(paragraph('Rest.')), section(paragraph('Call.')))).toEqual(['Rest.', 'Call.'])
  })

  it('end between paragraphs rather than within one', () => {
    const [one, two] = [sentence(1, 45), sentence(2, 45)].map((text) => `${text} More.`)
    const three = `${sentence(3, 50)} ${sentence(4, 40)}`
    expect(texts(section(paragraph(one ?? ''), paragraph(two ?? ''), paragraph(three)))).toEqual([
      `${one}\n${two}`,
      three,
    ])
  })

  it('hold whole sentences of a paragraph too long for one', () => {
    const all = [1, 2, 3, 4, 5, 6].map((number) => sentence(number, 50))
    expect(texts(section(paragraph(all.join('  '))))).toEqual([
      all.slice(0, 2).join('  '),
      all.slice(2, 4).join('  '),
      all.slice(4).join('  '),
    ])
  })

  it('keep what leads into a list with its first entry', () => {
    const passages = texts(
      section(
        paragraph(sentence(1, 110)),
        paragraph('Take one of these:'),
        entry(sentence(2, 90)),
        entry(sentence(3, 90)),
      ),
    )
    expect(passages).toEqual([sentence(1, 110), `Take one of these:\n${sentence(2, 90)}`, sentence(3, 90)])
    const without = texts(
      section(paragraph(sentence(1, 110)), paragraph('Other signs include'), entry(sentence(2, 90))),
    )
    expect(without[1]).toBe(`Other signs include\n${sentence(2, 90)}`)
  })

  it('repeat the first line of a table that is cut, and never cut a row', () => {
    const rows = [1, 2, 3, 4].map(
      (number) => `Weight: ${number}0 kg | Dose: ${sentence(number, 40)} 5 mg. Twice daily`,
    )
    const passages = texts(section(table('Doses by weight', ...rows)))
    expect(passages).toEqual([
      ['Doses by weight', ...rows.slice(0, 2)].join('\n'),
      ['Doses by weight', ...rows.slice(2)].join('\n'),
    ])
    expect(texts(section(table('Only a head')))).toEqual(['Only a head'])
  })

  it('never part a dose from its frequency, nor a number from its unit', () => {
    const dose = 'Give 250 mg. Twice daily, i.e. every 12 h, at 2.5 ml. b.i.d. if light.'
    const text = `${sentence(1, 100)} ${dose} ${sentence(2, 100)}`
    expect(texts(section(paragraph(text))).filter((passage) => passage.includes(dose))).toHaveLength(1)
  })

  it('part a text that has lost its full stops, away from numbers', () => {
    const text = Array.from(
      { length: 400 },
      (_, at) => `give 5 mg twice daily to group${at} and all of their many friends,`,
    ).join(' ')
    const passages = texts(section(paragraph(text)))
    expect(passages.join(' ')).toBe(text)
    for (const passage of passages) {
      expect(wordsOf(passage).length).toBeLessThanOrEqual(usualSizes.limit)
      expect(passage).toMatch(/,$/)
    }
  })

  it('part a list entry only where it is beyond the limit', () => {
    const long = [1, 2, 3, 4].map((number) => sentence(number, 53))
    expect(texts(section(entry(long.join(' '))))).toEqual([long.join(' ')])
    const longer = [...long, sentence(5, 53)].join(' ')
    expect(texts(section(entry(longer))).length).toBeGreaterThan(1)
  })
})

/** Sentences whose words are all different, so that each can be found again. */
const drawnOf = (...endings: readonly string[]): fc.Arbitrary<Section> =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom('paragraph', 'list-entry', 'table'),
        parts: fc.array(fc.integer({ min: 1, max: 260 }), { minLength: 1, maxLength: 8 }),
        ending: fc.constantFrom(...endings),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((blocks): Section => {
      let count = 0
      return {
        headings: ['Care'],
        blocks: blocks.map(({ kind, parts, ending }) => {
          const lines = parts.map((words) => {
            count += 1
            return sentence(count, words).replace(/\.$/, ending)
          })
          return kind === 'table'
            ? table(`Head of ${count}`, ...lines)
            : { kind: kind === 'paragraph' ? 'paragraph' : 'list-entry', text: lines.join(' ') }
        }),
      }
    })

const drawn = drawnOf('.', ':', '', '?', ' 5 mg.', ' e.g.')

describe('passages of any section', () => {
  it('hold every word once and in order, first lines of tables aside', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const heads = new Set(
          one.blocks.filter(({ kind }) => kind === 'table').map(({ text }) => text.split('\n')[0]),
        )
        const bodies = (lines: readonly string[]): readonly string[] =>
          lines.filter((line) => !heads.has(line)).flatMap(wordsOf)
        const passages = texts(one)
        expect(bodies(passages.flatMap((text) => text.split('\n')))).toEqual(
          bodies(one.blocks.flatMap(({ text }) => text.split('\n'))),
        )
        for (const head of heads)
          expect(passages.some((text) => text.split('\n').includes(head ?? ''))).toBe(true)
      }),
    )
  })

  it('are made of stretches of the blocks as they stand there', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        for (const line of texts(one).flatMap((text) => text.split('\n')))
          expect(one.blocks.some(({ text }) => text.includes(line))).toBe(true)
      }),
    )
  })

  it('keep to the limit unless they are a single piece, with its head if that is a row', () => {
    fc.assert(
      fc.property(drawnOf('.', '?', ' 5 mg.'), (one) => {
        for (const text of texts(one)) {
          if (wordsOf(text).length <= usualSizes.limit) continue
          // Of these sentences none leads into the next block, so each that is a piece of its own begins with its number.
          expect(text.match(/\bS\d+/g)).toHaveLength(1)
        }
      }),
    )
  })
})
