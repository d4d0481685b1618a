import type { PartView } from '../state/use-part.ts'
import { troubleWords } from '../words/trouble-words.ts'

/** Why nothing came of what was pressed, read out at once. */
export function Trouble({ view: { trouble } }: { readonly view: PartView }) {
  return <div role="alert">{trouble !== null && <p className="notice">{troubleWords(trouble)}</p>}</div>
}
