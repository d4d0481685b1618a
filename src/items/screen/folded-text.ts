/** A text as the rules read it, and where each of its units stands in the text as written. */
export interface FoldedText {
  readonly text: string
  /** Place in the text as written of each unit; one more entry for the end. */
  readonly places: readonly number[]
}

/**
 * Brings together what looks the same to a reader: every kind of space is one space, a hyphen that does not break is a
 * hyphen, digits of other scripts and full-width letters are the plain ones, letters are composed, and what is not seen
 * (zero-width characters, soft hyphens, terminal colours) is gone. Lines stay lines.
 */
export function foldText(text: string): FoldedText {
  if (isPlain.test(text))
    return { text, places: Array.from({ length: text.length + 1 }, (_, place) => place) }
  const folded: string[] = []
  const places: number[] = []
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const plain = isSpace.test(piece) ? ' ' : isUnseen.test(piece) ? '' : plainForm(piece)
    if (plain === '' || (plain === ' ' && folded.at(-1)?.endsWith(' '))) continue
    for (let unit = 0; unit < plain.length; unit++) places.push(index + Math.min(unit, piece.length - 1))
    folded.push(plain)
  }
  places.push(text.length)
  return { text: folded.join(''), places }
}

const space = String.raw`&nbsp;|&#160;|&#xa0;|[^\S\r\n\u2028\u2029\ufeff]`
const unseen = /[^\P{Cc}\s]\[[0-9;]*[A-Za-z]|[^\P{Cc}\s]|\p{Cf}/u.source
const isSpace = new RegExp(`^(?:${space})$`, 'iu')
const isUnseen = new RegExp(`^(?:${unseen})$`, 'u')
const pieces = new RegExp(`${unseen}|${space}|[\\s\\S]\\p{M}*`, 'giu')

/** Printable ASCII in lines, without doubled spaces and without a sign that begins an entity: nothing is folded in it. */
const isPlain = /^(?:[\n!-%'-~]| (?! ))*$/

const zeros = [0x0660, 0x06f0, 0x0966]

function plainForm(piece: string): string {
  const code = piece.codePointAt(0) ?? 0
  if (code === 0x2010 || code === 0x2011) return '-'
  const zero = zeros.find((first) => code >= first && code < first + 10)
  if (zero !== undefined) return String(code - zero)
  return code >= 0xff00 && code <= 0xffef ? piece.normalize('NFKC') : piece.normalize('NFC')
}
