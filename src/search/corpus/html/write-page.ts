import { type AnyNode, Element, Text } from 'domhandler'
import { lowered } from '../../../text/raised.ts'
import { cleanLine } from '../blocks/clean-line.ts'
import { SectionWriter } from '../blocks/section-writer.ts'
import { type Cell, spanOf } from '../blocks/table-grid.ts'
import type { Section } from '../source-document.ts'
import { raisedText } from '../xml/inline-text.ts'
import { besideTheMatter, blockElements, holdsBlocks, unread } from './element-kinds.ts'
import { type Look, lookOf, plainLook } from './look.ts'
import type { Page } from './page.ts'
import type { Declarations } from './style-sheet.ts'

export interface WrittenPage {
  readonly sections: readonly Section[]
  /** The first heading of the first level; null where there is none. */
  readonly heading: string | null
}

/** What a person sees of the main part of a page, in the order of the text: headings, paragraphs, lists, tables. */
export function writePage(
  { html }: Page,
  declared: ReadonlyMap<Element, readonly Declarations[]>,
): WrittenPage {
  const walk = new Walk(declared)
  if (html !== null) walk.findMain(html)
  return walk.finish()
}

class Walk {
  private readonly writer = new SectionWriter()
  private readonly declared: ReadonlyMap<Element, readonly Declarations[]>
  /** Headings that are open, by their level from 1. */
  private readonly headings: (string | undefined)[] = []
  private heading: string | null = null
  private line = ''

  constructor(declared: ReadonlyMap<Element, readonly Declarations[]>) {
    this.declared = declared
  }

  finish(): WrittenPage {
    this.endLine()
    return { sections: this.writer.sections(), heading: this.heading }
  }

  /** Goes down to the main part and writes it; the look of what is around it counts. */
  findMain(html: Element): void {
    const path = mainPath(html)
    let look = plainLook
    for (const element of path) look = this.look(element, look)
    const main = path.at(-1)
    if (main !== undefined && !look.hidden) this.blocks(main.children, look)
  }

  private look(element: Element, around: Look): Look {
    return lookOf(element, around, this.declared.get(element) ?? [])
  }

  private blocks(nodes: readonly AnyNode[], look: Look): void {
    for (const node of nodes) {
      if (node instanceof Text) this.line += node.data
      else if (node instanceof Element && !unread.has(node.name) && !besideTheMatter(node)) {
        const own = this.look(node, look)
        if (!own.hidden) this.element(node, own)
      }
    }
  }

  private element(element: Element, look: Look): void {
    if (!blockElements.has(element.name)) {
      // An inline element may hold blocks all the same.
      if (holdsBlocks(element)) this.blocks(element.children, look)
      else this.line += this.inline(element, look)
      return
    }
    this.endLine()
    if (/^h[1-6]$/.test(element.name)) this.openHeading(element, look)
    else if (element.name === 'li') this.entry(element, look)
    else if (element.name === 'table' && isDataTable(element)) this.table(element, look)
    else if (element.name === 'dl') this.definitions(element, look)
    else this.blocks(element.children, look)
    this.endLine()
  }

  private endLine(): void {
    // Two line breaks one after the other end a paragraph.
    for (const part of this.line.split(/\ue001\s*\ue001/))
      this.writer.paragraph(part.replaceAll(lineBreak, ' '))
    this.line = ''
  }

  private openHeading(element: Element, look: Look): void {
    const text = cleanLine(this.inlines(element.children, look))
    const level = Number(element.name.slice(1))
    if (text === '') return
    this.headings.length = level
    this.headings[level] = text
    if (level === 1) this.heading ??= text
    this.writer.setHeadings(
      this.headings.filter((open) => open !== undefined && open !== this.heading).map(String),
    )
  }

  /** The text of an entry is whole; lists and tables in it follow as blocks of their own. */
  private entry(element: Element, look: Look): void {
    const later: Element[] = []
    this.writer.entry(this.inlines(element.children, look, later).replaceAll(lineBreak, ' '))
    for (const block of later) this.blocks([block], look)
  }

  private definitions(list: Element, look: Look): void {
    let terms: string[] = []
    for (const { name, children, own } of this.seen(flatDefinitions(list), look)) {
      const text = cleanLine(this.inlines(children, own).replaceAll(lineBreak, ' '))
      if (name === 'dt') terms.push(text)
      else {
        this.writer.entry([terms.join(', '), text].filter((part) => part !== '').join(': '))
        terms = []
      }
    }
    if (terms.length > 0) this.writer.entry(terms.join(', '))
  }

