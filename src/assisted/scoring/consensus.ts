import { type Code, type CodedKind, decideTheSame } from './code.ts'

/** What was coded of one text, and by how many it is to be coded. */
export interface CodedText {
  readonly kind: CodedKind
  /** The last code of every coder, each given without sight of the others. */
  readonly codes: readonly Code[]
  /** Of a further person who saw the text and the codes; null where nobody adjudicated. */
  readonly adjudicated: Code | null
}

export type Consensus =
  | { readonly state: 'open' }
  | { readonly state: 'disagreed' }
  | { readonly state: 'final'; readonly by: 'agreement' | 'adjudication'; readonly code: Code }

/**
 * What the people say of a text. Final where every planned coder decides the same and none of them is unsure, or where a further
 * person adjudicated. Nothing else makes it final: no proposal of a machine, and no majority.
 *
 * @param coders how many code each text, at least 1. With one coder there is no agreement to be had, and the code is final
 * as it is.
 */
export function consensus({ kind, codes, adjudicated }: CodedText, coders: number): Consensus {
  if (adjudicated !== null) return { state: 'final', by: 'adjudication', code: adjudicated }
  const [first, ...others] = codes
  if (first === undefined || codes.length < coders) return { state: 'open' }
  const agreed =
    codes.every(({ unsure }) => !unsure) && others.every((one) => decideTheSame(kind, first, one))
  return agreed ? { state: 'final', by: 'agreement', code: first } : { state: 'disagreed' }
}
