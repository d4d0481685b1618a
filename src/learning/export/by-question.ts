/** Rows of each question, questions in the order of their first row. */
export function byQuestion<Row extends { readonly questionSha256: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.questionSha256)
    if (group === undefined) groups.set(row.questionSha256, [row])
    else group.push(row)
  }
  return groups
}
