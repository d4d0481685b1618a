import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import { findNames } from './find-names.ts'
import type { IdentityFinding } from './finding.ts'
import type { SoughtNames } from './names/sought-names.ts'
import { everyNameRules } from './rules/name-rules.ts'
import { selfRules } from './rules/self-rules.ts'

/** Words that reviewers read beside the answers, and where they stand. */
export interface ReviewerWords {
  /** `title`, `axes[0].label`, `axes[0].question`, `axes[1].scale.anchors[4]`, `rulebook`. */
  readonly place: string
  readonly text: string
}

/** Everything of a protocol that reviewers read. */
export function reviewerWords(
  axes: ProtocolDocument['axes'],
  more: { readonly title: string; readonly rulebook: string | null },
): readonly ReviewerWords[] {
  return [
    { place: 'title', text: more.title },
    ...axes.flatMap((axis, index) => [
      { place: `axes[${index}].label`, text: axis.label ?? axis.id },
      ...(axis.question === undefined ? [] : [{ place: `axes[${index}].question`, text: axis.question }]),
      ...(axis.form === 'absolute' && axis.scale.kind === 'ordinal'
        ? Object.entries(axis.scale.anchors ?? {}).map(([mark, text]) => ({
            place: `axes[${index}].scale.anchors[${mark}]`,
            text,
          }))
        : []),
    ]),
    ...(more.rulebook === null ? [] : [{ place: 'rulebook', text: more.rulebook }]),
  ]
}

/** The names in them: `part` is the place. Here every name counts, an ordinary word in capitals too. */
export function screenReviewerWords(
  words: readonly ReviewerWords[],
  names: SoughtNames,
): readonly IdentityFinding[] {
  const rules = [...selfRules(names), ...everyNameRules(names)]
  return words.flatMap(({ place, text }) => findNames(text, place, rules))
}
