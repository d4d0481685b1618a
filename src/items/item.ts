import { z } from 'zod'

/** An earlier turn of a conversation that the item's text continues. */
export const turnSchema = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']),
  text: z.string().min(1),
})

/** One choice of a multiple-choice question. */
export const optionSchema = z.strictObject({ label: z.string().min(1), text: z.string().min(1) })

/** One thing that an answer should, or with negative points should not, contain. */
export const criterionSchema = z.strictObject({
  /** Unique within the item. */
  id: z.string().min(1),
  text: z.string().min(1),
  points: z.number(),
  tags: z.array(z.string()).readonly(),
})

/** Where an item came from. Nobody is shown it, so the item's hash leaves it out. */
export const itemSourceSchema = z.strictObject({
  set: z.string().min(1),
  /** The set's own name of the item; null where it has none. */
  id: z.string().min(1).nullable(),
  /** Null where the licence is not known. */
  licence: z.string().min(1).nullable(),
})

/** What an item may have besides its text. What it does not have is absent. */
export const itemContentSchema = z.strictObject({
  /** The conversation before `text`, which is always the user's last turn. */
  turns: z.array(turnSchema).min(1).readonly().optional(),
  /** Passages that belong to the question. */
  context: z.array(z.string().min(1)).min(1).readonly().optional(),
  options: z.array(optionSchema).min(2).readonly().optional(),
  /** Label of the right option. */
  answerKey: z.string().min(1).optional(),
  criteria: z.array(criterionSchema).min(1).readonly().optional(),
  source: itemSourceSchema.readonly().optional(),
})

export type ItemContent = Readonly<z.infer<typeof itemContentSchema>>

/** One question or case put to every arm. */
export const itemSchema = z
  .strictObject({
    /** The study's own name of the item, unique within the study. */
    key: z.string().min(1),
    /** The question as put to the arms; null where only marks were imported. */
    text: z.string().nullable(),
    /** Strata the results are tabulated by, for example `{ "specialty": "Cardiology" }`. */
    strata: z.record(z.string().min(1), z.string()),
    ...itemContentSchema.shape,
  })
  .superRefine((item, context) => {
    for (const { message, path } of contradictions(item))
      context.addIssue({ code: 'custom', message, path: [path] })
  })

export type Item = Readonly<z.infer<typeof itemSchema>>
export type Turn = Readonly<z.infer<typeof turnSchema>>
export type Option = Readonly<z.infer<typeof optionSchema>>
export type Criterion = Readonly<z.infer<typeof criterionSchema>>
export type ItemSource = Readonly<z.infer<typeof itemSourceSchema>>

/** What of an item arms or judges are shown besides its text, in a fixed order. */
export const shownContent = ['turns', 'context', 'options', 'answerKey', 'criteria'] as const

/** The parts of an item besides key, text and strata; null where it has none. */
export function contentOf(item: Item): ItemContent | null {
  const content = presentContent(item)
  return Object.keys(content).length === 0 ? null : content
}

/** Whether anything but the key of the item is known. */
export function isDescribed(item: Item): boolean {
  return item.text !== null || Object.keys(item.strata).length > 0 || contentOf(item) !== null
}

/** The criteria that give an answer to the item a score; null where none of them can earn a point. */
export function rubricOf({ criteria = [] }: Pick<ItemContent, 'criteria'>): readonly Criterion[] | null {
  return criteria.some(({ points }) => points > 0) ? criteria : null
}

interface Contradiction {
  readonly message: string
  readonly path: keyof ItemContent | 'text'
}

/** What the parts of an item say against each other. */
export function contradictions(item: ItemContent & Pick<Item, 'text'>): readonly Contradiction[] {
  const found: Contradiction[] = []
  const labels = item.options?.map((option) => option.label) ?? []
  if (new Set(labels).size < labels.length)
    found.push({ message: 'Two options have the same label.', path: 'options' })
  if (item.answerKey !== undefined && !labels.includes(item.answerKey))
    found.push({ message: 'The key is not the label of an option.', path: 'answerKey' })
  const ids = item.criteria?.map((criterion) => criterion.id) ?? []
  if (new Set(ids).size < ids.length)
    found.push({ message: 'Two criteria have the same id.', path: 'criteria' })
  const hangs = [item.turns, item.context, item.options, item.criteria].some((part) => part !== undefined)
  if (hangs && item.text === null) found.push({ message: 'The question itself is missing.', path: 'text' })
  return found
}

type MaybeContent = { readonly [Part in keyof ItemContent]?: ItemContent[Part] | null }

/** Content of the parts that there are: what is null, absent or an empty list is left out. */
export function presentContent(parts: MaybeContent): ItemContent {
  const { turns, context, options, answerKey, criteria, source } = parts
  return {
    ...(turns && turns.length > 0 ? { turns } : {}),
    ...(context && context.length > 0 ? { context } : {}),
    ...(options && options.length > 0 ? { options } : {}),
    ...(answerKey ? { answerKey } : {}),
    ...(criteria && criteria.length > 0 ? { criteria } : {}),
    ...(source ? { source } : {}),
  }
}
