import type { IdentifierKind } from './identifier-kinds.ts'

/** A piece of a text; `end` is the place after its last character (UTF-16 units). */
export interface Span {
  readonly start: number
  readonly end: number
}

/** One way to find identifiers of one kind. */
export interface IdentifierRule {
  /** Stable name, for example `phone.labelled`. */
  readonly id: string
  readonly kind: IdentifierKind
  readonly find: (text: string) => readonly Span[]
}

/** What surrounds a match, so that a rule can look further than its pattern. */
export interface Match {
  readonly value: string
  readonly before: string
  readonly after: string
  readonly groups: Readonly<Record<string, string | undefined>>
}

/**
 * A rule of one pattern. The identifier is the group `id`, or the whole match where there is none.
 *
 * @param accept Says whether a match counts; all do when left out.
 */
export function patternRule(
  id: string,
  kind: IdentifierKind,
  pattern: RegExp,
  accept: (match: Match) => boolean = () => true,
): IdentifierRule {
  const flags = [...new Set([...pattern.flags, 'g', 'd'])].join('')
  const search = new RegExp(pattern.source, flags)
  return {
    id,
    kind,
    find: (text) =>
      [...text.matchAll(search)].flatMap((found) => {
        const [start, end] = found.indices?.groups?.id ?? found.indices?.[0] ?? [0, 0]
        const match: Match = {
          value: text.slice(start, end),
          before: text.slice(0, start),
          after: text.slice(end),
          groups: found.groups ?? {},
        }
        return end > start && accept(match) ? [{ start, end }] : []
      }),
  }
}
