import type { Span } from '../../shown/text/placed-text.ts'
import type { IdentityLevel } from '../finding.ts'

/** One way in which an answer tells what gave it. */
export interface IdentityRule {
  /** Stable name, for example `self.made-by`. */
  readonly id: string
  readonly level: IdentityLevel
  /** Places in a folded text. */
  readonly find: (text: string) => readonly Span[]
}

/** A rule of one expression, which has the flag `g`. */
export function expressionRule(
  id: string,
  level: IdentityLevel,
  expression: RegExp | null,
  accept: (found: string, before: string, after: string) => boolean = () => true,
): IdentityRule {
  return {
    id,
    level,
    find: (text) =>
      expression === null
        ? []
        : [...text.matchAll(expression)].flatMap((found) => {
            const start = found.index
            const end = start + found[0].length
            const before = text.slice(Math.max(0, start - around), start)
            return end > start && accept(found[0], before, text.slice(end, end + around))
              ? [{ start, end }]
              : []
          }),
  }
}

/** How much of a text on each side a rule looks at. */
const around = 160
