import type { Document, LineCounter, YAMLError } from 'yaml'

/** What is wrong in the text of a YAML file: with its line, and what to do about it. */
export interface YamlFault {
  /** As one sentence without its full stop. */
  readonly message: string
  readonly line: number
  readonly remedy: string
}

/** What the reader of YAML itself found. */
export interface YamlReaderFault extends YamlFault {
  /** The message without a word of the file: for a file that may hold a secret. */
  readonly withoutText: string
}

const indentation = 'Mend the line; indentation is by spaces, and text with a colon goes in quotes.'

interface Words {
  readonly message: string
  readonly withoutText?: string
  readonly remedy: string
}

/**
 * What the reader of YAML found wrong, in words. What follows the first fault of the form is guesswork of the reader, so that fault
 * alone is told; repeated keys leave the form whole and are told one by one.
 */
export function yamlFaults(document: Document.Parsed, lines: LineCounter, text: string): YamlReaderFault[] {
  const all = [...document.errors, ...document.warnings]
  const repeated = all.filter(({ code }) => code === 'DUPLICATE_KEY')
  const form = all
    .filter(({ code }) => code !== 'DUPLICATE_KEY')
    .sort((left, right) => rank(left, lines) - rank(right, lines) || left.pos[0] - right.pos[0])
    .slice(0, 1)
  return [...repeated, ...form]
    .filter((fault) => form[0] === undefined || fault.pos[0] <= form[0].pos[0])
    .map((fault) => {
      const words = wordsOf(fault, text)
      return { withoutText: words.message, ...words, line: lines.linePos(fault.pos[0]).line }
    })
    .sort((left, right) => left.line - right.line)
}

/** By line; of one line a tab is the cause and the rest follows from it. */
function rank(fault: YAMLError, lines: LineCounter): number {
  return lines.linePos(fault.pos[0]).line - (fault.code === 'TAB_AS_INDENT' ? 0.5 : 0)
}

function wordsOf(fault: YAMLError, text: string): Words {
  switch (fault.code) {
    case 'DUPLICATE_KEY':
      return {
        message: `the key ${keyAt(text, fault.pos[0])} stands twice in the same place`,
        withoutText: 'a key stands twice',
        remedy: 'Leave one of the two out, or rename it.',
      }
    case 'TAB_AS_INDENT':
      return { message: 'a tab stands where the line is indented', remedy: 'Indent by spaces.' }
    case 'MULTIPLE_DOCS':
      return {
        message: 'a second document begins here, after a line of three hyphens or dots',
        remedy: 'Leave that line out, or write the second document to a file of its own.',
      }
    case 'BAD_INDENT':
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
      return {
        message: 'the indentation or a colon does not go with the lines around it',
        remedy: indentation,
      }
    case 'MISSING_CHAR':
      return {
        message: 'a colon, a comma, a bracket or a quotation mark is missing',
        remedy: 'Close what is open on this line or before it; text with a colon goes in quotes.',
      }
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
      return {
        message: 'an alias (*) names no anchor (&), stands for too much, or is none that YAML has',
        remedy: 'Write the value out; text that begins with & or * goes in quotes.',
      }
    case 'TAG_RESOLVE_FAILED':
    case 'MULTIPLE_TAGS':
      return {
        message: 'a tag (!) is not one that is known',
        remedy: 'Leave the tag out; text that begins with ! goes in quotes.',
      }
    case 'BAD_DQ_ESCAPE':
      return {
        message: 'a backslash in double quotes begins no escape that YAML has',
        remedy: 'Write two backslashes, or use single quotes.',
      }
    case 'IMPOSSIBLE':
      return { message: fault.message, remedy: 'Write it with fewer levels; no file of ours needs so many.' }
    default:
      return { message: 'the line cannot be read', remedy: indentation }
  }
}

/** The key that begins at a place, as it was written. */
function keyAt(text: string, start: number): string {
  return `"${
    /^"[^"\n]*"|^'[^'\n]*'|^[^:\n]*/
      .exec(text.slice(start, start + 200))?.[0]
      ?.replace(/^["']|["']$/g, '')
      .trim() ?? ''
  }"`
}
