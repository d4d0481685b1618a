import { describe, expect, it } from 'vitest'
import { showAnswer } from '../show-answer.ts'
import { shownText } from '../testing/shown-text.ts'
import type { Source } from './source.ts'

const cited = (text: string, citations: readonly Source[] = []) =>
  shownText(showAnswer({ text, citations, removed: [] }, 'cited').answer)
const plain = (text: string, citations: readonly Source[] = []) =>
  shownText(showAnswer({ text, citations, removed: [] }, 'plain').answer)

const granger: Source = {
  url: 'https://www.nejm.org/doi/10.1056/NEJMoa1107039',
  title: 'Apixaban versus warfarin',
  quote: null,
}
const label: Source = { url: 'https://label.example/eliquis', title: 'Prescribing information', quote: null }
const list = '\n\nReferences\n1. Apixaban versus warfarin\n2. Prescribing information'

/** The same words and sources, written as different systems write them. */
const styles: Readonly<Record<string, readonly [text: string, citations: readonly Source[]]>> = {
  'numbers and data': ['Give apixaban [1]. Reduce it [2].', [granger, label]],
  'numbers without spaces, in another order': ['Give apixaban[2]. Reduce it[1].', [label, granger]],
  'lenses and data': ['Give apixaban【1†source】. Reduce it【2†L3-L9】.', [granger, label]],
  'raised numbers and data': ['Give apixaban¹. Reduce it.²', [granger, label]],
  'raised by HTML': ['Give apixaban<sup>1</sup>. Reduce it<sup>[2]</sup>.', [granger, label]],
  'round brackets and a list': [
    'Give apixaban (1). Reduce it (2).\n\nReferences:\n1. Apixaban versus warfarin\n2. Prescribing information',
    [],
  ],
  notes: [
    'Give apixaban[^a]. Reduce it[^b].\n\n[^a]: Apixaban versus warfarin\n[^b]: Prescribing information',
    [],
  ],
  'links by host, and data for their titles': [
    'Give apixaban ([nejm.org](https://www.nejm.org/doi/10.1056/NEJMoa1107039?utm_source=x)). Reduce it ([label.example](https://label.example/eliquis/)).',
    [granger, label],
  ],
  'links that are numbers': [
    'Give apixaban [[1]](https://a.example "Apixaban versus warfarin"). Reduce it [2](https://b.example "Prescribing information").',
    [],
  ],
  'a section of sources': [
    'Give apixaban [1]. Reduce it [2].\n\n---\n\n**Sources:**\n\n1. Apixaban versus warfarin https://a.example/1\n2. [Prescribing information](https://b.example)',
    [],
  ],
  'a section under a heading, with words after it': [
    'Give apixaban [1]. Reduce it [2].\n\n## References\n[1] Apixaban versus warfarin. https://a.example/1\n[2] Prescribing information',
    [],
  ],
  'bare addresses and data': [
    'Give apixaban (https://www.nejm.org/doi/10.1056/NEJMoa1107039). Reduce it https://label.example/eliquis.',
    [granger, label],
  ],
}

describe('references in every style', () => {
  it.each(Object.entries(styles))('%s', (_, [text, citations]) => {
    expect(plain(text, citations)).toMatch(/^Give apixaban\.\s+Reduce it\.$/)
    const [body = '', references = ''] = cited(text, citations).split('\n\nReferences\n')
    expect(body.replace('.^2', '^2.').replace(/\s+/g, ' ')).toBe('Give apixaban^1. Reduce it^2.')
    expect(references.replaceAll('warfarin.', 'warfarin')).toBe(list.replace('\n\nReferences\n', ''))
  })
})

describe('numbers', () => {
  it('are in the order of first use, joined, and each source has one', () => {
    expect(
      cited('A [2][1], b [1, 2]. C [3-4].', [
        label,
        granger,
        label,
        { url: null, title: 'Third source here', quote: null },
      ]),
    ).toBe(
      'A^1,2, b^1,2. C^2,3.\n\nReferences\n1. Apixaban versus warfarin\n2. Prescribing information\n3. Third source here',
    )
  })

  it('of sources that the text does not point at come last', () => {
    expect(cited('Give it.', [granger, label])).toBe(`Give it.${list}`)
  })

  it('that nothing explains are references all the same, and values are not', () => {
    expect(plain('It works [1][3]. OR 2.1, 95% CI [1, 3]; score [2].')).toBe(
      'It works. OR 2.1, 95% CI [1, 3]; score [2].',
    )
    expect(plain('The range [2-5] and K [4] were kept.')).toBe('The range [2-5] and K [4] were kept.')
    expect(cited('It works [1].')).toBe('It works^1.\n\nReferences\n1. No description was given.')
  })
})

