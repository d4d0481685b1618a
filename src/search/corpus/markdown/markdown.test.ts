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
