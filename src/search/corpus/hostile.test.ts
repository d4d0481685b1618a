import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from './limits.ts'
import { readSource } from './read-source.ts'
import type { SourceFile } from './source-file.ts'
import { makePdf } from './testing/make-pdf.ts'
import { documentsOf, memoryFile, problemsOf, readAll, readFile } from './testing/read-file.ts'

const article = (pmid: number, text = 'It helped.'): string =>
  `<PubmedArticle><MedlineCitation><PMID Version="1">${pmid}</PMID><Article><ArticleTitle>A</ArticleTitle>` +
  `<Abstract><AbstractText>${text}</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>\n`
const set = (content: string): string => `<PubmedArticleSet>\n${content}</PubmedArticleSet>`
const many = Array.from({ length: 3000 }, (_, index) =>
  article(index + 1, `Text ${index} ${Math.sin(index)}`),
).join('')

const ids = (loaded: Parameters<typeof documentsOf>[0]): readonly string[] =>
  documentsOf(loaded).map(({ id }) => id)

async function codes(name: string, content: string | Uint8Array, limits = {}): Promise<readonly string[]> {
  return problemsOf(await readFile(name, content, limits)).map(({ code }) => code)
}

describe('XML that means harm', () => {
  const bomb = `<!DOCTYPE PubmedArticleSet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>`

  it('does not expand entities, and keeps what came before', async () => {
    const loaded = await readFile('a.xml', bomb + set(`${article(1)}${article(2, '&c;')}${article(3)}`))
    expect(ids(loaded)).toEqual(['1'])
    expect(problemsOf(loaded)).toMatchObject([
      { code: 'SOURCE_XML', place: { file: 'a.xml', line: 3 }, value: 'undefined entity.' },
    ])
  })

  it('does not open files', async () => {
    const outside = '<!DOCTYPE PubmedArticleSet [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
    const loaded = await readFile('a.xml', outside + set(article(1, '&c;')))
    expect(loaded.map(({ kind }) => kind)).toEqual(['problem'])
    expect(JSON.stringify(loaded)).not.toContain('root:')
  })

  it('with elements too deep within each other ends there', async () => {
    const loaded = await readFile('a.xml', set(article(1) + '<a>'.repeat(1_000_000)))
    expect(ids(loaded)).toEqual(['1'])
    expect(problemsOf(loaded)).toMatchObject([{ code: 'SOURCE_TOO_DEEP', place: { line: 3 } }])
  })

  it('skips a record that is too large, whether by text or by elements, and reads on', async () => {
    const big = [
      article(2, 'x'.repeat(50_000)),
      article(3, '<i/>'.repeat(2000)),
      article(4, `<i a="${'y'.repeat(50_000)}"/>`),
    ]
    const loaded = await readFile('a.xml', set(article(1) + big.join('') + article(5)), {
      recordCharacters: 20_000,
    })
    // A single text or tag above the limit may be told apart only when its file is given up.
    expect(ids(loaded)[0]).toBe('1')
    expect(new Set(problemsOf(loaded).map(({ code }) => code))).toEqual(new Set(['SOURCE_TOO_LARGE']))
    const spread = article(2, '<i>x</i>'.repeat(2000))
    const second = await readFile('a.xml', set(article(1) + spread + article(3)), {
      recordCharacters: 20_000,
    })
    expect(ids(second)).toEqual(['1', '3'])
    expect(problemsOf(second)).toMatchObject([{ code: 'SOURCE_RECORD_TOO_LARGE', place: { line: 3 } }])
  })

  it.each([
    ['a text', set(article(1, 'x'.repeat(3_000_000)))],
    ['an attribute', `<PubmedArticleSet a="${'x'.repeat(3_000_000)}"/>`],
    ['a comment', `<PubmedArticleSet><!--${'x'.repeat(3_000_000)}--></PubmedArticleSet>`],
    [
      'a document type',
      `<!DOCTYPE PubmedArticleSet [${' '.repeat(60_000)}${'<!ENTITY a "b">'.repeat(200_000)}]><PubmedArticleSet/>`,
    ],
  ])('without an end to %s ends in a problem', async (_, content) => {
    const [code] = await codes('a.xml', content, { recordCharacters: 100_000 })
    expect(['SOURCE_TOO_LARGE', 'SOURCE_FORMAT_UNKNOWN']).toContain(code)
  })

  it('tells a file that was cut from one that is wrong', async () => {
    const whole = set(article(1) + article(2))
    const cut = await readFile('a.xml', whole.slice(0, -60))
    expect(ids(cut)).toEqual(['1'])
    expect(problemsOf(cut)).toMatchObject([{ code: 'SOURCE_TRUNCATED', place: { file: 'a.xml', line: 3 } }])
    const wrong = await readFile('a.xml', set(`${article(1)}<PubmedArticle></PMID>`))
    expect(ids(wrong)).toEqual(['1'])
    expect(problemsOf(wrong)).toMatchObject([{ code: 'SOURCE_XML', place: { file: 'a.xml', line: 3 } }])
  })
})