describe('what a reference says', () => {
  const said = (source: Partial<Source>) =>
    cited('x', [{ url: null, title: null, quote: null, ...source }]).split('1. ')[1]
  it.each([
    ['the title', { title: 'ESC guideline 2024', url: 'https://x.example' }, 'ESC guideline 2024'],
    ['not an address in it', { title: 'ESC guideline. Available at: https://x.example/a' }, 'ESC guideline.'],
    [
      'not a host',
      { title: 'nih.gov', url: 'https://vendor.example/redirect/AUZIYQ' },
      'No description was given.',
    ],
    ['a DOI', { url: 'https://doi.org/10.1056/NEJMoa1107039' }, 'doi:10.1056/NEJMoa1107039'],
    ['a PubMed number', { url: 'https://pubmed.ncbi.nlm.nih.gov/21870978/' }, 'PubMed 21870978'],
    [
      'the quote',
      { url: 'https://x.example/a', quote: 'Apixaban was superior.' },
      '“Apixaban was superior.”',
    ],
    [
      'the words of the address',
      { url: 'https://x.example/topics/initial-management-of-af?x=1' },
      'Initial management of af',
    ],
    ['no HTML', { title: '<b onclick=x>Bold</b> <script>x</script>claims' }, 'Bold claims'],
  ])('%s', (_, source, expected) => expect(said(source)).toBe(expected))
})

describe('lists of sources', () => {
  it.each([
    [
      'heading',
      'Text.\n\n### Key references\n\n- Smith 2020\n- Jones 2021\n\nAsk me more.',
      'Text.\n\nAsk me more.',
    ],
    ['lead', 'Text.\n\nSources: Smith 2020; Jones 2021.', 'Text.'],
    ['untitled', 'Text [1].\n\n[1] Smith A. A title. 2020.\n[2] Jones B. Another. 2021.', 'Text.'],
    ['untitled and ordered', 'Text.\n\n1. Smith https://a.example\n2. Jones https://b.example', 'Text.'],
    ['in the middle', 'Text.\n\n## Sources\n- Smith 2020\n\n## Dose\n5 mg', 'Text.\n\n## Dose\n\n5 mg'],
    [
      'not of infection',
      '## Sources of infection\n\n- lung\n- urine',
      '## Sources of infection\n\n- lung\n- urine',
    ],
    ['not of steps', 'Do:\n\n1. Stop it\n2. Start it', 'Do:\n\n1. Stop it\n2. Start it'],
  ])('%s', (_, text, expected) => expect(plain(text)).toBe(expected))
})

it('a column of references is gone where references are, and stays where they are shown', () => {
  const text = '| Drug | Dose | References |\n|---|---|---|\n| A | 5 mg | [1] |\n| B | | [1][2] |'
  expect(plain(text)).toBe('Drug | Dose\nA | 5 mg\nB | ')
  expect(cited(text, [granger, label])).toBe(`Drug | Dose | References\nA | 5 mg | ^1\nB |  | ^1,2${list}`)
})

it('a stop that closed a reference goes with it', () => {
  expect(plain('Give it b.i.d. [1]. Lancet 2011;1:79. doi:10.1056/x.1.')).toBe(
    'Give it b.i.d. Lancet 2011;1:79.',
  )
})

it('a product keeps its own style', () => {
  const text = 'Give it [1] and [this](https://a.example).\n\n**Sources**\n\n1. Smith. https://a.example/x'
  expect(shownText(showAnswer({ text, citations: [granger], removed: [] }, 'native').answer)).toBe(
    'Give it [1] and this.\n\n**Sources**\n\n1. Smith. https://a.example/x\n\nReferences\n1. Apixaban versus warfarin',
  )
})
