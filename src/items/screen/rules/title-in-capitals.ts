import { fieldWords, notTitled } from '../lists/field-words.ts'
import { notNames } from '../lists/not-names.ts'
import { largeRegions } from '../lists/regions.ts'
import { patternRule } from '../rule.ts'
import { nextLine } from './line-break.ts'
import { isEponym, isFirst, isSurname, lower, termEnding } from './name-words.ts'

const capitals = String.raw`\p{Lu}(?:['’-]?\p{Lu})+(?!\p{L})`
/** A sentence goes on after a name like this; after a lesion or a sequence it seldom does. */
const goesOn =
  /^(?:$|[,.;:?!\n\r]|['’]s\b| (?:is|was|has|had|asks?|takes?|needs?|presents?|who|can|should|may)\b)/i

/**
 * `MRS OKONJO`, in a text that is all capitals. MR is also magnetic resonance and mitral regurgitation, MS also multiple
 * sclerosis and mitral stenosis, so after these a name has to be known, or to stand as names do.
 */
export const titleInCapitals = patternRule(
  'name.title-capitals',
  'name',
  new RegExp(
    String.raw`(?<!\p{L})(?:(?<short>MR|MS)\b\.? |(?:MRS|MISS|MX|DR|PROF|PROFESSOR|HERR|FRAU|MME|MLLE)\b\.?(?: |${nextLine}))(?:\p{Lu}\.? )?(?<name>${capitals})(?: ${capitals}){0,2}`,
    'u',
  ),
  (match) => {
    const { short, name = '' } = match.groups
    const word = lower(name)
    if (isFirst(name) || isSurname(name)) return !isEponym(match)
    if (name.length < 4 || isEponym(match) || termEnding.test(word) || largeRegions.has(word)) return false
    if (notNames.has(word) || notTitled.has(word) || fieldWords.has(word)) return false
    return short === undefined || goesOn.test(match.after)
  },
)
