import { z } from 'zod'
import { claimSchema, relationSchema } from './claim-schema.ts'
import { outcomeSchema, sourceSchema, systemSchema } from './source-schema.ts'
import { reportedStudySchema } from './study-schema.ts'
import { threadSchema } from './thread-schema.ts'

/** One file of the ledger. Any number of files make one ledger; what is named in one may stand in another. */
export const ledgerFileSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    sources: z.array(sourceSchema).readonly().default([]),
    systems: z.array(systemSchema).readonly().default([]),
    outcomes: z.array(outcomeSchema).readonly().default([]),
    studies: z.array(reportedStudySchema).readonly().default([]),
    claims: z.array(claimSchema).readonly().default([]),
    relations: z.array(relationSchema).readonly().default([]),
    threads: z.array(threadSchema).readonly().default([]),
  })
  .meta({
    title: 'Equipoise evidence ledger, version 1',
    description: 'What is claimed, by whom, what it rests on and how the claims bear on one another.',
  })

export type LedgerFile = z.infer<typeof ledgerFileSchema>

/** Lists of a file, in the order in which they are read. */
export const ledgerLists = [
  'sources',
  'systems',
  'outcomes',
  'studies',
  'claims',
  'relations',
  'threads',
] as const
