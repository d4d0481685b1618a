import type { Criterion } from '../../items/item.ts'
import type { ReviewProtocol, WrittenAxis } from '../marks/reviewer-axes.ts'
import { findNames } from './find-names.ts'
import type { IdentityFinding } from './finding.ts'
import type { SoughtNames } from './names/sought-names.ts'
import { everyNameRules } from './rules/name-rules.ts'
import { selfRules } from './rules/self-rules.ts'

/** Words that reviewers read beside the answers, and where they stand. */
export interface ReviewerWords {
  /** `title`, `axes[0].label`, `axes[0].question`, `axes[1].scale.anchors[4]`, `rulebook`, `q1.criteria[0].text`. */
  readonly place: string
  readonly text: string
}

/** Everything of a protocol that reviewers read. */
export function reviewerWords(
  { document, plan }: ReviewProtocol,
  more: { readonly title: string; readonly rulebook: string | null },
): readonly ReviewerWords[] {
  return [
    { place: 'title', text: more.title },
    ...document.axes.flatMap((axis, index) =>
      plan.review.axes.includes(axis.id) ? axisWords(axis, index) : [],
    ),
    ...(more.rulebook === null ? [] : [{ place: 'rulebook', text: more.rulebook }]),
  ]
}

function axisWords(axis: WrittenAxis, index: number): readonly ReviewerWords[] {
  const anchors = axis.form === 'absolute' && axis.scale.kind === 'ordinal' ? (axis.scale.anchors ?? {}) : {}
  return [
    { place: `axes[${index}].label`, text: axis.label ?? axis.id },
    ...(axis.question === undefined ? [] : [{ place: `axes[${index}].question`, text: axis.question }]),
    ...Object.entries(anchors).map(([mark, text]) => ({
      place: `axes[${index}].scale.anchors[${mark}]`,
      text,
    })),
  ]
}

/** The criteria of an item. The page is sent their ids too. */
export function criteriaWords(item: string, criteria: readonly Criterion[]): readonly ReviewerWords[] {
  return criteria.flatMap(({ id, text }, index) => [
    { place: `${item}.criteria[${index}].text`, text },
    { place: `${item}.criteria[${index}].id`, text: id },
  ])
}

/** The names in them: `part` is the place. Here every name counts, an ordinary word in capitals too. */
export function screenReviewerWords(
  words: readonly ReviewerWords[],
  names: SoughtNames,
): readonly IdentityFinding[] {
  const rules = [...selfRules(names), ...everyNameRules(names)]
  return words.flatMap(({ place, text }) => findNames(text, place, rules))
}
