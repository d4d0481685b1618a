import type { AnswerExample } from './answer-examples.ts'
import type { PairExample } from './pair-examples.ts'

/** TRL's two formats: plain text, or messages that the chat template of the model is put around. */
export const trlStyles = ['conversational', 'standard'] as const
export type TrlStyle = (typeof trlStyles)[number]

/*
 * Columns after "Dataset formats and types" of TRL (huggingface.co/docs/trl/dataset_formats), the same from 0.11 to 1.13.
 * A column that a trainer does not know is dropped by it in silence, so no others are written.
 */

/** Type "preference" with an explicit prompt: DPO, CPO, ORPO and reward trainers. */
export function trlPreferenceLine({ question, chosen, rejected }: PairExample, style: TrlStyle): string {
  return JSON.stringify({
    prompt: prompt(question, style),
    chosen: completion(chosen.text, style),
    rejected: completion(rejected.text, style),
  })
}

/** Type "unpaired preference": KTO and BCO trainers. */
export function trlUnpairedLine({ question, answer, good }: AnswerExample, style: TrlStyle): string {
  return JSON.stringify({
    prompt: prompt(question, style),
    completion: completion(answer.text, style),
    label: good,
  })
}

/** Type "prompt-completion": the supervised trainer, which learns the completion only. */
export function trlCompletionLine({ question, answer }: AnswerExample, style: TrlStyle): string {
  return JSON.stringify({ prompt: prompt(question, style), completion: completion(answer.text, style) })
}

/**
 * Type "preference" with the column `margin` of the reward trainer, the mean strength of the preference; 1 where no reviewer
 * gave one, which is the least strength there is. All lines have it, as a data set has its columns on every row.
 */
export function rewardLine(example: PairExample, style: TrlStyle): string {
  const { question, chosen, rejected, strength } = example
  return JSON.stringify({
    prompt: prompt(question, style),
    chosen: completion(chosen.text, style),
    rejected: completion(rejected.text, style),
    margin: strength ?? 1,
  })
}

function prompt(question: string, style: TrlStyle) {
  return style === 'standard' ? question : [{ role: 'user', content: question }]
}

/** In the standard format the trainers put prompt and completion together as they stand, so a break parts the two. */
function completion(text: string, style: TrlStyle) {
  return style === 'standard' ? `\n\n${text}` : [{ role: 'assistant', content: text }]
}
