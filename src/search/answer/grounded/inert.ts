/**
 * The words of a model without anything that a page or a terminal could act on: images go, links are their words, tags and
 * addresses go, hidden and control characters go.
 */
export function inert(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu, '')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<(script|style|iframe|object|svg)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/!\[[^\]]*\]\([^)]*\)?/g, '')
    .replace(/!?\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)/g, '$1')
    .replace(/^\s*\[[^\]\d][^\]]*\]:\s*\S+.*$/gm, '')
    .replace(/<\/?[a-z!?][^>]*>?/gi, '')
    .replace(/\b(?:https?|ftp|file|data|javascript|vbscript|mailto):\S+|\bwww\.\S+/gi, '')
    .replace(/[ \t]{2,}/g, ' ')
    .trim()
}
