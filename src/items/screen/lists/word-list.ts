/** The words of a list that is written with blanks and line ends between them, in lower case. */
export function wordList(text: string): ReadonlySet<string> {
  return new Set(text.trim().toLowerCase().split(/\s+/))
}
