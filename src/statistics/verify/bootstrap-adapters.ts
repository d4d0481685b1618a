import { z } from 'zod'
import { clusterBootstrap } from '../bootstrap/cluster-bootstrap.ts'
import { bootstrapIntervals } from '../bootstrap/intervals.ts'
import { pigeonholeBootstrap } from '../bootstrap/pigeonhole.ts'
import type { AdapterFamily } from './adapter.ts'
import { codesOf, labelSchema, levelSchema } from './shared-schemas.ts'

const clusterInput = z.object({
  values: z.array(z.number().nullable()),
  clusters: z.array(labelSchema),
  strata: z.array(labelSchema).nullish(),
  B: z.number().default(10_000),
  seed: z.number().default(0),
  level: levelSchema,
})

/** Mean of the values over whole clusters; a cluster lies in the stratum of its first row. */
function clusterBootstrapOfRows(input: unknown) {
  const { values, clusters, strata, B, seed, level } = clusterInput.parse(input)
  const rows = values.flatMap((value, row) => (value === null ? [] : [row]))
  const code = codesOf(rows.map((row) => clusters[row] ?? null))
  const stratumOfRow =
    strata === undefined || strata === null ? null : codesOf(rows.map((row) => strata[row] ?? null))
  const count = code.reduce((largest, cluster) => Math.max(largest, cluster + 1), 0)
  const numeratorSums = new Float64Array(count)
  const denominatorSums = new Float64Array(count)
  const stratum = new Int32Array(count)
  for (let index = rows.length - 1; index >= 0; index--) {
    const cluster = code[index] ?? 0
    numeratorSums[cluster] = (numeratorSums[cluster] ?? 0) + (values[rows[index] ?? 0] ?? 0)
    denominatorSums[cluster] = (denominatorSums[cluster] ?? 0) + 1
    if (stratumOfRow !== null) stratum[cluster] = stratumOfRow[index] ?? 0
  }
  const [result] = clusterBootstrap({
    numeratorSums,
    denominatorSums,
    clusters: count,
    statistics: 1,
    strata: stratumOfRow === null ? null : stratum,
    resamples: B,
    seed,
    level,
  })
  return { n: rows.length, ...result }
}

const intervalsInput = z.object({
  estimate: z.number(),
  replicates: z.array(z.number().nullable()),
  jackknife: z.array(z.number()).nullish(),
  level: levelSchema,
})

function intervalsOfReplicates(input: unknown) {
  const { estimate, replicates, jackknife, level } = intervalsInput.parse(input)
  const defined = replicates.filter((value) => value !== null)
  return bootstrapIntervals(estimate, defined, jackknife ?? null, level)
}

const pigeonholeInput = z.object({
  values: z.array(z.number().nullable()),
  q: z.array(labelSchema.nullable()),
  r: z.array(labelSchema.nullable()),
  B: z.number().default(10_000),
  seed: z.number().default(0),
  level: levelSchema,
})

function pigeonholeOfRows(input: unknown) {
  const { values, q, r, B, seed, level } = pigeonholeInput.parse(input)
  const rows = values.flatMap((value, row) => (value === null ? [] : [row]))
  return pigeonholeBootstrap({
    values: rows.map((row) => values[row] ?? 0),
    question: codesOf(rows.map((row) => q[row] ?? null)),
    reviewer: codesOf(rows.map((row) => r[row] ?? null)),
    resamples: B,
    seed,
    level,
  })
}

export const bootstrapAdapters: AdapterFamily = {
  'boot.cluster': clusterBootstrapOfRows,
  'boot.intervals': intervalsOfReplicates,
  'boot.pigeonhole': pigeonholeOfRows,
}
