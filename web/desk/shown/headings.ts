import type { Block } from '../../../src/review/shown/shown-answer.ts'

/**
 * How deep each heading stands in the outline of an answer, from 0. Answers skip levels as they like; the outline of the
 * page must not.
 */
export function headingDepths(blocks: readonly Block[]): ReadonlyMap<Block, number> {
  const depths = new Map<Block, number>()
  let above: readonly number[] = []
  const walk = (list: readonly Block[]) => {
    for (const block of list) {
      if (block.kind === 'heading') {
        above = above.filter((level) => level < block.level)
        depths.set(block, above.length)
        above = [...above, block.level]
      }
      if (block.kind === 'quote') walk(block.children)
      if (block.kind === 'list') for (const entry of block.entries) walk(entry)
    }
  }
  walk(blocks)
  return depths
}
