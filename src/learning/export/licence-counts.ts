import type { Preference } from '../preferences/preference.ts'
import { answerKey, type Choice, type ExportedAnswer, knownOf, reasonAgainst } from './eligible.ts'
import { type Licence, licencesOf } from './licences.ts'
import type { LicenceCount, Manifest } from './manifest-schema.ts'

/** An answer as it stands in a file. */
export interface PlacedAnswer {
  readonly questionSha256: string
  readonly answer: ExportedAnswer
}

/** Different answers by the licences that they stand under. */
export function licenceCounts(placed: readonly PlacedAnswer[]): LicenceCount[] {
  return counted(
    placed.map(({ questionSha256, answer }) => ({
      key: answerKey(questionSha256, answer.sha256),
      arm: '',
      licences: answer.licences,
    })),
  ).map(({ licence, training, answers }) => ({ licence, training, answers }))
}

/** The same by the arm that wrote them. */
export function sourceCounts(placed: readonly PlacedAnswer[]): Manifest['sources'] {
  return counted(
    placed.map(({ questionSha256, answer }) => ({
      key: answerKey(questionSha256, answer.sha256),
      arm: answer.arm,
      licences: answer.licences,
    })),
  )
}

/** Answers that only their licence keeps out: the judgment passes every other filter. */
export function restrictedCounts(preferences: readonly Preference[], choice: Choice): LicenceCount[] {
  if (choice.includeRestricted) return []
  const known = knownOf(preferences)
  const placed = preferences
    .filter((preference) => reasonAgainst(preference, choice, known) === null)
    .flatMap((preference) =>
      [preference.a, ...(preference.form === 'pairwise' ? [preference.b] : [])].map((answer) => ({
        key: answerKey(preference.questionSha256, answer.textSha256 ?? ''),
        arm: '',
        licences: licencesOf(answer, choice.licences),
      })),
    )
    .filter(({ licences }) => licences.some(({ training }) => training === 'restricted'))
  return counted(placed).map(({ licence, training, answers }) => ({ licence, training, answers }))
}

interface Countable {
  readonly key: string
  readonly arm: string
  readonly licences: readonly Licence[]
}

function counted(list: readonly Countable[]) {
  const groups = new Map<
    string,
    { readonly arm: string; readonly licences: readonly Licence[]; readonly keys: Set<string> }
  >()
  for (const { key, arm, licences } of list) {
    const name = [arm, ...licences.map((licence) => `${licence.name} ${licence.training}`)].join('\n')
    const group = groups.get(name) ?? { arm, licences, keys: new Set() }
    groups.set(name, group)
    group.keys.add(key)
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { arm, licences, keys }]) => ({
      arm,
      licence: licences.map(({ name }) => name).join(' and '),
      training: licences.some(({ training }) => training === 'restricted')
        ? ('restricted' as const)
        : ('allowed' as const),
      answers: keys.size,
    }))
}
