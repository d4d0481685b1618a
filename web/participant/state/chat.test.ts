import { expect, it, vi } from 'vitest'
import type { Part, PartChat, PartTurn } from '../../../src/server/contract/participant.ts'
import type { Reply } from '../../house/ask-server.ts'
import type { Message, SendReply } from '../server/client.ts'
import { type ChatSurroundings, createChat } from './chat.ts'
import { allowedDrafts, createDrafts, type Drafts } from './drafts.ts'

const asks = { eligibility: true, baseline: true, attention: true, grouped: true }
const encounter = '10000000-0000-4000-8000-000000000001'
const key = '20000000-0000-4000-8000-000000000001'
const shown = (text: string) => ({
  blocks: [{ kind: 'paragraph' as const, children: [{ kind: 'text' as const, text, sentence: 0 }] }],
  references: [],
  sentences: 1,
})
const nothing = { blocks: [], references: [], sentences: 0 }

function conversation(turns: readonly PartTurn[], ended: string | null = null): PartChat {
  return { turns, left: 20 - turns.length, needed: 0, maxCharacters: 4000, ended }
}
const mine: PartTurn = { number: 0, role: 'participant', key, content: shown('What is it?'), status: null }
const answer = (status: PartTurn['status']): PartTurn => ({
  number: 1,
  role: 'arm',
  key: null,
  content: status === 'answered' ? shown('A cold.') : nothing,
  status,
})

function standing(chat: PartChat | null): Reply<Part> {
  const content = nothing
  return {
    kind: 'ok',
    value: {
      title: 'T',
      sample: true,
      contact: 'c',
      consent: { version: '1', content, stores: ['conversation'], asks },
      link: 'https://example.org/p/x',
      step:
        chat === null
          ? { at: 'withdrawn' }
          : {
              at: 'case',
              encounter: {
                id: encounter,
                number: 1,
                of: 1,
                title: 'Case',
                text: content,
                question: 'q',
                dispositions: [],
                maxConditions: 5,
                chat,
                control: null,
              },
            },
    },
  }
}

function memoryStorage() {
  const texts = new Map<string, string>()
  return {
    getItem: (name: string) => texts.get(name) ?? null,
    setItem: (name: string, text: string) => void texts.set(name, text),
    removeItem: (name: string) => void texts.delete(name),
    key: (at: number) => [...texts.keys()][at] ?? null,
    get length() {
      return texts.size
    },
  }
}

interface Script {
  readonly chat?: PartChat
  readonly sends?: readonly SendReply[]
  readonly parts?: readonly Reply<Part>[]
  readonly drafts?: Drafts
}

/** A page whose server says these things in turn. */
function page({ chat = conversation([]), sends = [], parts = [], drafts }: Script) {
  const storage = memoryStorage()
  const kept = drafts ?? createDrafts(() => storage)
  const sent: Message[] = []
  const retried: number[] = []
  const saidParts = [...parts]
  const saidSends = [...sends]
  const away = { kind: 'away' } as const
  const moved = vi.fn()
  const lost = vi.fn()
  const surroundings: ChatSurroundings = {
    encounter,
    chat,
    drafts: kept,
    api: {
      part: async () => saidParts.shift() ?? away,
      send: async (message, arrived) => {
        sent.push(message)
        arrived('A co')
        return saidSends.shift() ?? away
      },
      retry: async ({ turn }) => {
        retried.push(turn)
        return saidSends.shift() ?? away
      },
    },
    newKey: () => key,
    later: (work) => {
      const timer = setTimeout(work, 0)
      return () => clearTimeout(timer)
    },
    moved,
    lost,
  }
  const controller = createChat(surroundings)
  controller.start()
  return { controller, sent, retried, storage, drafts: kept, moved, lost }
}

const whole = conversation([mine, answer('answered')])
const cut = { kind: 'away' } as const

async function settled({ controller }: ReturnType<typeof page>) {
  await vi.waitFor(() => expect(controller.view().under).toBe(null))
  return controller.view()
}

it('sends a message, shows what arrives, and keeps nothing once it is answered', async () => {
  const opened = page({ sends: [{ kind: 'ok', value: whole }] })
  opened.controller.write('What is it?')
  const seen: string[] = []
  opened.controller.subscribe(() => seen.push(opened.controller.view().under?.arriving ?? ''))
  opened.controller.send()
  expect(opened.controller.view()).toMatchObject({ draft: '', under: { text: 'What is it?' } })
  expect((await settled(opened)).chat).toEqual(whole)
  expect(seen).toContain('A co')
  expect(opened.storage.length).toBe(0)
})

it('sends nothing twice that the server has, whatever was lost of its answer', async () => {
  const waiting = conversation([mine, answer('waiting')])
  const opened = page({ sends: [cut], parts: [cut, standing(waiting), standing(whole)] })
  opened.controller.write('What is it?')
  opened.controller.send()
  expect((await settled(opened)).chat).toEqual(whole)
  expect(opened.sent.length).toBe(1)
})

it('sends again with the same key what the server never got', async () => {
  const opened = page({
    sends: [cut, { kind: 'ok', value: whole }],
    parts: [cut, standing(conversation([]))],
  })
  opened.controller.write('What is it?')
  opened.controller.send()
  expect((await settled(opened)).chat).toEqual(whole)
  expect(opened.sent).toEqual([
    { encounter, key, text: 'What is it?' },
    { encounter, key, text: 'What is it?' },
  ])
})

