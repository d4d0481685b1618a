import type { PairExample } from './pair-examples.ts'

/** Services whose fields are known. Azure takes OpenAI's; Together and Fireworks take the same without tools. */
export const hostedProviders = ['openai', 'azure', 'together', 'fireworks'] as const
export type HostedProvider = (typeof hostedProviders)[number]

/**
 * One line of a file for direct preference optimisation: `input.messages`, `preferred_output` and `non_preferred_output`, each
 * output exactly one message of the assistant.
 *
 * @source developers.openai.com/api/docs/guides/direct-preference-optimization; docs.together.ai/docs/fine-tuning/preference-tuning;
 *   docs.fireworks.ai/fine-tuning/dpo-fine-tuning; learn.microsoft.com, "Direct preference optimization" of Azure OpenAI
 */
export function dpoLine({ question, chosen, rejected }: PairExample, provider: HostedProvider): string {
  const messages = [{ role: 'user', content: question }]
  const input =
    provider === 'openai' || provider === 'azure'
      ? { messages, tools: [], parallel_tool_calls: true }
      : { messages }
  return JSON.stringify({
    input,
    preferred_output: [{ role: 'assistant', content: chosen.text }],
    non_preferred_output: [{ role: 'assistant', content: rejected.text }],
  })
}

/** Fewest examples that a service takes, for each kind of file. */
export const fewestExamples: Readonly<Record<HostedProvider, number>> = {
  openai: 10,
  azure: 10,
  together: 1,
  fireworks: 3,
}
