import { type AnyNode, type Document, Element, Text } from 'domhandler'
import { parse } from 'parse5'
import { adapter } from 'parse5-htmlparser2-tree-adapter'
import { problem } from '../../../problem.ts'
import type { Limits } from '../limits.ts'

export interface Page {
  readonly document: Document
  readonly html: Element | null
  readonly head: readonly Element[]
  /** Texts of the style sheets within the page. */
  readonly sheets: readonly string[]
  /** Elements of the page. */
  readonly elements: number
}

/** Reads a page as browsers do, errors included. */
export function parsePage(text: string, file: string, limits: Limits): Page {
  const document = parse(text, { treeAdapter: adapter, scriptingEnabled: true })
  const sheets: string[] = []
  const head: Element[] = []
  let elements = 0
  const open: { readonly node: AnyNode; readonly depth: number; readonly inHead: boolean }[] = [
    { node: document, depth: 0, inHead: false },
  ]
  // Not recursive: a page of a million elements within each other is a page, too.
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth, inHead } = next
    if (depth > limits.depth + 2) throw tooDeep(file, limits)
    if (node instanceof Element) {
      elements += 1
      if (node.name === 'style') sheets.push(ownText(node))
      if (inHead) head.push(node)
    }
    if (!('children' in node)) continue
    const within = inHead || (node instanceof Element && node.name === 'head')
    for (const child of node.children) open.push({ node: child, depth: depth + 1, inHead: within })
  }
  const html = document.children.find((node): node is Element => node instanceof Element) ?? null
  return { document, html, head: head.reverse(), sheets: sheets.reverse(), elements }
}

/** The text directly within an element. */
export function ownText(element: Element): string {
  return element.children.map((node) => (node instanceof Text ? node.data : '')).join('')
}

function tooDeep(file: string, limits: Limits) {
  return problem(
    'SOURCE_TOO_DEEP',
    'Elements of the page lie too deep within each other.',
    'Look whether it is what it seems to be.',
    { place: { file }, expected: `at most ${limits.depth} within each other` },
  )
}
