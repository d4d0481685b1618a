import { sentenceEnds } from '../../../text/sentence-ends.ts'
import { inert } from './inert.ts'

/** A sentence of a model with the numbers that it cites. */
export interface ReplySentence {
  readonly text: string
  /** In the order written, each once; numbers that no passage has are among them. */
  readonly numbers: readonly number[]
}

const citation = /\s*\[(\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*)\]/g
const declining =
  /^(?:not answered|i (?:do not|don't) know|i (?:cannot|can't|am unable to) (?:answer|help)|i am sorry|i'm sorry|(?:the |these )?(?:passages|sources|documents) do(?:es)? not)\b/i

/** Whether a reply says that it does not answer. */
export function repliesNothing(reply: string): boolean {
  const plain = inert(reply).replace(/^[\s*"'“(-]+/, '')
  return plain === '' || declining.test(plain)
}

/** Sentences of a reply, made inert, without bullets and marks. A mark behind the full stop belongs to what it ends. */
export function parseReply(reply: string): readonly ReplySentence[] {
  const sentences: ReplySentence[] = []
  for (const line of inert(reply).split('\n')) {
    // "Give 5 mg. [1]" and "Give 5 mg [1]." are the same.
    const joined = line.replace(/([.!?])((?:\s*\[\d[\d\s,;–-]*\])+)/g, '$2$1')
    let start = 0
    for (const end of sentenceEnds(joined)) {
      const written = joined.slice(start, end)
      start = end
      const numbers = [...new Set([...written.matchAll(citation)].flatMap(([, list = '']) => listed(list)))]
      const text = written
        .replace(citation, '')
        .replace(/^\s*(?:[-*•#>]+|\d{1,2}[.)])\s+/, '')
        .replace(/[*_`]{1,3}/g, '')
        .trim()
      if (/[\p{L}\p{N}]/u.test(text)) sentences.push({ text, numbers })
    }
  }
  return sentences
}

const longestRange = 20

function listed(list: string): readonly number[] {
  return list.split(/[,;]/).flatMap((part) => {
    const [from = Number.NaN, to = from] = part.split(/[–-]/).map(Number)
    if (!(to >= from && to - from < longestRange)) return [from, to]
    return Array.from({ length: to - from + 1 }, (_, index) => from + index)
  })
}
