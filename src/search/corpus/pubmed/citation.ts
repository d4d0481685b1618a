import { cleanLine } from '../blocks/clean-line.ts'
import { partialDate } from '../blocks/dates.ts'
import { SectionWriter } from '../blocks/section-writer.ts'
import type { Limits } from '../limits.ts'
import { type Loaded, loadedDocument, recordProblem } from '../loaded.ts'
import type { Section } from '../source-document.ts'
import { at, elements, plainText, type XmlElement } from '../xml/element.ts'
import { inlineText } from '../xml/inline-text.ts'

/** A `PubmedArticle` as a document: the abstract, a section for each of its labelled parts. */
export function loadCitation(record: XmlElement, file: string, limits: Limits): Loaded {
  const citation = at(record, 'MedlineCitation')
  const article = at(citation, 'Article')
  const pmid = at(citation, 'PMID')
  const id = plainText(pmid)
  const place = { file, line: record.line }
  if (id === null || !/^\d{1,10}$/.test(id) || article === null)
    return {
      kind: 'problem',
      problem: recordProblem(place, 'The citation has no PMID or no article.', id, 'a PMID and an Article'),
    }
  const sections = abstractSections(at(article, 'Abstract'))
  if (sections.length === 0)
    return { kind: 'left-out', source: 'pubmed', id, reason: 'The citation has no abstract.' }
  const title = at(article, 'ArticleTitle') ?? at(article, 'VernacularTitle')
  return loadedDocument(
    {
      id,
      source: 'pubmed',
      title: (title === null ? '' : cleanLine(inlineText(title))) || `PubMed ${id}`,
      focus: null,
      synonyms: topics(citation),
      type: 'abstract',
      question: null,
      date: publicationDate(article),
      url: `https://pubmed.ncbi.nlm.nih.gov/${id}/`,
      doi: doiOf(record, article),
      pmid: id,
      licence: plainText(at(article, 'Abstract', 'CopyrightInformation')),
      sections,
    },
    revisionOf(citation, pmid),
    place,
    limits,
  )
}

/** Labels are written in capitals: "BACKGROUND" is the heading "Background". */
function abstractSections(abstract: XmlElement | null): readonly Section[] {
  const writer = new SectionWriter()
  for (const part of elements(abstract, 'AbstractText')) {
    const label = part.attributes.Label ?? null
    writer.under(label === null || label === 'UNLABELLED' ? null : sentenceCase(label), () =>
      writer.paragraph(inlineText(part)),
    )
  }
  return writer.sections()
}

function sentenceCase(label: string): string {
  return /\p{Ll}/u.test(label) ? label : label.charAt(0) + label.slice(1).toLowerCase()
}

/**
 * What the indexers say the article is mainly about, as other words for its topic: descriptors that are a major topic, alone
 * or with one of their qualifiers. Author keywords stand in where an article is not indexed yet.
 */
function topics(citation: XmlElement | null): readonly string[] {
  const major = elements(at(citation, 'MeshHeadingList'), 'MeshHeading')
    .filter((heading) => elements(heading).some((part) => part.attributes.MajorTopicYN === 'Y'))
    .map((heading) => plainText(at(heading, 'DescriptorName')))
  const keywords = elements(at(citation, 'KeywordList'), 'Keyword').map(plainText)
  const names = (major.length > 0 ? major : keywords).filter((name) => name !== null)
  return [...new Set(names.map(cleanLine))].filter((name) => name !== '')
}

/** Date of the journal's issue; "2019 Nov-Dec" is 2019. */
function publicationDate(article: XmlElement): string | null {
  const issue = at(article, 'Journal', 'JournalIssue', 'PubDate')
  const part = (name: string): string | null => plainText(at(issue, name))
  const year = part('Year') ?? /\b(?:1[89]|20)\d\d\b/.exec(part('MedlineDate') ?? '')?.[0] ?? null
  return partialDate(year, part('Month'), part('Day'))
}

/** Not the DOI of an article in its list of references. */
function doiOf(record: XmlElement, article: XmlElement): string | null {
  const [located] = elements(article, 'ELocationID').filter(
    ({ attributes }) => attributes.EIdType === 'doi' && attributes.ValidYN !== 'N',
  )
  const [listed] = elements(at(record, 'PubmedData', 'ArticleIdList'), 'ArticleId').filter(
    ({ attributes }) => attributes.IdType === 'doi',
  )
  return plainText(located ?? listed ?? null)
}

/** Version of the PMID, then the day on which the record was last changed. */
function revisionOf(citation: XmlElement | null, pmid: XmlElement | null): string {
  const version = /^\d{1,4}$/.exec(pmid?.attributes.Version ?? '')?.[0] ?? '1'
  const revised = at(citation, 'DateRevised') ?? at(citation, 'DateCompleted')
  const part = (name: string): string | null => plainText(at(revised, name))
  const day = partialDate(part('Year'), part('Month'), part('Day')) ?? '0000'
  return `${version.padStart(4, '0')} ${day}`
}
