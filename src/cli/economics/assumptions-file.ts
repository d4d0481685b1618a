import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { type Assumptions, assumptionsOf } from '../../economics/assumptions/assumptions.ts'
import type { NameableStudy } from '../../economics/assumptions/check-economics.ts'
import { readEconomics } from '../../economics/assumptions/read-economics.ts'
import { usualFigures } from '../../economics/assumptions/usual-figures.ts'
import { problem } from '../../problem.ts'
import { latestDay } from '../latest-day.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'
import { createWhole } from '../whole-files.ts'

/** Where the assumptions of a study are looked for. */
export const assumptionsFile = 'economics.yaml'

/**
 * The assumptions in force: those that ship, with those of a file in their place.
 *
 * @param named A file that must be there; without it economics.yaml of the study is taken, where there is one.
 * @param folder Folder of the study; null without one.
 * @param study What the file can name of the study; null without one.
 */
export async function readAssumptions(
  named: string | undefined,
  folder: string | null,
  study: NameableStudy | null,
): Promise<{ readonly assumptions: Assumptions; readonly file: string | null }> {
  const usual = folder === null ? null : join(folder, assumptionsFile)
  const file = named ?? (usual !== null && existsSync(usual) ? usual : null)
  if (file === null) return { assumptions: assumptionsOf(null), file }
  const { text } = await readTextFile(file, '--assumptions')
  return { assumptions: assumptionsOf(readEconomics(text, shownPath(file), latestDay(), study)), file }
}

/** Writes the figures that ship as a file to begin with. @throws ProblemError ECONOMICS_FILE_EXISTS */
export async function writeUsualAssumptions(file: string): Promise<void> {
  if (existsSync(file))
    throw problem(
      'ECONOMICS_FILE_EXISTS',
      'There is a file of this name; it was left as it is.',
      'Name another file.',
      {
        place: { file: shownPath(file), field: '--new' },
      },
    )
  await createWhole(file, `${head}${stringify(usualFile, null, { lineWidth: 120 })}`)
}

const usualFile = { schemaVersion: 1, figures: usualFigures, prices: [], arms: [] }

const head = `# Assumptions of the economics, in US dollars; the schema is schemas/economics.v1.schema.json.
# What is left out keeps the value that ships. Every figure names its source, its day and how well it is known.
`
