import type { Source } from '../shown/citations/source.ts'
import { limits } from '../shown/limits.ts'
import { findNames } from './find-names.ts'
import type { IdentityFinding } from './finding.ts'
import type { SoughtNames } from './names/sought-names.ts'
import type { IdentityRule } from './rules/identity-rule.ts'
import { nameRules } from './rules/name-rules.ts'
import { selfRules } from './rules/self-rules.ts'
import { visibleRuns } from './visible-runs.ts'

/** What of an answer a reviewer could be shown. */
export interface ScreenedAnswer {
  readonly text: string
  readonly citations: readonly Source[]
}

/** Looks for self-identification and names in answers; make it once for a study. */
export type IdentityScreen = (answer: ScreenedAnswer) => readonly IdentityFinding[]

/**
 * @returns A screen that reads an answer twice: as it was collected, and as it looks when its markup is drawn, since
 * `Open**Evidence**` is a name only then. An empty list says that nothing was found, not that nothing is there.
 */
export function identityScreen(names: SoughtNames): IdentityScreen {
  const rules = [...selfRules(names), ...nameRules(names)]
  return ({ text, citations }) => [
    ...screenText(text.slice(0, limits.characters), rules),
    ...citations.flatMap((citation, index) =>
      (['title', 'quote', 'url'] as const).flatMap((field) =>
        findNames(citation[field] ?? '', `citations[${index}].${field}`, rules),
      ),
    ),
  ]
}

function screenText(text: string, rules: readonly IdentityRule[]): readonly IdentityFinding[] {
  // What is drawn as it was written was read once.
  const drawn = visibleRuns(text).filter((run) => run.text !== text)
  const seen = drawn.flatMap((run) =>
    findNames(run.text, 'text', rules).map((finding): IdentityFinding => {
      const start = run.starts[finding.start] ?? 0
      const end = Math.max(...run.ends.slice(finding.start, finding.end))
      return { ...finding, start, end, phrase: text.slice(start, end) }
    }),
  )
  return withoutOverlaps([...findNames(text, 'text', rules), ...seen], text)
}

/** Findings that touch are one; it has the rule of the one that says more. */
function withoutOverlaps(findings: readonly IdentityFinding[], text: string): readonly IdentityFinding[] {
  const sorted = [...findings].sort((left, right) => left.start - right.start || right.end - left.end)
  const kept: IdentityFinding[] = []
  for (const finding of sorted) {
    const last = kept.at(-1)
    if (last === undefined || finding.start >= last.end) {
      kept.push(finding)
      continue
    }
    const { rule, level } = last.level === 'name' && finding.level === 'self' ? finding : last
    const end = Math.max(last.end, finding.end)
    kept[kept.length - 1] = { ...last, end, phrase: text.slice(last.start, end), rule, level }
  }
  return kept
}
