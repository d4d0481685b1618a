import { limits } from '../limits.ts'
import { htmlText } from '../reading/visible-html.ts'
import { cleanLine } from '../text/clean-text.ts'
import { addressKey, isAddress, pubmedNumber, sourceAddress, withoutStop } from './addresses.ts'

/** A source that an answer names; the same shape as a citation that comes as data. */
export interface Source {
  readonly url: string | null
  readonly title: string | null
  readonly quote: string | null
}

/**
 * What the list of references says of a source, without the host it comes from: its title, or else its DOI or PubMed
 * number, the beginning of the quoted passage, or the words of its address.
 *
 * @param hidden Phrases, in small letters, that a reviewer must not see; an address that holds one is not put in words.
 */
export function describeSource(source: Source, hidden: readonly string[]): string {
  const title = source.title === null ? '' : titleWords(source.title)
  if (title !== '') return title
  const { url } = source
  const open = url !== null && !hidden.some((phrase) => url.toLowerCase().includes(phrase)) ? url : null
  return (
    (open === null ? null : identifierOf(open)) ??
    (source.quote === null ? null : quoteWords(source.quote)) ??
    (open === null ? null : addressWords(open)) ??
    'No description was given.'
  )
}

/** A title without addresses; empty where it was only a host. */
export function titleWords(title: string): string {
  const line = cleanLine(htmlText(title.slice(0, limits.referenceLength * 4)), limits.referenceLength)
  if (isAddress(line)) return ''
  return line
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(sourceAddress, (found) => found.slice(withoutStop(found).length))
    .replace(/\b(?:available (?:at|from)|retrieved from|url|link|doi|pmc?id)\s*:?\s*(?=$|[.,;)])/gi, '')
    .replace(/[([]\s*[)\]]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.,;:–—|-]+|[\s,;:–—|-]+$/g, '')
    .replace(/(?:\s*\.){2,}$/, '.')
}

function identifierOf(url: string): string | null {
  const doi = /10\.\d{4,9}\/[^\s?#]+/.exec(url.slice(0, 2000))?.[0]
  if (doi !== undefined) return cleanLine(`doi:${withoutStop(doi)}`, limits.referenceLength)
  const pubmed = pubmedNumber(url)
  return pubmed === null ? null : `PubMed ${pubmed}`
}

function quoteWords(quote: string): string | null {
  const line = titleWords(quote.slice(0, 1000))
  return line === '' ? null : `“${cleanLine(line, 120)}”`
}

/** "/topics/initial-management-of-af.html" is "Initial management of af"; null where the last part is no words. */
function addressWords(url: string): string | null {
  const path = url
    .slice(0, 2000)
    .replace(/^\w+:\/\//, '')
    .replace(/[?#].*$/s, '')
  const last = path
    .split('/')
    .slice(1)
    .findLast((part) => part !== '')
  const words =
    last
      ?.replace(/\.\w{2,5}$/, '')
      .replace(/[-_+]|%20/g, ' ')
      .trim() ?? ''
  if (
    !/^[\p{L}\d ]+$/u.test(words) ||
    words.split(' ').filter((word) => /^\p{L}{2,}$/u.test(word)).length < 2
  )
    return null
  return cleanLine(`${words[0]?.toUpperCase()}${words.slice(1)}`, limits.referenceLength)
}

/** Sources in the order in which they are met, each once. */
export class SourceList {
  readonly #sources: Source[] = []
  readonly #places = new Map<string, number>()

  /** @returns The place of the source, from 0. */
  add(source: Source): number {
    const keys = keysOf(source)
    const known = keys.map((key) => this.#places.get(key)).find((place) => place !== undefined)
    const place = known ?? this.#sources.length
    const before = this.#sources[place]
    this.#sources[place] = {
      url: before?.url ?? source.url,
      title:
        before === undefined || before.title === null || isAddress(before.title)
          ? source.title
          : before.title,
      quote: before?.quote ?? source.quote,
    }
    for (const key of keys) if (!this.#places.has(key)) this.#places.set(key, place)
    return place
  }

  /** A source that is only a number in the text. */
  addNumber(number: number): number {
    const key = `number:${number}`
    const known = this.#places.get(key)
    if (known !== undefined) return known
    this.#places.set(key, this.#sources.length)
    return this.#sources.push({ url: null, title: null, quote: null }) - 1
  }

  get all(): readonly Source[] {
    return this.#sources
  }
}

function keysOf({ url, title }: Source): readonly string[] {
  const words = title === null ? '' : titleWords(title).toLowerCase()
  return [
    ...(url === null || url === '' ? [] : [addressKey(url)]),
    ...(words.length < 12 ? [] : [`title:${words}`]),
  ]
}
