import type { Section } from '../source-document.ts'
import { cleanLine } from './clean-line.ts'
import { type Table, tableText } from './table-text.ts'

type Block = Section['blocks'][number]

/** Collects the blocks of a document in the order of reading. Blocks under the same headings, one after the other, make a section. */
export class SectionWriter {
  private readonly written: { readonly headings: readonly string[]; readonly blocks: Block[] }[] = []
  private headings: readonly string[] = []
  private changed = true

  /** Runs `write` under one more heading; under the same ones where the heading says nothing. */
  under(heading: string | null, write: () => void): void {
    const before = this.headings
    const line = cleanLine(heading ?? '')
    this.setHeadings(line === '' ? before : [...before, line])
    write()
    this.setHeadings(before)
  }

  /** From here on, blocks stand under these headings. */
  setHeadings(headings: readonly string[]): void {
    this.headings = headings
    this.changed = true
  }

  paragraph(text: string): void {
    this.add('paragraph', cleanLine(text))
  }

  /** An entry of a list, without the bullet that some formats write before it. */
  entry(text: string): void {
    this.add('list-entry', cleanLine(text).replace(/^[•◦▪·‣∙●○■□–*-](?:\s+|$)/, ''))
  }

  table(table: Table): void {
    this.add('table', tableText(table))
  }

  sections(): readonly Section[] {
    return this.written
  }

  private add(kind: Block['kind'], text: string): void {
    if (text === '') return
    const last = this.written.at(-1)
    if (last !== undefined && (!this.changed || sameHeadings(last.headings, this.headings)))
      last.blocks.push({ kind, text })
    else this.written.push({ headings: this.headings, blocks: [{ kind, text }] })
    this.changed = false
  }
}

function sameHeadings(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((heading, index) => heading === other[index])
}
