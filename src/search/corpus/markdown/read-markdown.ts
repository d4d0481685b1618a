import type { BlockContent, DefinitionContent, ListItem, Nodes, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { problem } from '../../../problem.ts'
import { cleanLine } from '../blocks/clean-line.ts'
import { SectionWriter } from '../blocks/section-writer.ts'
import type { Section } from '../source-document.ts'

export interface ReadMarkdown {
  readonly sections: readonly Section[]
  /** The first heading of the first level; null where there is none. */
  readonly heading: string | null
}

/** More signs of lists and quotes at the start of a line are no text. */
const deepest = 20
const tooDeep = new RegExp(String.raw`^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])[ \t]*){${deepest + 1}}`, 'm')
/** Brackets, stars and the like on one line, each of which may begin something that ends in another. */
const tooManyMarks = /^(?:[^\n[*_~`<]*[[*_~`<]){5000}/m

/** The blocks of a markdown text under their headings. HTML in it is left out. */
export function readMarkdown(text: string, file: string): ReadMarkdown {
  if (tooDeep.test(text) || tooManyMarks.test(text))
    throw problem(
      'SOURCE_TOO_DEEP',
      'The text has more markup than text.',
      'Look whether it is what it seems to be.',
      {
        place: { file },
        expected: `at most ${deepest} lists or quotes within each other`,
      },
    )
  const { children } = fromMarkdown(withoutAccidents(text), {
    extensions: [gfm({ singleTilde: false })],
    mdastExtensions: gfmFromMarkdown(),
  })
  const writer = new SectionWriter()
  const open: (string | undefined)[] = []
  let heading: string | null = null
  for (const node of children) {
    if (node.type !== 'heading') {
      writeBlock(writer, node)
      continue
    }
    const line = cleanLine(inlines(node.children))
    open.length = node.depth
    if (node.depth === 1 && heading === null) heading = line
    else open[node.depth] = line
    writer.setHeadings(open.filter((one) => one !== undefined && one !== '').map(String))
  }
  return { sections: writer.sections(), heading: heading === '' ? null : heading }
}

/**
 * Some signs of clinical text are markup by accident: a line or list entry "> 65 years: half the dose" would lose its "more
 * than", and 5*10*3 its factors.
 */
function withoutAccidents(text: string): string {
  return text
    .replace(/^([ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?)>(?=[=≥]?[ \t]?[.\d])/gm, '$1\\>')
    .replace(/(?<=\d)\*(?=\d)/g, '\\*')
}

function writeBlock(writer: SectionWriter, node: RootContent | BlockContent | DefinitionContent): void {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      writer.paragraph(inlines(node.children))
      return
    case 'code':
      writer.paragraph(node.value)
      return
    case 'list':
      for (const entry of node.children) writeEntry(writer, entry)
      return
    case 'blockquote':
    case 'footnoteDefinition':
      for (const child of node.children) writeBlock(writer, child)
      return
    case 'table':
      writer.table({
        caption: null,
        headRows: 1,
        notes: [],
        rows: node.children.map((row, index) =>
          row.children.map((cell) => ({
            text: inlines(cell.children),
            head: index === 0,
            columns: 1,
            rows: 1,
          })),
        ),
      })
  }
}

/** The text of an entry is whole; lists and tables in it follow as blocks of their own. */
function writeEntry(writer: SectionWriter, { children }: ListItem): void {
  const texts: string[] = []
  const later: (BlockContent | DefinitionContent)[] = []
  for (const child of children) {
    if (child.type === 'paragraph') texts.push(inlines(child.children))
    else later.push(child)
  }
  writer.entry(texts.join(' '))
  for (const block of later) writeBlock(writer, block)
}

function inlines(nodes: readonly PhrasingContent[]): string {
  return nodes.map(inline).join('')
}

function inline(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value
    case 'break':
      return ' '
    case 'html':
    case 'image':
    case 'imageReference':
    case 'footnoteReference':
      return ''
    default:
      return 'children' in node ? node.children.map(inline).join('') : ''
  }
}
