import type { z } from 'zod'
import {
  answerRowSchema,
  armRowSchema,
  callOutcomeRowSchema,
  callRowSchema,
  captureCheckRowSchema,
  captureRowSchema,
  importRowSchema,
  itemRowSchema,
  judgeCallRowSchema,
  judgeOutcomeRowSchema,
  judgmentRowSchema,
  machineMarkRowSchema,
  personRowSchema,
  protocolLockRowSchema,
  screenDecisionRowSchema,
  studyRowSchema,
} from '../rows.ts'

/**
 * The tables of a bundle, parents before children. Personal data (`person_private`) is not among them, and
 * a judgment's number in the database (`seq`) is not written: its line is its place.
 */
export const bundleTables = [
  'study',
  'person',
  'item',
  'arm',
  'import',
  'call',
  'call_outcome',
  'answer',
  'capture',
  'capture_check',
  'judgment',
  'judge_call',
  'judge_outcome',
  'machine_mark',
  'protocol_lock',
  'screen_decision',
] as const

export type BundleTable = (typeof bundleTables)[number]

/** What a row of each table must be, written and read. */
export const bundleRowSchemas = {
  // Its key is the place of the study in its workspace, which a bundle has none of.
  study: studyRowSchema.omit({ key: true }),
  person: personRowSchema,
  item: itemRowSchema,
  arm: armRowSchema,
  import: importRowSchema,
  call: callRowSchema,
  call_outcome: callOutcomeRowSchema,
  answer: answerRowSchema,
  capture: captureRowSchema,
  capture_check: captureCheckRowSchema,
  judgment: judgmentRowSchema,
  judge_call: judgeCallRowSchema,
  judge_outcome: judgeOutcomeRowSchema,
  machine_mark: machineMarkRowSchema,
  protocol_lock: protocolLockRowSchema,
  screen_decision: screenDecisionRowSchema,
} as const satisfies Record<BundleTable, z.ZodType>

/** As the first format had them: items were key, text and strata. */
export const firstRowSchemas = {
  ...bundleRowSchemas,
  item: itemRowSchema.omit({ content: true }),
  answer: answerRowSchema.omit({ replicate: true, call_id: true, reason: true }),
} as const satisfies Record<BundleTable, z.ZodType>

export type BundleRowSchemas = typeof bundleRowSchemas | typeof firstRowSchemas

/** A row of a table as plain JSON. */
export type PlainRow = Readonly<Record<string, unknown>>

export interface TableRows {
  readonly table: BundleTable
  /** Canonical rows in a fixed order: by id, judgments in the order of writing. */
  readonly rows: AsyncIterable<readonly PlainRow[]>
}

/** Rows of a table as somebody hands them in. */
export interface UncheckedRows {
  readonly table: BundleTable
  readonly rows: AsyncIterable<readonly unknown[]>
}
