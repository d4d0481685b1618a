/** A Markdown table with columns as wide as their widest cell, numbers to the right. */
export interface Column {
  readonly heading: string
  readonly align: 'left' | 'right'
}

export function markdownTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const width = columns.map(({ heading }, place) =>
    Math.max(3, heading.length, ...rows.map((row) => row[place]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    `| ${columns
      .map(({ align }, place) => {
        const cell = cells[place] ?? ''
        return align === 'left' ? cell.padEnd(width[place] ?? 0) : cell.padStart(width[place] ?? 0)
      })
      .join(' | ')} |`
  const rule = columns.map(({ align }, place) =>
    align === 'left' ? '-'.repeat(width[place] ?? 3) : `${'-'.repeat((width[place] ?? 3) - 1)}:`,
  )
  return [line(columns.map(({ heading }) => heading)), line(rule), ...rows.map(line)].join('\n')
}

export function percent(rate: number | null, digits = 1): string {
  return rate === null ? '–' : (100 * rate).toFixed(digits)
}

/** What a cell shows of a measure: coverage of an interval, rejections of a test. */
export function shown(kind: 'interval' | 'test', rate: number | null): string {
  return percent(rate === null || kind === 'test' ? rate : 1 - rate)
}
