import Turndown from 'turndown'
import { escapeText } from './escape.ts'
import { useTables } from './tables.ts'

/** A source that an answer names by a link. */
export interface PastedSource {
  readonly url: string | null
  readonly title: string | null
}

export interface Pasted {
  /** Markdown without anything that a page could run. */
  readonly text: string
  /** The links in it, each address once, in their order. */
  readonly sources: readonly PastedSource[]
}

/** What pages hold for the browser and not for the reader. */
const unread = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED SVG MATH CANVAS AUDIO VIDEO HEAD TITLE META LINK BASE INPUT SELECT TEXTAREA IMG PICTURE'.split(
    ' ',
  ),
)

/**
 * Turns rich text from the clipboard into markdown: headings, lists, tables, emphasis, raised and lowered signs, and links,
 * which are listed as sources too. Scripts, styles, pictures, forms and what is hidden are left out; a link to anything but
 * a web page is its words alone.
 */
export function markdownOf(html: string): Pasted {
  const sources = new Map<string, PastedSource>()
  const service = new Turndown({
    headingStyle: 'atx',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
    hr: '---',
  })
  service.escape = escapeText
  useTables(service)
  service.addRule('struck', { filter: ['del', 's'], replacement: (content) => around(content, '~~', '~~') })
  service.addRule('raised', {
    filter: 'sup',
    replacement: (content) => around(content, '<sup>', '</sup>'),
  })
  service.addRule('lowered', {
    filter: 'sub',
    replacement: (content) => around(content, '<sub>', '</sub>'),
  })
  service.addRule('plain block', {
    filter: (node) => node.nodeName === 'PRE' && node.firstChild?.nodeName !== 'CODE',
    replacement: (_, node) => `\n\n\`\`\`\n${(node.textContent ?? '').replace(/\n+$/, '')}\n\`\`\`\n\n`,
  })
  // Some products mark sources by buttons; other buttons are none of the answer.
  service.addRule('button', {
    filter: 'button',
    replacement: (content) => {
      const number = /^\s*\[?(\d{1,3})\]?\s*$/.exec(content)?.[1]
      return number === undefined ? '' : `[${number}]`
    },
  })
  service.addRule('link', {
    filter: 'a',
    replacement: (content, node) => {
      const url = webAddress(node.getAttribute('href'))
      const words = content.replace(/\s*\n\s*/g, ' ')
      if (url === null || words.trim() === '' || isUnread(node)) return words
      if (!sources.has(url)) sources.set(url, { url, title: titleOf(node) })
      return `[${words.trim().replace(/^\[(.*)\]$/, '$1')}](${linkTarget(url)})`
    },
  })
  service.addRule('unread', { filter: (node) => isUnreadHere(node), replacement: () => '' })
  const text = service
    .turndown(withoutStyle(html))
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return { text, sources: [...sources.values()] }
}

/**
 * The same HTML with its styles out of reach of the browser, which would see them as inline styles of our page and complain.
 * What the styles hide can still be told.
 */
function withoutStyle(html: string): string {
  return html
    .replace(/<(\/?)style\b/gi, '<$1template')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='))
}

function around(content: string, before: string, after: string): string {
  return content.trim() === '' ? content : `${before}${content.trim()}${after}`
}

function isUnreadHere(node: Element): boolean {
  return (
    unread.has(node.nodeName.toUpperCase()) ||
    node.hasAttribute('hidden') ||
    /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(node.getAttribute('data-style') ?? '')
  )
}

function isUnread(node: Element): boolean {
  for (let one: Element | null = node; one !== null; one = one.parentElement)
    if (isUnreadHere(one)) return true
  return false
}

function webAddress(href: string | null): string | null {
  const address = href?.trim() ?? ''
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address.replace(/\s/g, '%20') : null
}

/** What a source is called: the words of its link, where they are more than its number, or what the link says of itself. */
function titleOf(node: Element): string | null {
  const words = [node.textContent, node.getAttribute('title'), node.getAttribute('aria-label')]
  for (const one of words) {
    const title = (one ?? '').replace(/\s+/g, ' ').trim()
    if (/\p{L}{2}/u.test(title) && !/^https?:\/\//i.test(title)) return title.slice(0, 500)
  }
  return null
}

function linkTarget(url: string): string {
  return url.replace(/[()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
