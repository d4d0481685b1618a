import { dollars } from '../../../src/report/figures/economics/economics-words.ts'

/** `$0.01 to $0.02`; an en dash where there is none. */
export function rangeOf(bounds: { readonly lower: number; readonly upper: number } | null): string {
  return bounds === null ? '–' : `${dollars(bounds.lower)} to ${dollars(bounds.upper)}`
}
