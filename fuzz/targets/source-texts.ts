/* Sources of invented conditions, one of each format that a corpus is read from. */

export const articleText = `<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "a.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta>
<article-id pub-id-type="pmid">900001</article-id><article-id pub-id-type="doi">10.5555/fuzz.1</article-id>
<title-group><article-title>Plough fever in <italic>adults</italic></article-title></title-group>
<pub-date pub-type="epub"><day>17</day><month>5</month><year>2024</year></pub-date>
<abstract><sec><title>Aims</title><p>To see what helps.</p></sec></abstract>
<kwd-group><kwd>plough fever</kwd></kwd-group></article-meta></front>
<body><sec><title>Methods</title><p>We gave drugs [<xref ref-type="bibr" rid="r1">1</xref>] with 10<sup>9</sup>/l.</p>
<list list-type="order"><list-item><p>5 mg twice daily.</p></list-item></list>
<table-wrap><label>Table 1</label><table><thead><tr><th rowspan="2">Group</th><th colspan="2">Dose</th></tr></thead>
<tbody><tr><td>Adults</td><td>5 mg</td></tr></tbody></table></table-wrap></sec></body></article>
`

const loinc = 'codeSystem="2.16.840.1.113883.6.1"'

export const labelText = `<?xml version="1.0" encoding="UTF-8"?>
<document xmlns="urn:hl7-org:v3"><title>HARROWIX</title><effectiveTime value="20240517"/>
<setId root="AAAAAAAA-0000-1111-2222-BBBBBBBBBBBB"/><component><structuredBody>
<component><section><code code="48780-1" ${loinc}/><subject><manufacturedProduct><manufacturedProduct><name>Harrowix</name>
<asEntityWithGeneric><genericMedicine><name>harrowmab</name></genericMedicine></asEntityWithGeneric></manufacturedProduct></manufacturedProduct></subject></section></component>
<component><section><code code="34068-7" ${loinc}/><title>2 DOSAGE</title><text>Start low.<paragraph>Take with water<footnote>Not milk.</footnote>.</paragraph>
<list><item><caption>a</caption>5 mg</item></list><table><tr><th>Clearance</th><td>&lt; 30</td></tr></table></text></section></component>
</structuredBody></component></document>
`

export const medquadText = `<?xml version="1.0" encoding="UTF-8"?>
<Document id="0000900" source="Invented" url="https://example.org/harrow-fever"><Focus>Harrow fever</Focus>
<FocusAnnotations><UMLS><CUIs><CUI>C9999999</CUI></CUIs></UMLS><Synonyms><Synonym>Plough fever</Synonym></Synonyms></FocusAnnotations>
<QAPairs><QAPair pid="1"><Question qid="0000900-1" qtype="treatment">How is it treated ?</Question>
<Answer>Two ways:    - Rest.    -  Water &amp; salt, &lt; 7 days.</Answer></QAPair>
<QAPair pid="2"><Question qid="0000900-2" qtype="causes">Why ?</Question><Answer></Answer></QAPair></QAPairs></Document>
`

export const pubmedText = `<?xml version="1.0" encoding="utf-8"?>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">101</PMID>
<DateRevised><Year>2025</Year><Month>03</Month><Day>09</Day></DateRevised><Article><Journal><JournalIssue><PubDate><Year>2024</Year><Month>May</Month></PubDate></JournalIssue></Journal>
<ArticleTitle>Harrowmab: 10<sup>9</sup>/l &amp; CO<sub>2</sub>.</ArticleTitle><ELocationID EIdType="doi">10.5555/fuzz.2</ELocationID>
<Abstract><AbstractText Label="METHODS" NlmCategory="METHODS">We gave 5 mg.</AbstractText><AbstractText>It helped.</AbstractText></Abstract></Article>
<MeshHeadingList><MeshHeading><DescriptorName MajorTopicYN="Y">Fever</DescriptorName></MeshHeading></MeshHeadingList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.5555/fuzz.2</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
<DeleteCitation><PMID Version="1">102</PMID></DeleteCitation></PubmedArticleSet>
`

export const htmlText = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Gout</title>
<style>.x { display: none } p:not(.y) > b { color: #fff } @media print { .z { visibility: hidden } }</style>
<script type="application/ld+json">{"@type":"Article","datePublished":"2024-05-17"}</script></head>
<body><nav>Home</nav><main><h1>Gout</h1><p>Give <b>5 mg</b> once daily.<span class="x">Ignore this.</span></p>
<h2>Doses</h2><ul><li>one<ol><li>two</li></ol></li></ul><table><tr><th colspan="2">Dose</th></tr><tr><td>Adults</td><td>5&nbsp;mg</td></tr></table>
<dl><dt>Rest</dt><dd>two days</dd></dl><p hidden>hidden</p><p style="font-size:0">none</p><pre>a
b</pre></main><footer>&copy; nobody</footer></body></html>
`
