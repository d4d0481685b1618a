import type Turndown from 'turndown'

/** Tables as GitHub writes them. The first row is the head, whatever the page made of it: markdown knows no other. */
export function useTables(service: Turndown): void {
  service.addRule('cell', {
    filter: ['th', 'td'],
    replacement: (content, node) => {
      const text = content
        .replace(/\s*\n\s*/g, ' ')
        .replace(/(?<!\\)\|/g, '\\|')
        .trim()
      const spanned = Math.min(20, Math.max(1, Number(node.getAttribute('colspan')) || 1))
      return ` ${text} |${'  |'.repeat(spanned - 1)}`
    },
  })
  service.addRule('row', {
    filter: 'tr',
    replacement: (content) => `\n|${content.trim() === '' ? ' |' : content}`,
  })
  service.addRule('rows', { filter: ['thead', 'tbody', 'tfoot'], replacement: (content) => content })
  service.addRule('caption', {
    filter: ['caption', 'colgroup', 'col'],
    replacement: (content, node) => (node.nodeName === 'CAPTION' ? `\n\n${content.trim()}\n\n` : ''),
  })
  service.addRule('table', { filter: 'table', replacement: (content) => withHead(content) })
}

function withHead(content: string): string {
  const rows = content.split('\n').filter((line) => line.startsWith('|'))
  const others = content
    .split('\n')
    .filter((line) => !line.startsWith('|'))
    .join('\n')
    .trim()
  const [head] = rows
  if (head === undefined) return `\n\n${others}\n\n`
  const columns = Math.max(...rows.map(cellsIn))
  const filled = rows.map((row) => `${row}${'  |'.repeat(columns - cellsIn(row))}`)
  const line = `|${' --- |'.repeat(columns)}`
  return `\n\n${[...(others === '' ? [] : [others, '']), filled[0], line, ...filled.slice(1)].join('\n')}\n\n`
}

function cellsIn(row: string): number {
  return row.replace(/\\\|/g, '').split('|').length - 2
}
