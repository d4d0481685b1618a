import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { v7 } from 'uuid'
import type { z } from 'zod'
import { type MachineMark, machineMarkSchema } from '../../judging/machine-mark.ts'
import type { machineMarkRowSchema } from '../rows.ts'

export type MarkRow = z.infer<typeof machineMarkRowSchema>

/** Where a mark belongs in the database. */
export interface MarkPlace {
  readonly studyId: string
  readonly itemId: (key: string) => string
  readonly armId: (key: string) => string
  readonly callId?: string
  readonly importId?: string
}

const otherKinds = {
  arm_b_id: null,
  replicate_b: null,
  choices: null,
  no_choice: null,
  candidates: null,
  rule: null,
  span: null,
  answer_key: null,
  criterion: null,
  met: null,
  explanation: null,
  axis: null,
  first_side: null,
  preferred: null,
} as const

/** A mark as a row of its table. A mark that a call brought has the id of the call. */
export function rowOfMark(mark: MachineMark, place: MarkPlace): MarkRow {
  const common = {
    id: place.callId ?? v7(),
    study_id: place.studyId,
    item_id: place.itemId(mark.item),
    judge: mark.judge,
    judge_family: mark.judgeFamily,
    judge_version: storable(mark.judgeVersion),
    prompt_hash: mark.promptHash,
    request_hash: mark.requestHash,
    own_family: mark.ownFamily,
    reply: mark.rawReply === null ? null : packed(mark.rawReply),
    input_tokens: mark.inputTokens,
    output_tokens: mark.outputTokens,
    usd: mark.cost,
    failure: mark.failure,
    call_id: place.callId ?? null,
    import_id: place.importId ?? null,
    marked_at: mark.markedAt,
    ...otherKinds,
  }
  switch (mark.kind) {
    case 'key':
      return {
        ...common,
        kind: mark.kind,
        arm_id: place.armId(mark.arm),
        replicate: mark.replicate,
        choices: [...mark.choices],
        no_choice: mark.noChoice,
        candidates: [...mark.candidates],
        rule: mark.rule,
        span: mark.span === null ? null : [...mark.span],
        answer_key: [...mark.key],
      }
    case 'rubric':
      return {
        ...common,
        kind: mark.kind,
        arm_id: place.armId(mark.arm),
        replicate: mark.replicate,
        criterion: mark.criterion,
        met: mark.met,
        explanation: storable(mark.explanation),
      }
    case 'pairwise':
      return {
        ...common,
        kind: mark.kind,
        arm_id: place.armId(mark.armA),
        replicate: mark.replicateA,
        arm_b_id: place.armId(mark.armB),
        replicate_b: mark.replicateB,
        axis: mark.axis,
        first_side: mark.firstSide,
        preferred: mark.preferred,
      }
  }
}

/** A row with the keys of its item and arms as a mark again. */
export function markOfRow(
  row: MarkRow,
  keys: { readonly item: string; readonly arm: string; readonly armB: string | null },
): MachineMark {
  const common = {
    item: keys.item,
    judge: row.judge,
    judgeFamily: row.judge_family,
    judgeVersion: row.judge_version,
    promptHash: row.prompt_hash,
    requestHash: row.request_hash,
    ownFamily: row.own_family,
    rawReply: row.reply === null ? null : unpacked(row.reply),
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    cost: row.usd,
    markedAt: row.marked_at,
    failure: row.failure,
  }
  const answer = { arm: keys.arm, replicate: row.replicate }
  switch (row.kind) {
    case 'key':
      return machineMarkSchema.parse({
        kind: row.kind,
        ...common,
        ...answer,
        choices: row.choices,
        noChoice: row.no_choice,
        candidates: row.candidates,
        rule: row.rule,
        span: row.span,
        key: row.answer_key,
      })
    case 'rubric':
      return machineMarkSchema.parse({
        kind: row.kind,
        ...common,
        ...answer,
        criterion: row.criterion,
        met: row.met,
        explanation: row.explanation,
      })
    case 'pairwise':
      return machineMarkSchema.parse({
        kind: row.kind,
        ...common,
        axis: row.axis,
        armA: keys.arm,
        armB: keys.armB,
        replicateA: row.replicate,
        replicateB: row.replicate_b,
        firstSide: row.first_side,
        preferred: row.preferred,
      })
  }
}

/** PostgreSQL holds neither U+0000 nor half a surrogate pair in text; the raw reply of the call keeps the bytes. */
function storable(text: string | null): string | null {
  return text === null ? null : Buffer.from(text.replaceAll('\u0000', '\ufffd'), 'utf8').toString('utf8')
}

/** As the database writes bytes in JSON. */
function packed(text: string): string {
  return `\\x${zstdCompressSync(Buffer.from(text, 'utf8')).toString('hex')}`
}

function unpacked(bytes: string): string {
  return zstdDecompressSync(Buffer.from(bytes.slice(2), 'hex')).toString('utf8')
}
