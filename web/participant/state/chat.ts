import type { Part, PartChat } from '../../../src/server/contract/participant.ts'
import type { PartApi, SendReply } from '../server/client.ts'
import type { Drafts, OutgoingMessage } from './drafts.ts'

/** A conversation on the page. */
export interface ChatView {
  /** As the server last told it. */
  readonly chat: PartChat
  /** What is being written. */
  readonly draft: string
  /** A message on its way, or an answer that is waited for; null where nothing is. */
  readonly under: Under | null
  /** Why something was not taken, in words. */
  readonly said: string | null
}

export interface Under {
  /** The message; null where it is on record and its answer alone is waited for. */
  readonly text: string | null
  /** What has come of the answer. */
  readonly arriving: string
  /** `away`: no connection; it is tried again. */
  readonly phase: 'sending' | 'arriving' | 'waiting' | 'away'
}

export interface Chat {
  readonly subscribe: (watch: () => void) => () => void
  readonly view: () => ChatView
  readonly write: (text: string) => void
  readonly send: () => void
  /** Asks again for an answer that failed. @param turn Its number. */
  readonly retry: (turn: number) => void
  /** Tries again now. */
  readonly wake: () => void
  /** Goes on where the page was left. */
  readonly start: () => void
  readonly stop: () => void
}

export interface ChatSurroundings {
  readonly encounter: string
  readonly chat: PartChat
  readonly api: Pick<PartApi, 'part' | 'send' | 'retry'>
  readonly drafts: Pick<Drafts, 'message' | 'keepMessage' | 'outgoing' | 'keepOutgoing'>
  readonly newKey: () => string
  /** Calls back after some milliseconds; what it returns calls that off. */
  readonly later: (work: () => void, milliseconds: number) => () => void
  /** The participant stands elsewhere by now. */
  readonly moved: (part: Part) => void
  /** The server no longer knows whose page this is. */
  readonly lost: () => void
}

const poll = 1000
const longestPause = 20_000

/**
 * A conversation that loses no message and doubles none: a message keeps its key until the server has it, and whatever breaks on the
 * way, the server is asked what it has before anything is sent again.
 */
export function createChat(options: ChatSurroundings): Chat {
  const { encounter, api, drafts, newKey, later, moved, lost } = options
  const watchers = new Set<() => void>()
  let view: ChatView = { chat: options.chat, draft: drafts.message(encounter), under: null, said: null }
  let stopped = false
  let wakeUp = () => {}

  const set = (more: Partial<ChatView>) => {
    if (stopped) return
    view = { ...view, ...more }
    for (const watch of watchers) watch()
  }
  const write = (draft: string) => {
    drafts.keepMessage(encounter, draft)
    set({ draft })
  }
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const callOff = later(resolve, milliseconds)
      wakeUp = () => {
        callOff()
        resolve()
      }
    })
  const isOnRecord = (chat: PartChat, message: OutgoingMessage | null) =>
    message === null || chat.turns.some(({ key }) => key === message.key)
  const finish = (chat: PartChat, said: string | null = null) => {
    drafts.keepOutgoing(encounter, null)
    set({ chat, under: null, said })
  }
  const arrived = (text: string) => {
    const { under } = view
    if (under !== null) set({ under: { ...under, phase: 'arriving', arriving: under.arriving + text } })
  }

  const attempt = async (message: OutgoingMessage, failures: number) => {
    set({ under: { text: message.text, arriving: '', phase: 'sending' } })
    await settle(await api.send(message, arrived), message, failures)
  }
  const settle = async (reply: SendReply, message: OutgoingMessage | null, failures: number) => {
    // Another process of the server may be at it still.
    if (reply.kind === 'ok')
      return isWaiting(reply.value) ? recover(message, null, failures) : finish(reply.value)
    if (reply.kind === 'lost') lost()
    else await recover(message, reply.kind === 'refused' ? reply.words : null, failures)
  }

  /** Asks what the server has, and goes on from there. @param refusal Its words, where it refused. */
  const recover = async (given: OutgoingMessage | null, refusal: string | null, before: number) => {
    let failures = before
    // Null once it is on record, or given back: from then on an answer alone is waited for.
    let message = given
    let said = refusal
    while (!stopped) {
      const reply = await api.part()
      if (stopped) return
      if (reply.kind === 'lost') return lost()
      if (reply.kind !== 'ok') {
        failures += 1
        set({ under: { text: message?.text ?? null, arriving: '', phase: 'away' } })
        await pause(Math.min(longestPause, poll * 2 ** Math.min(failures - 1, 6)))
        continue
      }
      const { step } = reply.value
      if (step.at !== 'case' || step.encounter.id !== encounter || step.encounter.chat === null) {
        return moved(reply.value)
      }
      const { chat } = step.encounter
      const isLacking = !isOnRecord(chat, message)
      if (message !== null && isLacking) {
        if (said === null) {
          if (failures > 0) await pause(poll * Math.min(failures, 5))
          return stopped ? undefined : attempt(message, failures + 1)
        }
        // The words go back to where they were written.
        write(view.draft === '' ? message.text : `${message.text}\n${view.draft}`)
      }
      if (!isWaiting(chat)) return finish(chat, said)
      drafts.keepOutgoing(encounter, null)
      // Another tab of the same participant may have sent what is answered now: its answer is waited for here, too.
      const under = { text: null, arriving: '', phase: 'waiting' } as const
      set({ chat, under, said: isLacking ? said : view.said })
      message = null
      // It told to wait, and holds until the answer is there.
      said = null
      await pause(poll)
    }
  }

  return {
    subscribe(watch) {
      watchers.add(watch)
      return () => watchers.delete(watch)
    },
    view: () => view,
    write,
    send() {
      const text = view.draft.trim()
      if (text === '' || view.under !== null || view.chat.ended !== null) return
      const message = { encounter, key: newKey(), text }
      // Kept before it leaves: a page that dies on the way has it still.
      drafts.keepOutgoing(encounter, message)
      write('')
      set({ said: null })
      void attempt(message, 0)
    },
    retry(turn) {
      if (view.under !== null) return
      set({ under: { text: null, arriving: '', phase: 'sending' }, said: null })
      void api.retry({ encounter, turn }, arrived).then((reply) => settle(reply, null, 0))
    },
    wake: () => wakeUp(),
    start() {
      stopped = false
      if (view.under !== null) return
      const kept = drafts.outgoing(encounter)
      if (kept === null && !isWaiting(view.chat)) return
      const onRecord = kept === null || isOnRecord(view.chat, kept)
      set({
        under: { text: onRecord ? null : kept.text, arriving: '', phase: onRecord ? 'waiting' : 'sending' },
      })
      void recover(kept, null, 0)
    },
    stop() {
      stopped = true
      wakeUp()
    },
  }
}

function isWaiting({ turns }: PartChat): boolean {
  return turns.some(({ status }) => status === 'waiting')
}
