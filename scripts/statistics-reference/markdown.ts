/** Prose of a docstring as Markdown: characters with a meaning are escaped, indented formulas become code. */
export function proseAsMarkdown(text: string): string {
  let afterGap = true
  let inFormula = false
  return text
    .split('\n')
    .map((line) => {
      // A formula starts after an empty line; other indented lines go on with a list.
      inFormula = /^ {2,}\S/.test(line) && (afterGap || inFormula)
      afterGap = line === ''
      return inFormula ? `    ${line.trimStart()}` : escapeMarkdown(line)
    })
    .join('\n')
}

/** Text inside back quotes is left as it is. */
export function escapeMarkdown(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/[*_<|~]/g, (character) => `\\${character}`),
    )
    .join('')
}

export function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
