import type { Part } from '../../../src/server/contract/participant.ts'

type Kind = Part['consent']['stores'][number]

export interface StoredWords {
  readonly kept: readonly string[]
  readonly notKept: readonly string[]
}

const always = [
  'your decisions: the conditions that you name, what you would do, and how sure you are',
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

/** Of the forms that the study has. */
function formWords({
  eligibility,
  baseline,
  attention,
  grouped,
}: Part['consent']['asks']): readonly string[] {
  const checks = [
    ...(eligibility ? ['whether you can take part'] : []),
    ...(attention ? ['whether you passed short checks'] : []),
  ]
  return [
    ...(baseline
      ? [
          `your answers to the few questions about you${grouped ? ', by which groups are made that are alike' : ''}`,
        ]
      : []),
    ...(checks.length === 0 ? [] : [`${checks.join(' and ')}, without the answers themselves`]),
  ]
}

/** What is kept of a participant and what is not, in plain words. @param consent Names what is kept. */
export function storedWords({ stores, asks }: Pick<Part['consent'], 'stores' | 'asks'>): StoredWords {
  const named = kinds.filter(({ kind }) => stores.includes(kind))
  const others = kinds.filter(({ kind }) => !stores.includes(kind))
  return {
    kept: [...formWords(asks), ...always, lengths, ...named.map(({ kept }) => kept)],
    notKept: others.flatMap(({ not }) => (not === null ? [] : [not])),
  }
}
