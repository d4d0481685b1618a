/**
 * The shape of a text without what it says: letters become x or X and digits 0, so that a person can find the place
 * and nobody learns the identifier. `Mrs Doe, 4 July` becomes `Xxx Xxx, 0 Xxxx`.
 */
export function mask(text: string): string {
  return text
    .replace(/\p{L}/gu, (letter) => (letter === letter.toLowerCase() ? 'x' : 'X'))
    .replace(/\p{N}/gu, '0')
}
