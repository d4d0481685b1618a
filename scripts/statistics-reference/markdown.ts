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

/** Escapes what would be markup; text inside back quotes, and signs between spaces or letters, are left as they are. */
export function escapeMarkdown(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : escapeProse(part)))
    .join('')
}

function escapeProse(text: string): string {
  return text
    .replace(/(?<! )[*~]|[*~](?! )/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&')
    .replace(/<(?=[A-Za-z/!?])/g, '\\<')
}

/** The same for a cell of a table. */
export function escapeCell(text: string): string {
  return escapeMarkdown(text).replaceAll('|', '\\|')
}

export function code(text: string): string {
  return `\`${text}\``
}

/** Code in a cell of a table. */
export function codeCell(text: string): string {
  return code(text.replaceAll('|', '\\|'))
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
