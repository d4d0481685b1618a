import type { ArmKind, PlannedArm } from '../../protocol/plan.ts'

const plural: Readonly<Record<ArmKind, string>> = {
  general: 'general models',
  specialised: 'specialised tools',
  baseline: 'baselines',
  own: 'own models',
  people: 'groups of people',
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** Arms in words: a label, "the three general models" where they are all of one kind, or a list. */
export function armPhrase(ids: readonly string[], arms: readonly PlannedArm[]): string {
  const chosen = ids.flatMap((id) => arms.find((arm) => arm.id === id) ?? [])
  const kinds = new Set(chosen.map((arm) => arm.kind))
  const kind = chosen[0]?.kind
  const everyoneOfKind = chosen.length === arms.filter((arm) => arm.kind === kind).length
  if (chosen.length > 1 && kinds.size === 1 && kind !== undefined && everyoneOfKind) {
    return `the ${numbers[chosen.length] ?? String(chosen.length)} ${plural[kind]}`
  }
  return joined(chosen.map((arm) => arm.label))
}

function joined(labels: readonly string[]): string {
  if (labels.length <= 1) return labels[0] ?? ''
  return `${labels.slice(0, -1).join(', ')} and ${labels.at(-1) ?? ''}`
}
