import { z } from 'zod'
import { type BrokenRule, unknownReference } from './broken-rule.ts'
import type { ProtocolDocument } from './schema-v1.ts'

/** The questions that a study needs, by where they come from: slots that are filled before anything is asked. */
export const itemsSection = z
  .array(
    z
      .strictObject({
        from: z
          .string()
          .regex(
            /^[a-z0-9][a-z0-9-]*$/,
            'a name in lower-case letters, digits and hyphens, such as medqa, or own',
          )
          .meta({
            description:
              'A published set by its name in `equipoise data list`, or own: questions of your own, from a table.',
          }),
        n: z.int().min(1).max(100_000).meta({ description: 'How many questions are needed.' }),
        arms: z
          .array(z.string().min(1))
          .min(1)
          .optional()
          .meta({ description: 'Arms that these questions are put to. Default: all.' }),
        note: z
          .string()
          .min(1)
          .optional()
          .meta({ description: 'What these questions are. Printed where they are missing.' }),
      })
      .meta({ description: 'Questions of one origin.' }),
  )
  .min(1)
  .meta({
    description: 'Questions that the study needs. Answers are collected once all are there. Default: none.',
  })

/** The same with its defaults filled in. */
export interface PlannedItems {
  readonly from: string
  readonly n: number
  /** Null: all arms. */
  readonly arms: readonly string[] | null
  readonly note: string | null
}

export function fillItems(section: z.infer<typeof itemsSection> | undefined): readonly PlannedItems[] {
  return (section ?? []).map(({ from, n, arms, note }) => ({
    from,
    n,
    arms: arms ?? null,
    note: note ?? null,
  }))
}

/** Each origin once, and arms that there are. */
export function itemsRules(document: ProtocolDocument): BrokenRule[] {
  const slots = document.items ?? []
  const arms = document.arms.map(({ id }) => id)
  return slots.flatMap(({ from, arms: named = [] }, index) => [
    ...(slots.findIndex((other) => other.from === from) === index
      ? []
      : [
          {
            code: 'PROTOCOL_ITEMS_TWICE',
            path: ['items', index, 'from'],
            message: 'Two entries of items have the same origin.',
            value: from,
            expected: 'one entry for each origin, with all its questions',
          },
        ]),
    ...named.flatMap((arm, place) =>
      arms.includes(arm) ? [] : [unknownReference(['items', index, 'arms', place], 'arm', arm, arms)],
    ),
  ])
}
