import { describe, expect, it } from 'vitest'
import { onlyDocument, outline, problemsOf, readFile } from '../testing/read-file.ts'

const text = `---
id: plough-fever
source: sample
title: Plough fever
focus: plough fever
synonyms: [harrow fever, ditch fever]
type: guideline
date: 2026-01-15
pmid: 900001
licence: CC0-1.0
---

# Plough fever

First words with **weight** and a [link](https://example.org).

## Treatment

Take it:

- 5 mg twice daily
  with food
  - not at night
- > 65 years: half of it
- 5*10*2 ml

<script>alert(1)</script>

### Doses

| Weight | Dose |
| --- | --- |
| < 60 kg | 5 mg |

> Quoted words.
`

describe('a markdown text', () => {
  it('may hold rules, gaps and long tables', async () => {
    const rows = '| a | b |\n'.repeat(1000)
    const content = `${'-'.repeat(80)}\n\n${'_'.repeat(5000)}\n\n-      - x\n\n| a | b |\n|---|---|\n${rows}`
    expect((await onlyDocument('a.md', content)).sections[0]?.blocks.at(-1)?.kind).toBe('table')
  })

  it('gives its blocks under their headings, with what the front matter says', async () => {
    const document = await onlyDocument('plough.md', text)
    expect(document).toMatchObject({
      id: 'plough-fever',
      source: 'sample',
      title: 'Plough fever',
      focus: 'plough fever',
      synonyms: ['harrow fever', 'ditch fever'],
      type: 'guideline',
      date: '2026-01-15',
      pmid: '900001',
      licence: 'CC0-1.0',
    })
    expect(outline(document)).toEqual([
      '# ',
      'First words with weight and a link.',
      '# Treatment',
      'Take it:',
      '- 5 mg twice daily with food',
      '- not at night',
      '- > 65 years: half of it',
      '- 5*10*2 ml',
      '# Treatment > Doses',
      '| Weight | Dose\nWeight: < 60 kg | Dose: 5 mg',
      'Quoted words.',
    ])
  })

  it('without front matter takes its title from its heading, else from its name', async () => {
    expect(await onlyDocument('a.md', '# One\n\nText.')).toMatchObject({
      id: 'a',
      source: 'folder',
      title: 'One',
      type: 'page',
    })
    expect(await onlyDocument('notes.txt', 'Text.')).toMatchObject({ id: 'notes', title: 'notes' })
  })

  it.each([
    ['a date that is none', '---\ndate: tomorrow\n---\ntext', 'SOURCE_FRONT_MATTER'],
    ['a word that is not known', '---\nauthor: me\n---\ntext', 'SOURCE_FRONT_MATTER'],
    ['what is not YAML', '---\na: [\n---\ntext', 'SOURCE_FRONT_MATTER'],
    [
      'aliases that grow',
      `---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n---\ntext`,
      'SOURCE_FRONT_MATTER',
    ],
    ['nothing', '---\ntitle: A\n---\n', 'SOURCE_NO_TEXT'],
    ['quotes within each other', `${'>'.repeat(5000)} text`, 'SOURCE_TOO_DEEP'],
    ['lists within each other', `${'- '.repeat(5000)} text`, 'SOURCE_TOO_DEEP'],
    ['brackets', '['.repeat(100_000), 'SOURCE_TOO_DEEP'],
    ['links that never end', '[a]('.repeat(1000).concat('\n').repeat(100), 'SOURCE_TOO_DEEP'],
    ['bars', `${'|a'.repeat(100)}\n`.repeat(400), 'SOURCE_TOO_DEEP'],
  ])('with %s is a problem', async (_, content, code) => {
    expect(problemsOf(await readFile('a.md', content)).map((problem) => problem.code)).toEqual([code])
  })
})

describe('words of markdown that must not change their meaning', () => {
  const line = async (markdown: string) => outline(await onlyDocument('a.md', `# A\n\n${markdown}\n`)).at(-1)

  it.each([
    ['Dose 5~~0~~ mg daily', 'Dose 5 mg daily'],
    ['Give <del>50 mg</del><ins>5 mg</ins> <s>daily</s> weekly', 'Give 5 mg weekly'],
    ['Platelets below 50 x 10<sup>9</sup>/L', 'Platelets below 50 x 10⁹/L'],
    ['**10<sup>9</sup>** and H<sub>2</sub>O', '10⁹ and H₂O'],
    ['Take aspirin[1] now\n\n[1]: https://example.org/1', 'Take aspirin now'],
    ['See [the page](https://example.org) and [2](#n2)', 'See the page and'],
    ['Up to <sup>9', 'Up to 9'],
  ])('%s reads %s', async (markdown, expected) => {
    expect(JSON.stringify(await line(markdown))).toContain(expected)
  })
})

describe('front matter', () => {
  it('that does not end is refused, and a line across the page is none', async () => {
    expect(
      problemsOf(await readFile('a.md', '---\ntitle: Unclosed\n\nPolio vaccine is given at birth.\n')),
    ).toMatchObject([{ code: 'SOURCE_FRONT_MATTER', place: { line: 1 } }])
    expect(problemsOf(await readFile('a.md', '---\nPolio vaccine is given at birth.\n'))).toEqual([])
  })

  it('with a day that no calendar has is refused, and told that the file is left out', async () => {
    const [problem] = problemsOf(await readFile('a.md', '---\ndate: 2024-02-30\n---\n\nText.\n'))
    expect(problem).toMatchObject({ code: 'SOURCE_FRONT_MATTER', place: { field: 'date' } })
    expect(problem?.remedy).toContain('left out')
  })
})

it('a text of full stops and at signs takes no time that grows with its square', async () => {
  const begun = performance.now()
  await readFile('dots.md', 't.2026-02-&a '.repeat(5000))
  await readFile('mail.md', 'a.b.c@'.repeat(10_000))
  expect(performance.now() - begun).toBeLessThan(15_000)
})

it('a page of HTML by the name of markdown is refused as what it is', async () => {
  expect(
    problemsOf(await readFile('page.md', '<html><body><p>Polio vaccine.</p></body></html>')),
  ).toMatchObject([{ code: 'SOURCE_MISLABELLED' }])
})
