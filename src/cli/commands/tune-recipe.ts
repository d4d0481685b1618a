import { join } from 'node:path'
import { armId } from '../../learning/tuning/arm-entry.ts'
import { recipeFiles } from '../../learning/tuning/recipe.ts'
import { trlVersion } from '../../learning/tuning/trl-config.ts'
import { problem } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { checkRecipeFolder } from '../report-folder.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import { exportedBytes, exportedFile, readManifest } from '../tuning/read-export.ts'
import type { TuneOptions } from '../tuning/tune-options.ts'
import { softwareVersion } from '../version.ts'
import { writeFolderWhole } from '../whole-files.ts'

/** Writes what TRL needs to tune a model on processors of one's own. */
export async function writeRecipe(
  exported: string,
  options: TuneOptions & { readonly out: string; readonly baseModel: string },
): Promise<CommandResult> {
  const { out, baseModel } = options
  await checkRecipeFolder(out)
  const manifest = await readManifest(exported)
  const part = async (name: string) => {
    const file = exportedFile(manifest, name)
    if (file === null) return null
    const bytes = await exportedBytes(exported, file)
    return { text: Buffer.from(bytes).toString('utf8'), examples: file.examples }
  }
  const [sft, preference] = [await part('trl-sft.jsonl'), await part('trl-preference.jsonl')]
  if (sft === null && preference === null)
    throw problem(
      'RECIPE_NO_DATA',
      'The export holds no examples in the format of TRL.',
      'Export with --format trl.',
      { place: { file: shownPath(exported) } },
    )
  if (manifest.flipRate !== null && manifest.flipRate >= 0.5)
    throw problem(
      'RECIPE_FLIP_RATE',
      'Marks that flip so often say nothing, so that nothing can be learned from them.',
      'Look at the repeated items of the study before you train on it.',
      {
        place: { file: shownPath(join(exported, 'manifest.json')), field: 'flipRate' },
        value: String(manifest.flipRate),
        expected: 'below 0.5',
      },
    )
  const files = recipeFiles({
    baseModel,
    armId: armId(options.name ?? `${baseModel}-tuned`),
    lora: !(options.full ?? false),
    seed: options.seed,
    sft,
    preference,
    dataSha256: manifest.dataSha256,
    flipRate: manifest.flipRate,
    softwareVersion,
  })
  await writeFolderWhole(out, files)
  return {
    json: {
      folder: out,
      trainer: `trl ${trlVersion}`,
      files: [...files.keys()],
      sftExamples: sft?.examples ?? 0,
      dpoExamples: preference?.examples ?? 0,
    },
    lines: [
      `A recipe for TRL ${trlVersion}: ${counted(sft?.examples ?? 0, 'good answer')}, ${counted(preference?.examples ?? 0, 'pair')}.`,
      `Written: ${shownPath(join(out, 'README.md'))}, which tells the commands.`,
    ],
  }
}
