import type { AnswerExample } from './answer-examples.ts'

/**
 * One line of a file for supervised tuning as OpenAI, Azure, Together and Fireworks read it: a conversation that ends with the
 * assistant.
 *
 * @source developers.openai.com/api/docs/guides/supervised-fine-tuning; docs.together.ai/docs/fine-tuning/data-preparation;
 *   docs.fireworks.ai/fine-tuning/fine-tuning-models
 */
export function chatLine({ question, answer }: AnswerExample): string {
  return JSON.stringify({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer.text },
    ],
  })
}
