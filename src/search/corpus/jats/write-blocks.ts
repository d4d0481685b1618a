import type { SectionWriter } from '../blocks/section-writer.ts'
import { at, elements, isElement, within, type XmlElement, type XmlNode } from '../xml/element.ts'
import { htmlRows } from '../xml/html-table.ts'
import { lineText, markedText, withoutReferences } from './line-text.ts'

/** Elements within a paragraph that end the line of text. */
const blockNames: ReadonlySet<string> = new Set([
  'list',
  'table-wrap',
  'table-wrap-group',
  'fig',
  'fig-group',
  'boxed-text',
  'disp-quote',
  'disp-formula',
  'def-list',
  'p',
  'verse-group',
])

/** Sections that say nothing of the matter. */
const leftOut: ReadonlySet<string> = new Set([
  'ref-list',
  'supplementary-material',
  'disp-formula',
  'media',
  'graphic',
  'fn-group',
  'ack',
  'label',
  'title',
  'sec-meta',
])

/** A section under its heading; `unnamed` stands where it has none. */
export function writeSection(
  writer: SectionWriter,
  section: XmlElement,
  unnamed: string | null = null,
): void {
  const title = at(section, 'title')
  writer.under((title === null ? '' : lineText(title).trim()) || unnamed, () => writeBlocks(writer, section))
}

/** What stands in a section, in the order of reading. */
export function writeBlocks(writer: SectionWriter, parent: XmlElement): void {
  for (const block of elements(parent)) writeBlock(writer, block)
}

function writeBlock(writer: SectionWriter, block: XmlElement): void {
  switch (block.name) {
    case 'sec':
    case 'boxed-text':
    case 'app':
      writeSection(writer, block)
      return
    case 'p':
    case 'attrib':
      writeParagraph(writer, block)
      return
    case 'list':
      for (const entry of elements(block, 'list-item')) writeEntry(writer, entry)
      return
    case 'def-list':
      for (const entry of elements(block, 'def-item')) {
        const parts = ['term', 'def']
          .flatMap((name) => elements(entry, name))
          .map((part) => lineText(part).trim())
        writer.entry(parts.join(': '))
      }
      return
    case 'table-wrap':
      writeTable(writer, block)
      return
    case 'fig':
      writeCaption(writer, block)
      return
    default:
      if (!leftOut.has(block.name)) writeBlocks(writer, block)
  }
}

/** A paragraph may hold lists and tables: the text before and after them are paragraphs of their own. */
function writeParagraph(writer: SectionWriter, paragraph: XmlElement): void {
  forEachRun(
    paragraph.children,
    (text) => writer.paragraph(text),
    (block) => writeBlock(writer, block),
  )
}

/** The text of an entry is whole; lists in it follow as entries of their own. */
function writeEntry(writer: SectionWriter, entry: XmlElement): void {
  const label = at(entry, 'label')
  const texts = label === null ? [] : [lineText(label).trim()]
  const blocks: XmlElement[] = []
  const take = (nodes: readonly XmlNode[]): void =>
    forEachRun(
      nodes,
      (text) => texts.push(text.trim()),
      (block) => {
        if (block.name === 'p') take(block.children)
        else blocks.push(block)
      },
    )
  take(entry.children.filter((node) => node !== label))
  writer.entry(texts.filter((text) => text !== '').join(' '))
  for (const block of blocks) writeBlock(writer, block)
}

function forEachRun(
  nodes: readonly XmlNode[],
  takeText: (text: string) => void,
  takeBlock: (block: XmlElement) => void,
): void {
  let run = ''
  const end = (): void => {
    takeText(withoutReferences(run))
    run = ''
  }
  for (const node of nodes) {
    if (isElement(node) && blockNames.has(node.name)) {
      end()
      takeBlock(node)
    } else run += isElement(node) ? markedText(node) : node
  }
  end()
}

function writeTable(writer: SectionWriter, wrap: XmlElement): void {
  const caption = captionText(wrap)
  const notes = elements(wrap, 'table-wrap-foot').flatMap((foot) =>
    elements(foot).map((note) => noteText(note)),
  )
  const tables = within(wrap, 'table')
  for (const [index, table] of tables.entries())
    writer.table({ caption, ...htmlRows(table, lineText), notes: index === tables.length - 1 ? notes : [] })
  // A table that is a picture has its caption only.
  if (tables.length === 0) writeCaption(writer, wrap)
}

/** The sign that a note explains, and the note. */
function noteText(note: XmlElement): string {
  const inner = note.name === 'fn' ? elements(note) : [note]
  return inner.map((part) => lineText(part).trim()).join(' ')
}

function captionText(element: XmlElement): string | null {
  const label = at(element, 'label')
  const caption = elements(at(element, 'caption')).map((part) => lineText(part).trim())
  const parts = [label === null ? '' : lineText(label).trim(), ...caption].filter((part) => part !== '')
  const text = parts.map((part) => (/[.:?!]$/.test(part) ? part : `${part}.`)).join(' ')
  return text === '' ? null : text
}

function writeCaption(writer: SectionWriter, figure: XmlElement): void {
  writer.paragraph(captionText(figure) ?? '')
}
