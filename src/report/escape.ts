/*
 * Labels, questions and codes come from whoever wrote the protocol or the files. They reach a page only
 * through these functions.
 */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Text for HTML and SVG content and for quoted attributes.
 *
 * Control characters have no place in a document and bidirectional embeddings, overrides and isolates could
 * reorder what stands around them, so both are dropped. The marks that single words in right-to-left scripts
 * need (U+200E, U+200F) stay. A lone surrogate becomes U+FFFD.
 */
export function escapeText(text: string): string {
  return [...text].map(safeCharacter).join('')
}

/** Text of a person, kept apart from the direction of the text around it. HTML only; SVG has no `bdi`. */
export function isolated(text: string): string {
  return `<bdi>${escapeText(text)}</bdi>`
}

function safeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const control = (code < 0x20 && code !== 0x09 && code !== 0x0a) || (code >= 0x7f && code <= 0x9f)
  const embedding = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)
  if (control || embedding || code === 0xfffe || code === 0xffff) return ''
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd'
  return entities[character] ?? character
}
