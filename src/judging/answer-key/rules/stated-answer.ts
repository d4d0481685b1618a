import { noneOfThem } from '../declines.ts'
import { labelMentions } from '../mentions.ts'
import { type NamedOptions, namedOptionsAt } from '../named-options.ts'
import type { Reply } from '../reply.ts'
import { sentenceEnd, sentenceStart } from '../sentence.ts'
import { type Finding, findingOf, nothingChosen } from './finding.ts'

/** `answer is`, `Answer:`, `best option among these would be`, `Final answer (`, in a few languages. */
const cue =
  /(?:(?<![\p{L}])(?:answer|ans|option|choice|response|solution|respuesta|réponse|reponse|antwort|resposta|risposta|ответ)(?![\p{L}])(?:[\s_-]+(?:choice|option|letter|key)\b)?|(?<![\p{L}])(?:correct|final|right|best|likely|appropriate) (?:answers|options|choices|diagnosis)\b|(?<![\p{L}])correct(?=\s*:)|答案|答え)(?:[^.:;?!\n]{0,80}?(?:\bis\b|\bare\b|\bwould be\b|\bshould be\b|\bmust be\b|\bwill be\b|\bremains\b|\bes\b|\best\b|\bist\b|是)(?:\s*:)?|[*_`"'\])\s]*(?:[:=→–—-]|->|\n)+|(?<=\bans)\.\s*)/giu
/** `I choose`, `I would go with`. */
const decision =
  /\b(?:i|we)(?:'d|'ll| would| will)?\s+(?:therefore |thus |most likely |also |still )?(?:choose|select|pick|go with|opt for|answer|answered|chose|selected|recommend|say|settle on|lean towards?)\s+/gi
/** `B is the best answer`, written behind the label. */
const verdict =
  /^[*_`"')\]}.:]*\s*(?:\([^)\n]{0,80}\)\s*)?(?:is|seems(?: to be)?|appears to be|would be|remains)\s+(?:therefore |thus |clearly |likely |probably |most likely )?(?:the|my|our)\s+(?:(?:single |only )?(?:correct |right |best |final |most \w+ |chosen |likeliest )?(?:answer|option|choice)|(?:correct|right|best|most \w+|likeliest) (?:diagnosis|treatment|explanation|cause|management|next step))\b(?!\s+(?:that|which|to|for)\b)/i
/** Before the cue: speaks of another answer than the reply's own. */
const otherAnswer =
  /\b(?:incorrect|wrong|other|remaining|second|alternative|previous|initial(?:ly)?|first|your|student'?s|not the|isn't the|false|each|every|this|none of the|any|distractor)\s+(?:[\p{L}-]+\s+){0,2}$/iu

/**
 * A sentence that says what the answer is: `The answer is (B)`, `Answer: B. text`, `I choose B`, `B is the best
 * answer`. The last such sentence counts, so a reply that corrects itself is taken at its last word. A sentence
 * that denies (`the answer is not B`), asks, supposes (`if ..., the answer would be B`) or speaks of wrong answers does
 * not count.
 */
export function statedAnswer(reply: Reply, from = 0, to = reply.text.length): Finding | null {
  let last: Finding | null = null
  const take = (finding: Finding | null) => {
    if (finding !== null && (last === null || finding.span[0] >= last.span[0])) last = finding
  }
  for (const pattern of [cue, decision]) {
    pattern.lastIndex = from
    for (let match = pattern.exec(reply.text); match !== null; match = pattern.exec(reply.text)) {
      if (match.index >= to) break
      take(afterCue(reply, match.index, match[0], to))
      // The next cue may begin inside what this one swallowed on its way to a verb.
      pattern.lastIndex = match.index + Math.min(match[0].length, 3)
    }
  }
  for (const match of reply.text.slice(from, to).matchAll(labelAndVerb)) {
    const label = reply.labelAt(from + match.index)
    if (label === null) continue
    const text = reply.optionTextAt(label.end, to)
    const ends =
      text !== null && text.label === label.label && text.span[0] - label.end < 6
        ? [label.end, text.span[1]]
        : [label.end]
    const place = ends.find((end) => verdict.test(reply.text.slice(end, Math.min(to, end + 200))))
    if (place === undefined) continue
    const span = [from + match.index, place] as const
    if (!otherAnswer.test(reply.text.slice(Math.max(0, span[0] - 40), span[0]))) {
      take({ labels: [label.label], span, conflict: false, none: null })
    }
  }
  return last
}

const labelAndVerb = /(?<![\p{L}\p{N}])[A-Z0-9]{1,2}(?=[^\n]{0,160}?\b(?:is|seems|appears|be|remains)\b)/gu

function afterCue(reply: Reply, start: number, cueText: string, to: number): Finding | null {
  const { text } = reply
  const before = text.slice(sentenceStart(text, start), start)
  if (otherAnswer.test(before)) return null
  if (describesOption(reply, start, cueText)) return null
  const place = start + cueText.length
  const end = Math.min(to, sentenceEnd(text, place))
  const clause = before.slice(before.lastIndexOf('. ') + 1)
  if (isSupposed(clause, cueText)) return null
  const named = namedOptionsAt(reply, place, to)
  if (named !== null && named.span[0] <= lineAfter(text, place)) {
    return isQuestion(text, named) ? null : findingOf(named)
  }
  if (!/\b(?:is|are|be|remains)\b|[:=]/i.test(cueText)) return null
  return insideSentence(reply, place, end)
}

/** `If nothing is found, the answer is no` supposes; so does `the answer would be B if ...`. */
function isSupposed(before: string, cueText: string): boolean {
  if (/^[\s*_"']*(?:if|unless|suppose|assuming)\b/i.test(before)) return true
  return /\b(?:would|should) be\b/i.test(cueText) && /\b(?:if|unless|had|suppose)\b/i.test(before)
}

/** `Option B is a beta blocker` describes an option; it does not say what the answer is. */
function describesOption(reply: Reply, start: number, cueText: string): boolean {
  const noun = /^(?:option|choice|answer(?:[\s_-]+(?:choice|option))?|response)\s+[*_`"'([]*/i.exec(cueText)
  if (noun === null) return false
  const label = reply.labelAt(start + noun[0].length)
  return label !== null && /[A-Z0-9]/.test(label.written) && start + noun[0].length < start + cueText.length
}

/** The named option must begin on the cue's line, or on the next line that holds something. */
function lineAfter(text: string, place: number): number {
  const next = text.slice(place).search(/\S/)
  return next === -1 ? text.length : place + next + 60
}

function isQuestion(text: string, { labels, span }: NamedOptions): boolean {
  return labels.length > 1 && /^[*_`"')\]\s]*\?/.test(text.slice(span[1], span[1] + 8))
}

/** `The answer is most probably an acute pancreatitis`: the one option whose text the sentence holds. */
function insideSentence(reply: Reply, place: number, end: number): Finding | null {
  const rest = reply.text.slice(place, end)
  if (/^[\s*_]*(?:not|n't|never|unlikely|neither)\b/i.test(rest)) return null
  if (noneOfThem.test(rest.slice(0, 80))) return nothingChosen('no-choice', [place, end])
  const mentions = labelMentions(reply, place, end)
  const letters = [...new Set(mentions.map(({ label }) => label))]
  if (letters.length === 1) return { labels: letters, span: mentions[0]!.span, conflict: false, none: null }
  if (reply.question.wordsOnly || letters.length > 1) return null
  const texts = reply.optionTextsIn(place, end).filter((match) => reply.text.slice(...match.span).length >= 4)
  const labels = [...new Set(texts.map(({ label }) => label))]
  const denied = /\b(?:not|rather than|instead of|except|unlike|ruled? out|n't)\b/i.test(rest)
  if (labels.length !== 1 || denied) return null
  return { labels, span: texts[0]!.span, conflict: false, none: null }
}
