import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import { soughtNames } from '../../review/identity/names/sought-names.ts'
import { identityScreen } from '../../review/identity/screen-answer.ts'
import { hideInText } from '../../review/shown/hide-phrases.ts'
import { showAnswer } from '../../review/shown/show-answer.ts'
import type { ShownAnswer } from '../../review/shown/shown-answer.ts'

/** What participants see of an answer: names of systems are replaced, whichever arm says them. */
export interface HiddenNames {
  /** The whole answer in the one dress of all arms. */
  show(text: string): ShownAnswer
  /**
   * Takes an answer as it comes in and gives what may be shown of it: whole lines and sentences, since half a name is not seen to
   * be one.
   */
  pieces(): { readonly add: (piece: string) => string; readonly end: () => string }
}

/** Answers that are ready to be shown again: a page asks for the whole conversation after each turn. */
const answersKept = 4000

export function hiddenNames({ arms }: Pick<ProtocolDocument, 'arms'>): HiddenNames {
  const shown = new Map<string, ShownAnswer>()
  const screen = identityScreen(soughtNames(arms))
  const spansIn = (text: string) => screen({ text, citations: [] }).map(({ start, end }) => ({ start, end }))
  return {
    show: (text) => {
      const known = shown.get(text)
      const answer = known ?? showAnswer({ text, citations: [], removed: spansIn(text) }, 'plain').answer
      // Put in again, so that the one unused for longest comes first.
      shown.delete(text)
      shown.set(text, answer)
      for (const oldest of shown.keys()) {
        if (shown.size <= answersKept) break
        shown.delete(oldest)
      }
      return answer
    },
    pieces: () => {
      let held = ''
      const give = (length: number): string => {
        const text = held.slice(0, length)
        held = held.slice(length)
        return hideInText(text, spansIn(text))
      }
      return {
        add: (piece) => {
          held += piece
          const whole = wholeLength(held)
          return whole === 0 ? '' : give(whole)
        },
        end: () => give(held.length),
      }
    },
  }
}

/** Up to the end of the last line or sentence that has one. */
function wholeLength(text: string): number {
  let whole = 0
  for (const { index, 0: mark } of text.matchAll(/\n|[.!?:;]\s/g)) whole = index + mark.length
  return whole
}
