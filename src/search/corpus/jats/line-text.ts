import type { XmlElement } from '../xml/element.ts'
import { type InlineRule, inlineText, raisedText } from '../xml/inline-text.ts'

/** Stands for a reference until the signs around it are gone, too; no text that a loader gives holds it. */
const reference = '\ue000'

/** `[12, 13]`, `(14)`, `15–17` and a raised `18`, with the space before. */
const references = /\s?[[(]?\ue000(?:[\s,;–—-]*\ue000)*[\])]?/g

/** Elements that say nothing within a line. */
const silent: ReadonlySet<string> = new Set([
  'tex-math',
  'mml:math',
  'inline-graphic',
  'graphic',
  'object-id',
  'fn',
  'x',
  'alternatives',
  'inline-supplementary-material',
])

const rule: InlineRule = (element) => {
  if (silent.has(element.name)) return ''
  if (element.name === 'xref' && element.attributes['ref-type'] === 'bibr') return reference
  if (element.name === 'sup') {
    const text = inlineText(element, rule)
    return text.includes(reference) ? reference : raisedText(text)
  }
  return null
}

/** The text of an element within a line, without references and formulas. */
export function lineText(element: XmlElement): string {
  return withoutReferences(inlineText(element, rule))
}

/** The same of one element among the children of a paragraph, whose references are still marked. */
export function markedText(element: XmlElement): string {
  return rule(element) ?? inlineText(element, rule)
}

export function withoutReferences(marked: string): string {
  return marked.includes(reference) ? marked.replace(references, '') : marked
}
