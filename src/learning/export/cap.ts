import { createGenerator } from '../../statistics/random/generator.ts'
import { byQuestion } from './by-question.ts'

/** What a file holds one line of. */
export interface Example {
  readonly questionSha256: string
  /** Decides the order within a question: no two examples of a question share it. */
  readonly order: string
  /** Judgments that it rests on. */
  readonly judgments: number
}

/**
 * Puts examples in their canonical order (question, then `order`), and keeps at most `cap` of a question: a sample without
 * replacement by Fisher and Yates, whose stream is named for the question. Neither the order of the judgments nor other
 * questions enter.
 *
 * @param cap At least 1; null: no cap.
 */
export function capped<Kind extends Example>(
  examples: readonly Kind[],
  cap: number | null,
  seed: number,
): { readonly kept: readonly Kind[]; readonly over: readonly Kind[] } {
  const kept: Kind[] = []
  const over: Kind[] = []
  for (const [questionSha256, own] of byQuestion([...examples].sort(canonical))) {
    if (cap === null || own.length <= cap) {
      kept.push(...own)
      continue
    }
    const generator = createGenerator(seed, 'export-cap', questionSha256)
    const places = own.map((_, place) => place)
    for (let place = 0; place < cap; place++) {
      const other = place + generator.integerBelow(places.length - place)
      const moved = places[place]!
      places[place] = places[other]!
      places[other] = moved
    }
    const chosen = new Set(places.slice(0, cap))
    for (const [place, example] of own.entries()) (chosen.has(place) ? kept : over).push(example)
  }
  return { kept, over }
}

function canonical(a: Example, b: Example): number {
  if (a.questionSha256 !== b.questionSha256) return a.questionSha256 < b.questionSha256 ? -1 : 1
  if (a.order === b.order) return 0
  return a.order < b.order ? -1 : 1
}
