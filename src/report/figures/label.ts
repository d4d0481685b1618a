/** Average width of a character of the figure's font, as a share of its size. */
const narrowCharacter = 0.54
const wideCharacter = 1
const fontSize = 13

/** Estimated width of a text in user units. SVG cannot measure before it is drawn. */
export function textWidth(text: string, size = fontSize): number {
  let width = 0
  for (const character of text) width += isWide(character) ? wideCharacter : narrowCharacter
  return width * size
}

/** Breaks a label into at most `lines` lines that fit `width`; what does not fit loses its middle. */
export function wrapLabel(label: string, width: number, lines: number): string[] {
  const words = label.trim().split(/[ \t\n]+/)
  const wrapped: string[] = []
  let current = ''
  for (const word of words) {
    const longer = current === '' ? word : `${current} ${word}`
    if (textWidth(longer) <= width || current === '') {
      current = longer
    } else {
      wrapped.push(current)
      current = word
    }
  }
  wrapped.push(current)
  if (wrapped.length > lines) {
    const rest = wrapped.slice(lines - 1).join(' ')
    return [...wrapped.slice(0, lines - 1).map((text) => shorten(text, width)), shorten(rest, width)]
  }
  return wrapped.map((text) => shorten(text, width))
}

/** Start and end of a text: what tells two names apart is often at the end. */
function shorten(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  const characters = [...text]
  for (let kept = characters.length - 1; kept > 1; kept -= 1) {
    const start = characters.slice(0, Math.ceil(kept / 2)).join('')
    const end = characters.slice(characters.length - Math.floor(kept / 2)).join('')
    const shorter = `${start.trimEnd()}…${end.trimStart()}`
    if (textWidth(shorter) <= width) return shorter
  }
  return '…'
}

/** Ideographs, kana, Hangul, full-width forms and emoji take the full size. */
function isWide(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff00 && code <= 0xff60) ||
    code >= 0x1f300
  )
}
