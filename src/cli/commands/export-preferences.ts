import { join } from 'node:path'
import type { HostedProvider } from '../../learning/export/dpo.ts'
import { exportFiles } from '../../learning/export/export-files.ts'
import { exportManifest } from '../../learning/export/manifest.ts'
import { type ExportFormat, exportFormats, type Manifest } from '../../learning/export/manifest-schema.ts'
import type { JudgmentRule } from '../../learning/export/pair-examples.ts'
import type { TrlStyle } from '../../learning/export/trl.ts'
import type { Preference } from '../../learning/preferences/preference.ts'
import { problem } from '../../problem.ts'
import { exportLines, leftOutText } from '../learning/export-lines.ts'
import { preferencesFrom } from '../learning/preferences-from.ts'
import { readFeatures } from '../learning/read-features.ts'
import { readLicences } from '../learning/read-licences.ts'
import { checkExportFolder } from '../report-folder.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { writeFolderWhole } from '../whole-files.ts'

export interface ExportPreferencesOptions {
  /** Folder of the study to take them from, where no file is named. */
  readonly study?: string | undefined
  readonly out: string
  readonly format: readonly string[]
  readonly provider: HostedProvider
  readonly style: TrlStyle
  readonly axis?: readonly string[] | undefined
  readonly judgments: JudgmentRule
  /** 0: no cap. */
  readonly cap: number
  readonly seed: number
  readonly licences?: string | undefined
  readonly includeRestricted?: boolean | undefined
  readonly features?: string | undefined
  readonly flipRate?: number | undefined
}

/** Writes preferences as files that trainers read, with a manifest. */
export async function exportPreferences(
  path: string | undefined,
  options: ExportPreferencesOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const formats = options.format.map(formatOf)
  if (formats.includes('letor') && options.features === undefined)
    throw problem(
      'EXPORT_FEATURES',
      'LETOR files hold features of the answers, and none were given.',
      'Name a file of features with --features.',
      { place: { field: '--features' } },
    )
  await checkExportFolder(options.out)
  const { preferences, from } = await preferencesFrom(path, options.study, terminal)
  const choice = {
    formats: [...new Set(formats)],
    provider: options.provider,
    style: options.style,
    axes: options.axis ?? null,
    judgments: options.judgments,
    cap: options.cap === 0 ? null : options.cap,
    seed: options.seed,
    licences: await readLicences(options.licences),
    includeRestricted: options.includeRestricted ?? false,
    features: await readFeatures(options.features),
  }
  checkAxes(preferences, choice.axes)
  const files = exportFiles(preferences, choice)
  const manifest = exportManifest({
    preferences,
    choice,
    files,
    flipRate: options.flipRate ?? null,
    softwareVersion,
  })
  if (files.every(({ entry }) => entry.examples === 0)) throw nothing(from, manifest)
  const texts = new Map(files.map(({ entry, text }) => [entry.name, text]))
  texts.set('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
  await writeFolderWhole(options.out, texts)
  return { json: manifest, lines: exportLines(manifest, shownPath(join(options.out, 'manifest.json'))) }
}

function formatOf(name: string): ExportFormat {
  const format = exportFormats.find((one) => one === name)
  if (format !== undefined) return format
  throw problem('EXPORT_FORMAT', 'There is no such format.', 'Choose of those there are.', {
    place: { field: '--format' },
    value: name,
    expected: exportFormats.join(', '),
  })
}

/** Two axes of one form would say two things of one pair or answer, so that somebody has to choose. */
function checkAxes(preferences: readonly Preference[], chosen: readonly string[] | null): void {
  const all = new Set(preferences.map(({ axis }) => axis))
  const unknown = chosen?.find((axis) => !all.has(axis))
  const several = (['pairwise', 'graded'] as const).some((wanted) => {
    const own = preferences.filter(({ form, axis }) => form === wanted && (chosen?.includes(axis) ?? true))
    return new Set(own.map(({ axis }) => axis)).size > 1
  })
  if (unknown === undefined && !several) return
  throw problem(
    'EXPORT_AXIS',
    unknown === undefined
      ? 'There are judgments on several axes of one form.'
      : 'There are no judgments on this axis.',
    'Choose with --axis: at most one axis of pairs and one of single answers, separated by a comma.',
    {
      place: { field: '--axis' },
      value: unknown ?? null,
      expected: [...all].sort().join(' or ') || 'judgments',
    },
  )
}

function nothing(from: string, manifest: Manifest) {
  return problem(
    'EXPORT_NOTHING',
    'No judgment is fit to be exported, so nothing was written.',
    'Look at the reasons; docs/guide/export-preferences.md tells what each means.',
    {
      place: { file: shownPath(from) },
      value:
        manifest.files
          .map(({ name, judgments }) => `${name}: ${leftOutText(judgments.leftOut)}`)
          .join('; ') || null,
    },
  )
}
