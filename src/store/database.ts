import { trace } from '@opentelemetry/api'
import { type ColumnType, type Generated, Kysely, type LogEvent, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { z } from 'zod'
import { pastSpan } from '../telemetry/spans.ts'
import type {
  captureDifferenceRowSchema,
  captureDifferenceWordsRowSchema,
  captureSlotRowSchema,
} from './capture-desk-rows.ts'
import type * as coding from './coding-rows.ts'
import { PooledDialect } from './own-server/pooled-dialect.ts'
import { utcTime } from './own-server/utc-time.ts'
import type {
  auditEntryRowSchema,
  invitationRowSchema,
  membershipRowSchema,
  webSessionRowSchema,
} from './people-rows.ts'
import type {
  identityDecisionRowSchema,
  reviewAssignmentRowSchema,
  reviewClosingRowSchema,
  reviewCommentRowSchema,
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
} from './review-rows.ts'
import type {
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
  machineMarkRowSchema,
  personPrivateRowSchema,
  personRowSchema,
  protocolLockRowSchema,
  screenDecisionRowSchema,
  storedJudgmentRowSchema,
  studyRowSchema,
} from './rows.ts'
import type { apiTokenRevocationRowSchema, apiTokenRowSchema } from './tokens/api-token.ts'
import type * as trial from './trial-rows.ts'
import type {
  retentionRuleRowSchema,
  studyPlaceRowSchema,
  workspaceEntryRowSchema,
} from './workspace-rows.ts'

type WithDefault<Row, Column extends keyof Row> = Omit<Row, Column> & {
  [Name in Column]: Generated<Row[Name]>
}
/** Columns that are JSON go in as text and come out as values. */
type WithJson<Row, Column extends keyof Row> = Omit<Row, Column> & {
  [Name in Column]: ColumnType<Row[Name], string, string>
}

/** The tables as Kysely sees them, from the same schemas that rows are validated with. */
export interface Tables {
  readonly study: WithDefault<z.infer<typeof studyRowSchema>, 'created_at'>
  readonly item: WithJson<z.infer<typeof itemRowSchema>, 'strata' | 'content'>
  readonly arm: z.infer<typeof armRowSchema>
  readonly answer: WithDefault<z.infer<typeof answerRowSchema>, 'replicate' | 'call_id' | 'reason'>
  readonly call: WithDefault<z.infer<typeof callRowSchema>, 'begun_at'>
  readonly call_outcome: WithDefault<z.infer<typeof callOutcomeRowSchema>, 'finished_at'>
  readonly capture: WithJson<z.infer<typeof captureRowSchema>, 'citations'>
  readonly capture_check: z.infer<typeof captureCheckRowSchema>
  readonly capture_slot: WithDefault<z.infer<typeof captureSlotRowSchema>, 'opened_at'>
  readonly capture_difference: WithDefault<z.infer<typeof captureDifferenceRowSchema>, 'found_at'>
  readonly capture_difference_words: z.infer<typeof captureDifferenceWordsRowSchema>
  readonly judge_call: WithDefault<z.infer<typeof judgeCallRowSchema>, 'begun_at'>
  readonly judge_outcome: WithDefault<z.infer<typeof judgeOutcomeRowSchema>, 'finished_at'>
  readonly machine_mark: z.infer<typeof machineMarkRowSchema>
  readonly person: WithDefault<z.infer<typeof personRowSchema>, 'created_at'>
  readonly person_private: WithDefault<WithJson<z.infer<typeof personPrivateRowSchema>, 'profile'>, 'email'>
  readonly membership: WithDefault<z.infer<typeof membershipRowSchema>, 'granted_at' | 'revoked_at'>
  readonly invitation: WithDefault<
    z.infer<typeof invitationRowSchema>,
    'created_at' | 'used_at' | 'revoked_at'
  >
  readonly web_session: WithDefault<z.infer<typeof webSessionRowSchema>, 'created_at' | 'ended_at'>
  readonly audit_entry: z.infer<typeof auditEntryRowSchema>
  readonly review: WithDefault<z.infer<typeof reviewRowSchema>, 'opened_at'>
  readonly review_closing: WithDefault<z.infer<typeof reviewClosingRowSchema>, 'closed_at'>
  readonly review_look: WithDefault<WithJson<z.infer<typeof reviewLookRowSchema>, 'outcomes'>, 'taken_at'>
  readonly identity_decision: WithDefault<
    WithJson<z.infer<typeof identityDecisionRowSchema>, 'found'>,
    'decided_at'
  >
  readonly shown_answer: WithJson<z.infer<typeof shownAnswerRowSchema>, 'spans'>
  readonly review_unit: z.infer<typeof reviewUnitRowSchema>
  readonly review_left_out: WithJson<z.infer<typeof reviewLeftOutRowSchema>, 'why'>
  readonly review_task: z.infer<typeof reviewTaskRowSchema>
  readonly review_reviewer: WithDefault<z.infer<typeof reviewReviewerRowSchema>, 'joined_at'>
  readonly review_assignment: WithDefault<z.infer<typeof reviewAssignmentRowSchema>, 'taken_at' | 'seq'>
  readonly review_return: WithDefault<z.infer<typeof reviewReturnRowSchema>, 'returned_at' | 'seq'>
  readonly review_event: WithDefault<
    WithJson<z.infer<typeof reviewEventRowSchema>, 'body'>,
    'seq' | 'received_at'
  >
  readonly review_mark: z.infer<typeof reviewMarkRowSchema>
  readonly review_comment: z.infer<typeof reviewCommentRowSchema>
  readonly review_consent: WithDefault<z.infer<typeof reviewConsentRowSchema>, 'seq' | 'said_at'>
  readonly trial: WithDefault<z.infer<typeof trial.trialRowSchema>, 'opened_at'>
  readonly trial_closing: WithDefault<z.infer<typeof trial.trialClosingRowSchema>, 'closed_at'>
  readonly participant: WithDefault<z.infer<typeof trial.participantRowSchema>, 'consented_at'>
  readonly participant_link: z.infer<typeof trial.participantLinkRowSchema>
  readonly participant_step: z.infer<typeof trial.participantStepRowSchema>
  readonly participant_answer: WithJson<z.infer<typeof trial.participantAnswerRowSchema>, 'value'>
  readonly allocation: WithDefault<WithJson<z.infer<typeof trial.allocationRowSchema>, 'strata'>, 'drawn_at'>
  readonly encounter: z.infer<typeof trial.encounterRowSchema>
  readonly case_shown: WithDefault<z.infer<typeof trial.caseShownRowSchema>, 'shown_at'>
  readonly chat_message: z.infer<typeof trial.chatMessageRowSchema>
  readonly chat_call: z.infer<typeof trial.chatCallRowSchema>
  readonly chat_outcome: WithJson<z.infer<typeof trial.chatOutcomeRowSchema>, 'usage'>
  readonly chat_words: z.infer<typeof trial.chatWordsRowSchema>
  readonly trial_decision: z.infer<typeof trial.trialDecisionRowSchema>
  readonly decision_words: z.infer<typeof trial.decisionWordsRowSchema>
  readonly withdrawal: WithDefault<z.infer<typeof trial.withdrawalRowSchema>, 'withdrawn_at'>
  readonly coding_task: WithDefault<z.infer<typeof coding.codingTaskRowSchema>, 'made_at'>
  readonly coding_words: z.infer<typeof coding.codingWordsRowSchema>
  readonly coding_source: z.infer<typeof coding.codingSourceRowSchema>
  readonly coding: WithDefault<z.infer<typeof coding.codingRowSchema>, 'seq' | 'coded_at'>
  readonly coding_proposal: WithDefault<z.infer<typeof coding.codingProposalRowSchema>, 'proposed_at'>
  readonly import: WithDefault<WithJson<z.infer<typeof importRowSchema>, 'skipped'>, 'created_at'>
  readonly judgment: WithDefault<
    WithJson<z.infer<typeof storedJudgmentRowSchema>, 'harm' | 'criteria'>,
    'seq'
  >
  readonly protocol_lock: WithDefault<z.infer<typeof protocolLockRowSchema>, 'locked_at'>
  readonly screen_decision: WithDefault<
    WithJson<z.infer<typeof screenDecisionRowSchema>, 'found'>,
    'decided_at'
  >
  readonly api_token: WithDefault<z.infer<typeof apiTokenRowSchema>, 'created_at'>
  readonly api_token_revocation: WithDefault<z.infer<typeof apiTokenRevocationRowSchema>, 'revoked_at'>
  readonly workspace_entry: z.infer<typeof workspaceEntryRowSchema>
  readonly retention_rule: WithDefault<z.infer<typeof retentionRuleRowSchema>, 'id'>
  readonly study_place: WithDefault<z.infer<typeof studyPlaceRowSchema>, 'changed_at'>
}

export type Database = Kysely<Tables>

const connectTimeoutMs = 15_000
const statementTimeoutMs = 600_000
const lockTimeoutMs = 120_000
const stalledTransactionMs = 600_000
const largestPool = 8

const int8 = 20
const timestamptz = 1184

/** The same for one transaction. */
const transactionSettings: Readonly<Record<string, string>> = {
  timezone: 'UTC',
  statement_timeout: String(statementTimeoutMs),
  lock_timeout: String(lockTimeoutMs),
  idle_in_transaction_session_timeout: String(stalledTransactionMs),
}

/** What a session of ours is told where it stays ours. */
const session = {
  statement_timeout: statementTimeoutMs,
  lock_timeout: lockTimeoutMs,
  idle_in_transaction_session_timeout: stalledTransactionMs,
  options: '-c timezone=UTC -c datestyle=ISO -c default_transaction_isolation=read\\ committed',
} as const

/**
 * Connections to a database, none of which waits for ever. Times are read as ISO strings in UTC with the
 * database's microseconds, and bigint as numbers, which are exact up to 2^53.
 *
 * @param pooled A pooler stands between: what belongs to a session is set for each transaction instead.
 */
export function createPool(config: pg.PoolConfig, pooled = false): pg.Pool {
  const pool = new pg.Pool({
    application_name: 'equipoise',
    connectionTimeoutMillis: connectTimeoutMs,
    // The client gives up a little later than the server, which says more about the reason.
    query_timeout: statementTimeoutMs + 30_000,
    keepAlive: true,
    max: largestPool,
    types: { getTypeParser: typeParser },
    ...(pooled ? {} : session),
    ...config,
  })
  // Connections that wait in the pool break when the server goes; the next query opens new ones.
  pool.on('error', () => {})
  // One that breaks while it is lent out says so to whoever asks it next; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

export function createDatabase(pool: pg.Pool, pooled = false): Database {
  const dialect = pooled ? new PooledDialect({ pool }, transactionSettings) : new PostgresDialect({ pool })
  return new Kysely<Tables>({ dialect, log: traceQuery })
}

/** A span for each query below one of something else: its first word and how long it took, never what it says. */
function traceQuery({ level, query, queryDurationMillis }: LogEvent): void {
  if (trace.getActiveSpan() === undefined) return
  const operation = /^\s*([a-z]+)/i.exec(query.sql)?.[1]?.toLowerCase() ?? 'query'
  const attributes = { 'db.system.name': 'postgresql', 'db.operation.name': operation }
  pastSpan(operation, queryDurationMillis, attributes, level === 'error')
}

const typeParser: typeof pg.types.getTypeParser = (id: number) => {
  if (id === timestamptz) return utcTime
  if (id === int8) return Number
  return pg.types.getTypeParser(id, 'text')
}
