import type { Nodes, Root, Text } from 'mdast'
import { type CompileContext, type Extension, fromMarkdown, type Token } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { joinPlaced, type PlacedText, placedAt, placedOver } from '../text/placed-text.ts'

export interface ParsedMarkdown {
  readonly root: Root
  /** The text of a node as it is read, with its places in the source. */
  readonly placedText: (node: Text) => PlacedText
}

/** Part of a text node that stands in the source as it is: from a unit of its value, so many units, from a place. */
interface Piece {
  readonly unit: number
  readonly length: number
  readonly place: number
}

/**
 * Reads GitHub's markdown. Not read: addresses without brackets (found later, in one way for all texts), task boxes (they
 * stay as written), and strikes of one tilde ("~5 mg to ~10 mg" is no strike).
 */
export function parseMarkdown(source: string): ParsedMarkdown {
  const pieces = new WeakMap<Text, Piece[]>()
  const root = fromMarkdown(source, {
    extensions: [gfm({ singleTilde: false }), { disable: { null: withoutConstructs } }],
    mdastExtensions: [...gfmFromMarkdown().map(withoutTransforms), recordingPieces(pieces)],
  })
  return { root, placedText: (node) => placeText(node, pieces.get(node) ?? []) }
}

const withoutConstructs = ['wwwAutolink', 'protocolAutolink', 'emailAutolink', 'tasklistCheck']

/** Transforms split text nodes in two without saying where the second one stands. */
function withoutTransforms({ transforms: _, ...extension }: Extension): Extension {
  return extension
}

function recordingPieces(pieces: WeakMap<Text, Piece[]>): Extension {
  function exitData(this: CompileContext, token: Token): undefined {
    const node = this.stack.pop()
    if (node === undefined || !('value' in node)) return
    const value = this.sliceSerialize(token)
    if (node.type === 'text') {
      const before = pieces.get(node) ?? []
      pieces.set(node, before)
      before.push({ unit: node.value.length, length: value.length, place: token.start.offset })
    }
    node.value += value
    if (node.position !== undefined) {
      const { line, column, offset } = token.end
      node.position.end = { line, column, offset }
    }
  }
  return { exit: { data: exitData, characterEscapeValue: exitData } }
}

/** What lies between pieces was decoded (`&amp;`) or is the start of the next line. */
function placeText(node: Text, pieces: readonly Piece[]): PlacedText {
  const { start, end } = nodeSpan(node)
  const parts: PlacedText[] = []
  let unit = 0
  let place = start
  for (const piece of pieces) {
    if (piece.unit > unit) {
      parts.push(placedOver(node.value.slice(unit, piece.unit), { start: place, end: piece.place }))
    }
    parts.push(placedAt(node.value.slice(piece.unit, piece.unit + piece.length), piece.place))
    unit = piece.unit + piece.length
    place = piece.place + piece.length
  }
  if (unit < node.value.length) parts.push(placedOver(node.value.slice(unit), { start: place, end }))
  return joinPlaced(parts)
}

export function nodeSpan(node: Nodes): { readonly start: number; readonly end: number } {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 }
}
