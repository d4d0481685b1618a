import type { ShownAnswer } from '../../review/shown/shown-answer.ts'
import { noteShown } from '../../store/assisted/decide.ts'
import { type PartState, readPart } from '../../store/assisted/read-part.ts'
import { isRecruiting } from '../../store/assisted/recruiting.ts'
import type { Part, PartEncounter, PartStep } from '../contract/participant.ts'
import { chatView } from './chat-view.ts'
import { askedQuestions } from './form-answers.ts'
import type { OpenTrial } from './open-trial.ts'
import { type NextStep, nextStep } from './part-step.ts'
import { markdownWords } from './plain-words.ts'

/** What does not change while a trial is served, made once. */
interface Words {
  readonly consent: ShownAnswer
  readonly instructions: ShownAnswer
  readonly control: ShownAnswer
  readonly cases: ReadonlyMap<string, { readonly title: string; readonly text: ShownAnswer }>
}

const wordsOf = new WeakMap<OpenTrial, Words>()

function trialWords(trial: OpenTrial): Words {
  const known = wordsOf.get(trial)
  if (known !== undefined) return known
  const { plan } = trial
  const words = {
    consent: markdownWords(plan.consent.text),
    instructions: markdownWords(plan.instructions),
    control: markdownWords(plan.controlPage),
    cases: new Map(
      plan.cases.map(({ id, title, text }) => [id, { title, text: markdownWords(text) }] as const),
    ),
  }
  wordsOf.set(trial, words)
  return words
}

/** Where a participant stands; null for somebody who gave no consent yet. */
export interface Standing {
  readonly part: PartState
  readonly next: NextStep
}

export async function standingOf(trial: OpenTrial, person: string | null): Promise<Standing | null> {
  const { store, study, plan } = trial
  const part = person === null ? null : await readPart(store, study, person)
  if (part === null) return null
  const recruiting =
    part.randomised || part.kind === 'simulated' || (await isRecruiting(store.database, study, plan))
  return { part, next: nextStep(plan, part, recruiting) }
}

/** What the page shows. @param link Null before the consent. */
export async function partView(
  trial: OpenTrial,
  standing: Standing | null,
  link: string | null,
): Promise<Part> {
  const { plan, title, sample } = trial
  return {
    title,
    sample,
    contact: plan.consent.contact,
    consent: {
      version: plan.consent.version,
      content: trialWords(trial).consent,
      stores: plan.consent.stores,
      asks: {
        eligibility: plan.eligibility.length > 0,
        baseline: plan.baseline.length > 0,
        attention: plan.attentionChecks.length > 0,
        grouped: ['stratified', 'minimisation'].includes(plan.randomisation.method),
      },
    },
    link: standing === null ? null : link,
    step: await stepView(trial, standing),
  }
}

async function stepView(trial: OpenTrial, standing: Standing | null): Promise<PartStep> {
  const { store, study, plan } = trial
  if (standing === null) {
    return { at: (await isRecruiting(store.database, study, plan)) ? 'consent' : 'closed' }
  }
  const { next, part } = standing
  switch (next.at) {
    case 'eligibility':
      return { at: 'eligibility', questions: askedQuestions(plan.eligibility) }
    case 'baseline':
      return { at: 'baseline', questions: askedQuestions(plan.baseline) }
    case 'attention':
      return { at: 'attention', questions: askedQuestions(plan.attentionChecks) }
    case 'questionnaire':
      return { at: 'questionnaire', questions: askedQuestions(plan.questionnaire) }
    case 'instructions':
      return { at: 'instructions', content: trialWords(trial).instructions }
    case 'case':
      return { at: 'case', encounter: await encounterView(trial, part, next.place) }
    default:
      return { at: next.at }
  }
}

async function encounterView(trial: OpenTrial, part: PartState, place: number): Promise<PartEncounter> {
  const { store, study, plan, arms } = trial
  const words = trialWords(trial)
  const encounter = part.encounters[place]
  const shown = encounter === undefined ? undefined : words.cases.get(encounter.case)
  if (encounter === undefined || shown === undefined) throw new RangeError('an encounter has a case')
  if (plan.consent.stores.includes('timings') && !encounter.shown) await noteShown(store, study, encounter.id)
  const talks = arms.has(encounter.arm)
  return {
    id: encounter.id,
    number: place + 1,
    of: part.encounters.length,
    ...shown,
    question: plan.question,
    dispositions: plan.dispositions,
    maxConditions: plan.maxConditions,
    chat: talks ? await chatView(trial, part.person, encounter) : null,
    control: talks ? null : words.control,
  }
}
