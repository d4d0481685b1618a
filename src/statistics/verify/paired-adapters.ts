import { z } from 'zod'
import { cochranQ } from '../paired/cochran-q.ts'
import { pairedDifferenceIntervals } from '../paired/diff-ci.ts'
import { mcnemar } from '../paired/mcnemar.ts'
import { tangoNoninferiority } from '../paired/tango-noninferiority.ts'
import type { AdapterFamily } from './adapter.ts'

const tableInput = z.object({ n11: z.number(), n10: z.number(), n01: z.number(), n00: z.number() })

function mcnemarOfTable(input: unknown) {
  return mcnemar(tableInput.parse(input))
}

const intervalsInput = tableInput.extend({ level: z.number().nullish() })

function intervalsOfTable(input: unknown) {
  const { level, ...table } = intervalsInput.parse(input)
  return pairedDifferenceIntervals(table, level ?? undefined)
}

const noninferiorityInput = tableInput.extend({ margin: z.number() })

function noninferiorityOfTable(input: unknown) {
  const { margin, ...table } = noninferiorityInput.parse(input)
  return tangoNoninferiority(table, margin)
}

const cochranInput = z.object({ x: z.array(z.array(z.union([z.number(), z.boolean()]).nullable())) })

function cochranOfRows(input: unknown) {
  const { x } = cochranInput.parse(input)
  return cochranQ(x.map((row) => row.map((mark) => (mark === null ? null : Number(mark)))))
}

export const pairedAdapters: AdapterFamily = {
  'paired.mcnemar': mcnemarOfTable,
  'paired.diff_ci': intervalsOfTable,
  'paired.tango_noninferiority': noninferiorityOfTable,
  'paired.cochran_q': cochranOfRows,
}
