import { z } from 'zod'
import { ppiCluster } from '../ppi/cluster.ts'
import { ppiMean } from '../ppi/mean.ts'
import type { AdapterFamily } from './adapter.ts'
import { codesOf, labelSchema, levelSchema, numbersSchema } from './shared-schemas.ts'

const marksShape = {
  y: numbersSchema,
  f: numbersSchema,
  fUnlabeled: numbersSchema,
  lambda: z.number().nullish(),
  level: levelSchema,
}

const meanInput = z.object({ ...marksShape, ddof: z.union([z.literal(0), z.literal(1)]).nullish() })

function meanOfMarks(input: unknown) {
  const { lambda, ddof, level, ...marks } = meanInput.parse(input)
  return ppiMean(marks, { lambda: lambda ?? null, ddof: ddof ?? 1, level })
}

const clusterInput = z.object({
  ...marksShape,
  clusters: z.array(labelSchema),
  clustersUnlabeled: z.array(labelSchema),
})

function clusteredMeanOfMarks(input: unknown) {
  const { lambda, level, clusters, clustersUnlabeled, ...marks } = clusterInput.parse(input)
  const codes = { clusters: codesOf(clusters), clustersUnlabeled: codesOf(clustersUnlabeled) }
  return ppiCluster({ ...marks, ...codes }, { lambda: lambda ?? null, level })
}

export const ppiAdapters: AdapterFamily = {
  'ppi.mean': meanOfMarks,
  'ppi.cluster': clusteredMeanOfMarks,
}
