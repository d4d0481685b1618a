/** Shorter names are words of their own in any sentence. */
const shortestTelling = 3

/** Whether a text has a name in it, as whole words, whatever their case and what stands between them. */
export function namedIn(text: string, name: string): boolean {
  return name.length >= shortestTelling && asWords(text).includes(asWords(name))
}

function asWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .join(' ')} `
}
