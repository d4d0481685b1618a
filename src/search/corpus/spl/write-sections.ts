import type { SectionWriter } from '../blocks/section-writer.ts'
import { at, elements, isElement, type XmlElement, type XmlNode } from '../xml/element.ts'
import { htmlRows } from '../xml/html-table.ts'
import { elementText, type InlineRule, inlineText } from '../xml/inline-text.ts'
import { boxedWarning, sectionNames, withoutText } from './section-codes.ts'

/** The sections below an element, nested ones under the headings of those around them. */
export function writeSections(writer: SectionWriter, parent: XmlElement): void {
  for (const component of elements(parent, 'component'))
    for (const section of elements(component, 'section')) writeSection(writer, section)
}

function writeSection(writer: SectionWriter, section: XmlElement): void {
  const code = at(section, 'code')?.attributes.code ?? ''
  if (withoutText.has(code)) return
  writer.under(headingOf(section, code), () => {
    for (const text of elements(section, 'text')) writeText(writer, text.children)
    writeSections(writer, section)
  })
}

/** A boxed warning says so, whatever its title is. */
function headingOf(section: XmlElement, code: string): string | null {
  const title = at(section, 'title')
  const written = title === null ? '' : inlineText(title, rule).replace(/\s+/g, ' ').trim()
  if (written === '') return sectionNames.get(code) ?? null
  return code === boxedWarning && !/\bboxed\b/i.test(written) ? `Boxed warning: ${written}` : written
}

const blockNames: ReadonlySet<string> = new Set(['paragraph', 'list', 'table', 'renderMultiMedia'])

/** Numbers of notes stay at their place; a note itself follows in brackets, since it says what a number holds for. */
const rule: InlineRule = (element) => {
  if (element.name === 'renderMultiMedia' || element.name === 'footnoteRef') return ''
  if (element.name === 'footnote') return ` (${inlineText(element, rule).trim()})`
  if (element.name === 'paragraph' || element.name === 'item' || element.name === 'list')
    return ` ${inlineText(element, rule)} `
  // Text that a reviser has struck out.
  if (element.name === 'content' && element.attributes.revised === 'delete') return ''
  return null
}

function writeText(writer: SectionWriter, nodes: readonly XmlNode[]): void {
  let run = ''
  const end = (): void => {
    writer.paragraph(run)
    run = ''
  }
  for (const node of nodes) {
    if (!isElement(node)) run += node
    else if (blockNames.has(node.name)) {
      end()
      writeBlock(writer, node)
    } else run += elementText(node, rule)
  }
  end()
}

function writeBlock(writer: SectionWriter, block: XmlElement): void {
  switch (block.name) {
    case 'paragraph':
      writeText(
        writer,
        block.children.filter((node) => !isElement(node) || node.name !== 'caption'),
      )
      return
    case 'list':
      for (const entry of elements(block, 'item')) writeEntry(writer, entry)
      return
    case 'table': {
      const caption = at(block, 'caption')
      writer.table({
        caption: caption === null ? null : inlineText(caption, rule),
        ...htmlRows(block, (cell) => inlineText(cell, rule)),
        notes: [],
      })
    }
  }
}

/** The text of an entry is whole; lists and tables in it follow as blocks of their own. */
function writeEntry(writer: SectionWriter, entry: XmlElement): void {
  const blocks = elements(entry).filter(({ name }) => name === 'list' || name === 'table')
  const own = {
    ...entry,
    children: entry.children.filter((node) => !isElement(node) || !blocks.includes(node)),
  }
  writer.entry(
    own.children
      .map((node) =>
        isElement(node)
          ? node.name === 'caption'
            ? `${inlineText(node, rule)} `
            : elementText(node, rule)
          : node,
      )
      .join(''),
  )
  for (const block of blocks) writeBlock(writer, block)
}