describe('bytes that are not what they should be', () => {
  it('that are not UTF-8 end in a problem with their line', async () => {
    const bytes = new TextEncoder().encode(set(article(1) + article(2, 'caf?')))
    bytes[bytes.indexOf('?'.charCodeAt(0))] = 0xe9
    const loaded = await readFile('a.xml', bytes)
    expect(problemsOf(loaded)).toMatchObject([{ code: 'SOURCE_ENCODING', place: { file: 'a.xml', line: 3 } }])
  })

  it('are read in the encoding that they name', async () => {
    const latin = Buffer.from(
      `<?xml version="1.0" encoding="ISO-8859-1"?>${set(article(1, 'café'))}`,
      'latin1',
    )
    expect(JSON.stringify(await readFile('a.xml', latin))).toContain('café')
    const wide = Buffer.from(`\ufeff${set(article(1, 'café'))}`, 'utf16le')
    expect(JSON.stringify(await readFile('a.xml', wide))).toContain('café')
    expect(await codes('a.xml', '<?xml version="1.0" encoding="klingon"?><PubmedArticleSet/>')).toEqual([
      'SOURCE_ENCODING',
    ])
  })

  it('of a gzip file that was cut or damaged end in a problem; what came before stands', async () => {
    const packed = gzipSync(set(many))
    const cut = await readFile('a.xml.gz', packed.subarray(0, packed.length / 2))
    expect(ids(cut).length).toBeGreaterThan(1000)
    expect(problemsOf(cut)).toMatchObject([{ code: 'SOURCE_TRUNCATED', place: { file: 'a.xml.gz' } }])
    const damaged = Uint8Array.from(packed)
    // The checksum: four bytes before the length.
    damaged.fill(0xff, packed.length - 8, packed.length - 4)
    const whole = await readFile('a.xml.gz', damaged)
    expect(ids(whole).length).toBeGreaterThan(1000)
    expect(problemsOf(whole)).toMatchObject([{ code: 'SOURCE_BROKEN', place: { file: 'a.xml.gz' } }])
  })

  it('that grow too much when unpacked end in a problem', async () => {
    const packed = gzipSync(`<PubmedArticleSet>${' '.repeat(5_000_000)}</PubmedArticleSet>`)
    expect(packed.length).toBeLessThan(10_000)
    expect(await codes('a.xml.gz', packed, { unpackedBytes: 1_000_000 })).toEqual(['SOURCE_TOO_LARGE'])
  })

  it('of a file above the limit are not read', async () => {
    const huge: SourceFile = {
      name: 'huge.xml',
      folder: null,
      below: null,
      bytes: 500_000_000,
      open: () => {
        throw new Error('It was opened.')
      },
    }
    expect(problemsOf(await readAll(huge))).toMatchObject([
      {
        code: 'SOURCE_TOO_LARGE',
        value: '500000000 bytes',
        expected: `at most ${defaultLimits.fileBytes} bytes`,
      },
    ])
    expect(await codes('a.md', 'x'.repeat(2000), { markdownBytes: 1000 })).toEqual(['SOURCE_TOO_LARGE'])
  })
})

