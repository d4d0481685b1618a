import type { z } from 'zod'
import {
  captureDifferenceRowSchema,
  captureDifferenceWordsRowSchema,
  captureSlotRowSchema,
} from './capture-desk-rows.ts'
import * as coding from './coding-rows.ts'
import type { Tables } from './database.ts'
import {
  auditEntryRowSchema,
  invitationRowSchema,
  membershipRowSchema,
  webSessionRowSchema,
} from './people-rows.ts'
import * as review from './review-rows.ts'
import * as rows from './rows.ts'
import { apiTokenRevocationRowSchema, apiTokenRowSchema } from './tokens/api-token.ts'
import * as trial from './trial-rows.ts'
import { retentionRuleRowSchema, studyPlaceRowSchema, workspaceEntryRowSchema } from './workspace-rows.ts'

/** Name of a table of the database. */
export type TableName = keyof Tables

/** What a row of each table of the database is, as it is read; the compiler sees to it that none is left out. */
export const rowSchemas = {
  study: rows.studyRowSchema,
  person: rows.personRowSchema,
  person_private: rows.personPrivateRowSchema,
  item: rows.itemRowSchema,
  arm: rows.armRowSchema,
  import: rows.importRowSchema,
  call: rows.callRowSchema,
  call_outcome: rows.callOutcomeRowSchema,
  answer: rows.answerRowSchema,
  capture: rows.captureRowSchema,
  capture_check: rows.captureCheckRowSchema,
  capture_slot: captureSlotRowSchema,
  capture_difference: captureDifferenceRowSchema,
  capture_difference_words: captureDifferenceWordsRowSchema,
  judgment: rows.storedJudgmentRowSchema,
  judge_call: rows.judgeCallRowSchema,
  judge_outcome: rows.judgeOutcomeRowSchema,
  machine_mark: rows.machineMarkRowSchema,
  protocol_lock: rows.protocolLockRowSchema,
  screen_decision: rows.screenDecisionRowSchema,
  membership: membershipRowSchema,
  invitation: invitationRowSchema,
  web_session: webSessionRowSchema,
  audit_entry: auditEntryRowSchema,
  review: review.reviewRowSchema,
  review_closing: review.reviewClosingRowSchema,
  review_look: review.reviewLookRowSchema,
  identity_decision: review.identityDecisionRowSchema,
  shown_answer: review.shownAnswerRowSchema,
  review_unit: review.reviewUnitRowSchema,
  review_left_out: review.reviewLeftOutRowSchema,
  review_task: review.reviewTaskRowSchema,
  review_reviewer: review.reviewReviewerRowSchema,
  review_assignment: review.reviewAssignmentRowSchema,
  review_return: review.reviewReturnRowSchema,
  review_event: review.reviewEventRowSchema,
  review_mark: review.reviewMarkRowSchema,
  review_comment: review.reviewCommentRowSchema,
  review_consent: review.reviewConsentRowSchema,
  trial: trial.trialRowSchema,
  trial_closing: trial.trialClosingRowSchema,
  participant: trial.participantRowSchema,
  participant_link: trial.participantLinkRowSchema,
  participant_step: trial.participantStepRowSchema,
  participant_answer: trial.participantAnswerRowSchema,
  allocation: trial.allocationRowSchema,
  encounter: trial.encounterRowSchema,
  case_shown: trial.caseShownRowSchema,
  chat_message: trial.chatMessageRowSchema,
  chat_call: trial.chatCallRowSchema,
  chat_outcome: trial.chatOutcomeRowSchema,
  chat_words: trial.chatWordsRowSchema,
  trial_decision: trial.trialDecisionRowSchema,
  decision_words: trial.decisionWordsRowSchema,
  withdrawal: trial.withdrawalRowSchema,
  coding_task: coding.codingTaskRowSchema,
  coding_words: coding.codingWordsRowSchema,
  coding_source: coding.codingSourceRowSchema,
  coding: coding.codingRowSchema,
  coding_proposal: coding.codingProposalRowSchema,
  api_token: apiTokenRowSchema,
  api_token_revocation: apiTokenRevocationRowSchema,
  workspace_entry: workspaceEntryRowSchema,
  retention_rule: retentionRuleRowSchema,
  study_place: studyPlaceRowSchema,
} as const satisfies Record<TableName, z.ZodType>

/** Whether the database has a table of this name by the present schema. */
export function isTableName(name: string): name is TableName {
  return Object.hasOwn(rowSchemas, name)
}

/**
 * Tables that are no record, each with the reason: no backup keeps them, and no study takes them along. The schema `pgboss` is
 * another such thing; what stands there is nothing without `work`.
 */
export const passingTables: Readonly<Record<string, string>> = {
  schema_migration: 'made by the migrations of whoever opens the database',
  work: 'what was called and answered is in the tables of calls; a command that is started again queues the rest anew',
  work_part: 'as work, whose parts these are',
  worker: 'processes that live, or lived, beside this very database',
  call_in_flight:
    'calls that are out at this moment; those on record without an outcome are put in doubt by the next run',
  chat_in_flight:
    'calls of conversations that are out at this moment; without it they are taken to be in doubt',
  call_limit:
    'what is spent is counted anew from the calls; limits of providers are set for a place with its keys, not for a study',
}
