import { type BrokenRule, unknownReference } from '../broken-rule.ts'
import { namedIn } from '../named-in.ts'
import type { AssistedCase, AssistedPlan } from './assisted-plan.ts'
import { brokenAssisted, twiceIn } from './broken-assisted.ts'

/** Cases have ids of their own, a disposition of the scale, and a title that gives nothing away. */
export function caseRules({ cases, dispositions }: AssistedPlan): BrokenRule[] {
  const scale = dispositions.map(({ id }) => id)
  return [
    ...twiceIn(scale, ['assisted', 'dispositions'], ['id'], 'Two dispositions have the same id.'),
    ...twiceIn(
      dispositions.map(({ label }) => label),
      ['assisted', 'dispositions'],
      ['label'],
      'Two dispositions read the same.',
    ),
    ...twiceIn(
      cases.map(({ id }) => id),
      ['assisted', 'cases'],
      ['id'],
      'Two cases have the same id.',
    ),
    ...cases.flatMap((one, index) => {
      const path = ['assisted', 'cases', index]
      return [
        ...(scale.includes(one.disposition)
          ? []
          : [unknownReference([...path, 'disposition'], 'disposition', one.disposition, scale)]),
        ...goldRules(one, path),
        ...titleRules(one, path),
      ]
    }),
  ]
}

/** A word of the gold list belongs to one condition: else a match would depend on their order. */
function goldRules({ conditions }: AssistedCase, path: readonly (string | number)[]): BrokenRule[] {
  const seen = new Set<string>()
  const isNew = (word: string): boolean => {
    const key = word.trim().toLowerCase()
    const known = seen.has(key)
    seen.add(key)
    return !known
  }
  const names = conditions.map(({ name }) => name)
  return conditions.flatMap(({ name, synonyms }, index) => {
    // A condition that is listed again as a whole has all its words twice; its name says so.
    const words = names.indexOf(name) < index ? [name] : [name, ...synonyms]
    return words.flatMap((word, place) => {
      if (isNew(word)) return []
      const field = place === 0 ? ['name'] : ['synonyms', place - 1]
      return [
        brokenAssisted(
          'CONDITION',
          [...path, 'conditions', index, ...field],
          'The gold list of the case has these words twice.',
          word,
          'each name and synonym once',
        ),
      ]
    })
  })
}

function titleRules(one: AssistedCase, path: readonly (string | number)[]): BrokenRule[] {
  const words = one.conditions.flatMap(({ name, synonyms }) => [name, ...synonyms])
  return words
    .filter((word) => namedIn(one.title, word))
    .map((word) =>
      brokenAssisted(
        'TITLE',
        [...path, 'title'],
        'Participants would read a condition of the gold list in the title.',
        word,
        'a title that names no condition',
      ),
    )
}
