import { indexWords, plainWords } from '../../src/search/text/words.ts'

/** Words that ask or join and say nothing of what a question is about. */
const functionWords = new Set(
  `a about after all also am an and any are as at be because been before between both but by can could describe did do does during each
  for from give given had has have he her his how i if in into is it its list may me might more most my no not of on or other our out
  over please shall she should so some such than that the their them then there these they this those through to under up was we were
  what when where whether which while who whom whose why will with would you your`
    .trim()
    .split(/\s+/),
)

/** Stems of the words of a question that say what it is about: what clinical search asks an index for, before it understands more. */
export function contentWords(question: string): string[] {
  return indexWords(contentText(question))
}

/** The same words as they were written, in lower case: for engines that stem by themselves. */
export function contentText(question: string): string {
  const words = plainWords(question)
  const left = words.filter((word) => !functionWords.has(word))
  return (left.length === 0 ? words : left).join(' ')
}
