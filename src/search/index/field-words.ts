import type { Passage } from '../corpus/passage.ts'
import { plainWords, stem } from '../text/words.ts'

/** The fields of the index, in the order in which counts are packed. */
export const indexFields = ['title', 'focus', 'body'] as const

export type IndexField = (typeof indexFields)[number]

/** Stems of a passage by field, repetitions kept. */
export type FieldWords = Readonly<Record<IndexField, readonly string[]>>

/**
 * The words by which a passage is found. `title`: title, question and headings of its document. `focus`: what the document is
 * about, with other names of it. `body`: its own words.
 */
export function fieldWords(passage: Passage): FieldWords {
  return stemmed(writtenWords(passage))
}

/** The same words as they are written, which is what spelling is judged by. */
export function writtenWords(passage: Passage): FieldWords {
  return {
    title: plainWords([passage.title, passage.question ?? '', ...passage.headings].join(' ')),
    focus: plainWords([passage.focus ?? '', ...passage.synonyms].join(' ')),
    body: plainWords(passage.text),
  }
}

export function stemmed({ title, focus, body }: FieldWords): FieldWords {
  return { title: title.map(stem), focus: focus.map(stem), body: body.map(stem) }
}
