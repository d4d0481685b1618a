import { stringify } from 'yaml'

/** Version of TRL whose fields these files have; the README of a recipe names it, and a test checks the fields. */
export const trlVersion = '1.13.0'

export interface TrlSettings {
  /** A model of the Hugging Face hub, or a folder. */
  readonly model: string
  readonly output: string
  readonly data: string
  readonly seed: number
  /** Whether low-rank adapters are trained instead of all weights. */
  readonly lora: boolean
}

const lora = { use_peft: true, lora_r: 16, lora_alpha: 32, lora_dropout: 0.05 } as const

function common({ model, output, data, seed }: TrlSettings) {
  return {
    model_name_or_path: model,
    dtype: 'bfloat16',
    datasets: [{ path: 'json', data_files: data, split: 'train' }],
    output_dir: output,
    per_device_train_batch_size: 2,
    gradient_accumulation_steps: 8,
    gradient_checkpointing: true,
    max_length: 2048,
    lr_scheduler_type: 'cosine',
    logging_steps: 1,
    save_strategy: 'epoch',
    save_total_limit: 1,
    report_to: 'none',
    seed,
    data_seed: seed,
  }
}

/**
 * Configuration of `trl sft`. Only completions are learned, which is TRL's default for prompt-completion data. Learning rates
 * are TRL's own for full training (2e-5), and ten times that for adapters.
 */
export function sftConfig(settings: TrlSettings): string {
  return yaml({
    ...common(settings),
    ...(settings.lora ? { learning_rate: 0.0002, ...lora } : { learning_rate: 0.00002 }),
    num_train_epochs: 2,
    completion_only_loss: true,
  })
}

/**
 * Configuration of `trl dpo`. Where the flip rate of repeated judgments is known, the loss is that of robust DPO with the
 * share of wrong labels that such a rate implies.
 *
 * @param flipRate Share of repeats that came out otherwise, 0 to below 0.5; null: not known.
 */
export function dpoConfig(settings: TrlSettings, flipRate: number | null): string {
  const noise = flipRate === null || flipRate === 0 ? null : labelNoise(flipRate)
  return yaml({
    ...common(settings),
    ...(settings.lora ? { learning_rate: 0.00001, ...lora } : { learning_rate: 0.000001 }),
    num_train_epochs: 1,
    beta: 0.1,
    ...(noise === null ? { loss_type: ['sigmoid'] } : { loss_type: ['robust'], label_smoothing: noise }),
  })
}

/**
 * Share e of wrong labels where two marks of one unit differ at rate r: r = 2 e (1 - e), so e = (1 - sqrt(1 - 2 r)) / 2.
 * Four decimals.
 *
 * @throws RangeError where r is not from 0 to below 0.5: beyond that the marks say nothing.
 */
export function labelNoise(flipRate: number): number {
  if (!(flipRate >= 0 && flipRate < 0.5))
    throw new RangeError(`a flip rate must be from 0 to below 0.5, not ${flipRate}`)
  return Number(((1 - Math.sqrt(1 - 2 * flipRate)) / 2).toFixed(4))
}

/**
 * Python's YAML is version 1.1: it reads `no` as false and `1e-5` as a word. Written by the rules of 1.1, words such as these
 * stand in quotes; all numbers here are written without an exponent.
 */
function yaml(data: object): string {
  return stringify(data, { version: '1.1', lineWidth: 0 })
}
