import { escapeText } from '../escape.ts'
import { pageStyle } from '../page/style.ts'
import { evidenceStyle } from './style.ts'

export interface EvidencePage {
  /** Plain text; the window is named by it. */
  readonly title: string
  /** HTML above the columns: heading and what the page is of. */
  readonly header: string
  /** Ids and plain names of the sections, for the contents; empty for a page without contents. */
  readonly contents: readonly (readonly [string, string])[]
  /** HTML of each section. */
  readonly sections: readonly string[]
}

/** A page over the ledger as one HTML file that needs nothing else: no network, no script. */
export function evidencePage({ title, header, contents, sections }: EvidencePage): string {
  const entries = contents.map(([id, name]) => `<li><a href="#${id}">${escapeText(name)}</a></li>`)
  const nav = entries.length === 0 ? '' : `<nav aria-label="Contents"><ol>${entries.join('')}</ol></nav>`
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeText(title)}</title>`,
    `<style>${pageStyle}${evidenceStyle}</style>`,
    '</head>',
    '<body>',
    `<header>${header}</header>`,
    `<div class="columns${nav === '' ? ' alone' : ''}">`,
    nav,
    '<main>',
    ...sections,
    '</main>',
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}
