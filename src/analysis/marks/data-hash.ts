import { createHash } from 'node:crypto'
import type { AnswerRow, ItemRow } from './mark-row.ts'
import { markRoles } from './mark-row.ts'
import type { MarkTable } from './mark-table.ts'
import { compareText } from './vocabulary.ts'

const linesPerUpdate = 4096

/**
 * SHA-256 over marks, answers and items as canonical lines of JSON. Reviewers enter by their canonical number,
 * so ids, pseudonyms, row order and the way of import leave it unchanged; any mark that differs changes it.
 */
export function dataHash(marks: MarkTable, answers: readonly AnswerRow[], items: readonly ItemRow[]): string {
  const hash = createHash('sha256')
  let lines: string[] = []
  const put = (fields: readonly unknown[]) => {
    lines.push(JSON.stringify(fields))
    if (lines.length === linesPerUpdate) {
      hash.update(`${lines.join('\n')}\n`)
      lines = []
    }
  }
  for (const item of [...items].sort((left, right) => compareText(left.key, right.key))) {
    put([
      'item',
      item.key,
      ...Object.entries(item.strata).sort(([left], [right]) => compareText(left, right)),
    ])
  }
  for (const answer of [...answers].sort(
    (l, r) => compareText(l.item, r.item) || compareText(l.arm, r.arm),
  )) {
    put(['answer', answer.item, answer.arm, answer.status])
  }
  for (let row = 0; row < marks.size; row += 1) {
    put([
      'mark',
      marks.axes[marks.axis[row] ?? 0],
      marks.renderings[marks.rendering[row] ?? -1] ?? null,
      marks.items[marks.item[row] ?? 0],
      marks.arms[marks.armA[row] ?? 0],
      marks.arms[marks.armB[row] ?? -1] ?? null,
      finite(marks.value[row]),
      marks.strength[row] || null,
      marks.first[row] || null,
      (marks.activeSeconds[row] ?? -1) < 0 ? null : marks.activeSeconds[row],
      markRoles[marks.role[row] ?? 0],
      (marks.reviewer[row] ?? -1) < 0 ? null : marks.reviewer[row],
    ])
  }
  if (lines.length > 0) hash.update(`${lines.join('\n')}\n`)
  return hash.digest('hex')
}

function finite(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}
