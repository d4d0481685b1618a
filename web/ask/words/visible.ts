import { cleanText } from '../../../src/review/shown/text/clean-text.ts'

/** A text of a source or a person without what is not seen or turns its reading round. */
export function visible(text: string): string {
  return cleanText(text).clean.text
}

/** An address that may be opened; null for any other kind than a page of the web. */
export function openable(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? href : null
}

/** Title and headings of a source, outermost first. */
export function pathWords({
  title,
  headings,
}: {
  readonly title: string
  readonly headings: readonly string[]
}): string {
  return [title, ...headings].map(visible).join(' › ')
}
