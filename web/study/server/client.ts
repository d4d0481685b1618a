import type { z } from 'zod'
import {
  type Invited,
  invitedSchema,
  type NameDecision,
  type NewInvitation,
  nameDecidedSchema,
  type ReviewOpened,
  reviewOpenedSchema,
  revokedSchema,
  type Study,
  type StudyNames,
  type StudyResults,
  studyNamesSchema,
  studyResultsSchema,
  studySchema,
  type Unblinding,
  unblindedSchema,
} from '../../../src/server/contract/study.ts'
import { type StudyTrial, studyTrialSchema } from '../../../src/server/contract/trial.ts'
import { askServer, type Reply } from '../../house/ask-server.ts'

/** The server as the study page sees it. */
export interface StudyApi {
  study(): Promise<Reply<Study>>
  names(): Promise<Reply<StudyNames>>
  decide(decision: NameDecision): Promise<Reply<{ readonly decided: number }>>
  invite(invitation: NewInvitation): Promise<Reply<Invited>>
  revoke(person: string): Promise<Reply<{ readonly revoked: boolean }>>
  open(): Promise<Reply<ReviewOpened>>
  unblind(unblinding: Unblinding): Promise<Reply<{ readonly openUnits: number }>>
  results(): Promise<Reply<StudyResults>>
  /** Of an assisted-use trial. */
  trial(): Promise<Reply<StudyTrial>>
}

export function createStudyApi(request: typeof fetch): StudyApi {
  const ask = <T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<Reply<T>> =>
    askServer(request, `/api/study${path}`, schema, body)
  return {
    study: () => ask('', studySchema),
    names: () => ask('/names', studyNamesSchema),
    decide: (decision) => ask('/names/decide', nameDecidedSchema, decision),
    invite: (invitation) => ask('/people', invitedSchema, invitation),
    revoke: (person) => ask('/people/revoke', revokedSchema, { person }),
    open: () => ask('/review/open', reviewOpenedSchema, {}),
    unblind: (unblinding) => ask('/unblind', unblindedSchema, unblinding),
    results: () => ask('/results', studyResultsSchema),
    trial: () => ask('/trial', studyTrialSchema),
  }
}
