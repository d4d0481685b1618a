import { parseDocument } from 'yaml'
import { problem } from '../../../problem.ts'

/** Longer front matter is none. */
const mostCharacters = 20_000

/** What stands between `---` and `---` at the start of a text, as data, and the text after it. */
export function frontMatter(text: string, file: string): { readonly front: unknown; readonly body: string } {
  const [whole, yaml] =
    /^---[ \t]*\r?\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m.exec(text.slice(0, mostCharacters)) ?? []
  if (whole === undefined || yaml === undefined) {
    // A line across the page may begin a text; a name with a colon behind it was meant to be front matter.
    if (/^---[ \t]*\r?\n[a-z]+:(?:\s|$)/i.test(text))
      throw problem(
        'SOURCE_FRONT_MATTER',
        'The front matter does not end.',
        'End it with a line of three hyphens.',
        { place: { file, line: 1 }, expected: `a line --- within ${mostCharacters} characters` },
      )
    return { front: {}, body: text }
  }
  // Days, years and numbers stay text.
  const document = parseDocument(yaml, { schema: 'failsafe', uniqueKeys: true })
  const [error] = document.errors
  if (error !== undefined)
    throw problem('SOURCE_FRONT_MATTER', 'The front matter is not YAML.', 'Correct it.', {
      place: { file, line: 1 + (error.linePos?.[0].line ?? 0) },
      value: error.message.split('\n')[0] ?? null,
    })
  return { front: dataOf(document, file) ?? {}, body: text.slice(whole.length) }
}

function dataOf(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 })
  } catch {
    throw problem('SOURCE_FRONT_MATTER', 'The front matter grows without end.', 'Write it without aliases.', {
      place: { file, line: 1 },
    })
  }
}
