/**
 * Keeps a text from being read as markdown where the page showed it as plain text. Square brackets are left alone: `[1]` is
 * how answers mark their sources, and means nothing else.
 */
export function escapeText(text: string): string {
  return text
    .replace(/[\\`*]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~~/g, '\\~~')
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/^([#>+=-]|\d{1,9}(?=[.)]\s))/, (found) => (/^\d/.test(found) ? found : `\\${found}`))
    .replace(/^(\d{1,9})([.)])(?=\s)/, '$1\\$2')
}
