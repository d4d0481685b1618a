import type { BlockContent, DefinitionContent, ListItem, Nodes, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { lowered } from '../../../text/raised.ts'
import { cleanLine } from '../blocks/clean-line.ts'
import { SectionWriter } from '../blocks/section-writer.ts'
import type { Section } from '../source-document.ts'
import { raisedText } from '../xml/inline-text.ts'
import { refuseTangles } from './tangles.ts'

/**
 * Addresses without brackets are text, and stay so: to find them takes a time that grows with the square of a text with many full
 * stops, and their words are read all the same.
 */
const bareAddresses = ['wwwAutolink', 'protocolAutolink', 'emailAutolink']

export interface ReadMarkdown {
  readonly sections: readonly Section[]
  /** The first heading of the first level; null where there is none. */
  readonly heading: string | null
}

/** The blocks of a markdown text under their headings. HTML in it is left out. */
export function readMarkdown(text: string, file: string): ReadMarkdown {
  refuseTangles(text, file)
  const { children } = fromMarkdown(withoutAccidents(text), {
    extensions: [gfm({ singleTilde: false }), { disable: { null: bareAddresses } }],
    mdastExtensions: gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension),
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

/** Tags of HTML whose meaning a text has to keep; all other HTML is left out. */
const tag = /^<(\/)?(sup|sub|del|s|strike|br)\b[^>]*>$/i

/** Text within a line. `10<sup>9</sup>` is 10⁹ and never 109; what is struck out is withdrawn and not read. */
function inlines(nodes: readonly PhrasingContent[]): string {
  const open: { readonly name: string; text: string }[] = [{ name: '', text: '' }]
  const add = (text: string) => {
    const last = open.at(-1)
    if (last !== undefined) last.text += text
  }
  const close = () => {
    const { name, text } = open.pop() ?? { name: '', text: '' }
    add(name === 'sup' ? raisedText(text) : name === 'sub' ? lowered(text) : '')
  }
  for (const node of nodes) {
    const [, closing, written] = (node.type === 'html' ? tag.exec(node.value.trim()) : null) ?? []
    const name = written?.toLowerCase()
    if (name === undefined) add(inline(node))
    else if (name === 'br') add(' ')
    else if (closing === undefined) open.push({ name, text: '' })
    else if (open.at(-1)?.name === name) close()
  }
  // A tag that nobody closed holds for nothing.
  while (open.length > 1) add(open.pop()?.text ?? '')
  return open[0]?.text ?? ''
}

/** A number in brackets that leads to a note or a reference: no part of the sentence. */
const noteMark = /^[\d*†‡,–-]{1,5}$/

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
    case 'delete':
      return ''
    case 'link':
    case 'linkReference': {
      const text = inlines(node.children)
      return noteMark.test(text) ? '' : text
    }
    case 'emphasis':
    case 'strong':
      return inlines(node.children)
    default:
      return 'children' in node ? node.children.map(inline).join('') : ''
  }
}
