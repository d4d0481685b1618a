const width = 118

/** Prose broken into lines of the width of this repository; `indent` stands before every line but the first. */
export function wrapped(text: string, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const next = line === '' ? word : `${line} ${word}`
    // A sign at the start of a line would begin a list.
    if (next.length > width && line !== '' && !/^[-+*]$/.test(word)) {
      lines.push(line)
      line = indent + word
    } else line = next
  }
  return [...lines, line].join('\n')
}
