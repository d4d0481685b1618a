import { armYaml } from './arm-entry.ts'
import { recipeReadme } from './recipe-readme.ts'
import { dpoConfig, sftConfig, trlVersion } from './trl-config.ts'

/** What a recipe is made of: the data of an export in TRL's format. */
export interface RecipeParts {
  readonly baseModel: string
  readonly armId: string
  readonly lora: boolean
  readonly seed: number
  /** Null where the export has no example of this kind; one of the two is there. */
  readonly sft: { readonly text: string; readonly examples: number } | null
  readonly preference: { readonly text: string; readonly examples: number } | null
  readonly dataSha256: string
  readonly flipRate: number | null
  readonly softwareVersion: string
}

/** Every name that a recipe may write. */
export const recipeFileNames = [
  'README.md',
  'requirements.txt',
  'sft.yaml',
  'sft.jsonl',
  'dpo.yaml',
  'preference.jsonl',
  'merge.py',
  'arm.yaml',
  'recipe.json',
] as const

/** Where the models of the stages are put, inside the folder of the recipe. */
export const stageFolders = {
  sft: 'models/sft',
  sftMerged: 'models/sft-merged',
  dpo: 'models/dpo',
  dpoMerged: 'models/dpo-merged',
} as const

/** The address that `vllm serve` listens at on the machine it runs on. */
const served = 'http://127.0.0.1:8000/v1'

/**
 * The files of a recipe that tunes a model with TRL on the user's own processors: supervised on the good answers, then DPO on
 * the pairs, each left out where there is no data for it.
 *
 * @throws RangeError where there is data for neither.
 */
export function recipeFiles(parts: RecipeParts): ReadonlyMap<string, string> {
  const { baseModel, lora, seed, sft, preference, flipRate } = parts
  if (sft === null && preference === null) throw new RangeError('a recipe needs examples')
  const files = new Map<string, string>()
  const settings = { lora, seed } as const
  if (sft !== null) {
    files.set('sft.jsonl', sft.text)
    files.set(
      'sft.yaml',
      sftConfig({ ...settings, model: baseModel, output: stageFolders.sft, data: 'sft.jsonl' }),
    )
  }
  if (preference !== null) {
    files.set('preference.jsonl', preference.text)
    const model = sft === null ? baseModel : lora ? stageFolders.sftMerged : stageFolders.sft
    files.set(
      'dpo.yaml',
      dpoConfig({ ...settings, model, output: stageFolders.dpo, data: 'preference.jsonl' }, flipRate),
    )
  }
  if (lora) files.set('merge.py', mergeScript)
  files.set('requirements.txt', requirements(lora))
  files.set('README.md', recipeReadme(parts))
  files.set('arm.yaml', armOf(parts))
  files.set('recipe.json', `${JSON.stringify(summaryOf(parts), null, 2)}\n`)
  return files
}

/** Tested as sets of fields against this version only, so it is pinned; the rest follows from it. */
function requirements(lora: boolean): string {
  return [`trl${lora ? '[peft]' : ''}==${trlVersion}`, 'transformers==5.18.0', ''].join('\n')
}

/** A second stage starts from whole weights: adapters on adapters would make the first stage part of what is tuned. */
const mergeScript = `"""Merges an adapter into its base model: python merge.py <adapter folder> <new folder>"""

import sys

from peft import AutoPeftModelForCausalLM
from transformers import AutoTokenizer

adapter, merged = sys.argv[1:]
AutoPeftModelForCausalLM.from_pretrained(adapter, dtype="bfloat16").merge_and_unload().save_pretrained(merged)
AutoTokenizer.from_pretrained(adapter).save_pretrained(merged)
`

function armOf({ armId, baseModel, sft, preference, dataSha256 }: RecipeParts): string {
  return armYaml({
    id: armId,
    baseModel,
    feedback: preference === null ? 'sft' : 'dpo',
    preferences: (preference ?? sft)?.examples ?? 0,
    dataSha256,
    source: { via: 'api', provider: 'compatible', model: armId, baseUrl: served },
  })
}

function summaryOf(parts: RecipeParts) {
  const { baseModel, armId, lora, seed, sft, preference, dataSha256, flipRate, softwareVersion } = parts
  return {
    schemaVersion: 1,
    kind: 'equipoise-tuning-recipe',
    softwareVersion,
    trainer: `trl ${trlVersion}`,
    baseModel,
    arm: armId,
    adapters: lora,
    seed,
    dataSha256,
    flipRate,
    stages: [
      ...(sft === null ? [] : [{ stage: 'sft', examples: sft.examples }]),
      ...(preference === null ? [] : [{ stage: 'dpo', examples: preference.examples }]),
    ],
  }
}
