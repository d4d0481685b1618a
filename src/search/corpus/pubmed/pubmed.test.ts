import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { documentsOf, outline, problemsOf, readFile } from '../testing/read-file.ts'

/** An invented citation in the form of PubMed's DTD of 2025. */
function article(pmid: string, version: string, abstract: string): string {
  return `<PubmedArticle>
  <MedlineCitation Status="MEDLINE" Owner="NLM">
    <PMID Version="${version}">${pmid}</PMID>
    <DateRevised><Year>2025</Year><Month>03</Month><Day>09</Day></DateRevised>
    <Article PubModel="Print-Electronic">
      <Journal><ISSN IssnType="Electronic">0000-0000</ISSN>
        <JournalIssue CitedMedium="Internet"><Volume>1</Volume><PubDate><Year>2024</Year><Month>May</Month><Day>7</Day></PubDate></JournalIssue>
        <Title>Annals of invented trials</Title></Journal>
      <ArticleTitle>Harrowmab in plough fever: 10<sup>9</sup>/l &amp; CO<sub>2</sub>.</ArticleTitle>
      <ELocationID EIdType="doi" ValidYN="Y">10.5555/invented.1</ELocationID>
      ${abstract}
      <AuthorList><Author><LastName>Nobody</LastName></Author></AuthorList>
    </Article>
    <MeshHeadingList>
      <MeshHeading><DescriptorName UI="D1" MajorTopicYN="N">Humans</DescriptorName></MeshHeading>
      <MeshHeading><DescriptorName UI="D2" MajorTopicYN="N">Fever</DescriptorName><QualifierName UI="Q1" MajorTopicYN="Y">drug therapy</QualifierName></MeshHeading>
      <MeshHeading><DescriptorName UI="D3" MajorTopicYN="Y">Antibodies, Monoclonal</DescriptorName></MeshHeading>
    </MeshHeadingList>
  </MedlineCitation>
  <PubmedData>
    <ArticleIdList><ArticleId IdType="pubmed">${pmid}</ArticleId><ArticleId IdType="doi">10.5555/invented.1</ArticleId></ArticleIdList>
    <ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.5555/another</ArticleId></ArticleIdList></Reference></ReferenceList>
  </PubmedData>
</PubmedArticle>`
}

const structured = `<Abstract>
  <AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">Little is known of <i>harrowmab</i>.</AbstractText>
  <AbstractText Label="METHODS AND RESULTS" NlmCategory="METHODS">We gave 5 mg twice daily.</AbstractText>
  <AbstractText>It helped.</AbstractText>
  <CopyrightInformation>© 2024 Nobody.</CopyrightInformation></Abstract>`

const set = (content: string): string => `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet>${content}</PubmedArticleSet>`

describe('PubMed', () => {
  it('gives a citation with what tells the newer of two versions', async () => {
    const [one] = await readFile('pubmed25n0001.xml.gz', gzipSync(set(article('101', '2', structured))))
    expect(one).toMatchObject({
      kind: 'document',
      revision: '0002 2025-03-09',
      document: {
        id: '101',
        source: 'pubmed',
        type: 'abstract',
        title: 'Harrowmab in plough fever: 10⁹/l & CO₂.',
        synonyms: ['Fever', 'Antibodies, Monoclonal'],
        date: '2024-05-07',
        doi: '10.5555/invented.1',
        pmid: '101',
        url: 'https://pubmed.ncbi.nlm.nih.gov/101/',
        licence: '© 2024 Nobody.',
      },
    })
    expect(one?.kind === 'document' && outline(one.document)).toEqual([
      '# Background',
      'Little is known of harrowmab.',
      '# Methods and results',
      'We gave 5 mg twice daily.',
      '# ',
      'It helped.',
    ])
  })

  it('orders versions by their number, then by the day of their revision', async () => {
    const one = article('101', '1', structured)
    const loaded = await readFile(
      'update.xml',
      set([one, one.replace('<Day>09</Day>', '<Day>10</Day>'), article('101', '10', structured)].join('')),
    )
    const revisions = loaded.map((each) => (each.kind === 'document' ? (each.revision ?? '') : ''))
    expect(revisions).toEqual(['0001 2025-03-09', '0001 2025-03-10', '0010 2025-03-09'])
    expect(revisions.toSorted()).toEqual(revisions)
  })

  it('tells which citations were withdrawn, and which have nothing to answer from', async () => {
    const deleted = '<DeleteCitation><PMID Version="1">55</PMID><PMID Version="1">56</PMID></DeleteCitation>'
    expect(await readFile('update.xml', set(article('102', '1', '') + deleted))).toEqual([
      { kind: 'left-out', source: 'pubmed', id: '102', reason: 'The citation has no abstract.' },
      { kind: 'deleted', source: 'pubmed', id: '55' },
      { kind: 'deleted', source: 'pubmed', id: '56' },
    ])
  })

  it('skips a record without a PMID and a chapter of a book, and reads on', async () => {
    const loaded = await readFile(
      'update.xml',
      set(
        `<PubmedArticle><MedlineCitation/></PubmedArticle>\n<PubmedBookArticle><BookDocument/></PubmedBookArticle>${article('7', '1', structured)}`,
      ),
    )
    expect(problemsOf(loaded)).toMatchObject([
      { code: 'SOURCE_RECORD', place: { file: 'update.xml', line: 3 } },
      { code: 'SOURCE_RECORD', value: 'PubmedBookArticle', place: { line: 4 } },
    ])
    expect(documentsOf(loaded).map(({ id }) => id)).toEqual(['7'])
  })

  it('takes the year of an issue over two months, and author keywords where nothing is indexed', async () => {
    const text = article('8', '1', structured)
      .replace(/<PubDate>.*<\/PubDate>/, '<PubDate><MedlineDate>2019 Nov-Dec</MedlineDate></PubDate>')
      .replace(
        /<MeshHeadingList>[\s\S]*<\/MeshHeadingList>/,
        '<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">ploughing</Keyword></KeywordList>',
      )
    expect(documentsOf(await readFile('a.xml', set(text)))[0]).toMatchObject({
      date: '2019',
      synonyms: ['ploughing'],
    })
  })
})
