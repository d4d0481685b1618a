import type { ClinicalAnswer } from './answer.ts'
import { type AnswerDress, blocksOf, layOut } from './answer-layout.ts'
import { withoutHidden } from './hidden-characters.ts'

/** Signs that Markdown or a page would act on are escaped, so that words of a source stay words. */
export const markdownDress: AnswerDress = { words: escaped, strong: (text) => `**${text}**` }

/** The answer as Markdown with marks like [1]: for an API that speaks in text. */
export function answerMarkdown(answer: ClinicalAnswer): string {
  return `${blocksOf(layOut(answer, markdownDress)).join('\n\n')}\n`
}

/** What is said, without the lists of sources and the statement: for an arm, whose citations stand beside its text. */
export function answerBody(answer: ClinicalAnswer): string {
  const { emergency, body } = layOut(answer, markdownDress)
  return [...(emergency === null ? [] : [emergency]), ...body].join('\n\n')
}

/** Backslashes before what opens a link, an image, a tag, code or emphasis; hidden characters out. */
function escaped(text: string): string {
  return withoutHidden(text)
    .replace(/[\\`*_[\]<>|]/g, '\\$&')
    .replace(/^([#+-]|\d+[.)])(?=\s)/, '\\$1')
}
