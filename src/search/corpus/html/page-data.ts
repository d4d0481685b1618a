import type { Element } from 'domhandler'
import { cleanLine } from '../blocks/clean-line.ts'
import { writtenDate } from '../blocks/dates.ts'
import { ownText } from './page.ts'

/** What the head of a page says of it. */
export interface PageData {
  readonly title: string | null
  readonly url: string | null
  readonly doi: string | null
  readonly date: string | null
  readonly licence: string | null
}

export function pageData(head: readonly Element[]): PageData {
  const metas = new Map<string, string>()
  for (const { name, attribs } of head) {
    const key = (attribs.name ?? attribs.property)?.trim().toLowerCase()
    const content = cleanLine(attribs.content ?? '')
    if (name === 'meta' && key !== undefined && content !== '' && !metas.has(key)) metas.set(key, content)
  }
  const meta = (...keys: readonly string[]): string | null =>
    keys.map((key) => metas.get(key)).find((content) => content !== undefined) ?? null
  const link = (kind: string): string | null =>
    head.find(
      ({ name, attribs }) => name === 'link' && (attribs.rel ?? '').toLowerCase().split(/\s+/).includes(kind),
    )?.attribs.href ?? null
  const title = head.find(({ name }) => name === 'title')
  return {
    title:
      meta('citation_title', 'dc.title', 'og:title') ??
      (cleanLine(title === undefined ? '' : ownText(title)) || null),
    url: webAddress(link('canonical')) ?? webAddress(meta('og:url', 'citation_public_url')),
    doi:
      meta('citation_doi', 'dc.identifier.doi', 'prism.doi')?.replace(
        /^(?:doi:|https?:\/\/(?:dx\.)?doi\.org\/)\s*/i,
        '',
      ) ?? null,
    date: writtenDate(
      meta(
        'article:modified_time',
        'dcterms.modified',
        'dc.date.modified',
        'last-modified',
        'article:published_time',
        'dcterms.issued',
        'dc.date.issued',
        'dc.date',
        'dcterms.date',
        'citation_publication_date',
        'date',
      )?.replaceAll('/', '-'),
    ),
    licence: link('license') ?? meta('dcterms.license', 'dc.rights', 'dcterms.rights'),
  }
}

/** An address on the web; nothing else is shown as a link. */
function webAddress(written: string | null): string | null {
  if (written === null || !URL.canParse(written)) return null
  const { protocol, href } = new URL(written)
  return protocol === 'https:' || protocol === 'http:' ? href : null
}
