import { unseen } from '../../../text/unseen.ts'

const allUnseen = new RegExp(`(?:${unseen})+`, 'gu')
const mayHoldUnseen = /[^\x20-\x7e\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e]/

/**
 * A text on one line, each run of white space one space. What draws nothing goes out: control and format characters, zero-width
 * and bidirectional ones, tags. Somebody could hide an instruction in them that no reader sees.
 */
export function cleanLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (!mayHoldUnseen.test(line)) return line
  return line
    .replace(allUnseen, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/ {2,}/g, ' ')
    .trim()
}
