import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunk } from './chunk.ts'
import { sourceDocumentSchema } from './source-document.ts'
import { lines, makePdf } from './testing/make-pdf.ts'
import { documentsOf, readFile } from './testing/read-file.ts'

const pdf = await makePdf((pdf) => {
  lines(pdf, ['Plough fever'], { size: 20 })
  lines(pdf, ['It passes in a', 'week or two.'], { y: 200 })
})

const texts: readonly (readonly [name: string, text: string])[] = [
  [
    'a.xml',
    '<Document url="u"><Focus>F</Focus><QAPairs><QAPair><Question qid="1" qtype="t">Q?</Question><Answer>A - b.   - c</Answer></QAPair></QAPairs></Document>',
  ],
  [
    'b.xml',
    '<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>T</ArticleTitle><Abstract><AbstractText Label="A">B<sup>2</sup></AbstractText></Abstract></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>',
  ],
  [
    'c.xml',
    '<article><front><article-meta><article-id pub-id-type="pmid">1</article-id></article-meta></front><body><sec><title>T</title><p>A<list><list-item><p>b</p></list-item></list></p><table-wrap><table><tr><th colspan="2">x</th></tr><tr><td rowspan="3">y</td><td>z</td></tr></table></table-wrap></sec></body></article>',
  ],
  [
    'd.xml',
    '<document xmlns="urn:hl7-org:v3"><setId root="a"/><component><structuredBody><component><section><code code="34066-1"/><title>T</title><text><paragraph>P</paragraph><list><item>i</item></list></text></section></component></structuredBody></component></document>',
  ],
  [
    'e.html',
    '<!doctype html><style>.a{display:none}</style><h1>T</h1><p style="color:#fff" class=a>x<p>y<table><tr><th>a<th>b<tr><td>c<td>d</table><dl><dt>t<dd>d</dl>',
  ],
  ['f.md', '---\ntitle: T\n---\n# H\n\n- a\n  - b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n> q `c` *e*'],
  [
    'g.jsonl',
    '{"id":"a","source":"b","title":"c","focus":null,"synonyms":[],"type":"page","question":null,"date":"2026","url":null,"doi":null,"pmid":null,"licence":null,"sections":[{"headings":["H"],"blocks":[{"kind":"paragraph","text":"P."}]}]}\n{"deleted":"x","source":"b"}\n',
  ],
]

const files: readonly (readonly [name: string, content: Uint8Array])[] = [
  ...texts.map(([name, text]) => [name, new TextEncoder().encode(text)] as const),
  ['h.pdf', pdf],
]

interface Change {
  readonly at: number
  readonly gone: number
  readonly from: number
  readonly length: number
  readonly times: number
}

/** A change of a file: some bytes replaced by a stretch of it, so many times over. */
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  gone: fc.nat(40),
  from: fc.nat(),
  length: fc.nat(40),
  times: fc.constantFrom(0, 1, 1, 2, 100),
})

function changed(bytes: Uint8Array, { at, gone, from, length, times }: Change): Uint8Array {
  const place = at % (bytes.length + 1)
  const start = from % (bytes.length + 1)
  const stretch = bytes.subarray(start, start + length)
  const repeated = Array.from({ length: times }, () => stretch)
  return Buffer.concat([bytes.subarray(0, place), ...repeated, bytes.subarray(place + gone)])
}

describe('a file that was changed anywhere', () => {
  it.each(files)(
    'gives documents in order and problems, and nothing is thrown: %s',
    async (name, content) => {
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
          const loaded = await readFile(name, changes.reduce(changed, content))
          for (const document of documentsOf(loaded)) {
            expect(sourceDocumentSchema.safeParse(document).success).toBe(true)
            expect(chunk(document).length).toBeGreaterThan(0)
          }
          for (const one of loaded)
            if (one.kind === 'problem')
              expect([one.problem.code, one.problem.place.file]).toEqual([
                expect.stringMatching(/^(?:SOURCE|JSON)_/),
                name,
              ])
        }),
        { numRuns: 150 },
      )
    },
    30_000,
  )

  it.each(files)('is read as it is when it was not: %s', async (name, content) => {
    expect((await readFile(name, content)).map(({ kind }) => kind)).toContain('document')
  })
})
