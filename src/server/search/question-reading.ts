import { changeSentence, type Query } from '../../search/query/query.ts'
import type { QuestionReading } from '../contract/answers.ts'

/** How a question was read, for whoever asked. */
export function questionReading({ changes, focus, types }: Query): QuestionReading {
  return {
    changes: changes.map((change) => ({
      kind: change.kind,
      written: change.written,
      searched: [...change.searched],
      sentence: changeSentence(change),
    })),
    focus: focus.map(({ text }) => text),
    types: [...types],
  }
}
