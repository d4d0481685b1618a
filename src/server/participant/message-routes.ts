import { type ProblemError, problem } from '../../problem.ts'
import type { NotBegun } from '../../store/assisted/begin-calls.ts'
import { type RateLimit, rateLimit } from '../access/rate-limit.ts'
import { readBody } from '../access/read-body.ts'
import { refuse } from '../access/refuse.ts'
import { participantIn, type Route, type ServerContext } from '../access/route.ts'
import { type PartSent, partMessageSchema, partRetrySchema } from '../contract/participant.ts'
import { chatView } from './chat-view.ts'
import type { Said } from './conversations.ts'
import { messageStream } from './message-stream.ts'
import type { OpenTrial } from './open-trial.ts'
import { partRoute, type ReadTrial } from './part-route.ts'
import { standingOf } from './part-view.ts'
import { screenMessage } from './screen-message.ts'
import { typedText } from './typed-text.ts'

/** What a participant says to the arm. */
export function messageRoutes(readTrial: ReadTrial, onFault: (error: unknown) => void): Route[] {
  const limits = new WeakMap<OpenTrial, RateLimit>()
  const route = partRoute(readTrial, onFault)

  const waitFor = (trial: OpenTrial, person: string): number => {
    const perMinute = trial.plan.chat.messagesPerMinute
    const limit = limits.get(trial) ?? rateLimit(perMinute, perMinute / 60)
    limits.set(trial, limit)
    return limit.take(person, Date.now())
  }
  const tooFast = (context: ServerContext, wait: number) => {
    context.header('retry-after', String(Math.ceil(wait)))
    return refuse(context, 429, 'PART_TOO_FAST', 'That was too fast. Wait a moment, then send it again.')
  }
  const answer = (context: ServerContext, trial: OpenTrial, encounter: string, said: Said) => {
    if (said.state === 'refused') throw notSaid(said.because)
    const call = said.state === 'under-way' ? said.call : null
    const { person } = participantIn(context)
    return messageStream(context, call, () => sentView(trial, person, encounter), onFault)
  }
  return [
    route('POST', '/api/part/messages', 'participant', async (context, trial) => {
      const { encounter: id, key, text: given } = await readBody(context, partMessageSchema)
      const { person } = participantIn(context)
      const { encounter, present } = await encounterOf(trial, person, id)
      const known = encounter.messages.some((message) => message.key === key)
      const text = typedText(given)
      if (!known) {
        if (!present) throw notSaid('ended')
        checkLength(text, trial)
        screenFor(trial, encounter.case, text)
        const wait = waitFor(trial, person)
        if (wait > 0) return tooFast(context, wait)
      }
      const said = await trial.conversations.say({ person, encounter, key, text, again: false })
      return answer(context, trial, id, said)
    }),
    route('POST', '/api/part/retry', 'participant', async (context, trial) => {
      const { encounter: id, turn } = await readBody(context, partRetrySchema)
      const { person } = participantIn(context)
      const { encounter, present } = await encounterOf(trial, person, id)
      const message = encounter.messages.find(({ number }) => 2 * number === turn)
      if (!present || message === undefined) throw notSaid('ended')
      const words = await trial.conversations.transcripts.of(encounter)
      const text = words.get(message.id)?.participant ?? null
      if (text === null) throw notSaid('gone')
      const wait = waitFor(trial, person)
      if (wait > 0) return tooFast(context, wait)
      const said = await trial.conversations.say({ person, encounter, key: message.key, text, again: true })
      return answer(context, trial, id, said)
    }),
  ]
}

async function encounterOf(trial: OpenTrial, person: string, id: string) {
  const standing = await standingOf(trial, person)
  const place = standing?.part.encounters.findIndex((one) => one.id === id) ?? -1
  const encounter = standing?.part.encounters[place]
  if (standing === null || encounter === undefined || !trial.arms.has(encounter.arm)) throw notSaid('ended')
  return { encounter, present: standing.next.at === 'case' && standing.next.place === place }
}

async function sentView(trial: OpenTrial, person: string, id: string): Promise<PartSent> {
  const { encounter } = await encounterOf(trial, person, id)
  return { chat: await chatView(trial, person, encounter) }
}

function checkLength(text: string, { plan }: OpenTrial): void {
  const { maxCharacters } = plan.chat
  if (text.trim() !== '' && text.length <= maxCharacters) return
  throw problem('PART_MESSAGE_LENGTH', 'The message is empty or too long.', 'Change it and send it again.', {
    place: { field: 'text' },
    expected: `1 to ${maxCharacters} characters`,
  })
}

/** Whatever arm the participant has: a screen of some arms alone would tell which one it is. */
function screenFor({ arms, plan }: OpenTrial, caseId: string, text: string): void {
  if (![...arms.values()].some(({ screened }) => screened)) return
  const told = plan.cases.find(({ id }) => id === caseId)
  screenMessage(text, `${told?.title ?? ''}\n${told?.text ?? ''}`)
}

const sentences: Readonly<Record<NotBegun | 'gone', readonly [message: string, remedy: string]>> = {
  ended: ['This conversation is not open to you, or not any more.', 'Load the page again to go on.'],
  waiting: ['The answer to your last message is still on its way.', 'Wait for it, then send this one.'],
  'no-messages-left': ['You have sent all messages of this conversation.', 'Decide about the case now.'],
  'not-failed': ['This message has its answer.', 'Load the page again to see it.'],
  'no-attempts-left': ['There is no answer to this message.', 'Write another one, or decide about the case.'],
  budget: ['No more messages can be answered in this study.', 'Decide about the case with what you have.'],
  'budget-of-participant': [
    'No more messages can be answered for you.',
    'Decide about the case with what you have.',
  ],
  gone: ['What you wrote is not kept, and is not here any more.', 'Write it again as a new message.'],
}

function notSaid(because: NotBegun | 'gone'): ProblemError {
  const [message, remedy] = sentences[because]
  return problem(`PART_${because.toUpperCase().replaceAll('-', '_')}`, message, remedy)
}
