/** What may cost a life or an organ within hours. */
export const redFlagKinds = [
  'poisoning',
  'self-harm',
  'chest-pain',
  'anaphylaxis',
  'stroke',
  'pregnancy',
  'sepsis-meningitis',
  'breathing',
  'seizure',
  'head-injury',
  'bleeding',
  'newborn-fever',
  'torsion',
  'cauda-equina',
  'dka',
  'swallowed',
  'choking',
  'unconscious',
  'vision',
  'other',
] as const

export type RedFlagKind = (typeof redFlagKinds)[number]

export interface RedFlag {
  readonly kind: RedFlagKind
  /** `now`: somebody may be in danger. `topic`: the question is about such a danger in general. */
  readonly level: 'now' | 'topic'
}

/** The words that give one kind away, in text as `flagText` gives it. */
export interface RedFlagRule {
  readonly kind: RedFlagKind
  /** Nobody writes this but of somebody in danger. */
  readonly signs: readonly RegExp[]
  /** An emergency if said of a person now; a topic of medicine otherwise. */
  readonly suspects: readonly RegExp[]
  /** Names of what the emergency is, as books and clinicians write them. */
  readonly topics: readonly RegExp[]
}

/** Small letters, plain apostrophes left out ("cant"), single blanks: people in fear do not type well. */
export function flagText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’‘`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
