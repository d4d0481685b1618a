/**
 * The reply in the form that the rules read, of the same length, so that places in it are places in the reply.
 *
 * Full-width characters (`（Ｂ）`) become ASCII, curly quotes straight, odd spaces plain. In a reply that is a JSON
 * object, the escapes `\n` and `\"` become a line end and a quote. What stands inside `<think>` is blanked: it is not
 * the answer, even when the reply ends there.
 */
export function plainText(reply: string): string {
  let text = reply
  if (/[^\t\n\r -~]/.test(text)) text = text.replace(/[^\t\n\r -~]/g, asAscii)
  if (text.includes('\\') && /^\s*(?:```\w*\s*)?\{\s*["']/.test(text)) {
    text = text.replace(/\\[nrt"]/g, (sequence) => (sequence === '\\"' ? ' "' : ' \n'))
  }
  if (text.includes('<think') || text.includes('</think')) text = blankThinking(text)
  return text
}

const replacements: Readonly<Record<string, string>> = {
  '\u00a0': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '\u3000': ' ',
  '\u2028': '\n',
  '\u2029': '\n',
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '。': '.',
  '、': ',',
}

function asAscii(character: string): string {
  const replacement = replacements[character]
  if (replacement !== undefined) return replacement
  const code = character.charCodeAt(0)
  // Full-width forms mirror ASCII from ! to ~; circled capitals follow the alphabet.
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xff01 + 0x21)
  if (code >= 0x24b6 && code <= 0x24cf) return String.fromCharCode(code - 0x24b6 + 0x41)
  return character
}

function blankThinking(text: string): string {
  // Some servers cut off the opening tag, so all that stands before the last closing one is thought.
  const closed = text.replace(/^[\s\S]*<\/think(?:ing)?>/i, blanks)
  return closed.replace(/<think(?:ing)?>[\s\S]*$/i, blanks)
}

function blanks(part: string): string {
  return ' '.repeat(part.length)
}
