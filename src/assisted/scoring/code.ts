/** What is coded: a condition that somebody typed, or an answer of a model. */
export const codedKinds = ['condition', 'reply'] as const
export type CodedKind = (typeof codedKinds)[number]

/** What a coder said of a text. */
export interface Code {
  /** Name of the gold condition that it names; null: none of them. Of an answer, the first one that it names. */
  readonly condition: string | null
  /** The disposition that an answer advises; null: none. A typed condition advises nothing: null. */
  readonly disposition: string | null
  /** The coder wants somebody else to decide. */
  readonly unsure: boolean
}

/**
 * Whether two codes decide the same. Of a typed condition that is the very gold condition. An answer of a model often names
 * several, and which comes first decides nothing: it is whether one is named, and the disposition.
 */
export function decideTheSame(kind: CodedKind, one: Code, other: Code): boolean {
  if (kind === 'condition') return one.condition === other.condition
  return (one.condition === null) === (other.condition === null) && one.disposition === other.disposition
}
