import { problem } from '../../problem.ts'

// PostgreSQL keeps no NUL, and half a surrogate pair cannot be written as UTF-8 and read back the same.
const unstorable = /[\0\p{Surrogate}]/u

/**
 * The text itself, if the database can keep it unchanged.
 *
 * @throws ProblemError TEXT_NOT_STORABLE.
 */
export function storableText(text: string, field: string): string {
  if (!unstorable.test(text)) return text
  throw problem(
    'TEXT_NOT_STORABLE',
    'The text holds a character that is not valid Unicode text (NUL or half a surrogate pair).',
    'Save the file as UTF-8 without such characters, then import it again.',
    { place: { field }, value: text },
  )
}

/** Like `storableText` for columns whose few values repeat: each is looked at once. */
export function storableTextOnce(): (text: string, field: string) => string {
  const seen = new Set<string>()
  return (text, field) => {
    if (seen.has(text)) return text
    storableText(text, field)
    seen.add(text)
    return text
  }
}
