/** An element of a record that was read whole. Names keep their prefixes. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  /** Line of its start tag. */
  readonly line: number
}

export type XmlNode = XmlElement | string

export function isElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string'
}

/** The elements directly within another, of one name or of any. */
export function elements(parent: XmlElement | null, name: string | null = null): readonly XmlElement[] {
  if (parent === null) return []
  return parent.children.filter(
    (node): node is XmlElement => isElement(node) && (name === null || node.name === name),
  )
}

/** The first element at a path of names below another; null where there is none. */
export function at(parent: XmlElement | null, ...path: readonly string[]): XmlElement | null {
  let found: XmlElement | null = parent
  for (const name of path) found = elements(found, name)[0] ?? null
  return found
}

/** All elements of a name below another, at any depth, in the order of the text; not within one that is found. */
export function within(parent: XmlElement | null, name: string): readonly XmlElement[] {
  return elements(parent).flatMap((child) => (child.name === name ? [child] : within(child, name)))
}

/** The text of an element with that of all elements in it, on one line; null where there is none. */
export function plainText(element: XmlElement | null): string | null {
  if (element === null) return null
  const text = allText(element).replace(/\s+/g, ' ').trim()
  return text === '' ? null : text
}

function allText(element: XmlElement): string {
  return element.children.map((node) => (isElement(node) ? allText(node) : node)).join('')
}
