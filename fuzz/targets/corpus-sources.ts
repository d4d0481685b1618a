import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { lines, makePdf } from '../../src/search/corpus/testing/make-pdf.ts'
import { readFile } from '../../src/search/corpus/testing/read-file.ts'
import { bytesOf, type FuzzTarget, reader } from '../target.ts'
import { folderOf, textsOf } from './seeds.ts'
import { articleText, htmlText, labelText, medquadText, pubmedText } from './source-texts.ts'

const xmlWords = [
  '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>', '<!ENTITY x SYSTEM "file:///etc/passwd">', '&c;', '&x;', '<!ENTITY % p "q">%p;',
  '<?xml version="1.0" encoding="utf-16"?>', '<![CDATA[', ']]>', '<!--', '-->', '<?x ?>', '&#x0;', '&#xD800;', '<a:b xmlns:a="c">', '<a', '/>', '</', 'xml:lang="de"',
] // biome-ignore format: a list

/** A source by its name, through the one door that the indexing of a corpus has. */
function source(
  name: string,
  file: string,
  words: readonly string[],
  seeds: FuzzTarget['seeds'],
): FuzzTarget {
  return reader(name, words, seeds, (input) => readFile(file, input))
}

export const jatsTarget = source(
  'jats',
  'a.nxml',
  [
    ...xmlWords,
    '<sec>',
    '<title>',
    '<p>',
    '<list>',
    '<table>',
    '<td rowspan="99999">',
    '<td colspan="99999">',
    '<xref ref-type="bibr">',
    '<sup>',
    '<pub-date>',
    '<article>',
  ],
  textsOf(articleText),
)

export const splTarget = source(
  'spl',
  'a.xml',
  [
    ...xmlWords,
    '<section>',
    '<code code="34066-1"/>',
    '<text>',
    '<paragraph>',
    '<list>',
    '<item>',
    '<table>',
    '<footnote>',
    '<component>',
    'urn:hl7-org:v3',
  ],
  textsOf(labelText),
)

export const medquadTarget = source(
  'medquad',
  'a.xml',
  [
    ...xmlWords,
    '<QAPair pid="1">',
    '<Question qid="1-1" qtype="treatment">',
    '<Answer>',
    '<Document id="1">',
    '<Synonym>',
  ],
  textsOf(medquadText),
)

export const pubmedTarget = source(
  'pubmed',
  'a.xml',
  [
    ...xmlWords,
    '<PubmedArticle>',
    '<PMID Version="1">',
    '<AbstractText Label="X">',
    '<DeleteCitation>',
    '<ArticleTitle>',
    '<PubmedArticleSet>',
  ],
  textsOf(pubmedText),
)

export const htmlTarget = source(
  'html',
  'a.html',
  [
    '<script>',
    '</script>',
    '<style>p{display:none}</style>',
    ' style="color:#fff"',
    ' hidden',
    ' aria-hidden="true"',
    '<table><tr><td rowspan=9999 colspan=9999>',
    '<svg><desc>',
    '<math><annotation-xml>',
    '<template>',
    '<noscript>',
    '<plaintext>',
    '<select>',
    '<frameset>',
    '&amp',
    '&notit;',
    '<!doctype html>',
    '<meta charset=utf-16>',
    '<li>',
    '<dl><dt>',
    '@media{',
    '/*',
    '@import url(x);',
    ':not(:is(a))',
  ],
  textsOf(htmlText),
)

export const pdfTarget = source(
  'pdf',
  'a.pdf',
  [
    '%PDF-1.7\n',
    'endobj\n',
    '1 0 obj\n',
    'stream\n',
    'endstream\n',
    '/Length 99999',
    '/Filter /FlateDecode',
    '/Filter [/ASCIIHexDecode /LZWDecode]',
    '<< /Type /Page >>',
    '/Kids [1 0 R]',
    '/Count 99999',
    'xref\n',
    'trailer\n',
    'startxref\n0\n',
    '%%EOF',
    '/Root 1 0 R',
    '/Prev 0',
    '/Encrypt 1 0 R',
    'BT /F1 12 Tf (x) Tj ET',
  ],
  async () => [
    await makePdf((pdf) => lines(pdf, ['Dose', 'Give 5 mg once daily.', 'Stop after 7 days.']), {
      compress: false,
    }),
    await makePdf((pdf) => lines(pdf, ['Warnings']), { compress: true }),
  ],
)

export const markdownSourceTarget = source(
  'markdown',
  'a.md',
  [
    '---\nid: a\n---\n',
    '# ',
    '> > > ',
    '- - - ',
    '1. ',
    '| a | b |\n|---|---|\n',
    '```\n',
    '[a]: b "c"\n',
    '[^1]: n\n',
    '![](',
    '<!-- ',
    '**',
    '_',
    '~~',
    '\\',
    '&amp;',
    'title: "',
    'date: 2026-02-30',
  ],
  folderOf('corpora/sample', 'asthma.md'),
)

export const documentsTarget = source(
  'documents',
  'a.jsonl',
  [
    '"sections":[',
    '"blocks":[]',
    '"kind":"table"',
    '"deleted":"a"',
    '"revision":"2"',
    '"qtype":"treatment"',
    '{"a":',
    '\\ud800',
    '[[',
  ],
  textsOf(
    '{"id":"d1","source":"ours","title":"Gout","focus":null,"synonyms":[],"type":"page","question":null,"date":"2026-01","url":null,"doi":null,"pmid":null,"licence":null,"sections":[{"headings":["Dose"],"blocks":[{"kind":"paragraph","text":"Give 5 mg."}]}]}\n{"deleted":"d0","source":"ours"}\n',
    '{"id":"1_QA/1/1-1","source":"1_QA","url":"https://example.org","focus":"Gout","cui":[],"semantic_type":[],"synonyms":[],"qtype":"treatment","question":"How is it treated?","answer":"Rest.\\n   - Water."}\n',
  ),
)

export const archiveTarget = source(
  'archive',
  'a',
  ['ustar', '\x1f\x8b\x08', '00000000777 ', 'ustar\x0000', 'PK\x03\x04'],
  async () => {
    const archive = pack()
    archive.entry({ name: 'b/a.md' }, '# Gout\n\nGive 5 mg.\n')
    archive.entry({ name: 'b/c.xml' }, medquadText.slice(0, 900))
    archive.finalize()
    const tar = new Uint8Array(await buffer(archive))
    return [tar, new Uint8Array(gzipSync(tar)), new Uint8Array(gzipSync(bytesOf('# Gout\n\nRest.\n')))]
  },
)
