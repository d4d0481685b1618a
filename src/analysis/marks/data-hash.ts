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
  const put = (line: string) => {
    lines.push(line)
    if (lines.length === linesPerUpdate) {
      hash.update(`${lines.join('\n')}\n`)
      lines = []
    }
  }
  for (const item of [...items].sort((left, right) => compareText(left.key, right.key))) {
    const strata = Object.entries(item.strata).sort(([left], [right]) => compareText(left, right))
    put(JSON.stringify(['item', item.key, ...strata]))
  }
  for (const answer of inOrder(answers)) {
    put(JSON.stringify(['answer', answer.item, answer.arm, answer.status]))
  }
  // Names are written as JSON once; what stands for them in a million lines is the same text. Numbers and nulls read alike as text and as JSON.
  const [axes, renderings, itemNames, arms, roles] = [
    marks.axes,
    marks.renderings,
    marks.items,
    marks.arms,
    markRoles,
  ].map((names) => names.map((name) => JSON.stringify(name)))
  const name = (names: readonly string[] | undefined, code: number | undefined) =>
    names?.[code ?? -1] ?? 'null'
  for (let row = 0; row < marks.size; row += 1) {
    const fields = [
      '"mark"',
      name(axes, marks.axis[row]),
      name(renderings, marks.rendering[row]),
      name(itemNames, marks.item[row]),
      name(arms, marks.armA[row]),
      name(arms, marks.armB[row]),
      String(finite(marks.value[row])),
      String(marks.strength[row] || null),
      String(marks.first[row] || null),
      String((marks.activeSeconds[row] ?? -1) < 0 ? null : marks.activeSeconds[row]),
      name(roles, marks.role[row]),
      String((marks.reviewer[row] ?? -1) < 0 ? null : marks.reviewer[row]),
    ]
    put(`[${fields.join(',')}]`)
  }
  if (lines.length > 0) hash.update(`${lines.join('\n')}\n`)
  return hash.digest('hex')
}

/** Answers by item, then arm. Few texts are compared where the answers to an item are put together first. */
function* inOrder(answers: readonly AnswerRow[]): Generator<AnswerRow> {
  const byItem = new Map<string, AnswerRow[]>()
  for (const answer of answers) {
    const own = byItem.get(answer.item)
    if (own === undefined) byItem.set(answer.item, [answer])
    else own.push(answer)
  }
  for (const item of [...byItem.keys()].sort(compareText)) {
    yield* (byItem.get(item) ?? []).sort((left, right) => compareText(left.arm, right.arm))
  }
}

function finite(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}
