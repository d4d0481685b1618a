import { type RawBuilder, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Judgment, PairwiseJudgment } from '../../judging/judgment.ts'
import { type ArrayElement, arrayLiteral } from './array-literal.ts'
import type { KeyBook } from './key-book.ts'
import type { storableTextOnce } from './storable-text.ts'

/**
 * The statement that writes a batch of judgments in the order given, under the import they come from. The
 * keys that are new in the batch must be flushed before it is run.
 */
export function judgmentStatement(
  target: { readonly studyId: string; readonly importId: string },
  keys: KeyBook,
  storable: ReturnType<typeof storableTextOnce>,
  marks: readonly Judgment[],
): RawBuilder<unknown> {
  const column = (read: (mark: Judgment) => ArrayElement) => arrayLiteral(marks.map(read))
  const pair = (read: (mark: PairwiseJudgment) => ArrayElement) =>
    arrayLiteral(marks.map((mark) => (mark.form === 'pairwise' ? read(mark) : null)))
  const text = (value: string | null, field: string) => (value === null ? null : storable(value, field))
  return sql`
    insert into judgment (
      id, study_id, form, item_id, arm_a_id, arm_b_id, axis, rendering, reviewer_id, value, strength,
      adequacy_a, adequacy_b, harm, side, shown_at, decided_at, active_seconds, rulebook_version, role,
      consent, import_id
    )
    select id, ${target.studyId}::uuid, form, item_id, arm_a_id, arm_b_id, axis, rendering, reviewer_id, value,
      strength, adequacy_a, adequacy_b, harm, side, shown_at, decided_at, active_seconds, rulebook_version, role,
      consent, ${target.importId}::uuid
    from unnest(
      ${column(() => v7())}::uuid[], ${column((mark) => mark.form)}::text[],
      ${column((mark) => keys.item(mark.item))}::uuid[], ${column((mark) => keys.arm(mark.armA))}::uuid[],
      ${pair((mark) => keys.arm(mark.armB))}::uuid[], ${column((mark) => storable(mark.axis, 'axis'))}::text[],
      ${column((mark) => text(mark.rendering, 'rendering'))}::text[],
      ${column((mark) => (mark.reviewer === null ? null : keys.reviewer(mark.reviewer)))}::uuid[],
      ${column((mark) => mark.value)}::float8[], ${pair((mark) => mark.strength)}::int2[],
      ${column((mark) => mark.adequacyA)}::bool[], ${pair((mark) => mark.adequacyB)}::bool[],
      ${column((mark) => (mark.harm === null ? null : JSON.stringify(mark.harm)))}::jsonb[],
      ${pair((mark) => mark.side)}::text[], ${column((mark) => mark.shownAt)}::timestamptz[],
      ${column((mark) => mark.decidedAt)}::timestamptz[], ${column((mark) => mark.activeSeconds)}::float8[],
      ${column((mark) => text(mark.rulebookVersion, 'rulebookVersion'))}::text[],
      ${column((mark) => mark.role)}::text[], ${column((mark) => mark.consent)}::bool[]
    ) with ordinality as new (
      id, form, item_id, arm_a_id, arm_b_id, axis, rendering, reviewer_id, value, strength, adequacy_a,
      adequacy_b, harm, side, shown_at, decided_at, active_seconds, rulebook_version, role, consent, place
    )
    order by place`
}
