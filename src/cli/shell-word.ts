import { shownPath } from './study-folder.ts'

/** Text as one word of a shell's command line, in quotes where it needs them. */
export function shellWord(text: string): string {
  return /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** A path as one word of a command that a person may copy: from where they stand, and never taken for an option. */
export function shellPath(path: string): string {
  const shown = shownPath(path)
  return shellWord(shown.startsWith('-') ? `./${shown}` : shown)
}
