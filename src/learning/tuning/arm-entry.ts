import { stringify } from 'yaml'

/** A tuned model as an arm of a protocol, with what it was made of. */
export interface TunedArm {
  /** Id of the arm: small letters, digits and hyphens. */
  readonly id: string
  readonly baseModel: string
  /** The last stage that the model went through. */
  readonly feedbackStage: 'sft' | 'dpo'
  /** Examples of the last stage. */
  readonly preferences: number
  readonly dataSha256: string
  readonly source: {
    readonly via: 'api'
    readonly provider: 'openai' | 'compatible'
    readonly model: string
    readonly baseUrl?: string
    readonly keyFrom?: string
  }
}

/**
 * The entry of `arms:` in a protocol, as YAML to be pasted. What the model was made of stands beside it as comments and in the
 * label, which a report prints.
 */
export function armYaml({ id, baseModel, feedbackStage, preferences, dataSha256, source }: TunedArm): string {
  const label = `${baseModel}, ${feedbackStage.toUpperCase()} on ${preferences} ${preferences === 1 ? 'example' : 'examples'}`
  return [
    `# base model: ${oneLine(baseModel)}`,
    `# feedback stage: ${feedbackStage}`,
    `# preferences: ${preferences}`,
    `# data SHA-256: ${dataSha256}`,
    stringify({ arms: [{ id, label: oneLine(label), kind: 'own', source }] }, { lineWidth: 0 }),
  ].join('\n')
}

/** A name of a model comes from outside, and a line end in it would end the comment. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}

/** An id that protocols take, from any name. */
export function armId(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '')
  return /^[a-z]/.test(id) ? id : `tuned-${id}`.replace(/-+$/, '')
}
