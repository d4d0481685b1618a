import { type RecipeParts, stageFolders } from './recipe.ts'
import { trlVersion } from './trl-config.ts'

/** The README of a recipe: the commands in their order. They are run inside the folder, since paths are relative to it. */
export function recipeReadme({ baseModel, armId, lora, sft, preference, dataSha256 }: RecipeParts): string {
  const { sft: first, sftMerged, dpo, dpoMerged } = stageFolders
  const last = preference === null ? (lora ? sftMerged : first) : lora ? dpoMerged : dpo
  const commands = [
    'python -m venv .venv && . .venv/bin/activate',
    'pip install -r requirements.txt',
    ...(sft === null
      ? []
      : ['trl sft --config sft.yaml', ...(lora ? [`python merge.py ${first} ${sftMerged}`] : [])]),
    ...(preference === null
      ? []
      : ['trl dpo --config dpo.yaml', ...(lora ? [`python merge.py ${dpo} ${dpoMerged}`] : [])]),
    'python -m venv .serve && .serve/bin/pip install vllm',
    `.serve/bin/vllm serve ${last} --served-model-name ${armId} --host 127.0.0.1 --port 8000`,
  ]
  const stages = [
    ...(sft === null ? [] : [`supervised tuning on ${counted(sft.examples, 'good answer')}`]),
    ...(preference === null
      ? []
      : [`direct preference optimisation on ${counted(preference.examples, 'pair')}`]),
  ]
  return `# Tuning ${baseModel.replaceAll(/\s+/g, ' ')} on clinicians' preferences

Stages: ${stages.join(', then ')}. Data SHA-256: ${dataSha256}.

Run inside this folder, on a machine with a graphics processor:

${commands.map((command) => `    ${command}`).join('\n')}

The configuration files have the fields of TRL ${trlVersion}, which \`requirements.txt\` pins. More than one processor:
\`trl sft --config sft.yaml --num_processes 4\`. What you change in a file is yours to change: learning rate, epochs and
batch size are starting points, not findings.

Then paste \`arm.yaml\` into the \`arms:\` of a protocol and let the tuned model stand beside its base model and the
system that you use now. A tuned model is not better because it was tuned; the study says whether it is. Questions
of the gate are not in the data, so that they can be asked.

The texts in this folder are answers and questions of a study. Keep them as you keep the study.
`
}

function counted(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`
}
