import { parse, tokenizers } from 'comment-parser'

/** A documentation comment taken apart. */
export interface Docstring {
  /** Everything before the first tag. */
  readonly text: string
  /** Texts of the tags by name; a tag may stand several times. */
  readonly tags: ReadonlyMap<string, readonly string[]>
}

/** @param comment The comment between its opening and its closing mark. */
export function parseDocstring(comment: string): Docstring {
  const [block] = parse(`/*${comment}*/`, {
    spacing: 'preserve',
    tokenizers: [tokenizers.tag(), tokenizers.description('preserve')],
  })
  const tags = new Map<string, string[]>()
  for (const { tag, description } of block?.tags ?? []) {
    tags.set(tag, [...(tags.get(tag) ?? []), unwrapped(description)])
  }
  return { text: (block?.description ?? '').trim(), tags }
}

/** A tag that was broken over several lines, as one. */
function unwrapped(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim()
}
