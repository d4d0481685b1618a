/*
 * Keys, labels and file names come from whoever wrote the data. On a terminal some characters act instead of being
 * shown, so they are written as JSON writes them: `\u001b`. In the text of a JSON document that changes no value.
 */

/** Text with its layout of lines and tabs, in which no character steers the terminal or turns the direction round. */
export function visibleText(text: string): string {
  let shown = ''
  let from = 0
  // None of the characters is one half of a pair, so units of UTF-16 will do, and long texts stay cheap.
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place)
    if (!steers(unit)) continue
    shown += `${text.slice(from, place)}\\u${unit.toString(16).padStart(4, '0')}`
    from = place + 1
  }
  return shown + text.slice(from)
}

/** The same for text that is to stay on its line. */
export function oneLine(text: string): string {
  return visibleText(text.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t'))
}

/** C0 but for line feed and tab, DEL and C1; embeddings, overrides and isolates; line and paragraph separators. */
function steers(code: number): boolean {
  const control = (code < 0x20 && code !== 0x09 && code !== 0x0a) || (code >= 0x7f && code <= 0x9f)
  const turning = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)
  return control || turning || code === 0x2028 || code === 0x2029
}
