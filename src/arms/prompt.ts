import type { Item, Turn } from '../items/item.ts'

/** The parts of an item that an arm is shown. */
export type PromptParts = Pick<Item, 'text' | 'turns' | 'context' | 'options'>

/**
 * What is said to a model for an item: the system prompt of the arm and of the item first, then the earlier
 * turns, then the question with its passages before it and its options after it. The same for every arm.
 *
 * @returns Null for an item without a text.
 */
export function promptOf(item: PromptParts, system: string | null): readonly Turn[] | null {
  if (item.text === null) return null
  const turns = item.turns ?? []
  const systemTexts = [
    ...(system === null ? [] : [system]),
    ...turns.filter((turn) => turn.role === 'system').map((turn) => turn.text),
  ]
  return [
    ...(systemTexts.length === 0 ? [] : [{ role: 'system' as const, text: systemTexts.join('\n\n') }]),
    ...turns.filter((turn) => turn.role !== 'system'),
    { role: 'user', text: questionOf(item, item.text) },
  ]
}

function questionOf(item: PromptParts, text: string): string {
  const context = item.context ?? []
  const options = item.options ?? []
  return [
    ...(context.length === 0 ? [] : [context.join('\n\n')]),
    text,
    ...(options.length === 0 ? [] : [options.map((option) => `${option.label}. ${option.text}`).join('\n')]),
  ].join('\n\n')
}

/** Bytes of a prompt: more than its tokens, since no byte-level tokeniser makes two tokens of one byte. */
export function promptBytes(prompt: readonly Turn[]): number {
  const encoder = new TextEncoder()
  return prompt.reduce((sum, turn) => sum + encoder.encode(turn.text).length, 0)
}
