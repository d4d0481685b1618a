import type { Span } from '../text/placed-text.ts'

/** What a piece of HTML is to a reader. */
export type HtmlPiece =
  | (Span & { readonly kind: 'text' })
  /** `name` in small letters. */
  | (Span & { readonly kind: 'open' | 'close'; readonly name: string })
  | (Span & { readonly kind: 'nothing' })

/** Elements whose content is for the browser and not for the reader. */
export const unreadElements: ReadonlySet<string> = new Set(
  'script style svg math template noscript iframe object embed canvas audio video head title textarea select noembed noframes xmp'.split(
    ' ',
  ),
)

/** Elements that begin or end a line. */
export const lineElements: ReadonlySet<string> = new Set(
  'address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)

const inlineElements = new Set(
  'a abbr acronym applet area b base basefont bdi bdo big blink button cite code col colgroup data datalist del dfn dialog dir em font frame frameset i img input ins kbd label link map mark marquee meta meter nobr optgroup option output param picture pre progress q rp rt ruby s samp slot small source span strike strong sub sup td th time track tt u var wbr path circle rect animate set image use foreignobject g a defs'.split(
    ' ',
  ),
)

/**
 * Reads HTML as a browser would show it, in one pass. Only elements of HTML and SVG count as markup: in clinical text
 * `<LLN and Hb >` is no element but "below" and "above", and stays as it is written.
 */
export function htmlPieces(html: string): readonly HtmlPiece[] {
  const pieces: HtmlPiece[] = []
  let read = 0
  for (const found of html.matchAll(markup)) {
    const start = found.index
    const end = start + found[0].length
    const piece = pieceOf(found, start, end)
    if (piece === null) continue
    if (start > read) pieces.push({ kind: 'text', start: read, end: start })
    pieces.push(piece)
    read = end
  }
  if (read < html.length) pieces.push({ kind: 'text', start: read, end: html.length })
  return pieces
}

const markup =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[!?][^>]*>|<(\/?)([a-z][a-z0-9:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi

function pieceOf(found: RegExpMatchArray, start: number, end: number): HtmlPiece | null {
  const name = found[2]?.toLowerCase()
  if (name === undefined) return { kind: 'nothing', start, end }
  if (!unreadElements.has(name) && !lineElements.has(name) && !inlineElements.has(name)) return null
  const attributes = found[3] ?? ''
  if (name.length < 3 && !/^\s*\/?$|=/.test(attributes)) return null
  return { kind: found[1] === '/' ? 'close' : 'open', name, start, end }
}

// biome-ignore format: one line for each entity would hide the rest of the file
const named: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', le: '≤', ge: '≥', ne: '≠', plusmn: '±', times: '×',
  divide: '÷', deg: '°', micro: 'µ', mu: 'μ', alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', Delta: 'Δ', frac12: '½',
  sup2: '²', sup3: '³', ndash: '–', mdash: '—', hellip: '…', bull: '•', middot: '·', rarr: '→', larr: '←', uarr: '↑',
  darr: '↓', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', thinsp: '\u2009', minus: '−', asymp: '≈', infin: '∞',
}

/** A character reference as the reader sees it; one that is not known stays as it is written. */
export const characterReference = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z0-9]{1,31}));/gi

export function decodeReference(found: readonly (string | undefined)[]): string | null {
  const [, decimal, hexadecimal, name] = found
  if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? null) : null
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return valid ? String.fromCodePoint(code) : '\ufffd'
}

/** HTML as one line of plain text, such as the title of a source. */
export function htmlText(html: string): string {
  let unread: string | null = null
  let text = ''
  for (const piece of htmlPieces(html)) {
    if (unread !== null) {
      if (piece.kind === 'close' && piece.name === unread) unread = null
    } else if (piece.kind === 'text') text += html.slice(piece.start, piece.end)
    else if (piece.kind === 'open' && unreadElements.has(piece.name)) unread = piece.name
    else if (piece.kind !== 'nothing' && lineElements.has(piece.name)) text += ' '
  }
  return text.replace(characterReference, (...found: string[]) => decodeReference(found) ?? found[0] ?? '')
}
