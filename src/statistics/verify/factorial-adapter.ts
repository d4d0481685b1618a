import { z } from 'zod'
import { factorial } from '../crossed/factorial.ts'
import type { AdapterFamily } from './adapter.ts'
import { codesOf, labelSchema, levelSchema } from './shared-schemas.ts'

const input = z.object({
  marks: z.array(
    z.object({ q: labelSchema, r: labelSchema.nullish(), s: labelSchema, y: z.number().nullable() }),
  ),
  arms: z.array(
    z.object({
      id: labelSchema,
      family: z.string(),
      size: z.number(),
      stage: z.string(),
      preferences: z.number(),
    }),
  ),
  stages: z.array(z.string()),
  level: levelSchema,
})

/** Marks of other arms and missing ones are left out; reviewers count as identified when at least one row names one. */
function factorialOfMarks(given: unknown) {
  const { marks, arms, stages, level } = input.parse(given)
  const place = new Map(arms.map(({ id }, index) => [id, index]))
  const rows = marks.flatMap(({ q, r, s, y }) => {
    const arm = place.get(s)
    return y === null || arm === undefined ? [] : [{ q, r: r ?? null, arm, y }]
  })
  const identified = rows.length === 0 || rows.some(({ r }) => r !== null)
  return factorial({
    marks: {
      value: rows.map(({ y }) => y),
      arm: rows.map(({ arm }) => arm),
      question: codesOf(rows.map(({ q }) => q)),
      reviewer: identified ? codesOf(rows.map(({ r }) => r)) : null,
    },
    arms,
    stages,
    level,
  })
}

export const factorialAdapters: AdapterFamily = { 'crossed.factorial': factorialOfMarks }
