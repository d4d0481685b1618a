import { shownPath } from './study-folder.ts'
import { oneLine } from './visible-text.ts'

/** Text as one word of a shell's command line, in quotes where it needs them. */
export function shellWord(text: string): string {
  if (/^[\p{L}\p{N}_@%+=:,./-]+$/u.test(text)) return text
  return oneLine(text) === text ? `'${text.replaceAll("'", "'\\''")}'` : escaped(text)
}

/** What a terminal is not shown as it is stands as the bytes of UTF-8, which bash and zsh read in any locale. */
function escaped(text: string): string {
  const shown = [...text].map((character) => {
    if (character === "'" || character === '\\') return `\\${character}`
    if (oneLine(character) === character) return character
    if (character === '\n') return '\\n'
    return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
  })
  return `$'${shown.join('')}'`
}

/** A path as one word of a command that a person may copy: from where they stand, and never taken for an option. */
export function shellPath(path: string): string {
  const shown = shownPath(path)
  return shellWord(shown.startsWith('-') ? `./${shown}` : shown)
}
