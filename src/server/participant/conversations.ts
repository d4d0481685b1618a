import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ArmReply } from '../../arms/arm.ts'
import { localFailure } from '../../arms/reply.ts'
import type { Item } from '../../items/item.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { NotBegun } from '../../store/assisted/begin-calls.ts'
import { type ChatJournal, openChatJournal, secondsToLive } from '../../store/assisted/chat-journal.ts'
import type { EncounterState } from '../../store/assisted/read-part.ts'
import type { Store } from '../../store/store.ts'
import { type ChatArm, costOfReply } from './chat-arm.ts'
import type { HiddenNames } from './hidden-names.ts'
import { Transcripts, turnsBefore } from './transcripts.ts'

export interface ConversationsParts {
  readonly store: Store
  readonly study: { readonly id: string }
  readonly plan: AssistedPlan
  readonly arms: ReadonlyMap<string, ChatArm>
  readonly names: HiddenNames
  readonly timeoutMilliseconds: number
  /** Told of what went wrong while nobody waited. */
  readonly onFault: (error: unknown) => void
}

export interface Saying {
  readonly person: string
  readonly encounter: EncounterState
  readonly key: string
  readonly text: string
  /** Asks again for the answer that failed. */
  readonly again: boolean
}

/** An answer that is on its way: what was shown of it so far, and when it is on record. */
export interface UnderWay {
  readonly key: string
  /** Tells the pieces that came already, and then each as it comes; call what it gives to hear no more. */
  listen(listener: (piece: string) => void): () => void
  readonly ended: Promise<void>
}

export type Said =
  | { readonly state: 'under-way'; readonly call: UnderWay }
  /** Nothing is under way here: the message was answered before, or another process answers it. */
  | { readonly state: 'on-record' }
  | { readonly state: 'refused'; readonly because: NotBegun }

/** How often what came back is tried to be put on record, a second apart, before it is given up. */
const recordingAttempts = 30

/**
 * The conversations of a trial. A call goes on whoever waits for it, and what comes of it goes on record; who lost the connection
 * listens again, or finds it there.
 */
export class Conversations {
  readonly transcripts: Transcripts
  readonly #parts: ConversationsParts
  readonly #journal: ChatJournal
  readonly #underWay = new Map<string, UnderWay>()
  readonly #streams: boolean
  readonly #keepsWords: boolean
  readonly #timings: boolean
  /** Whose ceiling was reached; `null` stands for the study. */
  readonly #spent = new Set<string | null>()
  #beating: NodeJS.Timeout | null = null

