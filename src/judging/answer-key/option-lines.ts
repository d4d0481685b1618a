import { skip } from './named-options.ts'
import type { Span } from './reading.ts'
import type { Reply } from './reply.ts'

/** A label with its option's own text behind it: `B. text`, `(B) text`, `**B)** text`. */
export interface OptionLine {
  readonly label: string
  readonly span: Span
}

const separator = /[*_`"')\]}]*\s*(?:[.:)\]-]|[–—])[\s*_`"'([{]*/y

export function optionLinesIn(reply: Reply): readonly OptionLine[] {
  const lines: OptionLine[] = []
  const anyLabel = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${reply.question.labelSource})(?=[*_\`"'\\s]*[.:)\\]–—-])`,
    'gu',
  )
  for (const match of reply.text.matchAll(anyLabel)) {
    const label = reply.labelAt(match.index)
    if (label === null) continue
    const after = skip(separator, reply.text, label.end)
    if (after === label.end) continue
    const text = reply.optionTextAt(after)
    if (
      text === null ||
      text.label !== label.label ||
      /[\p{L}\p{N}]{4}/u.test(reply.text.slice(after, text.span[0]))
    )
      continue
    lines.push({ label: label.label, span: [match.index, text.span[1]] })
  }
  return lines
}

/** Furthest that two entries of one list stand apart. */
const nearby = 40

/**
 * Parts of the reply that only repeat the options: all of them in their order, each close behind the one before.
 * Nothing in such a part is a choice.
 */
export function echoesOf(lines: readonly OptionLine[], labels: readonly string[]): readonly Span[] {
  const echoes: Span[] = []
  for (let first = 0; first + labels.length <= lines.length; first++) {
    const run = lines.slice(first, first + labels.length)
    const inOrder = run.every(
      (line, index) =>
        line.label === labels[index] && (index === 0 || line.span[0] - run[index - 1]!.span[1] <= nearby),
    )
    if (inOrder) echoes.push([run[0]!.span[0], run[run.length - 1]!.span[1]])
  }
  return echoes
}

export function isInside(place: number, spans: readonly Span[]): boolean {
  return spans.some(([start, end]) => place >= start && place < end)
}
