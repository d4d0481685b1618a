/** What may stand before the first element: declaration, instructions, comments, a document type. */
const prolog = /\s*(?:<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE\s[^[>]*(?:\[[^\]]*\]\s*)?>)/iy

const startTag = /\s*<([\p{L}_][\p{L}\p{N}_.:-]*)([^>]*)>?/uy

/** Name and written attributes of the first element of a text; null where there is none in it. */
export function rootElement(text: string): { readonly name: string; readonly attributes: string } | null {
  let at = 0
  for (;;) {
    prolog.lastIndex = at
    const found = prolog.exec(text)
    if (found === null) break
    at = prolog.lastIndex
  }
  startTag.lastIndex = at
  const [, name, attributes = ''] = startTag.exec(text) ?? []
  return name === undefined ? null : { name, attributes }
}
