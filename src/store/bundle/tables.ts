import type { z } from 'zod'
import { captureDifferenceRowSchema } from '../capture-desk-rows.ts'
import * as coding from '../coding-rows.ts'
import { auditEntryRowSchema } from '../people-rows.ts'
import {
  identityDecisionRowSchema,
  reviewAssignmentRowSchema,
  reviewClosingRowSchema,
  reviewConsentRowSchema,
  reviewEventRowSchema,
  reviewLeftOutRowSchema,
  reviewLookRowSchema,
  reviewMarkRowSchema,
  reviewReturnRowSchema,
  reviewReviewerRowSchema,
  reviewRowSchema,
  reviewTaskRowSchema,
  reviewUnitRowSchema,
  shownAnswerRowSchema,
} from '../review-rows.ts'
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
import * as trial from '../trial-rows.ts'

/** Tables of reviews by people, which the third format brought. */
export const reviewTables = [
  'review',
  'review_closing',
  'review_look',
  'identity_decision',
  'shown_answer',
  'review_unit',
  'review_task',
  'review_left_out',
  'review_reviewer',
  'review_assignment',
  'review_return',
  'review_event',
  'review_mark',
  'review_consent',
  'audit_entry',
] as const

/** Tables of assisted-use trials and of the coding of their decisions, which the fourth format brought. */
export const trialTables = [
  'trial',
  'trial_closing',
  'participant',
  'participant_step',
  'allocation',
  'encounter',
  'case_shown',
  'chat_message',
  'chat_call',
  'chat_outcome',
  'trial_decision',
  'withdrawal',
  'coding_task',
  'coding_source',
  'coding',
  'coding_proposal',
] as const

/**
 * The tables of a bundle, parents before children. What tells who somebody is (names, free words, links, sessions) is not
 * among them, and who may do what is not either: that belongs to the workspace. A judgment's number in the database and
 * those of events and of what was said of consent (`seq`) are not written: their line is their place.
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
  'capture_difference',
  'judgment',
  'judge_call',
  'judge_outcome',
  'machine_mark',
  'protocol_lock',
  'screen_decision',
  ...reviewTables,
  ...trialTables,
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
  capture_difference: captureDifferenceRowSchema,
  judgment: judgmentRowSchema,
  judge_call: judgeCallRowSchema,
  judge_outcome: judgeOutcomeRowSchema,
  machine_mark: machineMarkRowSchema,
  protocol_lock: protocolLockRowSchema,
  screen_decision: screenDecisionRowSchema,
  review: reviewRowSchema,
  review_closing: reviewClosingRowSchema,
  review_look: reviewLookRowSchema,
  identity_decision: identityDecisionRowSchema,
  shown_answer: shownAnswerRowSchema,
  review_unit: reviewUnitRowSchema,
  review_task: reviewTaskRowSchema,
  review_left_out: reviewLeftOutRowSchema,
  review_reviewer: reviewReviewerRowSchema,
  review_assignment: reviewAssignmentRowSchema,
  review_return: reviewReturnRowSchema,
  review_event: reviewEventRowSchema.omit({ seq: true }),
  review_mark: reviewMarkRowSchema,
  review_consent: reviewConsentRowSchema.omit({ seq: true }),
  audit_entry: auditEntryRowSchema,
  trial: trial.trialRowSchema,
  trial_closing: trial.trialClosingRowSchema,
  participant: trial.participantRowSchema,
  participant_step: trial.participantStepRowSchema,
  allocation: trial.allocationRowSchema,
  encounter: trial.encounterRowSchema,
  case_shown: trial.caseShownRowSchema,
  chat_message: trial.chatMessageRowSchema,
  chat_call: trial.chatCallRowSchema,
  chat_outcome: trial.chatOutcomeRowSchema,
  trial_decision: trial.trialDecisionRowSchema,
  withdrawal: trial.withdrawalRowSchema,
  coding_task: coding.codingTaskRowSchema,
  coding_source: coding.codingSourceRowSchema,
  coding: coding.codingRowSchema.omit({ seq: true }),
  coding_proposal: coding.codingProposalRowSchema,
} as const satisfies Record<BundleTable, z.ZodType>

/** What gives the rows of a table their order: `id` where nothing else stands here. */
export const bundleOrders: Readonly<
  Partial<
    Record<
      BundleTable,
      { readonly column: string; readonly type: 'uuid' | 'bigint'; readonly written: boolean }
    >
  >
> = {
  judgment: { column: 'seq', type: 'bigint', written: false },
  review: { column: 'study_id', type: 'uuid', written: true },
  review_closing: { column: 'study_id', type: 'uuid', written: true },
  review_look: { column: 'number', type: 'bigint', written: true },
  review_reviewer: { column: 'person_id', type: 'uuid', written: true },
  review_event: { column: 'seq', type: 'bigint', written: false },
  review_consent: { column: 'seq', type: 'bigint', written: false },
  review_mark: { column: 'judgment_id', type: 'uuid', written: true },
  audit_entry: { column: 'number', type: 'bigint', written: true },
  trial: { column: 'study_id', type: 'uuid', written: true },
  trial_closing: { column: 'study_id', type: 'uuid', written: true },
  participant: { column: 'person_id', type: 'uuid', written: true },
  allocation: { column: 'person_id', type: 'uuid', written: true },
  case_shown: { column: 'encounter_id', type: 'uuid', written: true },
  trial_decision: { column: 'encounter_id', type: 'uuid', written: true },
  coding: { column: 'seq', type: 'bigint', written: false },
}

/** As the second format had them: marks were not given criterion by criterion. */
export const secondRowSchemas = {
  ...bundleRowSchemas,
  judgment: judgmentRowSchema.omit({ criteria: true }),
} as const satisfies Record<BundleTable, z.ZodType>

/** As the first format had them: items were key, text and strata. */
export const firstRowSchemas = {
  ...secondRowSchemas,
  item: itemRowSchema.omit({ content: true }),
  answer: answerRowSchema.omit({ replicate: true, call_id: true, reason: true }),
} as const satisfies Record<BundleTable, z.ZodType>

export type BundleRowSchemas = (typeof rowSchemasOfVersion)[keyof typeof rowSchemasOfVersion]

/** By the version of the format. */
export const rowSchemasOfVersion = {
  1: firstRowSchemas,
  2: secondRowSchemas,
  3: bundleRowSchemas,
  4: bundleRowSchemas,
} as const

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
