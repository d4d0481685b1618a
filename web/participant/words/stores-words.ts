import type { Part } from '../../../src/server/contract/participant.ts'

type Kind = Part['consent']['stores'][number]

export interface StoredWords {
  readonly kept: readonly string[]
  readonly notKept: readonly string[]
}

const always = [
  'your decisions: the conditions that you name, what you would do, and how sure you are',
  'your answers to the few questions about you, by which groups are made that are alike',
  'whether you can take part and whether you passed short checks, without the answers themselves',
  'the day and time at which you agreed, were given your group, and withdrew if you did',
] as const

const lengths = 'how many messages you send in a conversation, how long each is and what answering it costs'

const kinds: readonly { readonly kind: Kind; readonly kept: string; readonly not: string | null }[] = [
  {
    kind: 'conversation',
    kept: 'every message that you write in a conversation, and every answer to it',
    not: 'what you write in a conversation and what is answered: it is forgotten once you have decided',
  },
  {
    kind: 'questionnaire',
    kept: 'your answers to the questions at the end',
    // Nobody is asked them then.
    not: null,
  },
  { kind: 'timings', kept: 'how long you take over each case, and when you write', not: 'how long you take' },
]

/** What is kept of a participant and what is not, in plain words. @param stores What the consent names. */
export function storedWords(stores: readonly Kind[]): StoredWords {
  const named = kinds.filter(({ kind }) => stores.includes(kind))
  const others = kinds.filter(({ kind }) => !stores.includes(kind))
  return {
    kept: [...always, lengths, ...named.map(({ kept }) => kept)],
    notKept: others.flatMap(({ not }) => (not === null ? [] : [not])),
  }
}
