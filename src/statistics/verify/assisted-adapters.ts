import { z } from 'zod'
import { clusteredEffects } from '../assisted/clustered-effects.ts'
import { twoByTwoEffects } from '../assisted/two-by-two.ts'
import type { AdapterFamily } from './adapter.ts'
import { codesOf, labelSchema, levelSchema } from './shared-schemas.ts'

const effectsInput = z.object({
  rows: z.array(
    z.object({
      participant: labelSchema,
      case: labelSchema,
      /** 0 control, 1 the arm. */
      arm: z.union([z.literal(0), z.literal(1)]),
      /** 1 right, 0 not; a missing decision is null. */
      y: z.union([z.literal(0), z.literal(1)]).nullable(),
    }),
  ),
  level: levelSchema,
})

function effectsOfRows(input: unknown) {
  const { rows, level } = effectsInput.parse(input)
  const given = rows.flatMap(({ y, ...row }) => (y === null ? [] : [{ ...row, y }]))
  return clusteredEffects(
    {
      right: given.map(({ y }) => y),
      arm: given.map(({ arm }) => arm),
      participant: codesOf(given.map(({ participant }) => participant)),
      case: codesOf(given.map((row) => row.case)),
    },
    level,
  )
}

const tableInput = z.object({
  armRight: z.number(),
  armWrong: z.number(),
  controlRight: z.number(),
  controlWrong: z.number(),
  level: levelSchema,
})

function effectsOfTable(input: unknown) {
  const { level, ...table } = tableInput.parse(input)
  return twoByTwoEffects(table, level)
}

export const assistedAdapters: AdapterFamily = {
  'assisted.risk_difference': effectsOfRows,
  'assisted.two_by_two': effectsOfTable,
}
