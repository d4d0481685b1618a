import { cleanLine } from '../blocks/clean-line.ts'
import { partialDate, writtenDate } from '../blocks/dates.ts'
import { SectionWriter } from '../blocks/section-writer.ts'
import type { Limits } from '../limits.ts'
import { type Loaded, loadedDocument, recordProblem } from '../loaded.ts'
import { at, elements, plainText, within, type XmlElement } from '../xml/element.ts'
import { lineText } from './line-text.ts'
import { writeBlocks, writeSection } from './write-blocks.ts'

/**
 * An `article` as a document: abstract, sections with their headings, tables, lists and the captions of figures. References,
 * formulas and acknowledgements are left out.
 */
export function loadArticle(article: XmlElement, file: string, limits: Limits): Loaded {
  const meta = at(article, 'front', 'article-meta')
  const place = { file, line: article.line }
  const ids = articleIds(meta)
  const id = ids.pmc ?? ids.pmid ?? ids.doi
  if (id === null)
    return {
      kind: 'problem',
      problem: recordProblem(
        place,
        'The article has no identifier.',
        null,
        'an article-id: pmcid, pmid or doi',
      ),
    }
  const writer = new SectionWriter()
  for (const abstract of elements(meta, 'abstract')) writeAbstract(writer, abstract)
  for (const body of elements(article, 'body')) writeBlocks(writer, body)
  for (const floats of elements(article, 'floats-group')) writeBlocks(writer, floats)
  const title = at(meta, 'title-group', 'article-title')
  return loadedDocument(
    {
      id,
      source: 'pmc',
      title: (title === null ? '' : cleanLine(lineText(title))) || id,
      focus: null,
      synonyms: keywords(meta),
      type: 'article',
      question: null,
      date: publicationDate(meta),
      url: ids.pmc === null ? null : `https://pmc.ncbi.nlm.nih.gov/articles/${ids.pmc}/`,
      doi: ids.doi,
      pmid: ids.pmid,
      licence: licenceOf(meta),
      sections: writer.sections(),
    },
    null,
    place,
    limits,
  )
}

/** Pictures, and teasers of what the article says again, are no abstract. */
const otherAbstracts: ReadonlySet<string> = new Set(['graphical', 'teaser', 'toc', 'web-summary', 'video'])

function writeAbstract(writer: SectionWriter, abstract: XmlElement): void {
  if (otherAbstracts.has(abstract.attributes['abstract-type'] ?? '')) return
  writeSection(writer, abstract, 'Abstract')
}

interface ArticleIds {
  readonly pmc: string | null
  readonly pmid: string | null
  readonly doi: string | null
}

/** PMC writes its own as `pmc` with or without the letters, or as `pmcid` with them. */
function articleIds(meta: XmlElement | null): ArticleIds {
  const of = (...types: readonly string[]): string | null =>
    plainText(
      elements(meta, 'article-id').find(({ attributes }) =>
        types.includes(attributes['pub-id-type'] ?? ''),
      ) ?? null,
    )
  const pmc = /^(?:PMC)?(\d+)(?:\.\d+)?$/i.exec(of('pmcid', 'pmc') ?? '')?.[1]
  return { pmc: pmc === undefined ? null : `PMC${pmc}`, pmid: of('pmid'), doi: of('doi') }
}

function keywords(meta: XmlElement | null): readonly string[] {
  const names = elements(meta, 'kwd-group')
    .filter(({ attributes }) => attributes['kwd-group-type'] !== 'abbreviations')
    .flatMap((group) => within(group, 'kwd'))
  return [...new Set(names.map((name) => cleanLine(lineText(name))))].filter((name) => name !== '')
}

/** The earliest date on which the article was published, in print or on the net. */
function publicationDate(meta: XmlElement | null): string | null {
  const dates = elements(meta, 'pub-date')
    .filter(({ attributes }) => !/release|collection/.test(attributes['pub-type'] ?? ''))
    .map(
      (date) =>
        writtenDate(date.attributes['iso-8601-date']) ??
        partialDate(plainText(at(date, 'year')), plainText(at(date, 'month')), plainText(at(date, 'day'))),
    )
    .filter((date) => date !== null)
  return dates.toSorted()[0] ?? null
}

/** The address of the licence; its first sentence where it has none. */
function licenceOf(meta: XmlElement | null): string | null {
  const licence = at(meta, 'permissions', 'license')
  const address =
    licence?.attributes['xlink:href'] ??
    plainText(at(licence, 'ali:license_ref')) ??
    plainText(at(meta, 'permissions', 'ali:license_ref')) ??
    within(licence, 'ext-link')[0]?.attributes['xlink:href']
  return address ?? plainText(licence)?.slice(0, 300) ?? null
}
