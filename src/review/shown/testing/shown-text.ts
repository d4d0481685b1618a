import type { Block, Inline, ShownAnswer } from '../shown-answer.ts'

/** A shown answer as plain text, for tests and the guide: references as `^1,2`, and their list below. */
export function shownText({ blocks, references }: ShownAnswer): string {
  const list = references.map((reference, index) => `${index + 1}. ${reference}`)
  return [...blocks.map(blockText), ...(list.length === 0 ? [] : [`References\n${list.join('\n')}`])].join(
    '\n\n',
  )
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return inlineText(block.children)
    case 'heading':
      return `${'#'.repeat(block.level)} ${inlineText(block.children)}`
    case 'list':
      return block.entries
        .map((entry, index) => {
          const sign = block.start === null ? '-' : `${block.start + index}.`
          return `${sign} ${entry.map(blockText).join('\n').replaceAll('\n', '\n  ')}`
        })
        .join('\n')
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(inlineText).join(' | ')).join('\n')
    case 'quote':
      return block.children.map(blockText).join('\n').replaceAll(/^/gm, '> ')
    case 'preformatted':
      return block.text.replaceAll(/^/gm, '    ')
    case 'rule':
      return '---'
  }
}

export function inlineText(inlines: readonly Inline[]): string {
  return inlines.map(oneInline).join('')
}

function oneInline(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'code':
      return `\`${inline.text}\``
    case 'strong':
      return `**${inlineText(inline.children)}**`
    case 'emphasis':
      return `*${inlineText(inline.children)}*`
    case 'strike':
      return `~~${inlineText(inline.children)}~~`
    case 'reference':
      return `^${inline.numbers.join(',')}`
    case 'break':
      return '\n'
  }
}
