/** Text as somebody typed it, without what no database keeps: NUL, and halves of a pair of surrogates. */
export function typedText(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd')
}