describe('a file whose name promises another', () => {
  it.each([
    ['a gzip file named .json', 'a.json', gzipSync('{}')],
    ['text named .gz', 'a.xml.gz', set('')],
    ['XML named .pdf', 'a.pdf', set('')],
    ['HTML named .xml', 'a.xml', '<!doctype html><html><body>Not found</body></html>'],
    ['JSON named .xml', 'a.xml', '{"a":1}'],
    ['XML named .md', 'a.pdf', '# Text'],
    ['binary data named .md', 'a.md', Uint8Array.from([0, 1, 2, 3])],
    ['text in a gzip file named .xml.gz', 'a.xml.gz', gzipSync('# Text')],
  ])('is refused: %s', async (_, name, content) => {
    expect(await codes(name, content)).toEqual(['SOURCE_MISLABELLED'])
  })

  it('is refused: a PDF named .xml', async () => {
    const pdf = await makePdf((pdf) => pdf.text('Rest.'))
    expect(problemsOf(await readFile('a.xml', pdf))).toMatchObject([
      { code: 'SOURCE_MISLABELLED', value: 'a PDF', expected: 'XML' },
    ])
  })

  it.each([
    ['nothing', 'a.xml', '', 'SOURCE_EMPTY'],
    ['nothing in a gzip file', 'a.xml.gz', gzipSync(''), 'SOURCE_EMPTY'],
    ['other XML', 'a.xml', '<rss/>', 'SOURCE_FORMAT_UNKNOWN'],
    ['other JSON', 'a.json', '{"a":1}', 'SOURCE_FORMAT_UNKNOWN'],
    ['a zip file', 'a.zip', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), 'SOURCE_FORMAT_UNKNOWN'],
    ['binary data', 'a', Uint8Array.from([0, 1, 2, 3]), 'SOURCE_FORMAT_UNKNOWN'],
  ])('or holds %s is told so', async (_, name, content, code) => {
    expect(await codes(name, content)).toEqual([code])
  })

  it('or promises nothing is read by its content', async () => {
    expect(ids(await readFile('download', gzipSync(set(article(1)))))).toEqual(['1'])
  })
})

describe('a tar archive', () => {
  const tar = async (entries: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> => {
    const archive = pack()
    for (const [name, content] of Object.entries(entries)) archive.entry({ name }, Buffer.from(content))
    archive.finalize()
    const chunks: Uint8Array[] = []
    for await (const chunk of archive) if (chunk instanceof Uint8Array) chunks.push(chunk)
    return Buffer.concat(chunks)
  }

  it('is read entry by entry; a broken one is skipped', async () => {
    const archive = await tar({
      'a/one.xml': set(article(1)),
      'a/._one.xml': 'hidden',
      'a/broken.xml': set(`${article(2)}<oops`) + many,
      'a/text.xml': 'not XML',
      'b/inner.tar.gz': gzipSync(await tar({ 'x.xml': set(article(9)) })),
      'b/two.xml.gz': gzipSync(set(article(3))),
    })
    const loaded = await readFile('all.tar.gz', gzipSync(archive))
    expect(ids(loaded)).toEqual(['1', '2', '3'])
    expect(problemsOf(loaded).map(({ code, place }) => [code, place.file])).toEqual([
      ['SOURCE_XML', 'all.tar.gz/a/broken.xml'],
      ['SOURCE_MISLABELLED', 'all.tar.gz/a/text.xml'],
      ['SOURCE_NESTED_ARCHIVE', 'all.tar.gz/b/inner.tar'],
    ])
  })

  it('that was cut says so; what came before stands', async () => {
    const archive = await tar({ 'one.xml': set(article(1)), 'two.xml': set(many) })
    const loaded = await readFile('all.tar', archive.subarray(0, archive.length - 200_000))
    expect(ids(loaded).slice(0, 2)).toEqual(['1', '1'])
    expect(problemsOf(loaded).map(({ code }) => code)).toContain('SOURCE_TRUNCATED')
  })
})

describe('a reader who has had enough', () => {
  it('may leave a file in the middle, and it is closed', async () => {
    let closed = false
    const file: SourceFile = {
      ...memoryFile('a.xml', set(many)),
      async *open() {
        try {
          yield* memoryFile('a.xml', set(many)).open()
        } finally {
          closed = true
        }
      },
    }
    for await (const one of readSource(file)) if (one.kind === 'document') break
    expect(closed).toBe(true)
  })
})
