import type { ReactNode } from 'react'
import type { Block } from '../../../src/review/shown/shown-answer.ts'
import { keyed } from '../parts/keyed.ts'
import { Inlines, type SentenceClass } from './inlines.tsx'
import { ShownTable } from './table.tsx'

interface Dress {
  readonly sentence: SentenceClass
  readonly depths: ReadonlyMap<Block, number>
  /** Level of the page's heading above. */
  readonly under: 1 | 2 | 3
}

/** Blocks of an answer or of the rule-book. */
export function Blocks({
  blocks,
  dress,
}: {
  readonly blocks: readonly Block[]
  readonly dress: Dress
}): ReactNode {
  return keyed(blocks).map(({ key, one }) => <OneBlock key={key} block={one} dress={dress} />)
}

const tags = ['h2', 'h3', 'h4', 'h5', 'h6'] as const

function OneBlock({ block, dress }: { readonly block: Block; readonly dress: Dress }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p dir="auto">
          <Inlines inlines={block.children} dress={dress.sentence} />
        </p>
      )
    case 'heading': {
      const depth = dress.depths.get(block) ?? 0
      const Tag = tags[Math.min(dress.under - 1 + depth, tags.length - 1)] ?? 'h6'
      return (
        <Tag dir="auto" className={`depth-${Math.min(depth, 2)}`}>
          <Inlines inlines={block.children} dress={dress.sentence} />
        </Tag>
      )
    }
    case 'list': {
      const entries = keyed(block.entries).map(({ key, one }) => (
        <li key={key}>
          <Blocks blocks={one} dress={dress} />
        </li>
      ))
      // A list goes the way of its words, bullets included.
      return block.start === null ? (
        <ul dir="auto">{entries}</ul>
      ) : (
        <ol dir="auto" start={block.start}>
          {entries}
        </ol>
      )
    }
    case 'table':
      return <ShownTable head={block.head} rows={block.rows} dress={dress.sentence} />
    case 'quote':
      return (
        <blockquote dir="auto">
          <Blocks blocks={block.children} dress={dress} />
        </blockquote>
      )
    case 'preformatted':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre dir="auto" tabIndex={0}>
          <code data-sentence={block.sentence} className={dress.sentence(block.sentence)}>
            {block.text}
          </code>
        </pre>
      )
    case 'rule':
      return <hr />
  }
}
