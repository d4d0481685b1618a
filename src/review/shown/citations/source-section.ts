import { raisedDigits } from '../../../text/raised.ts'
import { type DraftBlock, type DraftInline, inlineText } from '../reading/draft.ts'
import { holdsAddress, sourceAddress, withoutStop } from './addresses.ts'
import type { Source } from './source.ts'

/** An entry of a list of sources below an answer; `number` is null where it has none. */
export interface SourceEntry {
  readonly number: number | null
  readonly source: Source
}

export interface SourceSections {
  /** The answer without its lists of sources. */
  readonly body: readonly DraftBlock[]
  readonly entries: readonly SourceEntry[]
}

const titleNames =
  'sources?|references?|citations?|bibliography|works cited|further reading|literature(?: cited)?|footnotes|endnotes|source list|evidence sources|references? (?:and|&) sources|sources? (?:and|&) references|quellen|literatur(?:verzeichnis)?|références|fuentes|referencias'
const sectionTitle = new RegExp(
  `^[^\\p{L}]*(?:(?:key|selected|main|cited|primary) )?(?:${titleNames})(?: (?:used|cited|consulted|list))?[^\\p{L}]*$`,
  'iu',
)
const sectionLead = /^[^\p{L}]*(?:sources?|references?|citations?|bibliography)\s*:\s*\S/iu

/**
 * Takes lists of sources out of an answer: sections under a title such as "References", paragraphs that begin with
 * "Sources:", and untitled lists of numbered addresses at the end. Only blocks of the outermost level are looked at.
 */
export function takeSourceSections(blocks: readonly DraftBlock[]): SourceSections {
  const body: DraftBlock[] = []
  const entries: SourceEntry[] = []
  for (let at = 0; at < blocks.length; ) {
    const end = sectionEnd(blocks, at)
    if (end === at) {
      const block = blocks[at]
      if (block !== undefined) body.push(block)
      at++
      continue
    }
    const lead = blocks[at]
    const inLead = lead !== undefined && isLead(lead)
    entries.push(...blocks.slice(inLead ? at : at + 1, end).flatMap(entriesOf))
    dropRule(body)
    at = end
  }
  const untitled = untitledStart(body)
  entries.push(...body.splice(untitled).flatMap(entriesOf))
  if (entries.length > 0) dropRule(body)
  return { body, entries }
}

function dropRule(body: DraftBlock[]): void {
  if (body.at(-1)?.kind === 'rule') body.pop()
}

/** The place after a section that begins at a block; the place itself where none does. */
function sectionEnd(blocks: readonly DraftBlock[], at: number): number {
  const block = blocks[at]
  if (block === undefined) return at
  if (isLead(block) && (holdsSource(block) || at >= blocks.length - 2)) return at + 1
  if (
    (block.kind !== 'heading' && block.kind !== 'paragraph') ||
    !sectionTitle.test(inlineText(block.children))
  )
    return at
  let end = at + 1
  let listed = false
  for (let next = blocks[end]; next !== undefined; next = blocks[++end]) {
    const listlike = next.kind === 'list' || next.kind === 'table'
    const closed = listed || block.kind === 'paragraph'
    if (next.kind === 'heading' && (block.kind === 'paragraph' || next.level <= block.level)) break
    if (!listlike && next.kind !== 'rule' && next.kind !== 'heading' && closed && !isEntry(next)) break
    if (next.kind === 'rule' && listed) break
    listed ||= listlike || isEntry(next)
  }
  return listed || end === blocks.length ? end : at
}

function isLead(block: DraftBlock): boolean {
  return block.kind === 'paragraph' && sectionLead.test(inlineText(block.children).slice(0, 60))
}

const entryNumber = /^\s*(?:\[\^?(\d{1,3})\]:?|(\d{1,3})[.)](?=\s)|([⁰¹²³⁴-⁹]{1,3}))\s*/

function isEntry(block: DraftBlock): boolean {
  if (block.kind !== 'paragraph') return false
  return linesOf(block.children).every((line) => entryNumber.test(line) || holdsAddress(line))
}

function holdsSource(block: DraftBlock): boolean {
  return (
    block.kind === 'paragraph' &&
    linesOf(block.children).some((line) => holdsAddress(line) || /\b(?:19|20)\d\d\b/.test(line))
  )
}

/** Where a list of sources without a title begins, at the end of an answer. */
function untitledStart(blocks: readonly DraftBlock[]): number {
  let start = blocks.length
  while (start > 0) {
    const block = blocks[start - 1]
    if (block === undefined || !isUntitledList(block)) break
    start--
  }
  return start
}

function isUntitledList(block: DraftBlock): boolean {
  if (block.kind === 'paragraph') {
    return linesOf(block.children).every((line) => /^\s*\[\^?\d{1,3}\]/.test(line) && line.length > 12)
  }
  if (block.kind !== 'list' || block.start === null) return false
  return block.entries.every((entry) => {
    const [first] = entry
    return entry.length === 1 && first?.kind === 'paragraph' && holdsAddress(lineText(first.children))
  })
}

function entriesOf(block: DraftBlock): readonly SourceEntry[] {
  switch (block.kind) {
    case 'list':
      return block.entries.flatMap((entry, index) => {
        const line = entry.map(blockText).join(' ')
        const one = entryOf(line)
        if (one === null) return []
        return [{ ...one, number: block.start === null ? one.number : block.start + index }]
      })
    case 'table':
      return block.rows.flatMap((row) => entryOf(row.map(lineText).join(' ')) ?? [])
    case 'paragraph':
      return paragraphEntries(block.children)
    case 'quote':
      return block.children.flatMap(entriesOf)
    default:
      return []
  }
}

function paragraphEntries(children: readonly DraftInline[]): readonly SourceEntry[] {
  const lines = linesOf(children).map((line) =>
    line.replace(/^[^\p{L}\d[]*(?:sources?|references?|citations?|bibliography)\s*:\s*/iu, ''),
  )
  const parts = lines.length === 1 ? (lines[0] ?? '').split(/;\s+|\s+(?=\[\d{1,3}\]\s)/) : lines
  return parts.flatMap((line) => entryOf(line) ?? [])
}

function entryOf(line: string): SourceEntry | null {
  const found = entryNumber.exec(line)
  const words = line.slice(found?.[0].length ?? 0).trim()
  if (words === '') return null
  const written = found?.[1] ?? found?.[2] ?? (found?.[3] === undefined ? undefined : raisedDigits(found[3]))
  const url = words.match(sourceAddress)?.[0]
  return {
    number: written === undefined || written === null ? null : Number(written),
    source: { url: url === undefined ? null : withoutStop(url), title: words, quote: null },
  }
}

function blockText(block: DraftBlock): string {
  if (block.kind === 'paragraph' || block.kind === 'heading') return lineText(block.children)
  if (block.kind === 'list') return block.entries.flat().map(blockText).join(' ')
  return ''
}

function linesOf(inlines: readonly DraftInline[]): readonly string[] {
  return lineText(inlines)
    .split('\n')
    .filter((line) => line.trim() !== '')
}

/** Text with the addresses of its links behind their words. */
function lineText(inlines: readonly DraftInline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'link') {
        const text = lineText(inline.children)
        return /^(?:https?:|www\.)/i.test(inline.url) && !text.includes(inline.url)
          ? `${text} ${inline.url} `
          : text
      }
      return 'children' in inline ? lineText(inline.children) : inlineText([inline])
    })
    .join('')
}
