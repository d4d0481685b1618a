import type { Turn } from '../../items/item.ts'
import type { EncounterState } from '../../store/assisted/read-part.ts'
import { type MessageWords, readWords } from '../../store/assisted/read-words.ts'
import type { Store } from '../../store/store.ts'

/** Conversations whose words stay in memory for the next turn, where they are on record too. */
const conversationsKept = 2000

/**
 * What was said, by encounter and message. Where the consent names the conversation it is on record, and this keeps the present ones
 * at hand; where it does not, this is the only place that it is in, until the decision.
 */
export class Transcripts {
  readonly #store: Store
  readonly #onRecord: boolean
  readonly #words = new Map<string, Map<string, MessageWords>>()

  constructor(store: Store, onRecord: boolean) {
    this.#store = store
    this.#onRecord = onRecord
  }

  /** The words of a conversation, by the id of the message; without those that are nowhere any more. */
  async of(encounter: EncounterState): Promise<ReadonlyMap<string, MessageWords>> {
    const known = this.#words.get(encounter.id)
    const missing = encounter.messages.filter(({ id }) => known?.has(id) !== true).map(({ id }) => id)
    if (this.#onRecord && missing.length > 0) {
      const read = await readWords(this.#store, missing)
      for (const [message, words] of read) this.#keep(encounter.id, message, words)
    }
    return this.#words.get(encounter.id) ?? new Map()
  }

  said(encounter: string, message: string, words: Partial<MessageWords>): void {
    const before = this.#words.get(encounter)?.get(message) ?? { participant: null, arm: null }
    this.#keep(encounter, message, { ...before, ...words })
  }

  forget(encounter: string): void {
    this.#words.delete(encounter)
  }

  #keep(encounter: string, message: string, words: MessageWords): void {
    const conversation = this.#words.get(encounter) ?? new Map<string, MessageWords>()
    conversation.set(message, words)
    // Put in again, so that the one unused for longest comes first.
    this.#words.delete(encounter)
    this.#words.set(encounter, conversation)
    if (!this.#onRecord) return
    for (const oldest of this.#words.keys()) {
      if (this.#words.size <= conversationsKept) break
      this.#words.delete(oldest)
    }
  }
}

/**
 * The conversation as it is put to the arm with the next message. A message that has no answer is left out with what was not said to
 * it: models want turns that alternate.
 */
export function turnsBefore(
  encounter: EncounterState,
  number: number,
  words: ReadonlyMap<string, MessageWords>,
  system: string | null,
): readonly Turn[] {
  const said = encounter.messages
    .filter((message) => message.number < number)
    .flatMap(({ id }): Turn[] => {
      const { participant = null, arm = null } = words.get(id) ?? {}
      if (participant === null || arm === null || arm.trim() === '') return []
      return [
        { role: 'user', text: participant },
        { role: 'assistant', text: arm },
      ]
    })
  return [...(system === null ? [] : [{ role: 'system' as const, text: system }]), ...said]
}
