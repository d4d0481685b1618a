/** Without the characters that nobody sees: of no width, turning the direction, and tags. */
export function withoutHidden(text: string): string {
  return text.replace(
    /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu,
    '',
  )
}
