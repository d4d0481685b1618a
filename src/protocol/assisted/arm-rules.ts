import { type BrokenRule, unknownReference } from '../broken-rule.ts'
import type { Plan } from '../plan.ts'
import type { AssistedPlan } from './assisted-plan.ts'
import { brokenAssisted } from './broken-assisted.ts'
import { isChatSource } from './chat-source.ts'

/** The control is people with their usual means; every other arm can be talked with; a judge can be called. */
export function armRules({ arms }: Plan, assisted: AssistedPlan): BrokenRule[] {
  const control = controlRules(arms, assisted)
  // While nobody knows which arm is the control, one of people is not held to what a model must have.
  const chats = arms.filter(
    (arm) => arm.id !== assisted.control && !(control.length > 0 && isUsualMeans(arm)),
  )
  return [...control, ...chatRules(arms, chats), ...judgeRules(arms, assisted)]
}

function isUsualMeans({ kind, source }: Plan['arms'][number]): boolean {
  return kind === 'people' && source === null
}

function controlRules(arms: Plan['arms'], { control }: AssistedPlan): BrokenRule[] {
  const people = arms.filter(isUsualMeans).map(({ id }) => id)
  const expected = people.join(', ') || 'an arm of kind people without a source'
  const named = arms.find(({ id }) => id === control)
  if (named === undefined) {
    return [
      unknownReference(
        ['assisted', 'control'],
        'arm',
        control,
        arms.map(({ id }) => id),
      ),
    ]
  }
  if (people.includes(control)) return []
  return [
    brokenAssisted(
      'CONTROL',
      ['assisted', 'control'],
      'The control is an arm of kind people that has no source: its participants use their usual means.',
      control,
      expected,
    ),
  ]
}

function chatRules(arms: Plan['arms'], chats: Plan['arms']): BrokenRule[] {
  return arms.flatMap((arm, index) => {
    if (!chats.includes(arm)) return []
    const path = ['arms', index]
    const broken: BrokenRule[] = []
    if (arm.source === null || !isChatSource(arm.source)) {
      broken.push(
        brokenAssisted(
          'SOURCE',
          arm.source === null ? path : [...path, 'source'],
          'Participants cannot talk with this arm.',
          arm.source?.via ?? arm.id,
          'a source with via: api or via: search, or the preset of a model',
        ),
      )
    }
    if (arm.knownWorse) {
      broken.push(
        brokenAssisted(
          'SOURCE',
          [...path, 'knownWorse'],
          'Nobody is randomised to an arm that is known to be worse.',
          'true',
          'no knownWorse; the control shows whether a difference can be seen',
        ),
      )
    }
    return broken
  })
}

function judgeRules(arms: Plan['arms'], { coding: { judge } }: AssistedPlan): BrokenRule[] {
  if (judge === null) return []
  const callable = arms.filter(({ source }) => source?.via === 'api').map(({ id }) => id)
  if (callable.includes(judge)) return []
  const path = ['assisted', 'coding', 'judge']
  if (!arms.some(({ id }) => id === judge)) return [unknownReference(path, 'arm', judge, callable)]
  return [
    brokenAssisted(
      'JUDGE',
      path,
      'A judge is a model that is called over its API.',
      judge,
      callable.join(', ') || 'an arm with via: api',
    ),
  ]
}