it('goes on after a reload with the message that was on its way', async () => {
  const storage = memoryStorage()
  const drafts = createDrafts(() => storage)
  drafts.keepOutgoing(encounter, { encounter, key, text: 'What is it?' })
  const opened = page({
    drafts,
    parts: [standing(conversation([]))],
    sends: [{ kind: 'ok', value: whole }],
  })
  expect((await settled(opened)).chat).toEqual(whole)
  expect(opened.sent.map((one) => one.key)).toEqual([key])
  expect(storage.length).toBe(0)
})

it('waits after a reload for the answer to a message that is on record', async () => {
  const opened = page({ chat: conversation([mine, answer('waiting')]), parts: [standing(whole)] })
  expect(opened.controller.view().under?.phase).toBe('waiting')
  expect((await settled(opened)).chat).toEqual(whole)
  expect(opened.sent).toEqual([])
})

it('goes on waiting where the stream ends before the answer is there', async () => {
  const waiting = conversation([mine, answer('waiting')])
  const opened = page({
    sends: [{ kind: 'ok', value: waiting }],
    parts: [standing(waiting), standing(whole)],
  })
  opened.controller.write('What is it?')
  opened.controller.send()
  expect((await settled(opened)).chat).toEqual(whole)
  expect(opened.sent.length).toBe(1)
})

it('gives the words back that the server refused, and says why', async () => {
  const opened = page({
    sends: [{ kind: 'refused', words: 'Too many at once.' }],
    parts: [standing(conversation([]))],
  })
  opened.controller.write('What is it?')
  opened.controller.send()
  expect(await settled(opened)).toMatchObject({ draft: 'What is it?', said: 'Too many at once.' })
  expect(opened.sent.length).toBe(1)
})

it('waits for the answer to what another tab sent, and gives back what was refused meanwhile', async () => {
  const other: PartTurn = { ...mine, key: '20000000-0000-4000-8000-000000000002' }
  const answered = conversation([other, answer('answered')])
  const opened = page({
    sends: [{ kind: 'refused', words: 'Wait for it.' }],
    parts: [standing(conversation([other, answer('waiting')])), standing(answered)],
  })
  const seen: unknown[] = []
  opened.controller.subscribe(() => {
    const { draft, said, under, chat } = opened.controller.view()
    seen.push([draft, said, under?.phase ?? null, chat.turns.length])
  })
  opened.controller.write('Mine?')
  opened.controller.send()
  expect(await settled(opened)).toMatchObject({ chat: answered, draft: 'Mine?' })
  expect(seen).toContainEqual(['Mine?', 'Wait for it.', 'waiting', 2])
  // Once the answer is there, nothing says to wait for it.
  expect(opened.controller.view().said).toBe(null)
  expect(opened.sent.length).toBe(1)
  expect(opened.drafts.outgoing(encounter)).toBe(null)
})

it('says what failed after the message was on record, and does not give it back', async () => {
  const failed = conversation([mine, answer('failed')])
  const opened = page({ sends: [{ kind: 'refused', words: 'No answer.' }], parts: [standing(failed)] })
  opened.controller.write('What is it?')
  opened.controller.send()
  expect(await settled(opened)).toMatchObject({ chat: failed, draft: '', said: 'No answer.' })
})

it('asks again for an answer that failed, by its number', async () => {
  const opened = page({
    chat: conversation([mine, answer('failed')]),
    sends: [{ kind: 'ok', value: whole }],
  })
  opened.controller.retry(1)
  expect((await settled(opened)).chat).toEqual(whole)
  expect(opened.retried).toEqual([1])
  expect(opened.sent).toEqual([])
})

it('sends no empty message, none while one is under way, and none where the conversation has ended', () => {
  const opened = page({})
  opened.controller.write('  ')
  opened.controller.send()
  expect(opened.sent).toEqual([])
  opened.controller.write('a')
  opened.controller.send()
  opened.controller.write('b')
  opened.controller.send()
  expect(opened.sent.map(({ text }) => text)).toEqual(['a'])
  expect(opened.controller.view().draft).toBe('b')
  opened.controller.stop()
  const over = page({ chat: conversation([], 'All messages are used.') })
  over.controller.write('a')
  over.controller.send()
  expect(over.sent).toEqual([])
})

it('tells where the participant stands by now, and that nobody is known any more', async () => {
  const elsewhere = page({ sends: [cut], parts: [standing(null)] })
  elsewhere.controller.write('a')
  elsewhere.controller.send()
  await vi.waitFor(() => expect(elsewhere.moved).toHaveBeenCalledOnce())
  const gone = page({ sends: [{ kind: 'lost' }] })
  gone.controller.write('a')
  gone.controller.send()
  await vi.waitFor(() => expect(gone.lost).toHaveBeenCalledOnce())
})

it('keeps no word of a conversation that the consent does not name', () => {
  const storage = memoryStorage()
  const drafts = allowedDrafts(
    createDrafts(() => storage),
    ['timings'],
  )
  const opened = page({ drafts })
  opened.controller.write('What is it?')
  opened.controller.send()
  drafts.keepForm('questionnaire', { why: 'x' })
  expect(storage.length).toBe(0)
  drafts.keepForm('baseline', { age: 'adult' })
  expect(storage.length).toBe(1)
  drafts.clear()
  expect(storage.length).toBe(0)
  opened.controller.stop()
})
