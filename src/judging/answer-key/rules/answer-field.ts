import { noneOfThem, refusalPhrase } from '../declines.ts'
import { namedOptionsAt } from '../named-options.ts'
import type { Reply } from '../reply.ts'
import { type Finding, findingOf, nothingChosen } from './finding.ts'
import { statedAnswer } from './stated-answer.ts'

const field =
  /(["'])(?:(?:final|correct|selected|chosen|best|my|model|predicted)[_ -]?)?(?:answer|choice|option|selection|prediction)s?(?:[_ -]?(?:choice|letter|option|label|key|value|text|selected|idx|index|id))?s?\1\s*:\s*/gi

/** A choice stands at the beginning of its field. */
const longestValue = 2000

/**
 * The answer field of a JSON reply, whole or broken: `"answer_choice": "B"`. The last field with something in it
 * counts. Its value is read as a statement of its own. A value that names no option is the reply's answer too: what
 * the reasoning beside it says is not searched for a better one. An empty value says nothing.
 */
export function answerField(reply: Reply): Finding | null {
  for (const match of [...reply.text.matchAll(field)].reverse()) {
    const start = match.index + match[0].length
    const found = readValue(reply, start, Math.min(start + longestValue, endOfValue(reply.text, start)))
    if (found !== null) return found
  }
  return null
}

function readValue(reply: Reply, start: number, end: number): Finding | null {
  const value = reply.text.slice(start, end)
  if (!/[\p{L}\p{N}]/u.test(value) || /^\s*(?:null|none|undefined|nan)\s*$/i.test(value)) {
    const text = /[\p{L}]/u.test(value) ? reply.optionTextAt(start, end) : null
    return text === null ? null : { labels: [text.label], span: text.span, conflict: false, none: null }
  }
  const named = namedOptionsAt(reply, start, end)
  if (named !== null) return findingOf(named)
  const stated = statedAnswer(reply, start, end)
  if (stated !== null) return stated
  const mentioned = mentionedLabels(reply, start, end)
  if (mentioned.length > 1) return nothingChosen('ambiguous', [start, end], mentioned)
  if (refusalPhrase.test(value)) return nothingChosen('refused', [start, end])
  if (mentioned.length === 1 && !noneOfThem.test(value)) {
    return { labels: mentioned, span: [start, end], conflict: false, none: null }
  }
  return nothingChosen('no-choice', [start, end])
}

/** Labels inside the value that cannot be words: `Uncertain (either A or B)`. */
function mentionedLabels(reply: Reply, start: number, end: number): readonly string[] {
  const labels: string[] = []
  for (const match of reply.text
    .slice(start, end)
    .matchAll(/(?<=[(/"'[]|\b(?:option|choice|or|either|and) )[A-Z0-9]+(?=[)/"'\].,]|\s(?:or|and)\b|$)/g)) {
    const label = reply.labelAt(start + match.index)
    if (label !== null && !labels.includes(label.label)) labels.push(label.label)
  }
  return labels
}

/** End of the JSON value: the closing quote, the bracket of a list, or a comma, brace or line end. */
function endOfValue(text: string, start: number): number {
  const first = text[start]
  if (first === '"' || first === "'") return endOfString(text, start, first)
  const end = first === '[' ? text.indexOf(']', start) : text.slice(start).search(/[,}\n]/)
  if (end === -1) return text.length
  return first === '[' ? end : start + end
}

/** A quote closes the string when a comma, brace, line or the reply's end follows it; else it stands inside. */
function endOfString(text: string, start: number, quote: string): number {
  for (let place = text.indexOf(quote, start + 1); place !== -1; place = text.indexOf(quote, place + 1)) {
    if (/^\s*(?:[,}\]\n]|$)/.test(text.slice(place + 1, place + 20))) return place
  }
  return text.length
}
