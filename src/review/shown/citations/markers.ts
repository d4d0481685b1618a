import { raisedDigits } from '../../../text/raised.ts'
import type { DraftInline } from '../reading/draft.ts'
import { type PlacedText, slicePlaced } from '../text/placed-text.ts'
import { isAddress, sourceAddress, withoutStop } from './addresses.ts'
import type { SourceList } from './source.ts'
import { tidyCites } from './tidy-cites.ts'

/** What is known of an answer's sources while its text is read. */
export interface Known {
  readonly sources: SourceList
  /** Sources by the number that the answer gives them. */
  readonly byNumber: ReadonlyMap<number, number>
  readonly byNote: ReadonlyMap<string, number>
  /** Whether numbers in square brackets are those of sources even where nothing says which. */
  readonly countsSources: boolean
}

const bracketed = /\[\^?(\d{1,3}(?:\s?[,;–-]\s?\^?\d{1,3})*)\]/
/** `【4:0†source】`, and what the page of a chat leaves in a copied text. */
const lenses =
  /【[^】\n]{1,60}】|:contentReference\[oaicite:\d+\](?:\{index=\d+\})?|cite(?:turn\d+[a-z]+\d+)+/
const rounded = /(?<=[\p{L}\d%.,;)])\s?\((\d{1,3}(?:,\s?\d{1,3})*)\)(?=[.,;:]|$)/u
const raisedNumber = /(?<=\p{L}{4}|[.,;:)\]])[⁰¹²³⁴-⁹]+(?:[,˒][⁰¹²³⁴-⁹]+)*(?![\p{L}\d/])/u
const marker = new RegExp(
  [sourceAddress.source, lenses.source, bracketed.source, rounded.source, raisedNumber.source].join('|'),
  'giu',
)
/** Words before a bracket that holds a range of values. */
const measure =
  /(?:\b(?:CI|range|interval|IQR|score|between|from|of|grade|scale|points?|median|mean)\b:?|[=≈~<>≤≥])\s*$/i

/** Makes the references in a run of inlines into `cite`, in whatever way they are written. */
export function markCites(inlines: readonly DraftInline[], known: Known): readonly DraftInline[] {
  return tidyCites(inlines.flatMap((inline) => markInline(inline, known)))
}

function markInline(inline: DraftInline, known: Known): readonly DraftInline[] {
  switch (inline.kind) {
    case 'text':
      return markText(inline.placed, known)
    case 'link':
      return markLink(inline, known)
    case 'code':
      return isAddress(inline.placed.text) ? markText(inline.placed, known) : [inline]
    case 'note': {
      const source = known.byNote.get(inline.id)
      return source === undefined ? [] : [{ kind: 'cite', sources: [source] }]
    }
    case 'raised': {
      const numbers = /^\s*\[?(\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\]?\s*$/.exec(inline.placed.text)?.[1]
      const sources = numbers === undefined ? null : resolve(numbers, known, false)
      return sources === null ? [inline] : [{ kind: 'cite', sources }]
    }
    case 'strong':
    case 'emphasis':
    case 'strike':
      return [{ ...inline, children: markCites(inline.children, known) }]
    default:
      return [inline]
  }
}

function markText(placed: PlacedText, known: Known): readonly DraftInline[] {
  const parts: DraftInline[] = []
  let read = 0
  for (const found of placed.text.matchAll(marker)) {
    const written = holdsOnlyAddress(found[0]) ? withoutStop(found[0]) : found[0]
    const sources = sourcesOf(written, placed.text.slice(Math.max(0, found.index - 24), found.index), known)
    if (sources === null) continue
    if (found.index > read) parts.push({ kind: 'text', placed: slicePlaced(placed, read, found.index) })
    parts.push({ kind: 'cite', sources })
    read = found.index + written.length
  }
  if (read < placed.text.length) parts.push({ kind: 'text', placed: slicePlaced(placed, read) })
  return parts
}

const holdsOnlyAddress = (text: string): boolean => /^(?:https?:|www\.|doi|10\.|pm)/i.test(text)

/** The sources that a marker names, none for one that names nothing we know; null where it is no marker. */
function sourcesOf(written: string, before: string, known: Known): readonly number[] | null {
  if (holdsOnlyAddress(written)) return [known.sources.add({ url: written, title: null, quote: null })]
  if (/^(?:【|:content|cite)/.test(written)) {
    const number = /^【(\d{1,3})†/.exec(written)?.[1]
    return (number === undefined ? null : resolve(number, known, false)) ?? []
  }
  const inBrackets = /^\[\^?([^\]]*)\]$/.exec(written)?.[1]
  if (inBrackets !== undefined)
    return measure.test(before) ? null : resolve(inBrackets, known, known.countsSources)
  const inRound = /^\s?\(([\d,\s]+)\)$/.exec(written)?.[1]
  if (inRound !== undefined) return resolve(inRound, known, false)
  return resolve(
    written
      .split(/[,˒]/)
      .map((part) => raisedDigits(part) ?? '')
      .join(','),
    known,
    false,
  )
}

/** A longer range than this is one of values. */
const longestRange = 20

/** The sources of numbers such as "1, 3-5"; null where one is not known and `unknown` ones do not count. */
function resolve(numbers: string, known: Known, unknown: boolean): readonly number[] | null {
  const sources: number[] = []
  for (const part of numbers.replaceAll('^', '').split(/[,;]/)) {
    const [from = Number.NaN, to = from] = part.split(/[–-]/).map((digits) => Number.parseInt(digits, 10))
    if (!(from <= to && to - from <= longestRange)) return null
    for (let number = from; number <= to; number++) {
      const source =
        known.byNumber.get(number) ?? (unknown && number > 0 ? known.sources.addNumber(number) : undefined)
      if (source === undefined) return null
      sources.push(source)
    }
  }
  return sources
}

/** Words of a link that say nothing but that it is one. */
const linkWord =
  /^\W*(?:\^?\d{1,3}|sources?|links?|refs?|references?|citations?|read more|pdf|view|open)?\W*$/i

function markLink(link: Extract<DraftInline, { kind: 'link' }>, known: Known): readonly DraftInline[] {
  const text = plainText(link.children).trim()
  if (!/^(?:https?:\/\/|www\.)/i.test(link.url)) return markCites(link.children, known)
  const bare = isAddress(text) || linkWord.test(text)
  const number = /^\W*(\d{1,3})\W*$/.exec(text)?.[1]
  const listed = number === undefined ? undefined : known.byNumber.get(Number(number))
  const source =
    listed ?? known.sources.add({ url: link.url, title: link.title ?? (bare ? null : text), quote: null })
  return [...(bare ? [] : markCites(link.children, known)), { kind: 'cite', sources: [source] }]
}

function plainText(inlines: readonly DraftInline[]): string {
  return inlines
    .map((inline) =>
      'placed' in inline ? inline.placed.text : 'children' in inline ? plainText(inline.children) : '',
    )
    .join('')
}