  constructor(parts: ConversationsParts) {
    const { store, study, plan, arms } = parts
    this.#parts = parts
    this.#keepsWords = plan.consent.stores.includes('conversation')
    this.#timings = plan.consent.stores.includes('timings')
    this.transcripts = new Transcripts(store, this.#keepsWords)
    this.#journal = openChatJournal(store, study, plan, randomUUID())
    // Where one arm alone came whole, that would tell it.
    this.#streams = [...arms.values()].every(({ streams }) => streams)
  }

  /** The answer that is on its way in a conversation, as far as this process knows. */
  underWay(encounter: string): UnderWay | null {
    return this.#underWay.get(encounter) ?? null
  }

  /** Whether a ceiling keeps a participant from being answered, as far as was seen. */
  isSpent(person: string): boolean {
    return this.#spent.has(null) || this.#spent.has(person)
  }

  /** Puts a message on record and to the arm. Sent again with its key, it is the same message. */
  async say({ person, encounter, key, text, again }: Saying): Promise<Said> {
    const present = this.#underWay.get(encounter.id)
    if (present?.key === key) return { state: 'under-way', call: present }
    const chat = this.#parts.arms.get(encounter.arm)
    if (chat === undefined) return { state: 'refused', because: 'ended' }
    const known = encounter.messages.find((message) => message.key === key)
    const number = known?.number ?? encounter.messages.length + 1
    const words = await this.transcripts.of(encounter)
    const typed = (known === undefined ? null : words.get(known.id)?.participant) ?? text
    const turns = turnsBefore(encounter, number, words, this.#parts.plan.chat.system)
    const item: Item = {
      key: encounter.case,
      text: typed,
      strata: {},
      ...(turns.length === 0 ? {} : { turns }),
    }
    const worst = chat.worstOf(chat.arm.worstCase(item))
    const begun = await this.#journal.begin({
      person,
      encounter: encounter.id,
      key,
      characters: Math.max(1, typed.length),
      words: this.#keepsWords ? typed : null,
      timings: this.#timings,
      worst,
      again,
    })
    if (begun.state === 'known') {
      const other = this.#underWay.get(encounter.id)
      return other?.key === key ? { state: 'under-way', call: other } : { state: 'on-record' }
    }
    if (begun.state === 'refused') {
      if (begun.because === 'budget') this.#spent.add(null)
      if (begun.because === 'budget-of-participant') this.#spent.add(person)
      return begun
    }
    this.transcripts.said(encounter.id, begun.message, { participant: typed })
    const answer = new Answer(key, this.#streams ? this.#parts.names : null)
    this.#underWay.set(encounter.id, answer)
    this.#beat()
    void this.#call(chat, item, answer)
      .then((reply) =>
        this.#record({ ...begun, person, encounter: encounter.id, worst, chat, reply, text: typed }),
      )
      .catch((error: unknown) => this.#parts.onFault(error))
      .finally(() => {
        this.#underWay.delete(encounter.id)
        answer.end()
      })
    return { state: 'under-way', call: answer }
  }

  /** Waits until nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all([...this.#underWay.values()].map(({ ended }) => ended))
  }

  /** What an arm that throws has done is a fault of ours; its participant sees a failure and may ask again. */
  async #call({ arm }: ChatArm, item: Item, answer: Answer): Promise<ArmReply> {
    try {
      return await arm.answer({
        item,
        replicate: 0,
        signal: AbortSignal.timeout(this.#parts.timeoutMilliseconds),
        onText: (piece) => answer.add(piece),
      })
    } catch (error) {
      this.#parts.onFault(error)
      return localFailure(null, 'The arm could not be asked.')
    }
  }

  async #record(of: {
    readonly call: string
    readonly message: string
    readonly person: string
    readonly encounter: string
    readonly worst: Parameters<ChatJournal['finish']>[0]['worst']
    readonly chat: ChatArm
    readonly reply: ArmReply
    readonly text: string
  }): Promise<void> {
    const { reply } = of
    const said = reply.text === null || reply.status === 'failed' ? null : reply.text.replaceAll('\0', '')
    const finished = {
      call: of.call,
      message: of.message,
      person: of.person,
      worst: of.worst,
      status: reply.status,
      reason: reply.reason,
      cost: costOfReply(of.chat, reply),
      usage: reply.usage,
      modelSnapshot: reply.modelSnapshot,
      httpStatus: reply.raw.httpStatus,
      seconds: this.#timings ? reply.seconds : null,
      words: this.#keepsWords ? said : null,
    }
    for (let attempt = 1; ; attempt++) {
      try {
        const recorded = await this.#journal.finish(finished)
        if (recorded && said !== null) this.transcripts.said(of.encounter, of.message, { arm: said })
        return
      } catch (error) {
        if (attempt === recordingAttempts) throw error
        await sleep(1000)
      }
    }
  }

  /** Says that this process lives, as long as an answer is on its way. */
  #beat(): void {
    if (this.#beating !== null) return
    this.#beating = setInterval(
      () => {
        if (this.#underWay.size > 0) {
          this.#journal.beat().catch((error: unknown) => this.#parts.onFault(error))
        } else if (this.#beating !== null) {
          clearInterval(this.#beating)
          this.#beating = null
        }
      },
      (secondsToLive * 1000) / 4,
    ).unref()
  }
}

/** An answer as it comes in. */
class Answer implements UnderWay {
  readonly key: string
  readonly ended: Promise<void>
  readonly #listeners = new Set<(piece: string) => void>()
  readonly #pieces: ReturnType<HiddenNames['pieces']> | null
  #shown = ''
  #end: () => void = () => {}

  /** @param names Null where the answer is shown when it is whole. */
  constructor(key: string, names: HiddenNames | null) {
    this.key = key
    this.#pieces = names?.pieces() ?? null
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  add(piece: string): void {
    if (this.#pieces !== null) this.#show(this.#pieces.add(piece))
  }

  end(): void {
    if (this.#pieces !== null) this.#show(this.#pieces.end())
    this.#end()
  }

  listen(listener: (piece: string) => void): () => void {
    if (this.#shown !== '') listener(this.#shown)
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #show(text: string): void {
    if (text === '') return
    this.#shown += text
    for (const listener of this.#listeners) listener(text)
  }
}
