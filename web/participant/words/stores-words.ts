import type { Part } from '../../../src/server/contract/participant.ts'

type Kind = Part['consent']['stores'][number]

export interface StoredWords {
  readonly kept: readonly string[]
  readonly notKept: readonly string[]
}

const always = [
  'your decisions: the conditions that you name, what you would do, and how sure you are',
  'your answers to the questions that say who can take part and how groups are made, and to short checks along the way',
  'that you agreed, and the day and time of it',
] as const

const kinds: readonly { readonly kind: Kind; readonly kept: string; readonly not: string | null }[] = [
  {
    kind: 'conversation',
    kept: 'every message that you write in a conversation, and every answer to it',
    not: 'conversations: they are forgotten when the study’s server no longer needs them for your page',
  },
  {
    kind: 'questionnaire',
    kept: 'your answers to the questions at the end',
    // Nobody is asked them then.
    not: null,
  },
  { kind: 'timings', kept: 'how long you take over each case', not: 'how long you take' },
]

/** What is kept of a participant and what is not, in plain words. @param stores What the consent names. */
export function storedWords(stores: readonly Kind[]): StoredWords {
  const named = kinds.filter(({ kind }) => stores.includes(kind))
  const others = kinds.filter(({ kind }) => !stores.includes(kind))
  return {
    kept: [...always, ...named.map(({ kept }) => kept)],
    notKept: others.flatMap(({ not }) => (not === null ? [] : [not])),
  }
}
