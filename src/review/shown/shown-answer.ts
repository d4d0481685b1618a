import { z } from 'zod'

/*
 * An answer as a reviewer sees it: a tree of a few known kinds of text, made once on the server. A page draws these kinds
 * and nothing else, so that no answer can bring a script, a link, a picture or a style of its own, and every arm wears
 * the same dress.
 */

export type Inline =
  /** `sentence`: number of the sentence it belongs to, in `ShownAnswer.sentences`. */
  | { readonly kind: 'text'; readonly text: string; readonly sentence: number }
  | { readonly kind: 'code'; readonly text: string; readonly sentence: number }
  | { readonly kind: 'strong' | 'emphasis' | 'strike'; readonly children: readonly Inline[] }
  /** Numbers of `ShownAnswer.references`, from 1. */
  | { readonly kind: 'reference'; readonly numbers: readonly number[] }
  | { readonly kind: 'break' }

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | {
      readonly kind: 'list'
      /** Number of the first entry; null where entries have no number. */
      readonly start: number | null
      readonly entries: readonly (readonly Block[])[]
    }
  | {
      readonly kind: 'table'
      readonly head: readonly (readonly Inline[])[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
    }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'preformatted'; readonly text: string; readonly sentence: number }
  | { readonly kind: 'rule' }

export interface ShownAnswer {
  readonly blocks: readonly Block[]
  /** What the references say, in the order of their numbers; empty where the rendering shows none. */
  readonly references: readonly string[]
  /** Number of sentences that can be marked; they are numbered from 0. */
  readonly sentences: number
}

const inlineSchema: z.ZodType<Inline> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), text: z.string(), sentence: z.int().min(0) }),
    z.strictObject({ kind: z.literal('code'), text: z.string(), sentence: z.int().min(0) }),
    z.strictObject({ kind: z.enum(['strong', 'emphasis', 'strike']), children: z.array(inlineSchema) }),
    z.strictObject({ kind: z.literal('reference'), numbers: z.array(z.int().min(1)).min(1) }),
    z.strictObject({ kind: z.literal('break') }),
  ]),
)
const inlines = z.array(inlineSchema)

const blockSchema: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('paragraph'), children: inlines }),
    z.strictObject({ kind: z.literal('heading'), level: z.int().min(1).max(6), children: inlines }),
    z.strictObject({
      kind: z.literal('list'),
      start: z.int().min(0).nullable(),
      entries: z.array(z.array(blockSchema)),
    }),
    z.strictObject({ kind: z.literal('table'), head: z.array(inlines), rows: z.array(z.array(inlines)) }),
    z.strictObject({ kind: z.literal('quote'), children: z.array(blockSchema) }),
    z.strictObject({ kind: z.literal('preformatted'), text: z.string(), sentence: z.int().min(0) }),
    z.strictObject({ kind: z.literal('rule') }),
  ]),
)

export const shownAnswerSchema: z.ZodType<ShownAnswer> = z.strictObject({
  blocks: z.array(blockSchema),
  references: z.array(z.string()),
  sentences: z.int().min(0),
})
