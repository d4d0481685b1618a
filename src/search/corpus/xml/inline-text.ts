import { lowered, raised } from '../../../text/raised.ts'
import { isElement, type XmlElement } from './element.ts'

/**
 * What an element says within a line: its text, or null for the text that its children make. An empty text leaves it out.
 */
export type InlineRule = (element: XmlElement) => string | null

/**
 * Text as it is read within a line. Raised and lowered signs keep their height ("10⁹/l", never "109/l"), and a line break is
 * a space.
 *
 * @param rule Elements that a format treats in its own way.
 */
export function inlineText(element: XmlElement, rule: InlineRule = () => null): string {
  return element.children.map((node) => (isElement(node) ? elementText(node, rule) : node)).join('')
}

export function elementText(element: XmlElement, rule: InlineRule): string {
  const own = rule(element)
  if (own !== null) return own
  switch (element.name) {
    case 'sup':
      return raisedText(inlineText(element, rule))
    case 'sub':
      return lowered(inlineText(element, rule))
    case 'br':
    case 'break':
      return ' '
    default:
      return inlineText(element, rule)
  }
}

/** White space around raised text stays on the line. */
export function raisedText(text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? []
  return inner === '' ? text : `${before}${raised(inner)}${after}`
}
