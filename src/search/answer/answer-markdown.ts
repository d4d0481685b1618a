import type { ClinicalAnswer } from './answer.ts'
import { type AnswerDress, blocksOf, layOut } from './answer-layout.ts'
import { withoutHidden } from './hidden-characters.ts'

/** Signs that Markdown or a page would act on are escaped, so that words of a source stay words. */
export const markdownDress: AnswerDress = { words: escaped, strong: (text) => `**${text}**`, address }

/** The answer as Markdown with marks like [1]: for an API that speaks in text. */
export function answerMarkdown(answer: ClinicalAnswer): string {
  return `${blocksOf(layOut(answer, markdownDress)).join('\n\n')}\n`
}

/** What is said, without the lists of sources and the statement: for an arm, whose citations stand beside its text. */
export function answerBody(answer: ClinicalAnswer): string {
  const { emergency, body } = layOut(answer, markdownDress)
  return [...(emergency === null ? [] : [emergency]), ...body].join('\n\n')
}

/** The words of a sentence as they stand in `answerMarkdown`, without the sign of an entry before them. */
export function markdownText(sentence: string): string {
  return escaped(sentence.replace(/\s+/g, ' ')).replace(/^\\?[-–•*·]\s*/, '')
}

/** In angle brackets, where nothing in it is read as markup; an address with other signs than addresses have is words. */
function address(url: string): string {
  return /^https?:\/\/[\w.~:/?#@!$&'()*+,;=%-]+$/.test(url) ? `<${url}>` : escaped(url)
}

/** Backslashes before what opens a link, an image, a tag, code or emphasis; hidden characters out. */
function escaped(text: string): string {
  return withoutHidden(text)
    .replace(/[\\`*_[\]<>|]/g, '\\$&')
    .replace(/^([#+-]|\d+[.)])(?=\s)/, '\\$1')
}
