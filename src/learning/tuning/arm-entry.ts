import { stringify } from 'yaml'
import type { FeedbackStage } from '../../protocol/arm-training.ts'

/** A tuned model as an arm of a protocol, with what it was made of. */
export interface TunedArm {
  /** Id of the arm: small letters, digits and hyphens. */
  readonly id: string
  readonly baseModel: string
  /** The last stage that the model went through. */
  readonly feedback: Extract<FeedbackStage, 'sft' | 'dpo'>
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
 * The entry of `arms:` in a protocol, as YAML to be pasted: what the model was made of is said by the protocol's own fields and in the
 * label, which a report prints. A protocol has no field for the data, so their hash stands in a comment.
 */
export function armYaml({ id, baseModel, feedback, preferences, dataSha256, source }: TunedArm): string {
  const label = `${baseModel}, ${feedback.toUpperCase()} on ${preferences} ${preferences === 1 ? 'example' : 'examples'}`
  const arm = {
    ...{ id, label: oneLine(label), kind: 'own' },
    ...{ baseModel: oneLine(baseModel), feedback, preferences, source },
  }
  return `# data SHA-256: ${dataSha256}\n${stringify({ arms: [arm] }, { lineWidth: 0 })}`
}

/** A name of a model comes from outside; a line end has no place in a report. */
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