  private table(table: Element, look: Look): void {
    const parts = [...this.seen(table.children, look)]
    const rows = parts.flatMap((part) =>
      part.name === 'tr'
        ? [{ head: false, row: part }]
        : /^t(?:head|body|foot)$/.test(part.name)
          ? [...this.seen(part.children, part.own)].map((row) => ({ head: part.name === 'thead', row }))
          : [],
    )
    const caption = parts.find(({ name }) => name === 'caption')
    const heads = rows.filter(({ head }) => head)
    this.writer.table({
      caption: caption === undefined ? null : this.inlines(caption.children, caption.own),
      rows: [...heads, ...rows.filter(({ head }) => !head)].map(({ row }) => this.cells(row)),
      headRows: heads.length > 0 ? heads.length : null,
      notes: [],
    })
  }

  private cells(row: Seen): readonly Cell[] {
    return [...this.seen(row.children, row.own)]
      .filter(({ name }) => name === 'td' || name === 'th')
      .map((cell) => ({
        text: this.inlines(cell.children, cell.own).replaceAll(lineBreak, ' '),
        head: cell.name === 'th',
        columns: spanOf(cell.attribs.colspan),
        rows: spanOf(cell.attribs.rowspan),
      }))
  }

  /** The elements among some nodes that are seen. */
  private *seen(nodes: readonly AnyNode[], look: Look): Generator<Seen> {
    for (const node of nodes) {
      if (!(node instanceof Element) || unread.has(node.name)) continue
      const own = this.look(node, look)
      if (!own.hidden) yield { name: node.name, attribs: node.attribs, children: node.children, own }
    }
  }

  /** Text within a line; blocks in it are put apart by spaces. Lists and tables go to `later` where it is given. */
  private inlines(nodes: readonly AnyNode[], look: Look, later: Element[] | null = null): string {
    let text = ''
    for (const node of nodes) {
      if (node instanceof Text) text += node.data
      if (!(node instanceof Element) || unread.has(node.name)) continue
      const own = this.look(node, look)
      if (own.hidden) continue
      if (later !== null && /^(?:ul|ol|dl|table)$/.test(node.name)) later.push(node)
      else
        text += blockElements.has(node.name)
          ? ` ${this.inlines(node.children, own, later)} `
          : this.inline(node, own, later)
    }
    return text
  }

  private inline(element: Element, look: Look, later: Element[] | null = null): string {
    if (element.name === 'br') return lineBreak
    const text = this.inlines(element.children, look, later)
    if (element.name === 'sub') return lowered(text)
    if (element.name !== 'sup') return text
    return isNoteMark(element, text) ? '' : raisedText(text)
  }
}

interface Seen {
  readonly name: string
  readonly attribs: Readonly<Record<string, string>>
  readonly children: readonly AnyNode[]
  readonly own: Look
}

/** Stands for `<br>` until the end of the line; text of a page loses this character when it is cleaned. */
const lineBreak = '\ue001'

/** The elements from the root to the main part: `main`, a lone `article`, or the body. */
function mainPath(html: Element): readonly Element[] {
  const found = pathTo(html, (element) => element.name === 'main' || element.attribs.role === 'main')
  if (found !== null) return found
  const isArticle = (element: Element): boolean => element.name === 'article'
  const article = pathTo(html, isArticle)
  const others =
    article?.at(-2)?.children.filter((node) => node instanceof Element && isArticle(node)).length ?? 0
  return (others === 1 ? article : null) ?? pathTo(html, (element) => element.name === 'body') ?? [html]
}

function pathTo(root: Element, wanted: (element: Element) => boolean): readonly Element[] | null {
  if (wanted(root)) return [root]
  for (const child of root.children) {
    const path = child instanceof Element ? pathTo(child, wanted) : null
    if (path !== null) return [root, ...path]
  }
  return null
}

/** Tables that only lay out a page hold lists, headings or other tables, or have no second column. */
function isDataTable(table: Element): boolean {
  if (/^(?:presentation|none)$/.test(table.attribs.role ?? '')) return false
  let columns = 0
  const look = (element: Element): boolean =>
    element.children.every((child) => {
      if (!(child instanceof Element)) return true
      if (/^(?:table|h[1-6]|article|section|main)$/.test(child.name)) return false
      if (child.name === 'tr')
        columns = Math.max(columns, child.children.filter((cell) => cell instanceof Element).length)
      return look(child)
    })
  return look(table) && columns > 1
}

function flatDefinitions(list: Element): readonly AnyNode[] {
  return list.children.flatMap((node) =>
    node instanceof Element && node.name === 'div' ? node.children : [node],
  )
}

/** A raised number that leads to a note of the page. */
function isNoteMark(element: Element, text: string): boolean {
  if (!/^[\s[\](),;*†‡a-z\d–-]{1,12}$/i.test(text)) return false
  return element.children.some(
    (child) => child instanceof Element && child.name === 'a' && (child.attribs.href ?? '').startsWith('#'),
  )
}
