import type { Block } from '../../../src/review/shown/shown-answer.ts'
import { plainText } from './sentences.ts'

/** Parts of the rule-book from one heading to the next that hold every word of a query. */
export function sectionsWith(blocks: readonly Block[], query: string): readonly (readonly Block[])[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return sections(blocks).filter((section) => {
    const text = plainText(section).toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function sections(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const found: Block[][] = []
  for (const block of blocks) {
    const last = found.at(-1)
    if (last === undefined || block.kind === 'heading') found.push([block])
    else last.push(block)
  }
  return found
}
