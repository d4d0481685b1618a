/**
 * Whether a question is the one that was exported. Spreadsheets change line ends and space at the ends, and a question
 * that begins like a formula is exported with an apostrophe in front; neither makes it another question.
 */
export function sameQuestion(found: string, exported: string): boolean {
  const plain = plainOf(found)
  return plain === plainOf(exported) || (plain.startsWith("'") && plain.slice(1).trim() === plainOf(exported))
}

function plainOf(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').trim()
}
