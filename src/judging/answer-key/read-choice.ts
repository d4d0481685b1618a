import { prepareQuestion, type Question } from './question.ts'
import type { AnswerOption, ChoiceReading, ChoicesReading, NoChoice, ReadingRule } from './reading.ts'
import { Reply } from './reply.ts'
import { answerField } from './rules/answer-field.ts'
import { boxedOrTagged } from './rules/boxed-or-tagged.ts'
import { declaredNone, refusal } from './rules/declined.ts'
import type { Finding } from './rules/finding.ts'
import { lastSentence } from './rules/last-sentence.ts'
import { leadingWord } from './rules/leading-word.ts'
import { lineOfItsOwn, markedInList } from './rules/option-list.ts'
import { soleMention } from './rules/sole-mention.ts'
import { statedAnswer } from './rules/stated-answer.ts'
import { weakStatement } from './rules/weak-statement.ts'

/** In the order in which they are asked; the first that finds something decides. */
const rules: readonly (readonly [ReadingRule, (reply: Reply) => Finding | null])[] = [
  ['answer-field', answerField],
  ['boxed-or-tagged', boxedOrTagged],
  ['stated-answer', statedAnswer],
  ['marked-in-list', markedInList],
  ['line-of-its-own', lineOfItsOwn],
  ['leading-word', leadingWord],
  ['last-sentence', lastSentence],
  ['refusal', refusal],
  ['declared-none', declaredNone],
  ['weak-statement', weakStatement],
  ['sole-mention', soleMention],
]

/**
 * Which option a reply chose, of a question where one is right. Never guesses: a reply that names none or several has
 * no choice, and says why.
 *
 * @param reply the arm's text as it came; null and white space are empty
 */
export function readChoice(reply: string | null, options: readonly AnswerOption[]): ChoiceReading {
  return choiceReader(options)(reply)
}

/** The same for many replies to one question. */
export function choiceReader(options: readonly AnswerOption[]): (reply: string | null) => ChoiceReading {
  const question = prepareQuestion(options)
  return (reply) => {
    const read = readReply(reply, question, false)
    if ('none' in read) return read
    const { finding, rule } = read
    if (finding.labels.length === 1) return { choice: finding.labels[0]!, rule, span: finding.span }
    return { none: 'ambiguous', candidates: finding.labels, rule, span: finding.span }
  }
}

/** Which options a reply chose, of a question where any number may be right. */
export function readChoices(reply: string | null, options: readonly AnswerOption[]): ChoicesReading {
  const question = prepareQuestion(options)
  const read = readReply(reply, question, true)
  if ('none' in read) return read
  const { finding, rule } = read
  if (finding.conflict) return { none: 'ambiguous', candidates: finding.labels, rule, span: finding.span }
  const choices = question.labels.filter((label) => finding.labels.includes(label))
  return { choices, rule, span: finding.span }
}

interface Read {
  readonly finding: Finding
  readonly rule: ReadingRule
}

function readReply(text: string | null, question: Question, several: boolean): Read | NoChoice {
  if (text === null || text.trim() === '') {
    return { none: 'empty', candidates: [], rule: 'empty-reply', span: null }
  }
  const reply = new Reply(text, question, several)
  for (const [rule, find] of rules) {
    const finding = find(reply)
    if (finding === null) continue
    if (finding.none === null) return { finding, rule }
    return { none: finding.none, candidates: finding.labels, rule, span: finding.span }
  }
  return { none: 'no-choice', candidates: [], rule: 'nothing-stated', span: null }
}
