import type { PartView } from '../state/use-part.ts'

/** Why nothing came of what was pressed. */
export function troubleWords(trouble: NonNullable<PartView['trouble']>): string {
  if (typeof trouble === 'object') return trouble.words
  return trouble === 'lost'
    ? 'This browser is no longer known. Open your own link again.'
    : 'There is no connection to the study, so nothing was sent. Try again in a moment; what you typed is still here.'
}
