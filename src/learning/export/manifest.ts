import type { Preference } from '../preferences/preference.ts'
import { preferencesSha256 } from '../preferences/preferences-hash.ts'
import { answerRules } from './answer-examples.ts'
import { knownOf, reasonAgainst } from './eligible.ts'
import type { ExportChoice, ExportedFile } from './export-files.ts'
import { gradeRule } from './graded-answers.ts'
import { restrictedCounts, sourceCounts } from './licence-counts.ts'
import { type Manifest, manifestSchema } from './manifest-schema.ts'
import { judgmentRules } from './pair-examples.ts'

export interface ManifestParts {
  readonly preferences: readonly Preference[]
  readonly choice: ExportChoice
  readonly files: readonly ExportedFile[]
  readonly flipRate: number | null
  readonly softwareVersion: string
}

/** The manifest of exported files. It holds no id of a judgment and no pseudonym of a reviewer. */
export function exportManifest({
  preferences,
  choice,
  files,
  flipRate,
  softwareVersion,
}: ManifestParts): Manifest {
  const { formats, provider, style, judgments, cap, seed, axes, includeRestricted } = choice
  const inStyle = formats.includes('trl') || formats.includes('reward')
  const pairwise = preferences.filter(({ form }) => form === 'pairwise').length
  return manifestSchema.parse({
    schemaVersion: 1,
    kind: 'equipoise-preference-export',
    softwareVersion,
    dataSha256: preferencesSha256(preferences),
    read: {
      preferences: preferences.length,
      pairwise,
      graded: preferences.length - pairwise,
      questions: distinct(preferences.map(({ questionSha256 }) => questionSha256)),
      reviewers: distinct(
        preferences.map(({ study, reviewer }) => (reviewer === null ? null : `${study} ${reviewer}`)),
      ),
    },
    split: 'train',
    filters: {
      axes,
      consent: true,
      screened: true,
      gold: false,
      repeats: false,
      restrictedLicences: includeRestricted ? 'included' : 'left-out',
      cap,
      seed,
    },
    rules: {
      judgments: judgmentRules[judgments],
      answers: `${answerRules['good-answers']} With labels: ${answerRules['labelled-answers']}`,
      grades: gradeRule,
      ties: 'A tie has no form where one answer is chosen over another; it is counted and left out there. Both good and neither good are labels of single answers.',
      harm: 'An answer that any mark calls severely harmful is never the chosen or the good one.',
      cap:
        cap === null
          ? 'No cap.'
          : `At most ${cap} of a question in each file, drawn without replacement with the seed.`,
    },
    provider: formats.includes('dpo') || formats.includes('sft') ? provider : null,
    style: inStyle ? style : null,
    flipRate,
    rulebookVersions: rulebooks(preferences, choice),
    sources: sourceCounts(files.flatMap(({ placed }) => placed)),
    restricted: restrictedCounts(preferences, choice),
    files: files.map(({ entry }) => entry),
  })
}

function distinct(values: readonly (string | null)[]): number {
  return new Set(values.filter((value) => value !== null)).size
}

/** Of the judgments that pass the filters common to all files. */
function rulebooks(preferences: readonly Preference[], choice: ExportChoice): Manifest['rulebookVersions'] {
  const known = knownOf(preferences)
  const counts = new Map<string | null, number>()
  for (const preference of preferences) {
    if (reasonAgainst(preference, choice, known) !== null) continue
    counts.set(preference.rulebookVersion, (counts.get(preference.rulebookVersion) ?? 0) + 1)
  }
  return [...counts]
    .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
    .map(([version, judgments]) => ({ version, judgments }))
}
