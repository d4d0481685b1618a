import { z } from 'zod'
import { problem } from '../../problem.ts'

// What people write about themselves and each other, checked alike wherever it comes in.

const longestName = 200
const longestReason = 1000

/**
 * A name by which a study knows a person, without spaces around it.
 *
 * @throws ProblemError PERSON_NAME.
 */
export function checkedName(name: string): string {
  const trimmed = name.trim()
  // A line break or a tab would tear the lists in which names stand.
  if (trimmed !== '' && trimmed.length <= longestName && !/\p{Cc}/u.test(trimmed)) return trimmed
  throw problem(
    'PERSON_NAME',
    'This is no name by which a study could know a person.',
    'Give the name as it should stand in the list of people.',
    { place: { field: 'name' }, value: trimmed, expected: `1 to ${longestName} characters on one line` },
  )
}

/** @throws ProblemError PERSON_EMAIL. */
export function checkedEmail(email: string): string {
  const trimmed = email.trim()
  if (z.email().safeParse(trimmed).success && trimmed.length <= 320) return trimmed
  throw problem('PERSON_EMAIL', 'This is no e-mail address.', 'Correct it, or leave it out.', {
    place: { field: 'email' },
    value: trimmed,
    expected: 'an address such as ada@example.org',
  })
}

/** @throws ProblemError PERSON_SPECIALTY. */
export function checkedSpecialties(specialties: readonly string[]): readonly string[] {
  const trimmed = specialties.map((one) => one.trim())
  const bad = trimmed.find((one) => one === '' || one.length > 200 || /\p{Cc}/u.test(one))
  if (bad === undefined && trimmed.length <= 50) return [...new Set(trimmed)]
  throw problem('PERSON_SPECIALTY', 'These are no specialties.', 'Name them as the questions do.', {
    place: { field: 'specialties' },
    value: bad ?? String(trimmed.length),
    expected: 'at most 50, each of 1 to 200 characters',
  })
}

/**
 * Why something is done that the log keeps for good.
 *
 * @throws ProblemError REASON_MISSING, REASON_LONG.
 */
export function checkedReason(reason: string, field: string): string {
  const trimmed = reason.trim()
  if (trimmed.length > longestReason) {
    throw problem('REASON_LONG', 'The reason is too long for the log.', 'Say it in fewer words.', {
      place: { field },
      value: trimmed,
      expected: `at most ${longestReason} characters`,
    })
  }
  if (trimmed !== '') return trimmed
  throw problem(
    'REASON_MISSING',
    'No reason is given, and the log keeps one for good.',
    'Say in a few words why it is done.',
    { place: { field } },
  )
}
