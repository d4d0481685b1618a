import type { EncounterState, MessageState } from '../../store/assisted/read-part.ts'
import type { MessageWords } from '../../store/assisted/read-words.ts'
import type { PartChat, PartTurn } from '../contract/participant.ts'
import type { HiddenNames } from './hidden-names.ts'
import type { OpenTrial } from './open-trial.ts'
import { noWords, plainWords } from './plain-words.ts'

const notHere = plainWords('What was written here is not kept, and is not here any more.')

/** A conversation as its participant sees it. */
export async function chatView(
  { plan, names, conversations }: OpenTrial,
  person: string,
  encounter: EncounterState,
): Promise<PartChat> {
  const { messages } = encounter
  const words = await conversations.transcripts.of(encounter)
  const spent = conversations.isSpent(person)
  const left = Math.max(0, plan.chat.maxTurns - messages.length)
  const over = messages.filter(({ status }) => status !== 'waiting').length
  const ended = spent
    ? 'No more messages can be answered in this study. Please decide with what you have.'
    : left === 0
      ? 'You have sent all messages of this conversation. Please decide now.'
      : null
  return {
    turns: messages.flatMap((message) => turnsOf(message, words.get(message.id) ?? null, names)),
    left: spent ? 0 : left,
    // Who cannot send what is asked for must still be able to decide.
    needed: ended === null ? Math.max(0, plan.chat.minTurns - over) : 0,
    maxCharacters: plan.chat.maxCharacters,
    ended,
  }
}

function turnsOf(
  { number, key, status }: MessageState,
  words: MessageWords | null,
  names: HiddenNames,
): readonly PartTurn[] {
  const said = words?.arm ?? null
  const answered = status === 'answered' || status === 'refused'
  return [
    {
      number: 2 * number - 1,
      role: 'participant',
      key,
      content: words?.participant == null ? notHere : plainWords(words.participant),
      status: null,
    },
    {
      number: 2 * number,
      role: 'arm',
      key: null,
      content: answered && said !== null ? names.show(said) : status === 'answered' ? notHere : noWords,
      status: status === 'in-doubt' ? 'failed' : status,
    },
  ]
}
