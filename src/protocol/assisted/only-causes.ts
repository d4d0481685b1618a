import type { BrokenRule } from '../broken-rule.ts'

type Arms = readonly { readonly id: string }[]
type Path = BrokenRule['path']

/** Other fields that the message of an unknown name tells; the rest is a number. */
const fieldsTold = 6

/**
 * The broken rules of an assisted-use trial without those that only follow from another one: a rule whose inputs are broken has
 * nothing to say, and a name that nothing has is told once, with every field that uses it.
 *
 * @param arms The arms as written.
 */
export function onlyCauses(broken: readonly BrokenRule[], arms: Arms): BrokenRule[] {
  const causes = broken.filter((rule) => !broken.some((cause) => silences(cause, rule, arms)))
  // What is itself a consequence silences nothing: else a cause of its own could be lost behind it.
  return unknownOnce(broken.filter((rule) => !causes.some((cause) => silences(cause, rule, arms))))
}

function silences(cause: BrokenRule, rule: BrokenRule, arms: Arms): boolean {
  if (cause === rule) return false
  switch (rule.code) {
    // Weights of arms are only as good as the list of arms.
    case 'PROTOCOL_ASSISTED_BLOCKS':
    case 'PROTOCOL_ASSISTED_STOPPING':
    case 'PROTOCOL_ASSISTED_DESIGN':
      return cause.code === 'PROTOCOL_UNKNOWN_ARM' || isArmTwice(cause)
    case 'PROTOCOL_ASSISTED_HYPOTHESIS':
      return silencesHypothesis(cause, rule)
    case 'PROTOCOL_ASSISTED_SOURCE':
      return cause.code === 'PROTOCOL_UNKNOWN_PRESET' && starts(cause.path, rule.path.slice(0, 2))
    case 'PROTOCOL_ASSISTED_JUDGE':
      return isOfSource(cause) && armAt(arms, cause.path[1]) === rule.value
    case 'PROTOCOL_ID_TWICE':
      // An entry that stands there twice has every word twice.
      return rule.path.at(-1) === 'label' && same(cause.path, [...rule.path.slice(0, -1), 'id'])
    default:
      return silencesElsewhere(cause, rule)
  }
}

/** A hypothesis is held against the control and the outcomes, and names what must be known first. */
function silencesHypothesis(cause: BrokenRule, rule: BrokenRule): boolean {
  if (cause.code.startsWith('PROTOCOL_UNKNOWN_') && same(cause.path, rule.path)) return true
  switch (rule.path[2]) {
    case 'axis':
      return starts(cause.path, ['assisted', 'outcomes'])
    case 'candidate':
    case 'against':
      return same(cause.path, ['assisted', 'control'])
    default:
      return false
  }
}

/** Rules of every protocol that say less than one of an assisted-use trial about the same field. */
function silencesElsewhere(cause: BrokenRule, rule: BrokenRule): boolean {
  const [list, index, field] = rule.path
  if (cause.code === 'PROTOCOL_ASSISTED_SECTION') {
    return cause.path[0] !== 'looks' ? starts(rule.path, cause.path) : list === 'looks'
  }
  // What cannot stay needs no mending of its fields.
  if (cause.code === 'PROTOCOL_ASSISTED_SOURCE' && cause.path[2] === 'source') {
    return rule.code !== 'PROTOCOL_UNKNOWN_PRESET' && starts(rule.path, cause.path)
  }
  if (cause.code !== 'PROTOCOL_ASSISTED_HYPOTHESIS' || !starts(rule.path, cause.path.slice(0, 2))) {
    return false
  }
  if (cause.path[2] === 'kind') return field === 'margin' || field === 'sides'
  return rule.code === 'PROTOCOL_AGAINST_ITSELF' && list === 'hypotheses' && index === cause.path[1]
}

/** Every unknown name once, at the field of the section if one has it, with the other fields that use it. */
function unknownOnce(broken: readonly BrokenRule[]): BrokenRule[] {
  return broken.flatMap((rule, index) => {
    if (!rule.code.startsWith('PROTOCOL_UNKNOWN_')) return [rule]
    const alike = broken.filter(({ code, value }) => code === rule.code && value === rule.value)
    if (alike.length === 1) return [rule]
    if (broken.findIndex((other) => alike.includes(other)) < index) return []
    const told = alike.find(({ path }) => path[0] === 'assisted') ?? rule
    const others = alike.filter((other) => other !== told).map(({ path }) => path)
    return [{ ...told, message: `${told.message} ${alsoNamed(others)}` }]
  })
}

function alsoNamed(paths: readonly Path[]): string {
  const shown = paths.slice(0, fieldsTold).map((path) => path.join('.'))
  const more = paths.length - shown.length
  return `It is also named in ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
}

function isArmTwice({ code, path }: BrokenRule): boolean {
  return code === 'PROTOCOL_ID_TWICE' && path[0] === 'arms'
}

/** Whether a rule is about the source of an arm, or about an arm that has none. */
function isOfSource({ code, path }: BrokenRule): boolean {
  return path[0] === 'arms' && (path[2] === 'source' || code === 'PROTOCOL_ASSISTED_SOURCE')
}

function armAt(arms: Arms, index: string | number | undefined): string | null {
  return typeof index === 'number' ? (arms[index]?.id ?? null) : null
}

function starts(path: Path, beginning: Path): boolean {
  return beginning.every((part, index) => path[index] === part)
}

function same(one: Path, other: Path): boolean {
  return one.length === other.length && starts(one, other)
}
