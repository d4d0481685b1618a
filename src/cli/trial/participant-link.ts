import { problem } from '../../problem.ts'
import { participantOf } from '../../store/assisted/enrol.ts'
import { isToken } from '../../store/people/token.ts'
import type { Store } from '../../store/store.ts'

/** The code of a participant's link, from the link or the code alone; null where a text is neither. */
export function codeOfLink(text: string): string | null {
  const trimmed = text.trim()
  const code = /^https?:\/\/[^/]+\/p\/([^/?#]+)\/?$/.exec(trimmed)?.[1] ?? trimmed
  return isToken(code) ? code : null
}

/**
 * The participant whose link somebody tells: all that they have and an organiser has not. Whoever has it is the participant, so no
 * problem repeats it.
 *
 * @throws ProblemError PARTICIPANT_LINK_UNKNOWN
 */
export async function participantByCode(
  store: Store,
  study: { readonly id: string },
  code: string,
): Promise<string> {
  const person = await participantOf(store, study, code)
  if (person !== null) return person
  throw problem(
    'PARTICIPANT_LINK_UNKNOWN',
    'The study has no participant with this link.',
    'Check that it was copied whole, and that the study is the one it is of; a link ends when its participant’s data are deleted.',
  )
}
