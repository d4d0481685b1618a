import type { XmlElement, XmlNode } from './element.ts'

interface Open {
  readonly element: XmlElement & { readonly children: XmlNode[] }
}

/** What an element costs beside its characters: many empty elements are large, too. */
const elementCost = 40

/** Builds the tree of one record, and stops to keep it once it has grown too large. */
export class RecordBuilder {
  readonly line: number
  private readonly most: number
  private readonly stack: Open[] = []
  private root: XmlElement | null = null
  private characters = 0

  constructor(line: number, most: number) {
    this.line = line
    this.most = most
  }

  get tooLarge(): boolean {
    return this.characters > this.most
  }

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    this.characters += elementCost + name.length
    for (const key in attributes) this.characters += elementCost + (attributes[key]?.length ?? 0)
    if (this.dropped()) return
    const element = { name, attributes, children: [], line }
    this.stack.at(-1)?.element.children.push(element)
    this.root ??= element
    this.stack.push({ element })
  }

  text(text: string): void {
    this.characters += text.length
    if (!this.dropped()) this.stack.at(-1)?.element.children.push(text)
  }

  close(): void {
    this.stack.pop()
  }

  /** The record; null where it was too large. */
  finish(): XmlElement | null {
    return this.tooLarge ? null : this.root
  }

  private dropped(): boolean {
    if (!this.tooLarge) return false
    this.root = null
    this.stack.length = 0
    return true
  }
}
