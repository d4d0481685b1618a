import { sql } from 'kysely'
import { z } from 'zod'
import type { MachineMark } from '../../judging/machine-mark.ts'
import { withProblems } from '../database-problem.ts'
import { firstId, pages } from '../reading/pages.ts'
import { machineMarkRowSchema } from '../rows.ts'
import type { Store } from '../store.ts'
import { markOfRow } from './mark-row.ts'

const pageRows = 5000
const rowSchema = machineMarkRowSchema.extend({
  item_key: z.string(),
  arm_key: z.string(),
  arm_b_key: z.string().nullable(),
})

type MarkOfKind<Kind extends MachineMark['kind']> = Extract<MachineMark, { readonly kind: Kind }>

/**
 * The machine marks of one kind in the order of writing, in lists of up to 5,000. The judges' raw replies are left
 * out (null) unless they are asked for.
 */
export async function* readMarks<Kind extends MachineMark['kind']>(
  store: Store,
  study: { readonly id: string },
  kind: Kind,
  options: { readonly replies: boolean } = { replies: false },
): AsyncGenerator<readonly MarkOfKind<Kind>[]> {
  const reply = options.replies ? sql`machine_mark.reply` : sql`null`
  const names = Object.keys(machineMarkRowSchema.shape).filter((name) => name !== 'reply')
  const columns = sql.join(names.map((name) => sql.ref(`machine_mark.${name}`)))
  const read = (after: string, size: number) =>
    withProblems(async () => {
      const { rows } = await sql`
        select ${columns}, ${reply} as reply, item.key as item_key, arm.key as arm_key, arm_b.key as arm_b_key
        from machine_mark
        join item on item.id = machine_mark.item_id
        join arm on arm.id = machine_mark.arm_id
        left join arm as arm_b on arm_b.id = machine_mark.arm_b_id
        where machine_mark.study_id = ${study.id}::uuid and machine_mark.kind = ${kind}
          and machine_mark.id > ${after}::uuid
        order by machine_mark.id limit ${size}`.execute(store.database)
      return rows.map((row) => rowSchema.parse(row))
    })
  for await (const page of pages(pageRows, firstId, read, (row) => row.id)) {
    yield page.flatMap(({ item_key, arm_key, arm_b_key, ...row }) => {
      const mark = markOfRow(row, { item: item_key, arm: arm_key, armB: arm_b_key })
      return isOfKind(mark, kind) ? [mark] : []
    })
  }
}

function isOfKind<Kind extends MachineMark['kind']>(mark: MachineMark, kind: Kind): mark is MarkOfKind<Kind> {
  return mark.kind === kind
}
