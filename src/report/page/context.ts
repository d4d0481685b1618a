import type { Results } from '../../analysis/results-schema.ts'
import type { NoteKey } from '../method-notes.ts'
import { methodNotes } from '../method-notes.ts'
import { type Methods, methods } from '../methods.ts'
import type { ReferenceKey } from '../references.ts'
import { type Names, namesOf } from '../words.ts'

/** What a table or a figure of any report needs: whether its marks are simulated, and ids that never repeat. */
export interface DrawnContext {
  readonly results: { readonly study: { readonly sample: boolean } }
  readonly id: (prefix: string) => string
}

/** What every part of the page needs: the results, the names, the numbering, and ids that never repeat. */
export interface PageContext {
  readonly results: Results
  readonly names: Names
  readonly methods: Methods
  /** Links to the notes on methods, as superscripts; empty for a note that the results do not need. */
  readonly note: (...keys: readonly NoteKey[]) => string
  /** Links to the references, in square brackets; empty where there is nothing to cite. */
  readonly citation: (keys: readonly ReferenceKey[]) => string
  /** A fresh id: the prefix and a number. Text of people never becomes part of an id. */
  readonly id: (prefix: string) => string
}

export function pageContext(results: Results): PageContext {
  const notes = methodNotes(results)
  const text = methods(results)
  const used = new Map<string, number>()
  return {
    results,
    names: namesOf(results),
    methods: text,
    note: (...keys) => {
      const numbers = keys.map((key) => notes.findIndex((note) => note.key === key) + 1).filter((n) => n > 0)
      const links = numbers.map(
        (n) => `<a class="note-link" href="#note-${n}" aria-label="M${n}, note on methods">M${n}</a>`,
      )
      return links.length === 0 ? '' : `<sup>${links.join(' ')}</sup>`
    },
    citation: (keys) => {
      const numbers = keys
        .map((key) => text.references.findIndex((entry) => entry.key === key) + 1)
        .sort((a, b) => a - b)
      const links = numbers.map((n) => `<a href="#reference-${n}" aria-label="Reference ${n}">${n}</a>`)
      return links.length === 0 ? '' : ` [${links.join(', ')}]`
    },
    id: (prefix) => {
      const next = (used.get(prefix) ?? 0) + 1
      used.set(prefix, next)
      return `${prefix}-${next}`
    },
  }
}
