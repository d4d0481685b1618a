import { hash } from 'node:crypto'
import type { Answer, AnswerStatus } from '../answers/answer.ts'
import { contentOf, type Item, isDescribed } from '../items/item.ts'
import { MarkRegister, type Origin } from './mark-register.ts'

/** What the rows read so far have said, for telling repetitions and contradictions. */
export interface Registers {
  readonly items: ItemRegister
  readonly answers: AnswerRegister
  readonly marks: MarkRegister
}

export function emptyRegisters(): Registers {
  return { items: new ItemRegister(), answers: new AnswerRegister(), marks: new MarkRegister() }
}

/** The items seen so far, each with a digest of its description. */
export class ItemRegister {
  private readonly digests = new Map<string, string>()

  get count(): number {
    return this.digests.size
  }

  /**
   * `new`: to be yielded, since the item, or any description of it, is new. `known`: nothing new.
   * `conflict`: an earlier row described it otherwise.
   */
  compare(item: Item): 'new' | 'known' | 'conflict' {
    const known = this.digests.get(item.key)
    if (known === undefined) return 'new'
    const digest = descriptionDigest(item)
    if (digest === '' || digest === known) return 'known'
    return known === '' ? 'new' : 'conflict'
  }

  add(item: Item): void {
    this.digests.set(item.key, descriptionDigest(item))
  }
}

function descriptionDigest(item: Item): string {
  if (!isDescribed(item)) return ''
  const parts = [item.text, Object.entries(item.strata), contentOf(item)]
  return hash('sha256', JSON.stringify(parts), 'base64')
}

interface KnownAnswer extends Origin {
  readonly status: AnswerStatus
}

/** The answers seen so far, by arm and item. */
export class AnswerRegister {
  private readonly arms = new Map<string, Map<string, KnownAnswer>>()

  find(answer: Pick<Answer, 'item' | 'arm'>): KnownAnswer | null {
    return this.arms.get(answer.arm)?.get(answer.item) ?? null
  }

  add(answer: Answer, origin: Origin): void {
    const items = this.arms.get(answer.arm) ?? new Map<string, KnownAnswer>()
    this.arms.set(answer.arm, items)
    items.set(answer.item, { table: origin.table, line: origin.line, status: answer.status })
  }
}
